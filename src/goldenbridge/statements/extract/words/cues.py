"""Words that tell an argument from an account of events."""

from __future__ import annotations

from goldenbridge.sources.words import words

__all__ = ["KINDS", "WORDS"]

#: Kind → words. How many of each stand in a sentence bears on whether it takes a position.
WORDS = {
    "event": words(
        "met meets meeting arrived arrives visited visit visits attended scheduled held took",
        "place began began started ended happened occurred gathered travelled traveled returned",
        "landed died killed wounded injured struck fell rose spoke talked called phoned hosted",
        "signed born elected appointed resigned joined left moved flew crossed entered seized",
        "captured annexed fled destroyed damaged shelled bombed published released broadcast",
        "aired posted",
    ),
    "time": words(
        "monday tuesday wednesday thursday friday saturday sunday january february march april",
        "june july august september october november december yesterday today tomorrow week",
        "weeks month months year years ago earlier later since during morning evening afternoon",
        "night day days decade decades century hour hours minutes",
    ),
    "history": words(
        "was were had history historical historic century soviet empire era 1945 1989 1990 1991",
        "2008 2014 formerly once collapse collapsed fall treaty invaded war wars",
    ),
    "norm": words(
        "must should ought need needs needed necessary essential crucial vital imperative",
        "urgent urgently shall let better best only chance time duty responsibility obligation",
        "task path way key priority goal",
    ),
    "praise": words(
        "right rightly wise wisely good sound fair just legitimate reasonable prudent sensible",
        "useful welcome valuable realistic promising constructive effective success successful",
        "succeed important justified honest responsible decent courage courageous merit merits",
        "benefit benefits opportunity hope progress understandable rational moral noble lasting",
        "helpful fruitful productive positive positively encouraging encouraged beneficial",
        "advantage advantages essential vital crucial indispensable stabilizing stabilising",
        "strengthen strengthens strengthened strengthening effectively stronger improve improves",
        "improved improving improvement welcomed welcomes welcoming admirable commendable optimistic",
        "optimism confident hopeful pragmatic balanced candid substantive achievement breakthrough",
        "smart appropriate proper properly rightful deserve deserves deserved worthwhile worth",
        "feasible viable workable goodwill robust resolute steadfast solidarity appreciate",
        "appreciates appreciated grateful",
    ),
    "blame": words(
        "wrong wrongly mistake mistaken mistakes error errors blunder folly foolish reckless",
        "dangerous naive unwise harmful useless pointless futile unrealistic unacceptable",
        "irresponsible absurd illusion illusions myth fantasy fantasies delusion lie lies lied",
        "hypocrisy hypocritical cynical failure failures failed fail fails failing disaster",
        "disastrous catastrophe catastrophic shameful cowardly aggressive aggression",
        "provocative provoked provocation brutal criminal illegal unlawful unjust unjustified",
        "unprovoked immoral betrayal betrayed appeasement surrender blackmail bully bullying",
        "threat threatens imperial imperialist expansionist revanchist arrogant arrogance",
        "contempt cruel evil genocidal hegemonic hegemony misguided misplaced flawed hollow",
        "empty worse worst bad poor weak weakness timid hesitant punish punishing suffer",
        "suffering harm harms undermine undermines destabilize escalate",
        "skeptical sceptical skepticism scepticism doubt doubts doubtful doubted distrust mistrust",
        "cynically cynicism shame disgrace outrageous outrage nonsense ridiculous stupid insane",
        "madness crazy delusional misleading misled mislead deceive deceived deception deceptive",
        "dishonest dubious questionable premature impossible unfair unreasonable illegitimate",
        "unconscionable anathema abhorrent repugnant tragic tragedy grim bleak crime crimes",
        "criminals atrocity atrocities violation violations violate violated violates violating",
        "breach breached breaches breaching flout flouted flouts flouting trample trampled tramples",
        "trampling destroy destroys destroying destruction destructive undermined undermining",
        "weaken weakened weakens weakening damages damaging hurt hurts hurting ruin ruined ruinous",
        "jeopardize jeopardise imperil endanger sabotage sabotaged derail derailed destabilizing",
        "destabilising exacerbate exacerbated exacerbates worsen worsened worsens worsening prolong",
        "prolongs prolonging embolden emboldens emboldened emboldening cave caved capitulate",
        "capitulation surrendered appease appeased appeasing naively naïve gullible cowardice feeble",
        "toothless powerless vain ineffective ineffectual inadequate insufficient incapable costly",
        "painful backfire backfired backfires boomerang counterproductive counter-productive",
        "short-sighted shortsighted misjudged miscalculated miscalculation ill-advised unhelpful",
        "intolerable inadmissible unworkable unsustainable hysteria hysterical paranoid paranoia",
        "aggressor aggressors barbaric barbarity brutality savage terror thug tyrant dictator",
        "invader invaders pretext sham fake false falsely baseless groundless unfounded cheat",
        "cheated cheating betray betraying abuse abused exploit exploited exploiting meddling",
        "interference coercion coerce coercive intimidate intimidation blackmailing ploy ruse trap",
        "cynic hatred hostile hostility selfish inhumane blame blamed blames culprit guilty",
    ),
    "irony": words(
        "so-called supposedly allegedly ostensibly apparently curiously oddly strangely",
        "ironically conveniently surely hardly scarcely mercifully fortunately unfortunately",
        "sadly regrettably alas lecture lectures sermon pretend pretends pretence pretense",
        "convenient charade fiction",
    ),
    "argue": words(
        "because therefore thus hence indeed fact reason reasons argument why rather instead",
        "yet however nor neither merely simply only even cannot never no nothing nobody whether",
        "if unless otherwise not",
    ),
    "own": words("i we our us my me ours you your"),
    "future": words("will would could may might likely unlikely probably perhaps soon would-be"),
}

#: Word → the kinds it is of.
KINDS = {
    word: tuple(kind for kind, listed in WORDS.items() if word in listed)
    for word in sorted(frozenset().union(*WORDS.values()))
}
