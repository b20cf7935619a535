"""What could be offered: a redrafted text, a payment, a linked issue, a mediator's own package."""

from goldenbridge.analysis.offers.in_kind import in_kind
from goldenbridge.analysis.offers.linkage import linkage
from goldenbridge.analysis.offers.mediator import mediator_offers
from goldenbridge.analysis.offers.offers import Offers, offers
from goldenbridge.analysis.offers.payments import payments
from goldenbridge.analysis.offers.wording import wording

__all__ = [
    "Offers",
    "in_kind",
    "linkage",
    "mediator_offers",
    "offers",
    "payments",
    "wording",
]
