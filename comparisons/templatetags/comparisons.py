"""Tags of the comparisons: ``{% load comparisons %}``."""

from decimal import Decimal
from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def signed(number: Decimal) -> SafeString:
    """A change with a mark of its direction that needs no colour: ▲ +1.25, ▼ −0.50, = 0.00."""
    mark, sign = ("▲", "+") if number > 0 else ("▼", "−") if number < 0 else ("=", "")
    text = number_format(abs(number), use_l10n=True)
    return format_html('<span class="signed"><span aria-hidden="true">{}</span> {}{}</span>', mark, sign, text)


@register.filter
def item(values: Any, place: int) -> Any:
    """What stands at this place of a sequence."""
    return values[place]
