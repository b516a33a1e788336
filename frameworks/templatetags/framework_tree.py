"""Parts of a version's tree in the administration's templates: ``{% load framework_tree %}``."""

from decimal import Decimal
from typing import Any

from django import template

from frameworks.admin import numbers
from frameworks.admin.structure import change_url, key_of, path_of
from frameworks.admin.tree_fields import said

register = template.Library()
register.filter("plain", numbers.plain)
register.filter("key", key_of)
register.filter("path", path_of)
register.filter("page", change_url)


@register.filter
def bound(form: Any, name: str) -> Any:
    """A field of a form by its name."""
    return form[name]


@register.filter
def share_of(points: Decimal, whole: Decimal) -> str:
    """What percentage points are of the whole."""
    return numbers.share(points, whole)


@register.inclusion_tag("admin/frameworks/tree/_field.html", takes_context=True)
def field(context: Any, kind: str, row: Any, name: str, empty: str = "") -> dict[str, Any]:
    """What a field of a row says, and the way to change it; ``empty`` stands where it says nothing."""
    return {
        "kind": kind,
        "row": row,
        "field": name,
        "value": said(row, name),
        "may": context["may"][f"change_{kind}"],
        "here": context["here"],
        "empty": empty,
    }
