"""From numbers to lines, for every judgement of every case that comes along."""

from __future__ import annotations

import hashlib

import pytest

from goldenbridge.case import bundled_cases, load
from goldenbridge.case.start import start_case
from goldenbridge.case.trace import NOBODY, items_of, matches, trace
from goldenbridge.errors import JudgementUnknown, SnapshotUnknown

TEXT = "First line.\nBefore it, Ostia would not have it, they said.\nÜnïcode too.\n"
PASSAGE = "Ostia would not have it"


@pytest.fixture
def lake(tmp_path):
    """Make a case with one anchored statement, and the folder of its text."""
    folder = start_case("lake", tmp_path)
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "herald.txt").write_text(TEXT, encoding="utf-8")
    start = TEXT.index(PASSAGE)
    sha = hashlib.sha256(PASSAGE.encode()).hexdigest()[:16]
    anchor = (
        f"anchor: {{source: herald, line: 2, start: {start}, end: {start + len(PASSAGE)}, "
        f"sha256: '{sha}'}}"
    )
    file = folder / "case.yaml"
    file.write_text(file.read_text().replace("cite: {source: minutes, at: item 5}", anchor))
    whole = hashlib.sha256(TEXT.encode()).hexdigest()
    with (folder / "sources.yaml").open("a") as stream:
        stream.write(f"herald: {{title: The Herald, file: herald.txt, sha256: '{whole}'}}\n")
    return load(folder), texts


class TestEveryJudgement:
    @pytest.mark.parametrize("name", bundled_cases())
    def test_is_listed_with_what_the_case_says_of_it(self, name):
        case = load(name)
        for snapshot in case.snapshots.values():
            items = items_of(case, snapshot.id)
            for path, value in {**snapshot.judgements(), **snapshot.lever_judgements()}.items():
                item = items[".".join(map(str, path))]
                assert (item.low, item.mode, item.high) == (value.low, value.mode, value.high)
                assert (item.statements, item.origin) == (value.from_, value.origin)

    @pytest.mark.parametrize("name", bundled_cases())
    def test_walks_down_to_statements_or_says_that_nobody_carries_it(self, name):
        case = load(name)
        for snapshot in case.snapshots:
            for number, (path, item) in enumerate(items_of(case, snapshot).items()):
                assert item.label
                assert all(s in case.statements for s in item.statements), path
                assert (item.carrier == NOBODY) == (not item.statements)
                if number % 67 == 0 or len(case.statements) < 20:  # a walk looks at all snapshots
                    made = trace(case, path, snapshot)
                    assert made.snapshots[snapshot] is not None
                    if item.statements:
                        assert [s.id for s in made.steps] == list(item.statements)

    @pytest.mark.parametrize("name", bundled_cases())
    def test_no_statement_under_from_is_missed(self, name):
        """Second opinion: every "from" of the file as text, by its own walk."""
        case = load(name)
        wanted = set()

        def look(part, snapshot, path):
            if isinstance(part, dict):
                if isinstance(part.get("from"), list) and part["from"]:
                    wanted.add((snapshot, ".".join(path), tuple(part["from"])))
                for key, inner in part.items():
                    look(inner, snapshot, (*path, key))
            elif isinstance(part, list | tuple):
                for number, inner in enumerate(part):
                    look(inner, snapshot, (*path, str(number)))

        for snapshot in case.snapshots.values():
            body = snapshot.body.model_dump(by_alias=True, exclude_unset=True)
            look(_lists(body), snapshot.id, ())
        assert wanted
        for snapshot, path, names in wanted:
            assert items_of_cached(case, snapshot)[path].statements == names


def _lists(part):
    if isinstance(part, dict):
        return {k: _lists(v) for k, v in part.items()}
    return [_lists(v) for v in part] if isinstance(part, tuple | list) else part


_CACHE = {}


def items_of_cached(case, snapshot):
    key = (case.id, snapshot)
    if key not in _CACHE:
        _CACHE[key] = items_of(case, snapshot)
    return _CACHE[key]


class TestNames:
    @pytest.mark.parametrize(
        ("name", "path"),
        [
            ("worths.norvik.swings.fees", "worths.norvik.swings.fees"),
            ("no-free-harbour", "red_lines.no-free-harbour"),
            ("league-patrols", "levers.league-patrols"),
            ("resolve", "hypotheses.resolve"),
            ("st-clerk", "statements.st-clerk"),
            ("last-word-or-not", "contradictions.last-word-or-not"),
            ("no-free-harbour.severity", "red_lines.no-free-harbour.severity"),
            ("ostia.firmness", "no_deal.ostia.firmness"),
            ("fee", "issues.harbour.options.fee"),
        ],
    )
    def test_a_path_or_an_id(self, lake, name, path):
        case, _ = lake
        assert [item.path for item in matches(case, name)[1]] == [path]

    def test_several_matches(self, lake):
        case, _ = lake
        found = [item.path for item in matches(case, "swings.patrols")[1]]
        assert found == ["worths.norvik.swings.patrols", "worths.ostia.swings.patrols"]
        inside = [item.path for item in matches(case, "no_deal.ostia")[1]]
        assert "no_deal.ostia.firmness" in inside
        assert all(path.startswith("no_deal.ostia.") for path in inside)

    def test_near_names_are_suggested(self, lake):
        case, _ = lake
        with pytest.raises(JudgementUnknown, match="no-free-harbour"):
            matches(case, "no-fre-harbour")
        with pytest.raises(JudgementUnknown):
            trace(case, "swings.patrols")  # not one judgement, but two

    def test_a_judgement_of_another_snapshot_is_found_unless_one_is_named(self):
        case = load("european-security")
        first, *others = case.snapshots
        early = items_of(case, first)
        late = next(path for at in others for path in items_of(case, at) if path not in early)
        assert trace(case, late).snapshots[first] is None
        with pytest.raises(JudgementUnknown):
            trace(case, late, first)
        with pytest.raises(SnapshotUnknown):
            trace(case, late, "1999")


class TestTheWalk:
    def test_what_a_line_hangs_on(self, lake):
        made = trace(lake[0], "no-free-harbour".join(["red_lines.", ""]))
        assert made.depends == ("hypothesis resolve governs the line: 0.9 if firm, 0.2 if talk",)
        assert made.contradicted == ("last-word-or-not",)
        assert "red_lines.no-free-harbour.confidence_under.firm" in [i.path for i in made.inside]

    def test_what_moves_a_value(self, lake):
        assert any("shift -0.2" in d for d in trace(lake[0], "no_deal.ostia.firmness").depends)
        worth = trace(lake[0], "worths.norvik.values.patrols.joint")
        assert any("lever league-patrols would change it" in d for d in worth.depends)

    def test_a_value_without_statements_of_its_own(self, lake):
        made = trace(lake[0], "red_lines.no-free-harbour.severity")
        assert made.item.carrier == NOBODY
        assert not made.own
        assert made.item.around == "red_lines.no-free-harbour"
        assert [s.id for s in made.steps] == ["st-free-refused"]
        bare = trace(lake[0], "worths.norvik.swings.fees")
        assert (bare.steps, bare.item.around) == ((), None)

    def test_how_sure_a_line_is_has_its_direction_from_statements_only(self, lake):
        item = trace(lake[0], "red_lines.no-free-harbour.confidence_under.firm").item
        assert item.origin == "direction sourced, size assumed"
        assert item.said == "0.9"

    def test_what_rests_on_a_statement(self, lake):
        rests = [item.path for item in trace(lake[0], "statements.st-free-refused").rests]
        assert "red_lines.no-free-harbour" in rests
        assert "contradictions.last-word-or-not" in rests

    def test_the_line_itself(self, lake):
        case, texts = lake
        (step,) = trace(case, "red_lines.no-free-harbour", texts=texts).steps
        assert (step.checked, step.passage) == (True, PASSAGE)
        assert step.before + step.passage + step.after == TEXT.split("\n")[1]
        (unread,) = trace(case, "red_lines.no-free-harbour").steps
        assert (unread.checked, unread.passage) == (None, "")
        (cited,) = trace(case, "statements.st-clerk", texts=texts).steps
        assert cited.checked is None

    def test_a_changed_text_is_told_and_not_shown(self, lake):
        case, texts = lake
        (texts / "herald.txt").write_text("More. " + TEXT, encoding="utf-8")
        (step,) = trace(case, "red_lines.no-free-harbour", texts=texts).steps
        assert step.checked is False
        assert "its hash differs" in step.problem
        assert step.passage == ""

    def test_snapshots_side_by_side(self):
        made = trace(load("european-security"), "worths.russia.swings.sanctions")
        assert len(set(made.snapshots.values())) > 1
