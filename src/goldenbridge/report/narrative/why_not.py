"""Who blocks, what collides, and what would remain if something gave way."""

from __future__ import annotations

from dataclasses import dataclass

from goldenbridge.report.words import Data, Link, Sentence, counted, inside, number, share, spread

__all__ = ["Blocker", "blockers", "effect", "member_name", "why_not"]


@dataclass(frozen=True)
class Blocker:
    """How a party takes part in the conflicts that were listed."""

    party: str
    sets: int
    largest: Data
    own_lines: int


def why_not(findings: Data, href: dict[str, str]) -> list[Sentence]:
    """What stands in the way most often, and what red lines do alone."""
    sets = findings["conflict_sets"]
    said: list[Sentence] = []
    if not sets:
        shares = findings["share_with_deal"]["red_lines_on"]
        if shares["estimate"] >= 1:
            return [("There was a deal in every world, so nothing stands in the way.",)]
        return [
            (
                (
                    "No conflict of up to "
                    f"{counted(findings['conflict_size_limit'], 'member')} was found in the worlds "
                    "without a deal; what stands in the way there is more tangled."
                ),
            )
        ]
    first = sets[0]
    said.append(
        (
            "Where there is no deal, what most often cannot stand together is: ",
            *_members(findings, first["members"], href),
            ". That is so in ",
            Link(share(first["share"]), "#m-conflicts"),
            " of those worlds.",
        )
    )
    pure = [s for s in sets if all(m["kind"] == "no_deal" for m in s["members"])]
    if pure and pure[0] is first:
        said.append(("No red line is needed to explain that collision.",))
    elif pure:
        said.append(
            (
                "In ",
                Link(share(pure[0]["share"]), "#m-conflicts"),
                " of the worlds without a deal no red line is needed to explain it: ",
                *_members(findings, pure[0]["members"], href),
                " already leave nothing between them.",
            )
        )
    alone = findings["red_lines_alone"]
    none = alone["estimate"] == 0
    said.append(
        (
            "Red lines by themselves, whatever anybody expects without a deal, leave nothing in ",
            Link(share(alone), "#m-red-lines"),
            " of all worlds" + (": in none that was drawn." if none else "."),
        )
    )
    return said


def member_name(findings: Data, member: Data) -> str:
    """What to call a member of a conflict: a red line by its text, a no-deal by whose it is.

    >>> allies = {"parties": {"allies": {"name": "The allies"}}}
    >>> member_name(allies, {"kind": "no_deal", "id": "allies", "name": ""})
    'What the allies can expect without a deal'
    """
    if member["kind"] == "red_line":
        return f"Red line: {str(member['name']).rstrip('.')}"
    whose = inside(findings["parties"][member["id"]]["name"])
    return f"What {whose} can expect without a deal"


def _members(findings: Data, members: list[Data], href: dict[str, str]) -> list[str | Link]:
    pieces: list[str | Link] = []
    for place, member in enumerate(members):
        if place:
            last = " and " if len(members) == 2 else "; and "
            pieces.append(last if place == len(members) - 1 else "; ")
        where = href.get(_where(member), "#evidence")
        if member["kind"] == "red_line":
            text = str(member["name"]).rstrip(".")
            pieces += ["the red line ", Link(f"“{text}”", where)]
        else:
            text = member_name(findings, member)
            pieces.append(Link(text[:1].lower() + text[1:], where))
    return pieces


def _where(member: Data) -> str:
    return f"{'red_lines' if member['kind'] == 'red_line' else 'no_deal'}.{member['id']}"


def blockers(findings: Data) -> list[Blocker]:
    """Each party that takes part in a listed conflict, the most involved first."""
    found = []
    for party in findings["parties"]:
        mine = [
            s for s in findings["conflict_sets"]
            if any(party in {o.split(".")[0] for o in m["owners"]} for m in s["members"])
        ]  # fmt: skip
        lines = {
            m["id"]
            for s in mine
            for m in s["members"]
            if m["kind"] == "red_line" and party in {o.split(".")[0] for o in m["owners"]}
        }
        if mine:
            largest = max((s["share"] for s in mine), key=lambda s: float(s["estimate"]))
            found.append(Blocker(party, len(mine), largest, len(lines)))
    return sorted(found, key=lambda b: (-b.largest["estimate"], -b.sets))


def effect(findings: Data, found: Data) -> str:
    """What a relaxation would leave: a shortfall, or a margin over no deal.

    >>> mill = {"parties": {"mill": {"name": "Finch Mill"}}}
    >>> effect(mill, {"kind": "shortfall", "party": "mill", "median": 12, "range": [5, 20]})
    'Finch Mill would still be 12 (5 to 20) points below no deal.'
    """
    name = findings["parties"][found["party"]]["name"]
    size = spread(found["median"], found["range"])
    points = f"{size} {'point' if size == '1' else 'points'}"
    if found["kind"] == "shortfall":
        return f"{name} would still be {points} below no deal."
    if found["median"] < 0:
        return f"{name} would end {number(-found['median'])} points below no deal."
    return f"{name} would be {points} above no deal."
