"""Tags and filters of the documents' own templates: ``{% load report %}``."""

from django import template
from django.utils.translation import gettext as _

from reports.direction import direction
from reports.qr import QrCode, qr_code

register = template.Library()


@register.filter(name="direction")
def direction_filter(text: str) -> str:
    """Which way a text runs, for its ``dir`` attribute."""
    return direction(text)


@register.inclusion_tag("reports/issue/_qr.svg", name="qr_code")
def qr_code_tag(address: str) -> dict[str, QrCode | str]:
    """An address as a QR code, drawn as paths."""
    return {"code": qr_code(address), "title": _("QR code that leads to the page which verifies this report")}
