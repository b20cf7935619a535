"""What to find out first: the value of knowing, and the questions that would change the advice."""

from goldenbridge.analysis.information.information import Information, information

__all__ = ["Information", "information"]
