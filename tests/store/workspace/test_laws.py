"""Whatever coders and programs do in whatever order, each coder has what they last left."""

from __future__ import annotations

import tempfile

from hypothesis import given, settings
from hypothesis import strategies as st

from goldenbridge.store.workspace import Workspace, fold

from .conftest import NEVER, OFFER, STEP, TEXT, document

CODERS = ("anna", "ben")
ALL = (NEVER, OFFER, STEP)

acts = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from(["accepted", "rejected", "commented"]),
            st.sampled_from(CODERS),
            st.integers(0, 2),
        ),
        st.tuples(st.just("edited"), st.sampled_from(CODERS), st.integers(0, 2)),
        st.tuples(st.just("undo"), st.sampled_from(CODERS), st.just(0)),
        st.tuples(st.sampled_from(["again", "move", "surer"]), st.just(""), st.integers(0, 3)),
    ),
    max_size=14,
)


@given(acts)
@settings(max_examples=40, deadline=None)
def test_against_a_pile_of_decisions(done: list[tuple[str, str, int]]) -> None:
    """The second opinion keeps a pile a coder, and takes the last off where something is undone."""
    with tempfile.TemporaryDirectory() as folder, Workspace.open(folder) as w:
        w.add_document(document())
        ids = w.suggest("a.txt", ALL, by="rules").ids
        piles: dict[str, list[tuple[int, str, str | None]]] = {coder: [] for coder in CODERS}
        text, count = TEXT, 0
        for n, (act, coder, which) in enumerate(done):
            before = sum(len(w.history(i)) for i in ids)
            if act == "undo":
                assert (w.undo(coder) is None) == (not piles[coder])
                if piles[coder]:
                    piles[coder].pop()
            elif act == "edited":
                w.decide(ids[which], coder, "edited", {"note": f"edit {n}"})
                piles[coder].append((which, "edited", f"edit {n}"))
            elif act == "commented":
                w.decide(ids[which], coder, "commented", note=f"remark {n}")
                piles[coder].append((which, "commented", None))
            elif act == "move":
                text = "Another line.\n" * which + TEXT
                w.add_document(document(text))
            elif act == "again":
                w.suggest("a.txt", [r.record for r in w.statements()], by="rules")
            elif act == "surer":
                count += 1
                rows = [
                    r.record.model_copy(update={"confidence": 0.7 + count / 100, "id": None})
                    for r in w.statements()
                ]
                w.suggest("a.txt", rows, by="rules")
            else:
                w.decide(ids[which], coder, act)  # type: ignore[arg-type]
                piles[coder].append((which, act, None))
            assert sum(len(w.history(i)) for i in ids) >= before, "history only grows"
        for coder in CODERS:
            rows = {row.id: row for row in w.statements(coder)}
            assert set(rows) == set(ids)
            for which, name in enumerate(ids):
                mine = [d for d in piles[coder] if d[0] == which and d[1] != "commented"]
                edits = [note for _, act, note in mine if act == "edited"]
                row = rows[name]
                assert row.state == (mine[-1][1] if mine else "suggested")
                assert row.record.note == (edits[-1] if edits else None)
                assert text[row.record.start : row.record.end] == ALL[which].quote
                assert not row.lost
        for name in ids:
            assert fold(w.history(name)) == w.statement(name)
