"""The law of every format: what is written reads as the same statements."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldenbridge.errors import FormatCannotHold, FormatUnknown
from goldenbridge.statements import CodedStatement
from goldenbridge.statements.formats import read_statements, write_statements
from goldenbridge.statements.formats.choose import READ, WRITTEN

_spec = importlib.util.spec_from_file_location(
    "statement_strategies", Path(__file__).with_name("strategies.py")
)
assert _spec is not None
assert _spec.loader is not None
strategies = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(strategies)

quick = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
BASE = CodedStatement(doc="a.txt", start=0, end=5, actor="Norvik", act="rejects")


@pytest.mark.parametrize("ending", WRITTEN)
@quick
@given(data=st.data())
def test_written_then_read_is_the_same(ending: str, tmp_path: Path, data: st.DataObject) -> None:
    nul = ending in (".jsonl", ".ndjson", ".jsonld")
    made = data.draw(st.lists(strategies.statements(nul), max_size=4))
    path = tmp_path / f"s{ending}"
    write_statements(made, path)
    assert read_statements(path) == made
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("ending", WRITTEN)
def test_each_hard_text_in_each_field(ending: str, tmp_path: Path) -> None:
    fields = ["quote", "affiliation", "note", "prefix", "suffix", "made_by", "id", "issue"]
    made = []
    for text in strategies.HARD:
        made.append(BASE.model_copy(update=dict.fromkeys(fields, text)))
        made.append(BASE.model_copy(update={"alt_actors": (text, "", "b; c")}))
        made.append(BASE.model_copy(update={"alt_actors": (text,)}))
        made.append(BASE.model_copy(update={"actor": "x" + text, "doc": text + "x"}))
    path = tmp_path / f"s{ending}"
    write_statements(made, path)
    assert read_statements(path) == made


@pytest.mark.parametrize("ending", WRITTEN)
def test_the_worked_example_goes_through_every_format(ending: str, tmp_path: Path) -> None:
    example = Path(__file__).parents[3] / "../shared/reference/coded-example.jsonl"
    if not example.exists():
        pytest.skip("the worked example of coding is not at hand")
    coded = read_statements(example)
    assert len(coded) == 23
    assert coded[0].line == 11
    path = tmp_path / f"s{ending}"
    write_statements(coded, path)
    assert read_statements(path) == coded


@pytest.mark.parametrize("ending", WRITTEN)
def test_none_at_all(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"s{ending}"
    write_statements([], path)
    assert read_statements(path) == []


@pytest.mark.parametrize("ending", [".csv", ".tsv", ".xlsx"])
@pytest.mark.parametrize(
    ("text", "word"), [("a\0b", "NUL"), ("x" * 200_000, "characters"), ("\ud800", "surrogate")]
)
def test_what_cannot_be_held_is_refused_and_the_old_file_stays(
    ending: str, text: str, word: str, tmp_path: Path
) -> None:
    path = tmp_path / f"s{ending}"
    write_statements([BASE], path)
    with pytest.raises(FormatCannotHold, match=word) as error:
        write_statements([BASE, BASE.model_copy(update={"note": text})], path)
    assert "statement 2, note" in str(error.value)
    assert read_statements(path) == [BASE]
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("ending", [".jsonl", ".jsonld"])
def test_half_a_character_is_refused_everywhere(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"s{ending}"
    with pytest.raises(FormatCannotHold, match="surrogate"):
        write_statements([BASE.model_copy(update={"note": "\ud800"})], path)
    assert not list(tmp_path.iterdir())


def test_other_endings(tmp_path: Path) -> None:
    with pytest.raises(FormatUnknown, match=r"\.xlsx") as error:
        read_statements(tmp_path / "coded.ods")
    assert error.value.exit_code == 2
    with pytest.raises(FormatUnknown):
        write_statements([], tmp_path / "coded.dna")
    assert set(WRITTEN) < set(READ)


def test_a_link_is_followed_and_stays(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    link = tmp_path / "s.csv"
    link.symlink_to(tmp_path / "deep" / "real.csv")
    write_statements([BASE], link)
    assert link.is_symlink()
    assert read_statements(tmp_path / "deep" / "real.csv") == [BASE]


def test_json_is_told_apart_by_what_it_holds(tmp_path: Path) -> None:
    for ending in (".jsonl", ".jsonld"):
        write_statements([BASE, BASE], tmp_path / f"s{ending}")
        (tmp_path / f"s{ending}").rename(tmp_path / "s.json")
        assert read_statements(tmp_path / "s.json") == [BASE, BASE]
