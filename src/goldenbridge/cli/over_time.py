"""What the commands on a crisis that goes on share: options, and how figures are said."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import click

from goldenbridge.cli.options import SEED_LIMIT

if TYPE_CHECKING:
    from goldenbridge.analysis.dynamics.drawn import Given

__all__ = [
    "elsewhere",
    "figure",
    "over_time_options",
    "read_parameters",
    "read_readings",
    "same_options",
    "short",
]

#: What is asked for where nobody says otherwise.
USUAL = {"seed": 1, "worlds": 1024, "steps": 60, "step_days": 30.0}


def over_time_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options that every command has which simulates."""
    for option in (
        click.option(
            "--without",
            multiple=True,
            metavar="MECHANISM",
            help="Switch a mechanism off; may be given several times.",
        ),
        click.option(
            "--set",
            "settings",
            multiple=True,
            metavar="NAME=VALUE",
            help="Set a parameter, as talks.opening=2 or talks.opening=1,2,3 (low, mode, high).",
        ),
        click.option(
            "--reading",
            "held",
            multiple=True,
            metavar="HYPOTHESIS=READING",
            help="Let one reading hold in every run, as losses=openness.",
        ),
        click.option(
            "--step-days",
            type=click.FloatRange(0.25, 360),
            default=30.0,
            show_default=True,
            help="Length of a step in days.",
        ),
        click.option(
            "--steps",
            type=click.IntRange(1, 6000),
            default=60,
            show_default=True,
            help="How many steps to simulate.",
        ),
        click.option(
            "--worlds",
            type=click.IntRange(16, 1_000_000),
            help="How many worlds the runs are set in; 1024, or as many as there are runs.",
        ),
        click.option(
            "--seed",
            type=click.IntRange(0, SEED_LIMIT),
            default=1,
            show_default=True,
            help="Which worlds and which luck; the same seed gives the same runs.",
        ),
        click.option(
            "--runs",
            type=click.IntRange(16, 100_000_000),
            default=20_000,
            show_default=True,
            help="How many runs of each policy.",
        ),
        click.option("--snapshot", help="Date of the snapshot; the case's first if left out."),
    ):
        command = option(command)
    return command


def read_parameters(settings: Iterable[str]) -> dict[str, Given] | None:
    """Parameters as somebody typed them: name=value, or name=low,mode,high.

    Raises
    ------
    click.BadParameter : no name, no number, or the same name twice with another value.
    """
    found: dict[str, Given] = {}
    for text in settings:
        name, _, value = text.partition("=")
        try:
            numbers = [float(part) for part in value.split(",")]
        except ValueError:
            numbers = []
        if not name or len(numbers) not in (1, 3):
            raise click.BadParameter(
                f"found {text!r}, wanted NAME=VALUE or NAME=LOW,MODE,HIGH", param_hint="--set"
            )
        given: Given = numbers[0] if len(numbers) == 1 else numbers
        if name in found and found[name] != given:
            raise click.BadParameter(f"{name!r} is set twice", param_hint="--set")
        found[name] = given
    return found or None


def read_readings(held: Iterable[str]) -> dict[str, str] | None:
    """Readings as somebody typed them: hypothesis=reading.

    Raises
    ------
    click.BadParameter : no such form, or two readings of one hypothesis, which cannot both hold.
    """
    found: dict[str, str] = {}
    for text in held:
        name, _, reading = text.partition("=")
        if not name or not reading:
            raise click.BadParameter(
                f"found {text!r}, wanted HYPOTHESIS=READING", param_hint="--reading"
            )
        if found.get(name, reading) != reading:
            raise click.BadParameter(
                f"{name} is read as {found[name]!r} and as {reading!r}; in one world only one can "
                "hold",
                param_hint="--reading",
            )
        found[name] = reading
    return found or None


def same_options(given: Mapping[str, Any]) -> str:
    """The options that another command needs in order to meet the same runs.

    Parameters
    ----------
    given : option → what was asked for; tuples for those that may be given several times.

    >>> same_options({"seed": 2, "steps": 60, "settings": ("talks.opening=2",), "without": ()})
    ' --seed 2 --set talks.opening=2'
    """
    words = []
    for name, value in given.items():
        if name in USUAL:
            if value != USUAL[name]:
                words += [f"--{name.replace('_', '-')}", f"{value:g}"]
            continue
        flag = {"settings": "--set", "held": "--reading"}.get(name, f"--{name}")
        for one in value:
            words += [flag, one]
    return "".join(f" {shlex.quote(word)}" for word in words)


def figure(one: dict[str, Any], is_share: bool, *, signed: bool = False) -> str:
    """A figure with its interval in a sentence, in per cent where it is a share.

    >>> figure({"estimate": 0.19315, "interval": [0.1761, 0.2114]}, True)
    '19 % (18 to 21 %)'
    >>> figure({"estimate": -0.5, "interval": [-0.61, -0.4]}, False, signed=True)
    '−0.5 (−0.6 to −0.4)'
    """
    numbers = _numbers(one, is_share, signed)
    if numbers is None:
        return "–"
    unit = " %" if is_share else ""
    said = numbers[0] + unit
    return said if len(numbers) < 3 else f"{said} ({numbers[1]} to {numbers[2]}{unit})"


def short(one: dict[str, Any], is_share: bool, *, signed: bool = False) -> str:
    """The same in a column whose heading says the unit.

    >>> short({"estimate": 0.19315, "interval": [0.1761, 0.2114]}, True)
    '19 (18–21)'
    >>> short({"estimate": 0.111, "interval": [0.097, 0.124]}, True, signed=True)
    '+11.1 (+9.7, +12.4)'
    >>> short({"estimate": -0.0, "interval": [-0.008, 0.008]}, True, signed=True)
    '0.0 (−0.8, +0.8)'
    """
    numbers = _numbers(one, is_share, signed)
    if numbers is None:
        return "–"
    if len(numbers) < 3:
        return numbers[0]
    return f"{numbers[0]} ({(', ' if signed else '–').join(numbers[1:])})"


def _numbers(one: dict[str, Any], is_share: bool, signed: bool) -> list[str] | None:
    """The estimate and the ends of its interval, as text; None where there is nothing."""
    if one["estimate"] is None:
        return None
    form = "{:+.1f}" if signed else "{:.0f}" if is_share else "{:.1f}"
    scale = 100.0 if is_share else 1.0
    several = [one["estimate"], *(one["interval"] or ())]
    told = [form.format(scale * float(x)) for x in several]
    # Nothing is neither more nor less, nor is what rounds to it.
    return [
        (text if float(text) else form.format(0.0).strip("+")).replace("-", "−") for text in told
    ]


def elsewhere(found: dict[str, Any]) -> str:
    """The base rate of agreement beside a simulation, with its population; empty where none is."""
    rate = next((r for r in found["base_rates"] if r["outcome"] == "agreement"), None)
    if rate is None or not rate["base_rates"]:
        return ""
    one = rate["base_rates"][0]
    return (
        f"Elsewhere: {one['quantity']}: {100 * one['value']:.0f} % ({one['population']}). "
        "Not a draw from that population; never blended into these figures."
    )
