"""What each party believes of the zone of agreement, beside what the case says of it."""

from goldenbridge.analysis.perception.perception import Perception, perception

__all__ = ["Perception", "perception"]
