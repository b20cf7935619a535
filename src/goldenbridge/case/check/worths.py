"""Whether a party's swings, values, baskets and interactions make one consistent scale."""

from __future__ import annotations

from collections.abc import Iterator

from goldenbridge.case.check.logic import possible
from goldenbridge.case.check.view import View
from goldenbridge.case.schema import Worths
from goldenbridge.files.document import Path_
from goldenbridge.files.problem import Problem

__all__ = ["check_worths"]


def check_worths(view: View) -> Iterator[Problem]:
    """Swings, values and baskets of every party."""
    for party in view.snapshot.consenting:
        lost = view.lost("worths", party) or view.lost("parties", party)
        if party not in view.body.worths and not lost:
            yield view.problem(
                ("parties", party),
                f'the consent of "{party}" is needed, but nothing says what it wants',
                "worths for every party that must agree",
                f"Add it under worths: {party}: main, swings and values.",
                "no-worths",
            )
    for party, worths in view.body.worths.items():
        at: Path_ = ("worths", party)
        yield from _swings(view, at, worths)
        yield from _values(view, at, worths)
        yield from _baskets(view, at, worths)
        yield from _interactions(view, at, worths)


def _swings(view: View, at: Path_, worths: Worths) -> Iterator[Problem]:
    for issue, swing in worths.swings.items():
        place: Path_ = (*at, "swings", issue)
        if issue == worths.main and not swing.low == swing.mode == swing.high == 100:
            yield view.problem(
                place,
                f"the main issue has a swing of {swing.mode:g}",
                "100: it is the measuring rod of all others",
                "Remove this swing, and give the others in points of the main issue.",
                "main-swing",
            )
        if swing.low < 0:
            yield view.problem(
                place,
                f"a swing below 0 ({swing.low:g})",
                "0 or more: a swing goes from the party's worst option to its best",
                "Turn the values of the issue round instead, so that its best option has 100.",
                "negative-swing",
            )
        if issue not in worths.values and issue in view.body.issues:
            options = ", ".join(view.body.issues[issue].options)
            yield view.problem(
                place,
                "a swing, but no values",
                f"what each option of it is worth, from 0 to 100: {options}",
                f"Add {issue}: {{…}} under values, or remove the swing.",
                "swing-values",
            )
    if worths.main in view.body.issues and worths.main not in worths.values:
        yield view.problem(
            (*at, "main"),
            f'the main issue "{worths.main}" has no values',
            "what each of its options is worth, from 0 to 100",
            f"Add {worths.main}: {{…}} under values.",
            "swing-values",
        )


def _values(view: View, at: Path_, worths: Worths) -> Iterator[Problem]:
    for issue, values in worths.values.items():
        place: Path_ = (*at, "values", issue)
        if issue not in view.body.issues:
            continue
        if issue not in worths.swings and issue != worths.main:
            yield view.problem(
                place,
                "values, but no swing",
                "how much worst to best on it is worth, in points of the main issue",
                f"Add {issue} under swings, or remove its values.",
                "swing-values",
            )
        options = view.body.issues[issue].options
        missing = [option for option in options if option not in values]
        if missing:
            yield view.problem(
                place,
                f"no value for {', '.join(missing)}",
                "a value for every option",
                "Add: " + ", ".join(f"{option}: …" for option in missing),
                "values",
            )
        known = {option: v for option, v in values.items() if option in options}
        for option, value in known.items():
            if value.low < 0 or value.high > 100:
                yield view.problem(
                    (*place, option),
                    f"{value.low:g} to {value.high:g}",
                    "values from 0 (the party's worst option) to 100 (its best)",
                    "Put the size into the swing, and keep the values between 0 and 100.",
                    "values",
                )
        modes = [value.mode for value in known.values()]
        if not missing and (min(modes) != 0 or max(modes) != 100):
            yield view.problem(
                place,
                f"values from {min(modes):g} to {max(modes):g}",
                "0 for the party's worst option and 100 for its best",
                "Stretch the values to 0 and 100, and put the size into the swing.",
                "values",
            )


def _baskets(view: View, at: Path_, worths: Worths) -> Iterator[Problem]:
    issues = view.body.issues
    for basket, total in worths.baskets.items():
        place: Path_ = (*at, "baskets", basket)
        inside = [i for i in (*worths.swings, worths.main) if i in issues]
        inside = [i for i in inside if issues[i].basket == basket]
        if worths.main in inside and total.low <= 100:
            yield view.problem(
                place,
                f"a total of {total.low:g}, and the main issue alone is worth 100",
                "more than 100 for the basket of the main issue",
                "Raise the total: main issue and the other issues of the basket together.",
                "basket-total",
            )
        elif total.low < 0:
            yield view.problem(
                place, f"a total below 0 ({total.low:g})", "0 or more", "Correct the total.",
                "basket-total",
            )  # fmt: skip
        elif basket in view.body.baskets and not set(inside) - {worths.main}:
            yield view.problem(
                place,
                "a total, but no swing on any issue of the basket to share it out to",
                "swings for issues of the basket",
                "Add swings, whose proportions share out the total, or remove the total.",
                "basket-total",
            )


def _interactions(view: View, at: Path_, worths: Worths) -> Iterator[Problem]:
    for key, term in worths.interactions.items():
        place: Path_ = (*at, "interactions", key)
        if len(term.when) == 1:
            yield view.warning(
                (*place, "when"),
                "a combination of one issue",
                "two issues or more",
                "Put it into the values of that issue, where its swing counts it.",
                "interaction",
            )
        known = all(
            issue in view.body.issues and set(names) <= set(view.body.issues[issue].options)
            for issue, names in term.when.items()
        )
        require = {issue: frozenset(names) for issue, names in term.when.items()}
        if known and possible(view.body) and not _ever(view, require):
            yield view.warning(
                (*place, "when"),
                "these options can never hold together",
                "a combination that rules and closed issues allow",
                "Correct the combination, or remove it.",
                "interaction",
            )


def _ever(view: View, require: dict[str, frozenset[str]]) -> bool:
    """Whether a combination can hold in any snapshot that has its issues."""
    return any(
        possible(snapshot.body, require=require)
        for snapshot in view.snapshots.values()
        if require.keys() <= snapshot.body.issues.keys()
    )
