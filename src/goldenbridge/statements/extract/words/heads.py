"""What makes a clause a position: verbs of saying and taking sides, nouns and adjectives of them.

Each is listed with the act it is and whether it is for (1) or against (-1) what follows; 0 leaves
that to what follows. The acts are those of the coding rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from goldenbridge.statements.extract.words.forms import forms
from goldenbridge.statements.statement import Act

__all__ = ["HEADS", "Head"]

Kind = Literal["report", "stance", "noun", "state", "plan", "modal"]


@dataclass(frozen=True, slots=True)
class Head:
    """A word that carries a position.

    ``kind`` says how it is built: ``report`` (says that …), ``stance`` (rejects …), ``noun``
    (their demand that …), ``state`` (is ready to …), ``plan`` (will …), ``modal`` (should …).
    ``form`` is the verb's: base, s, past, participle, gerund, or empty.
    """

    kind: Kind
    act: Act
    sign: int
    word: str
    form: str = ""


_FORMS = ("base", "s", "past", "participle", "gerund")

_REPORT: dict[Act, str] = {
    "assesses": (
        "say, tell, note, add, explain, write, state, tweet, argue, believe, think, claim, "
        "maintain, contend, conclude, remark, observe, point out, comment, describe, view, see, "
        "consider, feel, find, assert, hold, recall, estimate, assess, characterize, "
        "characterise, echo, quip, counter, respond, reply, answer, express, voice, speak, mean, "
        "interpret, understand, opine, retort, post, label, brand, portray, depict, frame, hint, "
        "signal, indicate, report, suspect, hope, expect, fret"
    ),
    "supports": (
        "insist, stress, emphasize, emphasise, underline, underscore, reiterate, repeat, "
        "reaffirm, affirm"
    ),
    "commits": ("announce, declare, confirm, assure, swear"),
    "concedes": ("acknowledge, admit, concede, recognize, recognise"),
    "warns": ("warn, caution, worry, fear, alert"),
    "denies": ("deny, dispute, refute, rebut"),
    "accuses": ("accuse, blame, allege, charge, complain, lament, decry, fault"),
    "threatens": ("threaten"),
}

_STANCE: dict[tuple[Act, int], str] = {
    ("supports", 1): (
        "support, back, welcome, endorse, favor, favour, praise, agree, join, adopt, approve, "
        "advocate, embrace, prefer, champion, uphold, defend, hail, applaud, side with, espouse, "
        "encourage, share, voice support for, commend, subscribe to, justify, respect, value, "
        "rally"
    ),
    ("demands", 1): (
        "demand, call for, urge, ask, request, insist on, seek, require, press, press for, push, "
        "push for, appeal, call on, call upon, pressure, want, need, exhort, implore, lobby, "
        "argue for, pursue, aim, strive, look for, ask for, pressurize, try"
    ),
    ("offers", 1): (
        "offer, propose, invite, suggest, put forward, table, float, outline, present, submit, "
        "be open to, extend an invitation, lay out, set out, hand over"
    ),
    ("commits", 1): (
        "pledge, promise, vow, commit, agree to, plan, intend, guarantee, impose, provide, "
        "deploy, send, supply, undertake, resolve, approve, decide, prepare, continue, keep, "
        "launch, sign, resume, establish, engage, reinforce, increase, boost, ramp up, step up, "
        "expand, strengthen, station, freeze, sanction, tighten, implement, introduce, ratify, "
        "authorize, authorise, start, begin, stand by, stand with, stick to, promise to, "
        "dispatch, adopt, conduct, hold talks, arm, finance, donate, deliver, train, grant, aid, "
        "assist, participate, take part in, allocate, contribute, negotiate, promote, attempt, "
        "annex, invade, attack, occupy, vote for, raise, concentrate, amass, mass"
    ),
    ("considers", 1): (
        "weigh, contemplate, mull, ponder, explore, study, examine, think about, "
        "consider joining, debate, entertain"
    ),
    ("concedes", 1): (
        "abandon, relent, give in, back down, climb down, drop ~ objections, accept, allow, "
        "tolerate, soften, yield"
    ),
    ("rejects", -1): (
        "reject, refuse, oppose, rule out, dismiss, decline, resist, object to, rebuff, condemn, "
        "denounce, criticize, criticise, veto, block, spurn, shun, disagree, boycott, forbid, "
        "bar, ban, repudiate, deplore, protest, exclude, scorn, deride, slam, blast, lambast, "
        "object, balk at, shut down, turn down, brush off, brush aside, rail against, "
        "argue against, lash out, prevent, stop, halt, suspend, quit, discard, discount, "
        "downplay, mock, discourage, scoff, bat down, push back, strike down, call off, cancel, "
        "end, cease, walk away, withdraw from, pull out of, cut off, scrap, ignore, fail to, "
        "jettison, ditch, disapprove, abrogate, renege, terminate, dissuade, deter, postpone, "
        "lift, ease, abstain, avoid, isolate, limit, restrict, expel, vote against, refrain, "
        "back out of, leave ~ treaty, leave ~ agreement, leave ~ pact, throw out, cast aside"
    ),
    ("denies", -1): ("deny, disavow"),
    ("threatens", 1): ("threaten, vow to, menace"),
    ("accuses", -1): ("provoke, violate, undermine"),
}

_NOUN: dict[tuple[Act, int], str] = {
    ("demands", 1): (
        "demand, demands, call, calls, request, requests, insistence, appeal, appeals, ambition, "
        "ambitions, aim, goal, goals, objective, objectives, condition, conditions, "
        "precondition, preconditions, desire, wish, requirement, priority, quest, efforts, "
        "effort, bid, push"
    ),
    ("supports", 1): (
        "support, backing, endorsement, position, stance, view, argument, preference, belief, "
        "opinion, agreement"
    ),
    ("offers", 1): (
        "offer, offers, proposal, proposals, suggestion, invitation, readiness, willingness, "
        "openness, plan"
    ),
    ("commits", 1): (
        "promise, promises, pledge, pledges, commitment, decision, vow, intention, intentions, "
        "announcement"
    ),
    ("rejects", -1): (
        "rejection, refusal, opposition, objection, objections, reluctance, unwillingness, "
        "condemnation, resistance, criticism, veto, dismissal, disagreement, skepticism, scepticism, "
        "critics, opponents, doubts, withdrawal from, exit from"
    ),
    ("threatens", 1): ("threat, threats, ultimatum"),
    ("warns", -1): ("warning, warnings, concern, concerns, fear, fears, worry, worries"),
    ("accuses", -1): ("accusation, accusations, allegation, allegations, claim, claims, assertion"),
    ("denies", -1): ("denial, denials"),
    ("red_line", -1): ("red line, red lines"),
}

_STATE: dict[tuple[Act, int], str] = {
    ("offers", 1): (
        "ready to, ready for, willing to, open to, prepared to, prepared for, available for, "
        "keen to, keen on, eager to, interested in, happy to, inclined to"
    ),
    ("commits", 1): (
        "committed to, determined to, resolved to, bound to, planning to, set to, due to, "
        "poised to, going to"
    ),
    ("rejects", -1): (
        "unwilling to, reluctant to, opposed to, against, hesitant to, averse to, "
        "wary, wary of, skeptical, sceptical, skeptical of, sceptical of, doubtful, critical of, "
        "not interested in, no longer interested in, not ready to, not willing to, not going to, unable to, unlikely to"
    ),
    ("warns", -1): (
        "worried, concerned, alarmed, afraid, fearful, anxious, worried about, concerned about, "
        "worried that, concerned that"
    ),
    ("supports", 1): (
        "in favor of, in favour of, convinced, confident, certain that, certain of, satisfied, "
        "supportive of, "
        "adamant, clear that, optimistic"
    ),
    ("considers", 1): ("considering, thinking about, reportedly considering"),
    ("accuses", -1): ("guilty of, responsible for, to blame"),
    ("red_line", -1): (
        "red line, red lines, unacceptable, non-starter, nonstarter, non-starters, nonstarters, "
        "act of war, intolerable, out of the question, inadmissible"
    ),
}

_MODAL: dict[tuple[Act, int], str] = {
    ("demands", 1): (
        "must, should, ought to, need to, needs to, has to, have to, had better, let us, let's, "
        "deserves to, it is time, it's time, time to, there is a need, it is essential, "
        "it is crucial, it is vital, it is important, it is necessary, essential that, "
        "imperative, important to, crucial to, vital to, necessary to, essential to, worth, "
        "urgently, first step, key to, the key, the path to, the only way, "
        "only way, best way, only hope, best hope, needs, require, requires, goal should, "
        "responsibility to, duty to, obligation to, better to, wise to, prudent to, sensible to"
    ),
    ("assesses", 0): (
        "would be, would make, matters, still matters, remains, remain, allows, allow"
    ),
    ("supports", 1): (
        "would help, could help, can help, might help, would serve, serves, offers a, helps, "
        "help, useful, valuable, beneficial, vital, crucial, essential, critical, indispensable, "
        "welcome, wise, wisely, rightly, opportunity, promising, constructive, the best, better than, "
        "good idea, in the interest, in our interest, in its interest, in their interest, "
        "good, right thing, is right, are right, was right, were right, reasonable, rational, legitimate, understandable, justified, fair, "
        "positive, encouraging, necessary, important, deserves, deserve, hope, chance, usefully, "
        "fortunately, prudent, is needed, are needed"
    ),
    ("rejects", -1): (
        "rather than, instead of, far from, short of, must not, should not, shouldn't, cannot, can't, ought not, mustn't, need not, "
        "no reason to, unwise to, cannot be, can not, no longer, hardly, no sense, "
        "makes no sense, mistake, mistaken, misguided, wrong, wrongly, futile, dangerous, "
        "reckless, naive, foolish, unwise, harmful, counterproductive, counter-productive, "
        "useless, pointless, unrealistic, unacceptable, irresponsible, unfortunately, sadly, "
        "regrettably, flawed, failed, fails, fail, failure, failing, ineffective, hypocrisy, "
        "hypocritical, absurd, illusion, myth, disaster, disastrous, catastrophe, catastrophic, "
        "folly, short-sighted, shortsighted, provocative, hollow, empty, won't work, "
        "does not work, doesn't work, backfire, backfired, backfires, at the expense, worse, "
        "worst, risky, unsustainable, impossible, unlikely, little, not enough, poor, bad, "
        "terrible, insufficient, doomed, obstacle, cynical, provoke, provoked, undermine, "
        "undermines, undermined, harm, harms, sacrificial, scapegoat, victim, victims, "
        "destabilize, premature, dead, anathema, unpopular, contrary to, incompatible, unbearable, "
        "inconsistent with, out of reach, off the table, a bluff, a ploy, a trap, a sham, a trick, "
        "unfair, illegal, unlawful, illegitimate, unjust, immoral, unconscionable, at odds with, "
        "too late, too early, too much, too far, no place, no use, no point, no sign, no signs, "
        "no chance, no prospect, unworkable, outdated, obsolete, fallacious, nonsense, irrelevant"
    ),
    ("warns", 1): (
        "risk, risks, could lead, would lead, may lead, might lead, could trigger, danger, "
        "dangers, risk of, threatens to, could collapse, could escalate, may escalate, "
        "will only, would only, can only, lest, otherwise, or else, could result, could provoke"
    ),
    ("accuses", -1): (
        "to blame, blame, responsible, responsibility, guilty, fault, culprit, lied, "
        "betrayed, broken, violated, hypocrites, "
        "disregard, disregarded, in violation"
    ),
}

_PLAN: dict[tuple[Act, int], str] = {
    ("commits", 1): ("will, would, 'll, is to, are to, plans to, is going to, are going to"),
    ("rejects", -1): (
        "will not, won't, would not, wouldn't, will never, would never, does not want, "
        "do not want, don't want, doesn't want, did not want, is not going to, are not going to, "
        "has no intention, have no intention, had no intention, no plans to, has no plans, "
        "had no plans, no intention of, will no longer"
    ),
    ("accuses", -1): ("does not, did not, has not, have not"),
}


def _verbs() -> list[tuple[str, Head]]:
    listed = []
    for act, words in _REPORT.items():
        sign = -1 if act in {"denies", "accuses", "warns"} else 0
        for verb in _split(words):
            for form, name in zip(forms(verb), _FORMS, strict=True):
                listed.append((form, Head("report", act, sign, verb, name)))
    for (act, sign), words in _STANCE.items():
        for verb in _split(words):
            for form, name in zip(forms(verb), _FORMS, strict=True):
                listed.append((form, Head("stance", act, sign, verb, name)))
    return listed


def _split(words: str) -> list[str]:
    return [" ".join(word.split()) for word in words.split(",") if word.strip()]


def _others() -> list[tuple[str, Head]]:
    listed = []
    tables: tuple[tuple[Kind, dict[tuple[Act, int], str]], ...] = (
        ("noun", _NOUN), ("state", _STATE), ("modal", _MODAL), ("plan", _PLAN),
    )  # fmt: skip
    for kind, table in tables:
        for (act, sign), words in table.items():
            listed += [(word, Head(kind, act, sign, word)) for word in _split(words)]
    return listed


#: Words → what they make of a clause. One word may be several heads (a call, they call for).
HEADS: tuple[tuple[str, Head], ...] = tuple(_verbs() + _others())
