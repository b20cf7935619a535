"""Whether the orders go round in a circle, and whether the numbers keep them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from goldenbridge.case.check.modes import swings
from goldenbridge.case.check.view import View
from goldenbridge.case.judgement import Judgement
from goldenbridge.case.schema import Body, Worths
from goldenbridge.files.document import Path_
from goldenbridge.files.problem import Problem

__all__ = ["check_orders"]


@dataclass(frozen=True)
class _Pair:
    """One order: ``more`` before ``less``, among swings (issue None) or options of an issue."""

    path: Path_
    issue: str | None
    more: str
    less: str


def check_orders(view: View) -> Iterator[Problem]:
    """Cycles among a party's orders, and worths that contradict one."""
    for party, worths in view.body.worths.items():
        pairs = list(_pairs(("worths", party), worths))
        for issue in dict.fromkeys(pair.issue for pair in pairs):
            closing = list(_cycles([pair for pair in pairs if pair.issue == issue]))
            yield from (_circle(view, pair, way) for pair, way in closing)
            told = {pair.path for pair, _ in closing}
            for pair in pairs:
                if pair.issue == issue and pair.path not in told:
                    yield from _kept(view, worths, pair)


def _pairs(at: Path_, worths: Worths) -> Iterator[_Pair]:
    for number, order in enumerate(worths.orders):
        path: Path_ = (*at, "orders", number)
        if order.more is not None and order.less is not None:
            yield _Pair(path, None, order.more, order.less)
        elif order.better is not None and order.worse is not None:
            yield _Pair(path, order.issue, order.better, order.worse)


def _circle(view: View, pair: _Pair, way: list[str]) -> Problem:
    return view.problem(
        pair.path,
        "the orders go round in a circle: " + " > ".join([pair.more, *way]),
        "orders that can all hold",
        "Remove one of them; if sources disagree, make them readings of a hypothesis.",
        "order-cycle",
    )


def _cycles(pairs: list[_Pair]) -> Iterator[tuple[_Pair, list[str]]]:
    """Each pair that closes a circle with those before it, and the way round."""
    above: dict[str, dict[str, None]] = {}
    for pair in pairs:
        way = _way(above, pair.less, pair.more)
        if way:
            yield pair, way
        else:
            above.setdefault(pair.more, {})[pair.less] = None


def _way(above: dict[str, dict[str, None]], start: str, goal: str) -> list[str]:
    """From ``start`` down to ``goal``, both included, or nothing."""
    todo, seen = [[start]], {start}
    while todo:
        way = todo.pop()
        if way[-1] == goal:
            return way
        for name in above.get(way[-1], {}):
            if name not in seen:
                seen.add(name)
                todo.append([*way, name])
    return []


def _kept(view: View, worths: Worths, pair: _Pair) -> Iterator[Problem]:
    more, less = (_value(view.body, worths, pair.issue, name) for name in (pair.more, pair.less))
    if more is None or less is None or pair.more == pair.less:
        return
    what = "swing" if pair.issue is None else f'value on "{pair.issue}"'
    if more.high < less.low:
        yield view.problem(
            pair.path,
            f'the {what} of "{pair.more}" is {_range(more)}, that of "{pair.less}" {_range(less)}',
            f'"{pair.more}" above "{pair.less}", as this order says',
            "Correct one of the ranges, or the order.",
            "order-range",
        )
    elif more.mode < less.mode:
        yield view.warning(
            pair.path,
            f'the {what} of "{pair.more}" is likeliest {more.mode:g}, '
            f'that of "{pair.less}" {less.mode:g}',
            f'"{pair.more}" above "{pair.less}", as this order says',
            "Move one of the modes, or say in a note why the order is not kept.",
            "order-mode",
        )


def _value(body: Body, worths: Worths, issue: str | None, name: str) -> Judgement | None:
    """The range to compare: of an option's value, or of a swing with its basket's scale."""
    if issue is not None:
        return worths.values.get(issue, {}).get(name)
    if name == worths.main:
        return Judgement(low=100, mode=100, high=100)
    if name not in worths.swings or name not in body.issues:
        return Judgement(low=0, mode=0, high=0) if name in body.issues else None
    plain = worths.swings[name]
    scale = swings(body, worths)[name] / plain.mode if plain.mode > 0 else 1.0
    low, mode, high = (min(x * scale, 1e6) for x in (plain.low, plain.mode, plain.high))
    return Judgement(low=low, mode=max(mode, low), high=max(high, mode, low))


def _range(value: Judgement) -> str:
    return f"{value.low:g} to {value.high:g}" if value.uncertain else f"{value.mode:g}"
