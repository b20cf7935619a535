"""The ways to nonsense with three decimals, each caught in a case made to commit it.

They are those of the study behind the format (docs/decisions): one typed confidence posing as
many worlds, a no-deal that floats free of the record, and a padded agenda; then splitting,
repeating, judgements that are dead, and worlds that contradict the record.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from goldenbridge.analysis.audit import audit
from goldenbridge.analysis.audit.padding import common_gains
from goldenbridge.analysis.audit.splitting import splittable
from goldenbridge.analysis.audit.trial import Trial
from goldenbridge.case import Problem, load
from goldenbridge.case.start import start_case

WORLDS = 256

WAYS = {"one-confidence", "padding", "splitting", "duplication", "dead-judgement",
        "contradicted-record"}  # fmt: skip


def firm(text: str, one: float, two: float) -> str:
    """The pair, each exactly so firm: at .3 a swap of all x for all y is the only deal."""
    said = "from: [said]}}\n    firmness: "
    text = text.replace("y: none}, from: [said]}}", f"y: none}}, {said}{one}")
    return text.replace("{x: none, y: full}, from: [said]}}", f"{{x: none, y: full}}, {said}{two}")


def line(key: str, owners: str, rest: str, sure: str = "confidence: 0.5") -> str:
    return f"  {key}: {{owners: {owners}, {rest}, {sure}, declared: declared, text: {key}.}}\n"


def run(kit: Any, text: str, **kwargs: Any) -> list[Problem]:
    found: list[Problem] = audit(kit.load(text), worlds=kwargs.pop("worlds", WORLDS), **kwargs)
    return found


def told(problems: Iterable[Problem], code: str, severity: str = "warning") -> list[Problem]:
    return [p for p in problems if p.code == code and p.severity == severity]


def numbers(problem: Problem) -> list[float]:
    return [float(n) for n in re.findall(r"\b[01]\.\d\d\b", problem.found)]


@pytest.fixture(scope="module")
def sound(kit: Any) -> list[Problem]:
    """What is said of a case without any of these faults."""
    start, end = kit.rich.index("  border-moves"), kit.rich.index("  not-new")
    return run(kit, kit.rich[:start] + kit.rich[end:])


@pytest.mark.parametrize("way", sorted(WAYS))
def test_a_sound_case_is_warned_of_none(sound: list[Problem], way: str) -> None:
    assert [p for p in sound if p.code == way and p.severity != "note"] == []


def test_nor_is_the_starting_case(tmp_path: Path) -> None:
    found = audit(load(start_case("harbour", tmp_path)), worlds=WORLDS)
    assert [str(p) for p in found if p.severity != "note"] == []


# ------------------------------------------------ (a) one typed confidence posing as many worlds

ALL_OR_NOTHING = "issue: x, at_most: half"


def test_one_confidence_that_is_the_whole_share_is_caught(kit: Any) -> None:
    text = firm(kit.pair, 0.3, 0.3) + "red_lines:\n" + line("stop", "[two]", ALL_OR_NOTHING)
    one = told(run(kit, text), "one-confidence")
    assert [p.where for p in one] == ["red_lines.stop"]
    assert numbers(one[0]) == [0.5, 0.0, 1.0]
    assert "confidence" in one[0].found
    assert "Do not quote the share" in one[0].advice
    assert one[0].line == text.count("\n", 0, text.index("  stop:")) + 1


QUESTION = """
hypotheses:
  meant:
    name: Meant?
    readings:
      bluff: {text: Not meant, weight: 3, EFFECTS}
      earnest: {text: Meant, weight: 1}
"""


def test_the_weights_of_a_hypothesis_are_caught_too(kit: Any) -> None:
    governed = "hypothesis: meant, confidence_under: {bluff: 0.0, earnest: 1.0}"
    lines = "red_lines:\n" + line("stop", "[two]", ALL_OR_NOTHING, governed)
    text = firm(kit.pair, 0.3, 0.3) + lines + QUESTION.replace(", EFFECTS", "")
    found = {p.where: p for p in told(run(kit, text), "one-confidence")}
    assert set(found) == {"red_lines.stop", "hypotheses.meant"}
    assert numbers(found["hypotheses.meant"])[0] == 0.75
    assert "weights of the readings" in found["hypotheses.meant"].found


def test_even_where_they_work_through_firmness(kit: Any) -> None:
    effect = "effects: [{firmness: two, shift: -0.5}]"
    text = firm(kit.pair, 0.3, 0.8) + QUESTION.replace("EFFECTS", effect)
    one = told(run(kit, text), "one-confidence")
    assert [p.where for p in one] == ["hypotheses.meant"]
    assert numbers(one[0]) == [0.75, 0.0, 1.0]


def test_several_lines_that_only_together_are_the_share_are_caught(kit: Any) -> None:
    """None alone moves the share from 0 to 1, and yet worths and no-deals play no part."""
    text = firm(kit.pair, 0.3, 0.3) + "red_lines:\n"
    text += line("mine", "[one]", "issue: y, at_most: half")
    text += line("yours", "[two]", ALL_OR_NOTHING)
    one = told(run(kit, text), "one-confidence")
    assert [p.where for p in one] == ["red_lines"]
    assert "100% of worlds" in one[0].found
    assert numbers(one[0])[0] == 1.0
    assert "worths and no-deals play next to no part" in one[0].found


def test_a_line_among_brackets_that_bite_is_no_such_thing(kit: Any) -> None:
    text = kit.pair + "red_lines:\n" + line("stop", "[two]", ALL_OR_NOTHING)
    assert told(run(kit, text), "one-confidence") == []


# -------------------------------------------------------- (b) a no-deal that floats free of record


@pytest.mark.parametrize("typed", ["one: 40", "one: {low: 30, mode: 40, high: 50}"])
def test_a_typed_no_deal_does_not_load(kit: Any, typed: str) -> None:
    start, end = kit.pair.index("  one:\n    refused"), kit.pair.index("  two:\n    refused")
    loaded = kit.read(kit.pair[:start] + f"  {typed}\n" + kit.pair[end:])
    assert loaded.case is None
    assert "typed-no-deal" in {p.code for p in loaded.errors}


def test_a_consenting_party_without_a_bracket_does_not_load(kit: Any) -> None:
    start, end = kit.pair.index("  one:\n    refused"), kit.pair.index("  two:\n    refused")
    loaded = kit.read(kit.pair[:start] + kit.pair[end:])
    assert loaded.case is None
    assert [(p.code, p.where) for p in loaded.errors] == [("no-bracket", "parties.one")]
    half = kit.pair.replace(
        "    offered: {ours: {package: {x: full, y: none}, from: [said]}}\n", ""
    )
    assert [p.code for p in kit.read(half).errors] == ["no-bracket"]


def test_a_bracket_from_the_worst_to_the_best_is_warned_of(kit: Any) -> None:
    wide = kit.pair.replace("{package: {x: half, y: full}", "{package: {x: none, y: full}", 1)
    found = [p for p in kit.read(wide).problems if p.code == "wide-bracket"]
    assert [p.where for p in found] == ["no_deal.one"]
    assert [p for p in kit.read(kit.pair).problems if p.code == "wide-bracket"] == []


def test_a_bracket_of_no_source_is_warned_of(kit: Any) -> None:
    bare = kit.pair.replace(", from: [said]", "")
    found = [p for p in kit.read(bare).problems if p.code == "unsourced-bracket"]
    assert [p.where for p in found] == ["no_deal.one", "no_deal.two"]
    assert [p for p in kit.read(kit.pair).problems if p.code == "unsourced-bracket"] == []


# ----------------------------------------------------------------------------- (c) agenda padding


def padded(text: str, issues: int, *, on_record: bool = False) -> str:
    """The pair with issues on which both gain, on record or only on the agenda."""
    names = [f"gift-{n}" for n in range(issues)]
    added = "".join(
        f"  {k}: {{name: {k}, options: {{no: N, yes: Y}}, default: no}}\n" for k in names
    )
    text = text.replace("worths:\n", added + "worths:\n")
    swings = "".join(f"{k}: 12, " for k in names)
    values = "".join(f"{k}: {{no: 0, yes: 100}}, " for k in names)
    text = text.replace("swings: {", "swings: {" + swings)
    text = text.replace("values: {", "values: {" + values)
    if on_record:
        text = text.replace("{package: {", "{package: {" + "".join(f"{k}: yes, " for k in names))
    return text


def test_issues_on_which_all_gain_that_carry_the_share_are_caught(kit: Any) -> None:
    text = padded(kit.pair, 3)
    without, with_ = (Trial(kit.load(t).at(), WORLDS, 1).on.estimate for t in (kit.pair, text))
    assert with_ - without > 0.2
    case = kit.load(text)
    assert common_gains(case.at()) == ["gift-0", "gift-1", "gift-2"]
    one = told(audit(case, worlds=WORLDS), "padding")
    assert one[0].where == "issues.gift-0"
    assert "gift-0, gift-1, gift-2" in one[0].found
    assert numbers(one[0]) == pytest.approx([without, with_], abs=0.03)
    assert "write them into the packages on record" in one[0].advice


def test_what_the_advice_says_cures_it(kit: Any) -> None:
    """On record, what all gain is in no-deal too, and carries nothing."""
    text = padded(kit.pair, 3, on_record=True)
    assert told(run(kit, text), "padding") == []
    plain = Trial(kit.load(kit.pair).at(), WORLDS, 1).on.estimate
    assert Trial(kit.load(text).at(), WORLDS, 1).on.estimate == pytest.approx(plain, abs=0.03)


def test_a_gain_that_is_the_default_anyway_is_no_padding(kit: Any) -> None:
    text = padded(kit.pair, 1).replace("default: no}", "default: yes}")
    assert common_gains(kit.load(text).at()) == []


def test_a_share_that_five_points_turn_round_is_caught(kit: Any) -> None:
    """Both miss by four points what they want: an issue of five for each makes all worlds agree."""
    text = firm(kit.pair, 0.6, 0.6).replace("{low: 20, mode: 40, high: 60}", "40")
    one = told(run(kit, text), "padding")
    assert [p.where for p in one] == ["issues"]
    assert numbers(one[0])[:2] == [0.0, 1.0]
    assert "u*" in one[0].advice


def test_a_slope_is_noted_and_not_warned_of(kit: Any, tmp_path: Path) -> None:
    found = audit(load(start_case("harbour", tmp_path)), worlds=WORLDS)
    assert [p.where for p in told(found, "padding", "note")] == ["issues"]
    assert "Nothing to mend" in told(found, "padding", "note")[0].advice


# -------------------------------------------------------------------------------------- splitting

#: One gives z for x; whether that pays hangs on what z is worth to it, from nothing to 150. Two
#: wants all of z or nothing, so that parts of z make no finer trade.
AID = """
goldenbridge: 1
title: Aid for access
parties: {one: {name: One, consent: always}, two: {name: Two, consent: always}}
baskets: {aid: {name: Aid}}
issues:
  x: {name: X, options: {none: N, half: H, full: F}, default: none}
  y: {name: Y, options: {none: N, full: F}, default: none, open: false}
  z: {name: Z, basket: aid, options: {no: N, yes: Y}, default: no}
worths:
  one:
    main: x
    swings: {z: {low: 5, mode: 30, high: 150}}
    TOTAL
    values: {x: {none: 0, half: 50, full: 100}, z: {no: 100, yes: 0}}
  two:
    main: y
    swings: {x: 60, z: 70}
    values: {y: {none: 0, full: 100}, x: {none: 100, half: 50, full: 0}, z: {no: 0, yes: 100}}
no_deal:
  one:
    refused: {theirs: {package: {x: half, z: yes}}}
    offered: {ours: {package: {x: full}}}
    firmness: 0.5
  two:
    refused: {theirs: {package: {x: full}}}
    offered: {ours: {package: {x: half, z: yes}}}
    firmness: 0.68
"""


def test_weights_drawn_one_by_one_are_caught(kit: Any) -> None:
    text = AID.replace("TOTAL\n", "\n")
    one = told(run(kit, text, worlds=1024), "splitting")
    assert [p.where for p in one] == ["issues.z"]
    whole, apart, tied = numbers(one[0])
    assert tied == whole  # no finer trade here: it is the weights alone
    assert apart < whole - 0.1
    assert "a total" in one[0].advice
    assert "Without one: One." in one[0].advice


def test_a_total_for_the_basket_ends_it(kit: Any) -> None:
    text = AID.replace("TOTAL", "baskets: {aid: {low: 5, mode: 30, high: 150}}")
    found = run(kit, text, worlds=1024)
    assert [p for p in found if p.code == "splitting"] == []


def test_finer_trade_is_noted_as_what_it_is(kit: Any, tmp_path: Path) -> None:
    """Parts that share one weight still allow half a concession: so much is so, and no fault."""
    found = audit(load(start_case("harbour", tmp_path)), worlds=WORLDS)
    assert told(found, "splitting") == []
    note = told(found, "splitting", "note")
    assert [p.where for p in note] == ["issues.patrols"]
    assert "finer trade" in note[0].found
    assert "options in between" in note[0].advice
    whole, finer = numbers(note[0])
    assert finer > whole + 0.05


def test_uneven_parts_are_finer_trade_where_totals_hold_the_weight(kit: Any) -> None:
    """Two content with half of both: One gives the two parts that cost it least."""
    text = AID.replace("TOTAL", "baskets: {aid: {low: 5, mode: 30, high: 150}}")
    found = run(kit, text.replace("firmness: 0.68", "firmness: 0.65"), worlds=1024)
    assert told(found, "splitting") == []
    assert len(told(found, "splitting", "note")) == 1


def test_only_an_issue_that_nothing_ties_is_cut(kit: Any) -> None:
    assert splittable(kit.load(kit.rich).at()) is None
    assert splittable(kit.load(AID.replace("TOTAL\n", "\n")).at()) == "z"


# --------------------------------------------------------------------------------------- repeats


def twice(kit: Any, lines: str) -> str:
    house = "{name: Two, consent: always, constituencies: {house: {name: The house}}}"
    text = firm(kit.pair, 0.3, 0.3).replace("{name: Two, consent: always}", house)
    return text + "red_lines:\n" + lines


def test_a_line_repeated_under_another_owner_is_caught(kit: Any) -> None:
    lines = line("stop", "[two]", ALL_OR_NOTHING) + line("again", "[two.house]", ALL_OR_NOTHING)
    one = told(run(kit, twice(kit, lines)), "duplication")
    assert [p.where for p in one] == ["red_lines.again"]
    assert numbers(one[0])[:2] == pytest.approx([0.5, 0.25], abs=0.03)
    assert "owners: [two, two.house]" in one[0].advice


def test_owners_cure_it(kit: Any) -> None:
    found = run(kit, twice(kit, line("stop", "[two, two.house]", ALL_OR_NOTHING)))
    assert told(found, "duplication") == []
    share = numbers(told(found, "one-confidence")[0])[0]
    assert share == pytest.approx(0.5, abs=0.01)


def test_a_repeat_under_the_same_owner_adds_nothing(kit: Any) -> None:
    lines = line("stop", "[two]", ALL_OR_NOTHING) + line("again", "[two]", ALL_OR_NOTHING)
    assert told(run(kit, twice(kit, lines)), "duplication") == []


# ----------------------------------------------------------------------------------------- dead

IDLE = "issue: y, at_least: half"

DEAD = """
hypotheses:
  weather:
    name: Weather
    readings:
      fair: {text: Fair, effects: [{swing: {party: one, issue: y}, times: 1.01}]}
      foul: {text: Foul}
"""


def test_judgements_that_move_nothing_are_told(kit: Any) -> None:
    lines = line("stop", "[two]", ALL_OR_NOTHING) + line("idle", "[two]", IDLE)
    found = told(
        run(kit, firm(kit.pair, 0.3, 0.3) + "red_lines:\n" + lines + DEAD), "dead-judgement"
    )
    assert {p.where for p in found} == {"red_lines.idle", "hypotheses.weather"}
    assert "moves nothing" in found[0].found


SNAPSHOTS = """
snapshots:
  2031-01-01: {title: Before}
  2031-02-01:
    title: After
    changes: {red_lines: {idle: {at_least: null, issue: x, at_most: half}}}
"""


def test_what_moves_something_at_one_snapshot_is_alive(kit: Any) -> None:
    text = firm(kit.pair, 0.3, 0.3) + "red_lines:\n" + line("idle", "[two]", IDLE) + SNAPSHOTS
    assert told(run(kit, text), "dead-judgement") == []
    alone = told(run(kit, text, snapshot="2031-01-01"), "dead-judgement")
    assert [p.where for p in alone] == ["red_lines.idle"]


# ------------------------------------------------------------------ worlds that contradict records


def wild(kit: Any, high: int) -> str:
    """One refused half and half and offered all for all: worth less to it where y is over 100."""
    text = kit.pair.replace("{low: 20, mode: 40, high: 60}", f"{{low: 0, mode: 40, high: {high}}}")
    text = text.replace("{x: half, y: full}", "{x: half, y: half}")
    return str(text.replace("{x: full, y: none}", "{x: full, y: full}"))


@pytest.mark.parametrize(
    ("high", "severity", "share"), [(160, "error", 60**2 / (160 * 120)), (120, "warning", 1 / 24)]
)
def test_refusing_what_is_worth_more_than_the_own_offer(
    kit: Any, high: int, severity: str, share: float
) -> None:
    """Over a tenth of the worlds an error, below it a warning; the triangle says how many."""
    found = run(kit, wild(kit, high), worlds=512)
    one = [p for p in found if p.code == "contradicted-record"]
    assert [(p.where, p.severity) for p in one] == [("no_deal.one", severity)]
    percent = float(re.match(r"(\d+)%", one[0].found).group(1))  # type: ignore[union-attr]
    assert percent / 100 == pytest.approx(share, abs=0.011)


def governed(sure: float) -> str:
    """A line that One's own offer crosses, unless a reading says that it is not meant."""
    return "red_lines:\n" + line("own", "[one]", "issue: x, at_most: half", f"confidence: {sure}")


def test_offering_what_crosses_the_own_binding_line(kit: Any) -> None:
    one = told(run(kit, kit.pair + governed(0.05)), "contradicted-record")
    assert [p.where for p in one] == ["no_deal.one"]
    assert one[0].found.startswith("5% of worlds")
    assert kit.read(kit.pair + governed(0.5)).case is None  # told before any world is drawn


# ----------------------------------------------------------------------------------- the call


def test_problems_name_the_snapshot_worlds_and_seed_and_come_in_order(kit: Any) -> None:
    text = firm(kit.pair, 0.3, 0.3) + "red_lines:\n" + line("idle", "[two]", IDLE) + SNAPSHOTS
    stages: list[tuple[str, float]] = []
    found = run(kit, text, worlds=64, seed=9, progress=lambda *step: stages.append(step))
    assert found
    assert all("64 worlds, seed 9)" in p.found for p in found)
    assert [p.line for p in found] == sorted(p.line for p in found)
    done = [fraction for _, fraction in stages]
    assert done == sorted(done)
    assert stages[-1] == ("done", 1.0)
    assert found == run(kit, text, worlds=64, seed=9)
