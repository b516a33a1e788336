"""Who owns a suggested action, and its effort, in templates: ``{% load functions %}``."""

import math
from decimal import Decimal

from django import template

from frameworks.functions import Function

register = template.Library()


@register.filter
def function_name(code: str) -> str:
    """The name that people know the function with this code by; empty for none."""
    return str(Function(code).label) if code else ""


@register.filter
def counted(number: Decimal) -> int:
    """The whole number that chooses between one and many: 1.4 days are many."""
    return math.ceil(number)
