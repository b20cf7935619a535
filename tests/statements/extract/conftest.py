"""A codebook of a made-up conflict, and documents of a few paragraphs."""

from collections.abc import Callable

import pytest

from goldenbridge.sources.passage import Passage, SourceText
from goldenbridge.sources.source import Source
from goldenbridge.statements.codebook import Codebook
from goldenbridge.statements.coded import CodedStatement
from goldenbridge.statements.extract import Extractor

BOOK = Codebook.model_validate(
    {
        "codebook": 1,
        "title": "Fishing rights",
        "issues": {
            "tolls": {"proposition": "The harbour tolls stay.", "terms": ["toll*"]},
            "talks": {
                "proposition": "Talks go on.",
                "terms": ["talks", "negotiation*", "dialogue"],
            },
            "patrols": {"proposition": "Patrols sail.", "terms": ["patrol*"]},
            "raid": {"proposition": "The raid is right.", "terms": ["raid*"], "deed": True},
        },
        "actors": {
            "Norvik": {"aliases": ["Port Anna"], "adjectives": ["Norvikian"]},
            "Sudmark": {"aliases": ["Lindhaven"], "adjectives": ["Sudmarkian"]},
            "Isles": {"aliases": ["the Isles"], "adjectives": ["Islander"]},
            "the League": {"kind": "body"},
            "Ivo Brandt": {
                "kind": "person",
                "affiliation": "Norvik",
                "titles": ["Norvikian president", "Norvikian leader"],
            },
            "Maria Orlov": {
                "kind": "person",
                "affiliation": "Sudmark",
                "titles": ["Sudmarkian foreign minister"],
            },
        },
    }
)


def document(*paragraphs: str) -> SourceText:
    """Paragraphs as a document by Anna Hale."""
    passages, start = [], 0
    for line, paragraph in enumerate(paragraphs, 1):
        passages.append(Passage(start, start + len(paragraph), line, "body"))
        start += len(paragraph) + 1
    return SourceText(
        "a.txt", Source(title="Tolls", author="Anna Hale"), "\n".join(paragraphs), tuple(passages)
    )


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor(BOOK)


@pytest.fixture(scope="session")
def suggested(extractor: Extractor) -> Callable[..., list[CodedStatement]]:
    """What is suggested for some paragraphs."""
    return lambda *paragraphs: extractor.suggest(document(*paragraphs))
