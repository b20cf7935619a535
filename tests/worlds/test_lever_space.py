"""Levers as issues of one deal space, against drawing the worlds anew for every set of levers."""

from __future__ import annotations

from collections.abc import Collection
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, reject, settings
from hypothesis import strategies as st

from goldenbridge.case import Snapshot
from goldenbridge.case.schema import Body
from goldenbridge.dealspace import TooManyLines, accepted
from goldenbridge.errors import LeversTooTied
from goldenbridge.worlds import Draws, Settings, frame
from goldenbridge.worlds.lever_space import LeverSpace, lever_space

WORLDS = 8
many = settings(
    deadline=None,
    max_examples=30,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking such a case takes minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

PARTIES = ("ana", "ben", "cyr")
ISSUES = {"x": ("a", "b", "c"), "y": ("a", "b"), "z": ("a", "b", "c")}
LEVERS = ("k", "l", "m", "n", "o")


def between(low: int, high: int) -> st.SearchStrategy[Any]:
    """A judgement: a number, or three corners."""
    number = st.integers(low, high)
    corners = st.lists(number, min_size=3, max_size=3).map(sorted)
    return number | corners.map(lambda c: dict(zip(("low", "mode", "high"), c, strict=True)))


def shares(judgement: Any) -> Any:
    """Tenths as shares."""
    if isinstance(judgement, dict):
        return {key: number / 10 for key, number in judgement.items()}
    return judgement / 10


@st.composite
def effects(draw: Any) -> dict[str, Any]:
    """Few things to touch, so that several levers meet in one."""
    party = draw(st.sampled_from(PARTIES[:2]))
    kind = draw(
        st.sampled_from(
            ["swing", "swing", "worth", "worth", "firmness", "firmness", "line", "opens"]
        )
    )
    if kind == "swing":
        issue = draw(st.sampled_from(["y", "z"]))
        return {"swing": {"party": party, "issue": issue}, "times": shares(draw(between(0, 25)))}
    if kind == "worth":
        some = draw(
            st.sampled_from([{"x": "b"}, {"x": "b", "y": "b"}, {"z": ["b", "c"]}, {"z": "a"}])
        )
        return {"worth": {"party": party, "when": some}, "points": draw(between(-40, 60))}
    if kind == "firmness":
        return {"firmness": party, "shift": shares(draw(between(-9, 6)))}
    if kind == "line":
        line = draw(st.sampled_from(["first", "second"]))
        return {"red_line": line, "confidence": draw(st.sampled_from([0, 0.1, 0.5, 0.9, 1]))}
    return {"opens": "z"}


@st.composite
def levers(draw: Any, names: tuple[str, ...]) -> dict[str, Any]:
    found = {}
    for number, key in enumerate(names):
        beliefs = st.dictionaries(st.sampled_from(PARTIES), between(0, 10).map(shares), max_size=2)
        others = [k for k in names if k != key]
        lever: dict[str, Any] = {
            "name": key,
            "holder": "ana",
            "effects": draw(st.lists(effects(), min_size=1, max_size=3)),
            "credibility": draw(beliefs),
            "costs": draw(st.dictionaries(st.sampled_from(PARTIES), between(0, 20), max_size=2)),
            "paid": draw(st.sampled_from(["now", "with_deal"])),
        }
        if draw(st.integers(0, 2)) == 0:
            lever["way_out"] = {
                "levers": [draw(st.sampled_from(others))],
                "credibility": draw(beliefs),
            }
        if draw(st.integers(0, 2)) == 0:
            lever["works_if"] = {"mood": draw(st.sampled_from(["calm", "tense"]))}
        # What is needed stands further down and what is excluded further up: no circles.
        if number + 1 < len(names) and draw(st.integers(0, 3)) == 0:
            lever["needs"] = [draw(st.sampled_from(names[number + 1 :]))]
        if number and draw(st.integers(0, 4)) == 0:
            lever["excludes"] = [draw(st.sampled_from(names[:number]))]
        found[key] = lever
    return found


@st.composite
def bodies(draw: Any) -> Body:
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))

    def values(issue: str) -> dict[str, float]:
        return {option: float(rng.integers(0, 11) * 10) for option in ISSUES[issue]}

    def package() -> dict[str, str]:
        return {i: str(rng.choice(options)) for i, options in ISSUES.items()}

    cyr = draw(st.sampled_from(["issues", "always", "never"]))
    kinds = ("always", draw(st.sampled_from(["always", "issues"])), cyr)
    parties, worths, no_deal = {}, {}, {}
    for party, consent in zip(PARTIES, kinds, strict=True):
        parties[party] = {"name": party, "consent": consent}
        if consent == "issues":
            parties[party]["controls"] = draw(st.sampled_from([["x"], ["y", "z"], ["z"]]))
        worths[party] = {
            "main": "x",
            "swings": {"y": {"low": 20, "mode": 50, "high": 90}, "z": int(rng.integers(0, 80))},
            "values": {issue: values(issue) for issue in ISSUES},
        }
        if consent != "never":
            no_deal[party] = {
                "refused": {"theirs": {"package": package()}},
                "offered": {"ours": {"package": package()}},
            }
    lines = {
        "first": {"owners": ["ana"], "issue": "x", "at_most": draw(st.sampled_from(["a", "b"])),
                  "confidence": 0.5},
        "second": {"owners": ["ben", "cyr"], "issue": "z", "not": ["a"],
                   "when": draw(st.sampled_from([{}, {"y": "b"}])), "hypothesis": "mood",
                   "confidence_under": {"calm": 0.2, "tense": 0.7}},
    }  # fmt: skip
    names = LEVERS[: draw(st.integers(3, 5))]
    return Body.model_validate(
        {
            "parties": parties,
            "issues": {
                key: {
                    "name": key,
                    "options": {option: option for option in options},
                    "default": "a" if key != "z" else draw(st.sampled_from(["a", "b"])),
                    "open": key != "z" or draw(st.booleans()),
                }
                for key, options in ISSUES.items()
            },
            "rules": draw(
                st.sampled_from(
                    [{}, {"one": {"text": "T", "impossible": {"x": "c", "z": ["b", "c"]}}}]
                )
            ),
            "worths": worths,
            "no_deal": no_deal,
            "red_lines": {
                key: {**line, "declared": "declared", "text": "T"} for key, line in lines.items()
            },
            "hypotheses": {
                "mood": {
                    "name": "Mood",
                    "readings": {
                        "calm": {"text": "T"},
                        "tense": {"text": "T", "effects": [{"firmness": "ana", "shift": 0.3}]},
                    },
                }
            },
            "levers": draw(levers(names)),
        }
    )


def snapshot_of(body: Body) -> Snapshot:
    return Snapshot("now", "Now", None, body, lambda path: 0)


def may(body: Body, pulled: Collection[str]) -> bool:
    """Whether these can be pulled together, and nothing that they need is missing."""
    return all(
        set(body.levers[k].needs) <= set(pulled) and set(body.levers[k].excludes).isdisjoint(pulled)
        for k in pulled
    )


def subsets(names: Collection[str]) -> list[tuple[str, ...]]:
    return [some for n in range(len(names) + 1) for some in combinations(names, n)]


def burdens(space: LeverSpace, pulled: Collection[str]) -> bool:
    """Whether levers that do nothing are pulled at a cost to the deal: the joint space has none."""
    idle = [space.frame.snapshot.body.levers[k] for k in pulled if k in space.idle]
    return any(lever.paid == "with_deal" and lever.costs for lever in idle)


def made(snapshot: Snapshot, names: Collection[str], seed: int = 3) -> LeverSpace:
    whole = frame(snapshot, names)
    return lever_space(whole, Draws(whole, seed, WORLDS).ground())


def joint_rows(space: LeverSpace, deals: np.ndarray, pulled: Collection[str]) -> np.ndarray:
    on = [int(key in pulled) for key in space.levers]
    return np.hstack([deals, np.tile(on, (len(deals), 1)).astype(int).reshape(len(deals), -1)])


def joint_accepts(space: LeverSpace, rows: np.ndarray) -> np.ndarray:
    return accepted(
        space.layers, space.worths, space.no_deal, space.binding, space.frame.consent, rows
    )


def check_every_set(snapshot: Snapshot, names: Collection[str], seed: int = 3) -> None:
    """Who accepts what under every set that can be pulled, and that no other set can be."""
    body, space = snapshot.body, made(snapshot, names, seed)
    base = Draws(frame(snapshot), seed, WORLDS)
    whole = space.frame
    everything = np.array(list(np.ndindex(*whole.space.sizes)), dtype=np.int64)
    for pulled in subsets(whole.levers):
        rows = joint_rows(space, everything, pulled)
        live = set(pulled) <= set(space.levers)
        if not may(body, pulled):
            if live:
                assert not space.layers.space.allows(rows).any()
            continue
        if burdens(space, pulled):
            continue
        slow = frame(snapshot, pulled)
        worlds = base.like(slow).worlds()
        on_table = dict(zip(slow.space.issues, slow.space.options, strict=True))
        packages = [whole.package(deal) for deal in everything]
        inside = [all(o in on_table[i] for i, o in package.items()) for package in packages]
        asked = np.array([slow.index(p) for p, on in zip(packages, inside, strict=True) if on])
        expected = np.zeros((WORLDS, len(packages)), dtype=np.bool_)
        expected[:, inside] = accepted(
            slow.layers, worlds.worths, worlds.no_deal, worlds.binding, slow.consent, asked
        )
        found = joint_accepts(space, rows)
        assert np.argwhere(found != expected).tolist() == [], pulled


@many
@given(body=bodies())
def test_every_package_under_every_set_is_accepted_as_in_worlds_drawn_for_it(body: Body) -> None:
    try:
        check_every_set(snapshot_of(body), tuple(body.levers))
    except TooManyLines:
        reject()


@many
@given(body=bodies(), data=st.data())
def test_levers_that_may_not_be_pulled_at_all(body: Body, data: st.DataObject) -> None:
    """Some levers are out of play: what needs one of them cannot be pulled."""
    names = tuple(body.levers)
    kept = [k for k in names if data.draw(st.booleans())]
    try:
        check_every_set(snapshot_of(body), kept)
    except TooManyLines:
        reject()


@many
@given(body=bodies())
def test_what_is_set_by_hand_holds_under_every_set(body: Body) -> None:
    fixed = {"firmness": {"ana": 0.3}, "binding": {"first": True, "second": False}}
    whole = frame(snapshot_of(body), tuple(body.levers))
    draws = Draws(whole, 3, WORLDS)
    try:
        space = lever_space(whole, draws.ground(Settings(**fixed)))
    except TooManyLines:
        reject()
    deals = whole.space.enumerate()
    z = whole.space.issues.index("z")
    for pulled in subsets(tuple(body.levers)):
        if not may(body, pulled) or burdens(space, pulled):
            continue
        worlds = draws.worlds(Settings(**fixed, levers=frozenset(pulled)))
        # The frame has all its issues open: leave aside what only another lever would open.
        opened = body.issues["z"].open or any(
            effect.opens for k in pulled for effect in body.levers[k].effects
        )
        some = deals if opened else deals[deals[:, z] == whole.defaults[z]]
        expected = accepted(
            whole.layers, worlds.worths, worlds.no_deal, worlds.binding,
            whole.consent, some,
        )  # fmt: skip
        assert (joint_accepts(space, joint_rows(space, some, pulled)) == expected).all(), pulled


#: Two parties that want the same of one issue; each lever on its own line below.
PLAIN = {
    "parties": {p: {"name": p, "consent": "always"} for p in PARTIES[:2]},
    "issues": {
        "x": {"name": "x", "options": {"a": "A", "b": "B"}, "default": "a"},
        "y": {"name": "y", "options": {"a": "A", "b": "B"}, "default": "a", "open": False},
    },
    "worths": {
        p: {"main": "x", "swings": {"y": 50},
            "values": {"x": {"a": 0, "b": 100}, "y": {"a": 0, "b": 100}}}
        for p in PARTIES[:2]
    },
    "no_deal": {
        p: {"refused": {"r": {"package": {"x": "a"}}}, "offered": {"o": {"package": {"x": "b"}}}}
        for p in PARTIES[:2]
    },
    "red_lines": {
        "never": {"owners": ["ana"], "issue": "x", "at_most": "a", "confidence": 1,
                  "declared": "declared", "text": "T"},
    },
}  # fmt: skip


def plain(**some: Any) -> Snapshot:
    found = {key: {"name": key, "holder": "ben", **lever} for key, lever in some.items()}
    return snapshot_of(Body.model_validate({**PLAIN, "levers": found}))


FREES = {"effects": [{"red_line": "never", "confidence": 0}]}
IDLE = {"effects": [{"worth": {"party": "ana", "when": {"x": "b"}}, "points": 0}]}


def test_levers_that_change_nothing_are_left_out_and_named() -> None:
    snapshot = plain(
        frees=FREES,
        nothing={**IDLE, "costs": {"ana": 5}, "paid": "with_deal"},
        unbelieved={"effects": [{"firmness": "ana", "shift": 0.5}], "credibility": {"ana": 0}},
        same={"effects": [{"swing": {"party": "ben", "issue": "y"}, "times": 1}]},
        opens={"effects": [{"opens": "y"}]},
        open_already={"effects": [{"opens": "x"}]},
    )
    space = made(snapshot, tuple(snapshot.body.levers))
    assert space.levers == ("frees", "opens")
    assert space.idle == ("nothing", "unbelieved", "same", "open_already")
    assert space.first == 2
    assert space.layers.space.issues == ("x", "y", "lever frees", "lever opens")


def test_a_needed_lever_goes_along_with_all_that_it_needs_and_what_they_cost() -> None:
    """The chain's later links change nothing; without them the first cannot be pulled."""
    snapshot = plain(
        frees={**FREES, "needs": ["second"], "costs": {"ana": 1}},
        second={**IDLE, "needs": ["third"], "costs": {"ben": {"low": 1, "mode": 2, "high": 6}}},
        third={**IDLE, "costs": {"ana": 10, "ben": 4}},
        apart={**IDLE, "costs": {"ana": 99}},
    )
    space = made(snapshot, tuple(snapshot.body.levers))
    assert space.levers == ("frees", "second", "third")
    assert space.idle == ("apart",)
    assert space.costs.tolist() == [1, 3, 14]
    assert space.costs_by_party["third"] == {"ana": 10, "ben": 4}
    assert space.option_costs.tolist() == [0, 0, 0, 0, 1, 0, 3, 0, 14]
    deal = np.array([[1, 0]])
    for pulled in subsets(space.levers):
        expected = len(pulled) == 3
        rows = joint_rows(space, deal, pulled)
        assert joint_accepts(space, rows).all() == expected, pulled
        if expected:
            assert space.pulled(rows[0]) == pulled
            assert space.package(rows[0]).tolist() == [1, 0]


def test_what_needs_a_lever_out_of_play_cannot_be_pulled() -> None:
    snapshot = plain(frees={**FREES, "needs": ["second"]}, second=IDLE)
    space = made(snapshot, ("frees",))
    assert not joint_accepts(space, np.array([[1, 0, 1], [1, 0, 0]])).any()


def test_an_idle_lever_that_is_needed_may_exclude_another() -> None:
    snapshot = plain(
        frees={**FREES, "needs": ["second"]},
        second={**IDLE, "excludes": ["opens"]},
        opens={"effects": [{"opens": "y"}]},
    )
    space = made(snapshot, tuple(snapshot.body.levers))
    rows = np.array([[1, 0, 1, 1, 0], [1, 0, 1, 1, 1], [1, 1, 1, 1, 0]])
    assert joint_accepts(space, rows).all(axis=0).tolist() == [True, False, False]


def test_a_lever_that_only_costs_where_there_is_a_deal_burdens_it_when_needed() -> None:
    """The needed lever does nothing but cost its payer more than the deal brings."""
    snapshot = plain(
        frees={**FREES, "needs": ["second"]},
        second={**IDLE, "costs": {"ana": 101}, "paid": "with_deal"},
    )
    space = made(snapshot, tuple(snapshot.body.levers))
    assert space.levers == ("frees", "second")
    assert not joint_accepts(space, np.array([[1, 0, 1, 1]])).any()


def test_any_one_of_several_levers_opens_an_issue() -> None:
    opens = {"effects": [{"opens": "y"}]}
    snapshot = plain(frees=FREES, one=opens, other=opens)
    check_every_set(snapshot, tuple(snapshot.body.levers))
    space = made(snapshot, tuple(snapshot.body.levers))
    rows = np.array([[1, 1, 1, *on] for on in ((0, 0), (1, 0), (0, 1), (1, 1))])
    assert joint_accepts(space, rows).all(axis=0).tolist() == [False, True, True, True]


def test_more_levers_than_can_be_told_apart_in_one_thing_are_refused() -> None:
    shift = {"effects": [{"firmness": "ana", "shift": -0.1}]}
    snapshot = plain(**{f"k{n}": shift for n in range(9)})
    with pytest.raises(LeversTooTied):
        made(snapshot, tuple(snapshot.body.levers))
    assert len(made(snapshot, tuple(snapshot.body.levers)[:8]).levers) == 8


def test_a_place_that_cannot_leave_its_bracket_is_no_sum() -> None:
    """Eight shifts of a tenth to a half: far over the edge together, and each alone within."""
    shifts = {
        f"k{n}": {"effects": [{"firmness": "ana", "shift": sign * (n + 1) / 10}]}
        for n, sign in enumerate((-1, 1, -1, 1, -1))
    }
    check_every_set(plain(**shifts, frees=FREES), (*shifts, "frees"))


@pytest.mark.parametrize("seed", [1, 2])
def test_factors_multiply_and_a_way_out_counts_for_all_of_a_stick(seed: int) -> None:
    check_every_set(
        plain(
            stick={
                "kind": "threat",
                "effects": [
                    {"swing": {"party": "ana", "issue": "y"}, "times": 0.2},
                    {"firmness": "ana", "shift": {"low": -0.9, "mode": -0.4, "high": 0}},
                    {"worth": {"party": "ana", "when": {"x": "b", "y": "b"}}, "points": -30},
                ],
                "credibility": {"ana": {"low": 0, "mode": 0.2, "high": 0.5}},
                "way_out": {"levers": ["opens", "frees"],
                            "credibility": {"ana": {"low": 0.5, "mode": 0.9, "high": 1}}},
            },
            more={
                "effects": [
                    {"swing": {"party": "ana", "issue": "y"}, "times": 3},
                    {"worth": {"party": "ana", "when": {"y": "b"}}, "points": 35},
                    {"worth": {"party": "ana", "when": {"y": "b"}}, "points": -60},
                ]
            },
            half={"effects": [{"swing": {"party": "ana", "issue": "y"}, "times": 0.5}],
                  "credibility": {"ana": 0.5}},
            opens={"effects": [{"opens": "y"}]},
            frees=FREES,
        ),
        ("stick", "more", "half", "opens", "frees"),
        seed,
    )  # fmt: skip
