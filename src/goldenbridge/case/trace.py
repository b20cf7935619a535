"""From a number in a case down to the line of the source: value, statements, passages.

A judgement is named as problems name it, by its keys with dots (``worths.norvik.swings.fees``), or
by the id of a red line, a lever, a hypothesis, an option, a statement and so on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ValidationError

from goldenbridge.case.case import Case, Snapshot
from goldenbridge.case.judgement import Judgement
from goldenbridge.case.schema import Body, Effect, Hypothesis, Option, RedLine
from goldenbridge.errors import JudgementUnknown
from goldenbridge.files.document import Path_
from goldenbridge.sources.source import Source, at_hand, find_again
from goldenbridge.statements.statement import Statement

__all__ = ["NOBODY", "Item", "Kind", "Origin", "Step", "Trace", "items_of", "matches", "trace"]

Kind = Literal["value", "number", "entry", "statement", "contradiction"]
Origin = Literal["sourced", "direction sourced, size assumed", "assumed", "carried"]

#: What is said of a judgement without statements.
NOBODY = "assumed: nobody's statement carries this"

_SHARES = frozenset({"confidence", "confidence_under"})


@dataclass(frozen=True)
class Item:
    """One judgement as it stands at a snapshot.

    Attributes
    ----------
    path : its keys with dots.
    keys : its keys.
    label : what it is of, in words.
    kind : ``value`` has a range; ``number`` is a plain one, such as a red line's confidence;
        ``entry`` is something that statements can carry as a whole, such as a red line.
    low, mode, high : of a value or a number.
    statements : those named under its own ``from``.
    around : of something inside a larger entry, where the nearest statements stand that carry that.
    origin : of a value or a number as in a report; of an entry ``carried`` or ``assumed``.
    confidence : the coder's own: high, medium or low.
    note, text : as in the case.
    line : where it stands in the file.
    """

    path: str
    keys: Path_
    label: str
    kind: Kind
    statements: tuple[str, ...] = ()
    around: str | None = None
    origin: Origin = "assumed"
    low: float | None = None
    mode: float | None = None
    high: float | None = None
    confidence: str | None = None
    note: str | None = None
    text: str | None = None
    line: int = 0

    @property
    def said(self) -> str:
        """The value with its range, as text; empty where there is none."""
        if self.mode is None:
            return ""
        if self.low == self.high:
            return f"{self.mode:g}"
        return f"{self.mode:g} ({self.low:g} to {self.high:g})"

    @property
    def carrier(self) -> str:
        """How well it is carried, in words."""
        if not self.statements:
            return NOBODY
        count = len(self.statements)
        by = f"by {count} statement{'s' * (count != 1)}"
        if self.origin == "direction sourced, size assumed":
            return f"direction sourced {by}, size assumed"
        return f"{self.origin} {by}"


@dataclass(frozen=True)
class Step:
    """A statement on the walk, with its passage and, where the text is at hand, its line.

    Attributes
    ----------
    id, statement : as in the case.
    actor : what to call whoever took the position.
    source : the document; None where the case lists none.
    checked : whether the passage was read again: True found, False not as it was coded, None not
        looked at, since the text is not at hand.
    problem : where it was not found as coded, what is wrong.
    before, passage, after : the source's line around the passage, and the passage itself. The
        words are the document's own and may be subject to its copyright.
    """

    id: str
    statement: Statement
    actor: str
    source: Source | None = None
    checked: bool | None = None
    problem: str | None = None
    before: str = ""
    passage: str = ""
    after: str = ""


@dataclass(frozen=True)
class Trace:
    """The walk from one judgement to the lines of its sources.

    Attributes
    ----------
    item : the judgement.
    snapshot : at which snapshot it is told.
    snapshots : id of every snapshot → the value or text there; None where it is absent.
    depends : what moves it, in words: readings of hypotheses, joint tables, levers.
    steps : its statements, or else those that carry what it is part of.
    own : whether these are its own.
    inside : of an entry, the judgements within it.
    rests : of a statement, the judgements that rest on it.
    contradicted : ids of contradictions that its statements are part of.
    """

    item: Item
    snapshot: str
    snapshots: Mapping[str, str | None]
    depends: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    own: bool = True
    inside: tuple[Item, ...] = ()
    rests: tuple[Item, ...] = ()
    contradicted: tuple[str, ...] = ()


def items_of(case: Case, snapshot: str | None = None) -> dict[str, Item]:
    """Every judgement of a case at a snapshot, by its path, in the order of the format.

    Values and numbers, and all entries that statements can carry; then the statements and
    contradictions themselves.

    Raises
    ------
    SnapshotUnknown : there is no such snapshot.

    >>> from goldenbridge.case import load
    >>> items_of(load("european-security"))["red_lines.open-door.severity"].said
    '100 (60 to 200)'
    """
    at = case.at(snapshot)
    found = {item.path: item for item in _body(at)}
    for key, statement in case.statements.items():
        path = f"statements.{key}"
        found[path] = Item(
            path, ("statements", key), f"Statement {key}", "statement", (key,), None, "carried",
            text=statement.text, note=statement.note, line=case.statement_lines.get(key, 0),
        )  # fmt: skip
    for key, one in case.contradictions.items():
        path = f"contradictions.{key}"
        found[path] = Item(
            path, ("contradictions", key), f"Contradiction {key}", "contradiction",
            one.statements, None, "carried", text=one.text,
        )  # fmt: skip
    return found


def matches(case: Case, name: str, snapshot: str | None = None) -> tuple[str, list[Item]]:
    """The judgements that a name may mean, and the snapshot at which they are there.

    An exact path means itself. Else whatever has the name as its id; else all paths that end in
    it, and those inside it. Without a snapshot the first one that has any is taken.

    Raises
    ------
    JudgementUnknown : nothing is called so; near names are suggested.
    SnapshotUnknown : there is no such snapshot.
    """
    known: dict[str, None] = {}
    for at in [snapshot] if snapshot is not None else list(case.snapshots):
        items = items_of(case, at)
        known |= dict.fromkeys(items)
        some = _matching(items, name)
        if some:
            return case.at(at).id, some
    names = [*known, *(path.rsplit(".", 1)[-1] for path in known)]
    raise JudgementUnknown(case.id, name, list(dict.fromkeys(names)))


def _matching(items: Mapping[str, Item], name: str) -> list[Item]:
    if name in items:
        return [items[name]]
    called = [i for i in items.values() if str(i.keys[-1]) == name]
    top = [i for i in called if i.kind not in {"value", "number"}]
    if len(top) == 1:
        return top
    if called:
        return called
    ending = [item for path, item in items.items() if path.endswith(f".{name}")]
    inside = [item for path, item in items.items() if path.startswith(f"{name}.")]
    return ending or inside or [i for p, i in items.items() if f".{name}." in p]


def trace(case: Case, path: str, snapshot: str | None = None, texts: Path | None = None) -> Trace:
    """The walk from a judgement to its statements, their passages, and the source's own lines.

    Parameters
    ----------
    case : the case.
    path : the judgement's keys with dots, as :func:`items_of` has them.
    snapshot : at which snapshot; the first that has it, where none is named.
    texts : a folder with the texts of the sources: each passage is then read again.

    Raises
    ------
    JudgementUnknown : there is no such judgement.
    SnapshotUnknown : there is no such snapshot.
    OSError : a text is there and cannot be read.

    >>> from goldenbridge.case import load
    >>> trace(load("european-security"), "red_lines.open-door").item.carrier
    'carried by 6 statements'
    """
    at, found = matches(case, path, snapshot)
    item = next((i for i in found if i.path == path), None)
    if item is None:
        raise JudgementUnknown(case.id, path, [i.path for i in found])
    items = items_of(case, at)
    body = case.at(at)
    ids = item.statements
    own = bool(ids)
    if not own and item.around is not None:
        ids = items[item.around].statements
    within = [i for p, i in items.items() if p.startswith(f"{path}.")]
    rests: tuple[Item, ...] = ()
    if item.kind == "statement":
        key = str(item.keys[-1])
        rests = tuple(i for i in items.values() if key in i.statements and i.kind != "statement")
    return Trace(
        item,
        at,
        {s: _at(case, s, path) for s in case.snapshots},
        tuple(_depends(body, item)),
        tuple(_step(case, body, key, texts) for key in ids if key in case.statements),
        own,
        tuple(within),
        rests,
        tuple(k for k, c in case.contradictions.items() if set(c.statements) & set(ids)),
    )


def _at(case: Case, snapshot: str, path: str) -> str | None:
    item = items_of(case, snapshot).get(path)
    if item is None:
        return None
    return item.said or item.text or item.label


# --- what is in a body


def _body(at: Snapshot) -> Iterator[Item]:
    for name in Body.model_fields:
        if name in at.body.model_fields_set:
            yield from _walk(at, getattr(at.body, name), (name,), None)


def _walk(at: Snapshot, part: object, keys: Path_, around: str | None) -> Iterator[Item]:
    """Every judgement in a part; ``around`` is the nearest entry that statements carry."""
    if isinstance(part, Judgement):
        yield _value(at, part, keys, around)
    elif isinstance(part, BaseModel):
        if "from_" in type(part).model_fields or isinstance(part, Option | Hypothesis):
            entry = _entry(at, part, keys, around)
            yield entry
            around = entry.path if entry.statements else around
        for name, field in type(part).model_fields.items():
            value = getattr(part, name)
            if name in part.model_fields_set or isinstance(value, Judgement):
                yield from _walk(at, value, (*keys, field.alias or name), around)
    elif isinstance(part, Mapping):
        if keys[0] == "views" and len(keys) > 3:
            yield from _raw(at, part, keys, around)
        else:
            for key, inner in part.items():
                yield from _walk(at, inner, (*keys, key), around)
    elif isinstance(part, tuple):
        for number, inner in enumerate(part):
            yield from _walk(at, inner, (*keys, number), around)
    elif isinstance(part, int | float) and not isinstance(part, bool):
        yield _number(at, float(part), keys, around)


def _raw(at: Snapshot, part: Mapping[str, Any], keys: Path_, around: str | None) -> Iterator[Item]:
    """What a party believes, which a case keeps as it was written."""
    if "mode" in part:
        with suppress(ValidationError):  # told by the check
            yield _value(at, Judgement.model_validate(dict(part)), keys, around)
        return
    given = part.get("from")
    if isinstance(given, list):
        ids = tuple(x for x in given if isinstance(x, str))
        entry = Item(
            _dots(keys), keys, _label(at, keys), "entry", ids, around,
            "carried" if ids else "assumed", note=_word(part.get("note")),
            text=_word(part.get("text")), line=at.line_of(keys),
        )  # fmt: skip
        yield entry
        around = entry.path if ids else around
    for key, inner in part.items():
        if isinstance(inner, Mapping):
            yield from _raw(at, inner, (*keys, key), around)
        elif isinstance(inner, int | float) and not isinstance(inner, bool):
            yield _number(at, float(inner), (*keys, key), around)


def _value(at: Snapshot, value: Judgement, keys: Path_, around: str | None) -> Item:
    origin: Origin = "assumed"
    if value.from_:
        origin = "sourced" if value.size == "sourced" else "direction sourced, size assumed"
    return Item(
        _dots(keys), keys, _label(at, keys), "value", value.from_, around, origin,
        value.low, value.mode, value.high, value.confidence, value.note, line=at.line_of(keys),
    )  # fmt: skip


def _number(at: Snapshot, number: float, keys: Path_, around: str | None) -> Item:
    """A plain number; that of a red line is how real the line is, which its statements carry."""
    item = Item(
        _dots(keys), keys, _label(at, keys), "number", (), around, "assumed",
        number, number, number, line=at.line_of(keys),
    )  # fmt: skip
    if keys[0] == "red_lines" and len(keys) > 2 and keys[2] in _SHARES:
        line = at.body.red_lines[str(keys[1])]
        if line.from_:
            item = replace(item, statements=line.from_, origin="direction sourced, size assumed")
    return item


def _entry(at: Snapshot, part: BaseModel, keys: Path_, around: str | None) -> Item:
    ids = tuple(getattr(part, "from_", ()))
    if isinstance(part, Hypothesis):
        ids = tuple(dict.fromkeys(x for r in part.readings.values() for x in r.from_))
    number = part.confidence if isinstance(part, RedLine) else None
    return Item(
        _dots(keys), keys, _label(at, keys), "entry", ids, around,
        "carried" if ids else "assumed", number, number, number,
        _word(getattr(part, "confidence", None)), _word(getattr(part, "note", None)),
        _word(getattr(part, "text", None)) or _word(getattr(part, "question", None)),
        at.line_of(keys),
    )  # fmt: skip


def _word(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _dots(keys: Path_) -> str:
    return ".".join(map(str, keys))


# --- what to call it


def _label(at: Snapshot, keys: Path_) -> str:
    """What a judgement is of, in words; names as far as the case has them."""
    body, key = at.body, [str(k) for k in keys]
    match key:
        case ["worths", party, "swings", issue]:
            return f"{_name(at, party)}: how much {_issue(body, issue)} matters, worst to best"
        case ["worths", party, "values", issue, option]:
            return f"{_name(at, party)}: the worth of {_option(body, issue, option)}"
        case ["worths", party, "baskets", basket]:
            name = body.baskets[basket].name if basket in body.baskets else basket
            return f"{_name(at, party)}: how much the basket {name} matters in all"
        case ["worths", party, "interactions", inner, "worth"]:
            return f"{_name(at, party)}: what “{inner}” is worth together"
        case ["worths", party, "orders", number]:
            return f"{_name(at, party)}: {_order(at, party, int(number))}"
        case ["no_deal", party, "firmness"]:
            return f"{_name(at, party)}: firmness, from the refused (0) to the offered (1)"
        case ["no_deal", party, ("refused" | "offered") as how, package]:
            return f"{_name(at, party)} {how}: {package}"
        case ["red_lines", line]:
            owners = body.red_lines[line].owners
            return f"Red line of {' and '.join(at.name(o) for o in owners)}"
        case ["red_lines", line, *rest]:
            what = {
                "severity": "points lost where it is crossed",
                "confidence": "share of readings in which it is real",
                "confidence_under": f"how real it is if {' '.join(rest[1:])}",
            }
            return f"Red line {line}: {what.get(rest[0], ' '.join(rest))}"
        case ["hypotheses", hypothesis]:
            return f"Hypothesis: {body.hypotheses[hypothesis].name}"
        case ["hypotheses", hypothesis, "readings", reading, *rest]:
            name = body.hypotheses[hypothesis].name
            return f"{name}: {reading}" + (f", {' '.join(rest)}" if rest else "")
        case ["parties", party]:
            return f"Party {_name(at, party)}"
        case ["issues", issue]:
            return f"Issue {_issue(body, issue)}"
        case ["issues", issue, "options", option]:
            return f"Option {_option(body, issue, option)}"
        case ["levers", lever, *rest]:
            name = body.levers[lever].name
            return f"Lever {name}" + (f": {' '.join(rest)}" if rest else "")
        case ["views", party]:
            return f"How {_name(at, party)} sees the others"
        case ["views", party, "changes", *rest]:
            return f"{_name(at, party)} believes: {' '.join(rest)}"
        case ["policies", policy]:
            return f"Policy {body.policies[policy].name}"
    return " ".join(key)


def _name(at: Snapshot, party: str) -> str:
    return at.body.parties[party].name if party in at.body.parties else party


def _issue(body: Body, issue: str) -> str:
    return body.issues[issue].name if issue in body.issues else issue


def _option(body: Body, issue: str, option: str) -> str:
    known = body.issues[issue].options if issue in body.issues else {}
    name = known[option].name if option in known else option
    return f"{_issue(body, issue)}: {name}"


def _order(at: Snapshot, party: str, number: int) -> str:
    order = at.body.worths[party].orders[number]
    if order.more is not None and order.less is not None:
        return f"{_issue(at.body, order.more)} before {_issue(at.body, order.less)}"
    issue, better, worse = str(order.issue), str(order.better), str(order.worse)
    return f"{_option(at.body, issue, better)} before {_option(at.body, issue, worse)}"


# --- what it depends on


def _depends(at: Snapshot, item: Item) -> Iterator[str]:
    """Readings, joint tables and levers that move a judgement, in words."""
    body, keys = at.body, item.keys
    if keys[0] == "red_lines":
        governs = body.red_lines[str(keys[1])].hypothesis
        if governs is not None and governs in body.hypotheses:
            under = body.red_lines[str(keys[1])].confidence_under
            said = ", ".join(f"{share:g} if {reading}" for reading, share in under.items())
            yield f"hypothesis {governs} governs the line: {said}"
    for path, effects in at.effects():
        if keys[: len(path)] == path:
            where = "reading" if path[0] == "hypotheses" else "combination"
            yield f"holds only under this {where} ({_dots(path[:-1])})"
        for effect in effects:
            if _touches(effect, keys):
                what = "reading" if path[0] == "hypotheses" else "joint table"
                yield f"{what} {_dots(path[:-1])} changes it: {_moved(effect)}"
    for key, lever in body.levers.items():
        if keys[:2] == ("levers", key) and lever.works_if:
            said = "; ".join(f"{h}: {' or '.join(r)}" for h, r in lever.works_if.items())
            yield f"works only under {said}"
        for effect in lever.effects:
            if _touches(effect, keys):
                yield f"lever {key} would change it: {_moved(effect)}"


def _touches(effect: Effect, keys: Path_) -> bool:
    """Whether an effect changes the judgement at a path."""
    match list(map(str, keys)):
        case ["worths", party, "swings", issue]:
            swing = effect.swing
            return swing is not None and (swing.party, swing.issue) == (party, issue)
        case ["worths", party, "values", issue, option]:
            worth = effect.worth
            return (
                worth is not None and worth.party == party and option in worth.when.get(issue, ())
            )
        case ["no_deal", party, "firmness"]:
            return effect.firmness == party
        case ["red_lines", line] | ["red_lines", line, ("confidence" | "confidence_under"), *_]:
            return effect.red_line == line
    return False


def _moved(effect: Effect) -> str:
    for name, value in (
        ("times", effect.times), ("points", effect.points), ("shift", effect.shift),
    ):  # fmt: skip
        if value is not None:
            when = ""
            if effect.worth is not None:
                parts = (f"{i} {' or '.join(o)}" for i, o in effect.worth.when.items())
                when = f" where {' and '.join(parts)}"
            spread = f" ({value.low:g} to {value.high:g})" if value.uncertain else ""
            return f"{name} {value.mode:g}{spread}{when}"
    return f"confidence {effect.confidence:g}" if effect.confidence is not None else effect.target


# --- down to the source


def _step(case: Case, at: Snapshot, key: str, texts: Path | None) -> Step:
    statement = case.statements[key]
    known = statement.actor in at.body.parties
    source = case.sources.get(statement.source or "")
    step = Step(key, statement, at.name(statement.actor) if known else statement.actor, source)
    anchor = statement.anchor
    if anchor is None or source is None or texts is None:
        return step
    path = at_hand(source, texts)
    if path is None:
        return step
    wrong = find_again(anchor, source, texts)
    if wrong is not None:
        return replace(step, checked=False, problem=wrong)
    text = path.read_bytes().decode("utf-8", errors="replace")
    start = text.rfind("\n", 0, anchor.start) + 1
    end = text.find("\n", anchor.end)
    return replace(
        step,
        checked=True,
        before=text[start : anchor.start],
        passage=text[anchor.start : anchor.end],
        after=text[anchor.end : end if end >= 0 else len(text)],
    )
