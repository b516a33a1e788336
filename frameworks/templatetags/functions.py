"""The functions of an organisation in templates: ``{% load functions %}``."""

from django import template

from frameworks.functions import Function

register = template.Library()


@register.filter
def function_name(code: str) -> str:
    """The name that people know the function with this code by; empty for none."""
    return str(Function(code).label) if code else ""
