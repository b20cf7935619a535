"""What to find out first, in sentences: the price of not knowing, and what each answer is worth."""

from __future__ import annotations

from goldenbridge.report.narrative.amounts import cut, like, party_name, share_points, tidy
from goldenbridge.report.words import Data, Link, Piece, Sentence, counted, listed, number, share

__all__ = [
    "announce_now",
    "announced",
    "answer_share",
    "by_reliability",
    "exchange",
    "hidden_questions",
    "not_knowing",
    "question_value",
    "rest_of_questions",
    "visible_questions",
    "what_then",
]

WHERE = "#m-questions"


def announce_now(bridge: Data, findings: Data) -> list[Sentence]:
    """What to announce while nothing more is known, and how often all would sign it."""
    advice = bridge["information"]["advice"]
    if advice["package"] is None:
        text = "No package is signed by all in any world, so there is none to announce."
        return [(text,)]
    return [
        (
            (
                "Nobody knows which world is the real one, so one package has to be announced "
                "for all of them. The one to announce now is "
            ),
            *like(findings, advice["package"]),
            ".",
        ),
        (
            "In worlds that it was not chosen on, all who must sign would sign it in ",
            Link(share(advice["share"]), WHERE),
            ".",
        ),
    ]


def not_knowing(bridge: Data) -> list[Sentence]:
    """What knowing everything would be worth: the most that any question can be worth."""
    found = bridge["information"]["evpi"]
    if found["estimate"] <= 0 and found["interval"][1] <= 0:
        return [("Knowing everything would change nothing: one package does for all worlds.",)]
    return [
        (
            "If the real world were known before a package is chosen, all would sign in ",
            Link(share_points(found), WHERE),
            " more of the worlds. That is the price of not knowing, and no question is worth more.",
        )
    ]


def exchange(bridge: Data) -> list[Sentence]:
    """What it is worth to learn which red lines are real: all at once, and one party's."""
    found = bridge["information"]["exchange_red_lines"]
    if found["all"] is None:
        return [("No red line is in doubt, so there are none to tell each other.",)]
    whole = found["all"]
    seen: list[tuple[str, Data]] = []
    unseen: list[tuple[str, Data]] = []
    for party, one in found["by_party"].items():
        name = party_name(bridge, party)
        (seen if one["visible"] else unseen).append((name, one))
    said: list[Sentence] = []
    if not whole["visible"]:
        text = "That all sides tell, in confidence, which of their red lines are real is worth less"
        said.append((f"{text} than {_worlds(bridge)} can see.",))
    else:
        text = "If every side told, in confidence, which of its red lines are real, that would be"
        said.append((f"{text} worth ", Link(share_points(whole["value"]), WHERE), "."))
    alone: list[Piece] = ["Told by one side alone: "]
    for place, (name, one) in enumerate(seen):
        alone += ["; " if place else "", f"{name}, ", Link(share_points(one["value"]), WHERE)]
    if len(found["by_party"]) < 2:
        return said
    if unseen:
        names = listed(name for name, _ in unseen)
        alone.append(f"{'; ' if seen else ''}{names}, less than {_worlds(bridge)} can see")
    said.append((*alone, "."))
    return said


def visible_questions(bridge: Data) -> list[Data]:
    """The questions whose value stands out from luck, the most valuable first."""
    return [q for q in bridge["questions"] if q["visible"]]


def hidden_questions(bridge: Data) -> list[Data]:
    """The questions whose value so many worlds cannot tell from luck."""
    return [q for q in bridge["questions"] if not q["visible"]]


def question_value(question: Data) -> Sentence:
    """What the answer to one question is worth."""
    return ("Worth ", Link(share_points(question["value"]), WHERE), ".")


def what_then(question: Data) -> list[Sentence]:
    """Under which answer the advice changes most, and how often all would sign then."""
    moving = [a for a in question["answers"] if a["changes"]]
    if not moving:
        return [(question["verdict"],)]
    first = max(moving, key=lambda a: (_told(a), a["weight"]["estimate"]))
    said: list[Sentence] = [
        (
            f"If the answer is: {_answer(first['answer'])}, as in ",
            Link(share(first["weight"]), WHERE),
            (
                f" of worlds, announce another package: {cut(first['in_words'], 3)}. All would "
                "then sign in "
            ),
            Link(share(first["share"]), WHERE),
            " of those worlds; the package above in ",
            Link(share(first["share_of_advice"]), WHERE),
            ".",
        )
    ]
    others = len(moving) - 1
    if others:
        verb = "calls" if others == 1 else "call"
        text = f"{counted(others, 'other answer')} {verb} for another package as well."
        said.append((text[:1].upper() + text[1:],))
    if len(moving) < len(question["answers"]):
        said.append(("Otherwise the package above stands.",))
    return said


def _answer(text: str) -> str:
    """An answer as short as it can be told.

    >>> _answer("Real: “A”, “B”; not: “C”."), _answer("Real: “A”; not: “B”, “C”."), _answer("So.")
    ('all are real but “C”', 'only “A” is real', 'So')
    """
    real, cut_in, false = tidy(text).partition("; not: ")
    if not (cut_in and real.startswith("Real: ")):
        return tidy(text)
    real = real.removeprefix("Real: ")
    many, few = real.count("“"), false.count("“")
    if few <= many:
        return f"all are real but {false}"
    return f"only {real} {'is' if many == 1 else 'are'} real"


def _told(answer: Data) -> float:
    """How much of the question's value lies in one answer."""
    return float(answer["gain"]["estimate"]) * float(answer["weight"]["estimate"])


def by_reliability(question: Data) -> list[Sentence]:
    """How the value falls where the answer may be tactical, or a guess."""
    doubted = [r for r in question["reliability"] if r["reliability"] < 1]
    if not doubted:
        return []
    seen: list[Piece] = []
    nothing: list[float] = []
    for place, one in enumerate(sorted(doubted, key=lambda r: -r["reliability"])):
        times = f"{number(10 * one['reliability'])} times in ten"
        if one["value"]["interval"][0] <= 0:
            nothing.append(one["reliability"])
            continue
        lead = "; " if seen else "Where the answer is right "
        seen += [
            f"{lead}{times}, {'' if place else 'it is worth '}",
            Link(share_points(one["value"]), WHERE),
        ]
    said: list[Sentence] = [(*seen, ".")] if seen else []
    if nothing:
        times = f"{number(10 * max(nothing))} times in ten or less"
        said.append((f"Where the answer is right {times}, no value can be seen.",))
    return said


def announced(answer: Data) -> str:
    """What to announce under one answer, in words."""
    return "; ".join(answer["in_words"]) or "the same package"


def answer_share(answer: Data) -> Data:
    """How often all would sign what is announced under the answer."""
    found: Data = answer["share"]
    return found


def rest_of_questions(bridge: Data) -> list[Sentence]:
    """All the questions whose value cannot be seen, in one sentence."""
    hidden, every = hidden_questions(bridge), bridge["questions"]
    if not every:
        return [("No question was found to ask.",)]
    if not hidden:
        return []
    if len(hidden) == len(every):
        many = f"{counted(len(every), 'question')} that {'was' if len(every) == 1 else 'were'}"
        text = f"None of the {many} valued stands out from luck in {_worlds(bridge)}"
    else:
        verb = "lies" if len(hidden) == 1 else "lie"
        text = f"The other {counted(len(hidden), 'question')} {verb} below what {_worlds(bridge)}"
        text += " can see"
    return [(f"{text}. That does not prove that the answers are idle; more worlds see more.",)]


def _worlds(bridge: Data) -> str:
    return f"{bridge['information']['worlds']:,} worlds"
