"""A draft as files: YAML that explains itself, and the questions as a page."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from typing import Any

from goldenbridge.case.draft.questions import Question, by_whom
from goldenbridge.case.draft.stands import Stands
from goldenbridge.case.draft.words import listed, plural
from goldenbridge.sources.source import Source

__all__ = ["case_text", "questions_text", "sources_text"]

WIDTH = 100
LIMIT_HEADER = 60

_PARTS = {
    "parties": "Who is at or near the table: everybody the statements are counted for. A "
    "person speaks for the country or body of their affiliation; authors and experts from "
    "outside are no parties. Whose consent is needed (always, issues, never) no statement "
    "says: change it.",
    "issues": "What the statements are about, each with its proposition, the opposite, and "
    "what a party offers between the two. The default is what holds where nothing is agreed: "
    "look at each.",
    "worths": "Which side each party takes, with the statements under from. Only the direction"
    " is known. A swing of 0 to 200 beside the rod's 100 says that nobody knows how much it "
    "matters; how much is said on an issue does not tell.",
    "no_deal": "What no deal is worth lies between what a party turned down and what it would "
    "sign. That it rejects one thing is on record; whole packages are inferred. firmness is "
    "left out: it may be anywhere between.",
    "red_lines": "Red lines, drawn narrowly: only the option that is refused crosses one. "
    "confidence stands for a grade (0.85 high, 0.6 medium, 0.35 low): is the line explicit, in"
    " the owner's own voice, quoted, in several documents? What crossing costs is open.",
    "hypotheses": "Where statements cannot all be right, or tell what is so and not what to "
    "do: rival readings, equally weighted, each with what speaks for it. What follows from one"
    " is open.",
    "snapshots": "Separate moments, as the dates of the statements show them: what had been "
    "said by each.",
    "statements": "The statements, in our own words made of their fields. An anchor points to the "
    "passage by its place and hash; the source's words stay in the source.",
    "contradictions": "What cannot all be right. Both sides stand; the hypothesis carries the "
    "readings.",
}

#: What is written on one line: values with their range, packages, places, lists.
_FLOW = {"package", "anchor", "cite", "severity", "confidence_under", "swing", "times"}


def case_text(case: Mapping[str, Any], questions: Iterable[Question], stands: Stands) -> str:
    """``case.yaml``: what the draft says, part by part, with comments for whoever edits it."""
    from ruamel.yaml.comments import CommentedMap

    whole = _tree(case, ())
    assert isinstance(whole, CommentedMap)
    for key, told in _PARTS.items():
        if key in whole:
            whole.yaml_set_comment_before_after_key(key, before="\n" + "\n".join(_wrapped(told)))
    for party in whole.get("worths", {}):
        whole["worths"].yaml_set_comment_before_after_key(
            party, before=_sides(stands, party), indent=2
        )
    return _header(questions, stands) + _dump(whole)


def sources_text(sources: Mapping[str, Source]) -> str:
    """``sources.yaml``: the documents, with what is known of them."""
    known = {
        key: {k: v for k, v in source.model_dump().items() if v is not None}
        for key, source in sources.items()
    }
    head = (
        "# The documents that statements were coded from. Complete title, author, outlet and "
        "date;\n# sha256 is of the file's bytes, so that anyone can tell whether they hold the"
        " same text.\n"
    )
    return head + _dump(_tree(known, ()))


def questions_text(title: str, questions: Iterable[Question]) -> str:
    """``questions.md``: what no statement says, by whom to ask."""
    parts = [
        f"# Questions: {title}",
        "What the case needs and no statement says. An answer goes to the place named in brackets.",
    ]
    for whom, some in by_whom(questions).items():
        lines = []
        for q in some:
            where = f" (`{q.where}`)" if q.where else ""
            over = f" Over: {listed(q.statements, 12)}." if q.statements else ""
            lines.append(f"- {q.text}{where}{over}")
        parts += [f"## {whom}", "\n".join(lines)]
    return "\n\n".join(parts) + "\n"


def _header(questions: Iterable[Question], stands: Stands) -> str:
    """What this file is, and the questions, as comments."""
    grouped = by_whom(questions)
    count = sum(map(len, grouped.values()))
    lines = _wrapped(
        "A draft of a case, made by `goldenbridge draft` from coded statements and nothing "
        "else. It can be checked and asked, and its answers say what the statements alone "
        "allow; until the questions below are answered, take them as: we do not know yet. "
        "Judgements name their statements under from; what none supports is as wide as it can "
        "be, and its note begins with open. `goldenbridge trace CASE JUDGEMENT` walks from a "
        "number to the line of the source."
    )
    unseen = sum(said.suggested for said in stands.said)
    if unseen:
        told = (
            f"UNREVIEWED: {plural(unseen, 'statement')} of {len(stands.said)} are suggestions of a "
            "program, and no person has looked them over. Each says in its note how sure the "
            "program was. Review them before showing this to anybody."
        )
        lines += ["", *_wrapped(told)]
    lines += ["", f"What to ask ({plural(count, 'question')}; see questions.md):"]
    shown = 0
    for whoms, texts in _together(grouped).items():
        lines += ["", *_wrapped(f"{listed(whoms, 8)}:")]
        for text in texts[: max(LIMIT_HEADER - shown, 0)]:
            lines += _wrapped(f"- {text}", "  ")
        shown += len(texts)
        if shown > LIMIT_HEADER:
            lines.append("- and more, in questions.md")
            break
    return "".join(f"# {line}".rstrip() + "\n" for line in lines) + "\n"


def _together(grouped: Mapping[str, list[Question]]) -> dict[tuple[str, ...], list[str]]:
    """Questions that several are to be asked in the same words, once for all of them."""
    asked: dict[str, list[str]] = {}
    for whom, some in grouped.items():
        for question in some:
            asked.setdefault(question.text, []).append(whom)
    found: dict[tuple[str, ...], list[str]] = {}
    for text, whoms in asked.items():
        found.setdefault(tuple(dict.fromkeys(whoms)), []).append(text)
    last = tuple(grouped)
    return dict(sorted(found.items(), key=lambda item: last.index(item[0][0])))


def _sides(stands: Stands, party: str) -> str:
    """Where a party stands, for whoever reads the file."""
    taken = stands.taken[party]
    told = []
    for word, sign in (("for", 1), ("against", -1)):
        names = [
            f"{stands.frame.issues[i].name} "
            f"({plural(len(p.carried), 'statement')}, {p.graded.grade})"
            for i, p in taken.items()
            if p.sign == sign
        ]
        if names:
            told += _wrapped(f"{stands.frame.parties[party]} is {word}: {listed(names, 20)}", "  ")
    return "\n".join(told)


def _wrapped(text: str, indent: str = "") -> list[str]:
    import textwrap

    return textwrap.wrap(
        text, WIDTH - 4, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def _tree(value: Any, path: tuple[str, ...]) -> Any:
    """Values as ruamel writes them: short things on one line, hashes and dates in quotes."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    if isinstance(value, Mapping):
        made = CommentedMap()
        for key, inner in value.items():
            made[_word(key, path)] = _tree(inner, (*path, key))
        if _short(value, path):
            made.fa.set_flow_style()
        return made
    if isinstance(value, list | tuple):
        listed_ = CommentedSeq(_tree(inner, (*path, "-")) for inner in value)
        if not (path and path[-1] in {"effects", "orders"}):
            listed_.fa.set_flow_style()
        return listed_
    return _word(value, path) if isinstance(value, str) else value


def _word(text: str, path: tuple[str, ...]) -> str:
    """A text, in quotes where it might be taken for a number, a date or a constant."""
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    quoted = path[-1:] in {("sha256",), ("date",)} or _ODD.search(text)
    return DoubleQuotedScalarString(text) if quoted else text


#: Texts that a reader of YAML, of whatever version, would take for something else than text.
_ODD = re.compile(
    r"^(?i:y|n|yes|no|on|off|true|false|null|none|~|[-+]?[\d_.]+(e[-+]?\d+)?|[-+]?\d+(:\d+)+|"
    r"0[xob][\da-f_]+|[-+]?\.(inf|nan)|\d{4}-\d\d?(-\d\d?)?)$"
)


def _short(value: Mapping[str, Any], path: tuple[str, ...]) -> bool:
    if not path:
        return False
    return path[-1] in _FLOW or "mode" in value or "more" in value or "better" in value


def _dump(tree: Any) -> str:
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.width = WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.allow_unicode = True
    out = io.StringIO()
    yaml.dump(tree, out)
    return "\n".join(line.rstrip() for line in out.getvalue().rstrip().split("\n")) + "\n"
