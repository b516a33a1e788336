"""Filters of exact numbers: ``{% load exact %}``."""

from decimal import Decimal
from fractions import Fraction

from django import template

from assessments.results import ElementScore, GroupScore, TotalScore
from results.exact import exact
from results.ledger import unrounded

register = template.Library()


@register.filter(name="exact")
def exact_filter(number: Fraction | Decimal) -> str:
    """A number with at most four decimals, and an ellipsis where there would be more."""
    return exact(number)


@register.filter(name="unrounded")
def unrounded_filter(score: ElementScore | GroupScore | TotalScore) -> Fraction | None:
    """Points ÷ maximum in percent, before it is rounded."""
    return unrounded(score)
