"""What kind of network is wanted: every choice in one record, checked before any work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Literal, get_args

from goldenbridge.errors import NetworkSettingsClash

__all__ = [
    "BY",
    "DUPLICATES",
    "KINDS",
    "NORMALISATIONS",
    "SIDES",
    "Duplicates",
    "Kind",
    "NetworkSettings",
    "Normalisation",
]

Kind = Literal["two-mode", "congruence", "conflict", "subtract", "ignore"]
By = Literal["actor", "issue"]
Sides = Literal["ignore", "subtract", "combine"]
Duplicates = Literal["include", "document", "week", "month", "year", "range"]
Normalisation = Literal[
    "none", "activity", "prominence", "average", "jaccard", "cosine", "dna_jaccard", "dna_cosine"
]
KINDS: tuple[Kind, ...] = get_args(Kind)
BY: tuple[By, ...] = get_args(By)
SIDES: tuple[Sides, ...] = get_args(Sides)
DUPLICATES: tuple[Duplicates, ...] = get_args(Duplicates)
NORMALISATIONS: tuple[Normalisation, ...] = get_args(Normalisation)

TWO_MODE_ONLY = ("activity", "prominence")
TEXTBOOK = ("jaccard", "cosine")


@dataclass(frozen=True)
class NetworkSettings:
    """Which network to draw up from a table of stances.

    Attributes
    ----------
    kind : ``two-mode`` has actors as rows and issues as columns. The others tie actors to actors
        (or issues to issues): ``congruence`` by stances they share, ``conflict`` by stances on
        which they oppose each other, ``subtract`` by congruence less conflict, ``ignore`` by
        issues they both speak of, on whatever side.
    by : whether a one-mode network is of ``actor`` or of ``issue``.
    sides : in a two-mode network, ``ignore`` counts statements, ``subtract`` takes those against
        from those for, ``combine`` says which sides occur: 0 none, 1 for, 2 against, 3 both.
    normalise : see :mod:`goldenbridge.analysis.discourse.normalise`.
    duplicates : how often one actor's same stance on an issue counts: every time (``include``), or
        once per ``document``, ``week``, ``month``, ``year``, or once at all (``range``).
    neutral : statements that take no side are left out of everything but counts of mentions
        (``leave_out``), or stand halfway between for and against (``halfway``).
    scale : the ends of the scale of polarities.
    exclude : what to leave out: ``actor``, ``issue``, ``affiliation`` or ``doc`` → values.
    only : the same, but what to keep; both may be given.
    since, until : first and last day, both included; undated statements then fall away.
    isolates : whether actors and issues stay as nodes all of whose statements were left out.

    Raises
    ------
    NetworkSettingsClash : two of them do not go together.

    >>> NetworkSettings("congruence", normalise="prominence")
    Traceback (most recent call last):
    goldenbridge.errors.networks.NetworkSettingsClash: These settings do not go together: ...
    """

    kind: Kind = "subtract"
    by: By = "actor"
    sides: Sides = "ignore"
    normalise: Normalisation = "none"
    duplicates: Duplicates = "include"
    neutral: Literal["leave_out", "halfway"] = "leave_out"
    scale: tuple[int, int] = (-1, 1)
    exclude: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    isolates: bool = False

    def __post_init__(self) -> None:
        two_mode = self.kind == "two-mode"
        known: tuple[tuple[str, object, tuple[object, ...]], ...] = (
            ("kind", self.kind, KINDS),
            ("by", self.by, BY),
            ("sides", self.sides, SIDES),
            ("normalise", self.normalise, NORMALISATIONS),
            ("duplicates", self.duplicates, DUPLICATES),
            ("neutral", self.neutral, ("leave_out", "halfway")),
        )
        for name, value, choices in known:
            if value not in choices:
                raise NetworkSettingsClash(
                    f"{name} is {value!r}", f"Choose one of: {', '.join(map(str, choices))}."
                )
        for named in {*self.exclude, *self.only}:
            if named not in ("actor", "issue", "affiliation", "doc"):
                raise NetworkSettingsClash(
                    f"{named!r} is nothing that can be left out",
                    "Use actor, issue, affiliation or doc.",
                )
        if self.scale[0] >= self.scale[1]:
            raise NetworkSettingsClash(
                f"the scale goes from {self.scale[0]} to {self.scale[1]}",
                "Give the lower end first.",
            )
        if self.since and self.until and self.since > self.until:
            raise NetworkSettingsClash(
                f"{self.since} is after {self.until}", "Give the earlier day first."
            )
        if two_mode and self.normalise not in ("none", *TWO_MODE_ONLY):
            raise NetworkSettingsClash(
                f"{self.normalise} compares two actors or two issues; a two-mode network ties an "
                "actor to an issue",
                "Use activity or prominence, or a one-mode network.",
            )
        if not two_mode and self.normalise in TWO_MODE_ONLY:
            raise NetworkSettingsClash(
                f"{self.normalise} is for two-mode networks",
                "Use average, jaccard, cosine, dna_jaccard or dna_cosine.",
            )
        if not two_mode and self.sides != "ignore":
            raise NetworkSettingsClash(
                f"sides is {self.sides!r}, which is for two-mode networks",
                "Choose by kind instead.",
            )
        if two_mode and self.sides == "combine" and self.normalise != "none":
            raise NetworkSettingsClash(
                "sides combined are names of cases, not amounts, and cannot be divided",
                "Use sides ignore or subtract, or no normalisation.",
            )
        graded = self.neutral == "halfway" or self.scale != (-1, 1)
        if graded and self.normalise in TEXTBOOK and self.kind != "ignore":
            raise NetworkSettingsClash(
                f"{self.normalise} compares for with against; here there are steps between",
                "Leave neutral statements out, or use average.",
            )

    @property
    def two_mode(self) -> bool:
        """Whether rows and columns are of two kinds."""
        return self.kind == "two-mode"

    @property
    def counts_mentions(self) -> bool:
        """Whether sides do not matter at all."""
        return self.kind == "ignore" or (self.two_mode and self.sides == "ignore")

    def as_dict(self) -> dict[str, object]:
        """The settings as plain data."""
        plain = asdict(self)
        for name in ("since", "until"):
            plain[name] = plain[name].isoformat() if plain[name] else None
        for name in ("exclude", "only"):
            plain[name] = {key: list(values) for key, values in plain[name].items()}
        plain["scale"] = list(self.scale)
        return plain
