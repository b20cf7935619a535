"""Ladder: deliberate steps, accidental steps, steps down, and other theatres.

    up      u a month, by everything that drives it
    slip    ι a month × (0.2 + rung / 4) × (1 − toolkit)       accidents nobody wanted
    down    d a month while there is no full war; less once forces are massed and costs are sunk
    widen   ω a month × (rung / 8)²
    cease   κ a month of full war

Who can call the outcome a success is not entrapped by what it has sunk. Talks that are closed let
others be drawn in, unless talks are irrelevant (D). Rungs are climbed and given up at any moment,
several in a month if it comes to it. The toolkit lowers
accidents and nothing else; whoever is kept from stumbling may still step. Arms control builds up
with the toolkit and trust, and decays at high rungs.
"""

from __future__ import annotations

from goldenbridge.analysis.dynamics.arithmetic import eased, inlined
from goldenbridge.analysis.dynamics.parameter import Parameter
from goldenbridge.analysis.dynamics.state import (
    CEASE,
    CHANNEL,
    DEMANDER,
    DOWN,
    K_EXIT,
    K_FORMAT,
    K_TOOLKIT,
    MEAN_TRUST,
    MOBILISED,
    R_IRRELEVANT,
    RUNG,
    SLIP,
    SUNK,
    TALKS,
    TREATIES,
    UP,
    WIDEN,
)

__all__ = ["PARAMETERS", "ladder"]

CRISES = "calibrated to ICB crises for the generic crisis; assumed elsewhere"

PARAMETERS = (
    Parameter("up", 0.05, 0.12, 0.25, "per month", "deliberate steps up", (10, 18, 65), CRISES),
    Parameter("slipping", 0.05, 0.10, 0.20, "per month", "ι: accidental steps", (65, 72), CRISES),
    Parameter("down", 0.2, 0.35, 0.5, "per month", "steps down", (69,), CRISES),
    Parameter(
        "widening", 0.005, 0.015, 0.03, "per month", "others drawn in, at the top", (12, 49, 80)
    ),
    Parameter("ceasing", 0.01, 0.03, 0.06, "per month", "ceasefires in full war", (52, 54)),
    Parameter("tools", 0.3, 0.6, 0.8, "share", "the whole toolkit on accidents", (65, 74)),
    Parameter("more_hands", 0.1, 0.3, 0.5, "share", "of it that needs a wide format", (75,)),
    Parameter("treaties", 0.1, 0.2, 0.3, "share", "arms control on accidents", (77,)),
    Parameter("negotiating", 0.02, 0.04, 0.08, "per month", "how fast arms control comes", (77,)),
    Parameter("decaying", 0.01, 0.03, 0.06, "per month", "how fast it goes in bad times", (77,)),
    Parameter("entrapped", 0.5, 1.0, 2.0, "factor", "sunk costs on steps up and down", (39,)),
    Parameter("precedent", 0.1, 0.4, 0.8, "factor", "habit on the lowest rungs", (22,)),
    Parameter("drawn_in", 0.5, 1.0, 2.0, "factor", "closed talks on others drawn in", (12,)),
)
(
    STEP_UP, SLIPPING, STEP_DOWN, WIDENING, CEASING, TOOLS, MORE_HANDS, BY_TREATY, NEGOTIATING,
    DECAYING, ENTRAPPED, PRECEDENT, DRAWN_IN,
) = range(len(PARAMETERS))  # fmt: skip


@inlined
def ladder(
    months, party, dyad, crisis, pairs, role, knob, reading, par, base, factor, leave, shift, need
):
    """How readily rungs are climbed and given up in one step."""
    rung = crisis[RUNG]
    toolkit = knob[K_TOOLKIT]
    built = par[NEGOTIATING] * toolkit * crisis[MEAN_TRUST]
    gone = par[DECAYING] * (0.2 + rung / 8.0)
    if built + gone > 0.0:
        crisis[TREATIES] = eased(crisis[TREATIES], built / (built + gone), built + gone, months)
    sunk = 0.0
    for p in range(len(party)):
        if role[p, DEMANDER] > 0.0:
            sunk = max(sunk, party[p, SUNK])
    base[UP] += par[STEP_UP]
    if rung < 3.0:
        factor[UP] *= 1.0 + par[PRECEDENT]
    if rung >= MOBILISED:
        trapped = 1.0 + par[ENTRAPPED] * sunk * (1.0 - knob[K_EXIT])
        factor[UP] *= trapped
        factor[DOWN] /= trapped
    base[SLIP] += par[SLIPPING]
    reach = 1.0 - par[MORE_HANDS] * (1.0 - knob[K_FORMAT])
    factor[SLIP] *= 1.0 - par[TOOLS] * toolkit * reach
    factor[SLIP] *= 1.0 - par[BY_TREATY] * crisis[TREATIES]
    base[DOWN] += par[STEP_DOWN]
    base[WIDEN] += par[WIDENING]
    if reading[TALKS] != R_IRRELEVANT:
        factor[WIDEN] *= 1.0 + par[DRAWN_IN] * (1.0 - crisis[CHANNEL])
    base[CEASE] += par[CEASING]
