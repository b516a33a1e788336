"""Telling who ordered a document that it is there, or why not."""

from assessments.actions.notices import tell
from assessments.models import Notice
from reports.models import ReportOrder


def tell_of_end(order: ReportOrder) -> None:
    """A notice, and an e-mail for whoever wants them; in the transaction that ends the order."""
    if order.assessment is None:  # a guide is of no assessment, and made in seconds
        return
    done = order.state == ReportOrder.State.DONE
    kind = Notice.Kind.REPORT_READY if done else Notice.Kind.REPORT_FAILED
    tell(assessment=order.assessment, kind=kind, to=[order.by], by=None)
