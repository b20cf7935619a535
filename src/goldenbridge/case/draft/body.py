"""The changing part of a drafted case at one moment, as plain values in the order of the format."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from goldenbridge.case.draft.evidence import Said
from goldenbridge.case.draft.frame import Issue
from goldenbridge.case.draft.hypotheses import hypotheses_of
from goldenbridge.case.draft.no_deal import no_deal_of
from goldenbridge.case.draft.red_lines import red_lines_of
from goldenbridge.case.draft.stands import Stands, refs
from goldenbridge.case.draft.words import capital, listed
from goldenbridge.case.draft.worths import worths_of

__all__ = ["body_of"]


def body_of(stands: Stands, everything: Collection[Said] | None = None) -> dict[str, Any]:
    """Parties, issues, worths, brackets, red lines and hypotheses, as far as statements go.

    Parameters
    ----------
    stands : where the parties stand at the moment.
    everything : all statements there are, for what is the same at all moments: who the parties are
        and what the issues. Those of the moment, if left out.
    """
    everything = stands.said if everything is None else everything
    needed = stands.consenting
    made: dict[str, Any] = {
        "parties": {party: _party(stands, party, everything) for party in stands.frame.parties},
        "issues": {
            key: _issue(stands, issue, everything) for key, issue in stands.frame.issues.items()
        },
        "worths": {p: worths_of(stands, p) for p, taken in stands.taken.items() if taken},
        "no_deal": {party: no_deal_of(stands, party) for party in needed},
        "red_lines": red_lines_of(stands),
        "hypotheses": hypotheses_of(stands),
    }
    return {key: part for key, part in made.items() if part}


def _party(stands: Stands, party: str, everything: Collection[Said]) -> dict[str, Any]:
    needed = party in stands.consenting
    against = [stands.frame.issues[i].name for i in stands.taken[party] if i in stands.contested]
    if against:
        why = f"it stands against another party on {listed(against)}"
    elif needed:
        why = "it takes a side, and nobody is seen to stand against anybody"
    else:
        why = "it stands against no other party on any issue"
    return {
        "name": stands.frame.parties[party],
        "consent": "always" if needed else "never",
        "note": f"Consent is open: no statement says whose is needed. Taken so since {why}.",
        "from": refs(s for s in everything if s.party == party),
    }


def _issue(stands: Stands, issue: Issue, everything: Collection[Said]) -> dict[str, Any]:
    here = [s for s in everything if s.issue == issue.id]
    made: dict[str, Any] = {
        "name": capital(issue.name),
        "question": f"{capital(issue.proposition or issue.name)}: so, or not so?",
        "options": {key: {"name": n, "text": text} for key, (n, text) in issue.options.items()},
        "default": issue.default,
    }
    note = f"Default {issue.default_why}"
    if issue.id not in stands.on_table:
        made["open"] = False
        note += " Off the table: no party has taken a side on it."
    return {**made, "note": note, "from": refs(here)}
