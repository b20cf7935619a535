"""Worked examples of the measures of agreement, and what their books say of them."""

from __future__ import annotations

import pytest

from goldenbridge.statements.agreement import cohens_kappa, krippendorffs_alpha


def row(values: str) -> list[int | None]:
    return [None if value == "." else int(value) for value in values.split()]


#: Krippendorff (2011), part C: four observers, twelve units, some values missing.
FOUR = [
    row("1 2 3 3 2 1 4 1 2 . . ."),
    row("1 2 3 3 2 2 4 1 2 5 . 3"),
    row(". 3 3 3 2 3 4 2 2 5 1 ."),
    row("1 2 3 3 2 4 4 1 2 5 1 ."),
]


class TestKrippendorff2011:
    """Krippendorff (2011), Computing Krippendorff's alpha-reliability, parts A to D."""

    def test_binary_two_observers(self) -> None:
        meg, owen = row("0 1 0 0 0 0 0 0 1 0"), row("1 1 1 0 0 1 0 0 0 0")
        found = krippendorffs_alpha([meg, owen])
        assert found.value == pytest.approx(0.095, abs=5e-4)
        assert found.units == 10
        assert found.agreement == pytest.approx(0.6)

    def test_nominal_two_observers(self) -> None:
        found = krippendorffs_alpha(["aabbddcccedd" + "a", "babbbccceddd" + "d"])
        assert found.value is not None
        ben, gerry = list("aabbdcccedda"), list("babbbccceddd")
        assert krippendorffs_alpha([ben, gerry]).value == pytest.approx(0.692, abs=5e-4)

    def test_nominal_any_number_of_observers_and_missing_values(self) -> None:
        found = krippendorffs_alpha(FOUR)
        assert found.value == pytest.approx(0.743, abs=5e-4)
        assert found.units == 11  # the twelfth has one value only

    @pytest.mark.parametrize(("level", "value"), [("ordinal", 0.815), ("interval", 0.849)])
    def test_other_levels(self, level: str, value: float) -> None:
        found = krippendorffs_alpha(FOUR, level)  # type: ignore[arg-type]
        assert found.value == pytest.approx(value, abs=5e-4)


class TestCohen1960:
    """Cohen (1960), A coefficient of agreement for nominal scales, table 2 on page 45."""

    TABLE = ((88, 10, 2), (14, 40, 6), (18, 10, 12))

    def test_worked_example(self) -> None:
        a, b = [], []
        for i, counts in enumerate(self.TABLE):
            for j, count in enumerate(counts):
                a += [i] * count
                b += [j] * count
        found = cohens_kappa(a, b)
        assert found.units == 200
        assert found.agreement == pytest.approx(140 / 200)
        assert found.value == pytest.approx((140 - 82) / (200 - 82), abs=5e-3)
        assert found.value == pytest.approx(0.49, abs=5e-3)


def test_alpha_of_two_names_nears_scotts_pi_for_many_units() -> None:
    """Krippendorff (2011): for two coders and no missing values, alpha is pi corrected for n."""
    a, b = list("aabbabab") * 400, list("aabbabba") * 400
    agree = 6 / 8
    share = (a + b).count("a") / (2 * len(a))
    chance = share**2 + (1 - share) ** 2
    pi = (agree - chance) / (1 - chance)
    alpha = krippendorffs_alpha([a, b]).value
    assert alpha == pytest.approx(pi, abs=1e-3)
    assert alpha == pytest.approx(1 - (1 - 1 / (2 * len(a))) * (1 - pi), abs=1e-12)
