"""How well something is supported, as pages show it: ``{% load evidence %}``."""

from collections.abc import Mapping
from typing import Any

from django import template

from assessments.confidence import grade_titles

register = template.Library()


@register.inclusion_tag("assessments/evidence/_grade.html")
def grade_mark(grades: Mapping[str, str], code: str) -> dict[str, Any]:
    """The grade of an element: a shape that fills up, and its name."""
    grade = grades.get(code, "")
    return {"grade": grade or "none", "title": grade_titles()[grade]}
