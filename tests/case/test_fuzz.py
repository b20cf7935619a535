"""Cases broken at random: whatever is in the files, they are read whole or told about, at once."""

import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldenbridge.case import Case, Severity, load, read_case
from goldenbridge.case.check.codes import CODES
from goldenbridge.case.start import STARTER
from goldenbridge.errors import CaseInvalid
from goldenbridge.files.document import parse_document

FILES = ("case.yaml", "sources.yaml", "expected.yaml")
CASE, SOURCES, EXPECTED = (
    parse_document((STARTER / name).read_text(encoding="utf-8")).data for name in FILES
)
WORDS = ["norvik", "ostia", "harbour", "fees", "closed", "free", "firm", "resolve", "st-harbour",
         "minutes", "2031-03-01", "mode", "package", "when", "issues", "from"]  # fmt: skip
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-3, 200)
    | st.floats()
    | st.sampled_from(WORDS)
    | st.text(max_size=6)
)
values = scalars | st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(WORDS) | st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)


def places(value, path=()):
    """Every path in the data."""
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from places(inner, (*path, number))


def at(value, path):
    for key in path:
        value = value[key]
    return value


def mutate(draw, data):
    """The data with one node deleted, replaced, renamed, duplicated or taken from elsewhere."""
    data = json.loads(json.dumps(data))
    paths = [path for path in places(data) if path]
    if not paths:
        return data
    *around, key = draw(st.sampled_from(paths))
    holder = at(data, around)
    match draw(st.sampled_from(["delete", "replace", "rename", "double", "move"])):
        case "delete":
            del holder[key]
        case "replace":
            holder[key] = draw(values)
        case "rename" if isinstance(holder, dict):
            holder[draw(st.sampled_from(WORDS) | st.text(max_size=4))] = holder.pop(key)
        case "double" if isinstance(holder, dict):
            holder[draw(st.sampled_from(WORDS))] = json.loads(json.dumps(holder[key]))
        case "double":
            holder.append(json.loads(json.dumps(holder[key])))
        case _:
            holder[key] = json.loads(json.dumps(at(data, draw(st.sampled_from(paths)))))
    return data


@st.composite
def broken(draw):
    """The three files of the starting case, with a few faults in one of them."""
    files = [CASE, SOURCES, EXPECTED]
    which = draw(st.sampled_from([0, 0, 0, 0, 1, 2]))
    for _ in range(draw(st.integers(1, 4))):
        files[which] = mutate(draw, files[which])
    return files


def sound(folder: Path) -> None:
    """What holds whatever is in the folder."""
    loaded = read_case(folder)
    errors = [p for p in loaded.problems if p.severity is Severity.ERROR]
    assert (loaded.case is None) == bool(errors)
    for problem in loaded.problems:
        assert problem.code in CODES
        assert problem.file in FILES
        assert problem.line >= 0
        assert "\n" not in problem.found + problem.where + problem.wanted + problem.advice
        json.dumps(problem.as_dict()).encode()
        str(problem).encode()
    if errors:
        with pytest.raises(CaseInvalid):
            load(folder)
    else:
        case = load(folder)
        assert isinstance(case, Case)
        for snapshot in case.snapshots.values():
            assert snapshot.judgements()
            for line in snapshot.body.red_lines.values():
                assert all(snapshot.name(owner) for owner in line.owners)
        repr(case)


fuzz = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    max_examples=int(os.environ.get("GOLDENBRIDGE_FUZZ", "60")),
)


@fuzz
@given(broken())
def test_a_case_with_random_faults(tmp_path_factory, files):
    folder = tmp_path_factory.mktemp("case")
    for name, data in zip(FILES, files, strict=True):
        (folder / name).write_text(json.dumps(data, indent=1), encoding="utf-8")
    sound(folder)


@fuzz
@given(st.sampled_from(FILES), st.text(max_size=200) | st.binary(max_size=200))
def test_a_file_of_random_text_or_bytes(tmp_path_factory, name, content):
    folder = tmp_path_factory.mktemp("case")
    for other in FILES:
        (folder / other).write_text((STARTER / other).read_text(encoding="utf-8"), encoding="utf-8")
    raw = content.encode(errors="surrogatepass") if isinstance(content, str) else content
    (folder / name).write_bytes(raw)
    sound(folder)


@fuzz
@given(st.integers(0, 10_000), st.integers(0, 400), st.text(max_size=5))
def test_a_case_with_a_piece_of_text_replaced(tmp_path_factory, start, length, new):
    folder = tmp_path_factory.mktemp("case")
    text = (STARTER / "case.yaml").read_text(encoding="utf-8")
    cut = text[:start] + new + text[start + length :]
    (folder / "case.yaml").write_bytes(cut.encode(errors="surrogatepass"))
    (folder / "sources.yaml").write_text("minutes: {title: M}", encoding="utf-8")
    sound(folder)


def big(**parts):
    return json.dumps(CASE | parts, indent=0)


@pytest.mark.parametrize(
    "text",
    [
        big(statements={f"s{n}": {"actor": "x", "act": "offers", "text": "y", "issue": f"i{n}"}
                        for n in range(4_900)}),
        big(issues={f"i{n}": {"name": "x", "options": {"a": "A", "b": "B"}, "default": "c"}
                    for n in range(100)}),
        big(rules={f"r{n}": {"text": "x", "impossible": {"harbour": ["closed", "fee"],
                                                        "patrols": "own"}} for n in range(200)}),
        big(red_lines={f"r{n}": {"owners": ["ostia"], "issue": "harbour", "at_most": "fee",
                                 "confidence": n / 200, "declared": "declared", "text": "x"}
                       for n in range(200)}),
        big(snapshots={f"s{n}": {"title": "x", "changes": {"issues": {f"i{n}": None}}}
                       for n in range(24)}),
        big(no_deal={"norvik": {"refused": {f"r{n}": {"package": {f"i{m}": "x" for m in range(99)}}
                                            for n in range(32)}}}),
        "\n".join(f"k{n}: {n}" for n in range(50_000)),
    ],
    ids=["statements", "issues", "rules", "red lines", "snapshots", "packages", "unknown keys"],
)  # fmt: skip
def test_a_large_case_takes_bounded_time(tmp_path, text):
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    began = time.process_time()
    loaded = read_case(tmp_path)
    assert len(loaded.problems) <= 301
    assert time.process_time() - began < 40
