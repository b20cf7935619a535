"""Whether somebody has to agree, and on what."""

from __future__ import annotations

from collections.abc import Iterator

from goldenbridge.case.check.view import View
from goldenbridge.files.problem import Problem

__all__ = ["check_parties"]


def check_parties(view: View) -> Iterator[Problem]:
    """Consent that is said by halves, and a case in which nobody need agree."""
    for key, party in view.body.parties.items():
        if party.consent == "issues" and not party.controls:
            yield view.problem(
                ("parties", key, "consent"),
                "consent on issues, but it controls none",
                "the issues that need its consent",
                'List them under "controls", or write consent: always or consent: never.',
                "consent",
            )
        if party.consent != "issues" and party.controls:
            yield view.problem(
                ("parties", key, "controls"),
                f"it controls issues, but its consent is needed {party.consent}",
                'controls only with "consent: issues"',
                "Write consent: issues, or remove the controls.",
                "consent",
            )
    needed = view.snapshot.consenting
    faulty = any(path[0] == "parties" for path in view.dropped)
    if not needed and not faulty:
        yield view.problem(
            ("parties",),
            "no party's consent is needed",
            "two or more parties that must agree",
            "Write consent: always for those without whom there is no deal.",
            "consent",
        )
    elif len(needed) == 1 and not faulty:
        yield view.warning(
            ("parties",),
            f'only "{needed[0]}" must agree',
            "two or more parties that must agree",
            "Nothing is negotiated with oneself: whose consent is needed besides?",
            "consent",
        )
