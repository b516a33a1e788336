"""What an order asked for, as lists of orders say it: ``{% load orders %}``."""

from collections.abc import Iterator

from django import template
from django.utils.translation import gettext as _

from organisations.models import Organisation
from reports.kinds import PARTS, Kind, Paper
from reports.models import ReportOrder

register = template.Library()


@register.filter
def ordered(order: ReportOrder) -> str:
    """The kind of file and the choices of an order in one line."""
    return " · ".join(_choices(order))


def _choices(order: ReportOrder) -> Iterator[str]:
    options = order.choices
    yield order.get_format_display()
    if options.paper == Paper.LETTER:
        yield str(options.paper.label)
    if order.issue and order.state != ReportOrder.State.DONE:
        yield _("to be issued with a number")
    elif order.issue:
        facts = {"number": order.issue.name, "revision": order.issue.revision}
        yield _("issued as %(number)s, revision %(revision)s") % facts
    elif order.revision:
        yield _("approved revision %(number)s") % {"number": order.revision}
    if options.only:
        yield options.only
    if options.house:
        name = Organisation.objects.filter(slug=options.house).values_list("name", flat=True).first()
        yield _("house style of %(organisation)s") % {"organisation": name or options.house}
    without = [str(part.label) for part in PARTS[Kind(order.kind)] if not options.has(part)]
    if without:
        yield _("without: %(parts)s") % {"parts": ", ".join(without)}
