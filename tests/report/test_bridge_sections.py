"""The sections on questions, robustness, coalitions, perception and offers, in words and charts."""

import copy
import html
import re

import pytest

from goldenbridge.analysis.bridging import bridge
from goldenbridge.report.charts import draw
from goldenbridge.report.charts.markdown import markdown
from goldenbridge.report.charts.questions import questions as question_chart
from goldenbridge.report.charts.variance import variance as variance_chart
from goldenbridge.report.document import render
from goldenbridge.report.narrative import amounts
from goldenbridge.report.narrative.bridge import bridge_words
from goldenbridge.report.parts import SECTIONS
from goldenbridge.report.words import plain

PARTS = ("questions", "robustness", "coalitions", "perception", "offers")
MINE = [part for part, _ in SECTIONS if part in PARTS]
EVIL = '</script><script>alert(1)</script><img src=x onerror="alert(2)">'


@pytest.fixture(scope="module")
def found_bridge(sellers):
    return bridge(sellers, worlds=300, parts=PARTS).as_dict()


@pytest.fixture
def b(found_bridge):
    return copy.deepcopy(found_bridge)


@pytest.fixture
def say():
    return bridge_words()


def text_of(sentences):
    return " ".join(map(plain, sentences))


def share_of(estimate, worlds=1000, around=0.02):
    low, high = max(estimate - around, 0.0), min(estimate + around, 1.0)
    return {"estimate": estimate, "interval": [low, high], "worlds": worlds}


def section(page, part):
    found = re.search(rf'<section id="bridge-{part}">(.*?)</section>', page, re.S)
    return found and re.sub(r"\s+", " ", html.unescape(re.sub("<[^>]+>", "", found[1])))


def check(page, parse):
    """A page that is well formed, whose links lead somewhere, and that runs nothing."""
    read = parse(page)
    assert read.faults == []
    assert len(read.ids) == len(set(read.ids))
    inner = {link[1:] for link in read.links if link and link.startswith("#")}
    assert inner <= set(read.ids)
    for tag, attributes in read.tags:
        assert not any(name.startswith("on") for name in attributes)
        assert tag not in {"img", "iframe", "link", "form"}
        if tag == "th":
            assert attributes.get("scope") in {"row", "col"}
    assert sum(t == "table" for t, _ in read.tags) == sum(t == "caption" for t, _ in read.tags)
    assert [a.get("type") for t, a in read.tags if t == "script"] == ["application/json"]
    return read


class TestThePage:
    def test_each_section_is_there_and_well_formed(self, sellers, findings, b, parse):
        page = render(sellers, findings, (), b)
        check(page, parse)
        for part in MINE:
            assert section(page, part)
            assert f'href="#m-{part}"' in page

    def test_a_part_that_was_left_out_has_no_section(self, sellers, findings, b, parse):
        for gone in ({"questions", "coalitions", "offers"}, {"robustness", "perception"}):
            bare = {**b, **dict.fromkeys(gone)}
            if "questions" in gone:
                bare["information"] = None
            page = render(sellers, findings, (), bare)
            check(page, parse)
            assert {part for part in MINE if section(page, part) is None} == gone

    def test_findings_without_packages_and_lines(self, sellers, findings, b, parse):
        findings.update(best_package=None, packages=[], red_lines={})
        check(render(sellers, findings, (), b), parse)

    def test_stopped_halfway(self, sellers, findings, b, parse):
        b["robustness"].update(
            smaa=None, regret=None, breakpoints=None, sobol=None, left_out=["smaa", "sobol"]
        )
        b["coalitions"].update(ratification=None, interrupted=True)
        b["coalitions"]["spoilers"] = {"inside": [], "outside": []}
        b["offers"].update(wording=None, payments=None, in_kind=None, linkage=None, mediator=None)
        b["perception"].update(together=None, interrupted=True)
        b["information"]["complete"] = False
        page = render(sellers, findings, (), b)
        check(page, parse)
        assert "stopped before this was finished: who ranks which package first and" in (
            section(page, "robustness")
        )

    def test_no_package_at_all(self, sellers, findings, b, parse, say):
        findings.update(best_package=None, packages=[])
        b["information"]["advice"].update(package=None, proved=False)
        b["questions"] = []
        b["robustness"]["packages"] = []
        b["robustness"]["headlines"] = b["robustness"]["headlines"][:2]
        for part in ("smaa", "regret"):
            b["robustness"][part]["packages"] = []
        b["robustness"]["breakpoints"]["turning"] = []
        b["coalitions"]["package"] = None
        b["coalitions"]["ratification"].update(package_signed=None, package_ratified=None)
        for one in b["coalitions"]["spoilers"]["inside"]:
            one.update(worse_by_package=None, package_gain=None)
        b["offers"].update(package=None, wording=None, payments=None, in_kind=None, mediator=None)
        page = render(sellers, findings, (), b)
        check(page, parse)
        assert "there is none to announce" in section(page, "questions")
        assert "none to improve on" in section(page, "offers")

    def test_markup_in_every_text_stays_text(self, sellers, findings, b, parse):
        def spoiled(value, key=""):
            if isinstance(value, dict):
                return {k: spoiled(v, k) for k, v in value.items()}
            if isinstance(value, list):
                return [spoiled(one, key) for one in value]
            kept = {"kind", "id", "about", "where", "finding", "author", "holder", "lever", "party",
                    "because", "hypothesis", "reading", "from", "to", "consent"}  # fmt: skip
            told = isinstance(value, str) and key in {
                "name", "text", "words", "about", "verdict", "answer", "in_words", "told", "note",
                "from_name", "to_name", "how", "finding", "balks_at_name", "who", "label",
            } - (kept - {"about"})  # fmt: skip
            return value + EVIL if told else value

        names = {key: name + EVIL for key, name in b["names"].items()}
        bad = {**spoiled(b), "names": names, "case_hash": b["case_hash"], "snapshot": b["snapshot"]}
        page = render(sellers, findings, (), bad)
        check(page, parse)
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


class TestQuestions:
    def test_what_to_announce_and_the_price_of_not_knowing(self, b, findings, say):
        told = text_of([*say.announce_now(b, findings), *say.not_knowing(b)])
        assert "The one to announce now is package A" in told
        assert "14 points (10 to 18) more of the worlds" in told
        b["information"]["evpi"] = {"estimate": 0.0, "interval": [0.0, 0.0], "raw": 0.0}
        assert "one package does for all worlds" in text_of(say.not_knowing(b))

    def test_the_answer_that_changes_most_is_told_with_both_shares(self, b, say):
        first = say.visible_questions(b)[0]
        told = text_of(say.what_then(first))
        moving = [a for a in first["answers"] if a["changes"]]
        assert len(moving) == 1
        assert f"If the answer is: {moving[0]['answer'].rstrip('.')}, as in 40 %" in told
        assert "Price of flour: High, not Middle" in told
        assert "All would then sign in 43 %" in told
        assert "the package above in 27 %" in told
        assert "Otherwise the package above stands." in told

    def test_a_question_that_moves_nothing_gives_its_verdict(self, b, say):
        one = {**b["questions"][0], "verdict": "It changes hope, not advice."}
        one["answers"] = [{**a, "changes": {}} for a in one["answers"]]
        assert text_of(say.what_then(one)) == "It changes hope, not advice."

    def test_the_value_falls_with_the_reliability(self, say):
        def at(reliability, low):
            value = {"estimate": low + 0.02, "interval": [low, low + 0.04]}
            return {"reliability": reliability, "value": value, "raw": low}

        every = [at(0.6, 0.0), at(0.7, 0.0), at(0.8, 0.03), at(0.9, 0.05), at(1.0, 0.1)]
        told = text_of(say.by_reliability({"reliability": every}))
        assert told == (
            "Where the answer is right 9 times in ten, it is worth 7 points (5 to 9); 8 times in "
            "ten, 5 points (3 to 7). Where the answer is right 7 times in ten or less, no value "
            "can be seen."
        )
        assert say.by_reliability({"reliability": []}) == []

    def test_nothing_visible(self, b, say, sellers, findings, parse):
        for q in b["questions"]:
            q["visible"] = False
        b["information"]["exchange_red_lines"]["all"]["visible"] = False
        assert "None of the four questions that were valued stands out" in text_of(
            say.rest_of_questions(b)
        )
        assert "less than 300 worlds can see" in text_of(say.exchange(b))
        assert question_chart(b) is None
        check(render(sellers, findings, (), b), parse)

    def test_all_visible_leaves_no_rest_and_none_is_told(self, b, say):
        assert [q["visible"] for q in b["questions"]] == [True] * 4
        assert say.rest_of_questions(b) == []
        b["questions"] = []
        assert text_of(say.rest_of_questions(b)) == "No question was found to ask."

    def test_red_lines_that_are_in_no_doubt(self, b, say):
        b["information"]["exchange_red_lines"] = {"all": None, "by_party": {}}
        assert "No red line is in doubt" in text_of(say.exchange(b))

    def test_one_side_alone_is_told_where_there_are_two(self, b, say):
        lines = b["information"]["exchange_red_lines"]
        lines["by_party"]["mill"] = {**lines["by_party"]["bakery"], "visible": False}
        assert "Told by one side alone: Poppy's Bakery, 8 points (4 to 11); Finch Mill, less" in (
            text_of(say.exchange(b))
        )


class TestRobustness:
    def test_a_hinge_names_the_readings_on_either_side(self, b, say):
        first = b["robustness"]["headlines"][0]
        assert first["kind"] == "hinges"
        told = plain(say.finding_label(b, first))
        assert "“The mill was only talking; it has nobody else to sell to” puts the share" in told
        assert "hold out for more” puts it clearly below" in told
        assert "lowest 11 %" in text_of(say.finding_range(b, first))

    def test_every_label_has_words_and_an_unknown_one_stands_as_it_is(self, b, say):
        one = b["robustness"]["headlines"][0]
        for kind, words in (
            ("knife_edge", "knife's edge"),
            ("all_readings", "all readings"),
            ("balance", "on balance"),
        ):
            assert words in plain(say.finding_label(b, {**one, "kind": kind}))
        other = {**one, "kind": "new", "label": "held by a thread"}
        assert plain(say.finding_label(b, other)) == "Label: held by a thread."

    def test_a_case_without_hypotheses(self, b, say):
        one = {**b["robustness"]["headlines"][0], "worst": None, "best": None}
        assert text_of(say.finding_range(b, one)) == "No hypothesis was set by hand."

    def test_a_reading_under_which_the_question_never_arises(self, b, say):
        one = copy.deepcopy(b["robustness"]["headlines"][3])
        one["worst"]["share"] = {"estimate": 0.0, "interval": [0.0, 1.0], "worlds": 0}
        told = text_of(say.finding_range(b, one))
        assert "0 to 100 %" not in told
        assert "no world raises the question" in told

    def test_how_far_a_judgement_may_move(self, b, findings, say):
        told = [plain(say.turn_words(b, findings, t)) for t in say.turning_first(b)]
        assert told[0] == (
            "How firm Poppy's Bakery is: set at its likeliest value (0.10) in every world, most "
            "worlds have a deal already."
        )
        assert any("it may fall from 0.60 to 0.4" in t and "clearly more worlds" in t for t in told)
        both = {**say.turning_first(b)[2], "finding": "deal", "down": 0.2, "up": 0.9}
        assert "it may fall from 0.60 to 0.20 or rise to 0.90 before" in plain(
            say.turn_words(b, findings, both)
        )

    def test_how_many_were_asked(self, b, say):
        assert "judgements were not moved" not in text_of(say.breakpoints_asked(b))
        b["robustness"]["breakpoints"].update(judgements=203, judgements_asked=8)
        told = text_of(say.breakpoints_asked(b))
        assert "8 of 203 other judgements" in told
        assert "195 judgements were not moved by hand" in told

    def test_what_it_varies_with(self, b, say):
        told = text_of(say.varies_with(b))
        assert "varies most with how firm Poppy's Bakery is" in told
        assert "do not add up" in told
        output = b["robustness"]["sobol"]["outputs"]["deal"]
        output["total"] = [None] * len(output["total"])
        assert "is the same in all worlds" in text_of(say.varies_with(b))
        assert variance_chart(b) is None

    def test_readings_that_are_drawn_together(self, b, say):
        group = {"kind": "hypothesis", "id": "x+y", "name": "Is it so with Will it last"}
        sobol = b["robustness"]["sobol"]
        sobol["groups"] = [group, *sobol["groups"][1:]]
        sobol["outputs"]["deal"]["total"][0] = 0.99
        assert "which readings of “Is it so” and “Will it last” hold" in text_of(say.varies_with(b))

    def test_favourites_and_regret(self, b, findings, say):
        told = text_of(say.favourites(b, findings))
        assert "For Poppy's Bakery another one is more often the best" in told
        assert "To settle on package A is to pass over a deal in 13 %" in (
            text_of(say.passed_over(b, findings))
        )
        found = b["robustness"]["regret"]["minimax"]
        count = len(b["robustness"]["regret"]["packages"])
        found.update(all=list(range(count)), all_nine_tenths=[0])
        told = text_of(say.least_regret(b, findings))
        assert "all alike; without each party's worst tenth of worlds it is smallest with" in told
        found.update(all=[0], all_nine_tenths=[0])
        assert "and so it is without" in text_of(say.least_regret(b, findings))

    def test_a_single_package(self, b, findings, say):
        for part in ("smaa", "regret"):
            b["robustness"][part]["packages"] = b["robustness"][part]["packages"][:1]
        assert "nothing to rank" in text_of(say.favourites(b, findings))
        assert say.least_regret(b, findings) == []


class TestCoalitions:
    def test_a_power_is_not_a_wish(self, b, say):
        told = text_of(say.blocks(b))
        assert "stopped by Finch Mill in 100 %" in told
        assert "Finch Mill in 62 %" in told
        assert "A power to block is not a wish to" in told

    def test_one_party_or_a_deal_everywhere(self, b, say):
        found = b["coalitions"]["blocking"]
        one = found["coalitions"][0]
        found["coalitions"] = [{**one, "does_block": share_of(0.0)}]
        assert "No party alone stands between" in text_of(say.blocks(b))
        found["coalitions"] = []
        assert text_of(say.blocks(b)) == "It was not asked who can block."
        found["worlds_without_deal"] = 0
        assert "Every world has a deal" in text_of(say.minimal_blockers(b))

    def test_nobody_ratifies_and_one_with_terms(self, b, findings, say):
        assert "names nobody who would have to ratify" in text_of(
            say.ratified_of_those(b, findings)
        )
        council = {
            "id": "mill.board", "name": "the board (Finch Mill)", "party": "mill", "terms": True,
            "package": {
                "asked": True, "of_signed": share_of(0.9, 400), "ratifies": share_of(0.5),
                "short": share_of(0.1), "crosses": {"no-high-flour": share_of(0.1)}, "where": {},
                "points": {"median": 3.0, "range": [1.0, 5.0], "worlds": 40},
                "carries": {
                    "changes": [{"change": {"flour": "high"}, "share": share_of(0.6, 40),
                                 "loss": {"median": 9.0, "range": [8.0, 10.0], "worlds": 24}}],
                    "none": share_of(0.2, 40), "issues_at_most": 2,
                },
            },
        }  # fmt: skip
        told = text_of(say.ratifier_words(b, findings, council))
        assert "The board (Finch Mill) would ratify it in 90 %" in told
        assert "falls short by 3 (1 to 5) points on its own scale" in told
        assert "crosses its red line “" in told
        assert "What most often carries it is Price of flour: High, in 60 %" in told
        assert "no change on up to two issues does" in told
        council["package"]["carries"]["none"] = share_of(0.2, 3)
        assert "three worlds only, too few" in text_of(say.ratifier_words(b, findings, council))
        council["package"]["asked"] = False
        assert "is not asked" in text_of(say.ratifier_words(b, findings, council))
        b["coalitions"]["ratification"]["constituencies"] = [{**council, "terms": False}]
        assert "has no terms of its own" in text_of(say.ratified_of_those(b, findings))

    def test_above_somebodys_head(self, b, findings, say, sellers, parse):
        client = {
            "id": "bakery", "name": "Poppy's Bakery", "patron": "mill", "controls": ["bread"],
            "share_with_deal": share_of(0.4), "without": share_of(0.6), "vetoed": share_of(0.2),
            "leaves_alone": share_of(0.3), "with_consent": share_of(0.4),
            "points_do": share_of(0.5, 60), "patron_levers": [{"id": "unknown", "touches": []}],
            "points": {"median": 7.0, "range": [2.0, 9.0], "worlds": 30},
            "lines_do": {"no-high-flour": share_of(0.8, 30)},
            "above": {
                "package": {"flour": "high"}, "touches": ["bread"], "others_sign": share_of(0.6),
                "refused": share_of(0.9, 600), "short": share_of(0.7, 600),
                "crosses": {"no-high-flour": share_of(0.3, 600)}, "points": None,
                "carries": {"changes": [], "none": share_of(1.0, 500), "issues_at_most": 2},
            },
        }  # fmt: skip
        assert "the case names Finch Mill as the patron" in text_of(say.client_veto(b, client))
        told = text_of(say.above_head(b, findings, client))
        assert "Poppy's Bakery would refuse it in 90 %" in told
        assert "it is worth less than no deal; in 30 %" in told
        told = text_of(say.buys_consent(b, findings, client))
        assert "No change on up to two issues carries it." in told
        assert "Points alone would buy its consent in 50 %" in told
        assert "giving up “" in told
        b["coalitions"]["clients"] = [client]
        page = render(sellers, findings, (), b)
        check(page, parse)
        assert "recommends going over nobody's head" in section(page, "coalitions")
        client.update(vetoed=share_of(0.0), above=None, controls=[])
        assert "No deal is lost" in text_of(say.client_veto(b, client))
        assert "the others sign nothing" in text_of(say.above_head(b, findings, client))
        assert say.buys_consent(b, findings, client) == []

    def test_what_some_could_settle_alone(self, b, say):
        assert "No smaller circle" in text_of(say.unknown_subdeals(b))
        pair = [{"id": "mill", "name": "Finch Mill"}, {"id": "x", "name": "The Smith"}]
        one = {
            "members": pair, "left_out": [{"id": "bakery", "name": "Poppy's Bakery"}],
            "settles": ["flour"], "is_deal": False, "exists": share_of(0.4),
            "package": {"flour": "high"}, "taken": share_of(0.3), "tempted": share_of(0.1),
            "leaves": share_of(0.1, 300),
            "harms": [{"id": "bakery", "name": "Poppy's Bakery", "worse": share_of(0.9, 300),
                       "points": {"median": -9.0, "range": [-12.0, -2.0], "worlds": 300}}],
        }  # fmt: skip
        told = text_of(say.subdeal_words(b, one))
        assert "Finch Mill and the Smith could settle something without Poppy's Bakery" in told
        assert "leave Poppy's Bakery with less in 90 %" in told
        assert "−9 (−12 to −2) points of its own" in told
        assert "more than the package does" in told
        b["coalitions"]["subdeals"] = [{**one, "exists": share_of(0.0)}]
        assert say.settled_alone(b) == []
        assert "would gain by it in no world: Finch Mill and the Smith" in (
            text_of(say.unknown_subdeals(b))
        )

    def test_who_gains_nothing(self, b, say):
        told = text_of([*say.no_gain(b), *say.outsiders(b)])
        assert "For Finch Mill there is nothing to gain, in most" in told
        assert "what it wants to do is not in the case" in told
        assert "does not say what the parish council wants" in told
        for one in b["coalitions"]["spoilers"]["inside"]:
            one["in_most_worlds"] = False
        assert "No party gains nothing" in text_of(say.no_gain(b))


class TestPerception:
    def test_which_belief_hides_which_deal(self, b, findings, say, sellers):
        href = dict.fromkeys(["red_lines.no-high-flour", "no_deal.mill.firmness"], "#x")
        assert "Deals that are there are hidden from Finch Mill by the belief about a red" in (
            text_of(say.what_hides(b, "mill", href))
        )
        assert "held out to Poppy's Bakery by the belief about the firmness of Finch Mill" in (
            text_of(say.what_hides(b, "bakery", href))
        )
        deal = b["perception"]["parties"]["mill"]["overlooked"][0]
        told = text_of(say.hidden_deal(findings, deal))
        assert "It does not believe in package B" in told
        assert "mostly because it would cross “The bakery says" in told
        deal["would_refuse"][0]["because"] = "no_deal"
        assert "rather have no deal" in text_of(say.hidden_deal(findings, deal))

    def test_several_beliefs_together(self, b, say):
        mill = b["perception"]["parties"]["mill"]
        none = {"wrongly_believes_none": share_of(0.0), "wrongly_hopes": share_of(0.0)}
        left = {**none, "wrongly_believes_none": mill["wrongly_believes_none"]}
        mill["beliefs"] = [{**mill["beliefs"][0], "alone": none, "left_out": left}]
        assert "by none of them alone" in text_of(say.what_hides(b, "mill", {}))
        mill["beliefs"][0].update(alone=None, left_out=None)
        assert "by none of them alone" in text_of(say.what_hides(b, "mill", {}))

    def test_what_telling_does(self, b, say):
        assert "The truth about Finch Mill would set it right in 34 %" in (
            text_of(say.turned_by_telling(b, "bakery"))
        )
        told = b["perception"]["parties"]["bakery"]["telling"][0]
        told["set_wrong"] = share_of(0.05)
        assert "and wrong in 5 %" in text_of(say.turned_by_telling(b, "bakery"))
        assert "the truth told to Finch Mill would open most" in text_of(say.what_telling_opens(b))
        b["perception"]["together"]["kept_away"] = share_of(0.0)
        assert text_of(say.what_telling_opens(b)).endswith("belief would keep no deal away.")

    def test_a_party_that_gets_little_wrong(self, b, say):
        b["perception"]["parties"]["bakery"]["wrongly_hopes"] = share_of(0.01)
        assert say.loud_parties(b) == ["mill"]
        assert "For Poppy's Bakery the picture differs" in text_of(say.beliefs_quietly(b))

    def test_a_case_without_views_is_one_sentence(self, b, findings, sellers, parse):
        nobody = "No party's view of the others is coded at this snapshot."
        b["perception"] = {
            "told": nobody, "worlds": 300, "interrupted": False, "parties": {}, "together": None,
            "assumed": [], "references": [],
        }  # fmt: skip
        page = render(sellers, findings, (), b)
        check(page, parse)
        assert section(page, "perception").strip() == f"What each believes {nobody}"


class TestOffers:
    def test_the_losses_stand_with_the_gain(self, b, say):
        mill = b["offers"]["wording"]["parties"]["mill"]
        assert say.change_moves(mill["smallest"]) == "Price of flour: “High” instead of “Middle”"
        told = text_of(say.change_turns(b, mill["smallest"], "mill"))
        assert "It turns Finch Mill in 51 %" in told
        assert "All then sign in 0 %" in told
        assert "instead of 25 %" in told
        assert "Poppy's Bakery in 100 %" in text_of(say.change_losses(b, mill["smallest"]))
        assert "losing somebody in more than one in twenty" in say.no_sparing(b)
        nobody = {"loses": {"bakery": share_of(0.0)}}
        assert text_of(say.change_losses(b, nobody)) == "It loses nobody."
        rare = {**mill["smallest"], "turns": share_of(0.03)}
        assert "which is hardly ever" in text_of(say.change_turns(b, rare, "mill"))

    def test_the_sparing_change_always_stands_beside_the_smallest(self, b, findings, sellers):
        text = section(render(sellers, findings, (), b), "offers")
        assert text.count("The smallest change that turns it") == 2
        assert text.count("The one that spares the others") == 2

    def test_nobody_refuses(self, b, findings, sellers, parse, say):
        b["offers"]["wording"]["parties"] = {}
        b["offers"]["payments"]["parties"] = {}
        assert "nothing has to be changed" in text_of(say.no_change_for_all(b))
        check(render(sellers, findings, (), b), parse)

    def test_a_payment_or_a_red_line(self, b, say):
        mill = b["offers"]["payments"]["parties"]["mill"]
        told = text_of(say.payment_words(b, "mill", mill))
        assert "Only worth is missing: 13 points of its own would do in half of these." in told
        mill["beyond_payment"] = share_of(0.3)
        assert "a red line of its own stands against it, and no payment moves that" in (
            text_of(say.payment_words(b, "mill", mill))
        )
        mill["short"] = share_of(0.0)
        assert "only worth" not in text_of(say.payment_words(b, "mill", mill))
        assert "fewer than half of those worlds, at any rate" in (
            text_of(say.payer_words(b, "mill", mill))
        )

    def test_baskets(self, b, say):
        told = text_of(say.linked(b))
        assert "one basket at a time there is a deal in 11 %" in told
        assert "“Prices” and “Service” open most" in told
        assert "hold up a deal in 6 %" in told
        b["offers"]["linkage"]["held_up_if_all_tied"] = share_of(0.0)
        assert "Tying all of them holds up no deal." in text_of(say.linked(b))
        b["offers"]["linkage"]["baskets"].pop("service")
        assert "nothing to link" in text_of(say.linked(b))

    def test_who_should_say_it(self, b, say):
        told = text_of(say.against_proposals(b))
        assert "better, beyond chance, than what Poppy's Bakery would propose" in told
        assert "what Finch Mill would propose is not told apart" in told
        mediator = b["offers"]["mediator"]
        mediator["no_party_would_propose_it"] = True
        assert "than what any party would propose" in text_of(say.against_proposals(b))
        assert say.proposal_differs(mediator["proposals"]["mill"]) == "nothing"
        told = text_of(say.marked_down(b))
        assert "an assumption to vary" in told
        assert "Ross and Stillinger 1991" in told
        assert "Finch Mill, 9 points" in told
        for one in mediator["authorship"]:
            one["matters_at"] = None
        assert "no markdown loses one world in twenty" in text_of(say.marked_down(b))

    def test_what_an_outsider_brings(self, b, findings, say):
        lever = b["offers"]["mediator"]["brought_by_others"][0]
        told = text_of(say.brought_by(b, findings, lever))
        assert "in the hands of the parish council" in told
        assert "red line “The bakery says" in told
        assert "no-high-flour" not in told


class TestCharts:
    def test_each_is_told_as_a_table_too(self, b):
        made = [question_chart(b), variance_chart(b), markdown(b)]
        for figure in made:
            assert figure.rows
            assert all(len(row) == len(figure.header) for row in figure.rows)
        drawn = draw(made)
        assert set(drawn) == {"questions", "variance", "markdown"}
        assert draw(made) == drawn

    def test_nothing_to_show_is_no_chart(self, b):
        bare = {**b, **dict.fromkeys(PARTS), "questions": None}
        assert [question_chart(bare), variance_chart(bare), markdown(bare)] == [None] * 3
        for one in b["offers"]["mediator"]["authorship"]:
            for point in one["slider"]:
                point["signed_by_all"] = share_of(0.0)
        assert markdown(b) is None

    def test_bars_never_leave_the_scale(self, b):
        output = b["robustness"]["sobol"]["outputs"]["deal"]
        output["first"] = [-0.05 for _ in output["first"]]
        spec = variance_chart(b).spec
        bars = [row for layer in spec["layer"] for row in layer.get("data", {}).get("values", ())]
        bars += [row for rows in spec.get("datasets", {}).values() for row in rows]
        assert bars
        assert all(row.get("from", 0) >= 0 for row in bars)


class TestAmounts:
    def test_a_package_by_its_likeness(self, findings):
        known = findings["packages"]
        assert plain(amounts.like(findings, known[0]["options"])) == "package A"
        near = {**known[0]["options"], "delivery": "bakery"}
        if all(near != p["options"] for p in known):
            assert plain(amounts.like(findings, near)).startswith("package ")
        findings["packages"] = []
        assert plain(amounts.like(findings, known[0]["options"])).startswith("one of its own (")

    def test_names_of_those_who_sign_nothing(self, b):
        assert amounts.party_name(b, "council") == "the parish council"
        assert amounts.party_name({**b, "names": {}}, "council") == "council"

    def test_a_reading_and_its_weight(self):
        name = "Weight of the reading “He waits.” of What he does."
        assert amounts.thing_moved(name) == "Weight of the reading “He waits” of “What he does”"
