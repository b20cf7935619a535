"""What was read: documents, their hashes, and passages found again in them."""

from goldenbridge.sources.corpus import find_documents
from goldenbridge.sources.limits import Limits
from goldenbridge.sources.passage import KINDS, Passage, SourceText
from goldenbridge.sources.read import read_source
from goldenbridge.sources.sentences import sentences
from goldenbridge.sources.source import Anchor, Citation, Source, at_hand, find_again

__all__ = [
    "KINDS",
    "Anchor",
    "Citation",
    "Limits",
    "Passage",
    "Source",
    "SourceText",
    "at_hand",
    "find_again",
    "find_documents",
    "read_source",
    "sentences",
]
