"""A second opinion on exchanges: what everybody holds in each period, said out loud and summed."""

from __future__ import annotations

import numpy as np

FAR = 300


def done(ex, levels, m, s):
    """The share of a measure done by the end of period s."""
    return float(levels[min(max(s, 0), ex.periods), m])


def release(ex):
    return ex.periods + (max(ex.lag) if any(ex.escrow) else 0)


def has(ex, levels, p, m, s):
    """What p has of a measure in period s where everybody keeps the deal."""
    if ex.escrow[m] and ex.doer[m] != p:
        return 1.0 if s >= release(ex) else 0.0
    return done(ex, levels, m, s)


def kept(ex, m):
    """The share that nobody can take back."""
    return 1.0 if ex.escrow[m] else 1.0 - float(ex.reversible[m])


def flow_on(ex, levels, p, s):
    return sum(ex.worth[p, m] * has(ex, levels, p, m, s) for m in range(ex.measures))


def flow_left(ex, levels, p, t, s):
    """What p gets in period s if it left in period t; None once everything has resumed."""
    lag = int(ex.lag[p])
    if ex.snapback is not None and s >= t + lag + ex.snapback:
        return None
    total, undone = 0.0, 0.0
    issues = sorted(set(ex.issue.tolist()))
    for m in range(ex.measures):
        part = 1 / (len(issues) * sum(ex.issue == ex.issue[m]))
        if ex.doer[m] == p:
            was = done(ex, levels, m, t - 1)
            costs = ex.worth[p, m] < 0
            total += ex.worth[p, m] * (was * kept(ex, m) if costs else was)
            undone += part * (1 - was * kept(ex, m))
        else:
            at_notice = has(ex, levels, p, m, t + lag - 1)
            now = has(ex, levels, p, m, s) if s < t + lag else at_notice * kept(ex, m)
            total += ex.worth[p, m] * now
            undone += part * (1 - at_notice * kept(ex, m))
    return total + ex.outside[p] * undone


def flow_was_left(ex, levels, p, q, t, s):
    """What p gets in period s if q left in period t; None once everything has resumed."""
    lag = int(ex.lag[q])
    if ex.snapback is not None and s >= t + lag + ex.snapback:
        return None
    noticed, total, undone = s >= t + lag, 0.0, 0.0
    issues = sorted(set(ex.issue.tolist()))
    for m in range(ex.measures):
        part = 1 / (len(issues) * sum(ex.issue == ex.issue[m]))
        v = ex.worth[p, m]
        if ex.doer[m] == q:
            was = done(ex, levels, m, t - 1)
            keeps = kept(ex, m) if ex.worth[q, m] < 0 else 1.0
            lost = ex.escrow[m] and t <= release(ex)
            total += 0.0 if lost else v * was * keeps
            undone += part * (1 - was * kept(ex, m))
        else:
            back = ex.escrow[m] and ex.doer[m] == p and t + lag <= release(ex)
            then = has(ex, levels, p, m, t + lag - 1)
            stays = 0.0 if back else then * kept(ex, m)
            total += v * (stays if noticed else has(ex, levels, p, m, s))
            undone += part * (1 - has(ex, levels, q, m, t + lag - 1) * kept(ex, m))
    return total + (ex.outside[p] * undone if noticed else 0.0)


def margin(ex, levels, p, t, added=0.0):
    """Going on less leaving in t, each period's flow discounted and summed far ahead."""
    d = float(ex.patience[p])
    total = d ** int(ex.lag[p]) * (float(ex.posted[p]) + added)
    for s in range(t, FAR):
        on, left = flow_on(ex, levels, p, s), flow_left(ex, levels, p, t, s)
        total += (1 - d) * d ** (s - t) * (0.0 if left is None else on - left)
    return total


def begin(ex, levels, p):
    d = float(ex.patience[p])
    return sum((1 - d) * d ** (s - 1) * flow_on(ex, levels, p, s) for s in range(1, FAR)) - float(
        ex.outside[p]
    )


def random_exchange(seed, *, plain=False):
    """A small exchange of two or three parties, and a schedule of it."""
    from dataclasses import replace

    from goldenbridge.analysis.steps.exchange import Exchange

    rng = np.random.default_rng(seed)
    parties, measures, periods = (
        int(rng.integers(2, 4)),
        int(rng.integers(1, 5)),
        int(rng.integers(1, 5)),
    )
    doer = rng.integers(0 if plain else -1, parties, measures)
    worth = rng.normal(0, 10, (parties, measures))
    if plain:
        own = doer == np.arange(parties)[:, None]
        worth = np.where(own, -np.abs(worth), np.abs(worth))
    ex = Exchange.simple(
        doer.tolist(),
        worth.tolist(),
        periods=periods,
        patience=rng.uniform(0.2, 0.93, parties).tolist(),
        reversible=rng.uniform(0, 1, measures).tolist(),
        lag=rng.integers(1, 4, parties).tolist(),
        snapback=None if plain or rng.random() < 0.5 else int(rng.integers(1, 4)),
        outside=0.0 if plain else rng.normal(0, 5, parties).tolist(),
        posted=0.0 if plain else rng.uniform(0, 3, parties).tolist(),
        escrow=False if plain else (rng.random(measures) < 0.3).tolist(),
    )
    ex = replace(ex, issue=np.sort(rng.integers(0, 3, measures)))
    steps = np.sort(rng.uniform(0, 1, (periods - 1, measures)), axis=0)
    levels = np.vstack([np.zeros(measures), steps, np.ones(measures)])
    return ex, levels
