"""Filters of the documents' own templates: ``{% load report %}``."""

from django import template

from reports.direction import direction

register = template.Library()


@register.filter(name="direction")
def direction_filter(text: str) -> str:
    """Which way a text runs, for its ``dir`` attribute."""
    return direction(text)
