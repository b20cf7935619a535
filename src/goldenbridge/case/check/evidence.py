"""Whether statements point at something, and how much of the case rests on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pydantic import BaseModel

from goldenbridge.case.check.view import View
from goldenbridge.files.document import Path_
from goldenbridge.files.problem import Problem, Severity
from goldenbridge.sources.source import at_hand, find_again

__all__ = ["check_evidence"]

SHOWN = 8


def check_evidence(view: View) -> Iterator[Problem]:
    """Anchors, citations, sources; values that claim a source; counts of assumptions."""
    yield from _places(view)
    yield from _anchors(view)
    yield from _sizes(view)
    yield from _unused(view)
    yield from _counts(view)


def _places(view: View) -> Iterator[Problem]:
    for key, statement in view.statements.items():
        at: Path_ = ("statements", key)
        anchor, cite = statement.anchor, statement.cite
        if anchor is None and cite is None:
            yield view.warning(
                at,
                "neither an anchor nor a citation: it counts as the coder's assertion",
                "the place where it was read",
                "Add anchor: {source, line, start, end, sha256} or cite: {source, at}.",
                "assertion",
            )
        if anchor is not None and cite is not None and anchor.source != cite.source:
            yield view.problem(
                at,
                f'an anchor into "{anchor.source}" and a citation of "{cite.source}"',
                "one source",
                "Split it into two statements.",
                "anchor",
            )
        if anchor is not None and anchor.end <= anchor.start:
            yield view.problem(
                (*at, "anchor"),
                f"a passage from {anchor.start} to {anchor.end}",
                "an end after the start",
                "Correct the offsets: first code point, and one past the last.",
                "anchor",
            )
    for key, contradiction in view.contradictions.items():
        if len(set(contradiction.statements)) < len(contradiction.statements):
            yield view.problem(
                ("contradictions", key, "statements"),
                "a statement named twice",
                "statements that contradict each other",
                "Name each once.",
                "contradiction",
            )


def _anchors(view: View) -> Iterator[Problem]:
    """Read every passage again where the texts are at hand."""
    unread = 0
    for key, statement in view.statements.items():
        anchor = statement.anchor
        if anchor is None or anchor.source not in view.sources or anchor.end <= anchor.start:
            continue
        source = view.sources[anchor.source]
        at: Path_ = ("statements", key, "anchor")
        if not source.sha256 or not source.file:
            path: Path_ = (anchor.source,)
            yield Problem(
                "sources.yaml",
                view.source_line(path),
                anchor.source,
                "statements are anchored in it, but it has no file and sha256",
                "the name and the hash of the text that was read",
                "Add file: and sha256:, so that anyone can tell whether they hold the same text.",
                Severity.WARNING,
                "source-hash",
            )
        if view.texts is None or at_hand(source, view.texts) is None:
            unread += 1
            continue
        try:
            said = find_again(anchor, source, view.texts)
        except OSError as error:
            said = f"{source.file} cannot be read ({error.strerror})"
        if said is not None:
            yield view.problem(
                at,
                said,
                "the passage that was coded",
                "Find the passage again and correct the anchor, or get the text that was coded.",
                "anchor-text",
            )
    if unread:
        yield view.note(
            ("statements",),
            f"{unread} anchor{'s' * (unread != 1)} not read again: texts not at hand",
            "",
            "goldenbridge check CASE --texts FOLDER reads them again.",
            "anchors-unread",
        )


def _sizes(view: View) -> Iterator[Problem]:
    for snapshot in view.snapshots.values():
        for path, value in {**snapshot.judgements(), **snapshot.lever_judgements()}.items():
            if value.size == "sourced" and not value.from_:
                line = snapshot.line_of(path)
                yield Problem(
                    view.file, line, ".".join(map(str, path)),
                    "a size said to be sourced, but no statement",
                    "the statements that carry it",
                    'Add "from: [statement]", or write size: assumed.',
                    Severity.ERROR, "size",
                )  # fmt: skip


def _unused(view: View) -> Iterator[Problem]:
    used = set(_named(view.case))
    for snapshot in view.snapshots.values():
        used |= set(_named(snapshot.body))
    used |= {name for c in view.contradictions.values() for name in c.statements}
    spare = [key for key in view.statements if key not in used]
    if spare and view.complete and not view.dropped:
        more = ", …" if len(spare) > SHOWN else ""
        yield view.note(
            ("statements",),
            f"{len(spare)} used nowhere: {', '.join(spare[:SHOWN])}{more}",
            "",
            'Name them under "from" where they carry something, or leave them as background.',
            "unused-statements",
        )
    cited = {
        place.source
        for statement in view.statements.values()
        for place in (statement.anchor, statement.cite)
        if place is not None
    }
    if view.expected is not None and view.expected.agreement is not None:
        cited |= {citation.source for citation in view.expected.agreement.cite}
    if view.lost("statements") or any(path[0] == "statements" for path in view.dropped):
        return
    for key in view.sources:
        if key not in cited:
            yield Problem(
                "sources.yaml",
                view.source_line((key,)),
                key,
                "no statement is read from this source",
                "",
                "Remove it, or code what it says.",
                Severity.NOTE,
                "unused-source",
            )


def _named(part: object) -> Iterator[str]:
    """Every statement named under ``from`` in a part of the case."""
    todo = [part]
    while todo:
        here = todo.pop()
        if isinstance(here, BaseModel):
            yield from getattr(here, "from_", ())
            todo += [getattr(here, name) for name in type(here).model_fields]
        elif isinstance(here, dict):
            said = here.get("from")  # in a view, what is believed is kept as it was read
            yield from (x for x in said if isinstance(x, str)) if isinstance(said, list) else ()
            todo += here.values()
        elif isinstance(here, tuple):
            todo += here


def _counts(view: View) -> Iterator[Problem]:
    seen = {
        (path, snapshot.line_of(path)): value.origin
        for snapshot in view.snapshots.values()
        for path, value in snapshot.judgements().items()
    }
    counts = Counter(seen.values())
    if counts and not view.dropped:
        names = ("sourced", "direction sourced, size assumed", "assumed")
        said = "; ".join(f"{counts[name]} {name}" for name in names)
        yield Problem(view.file, 0, "", f"values: {said}", "", "", Severity.NOTE, "counts")
