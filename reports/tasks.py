"""Making an ordered document, in the background."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.tasks import task
from django.utils.translation import override

from assessments.access import BlindError
from jobs.faults import TryAgainError
from press.press import RenderError
from reports.access import may_print, readable_guide
from reports.actions.ending import begin, fail, finish
from reports.editions import brought_up
from reports.failures import NotMadeError
from reports.issuing import stamped
from reports.kinds import Format, Kind
from reports.making import make
from reports.models import ReportOrder
from reports.reading import source_of_order
from reports.source import Made, Source


@task
def make_document(order_uuid: str) -> None:
    """Make what an order asks for and end it; run twice, or on an order that has ended, it does nothing more."""
    order = ReportOrder.objects.for_making().filter(uuid=order_uuid).first()
    if order is None or not begin(order, ReportOrder.Stage.READING):
        return
    try:
        made = _made(order)
    except (RenderError, NotMadeError) as fault:
        if fault.code == "busy":
            raise TryAgainError(fault.code)
        fail(order, fault.code)
    else:
        if begin(order, ReportOrder.Stage.KEEPING):
            finish(order, made)


def _made(order: ReportOrder) -> Made:
    """The file; whoever asked for it may have lost the right to it since, which ends it too."""
    with override(order.language):
        source = _source(order)
        begin(order, ReportOrder.Stage.SETTING)
        return make(source, Format(order.format))


def _source(order: ReportOrder) -> Source:
    try:
        if order.assessment is None:
            readable_guide(order.by, order.version, order.choices.house)
            return source_of_order(order, None)
        source = source_of_order(order, may_print(order.by, Kind(order.kind), order.assessment.uuid))
        return stamped(source, brought_up(order.issue)) if order.issue else source
    except (Http404, PermissionDenied):
        raise NotMadeError("gone")
    except BlindError:
        raise NotMadeError("blind")
