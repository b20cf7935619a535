"""Words that the report uses in a sense of its own."""

from __future__ import annotations

__all__ = ["GLOSSARY"]

GLOSSARY: dict[str, str] = {
    "Conflict set": (
        "Red lines and no-deal values that cannot all stand. It is minimal: take any one away "
        "and a package appears."
    ),
    "Consent": (
        "A deal needs a party always, only where it moves an issue that the party controls, or "
        "never."
    ),
    "Base rate": (
        "How often something happened in a population of other crises. It stands beside a "
        "simulated share and is never mixed with it."
    ),
    "Default": "What holds on an issue where nothing is agreed at the date of the snapshot.",
    "Firmness, u": (
        "Where a party's no-deal lies in its bracket: 0 at the worth of the best package it "
        "refused, 1 at the worth of the least it offered or would sign."
    ),
    "Fresh worlds": (
        "Worlds drawn separately, to measure a package that was chosen on others. The best of "
        "many is flattered by the worlds it was chosen on."
    ),
    "Frontier": (
        "Packages that cannot be bettered: no other is better for one party and worse for none."
    ),
    "Hypothesis": (
        "A question that the evidence leaves open, with two or more rival readings. Each world "
        "holds one of them."
    ),
    "Interval": (
        "Where the share would lie, in 95 of 100 repetitions, if other worlds were drawn. It "
        "covers sampling only, not whether the case was coded well."
    ),
    "Judgement": (
        "A value that the coder gave, with a range, and the statements it rests on, if any."
    ),
    "Lever": (
        "Something somebody could do that changes what a deal, or no deal, is worth. It costs "
        "something, and counts as far as it is believed."
    ),
    "No deal": (
        "What a party expects if nothing is agreed. It is worth at least as much to the party as "
        "the packages it refused, and at most as much as those it offered."
    ),
    "Package": "One option for every issue.",
    "Price of not knowing": (
        "In how many more worlds some package would be signed than the one that is announced, as "
        "nobody knows which world is the real one."
    ),
    "Policy": (
        "A course that somebody could take over time: which levers are pulled and what is turned, "
        "from when to when. None is advised."
    ),
    "Red line": (
        "Something that its owner says, or is thought, never to accept. In each world it is in "
        "force or not, according to the confidence that the case gives it."
    ),
    "Stick": "A lever that presses: a measure, which is done, or a threat, which is said.",
    "Run": (
        "One course of a crisis that goes on, month by month, in one world and with its own turns "
        "of luck. Runs of one world have all but luck in common."
    ),
    "u*": (
        "How firm all parties can become together before the last package is gone. The higher, "
        "the more room there is."
    ),
    "Way out": (
        "A lever that says what would end a stick; the stick may then be believed otherwise."
    ),
    "Weight": (
        "Points between the worst and the best option of an issue for one party; its main issue "
        "is 100. Points of two parties cannot be compared."
    ),
    "World": (
        "One complete way in which things may be: a size for every uncertain value, one reading "
        "of every hypothesis, each red line in force or not."
    ),
}
