"""What would hold: is there a deal, which, why not, and what does the answer hang on."""

from goldenbridge.analysis.findings import Findings, deals

__all__ = ["Findings", "deals"]
