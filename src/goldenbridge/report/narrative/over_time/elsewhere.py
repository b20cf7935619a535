"""What happened in comparable populations, beside what was simulated, never mixed."""

from __future__ import annotations

from goldenbridge.report.narrative.over_time.amounts import WHERE
from goldenbridge.report.narrative.over_time.names import OUTCOME_NAMES
from goldenbridge.report.words import HARD, Data, Link, number

__all__ = ["rate_rows"]

NAMES = {
    **OUTCOME_NAMES,
    "ceasefire": "A ceasefire",
    "months_to_agreement": "Months to the agreement",
    "peak_rung": "Highest rung",
    "resumption": "Fighting resumes",
}
#: Base rates that are shown at once; the others stand below.
SHOWN = 3


def rate_rows(o: Data) -> list[dict[str, object]]:
    """A row an outcome: the simulated figure, base rates with their populations, and a caution."""
    rows: list[dict[str, object]] = []
    for row in o["nothing"]["base_rates"]:
        rates = [
            {
                "quantity": rate["quantity"],
                "value": _figure(rate["value"], rate["unit"], rate.get("interval")),
                "population": rate["population"],
                "source": rate["source"],
            }
            for rate in row["base_rates"]
            if rate["value"] is not None
        ]
        told = row["simulated"]
        rows.append(
            {
                "outcome": NAMES.get(row["outcome"], row["outcome"].replace("_", " ")),
                "simulated": Link(_figure(told["estimate"], row["unit"], told["interval"]), WHERE),
                "rates": rates[:SHOWN],
                "more": rates[SHOWN:],
                "compare": row["compare"],
            }
        )
    return rows


def _figure(value: float, unit: str, ends: list[float] | None) -> str:
    if unit == "share":
        middle = f"{number(100 * value, int(value < 0.1))}{HARD}%"
        if not ends:
            return middle
        low, high = (number(100 * end, int(value < 0.1)) for end in ends)
        return f"{middle} ({low} to {high})"
    told = number(value, 1 if abs(value) >= 1 else 3)
    if ends:
        digits = 1 if abs(value) >= 1 else 3
        told += f" ({number(ends[0], digits)} to {number(ends[1], digits)})"
    return f"{told} {unit}" if unit not in ("rung",) else told
