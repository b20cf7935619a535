"""Statements of any kind, for laws about the files they are kept in."""

from __future__ import annotations

from typing import get_args

from hypothesis import strategies as st

from goldenbridge.statements.coded import CodedStatement, RedLine, Role
from goldenbridge.statements.statement import ACTS

#: What files stumble over.
HARD = [
    "=1+1", "+1", "-1", "@SUM(A1)", "'=1", "''", "'", "\t=1", "\r", "\n", "a\r\nb", 'say "no"', ";",
    "a;b", "a,b", "[1]", '["a"]', " x ", "_x000D_", "_x005F_x000D_", "#N/A", "TRUE", "1.0", "nan",
    "\x01\x1f\x7f\x85", "\u2028\u2029", "\ufeff", "\ufffe\uffff", "<b>&amp;", "]]>", "العربية",
    "Київ", "日本語", "e\u0301", "\U0001f54a", "\u200e", "\uff1d1", "sep=;", "'''", "\\", "\\n",
    "12e3", "2022-02-24", "%00", "a/b c?d#e", "//x/y",
]  # fmt: skip


def texts(nul: bool = False, max_size: int = 40) -> st.SearchStrategy[str]:
    letters = st.characters(exclude_categories=["Cs"], exclude_characters="" if nul else "\0")
    pieces = st.one_of(st.sampled_from(HARD), st.text(letters, max_size=max_size))
    return st.lists(pieces, max_size=3).map("".join)


def statements(nul: bool = False) -> st.SearchStrategy[CodedStatement]:
    any_text = texts(nul)
    filled = any_text.map(lambda t: t if t.strip("\x1c\x1d\x1e\x1f \t\r\n\x0b\x0c") else "x" + t)
    filled = filled.map(lambda t: t if any(c.isalnum() for c in t) else t + "x")
    maybe = st.none() | any_text
    return st.builds(
        lambda length, **fields: CodedStatement(end=fields["start"] + length, **fields),
        length=st.integers(1, 10_000),
        doc=filled,
        start=st.integers(0, 10**9),
        quote=any_text,
        actor=filled,
        affiliation=maybe,
        role=st.sampled_from(get_args(Role)),
        attributed_by=maybe,
        issue=maybe,
        act=st.sampled_from(ACTS),
        polarity=st.sampled_from([-1, 0, 1]),
        red_line=st.sampled_from(get_args(RedLine)),
        confidence=st.none() | st.floats(0, 1),
        date=maybe,
        doc_date=maybe,
        line=st.none() | st.integers(1, 10**9),
        actor_surface=maybe,
        alt_actors=st.lists(any_text, max_size=3).map(tuple),
        prefix=any_text,
        suffix=any_text,
        made_by=any_text,
        tier=st.sampled_from([None, "core", "fringe"]),
        note=maybe,
        id=maybe,
    )
