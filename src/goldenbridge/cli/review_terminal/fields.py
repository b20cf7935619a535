"""Asking for a field's new value, and for a new span."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from goldenbridge.cli.review_terminal.lines import ask, say
from goldenbridge.cli.review_terminal.screen import LABELS
from goldenbridge.cli.visible import one_line
from goldenbridge.statements.coded import CodedStatement
from goldenbridge.statements.refind import refind, unify
from goldenbridge.statements.statement import ACTS

__all__ = ["CHOICES", "asked_change", "field_named", "span_from", "value_from"]

#: Fields with a closed list of values.
CHOICES: dict[str, tuple[str, ...]] = {
    "act": ACTS,
    "role": ("author", "reported", "quoted"),
    "polarity": ("-1", "0", "+1"),
    "red_line": ("no", "implicit", "explicit"),
    "tier": ("core", "fringe"),
}
#: Fields that may be left open.
OPEN = frozenset({"affiliation", "attributed_by", "issue", "date", "tier", "note"})

_NUDGE = re.compile(r"([se])\s*([+-]\s*\d{1,3})", re.IGNORECASE)
_FROM_TO = re.compile(r"\s*(?:…|\.\.\.)\s*")
_WORD = re.compile(r"\S+")


def field_named(name: str) -> str | None:
    """The field that is meant: by its name, its label, its number in the list, or a beginning.

    >>> field_named("red line"), field_named("pol"), field_named("1"), field_named("a")
    ('red_line', 'polarity', 'actor', None)
    """
    wanted = name.strip().lower().replace("-", "_")
    if wanted.isdecimal():
        listed = list(LABELS)
        return listed[int(wanted) - 1] if 0 < int(wanted) <= len(listed) else None
    for field, label in LABELS.items():
        if wanted in (field, label, label.replace(" ", "_")):
            return field
    begin = [
        f
        for f, label in LABELS.items()
        if wanted and (f.startswith(wanted) or label.startswith(wanted))
    ]
    return begin[0] if len(begin) == 1 else None


def value_from(field: str, answer: str) -> object:
    """What an answer means for a field: a number, one of its values, or nothing.

    >>> value_from("polarity", "+1"), value_from("act", "2"), value_from("issue", "-")
    (1, 'rejects', None)
    """
    told = answer.strip()
    if told == "-" and field in OPEN:
        return None
    if field == "polarity":
        try:
            return int(told)
        except ValueError:
            return told
    choices = CHOICES.get(field)
    if choices is None:
        return told
    if told.isdecimal() and 0 < int(told) <= len(choices):
        return choices[int(told) - 1]
    begin = [choice for choice in choices if choice.startswith(told.lower().replace(" ", "_"))]
    return begin[0] if len(begin) == 1 and told else told


def asked_change(
    record: CodedStatement, rest: str, known: Callable[[str], Sequence[str]]
) -> dict[str, object] | None:
    """Which field is to become what; asked for where it was not said. None: nothing is.

    Parameters
    ----------
    record : as it stands.
    rest : what followed the key: nothing, a field, or a field and its new value.
    known : values that a field has elsewhere, to choose from.
    """
    first, _, value = rest.strip().partition(" ")
    if rest.lower().startswith(("red line", "said by")):
        first, value = " ".join(rest.split()[:2]), " ".join(rest.split()[2:])
    if not first:
        for n, (field, label) in enumerate(LABELS.items(), start=1):
            say(f"  {n:>2} {label}: {one_line(_now(record, field), 100)}")
        first = ask("Which field? (Enter: none) ")
        if not first:
            return None
    chosen = field_named(first)
    if chosen is None:
        say(f"There is no field {first!r}. Fields: {', '.join(LABELS.values())}.")
        return None
    if not value:
        choices = CHOICES.get(chosen) or tuple(known(chosen))
        if chosen in CHOICES and chosen != "polarity":
            say("  " + "  ".join(f"{n} {choice}" for n, choice in enumerate(choices, start=1)))
        elif choices:
            say("  " + one_line(", ".join(choices[:40]), 600))
        empty = ", -: none" if chosen in OPEN else ""
        say(f"{LABELS[chosen]}: {one_line(_now(record, chosen), 100)}")
        value = ask(f"New value (Enter: keep{empty}) ")
        if not value:
            return None
    return {chosen: value_from(chosen, value)}


def span_from(record: CodedStatement, text: str, answer: str) -> dict[str, object] | None:
    """The span that an answer means, or None where its words are not there.

    Either moves of the ends by words (``s+1 e-2``), or the words themselves, or the first and the
    last of them (``we will … the bridge``).

    >>> text = "On Monday we will never accept a toll on the bridge, he said."
    >>> s = CodedStatement(doc="a", start=10, end=30, actor="Norvik", act="rejects")
    >>> span_from(s, text, "e+2"), span_from(s, text, "never ... bridge")
    ({'start': 10, 'end': 37}, {'start': 18, 'end': 51})
    """
    moves = _NUDGE.findall(answer)
    if moves and not _NUDGE.sub("", answer).strip(" ,;"):
        start, end = record.start, record.end
        for which, by in moves:
            steps = int(by.replace(" ", ""))
            if which.lower() == "s":
                start = _moved(text, start, steps, at_start=True)
            else:
                end = _moved(text, end, steps, at_start=False)
        return {"start": start, "end": end}
    ends = [part for part in _FROM_TO.split(answer.strip()) if part]
    if not ends:
        return None
    near = record.start
    if len(ends) == 1:
        found = refind(text, ends[0], near=near)
        return (
            None
            if found is None or found.how == "fuzzy"
            else {"start": found.start, "end": found.end}
        )
    plain = unify(text)
    first, last = unify(ends[0]), unify(ends[-1])
    starts = [m.start() for m in re.finditer(re.escape(first), plain)]
    for start in sorted(starts, key=lambda at: abs(at - near)):
        at = plain.find(last, start + len(first))
        if at >= 0:
            return {"start": start, "end": at + len(last)}
    return None


def _moved(text: str, at: int, steps: int, at_start: bool) -> int:
    """An end of a span moved by so many words."""
    edges = [
        m.start() if at_start else m.end()
        for m in _WORD.finditer(text, max(0, at - 4000), at + 4000)
    ]
    if steps > 0:
        after = [edge for edge in edges if edge > at]
        return after[min(steps, len(after)) - 1] if after else at
    before = [edge for edge in edges if edge < at]
    return before[-min(-steps, len(before))] if before and steps else at


def _now(record: CodedStatement, field: str) -> str:
    value = getattr(record, field)
    return "(none)" if value is None else str(value)
