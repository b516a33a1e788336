"""Dimensions, with their elements."""

from decimal import Decimal
from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet, Sum
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from frameworks.admin.content import ContentAdmin, PartsInline, holds
from frameworks.admin.filters import StateFilter
from frameworks.admin.forms import DimensionForm
from frameworks.admin.numbers import plain, share
from frameworks.models import Dimension, Element


class ElementInline(PartsInline):
    """The elements of a dimension."""

    model = Element
    fields = ("open", "code", "title", "points", "share", "position")
    readonly_fields = ("open", "share")

    @admin.display(description=_("share"))
    def share(self, element: Element) -> str:
        """Its part of the version's points."""
        return share(element.points, element.version.points) if element.pk else ""


@admin.register(Dimension)
class DimensionAdmin(ContentAdmin[Dimension]):
    """A dimension and its elements."""

    form = DimensionForm
    fields = ("category", "code", "title", "question", "summary", "position")
    inlines = (ElementInline,)
    list_display = ("code", "title", "category", "points", "share", "element_count", "version")
    list_display_links = ("code", "title")
    list_filter = ("version", StateFilter)
    list_select_related = ("version", "category")
    search_fields = ("code", "title", "question", "summary")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Dimension]:
        """The dimensions with their points and the number of their elements."""
        rows = super().get_queryset(request)
        return rows.annotate(element_count=Count("elements"), element_points=Sum("elements__points", default=0))

    def around(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """What every page shows, and the dimension's points."""
        return super().around(request, row) | {"holds": holds(row, Decimal(row.element_points))}

    def trail(self, row: Any) -> list[Any]:
        """The version and the category."""
        return [row.version, row.category]

    @admin.display(description=_("points"), ordering="element_points")
    def points(self, dimension: Any) -> str:
        """The sum of its elements' points."""
        return plain(Decimal(dimension.element_points))

    @admin.display(description=_("share"))
    def share(self, dimension: Any) -> str:
        """Its part of the version's points."""
        return share(Decimal(dimension.element_points), dimension.version.points)

    @admin.display(description=_("elements"), ordering="element_count")
    def element_count(self, dimension: Any) -> int:
        """How many elements it has."""
        count: int = dimension.element_count
        return count
