"""One typed confidence posing as many worlds.

With many issues additive worths nearly always trade off, so that the share with a deal may be no
finding at all but the confidence (or weight) somebody typed, in another dress.
"""

from __future__ import annotations

from collections.abc import Iterator

from goldenbridge.analysis.audit.trial import Trial
from goldenbridge.analysis.feasibility.hangs_on import told_by_lines, typed_confidences_decide
from goldenbridge.files.problem import Problem

__all__ = ["SURE", "one_number"]

#: Setting one thing moves the share from under 1 - SURE to over SURE.
SURE = 0.95


def one_number(trial: Trial) -> Iterator[Problem]:
    """Red lines and readings on which the whole answer hangs, and worths that play no part."""
    alone = False
    for one in trial.influences:
        if one.kind not in {"red_line", "hypothesis"}:
            continue
        shares = [s.share.estimate for s in one.settings]
        if max(shares) >= SURE and min(shares) <= 1 - SURE:
            alone = True
            what = "confidence" if one.kind == "red_line" else "weights of the readings"
            yield trial.warning(
                one.where,
                f"the share with a deal ({trial.on.estimate:.2f}) is the typed {what} of this "
                f"alone: set one way the share is {min(shares):.2f}, the other way "
                f"{max(shares):.2f}",
                "an answer that rests on more than one typed number",
                "Do not quote the share; say that everything hangs on this, and find out about "
                "it. Ask whether it is meant as strictly as it is coded.",
                "one-confidence",
            )
    zone, worlds = trial.zone, trial.sample.worlds
    if not alone and typed_confidences_decide(worlds, zone):
        explained = told_by_lines(worlds, zone)
        yield trial.warning(
            ("red_lines",),
            f"which red lines bind tells in {explained:.0%} of worlds whether there is a deal, and "
            f"without them the share is {trial.off.estimate:.2f}: the {trial.on.estimate:.2f} is "
            "typed confidences; worths and no-deals play next to no part",
            "brackets that bite: a share below 1 with red lines off",
            "See whether the offered packages say what the parties offered on every open issue; "
            "what they leave out stays at its default there, and counts as free gain in a deal.",
            "one-confidence",
        )
