"""Base rates: each figure checked against its counts, named in full, and never blended."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from importlib import resources
from itertools import pairwise
from math import isclose, nan, sqrt

import pytest

from goldenbridge.analysis.dynamics import targets
from goldenbridge.analysis.dynamics.base_rates import GENERIC, OUTCOMES, base_rates, panel
from goldenbridge.analysis.dynamics.targets import EDGES, TARGETS
from goldenbridge.analysis.estimate import wilson
from goldenbridge.case.base_rates import GROUPS, BaseRate, base_rate, read_base_rates

RATES = base_rates()
COUNTED = [rate for rate in RATES if rate.count is not None]
TEXT = (resources.files("goldenbridge") / "bundled/base-rates.yaml").read_text(encoding="utf-8")

each = pytest.mark.parametrize("rate", RATES, ids=lambda rate: rate.id)
counted = pytest.mark.parametrize("rate", COUNTED, ids=lambda rate: rate.id)


def to_digits(count: int, n: int, digits: str) -> Decimal:
    return (Decimal(count) / Decimal(n)).quantize(Decimal(digits), ROUND_HALF_UP)


def figures(rate: BaseRate) -> list[float]:
    values = [x.value for x in (*rate.bins, *rate.quantiles)]
    return values if rate.value is None else [rate.value, *values]


class TestTable:
    def test_it_is_read_once(self) -> None:
        assert base_rates() is RATES
        assert {rate.group for rate in RATES} == set(GROUPS)
        assert len({rate.id for rate in RATES}) == len(RATES) > 100

    @each
    def test_each_names_whom_it_is_of_and_where_it_is_from(self, rate: BaseRate) -> None:
        who = rate.population
        assert all((rate.quantity, who.data_set, who.version, who.years, who.unit, rate.source))
        assert rate.origin in ("computed", "stated")
        assert rate.n is not None or re.search(
            "count is not recorded|count was not noted", rate.note
        )
        assert rate.outcome or rate.unit == "finding"
        if rate.n is not None and who.n is not None:
            assert rate.n <= who.n

    @each
    def test_each_value_is_of_its_unit(self, rate: BaseRate) -> None:
        assert (rate.finding is not None) == (rate.origin == "stated")
        if rate.unit == "finding":
            assert not figures(rate)
            assert rate.finding
            return
        assert figures(rate)
        assert all(x >= 0 for x in figures(rate))
        if rate.unit in ("share", "per 30 days"):
            assert all(x <= 1 for x in figures(rate))
        if rate.interval is not None and rate.value is not None:
            assert rate.interval[0] <= rate.value <= rate.interval[1]
        assert (rate.interval is None) == (rate.count is None)

    @counted
    def test_each_interval_is_wilsons_of_its_counts(self, rate: BaseRate) -> None:
        assert rate.count is not None
        assert rate.n is not None
        assert rate.interval == pytest.approx(wilson(rate.count, rate.n), abs=5e-5)
        assert to_digits(rate.count, rate.n, ".001") == Decimal(str(rate.value)).quantize(
            Decimal(".001")
        )

    @pytest.mark.parametrize(
        "rate", [r for r in COUNTED if r.counted == "recovered"], ids=lambda r: r.id
    )
    def test_a_recovered_count_is_the_only_one_that_fits(self, rate: BaseRate) -> None:
        assert rate.n is not None
        shown = to_digits(rate.count or 0, rate.n, ".001")
        fits = [k for k in range(rate.n + 1) if to_digits(k, rate.n, ".001") == shown]
        if len(fits) > 1:  # two would do: settled by sums below
            assert rate.id in ("ties-settled", "mid-reciprocated")
        assert rate.count in fits

    @pytest.mark.parametrize(
        ("whole", "parts"),
        [
            ("icb-war", ["icb-war-violent-trigger", "icb-war-nonviolent-trigger"]),
            ("icb-war", ["icb-war-mediated", "icb-war-unmediated"]),
            ("icb-v16-war", ["icb-v16-war-protracted", "icb-v16-war-not-protracted"]),
            ("ties-acquiesce", ["ties-threat-acquiesce", "ties-imposed-acquiesce"]),
            ("ties-settled", ["ties-threat-settled", "ties-imposed-settled"]),
            (
                "ties-imposed-acquiesce",
                ["ties-imposed-after-threat", "ties-imposed-without-threat"],
            ),
            ("ties-imposed-acquiesce", ["ties-carrots-acquiesce", "ties-no-carrots-acquiesce"]),
            ("ties-imposed-settled", ["ties-carrots-settled", "ties-no-carrots-settled"]),
            (
                "ties-threat-settled",
                ["ties-threat-carrots-settled", "ties-threat-no-carrots-settled"],
            ),
            ("ties-all-threats-acquiesce", ["ties-threat-acquiesce", "ties-imposed-after-threat"]),
        ],
    )
    def test_counts_add_up(self, whole: str, parts: list[str]) -> None:
        assert base_rate(whole).count == sum(base_rate(part).count or 0 for part in parts)
        if whole != "icb-war" or "mediated" not in parts[0]:  # mediation is coded for 477 of 481
            assert base_rate(whole).n == sum(base_rate(part).n or 0 for part in parts)

    def test_nothing_known_from_memory_is_shipped(self) -> None:
        """Figures that nobody verified: 34 % of 204, about 5 %, 30 to 40 %, 55 to 85 %."""
        assert not re.search(r"Pape|GSDB|Walter|\b204\b|55.85|Global Sanctions", TEXT)
        for rate in RATES:
            sanctions = rate.group == "sanctions" and rate.population.id != "ties"
            assert not sanctions or (rate.n, rate.value) == (224, 0.333)
            if rate.value is not None and rate.unit == "share":
                assert rate.value not in (0.34, 0.05, 0.55, 0.85)

    def test_traps_are_told_where_they_lie(self) -> None:
        said: dict[str, list[str]] = defaultdict(list)
        for rate in RATES:
            for note in rate.notes:
                said[note.id].append(rate.id)
        assert all("mediated" in name for name in said["hard-cases"])
        assert {r.id for r in RATES if r.id.endswith("mediated")} - {"icb-mediated"} == set(
            said["hard-cases"]
        )
        assert {r.id for r in RATES if "peacekeeping" in r.id or "third-party" in r.id} == set(
            said["guarantees"]
        )
        assert {r.id for r in RATES if "carrots" in r.id and "threat" not in r.id} == set(
            said["carrots"]
        )
        assert all(name.startswith("ties-threat") for name in said["threat-stage"])
        assert "ties-threat-acquiesce" in said["threat-stage"]
        assert "39 cases" in base_rate("ties-carrots-acquiesce").note
        assert "39.2 %" in base_rate("ties-threat-acquiesce").note
        assert {"icb-war", "mid-war-gml", "mid-war-cow"} <= set(said["name-the-population"])
        assert 4 < base_rate("icb-war").value / base_rate("mid-war-gml").value < 6  # type: ignore[operator]

    def test_plain_data_says_what_is_unknown(self) -> None:
        row = base_rate("mid-negotiated").as_dict()
        assert row["n"] is None
        assert row["interval"] is None
        assert "n not recorded" in str(row["population"])
        assert json.loads(json.dumps([rate.as_dict() for rate in RATES]))[0]["count"] == 101

    def test_an_unknown_name_gets_a_suggestion(self) -> None:
        with pytest.raises(ValueError, match=r'No base rate "icb-wars". Did you mean "icb-war"?'):
            base_rate("icb-wars")

    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            ("population: icb1-v13", "population: nobody", 'no population "nobody"'),
            ("group: crises", "group: wars", 'group "wars" is none of: crises'),
            ("outcome: icb-war", "outcome: peace", '"peace" is not among the outcomes'),
            ("notes: [name-the-population]", "notes: [x]", '"x" is not among the notes'),
            (
                "    quantity: Crises that peak",
                "    quantities: Crises that peak",
                "not a base rate",
            ),
            ("id: icb-war-post-1945", "id: icb-war", 'a second base rate "icb-war"'),
            ("rates:\n\n", "rate:\n\n", 'no "rates"'),
            ("    version: '13'\n", "", "not a population"),
            ("rates:\n\n", "rates:\n\n  - [\n", "not valid YAML"),
        ],
    )
    def test_a_broken_table_is_told_with_its_line(self, old: str, new: str, said: str) -> None:
        assert old in TEXT
        with pytest.raises(ValueError, match=re.escape(said)) as error:
            read_base_rates(TEXT.replace(old, new, 1))
        assert re.match(r"base-rates\.yaml:\d+: ", str(error.value))


SIMULATED = {
    "agreement": (0.5, 0.4, 0.6),
    "war": (0.1, 0.05, 0.2),
    "ceasefire": (0.0, 0.0, 0.1),
    "durable": (1.0, 0.9, 1.0),
    "months_to_agreement": (14.0, 11.0, 19.5),
    "peak_rung": (4.2, 4.0, 4.4),
    "resumption": (0.25, 0.1, 0.4),
}


class TestPanel:
    def test_there_is_a_row_for_each_outcome_and_no_more(self) -> None:
        assert set(SIMULATED) == set(OUTCOMES)
        rows = panel(SIMULATED, "Norvik")
        assert [row["outcome"] for row in rows] == list(SIMULATED)
        assert panel({}, "Norvik") == []
        json.dumps(rows)

    def test_nothing_is_averaged(self) -> None:
        """Simulated figures pass unchanged; base rates are those of the table, one by one."""
        for row in panel(SIMULATED, "Norvik"):
            estimate, low, high = SIMULATED[str(row["outcome"])]
            assert row["simulated"] == {
                "of": "Norvik",
                "estimate": estimate,
                "interval": [low, high],
            }
            found = row["base_rates"]
            assert isinstance(found, list)
            assert found
            assert [r["id"] for r in found] == list(OUTCOMES[str(row["outcome"])].rates)
            assert all(r == base_rate(r["id"]).as_dict() for r in found)
            assert set(row) == {"outcome", "unit", "simulated", "base_rates", "compare"}

    def test_base_rates_do_not_depend_on_what_was_simulated(self) -> None:
        (one,) = panel({"war": (0.0, 0.0, 0.0)}, "Norvik")
        (two,) = panel({"war": (1.0, 1.0, 1.0)}, "Sundal")
        assert one["base_rates"] == two["base_rates"]

    def test_each_row_names_populations_and_says_what_may_be_compared(self) -> None:
        for row in panel(SIMULATED, "Norvik, 2031"):
            assert "“Norvik, 2031” is not a draw from any of these populations." in str(
                row["compare"]
            )
            for rate in row["base_rates"]:  # type: ignore[attr-defined]
                assert re.search(r"; unit: .+; n ", rate["population"])
                assert rate["source"]
        (row,) = panel({"resumption": (0.1, 0.1, 0.1)}, "Norvik")
        assert "no test of it" in str(row["compare"])

    def test_the_generic_crisis_is_said_to_be_calibrated(self) -> None:
        (row,) = panel({"agreement": (0.34, 0.33, 0.35)}, GENERIC)
        assert "no evidence for the model" in str(row["compare"])
        assert "not a draw" not in str(row["compare"])

    @pytest.mark.parametrize(
        ("name", "said"), [("agrement", 'Did you mean "agreement"?'), ("zzz", "Known outcomes: ")]
    )
    def test_an_unknown_outcome_is_told(self, name: str, said: str) -> None:
        with pytest.raises(ValueError, match=f'No base rates for an outcome "{name}"') as error:
            panel({name: (0.1, 0.1, 0.1)}, "Norvik")
        assert said in str(error.value)

    @pytest.mark.parametrize(
        ("name", "wrong"),
        [
            ("war", (0.5, 0.6, 0.7)),
            ("war", (0.5, 0.4, 1.2)),
            ("war", (0.5, -0.1, 0.6)),
            ("war", (nan, 0.0, 1.0)),
            ("months_to_agreement", (5.0, 4.0, float("inf"))),
            ("peak_rung", (-1.0, -1.0, 2.0)),
        ],
    )
    def test_figures_that_cannot_be_are_told(
        self, name: str, wrong: tuple[float, float, float]
    ) -> None:
        with pytest.raises(ValueError, match=f'The figures for "{name}"'):
            panel({name: wrong}, "Norvik")

    def test_what_was_simulated_must_be_named(self) -> None:
        with pytest.raises(ValueError, match="No population"):
            panel(SIMULATED, " ")


class TestTargets:
    @pytest.mark.parametrize("target", TARGETS, ids=lambda t: t.id)
    def test_each_is_the_base_rate_it_names(self, target: targets.Target) -> None:
        rate = base_rate(target.base_rate)
        assert target.unit == rate.unit
        bin_ = re.search(r"hazard-(\d+)-(\d+)$", target.id)
        if bin_:
            start, end = map(float, bin_.groups())
            (found,) = [b.value for b in rate.bins if (b.start, b.end) == (start, end)]
            assert target.value == found
        elif target.unit == "days":
            assert target.value in figures(rate)
        else:
            assert target.value == rate.value
            assert target.n == rate.n
            assert target.interval == pytest.approx(rate.interval, abs=5e-5)
        if target.interval is not None:
            assert target.interval[0] < target.value < target.interval[1]

    def test_the_bins_are_those_of_the_table(self) -> None:
        for name in ("icb-agreement-hazard", "icb-any-ending-hazard"):
            assert [(b.start, b.end) for b in base_rate(name).bins] == list(pairwise(EDGES))

    def test_weights_of_a_fitted_family_add_up_to_one(self) -> None:
        weights: dict[str, float] = defaultdict(float)
        for target in TARGETS:
            weights[target.family] += target.weight
        assert weights.pop("resumption") == 0
        assert all(isclose(w, 1) for w in weights.values())

    def test_inputs_weigh_nothing_and_are_of_another_population(self) -> None:
        inputs = [t for t in TARGETS if t.role == "input"]
        assert {t.id for t in inputs} == {"resumption-agreement", "resumption-ceasefire"}
        for target in inputs:
            assert (target.weight, target.n, target.standard_error) == (0, None, None)
            assert "854" in target.population
            assert not any(t.population == target.population for t in TARGETS if t not in inputs)
        assert all(t.tolerance and t.weight for t in TARGETS if t not in inputs)

    def test_the_error_of_a_share_is_binomial(self) -> None:
        target = next(t for t in TARGETS if t.id == "agreement-mediated")
        assert target.standard_error == pytest.approx(sqrt(0.62 * 0.38 / 150))

    def test_the_spread_of_war_is_that_of_versions_and_periods(self) -> None:
        target = next(t for t in TARGETS if t.id == "war")
        found = [r.value for r in RATES if re.fullmatch(r"icb-(v16-)?war(-post-\d+)?", r.id)]
        assert target.spread == (min(found), max(found))  # type: ignore[type-var]
        assert target.tolerance == pytest.approx((0.211 - 0.154) / 2)

    def test_the_edges_give_back_the_quartiles_of_duration(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The edge at 90 days is a reading; 60 or 120 fit the durations less well."""

        def miss(edge: float) -> float:
            monkeypatch.setattr(targets, "EDGES", (0, 30, edge, 180, 365, 730, 1500))
            misses = []
            for quantile in base_rate("icb-duration").quantiles:
                day = next(
                    d / 10 for d in range(15000) if targets._running(d / 10) < 1 - quantile.at
                )
                misses.append(abs(day - quantile.value))
            return max(misses)

        assert miss(90) < 5
        assert miss(60) > 15
        assert miss(120) > 9

    def test_the_hazards_give_back_the_share_of_agreement(self) -> None:
        """What the two hazards imply together is the 165 agreements that were counted."""
        running = [targets._running(day) for day in EDGES]
        implied = sum(
            (a - b) * agreement / ending
            for (a, b), agreement, ending in zip(
                pairwise(running), targets.AGREEMENT_HAZARD, targets.ENDING_HAZARD, strict=True
            )
        )
        assert implied == pytest.approx(165 / 481, abs=0.01)

    def test_the_hazard_of_agreement_is_constant_as_far_as_chance_can_tell(self) -> None:
        """And that of any ending is not: the same test tells them apart."""

        def unlike_constant(name: str, constant: float) -> float:
            bins = [t for t in TARGETS if t.id.startswith(name)]
            assert len(bins) == 6
            return sum(((t.value - constant) / (t.standard_error or nan)) ** 2 for t in bins)

        assert unlike_constant("agreement-hazard", 0.069) < 2
        mean = sum(targets.ENDING_HAZARD) / 6
        assert unlike_constant("ending-hazard", mean) > 20
