"""Finding, loading and bounding: what is no case is told as such, what is a case is whole."""

import pytest

from goldenbridge.case import bundled_cases, find_case, load, read_case
from goldenbridge.case.load import LIMIT_PROBLEMS
from goldenbridge.case.start import STARTER, start_case
from goldenbridge.errors import CaseInvalid, CaseNotFound, SnapshotUnknown


@pytest.fixture
def started(tmp_path):
    return start_case("lake", tmp_path)


@pytest.mark.parametrize("name", ["", "no-such", "x" * 5_000, "a\0b", "two-selers"])
def test_no_case_of_that_name(name):
    if name:
        with pytest.raises(CaseNotFound):
            find_case(name)


def test_a_folder_its_file_and_a_bundled_name_are_cases(started):
    assert find_case(started) == started
    assert find_case(started / "case.yaml") == started
    assert find_case("two-sellers") == bundled_cases()["two-sellers"]


def test_a_folder_without_case_file(tmp_path):
    with pytest.raises(CaseInvalid, match="no such file"):
        load(tmp_path)


def test_a_folder_called_case_yaml(tmp_path):
    (tmp_path / "case.yaml").mkdir()
    with pytest.raises(CaseInvalid, match="is a folder"):
        load(tmp_path)


def test_a_case_in_a_file_of_another_name(started):
    (started / "case.yaml").rename(started / "other.yaml")
    assert load(started / "other.yaml").title == "Lake"


@pytest.mark.parametrize("name", ["sources.yaml", "expected.yaml"])
def test_a_folder_or_a_loop_in_place_of_a_file_beside(started, name):
    (started / name).unlink()
    (started / name).mkdir()
    assert [p.file for p in read_case(started).errors] == [name]
    (started / name).rmdir()
    (started / name).symlink_to(name)
    assert [p.file for p in read_case(started).errors] == [name]


def test_nothing_is_loaded_by_halves(started):
    file = started / "case.yaml"
    file.write_text(file.read_text().replace("at_most: fee", "at_most: fe"))
    assert read_case(started).case is None
    with pytest.raises(CaseInvalid) as caught:
        load(started)
    assert [p.code for p in caught.value.problems] == ["unknown-name"]


def test_a_file_of_nothing_but_faults_is_told_in_part(tmp_path):
    (tmp_path / "case.yaml").write_text("\n".join(f"k{n}: 1" for n in range(1_000)))
    problems = read_case(tmp_path).problems
    assert len(problems) == LIMIT_PROBLEMS + 1
    assert problems[-1].code == "too-many"
    assert problems[-1].severity == "error"


def test_the_hash_changes_with_every_file_and_not_with_line_ends(started):
    first = load(started).hash
    for name in ("case.yaml", "sources.yaml", "expected.yaml"):
        file = started / name
        old = file.read_bytes()
        file.write_bytes(old + b"# remark\n")
        assert load(started).hash != first
        file.write_bytes(old.replace(b"\n", b"\r\n"))
        assert load(started).hash == first
        file.write_bytes(old)


def test_a_snapshot_may_be_shortened(started):
    case = load(started)
    assert case.at("2031").id == case.at().id == "2031-03-01"
    with pytest.raises(SnapshotUnknown):
        case.at("")


def test_a_problem_of_some_snapshots_says_of_which(tmp_path):
    text = (STARTER / "case.yaml").read_text().replace(
        "statements:\n",
        "  2031-06-01:\n    title: Later\n    changes: {no_deal: {ostia: {firmness: 2}}}\n"
        "statements:\n",
    )  # fmt: skip
    (tmp_path / "case.yaml").write_text(text)
    (tmp_path / "sources.yaml").write_text("minutes: {title: M}")
    (problem,) = read_case(tmp_path).errors
    assert (problem.code, problem.snapshots) == ("firmness", ("2031-06-01",))
    assert "(at 2031-06-01)" in str(problem)
    assert text.splitlines()[problem.line - 1].strip().startswith("changes")


def test_bundled_cases_have_no_errors():
    for name in bundled_cases():
        assert read_case(name).errors == (), name
