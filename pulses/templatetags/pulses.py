"""Differences as pages show them: ``{% load pulses %}``."""

from decimal import Decimal

from django import template
from django.utils.formats import number_format

from pulses.words import drawing_words, leaning_words

register = template.Library()
register.filter("leaning_words", leaning_words)
register.filter("drawing_words", drawing_words)


@register.filter
def signed(difference: Decimal | None) -> str:
    """A difference with its sign, a true minus among them; a dash where there is none."""
    if difference is None:
        return "–"
    sign = {-1: "−", 0: "", 1: "+"}[(difference > 0) - (difference < 0)]
    return f"{sign}{number_format(abs(difference))}"
