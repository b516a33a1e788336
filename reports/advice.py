"""What to do about an order that failed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.failures import WITHDRAWN
from reports.kinds import Kind
from reports.models import ReportOrder

LATER: Final = _("Nothing is lost. Try again in a minute; if it fails once more, tell whoever runs this site.")
# By the reason of ``reports.failures``.
WORDS: Final[Mapping[str, Promise]] = {
    "memory": _("Order it without comments, evidence list or ledger, or as a workbook."),
    "time": _("Try again when the site is less busy, or order it without comments, evidence list or ledger."),
    "long": _("Order it without comments, evidence list or ledger, or as a workbook."),
    "picture": _("Give the house style another logo, then try again."),
    "gone": _("Ask a manager of the organisation to give you the document."),
    WITHDRAWN: _("Nothing was made, and nothing was issued."),
    "blind": _("Order it again as soon as all sheets are in."),
}
TOO_MUCH: Final = frozenset({"memory", "long"})
PAGES: Final[Mapping[Kind, tuple[str, Promise]]] = {
    Kind.PLAN: ("plans:plan-detail", _("Go to the plan")),
    Kind.CONSENSUS: ("assessments:consensus-list", _("Go to the consensus")),
    Kind.FULL: ("results:result-detail", _("Go to the result")),
    Kind.SUMMARY: ("results:result-detail", _("Go to the result")),
}


@dataclass(frozen=True)
class Advice:
    """What to do, and the page where it is done, if there is one; ``is_change`` where only less of it can help."""

    words: str
    address: str = ""
    label: str = ""
    is_change: bool = False


def advice_on(order: ReportOrder) -> Advice | None:
    """What to do about this order; None where it has not failed."""
    if order.state != ReportOrder.State.FAILED:
        return None
    kind = Kind(order.kind)
    if order.reason == "nothing" and order.assessment and kind in PAGES:
        name, label = PAGES[kind]
        return Advice("", reverse(name, args=[order.assessment.uuid]), str(label))
    return Advice(str(WORDS.get(order.reason, LATER)), is_change=order.reason in TOO_MUCH)
