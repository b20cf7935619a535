"""What was read: documents, their hashes, and passages found again in them."""

from goldenbridge.sources.source import Anchor, Citation, Source, at_hand, find_again

__all__ = ["Anchor", "Citation", "Source", "at_hand", "find_again"]
