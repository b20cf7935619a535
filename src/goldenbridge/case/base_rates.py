"""What happened in comparable populations, read from the table that is bundled.

A base rate says how often something happened in a data set that somebody counted: never how likely
it is in the case at hand, which is not a draw from that data set.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal, get_args

from goldenbridge.errors import did_you_mean
from goldenbridge.files.document import Document, Path_, parse_document

__all__ = [
    "GROUPS",
    "BaseRate",
    "Bin",
    "Group",
    "Note",
    "Origin",
    "Population",
    "Quantile",
    "Unit",
    "base_rate",
    "base_rates",
    "read_base_rates",
]

FILE = "base-rates.yaml"

Group = Literal["crises", "mediation", "sanctions", "durability"]
Origin = Literal["computed", "stated"]
Unit = Literal["share", "days", "years", "per 30 days", "agreements", "finding"]

GROUPS: tuple[Group, ...] = get_args(Group)

NOT_RECORDED = "not recorded"

PARTS = {"populations": dict, "outcomes": dict, "notes": dict, "rates": list}
WORDS: dict[str, tuple[str, ...]] = {
    "group": GROUPS,
    "origin": get_args(Origin),
    "unit": get_args(Unit),
}


@dataclass(frozen=True)
class Population:
    """Who was counted: a data set, its version and years, and what one case in it is.

    Attributes
    ----------
    id : short name.
    data_set : its name in full.
    version, years : as far as recorded, else ``not recorded``.
    unit : what one case is.
    n : cases in the data set as used, None where not recorded.
    source : what to cite.
    """

    id: str
    data_set: str
    version: str
    years: str
    unit: str
    n: int | None
    source: str

    def __str__(self) -> str:
        """The population named in full, as it must stand beside every figure from it."""
        version = self.version
        if version != NOT_RECORDED and version[0].isdigit():
            version = f"version {version}"
        elif version == NOT_RECORDED:
            version = "version not recorded"
        years = "years not recorded" if self.years == NOT_RECORDED else self.years
        cases = "n not recorded" if self.n is None else f"n = {self.n:,}"
        return f"{self.data_set}; {version}; {years}; unit: {self.unit}; {cases}"


@dataclass(frozen=True)
class Bin:
    """A rate among the crises still running from one day to another, both since the beginning."""

    start: float
    end: float
    value: float


@dataclass(frozen=True)
class Quantile:
    """The value below which the share ``at`` of the cases lies: .25, .5 and .75 are quartiles."""

    at: float
    value: float


@dataclass(frozen=True)
class Note:
    """A trap, or where a figure comes from; ``id`` is its name, or the rate's if it is its own."""

    id: str
    text: str


@dataclass(frozen=True)
class BaseRate:
    """How often, how fast or how long in one population; trust it for that population only.

    Attributes
    ----------
    id : short name.
    group : what it is about: ``crises``, ``mediation``, ``sanctions`` or ``durability``.
    quantity : what was counted, in plain words.
    population : among whom.
    origin : ``computed`` from the data set named, or ``stated`` on a page that was read.
    unit : ``share`` (0 to 1), ``per 30 days``, ``days``, ``years``, ``agreements``; ``finding``
        where a source gives a direction and no figure.
    value : in that unit; None for findings, and where only bins or quantiles are given.
    n : cases the value is of; None where not recorded, and then a note says so.
    count : of these, in how many it happened; None where not known.
    counted : ``given`` with the share, or ``recovered`` from it as the one count that fits.
    interval : 95 % Wilson interval of count and n. It covers chance only: neither how cases were
        chosen nor how they were coded.
    bins : the rate by time since the beginning.
    quantiles : of durations.
    finding : what the source says, in our words; only where it is ``stated``.
    outcome : what counts as having happened, in the data set's terms as far as recorded.
    notes : what to know before quoting it.
    """

    id: str
    group: Group
    quantity: str
    population: Population
    origin: Origin
    unit: Unit
    value: float | None = None
    n: int | None = None
    count: int | None = None
    counted: Literal["given", "recovered"] | None = None
    interval: tuple[float, float] | None = None
    bins: tuple[Bin, ...] = ()
    quantiles: tuple[Quantile, ...] = ()
    finding: str | None = None
    outcome: str | None = None
    notes: tuple[Note, ...] = ()

    @property
    def note(self) -> str:
        """All its notes as one text."""
        return " ".join(note.text for note in self.notes)

    @property
    def source(self) -> str:
        """What to cite."""
        return self.population.source

    def as_dict(self) -> dict[str, object]:
        """Plain data, population named in full; what is not known is None."""
        return {
            "id": self.id,
            "group": self.group,
            "quantity": self.quantity,
            "population": str(self.population),
            "origin": self.origin,
            "unit": self.unit,
            "value": self.value,
            "n": self.n,
            "count": self.count,
            "counted": self.counted,
            "interval": None if self.interval is None else list(self.interval),
            "bins": [{"from": b.start, "to": b.end, "value": b.value} for b in self.bins],
            "quantiles": [{"at": q.at, "value": q.value} for q in self.quantiles],
            "finding": self.finding,
            "outcome": self.outcome,
            "note": self.note,
            "source": self.source,
        }


@cache
def base_rates() -> tuple[BaseRate, ...]:
    """Every base rate that comes with goldenbridge, in the order of its table.

    >>> rate = base_rates()[0]
    >>> rate.id, rate.value, rate.count, rate.n
    ('icb-war', 0.21, 101, 481)
    """
    text = (resources.files("goldenbridge") / "bundled" / FILE).read_text(encoding="utf-8")
    return read_base_rates(text)


def base_rate(name: str) -> BaseRate:
    """One base rate by its id.

    Raises
    ------
    ValueError : there is none of that name.

    >>> base_rate("ties-all-threats-acquiesce").value
    0.392
    """
    by_id = {rate.id: rate for rate in base_rates()}
    if name not in by_id:
        near = did_you_mean(name, by_id)
        raise ValueError(f'No base rate "{name}".' + (f" {near}" if near else ""))
    return by_id[name]


def read_base_rates(text: str, name: str = FILE) -> tuple[BaseRate, ...]:
    """The base rates of a table in the form of the bundled one.

    Parameters
    ----------
    text : YAML with ``populations``, ``outcomes``, ``notes`` and ``rates``.
    name : what to call the file in an error.

    Raises
    ------
    ValueError : it is not such a table; tells the file, the line and what is wrong.
    """
    document = parse_document(text, name)
    if document.problems:
        raise ValueError("\n".join(map(str, document.problems)))
    return _Table(document).rates()


class _Table:
    """The table's parts, looked up by name; a fault is told with its line."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.data: dict[str, Any] = document.data if isinstance(document.data, dict) else {}
        for part, kind in PARTS.items():
            if not isinstance(self.data.get(part), kind):
                raise self.fault((), f'no "{part}", or not in the form of a table of base rates')
        self.populations: dict[str, Population] = {}
        for key, row in self.data["populations"].items():
            try:
                self.populations[key] = Population(id=key, **row)
            except TypeError as error:
                raise self.fault(("populations", key), f"not a population ({error})") from None

    def fault(self, path: Path_, what: str) -> ValueError:
        return ValueError(f"{self.document.file}:{self.document.line(path)}: {what}.")

    def rates(self) -> tuple[BaseRate, ...]:
        found: dict[str, BaseRate] = {}
        for i, row in enumerate(self.data["rates"]):
            try:
                rate = self.rate(("rates", i), dict(row))
            except (TypeError, KeyError) as error:
                raise self.fault(("rates", i), f"not a base rate ({error})") from None
            if rate.id in found:
                raise self.fault(("rates", i), f'a second base rate "{rate.id}"')
            found[rate.id] = rate
        return tuple(found.values())

    def rate(self, here: Path_, row: dict[str, Any]) -> BaseRate:
        for key, allowed in WORDS.items():
            if row[key] not in allowed:
                raise self.fault(here, f'{key} "{row[key]}" is none of: {", ".join(allowed)}')
        ids = tuple(row.pop("notes", ()))
        own = (Note(row["id"], row.pop("note")),) if "note" in row else ()
        outcome = row.pop("outcome", None)
        if row["population"] not in self.populations:
            raise self.fault(here, f'no population "{row["population"]}"')
        row["population"] = self.populations[row["population"]]
        if "interval" in row:
            low, high = row["interval"]
            row["interval"] = (low, high)
        row["bins"] = tuple(Bin(b["from"], b["to"], b["value"]) for b in row.get("bins", ()))
        row["quantiles"] = tuple(Quantile(q["at"], q["value"]) for q in row.get("quantiles", ()))
        return BaseRate(
            **row,
            outcome=None if outcome is None else self.text(here, "outcomes", outcome),
            notes=(*own, *(Note(key, self.text(here, "notes", key)) for key in ids)),
        )

    def text(self, here: Path_, part: str, key: str) -> str:
        if key not in self.data[part]:
            raise self.fault(here, f'"{key}" is not among the {part}')
        return str(self.data[part][key])
