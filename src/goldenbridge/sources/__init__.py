"""What was read: documents, their hashes, and passages found again in them."""

from goldenbridge.sources.passage import KINDS, Passage, SourceText
from goldenbridge.sources.source import Anchor, Citation, Source, at_hand, find_again

__all__ = [
    "KINDS",
    "Anchor",
    "Citation",
    "Passage",
    "Source",
    "SourceText",
    "at_hand",
    "find_again",
]
