"""The short names of all faults, with what each means; the reference has the same table.

A code is stable: it may be relied on by whoever reads ``goldenbridge check --json``.
"""

from __future__ import annotations

__all__ = ["CODES", "table"]

CODES: dict[str, str] = {
    "file": "a file that cannot be read: absent, a folder, too large, not UTF-8",
    "yaml": "not valid YAML, or what a case file may not hold: a key twice, an alias, a tag, "
    "control characters, a second document, endless nesting, very long lines",
    "schema": "an unknown or missing key, or a value of the wrong kind",
    "typed-no-deal": "a number typed in for what no deal is worth, not a bracket of packages",
    "too-many": "more problems than anyone would read",
    "unknown-name": "a party, issue, option, reading, statement, source … that is nowhere defined",
    "absent-hypothesis": "something depends on a hypothesis that is absent from the snapshot",
    "consent": "consent said by halves, or nobody whose consent is needed",
    "ratification": "terms of a constituency that does not ratify, or on what is not its party's",
    "patron": "a party that leans on itself, or patrons in a circle",
    "between": "an issue left to parties whose consent is never needed",
    "empty-basket": "a basket without issues",
    "unvalued-issue": "an open issue that no party values",
    "closed-issue": "an issue that is closed in every snapshot",
    "unwanted-option": "an option that another one equals or beats for everybody",
    "rule": "a rule that says nothing, or rules that leave no package",
    "closed-default": "a rule that excludes what closed issues are left at",
    "default-breaks-rule": "a rule that excludes what holds today",
    "no-worths": "a party whose consent is needed, without worths",
    "main-swing": "a main issue with a swing other than 100",
    "negative-swing": "a swing below 0",
    "values": "values that lack an option, leave 0 to 100, or do not reach both",
    "swing-values": "a swing without values, or values without a swing",
    "basket-total": "a basket total that does not exceed the main issue's 100, or has no swings",
    "order-cycle": "orders that go round in a circle",
    "order-range": "ranges that exclude an order",
    "order-mode": "likeliest values that contradict an order",
    "interaction": "a combination of one issue only, or one that can never hold",
    "no-bracket": "a party whose consent is needed, without a refused or an offered package",
    "unsourced-bracket": "a bracket none of whose packages names a statement",
    "bracket-order": "a refused package worth more than (or as much as) an offered one",
    "wide-bracket": "a bracket from about the worst to about the best: it says nothing",
    "package-rule": "a package on record that breaks a rule",
    "package-closed": "a package on record that moves a closed issue",
    "own-red-line": "a party offered what crosses its own red line",
    "firmness": "firmness outside 0 to 1",
    "line-unmeetable": "a red line that no package can meet",
    "line-dead": "a red line that no package can cross",
    "line-owner": "a red line whose owners' consent is never needed, or an owner named twice",
    "line-when": "a red line whose `when` names its own issue",
    "line-confidence": "a reading without a confidence",
    "line-nesting": "a stricter line surer than a milder one of the same owner",
    "line-repeated": "the same red line twice",
    "weights": "weights that are all 0, incomplete, or in two places",
    "joint-cells": "a joint table with combinations missing, twice or by halves",
    "shared-target": "two hypotheses that change one thing without a joint table",
    "dead-hypothesis": "a hypothesis whose readings change nothing",
    "effect": "an effect out of place, out of bounds, or on something that is not there",
    "lever-bounds": "a cost below 0, or credibility outside 0 to 1",
    "lever-needs": "a lever that needs or excludes itself, or needs what cannot go together",
    "lever-way-out": "a way out of what is no stick, of itself, or that can never be taken",
    "lever-both-ways": "a lever that makes a red line surer under one reading, less under another",
    "lever-idle": "a lever, a belief in it or a way out of it that changes nothing",
    "view": "a view of what nobody may see otherwise, or of a red line's terms",
    "view-own": "a view that changes what is the party's own",
    "view-idle": "a belief that changes nothing",
    "steps-bounds": "patience, a share that can be taken back or a guarantee out of bounds",
    "steps-time": "an act that takes longer than there are periods",
    "steps-idle": "patience of a party nobody asks, or an act for what holds today",
    "dynamics": "sides, roles, starts or readings of a crisis that goes on, out of place or range",
    "policy": "a policy whose levers cannot go together, or whose moments are none",
    "snapshot-same": "two snapshots that are equal",
    "change-idle": "a change that says what the case says anyway",
    "snapshot-order": "snapshots out of the order of their dates",
    "assertion": "a statement with neither anchor nor citation",
    "anchor": "an anchor that ends before it begins, or names another source than the citation",
    "anchor-text": "a passage that is not found again in the text at hand",
    "anchors-unread": "anchors that were not read again, as the texts are not at hand",
    "source-hash": "a source with anchors into it, without file and hash",
    "size": "a size said to be sourced, without a statement",
    "contradiction": "a contradiction of a statement with itself",
    "unused-source": "a source that no statement is read from",
    "unused-statements": "statements that nothing rests on",
    "counts": "how many values are sourced, half sourced and assumed",
    "expected": "expected.yaml speaks of what the case does not have",
}


def table() -> str:
    """The codes as a table for the reference.

    >>> table().splitlines()[2]
    '| `file` | a file that cannot be read: absent, a folder, too large, not UTF-8 |'
    """
    rows = [f"| `{code}` | {meaning} |" for code, meaning in CODES.items()]
    return "\n".join(["| code | what was found |", "|---|---|", *rows])
