"""Tags and filters of the report's own templates: ``{% load report %}``."""

from fractions import Fraction

from django import template

from assessments.results import ElementScore, GroupScore, TotalScore
from reports.ledger import unrounded
from reports.report import direction, exact

register = template.Library()


@register.filter(name="direction")
def direction_filter(text: str) -> str:
    """Which way a text runs, for its ``dir`` attribute."""
    return direction(text)


@register.filter(name="exact")
def exact_filter(number: Fraction) -> str:
    """A number with at most four decimals, and an ellipsis where there would be more."""
    return exact(number)


@register.filter(name="unrounded")
def unrounded_filter(score: ElementScore | GroupScore | TotalScore) -> Fraction | None:
    """Points ÷ maximum in percent, before it is rounded."""
    return unrounded(score)
