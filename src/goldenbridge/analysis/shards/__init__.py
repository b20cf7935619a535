"""One answer worked out in parts, by machines that need not know of each other."""

from goldenbridge.analysis.shards.merge import PartsApart, merge
from goldenbridge.analysis.shards.part import Heading, NotAPart, Part, from_bytes, to_bytes
from goldenbridge.analysis.shards.work import heading_of, work_out

__all__ = [
    "Heading",
    "NotAPart",
    "Part",
    "PartsApart",
    "from_bytes",
    "heading_of",
    "merge",
    "to_bytes",
    "work_out",
]
