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
