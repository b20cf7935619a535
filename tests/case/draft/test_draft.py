"""Drafts as wholes: they load, each line is true to its statements, and nothing is invented."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldenbridge.case.draft import draft_case
from goldenbridge.errors import DraftTooThin
from goldenbridge.statements.coded import CodedStatement
from goldenbridge.statements.statement import ACTS

CODED = Path(__file__).parents[4] / "shared" / "reference" / "coded-example.jsonl"
QUICK = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@st.composite
def coded(draw, actors=("Norvik", "Ostia", "Кремль", "no", "2022", "Ada Lind")):
    actor = draw(st.sampled_from(actors))
    start = draw(st.integers(0, 99))
    return CodedStatement(
        doc=draw(st.sampled_from(["a.txt", "b/a.txt", "12", "no"])),
        start=start,
        end=start + 5,
        quote=draw(st.sampled_from(["", "words", "other words"])),
        actor=actor,
        affiliation=draw(st.sampled_from([actor, actor, "Norvik", None])),
        role=draw(st.sampled_from(["reported", "quoted", "author"])),
        attributed_by=draw(st.sampled_from([None, None, "Ostia", "a: b # c"])),
        issue=draw(st.sampled_from(["tolls", "patrols", "null", "seat for: a", None])),
        act=draw(st.sampled_from(ACTS)),
        polarity=draw(st.sampled_from([-1, 0, 1])),
        red_line=draw(st.sampled_from(["no", "no", "implicit", "explicit"])),
        confidence=draw(st.sampled_from([None, 0.3, 0.9])),
        doc_date=draw(st.sampled_from([None, "2030-01-01", "2031-05/2031-06", "later"])),
        line=draw(st.sampled_from([None, 3])),
    )


def made_of(statements, **more):
    try:
        return draft_case(statements, **more)
    except DraftTooThin:
        return None


class TestLaws:
    @QUICK
    @given(
        st.lists(coded(), min_size=4, max_size=20),
        st.lists(coded(), max_size=5),
        st.booleans(),
        st.integers(1, 3),
    )
    def test_a_draft_loads_without_errors(self, loaded, some, suggested, snapshots, least):
        made = made_of(some, suggestions=suggested, snapshots=snapshots, least=least)
        if made is not None:
            assert loaded(made).errors == ()

    @QUICK
    @given(st.lists(coded(), min_size=4, max_size=20), st.randoms(use_true_random=False))
    def test_the_order_of_the_lines_does_not_matter(self, some, rng: random.Random):
        other = [*some, *some[:2]]  # nor does a statement that comes twice
        rng.shuffle(other)
        assert made_of(some, snapshots=True) == made_of(other, snapshots=True)

    @QUICK
    @given(st.lists(coded(), min_size=4, max_size=20))
    def test_each_direction_is_carried_by_statements_of_that_party_on_that_side(self, data, some):
        made = made_of(some)
        if made is None:
            return
        case = data(made)
        said = case["statements"]
        for party, worths in case["worths"].items():
            for issue, values in worths["values"].items():
                for option in ("so", "not_so"):
                    names = values[option]["from"]
                    assert names
                    assert {said[n]["actor"] for n in names} == {party}
                    assert {said[n]["issue"] for n in names} == {issue}
                best = max(("so", "not_so"), key=lambda o, v=values: v[o]["mode"])
                word = {"so": " against ", "not_so": " for "}[best]
                assert not any(word in said[n]["text"] for n in values[best]["from"])
        for line in case.get("red_lines", {}).values():
            assert {said[n]["actor"] for n in line["from"]} == set(line["owners"])

    @QUICK
    @given(st.lists(coded(actors=("Norvik", "Ostia")), min_size=3, max_size=20))
    def test_both_sides_are_treated_alike(self, data, some):
        """Exchange the two parties' names everywhere, and the draft is the same, exchanged."""
        swapped = [
            CodedStatement.model_validate_json(
                _swapped(s.model_dump_json().replace("a: b", "none"))
            )
            for s in some
        ]
        plain = [
            CodedStatement.model_validate_json(s.model_dump_json().replace("a: b", "none"))
            for s in some
        ]
        one, two = made_of(plain), made_of(swapped)
        assert (one is None) == (two is None)
        if one is not None:
            kept = ("parties", "worths", "no_deal", "hypotheses")
            first, second = ({k: data(x).get(k) for k in kept} for x in (one, two))
            again = json.loads(_swapped(json.dumps(second)))
            assert _loosely(first) == _loosely(again)

    @QUICK
    @given(st.lists(coded(), min_size=4, max_size=20))
    def test_no_word_of_a_quote_gets_into_it(self, some):
        marked = [s.model_copy(update={"quote": "zqxj" + s.quote}) for s in some]
        made = made_of(marked)
        if made is not None:
            assert "zqxj" not in made.case + made.sources + made.questions_page


def _swapped(text: str) -> str:
    names = {"Norvik": "Ostia", "Ostia": "Norvik", "norvik": "ostia", "ostia": "norvik"}
    return re.sub("|".join(names), lambda found: names[found[0]], text)


def _loosely(part):
    """Without words, whose lists go by letters, and ids, which go by place."""
    if isinstance(part, dict):
        return {
            k: _loosely(v) for k, v in part.items() if k not in {"note", "text", "from", "question"}
        }
    if isinstance(part, list):
        return sorted(map(_loosely, part), key=json.dumps)
    return part


@pytest.fixture
def made(invented):
    return draft_case(invented.LAKE, texts=invented.TEXTS)


class TestTheLake:
    def test_every_passage_is_found_again(self, made, invented, loaded):
        found = loaded(made, invented.TEXTS)
        assert found.errors == ()
        assert {p.code for p in found.problems} <= {
            "counts", "unwanted-option", "wide-bracket", "dead-hypothesis",
        }  # fmt: skip

    def test_parties_are_whom_people_speak_for(self, made):
        assert made.parties == ("Norvik", "Ostia", "The League")
        assert made.consenting == ("Norvik", "Ostia")

    def test_a_line_hangs_on_the_contradiction(self, made, data):
        case = data(made)
        line = case["red_lines"]["norvik-tolls"]
        assert (line["owners"], line["not"], line["declared"]) == (["norvik"], ["so"], "declared")
        assert line["confidence_under"] == {"for": 0.0, "against": 0.6}
        readings = case["hypotheses"]["norvik-tolls"]["readings"]
        assert readings["for"]["from"] == ["lake-2-02"]
        assert readings["against"]["from"] == ["lake-1-01", "lake-2-01"]
        assert case["contradictions"]["norvik-tolls"]["hypothesis"] == "norvik-tolls"

    def test_what_is_so_is_a_question_and_no_issue(self, made, data):
        case = data(made)
        assert list(case["issues"]) == ["patrols", "tolls"]
        fact = case["hypotheses"]["norvik_grabs"]["readings"]
        assert (fact["so"]["from"], fact["not_so"]["from"]) == (["lake-2-04"], ["lake-2-05"])

    def test_offers_lie_between(self, made, data):
        tolls = data(made)["issues"]["tolls"]
        assert list(tolls["options"]) == ["not_so", "as_norvik_offers", "as_ostia_offers", "so"]
        ostia = data(made)["no_deal"]["ostia"]["offered"]["own-terms"]
        assert ostia["package"] == {"tolls": "as_ostia_offers"}
        assert "lake-1-03" in ostia["from"]

    def test_a_contradicted_offer_is_not_put_into_the_bracket(self, made, data):
        norvik = data(made)["no_deal"]["norvik"]
        assert norvik["offered"]["own-terms"]["package"]["tolls"] == "not_so"
        assert norvik["refused"]["rejected-tolls"]["package"] == {"tolls": "so"}

    def test_what_is_given_is_not_taken_to_be_wanted(self, made, data):
        swing = data(made)["worths"]["norvik"]["swings"]["patrols"]
        assert swing["mode"] == 0
        assert swing["note"].startswith("open")

    def test_what_nobody_says_is_wide_and_asked(self, made, data):
        line = data(made)["red_lines"]["norvik-tolls"]
        assert line["severity"] == {
            "low": 0, "mode": 100, "high": 200, "note": "open: no statement supports this",
        }  # fmt: skip
        asked = {(q.whom, q.where) for q in made.questions}
        assert ("Norvik", "worths.norvik") in asked
        assert ("Ostia", "no_deal.ostia") in asked
        assert ("Somebody who knows the talks", "parties") in asked
        for question in made.questions:
            assert question.text in made.questions_page
        assert "What to ask" in made.case

    def test_authors_and_experts_are_heard_and_no_parties(self, made, data):
        said = data(made)["statements"]
        assert {s["actor"] for s in said.values()} >= {"N. Writer", "Quist", "Brand"}

    def test_a_codebook_gives_names_and_propositions(self, invented, data):
        issues = data(draft_case(invented.LAKE, invented.CODEBOOK))["issues"]
        assert list(issues) == ["patrols", "tolls"]
        assert issues["patrols"]["name"] == "Joint patrols"
        assert issues["tolls"]["options"]["so"]["text"] == "Ships pay a toll for landing."

    def test_moments(self, invented, loaded):
        case = loaded(draft_case(invented.LAKE, snapshots=True)).case
        assert list(case.snapshots) == ["2031-02-01", "2031-05-02"]
        early, late = case.snapshots.values()
        assert early.body.red_lines["norvik-tolls"].confidence == 0.85
        assert late.body.red_lines["norvik-tolls"].hypothesis == "norvik-tolls"
        assert "norvik-tolls" not in early.body.hypotheses
        assert "as_norvik_offers" in early.body.issues["tolls"].options  # one frame for all


class TestTheOthers:
    def test_a_line_told_by_the_adversary_alone_is_inferred_and_low(self, invented, data):
        line = data(draft_case(invented.GRAIN))["red_lines"]["zeland-seat_for_arvan"]
        assert (line["declared"], line["confidence"]) == ("inferred", 0.35)
        assert "laid into its mouth" in line["note"]

    def test_what_lies_between_is_asked_where_nobody_offers_anything(self, invented):
        asked = [q.text for q in draft_case(invented.GRAIN).questions]
        assert any(q.startswith("Boycott: what lies between") for q in asked)

    def test_nobody_against_anybody(self, invented, data):
        made = draft_case(invented.PIPE)
        assert made.consenting == ("Mora", "Tessa")
        assert any("No two parties are seen on opposite sides" in q.text for q in made.questions)

    def test_a_bloc_is_a_party_only_if_it_speaks(self, invented):
        assert "The League" in draft_case(invented.LAKE, invented.CODEBOOK).parties
        rest = [s for s in invented.LAKE if s.actor != "The League"]
        assert "The League" not in draft_case(rest, invented.CODEBOOK).parties

    def test_a_change_of_mind_is_a_third_reading(self, invented, data):
        early, late = {"date": "2030-01-01"}, {"date": "2031-01-01"}
        say = invented.coded
        some = [
            say("grain.txt", "Zeland demands", "Zeland", "boycott", "rejects", -1, **early),
            say("grain.txt", "Zeland demands", "Zeland", "boycott", "supports", 1, **late),
            say("grain.txt", "The Union supports", "The Union", "boycott", "supports", 1),
        ]
        readings = data(draft_case(some))["hypotheses"]["zeland-boycott"]["readings"]
        assert list(readings) == ["for", "against", "moved"]
        assert "for it by 2031-01-01" in readings["moved"]["text"]

    def test_what_matters_more_is_a_hypothesis_with_a_doubt(self, invented, data):
        say = invented.coded
        some = [
            say("grain.txt", "Zeland demands", "Zeland", "boycott", "red_line", -1),
            say("grain.txt", "Zeland demands", "Zeland", "wheat", "rejects", -1),
            say("grain.txt", "Zeland demands", "Zeland", "wheat", "offers", 0),
            say("grain.txt", "The Union supports", "The Union", "boycott", "supports", 1),
        ]
        order = data(draft_case(some))["hypotheses"]["zeland-matters-more"]
        assert list(order["readings"]) == ["more", "unranked"]
        (effect,) = order["readings"]["more"]["effects"]
        assert effect["swing"] == {"party": "zeland", "issue": "wheat"}
        assert effect["times"]["high"] <= 1

    def test_saying_it_often_does_not_make_it_matter_more(self, invented, data):
        say, sides = invented.coded, (("Zeland", -1), ("The Union", 1))
        some = [
            say("grain.txt", "Zeland demands", who, issue, "demands", sign)
            for who, sign in sides
            for issue in ("boycott", "wheat")
        ]
        often = [
            say("grain.txt", text, "Zeland", "wheat", "demands", -1)
            for text in ("Arvan", "Arvan threatens", "Arvan threatens to halt")
        ]
        one, two = (data(draft_case(x))["worths"]["zeland"] for x in (some, some + often))
        assert one["main"] == two["main"]
        sizes = [{k: w["swings"]["wheat"][k] for k in ("low", "mode", "high")} for w in (one, two)]
        assert sizes[0] == sizes[1]

    def test_suggestions_are_told_wherever_they_count(self, invented, data):
        unsure = [
            s.model_copy(update={"confidence": 0.62, "made_by": "rules"}) for s in invented.GRAIN
        ]
        made = draft_case([], suggestions=unsure)
        assert "UNREVIEWED: 4 statements" in made.case.replace("\n# ", " ")
        notes = [s["note"] for s in data(made)["statements"].values()]
        assert notes == ["Suggested by rules, confidence 0.62; not reviewed."] * 4
        assert made.suggested == 4
        assert draft_case(invented.GRAIN, suggestions=unsure).suggested == 0

    @pytest.mark.parametrize("least", [1, 2])
    def test_few_statements_are_left_out_and_named(self, invented, least):
        made = draft_case(invented.LAKE, least=least)
        assert ("The League" in made.parties) == (least == 1)
        asked = any("The League (1)" in q.text for q in made.questions)
        assert asked == (least == 2)

    def test_too_little_for_a_case_says_what_there_is(self, invented):
        with pytest.raises(DraftTooThin) as caught:
            draft_case(invented.LAKE[:1])
        assert "1 party (Norvik)" in str(caught.value)
        with pytest.raises(DraftTooThin):
            draft_case([])
        with pytest.raises(DraftTooThin, match="lower --min-statements"):
            draft_case(invented.LAKE, least=9)

    def test_offsets_that_do_not_fit_make_no_anchor(self, invented, data):
        texts = {**invented.TEXTS, "grain.txt": "x" + invented.GRAIN_1}
        made = draft_case(invented.GRAIN, texts=texts)
        assert all("cite" in s and "anchor" not in s for s in data(made)["statements"].values())
        assert any("do not make an anchor" in q.text for q in made.questions)

    def test_many_statements_leave_room(self, loaded):
        rng = random.Random(1)
        many = [
            CodedStatement(
                doc="a.txt", start=n, end=n + 2, quote="ab", line=1, act=rng.choice(ACTS),
                actor=f"Party {n % 40}", affiliation=f"Party {n % 40}",
                issue=f"issue_{n % 7}", polarity=rng.choice([-1, 1]),
            )
            for n in range(1200)
        ]  # fmt: skip
        made = draft_case(many)
        assert loaded(made).errors == ()
        assert made.statements + made.left_out == 1200
        assert len(made.parties) <= 32
        assert any("Party" in q.text and "few statements" in q.text for q in made.questions)


def _asked(case):
    from goldenbridge.analysis import deals
    from goldenbridge.analysis.audit import audit

    errors = [p for p in audit(case, None, worlds=64, seed=1) if p.severity == "error"]
    assert errors == []
    for snapshot in case.snapshots:
        assert deals(case, snapshot, worlds=64, seed=1).as_dict()["worlds_used"] > 0


@pytest.mark.parametrize("name", ["LAKE", "GRAIN", "PIPE"])
def test_a_draft_can_be_asked_for_deals(name, invented, loaded):
    _asked(loaded(draft_case(getattr(invented, name), snapshots=True)).case)


@pytest.mark.skipif(not CODED.is_file(), reason="the coded article is not at hand")
def test_the_coded_article(loaded, data):
    from goldenbridge.statements.codebook import load_codebook

    lines = CODED.read_text(encoding="utf-8").splitlines()
    some = [CodedStatement.read(json.loads(line)) for line in lines if line.strip()]
    made = draft_case(some, load_codebook("european-security"))
    assert made.consenting == ("Czech Republic", "European Union", "Russia", "Switzerland")
    assert not {"Bradley Blankenship", "Stephen Walt", "John Mearsheimer"} & set(made.parties)
    line = data(made)["red_lines"]["russia-sanctions"]
    assert (line["declared"], line["confidence"], line["from"]) == ("inferred", 0.35, ["000-20"])
    found = loaded(made)
    assert found.errors == ()
    _asked(found.case)
    for s in some:
        words = s.quote.split()
        for n in range(len(words) - 5):
            assert " ".join(words[n : n + 6]) not in made.case
