"""Elements and enablers, with their indicators."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from frameworks.admin.content import ContentAdmin, PartsInline, holds
from frameworks.admin.filters import DimensionFilter, StateFilter
from frameworks.admin.forms import ElementForm
from frameworks.admin.numbers import share
from frameworks.models import Element, Indicator


class IndicatorInline(PartsInline):
    """The indicators of an element."""

    model = Indicator
    fields = ("number", "text", "weight")


@admin.register(Element)
class ElementAdmin(ContentAdmin[Element]):
    """An element or an enabler, and its indicators."""

    form = ElementForm
    inlines = (IndicatorInline,)
    list_display = ("code", "title", "dimension", "points", "share", "indicator_count", "version")
    list_display_links = ("code", "title")
    list_filter = ("version", DimensionFilter, StateFilter)
    list_select_related = ("version", "dimension")
    search_fields = ("code", "title", "definition", "objective", "indicators__text")
    search_help_text = _("Searches codes, titles, definitions, objectives and indicators.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Element]:
        """The elements with the number of their indicators."""
        return super().get_queryset(request).annotate(indicator_count=Count("indicators", distinct=True))

    def get_fields(self, request: HttpRequest, obj: Element | None = None) -> tuple[str, ...]:
        """An enabler has no points, no objective and no dimension."""
        if obj is not None and obj.dimension_id is None:
            return ("code", "title", "definition", "position")
        return ("dimension", "code", "title", "definition", "objective", "points", "position")

    def around(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """What every page shows, and the element's points; an enabler has none."""
        return super().around(request, row) | ({"holds": holds(row, row.points)} if row.dimension else {})

    def trail(self, row: Any) -> list[Any]:
        """The version and the dimension; an enabler lies in the version itself."""
        return [row.version, row.dimension] if row.dimension else [row.version]

    @admin.display(description=_("share"), ordering="points")
    def share(self, element: Element) -> str:
        """Its part of the version's points."""
        return share(element.points, element.version.points)

    @admin.display(description=_("indicators"), ordering="indicator_count")
    def indicator_count(self, element: Any) -> int:
        """How many indicators it has."""
        count: int = element.indicator_count
        return count
