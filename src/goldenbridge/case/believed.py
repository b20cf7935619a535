"""The case as one party sees it: its own part as it stands, the others' as it believes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from goldenbridge.case.case import Snapshot
from goldenbridge.case.schema import VIEWED, Body, Effect
from goldenbridge.case.snapshot import merge
from goldenbridge.files.document import Path_

__all__ = ["Belief", "beliefs", "believed"]


@dataclass(frozen=True)
class Belief:
    """One thing that a party believes of another, and that the case says otherwise.

    Attributes
    ----------
    about : the party believed to be so; for a red line, the party of its first owner.
    kind : issue, basket, interaction, worths (all of them), firmness, package or red_line.
    id : which issue, basket, combination, package or line; the party where there is only one.
    name : in words.
    where : path of keys in the view.
    changes : the part of the view's changes that says it.
    """

    about: str
    kind: str
    id: str
    name: str
    where: Path_
    changes: Mapping[str, Any]


def believed(snapshot: Snapshot, party: str, only: Iterable[Belief] | None = None) -> Snapshot:
    """The snapshot as a party sees it, or as it would with some of its beliefs only.

    A red line with a believed ``confidence`` has just that, whatever hypothesis or effect governs
    it in the case. The views themselves are left out: nobody is said to see what others see.

    Parameters
    ----------
    snapshot : the case as it stands.
    party : whose view; one without a view sees the case as it is.
    only : the beliefs to keep; all of them where left out.

    Raises
    ------
    pydantic.ValidationError : what is believed is no case; ``check`` tells it beforehand.
    """
    body = snapshot.body
    view = body.views.get(party)
    changes: Mapping[str, Any] = view.changes if view is not None else {}
    if only is not None:
        changes = {}
        for belief in only:
            changes = _union(changes, belief.changes)
    parts = {name: getattr(body, name) for name in Body.model_fields if name != "views"}
    for section in VIEWED:
        entries, said = dict(parts[section]), changes.get(section)
        for key, change in said.items() if isinstance(said, dict) else ():
            base = _plain(entries.get(key))
            if section == "red_lines":
                base = _freed(base, change)
            entries[key] = merge(base, change)
        parts[section] = entries
    lines = changes.get("red_lines")
    sure = {
        key: change["confidence"]
        for key, change in (lines.items() if isinstance(lines, dict) else ())
        if isinstance(change, dict) and isinstance(change.get("confidence"), int | float)
    }
    if sure:
        parts["hypotheses"] = {k: _settled(v, sure) for k, v in body.hypotheses.items()}
    inside: Path_ = ("views", party, "changes")

    def line_of(path: Path_) -> int:
        return snapshot.line_of((*inside, *path) if path and path[0] in VIEWED else path)

    return replace(snapshot, body=Body.model_validate(parts), line_of=line_of)


def beliefs(snapshot: Snapshot, party: str) -> tuple[Belief, ...]:
    """What a party believes otherwise than the case says, one thing at a time, in file order.

    The weight and the values of one issue are one belief; so is the whole of a party's worths
    where its main issue is believed to be another, since all else is measured by that.
    """
    view = snapshot.body.views.get(party)
    if view is None:
        return ()
    found: list[Belief] = []
    for section in VIEWED:
        said = view.changes.get(section)
        for key, change in said.items() if isinstance(said, dict) else ():
            if section == "red_lines":
                found.append(_line(snapshot, key, change))
            elif isinstance(change, dict):
                several = _worths if section == "worths" else _no_deal
                found += several(snapshot, key, change)
    return tuple(found)


def _line(snapshot: Snapshot, key: str, change: Any) -> Belief:
    known = snapshot.body.red_lines.get(key)
    said = change if isinstance(change, dict) else {}
    owners = known.owners if known is not None else said.get("owners") or ("?",)
    text = known.text if known is not None else said.get("text") or key
    about = snapshot.owner_party(str(owners[0]))
    where: Path_ = ("red_lines", key)
    name = f"A red line of {_called(snapshot, about)}: {text}"
    return Belief(about, "red_line", key, name, where, _at(where, change))


def _worths(snapshot: Snapshot, party: str, change: Mapping[str, Any]) -> Iterator[Belief]:
    who, at = _called(snapshot, party), ("worths", party)
    if "main" in change:
        name = f"What everything is worth to {who}"
        yield Belief(party, "worths", party, name, at, _at(at, dict(change)))
        return
    kinds = (("swings", "values"), ("baskets",), ("interactions",))
    for sections, kind in zip(kinds, ("issue", "basket", "interaction"), strict=True):
        inside = {s: change[s] for s in sections if isinstance(change.get(s), dict)}
        for key in dict.fromkeys(k for part in inside.values() for k in part):
            said = {s: {key: part[key]} for s, part in inside.items() if key in part}
            first = next(iter(said))
            name = _what(snapshot, kind, key, who)
            yield Belief(party, kind, key, name, (*at, first, key), _at(at, said))


def _what(snapshot: Snapshot, kind: str, key: str, who: str) -> str:
    if kind == "interaction":
        return f'What the combination "{key}" is worth to {who}'
    known = snapshot.body.issues if kind == "issue" else snapshot.body.baskets
    what = known[key].name if key in known else key
    return f"What {what} is worth to {who}"


def _no_deal(snapshot: Snapshot, party: str, change: Mapping[str, Any]) -> Iterator[Belief]:
    who, at = _called(snapshot, party), ("no_deal", party)
    if "firmness" in change:
        said = {"firmness": change["firmness"]}
        name = f"The firmness of {who}"
        yield Belief(party, "firmness", party, name, (*at, "firmness"), _at(at, said))
    for kind in ("refused", "offered"):
        records = change.get(kind)
        for key, record in records.items() if isinstance(records, dict) else ():
            name = f'What {who} {kind}: "{key}"'
            where = (*at, kind, key)
            yield Belief(party, "package", key, name, where, _at(where, record))


def _called(snapshot: Snapshot, party: str) -> str:
    known = snapshot.body.parties
    name = known[party].name if party in known else party
    return name.replace("The ", "the ", 1) if name.startswith("The ") else name


def _at(path: Path_, value: Any) -> dict[str, Any]:
    """A value as a mapping within mappings, at a path of keys."""
    for key in reversed(path):
        value = {key: value}
    return dict(value)


def _union(one: Mapping[str, Any], two: Mapping[str, Any]) -> dict[str, Any]:
    """Two mappings as one, key by key; unlike a merge it keeps what is null."""
    out = dict(one)
    for key, value in two.items():
        both = isinstance(out.get(key), dict) and isinstance(value, dict)
        out[key] = _union(out[key], value) if both else value
    return out


def _plain(entry: Any) -> Any:
    return None if entry is None else entry.model_dump(by_alias=True, exclude_none=True)


def _freed(line: Any, change: Any) -> Any:
    """A red line without the kind of confidence that a change replaces by the other kind."""
    if not isinstance(line, dict) or not isinstance(change, dict):
        return line
    if change.get("confidence") is not None:
        return {k: v for k, v in line.items() if k not in {"hypothesis", "confidence_under"}}
    if change.get("hypothesis") is not None:
        return {k: v for k, v in line.items() if k not in {"confidence", "confidence_under"}}
    return line


def _settled(hypothesis: Any, sure: Mapping[str, float]) -> Any:
    """A hypothesis whose effects leave red lines at a believed confidence; none is removed."""

    def one(effect: Effect) -> Effect:
        if effect.red_line in sure:
            return effect.model_copy(update={"confidence": float(sure[str(effect.red_line)])})
        return effect

    readings = {
        key: reading.model_copy(update={"effects": tuple(one(e) for e in reading.effects)})
        for key, reading in hypothesis.readings.items()
    }
    return hypothesis.model_copy(update={"readings": readings})
