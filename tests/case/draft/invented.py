"""Three invented conflicts as coded statements, with the texts they were coded from (ours)."""

from __future__ import annotations

from typing import Any

from goldenbridge.statements.codebook import Codebook
from goldenbridge.statements.coded import CodedStatement

__all__ = ["CODEBOOK", "GRAIN", "LAKE", "PIPE", "TEXTS", "coded"]

#: The lake: two towns and a league, a harbour and patrols; a line, an offer, a change of mind.
LAKE_1 = """Talks on the harbour open

Norvik rejects a toll on its ships, and will never pay one, its mayor Ada Lind said.
Ostia demands a toll on every ship that lands.
Ostia's harbour master Pell offers to halve it for ships on joint patrols.
The League supports joint patrols.
Norvik could offer joint patrols.
Joint patrols are the only sensible way, I believe.
"""
LAKE_2 = """The lake, three months on

Norvik, which rejects any toll, walked out.
Norvik's deputy mayor Bo Falk would concede a toll.
Ostia wants the toll kept, says the clerk of Norvik.
Professor Quist accuses Norvik of wanting the harbour for itself.
Professor Brand of the Lake Institute thinks nothing of the kind.
"""
#: The grain: a bloc, a boycott and nothing offered; one party told of by its adversary alone.
GRAIN_1 = """Grain

Zeland demands that the boycott ends.
The Union supports the boycott.
Arvan threatens to halt its wheat.
The Union says a seat for Arvan is a red line of Zeland.
"""
#: The pipe: nobody against anybody.
PIPE_1 = """Pipe

Mora supports the pipe. Tessa supports it too. Mora weighs a tax on it.
"""
TEXTS = {"lake-1.txt": LAKE_1, "lake-2.txt": LAKE_2, "grain.txt": GRAIN_1, "pipe.txt": PIPE_1}


def coded(
    doc: str, quote: str, actor: str, issue: str | None, act: str, polarity: int, **more: Any
):
    """A statement as a coder would hand it on, its place found in the text."""
    text = TEXTS[doc]
    start = text.index(quote)
    line = text.count("\n", 0, start) + 1
    return CodedStatement.read(
        {
            "doc": doc, "start": start, "end": start + len(quote), "quote": quote, "line": line,
            "actor": actor, "issue": issue, "act": act, "polarity": polarity,
            "affiliation": actor, **more,
        }
    )  # fmt: skip


_ONE = {"doc_date": "2031-02-01"}
_TWO = {"doc_date": "2031-05-02"}
LAKE = [
    coded("lake-1.txt", "Norvik rejects a toll on its ships, and will never pay one, its mayor Ada "
          "Lind said", "Ada Lind", "tolls", "rejects", -1, affiliation="Norvik", role="quoted",
          red_line="explicit", **_ONE),
    coded("lake-1.txt", "Ostia demands a toll", "Ostia", "tolls", "demands", 1, **_ONE),
    coded("lake-1.txt", "Pell offers to halve it for ships on joint patrols", "Pell", "tolls",
          "offers", 0, affiliation="Ostia", **_ONE),
    coded("lake-1.txt", "The League supports joint patrols", "The League", "patrols", "supports", 1,
          **_ONE),
    coded("lake-1.txt", "Norvik could offer joint patrols", "Norvik", "patrols", "offers", 1,
          **_ONE),
    coded("lake-1.txt", "Joint patrols are the only sensible way", "N. Writer", "patrols",
          "demands", 1, affiliation=None, role="author", **_ONE),
    coded("lake-2.txt", "Norvik, which rejects any toll", "norvik", "tolls", "rejects", -1, **_TWO),
    coded("lake-2.txt", "Bo Falk would concede a toll", "Bo Falk", "tolls", "concedes", 1,
          affiliation="Norvik", **_TWO),
    coded("lake-2.txt", "Ostia wants the toll kept, says the clerk of Norvik", "Ostia", "tolls",
          "supports", 1, attributed_by="The clerk of Norvik", **_TWO),
    coded("lake-2.txt", "Professor Quist accuses Norvik of wanting the harbour for itself", "Quist",
          "norvik_grabs", "accuses", 1, affiliation=None, **_TWO),
    coded("lake-2.txt", "Professor Brand of the Lake Institute thinks nothing of the kind", "Brand",
          "norvik_grabs", "assesses", -1, affiliation="Lake Institute", **_TWO),
]  # fmt: skip
GRAIN = [
    coded("grain.txt", "Zeland demands that the boycott ends", "Zeland", "boycott", "demands", -1),
    coded("grain.txt", "The Union supports the boycott", "The Union", "boycott", "supports", 1),
    coded("grain.txt", "Arvan threatens to halt its wheat", "Arvan", "wheat", "threatens", -1),
    coded("grain.txt", "a seat for Arvan is a red line of Zeland", "Zeland", "seat_for_arvan",
          "red_line", -1, attributed_by="The Union", red_line="explicit"),
]  # fmt: skip
PIPE = [
    coded("pipe.txt", "Mora supports the pipe", "Mora", "pipe", "supports", 1, affiliation=None),
    coded("pipe.txt", "Tessa supports it too", "Tessa", "pipe", "supports", 1, affiliation=None),
    coded("pipe.txt", "Mora weighs a tax on it", "Mora", "tax", "considers", 1, affiliation=None),
]  # fmt: skip

CODEBOOK = Codebook.model_validate(
    {
        "codebook": 1,
        "title": "The lake",
        "issues": {
            "patrols": {
                "name": "Joint patrols",
                "proposition": "Norvik and Ostia keep the lake safe together.",
                "terms": "patrol*",
            },
            "tolls": {"proposition": "Ships pay a toll for landing.", "terms": "toll*"},
            "norvik_grabs": {
                "name": "What Norvik is after",
                "proposition": "Norvik wants the harbour for itself.",
                "terms": "harbour",
            },
        },
        "actors": {
            "Norvik": {"aliases": ["norvik"]},
            "Ostia": {},
            "The League": {"kind": "bloc", "members": ["Norvik", "Ostia"]},
            "Pell": {"kind": "person", "affiliation": "Ostia"},
        },
    }
)
