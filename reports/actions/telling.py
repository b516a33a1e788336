"""Telling who ordered a document that it is there, or why not."""

from django.utils.translation import gettext as _

from assessments.actions.notices import tell
from assessments.models import Assessment, Notice
from assessments.notice_words import readers_language
from organisations.models import User
from reports.models import ReportOrder


def tell_of_end(order: ReportOrder, *, by: User | None = None) -> None:
    """A notice, and an e-mail for whoever wants them; in the transaction that ends the order.

    ``by`` is who withdrew it. Whoever may not see the assessment any more is told nothing of it.
    """
    if order.assessment is None:  # a guide is of no assessment, and made in seconds
        return
    if not Assessment.objects.visible_to(order.by).filter(pk=order.assessment.pk).exists():
        return
    done = order.state == ReportOrder.State.DONE
    kind = Notice.Kind.REPORT_READY if done else Notice.Kind.REPORT_FAILED
    tell(assessment=order.assessment, kind=kind, to=[order.by], by=by, said=_withdrawn(by) if by else "")


def _withdrawn(by: User) -> str:
    with readers_language():
        return _("%(name)s withdrew it before anybody had begun to make it.") % {"name": by.get_full_name()}
