"""The levers of the bundled cases: enough of them, on all sides, and none that cannot fail."""

import pytest

import goldenbridge

STICKS = ("measure", "threat")


def snapshots():
    for case in ("european-security", "camp-david-1978", "two-sellers"):
        for snapshot in goldenbridge.load(case).snapshots.values():
            yield pytest.param(snapshot, id=f"{case}@{snapshot.id}")


def sticks(snapshot):
    return {k: v for k, v in snapshot.body.levers.items() if v.kind in STICKS}


@pytest.mark.parametrize("snapshot", list(snapshots()))
def test_every_lever_says_what_sort_of_act_it_is(snapshot):
    assert all(lever.kind for lever in snapshot.body.levers.values())


@pytest.mark.parametrize("snapshot", list(snapshots()))
def test_every_stick_fails_under_some_reading(snapshot):
    for key, stick in sticks(snapshot).items():
        fails = [
            set(snapshot.body.hypotheses[hypothesis].readings) - set(works)
            for hypothesis, works in stick.works_if.items()
        ]
        assert any(fails), key


@pytest.mark.parametrize("snapshot", list(snapshots()))
def test_a_stated_end_makes_a_stick_more_credible_and_nothing_surer_than_certain(snapshot):
    for key, stick in sticks(snapshot).items():
        if stick.way_out is None:
            continue
        for party, with_end in stick.way_out.credibility.items():
            assert stick.credibility[party].mode < with_end.mode <= 1, key


@pytest.mark.parametrize("date", ["2022-01-28", "2022-03-01", "2023-04-15"])
def test_european_security_has_sticks_and_carrots_of_both_sides(date):
    snapshot = goldenbridge.load("european-security").at(date)
    assert 12 <= len(snapshot.body.levers) <= 16
    for side in ({"russia"}, {"us", "europe", "ukraine"}):
        held = {k: v for k, v in snapshot.body.levers.items() if v.holder in side}
        pressing = [v for v in held.values() if v.kind in STICKS]
        assert len(pressing) >= 2
        assert all(v.way_out for v in pressing)
        assert {v.kind for v in held.values()} & {"relief", "step"}


@pytest.mark.parametrize("date", ["2022-01-28", "2022-03-01", "2023-04-15"])
def test_threats_of_either_side_are_coded_alike(date):
    snapshot = goldenbridge.load("european-security").at(date)
    threats = [v for v in snapshot.body.levers.values() if v.kind == "threat"]
    shifts = {(e.shift.low, e.shift.mode, e.shift.high) for v in threats for e in v.effects}
    beliefs = {(b.low, b.mode, b.high) for v in threats for b in v.credibility.values()}
    assert len(shifts) == len(beliefs) == 1
