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
from frameworks.models import Element, Indicator, LevelDescription, SuggestedAction

FIELDS = ("dimension", "code", "title", "definition", "objective", "points", "position")
COUNTED = {"dimension", "objective", "points"}
GUIDE = ("evidence", "questions", "misjudgements", "related")


class IndicatorInline(PartsInline):
    """The indicators of an element."""

    model = Indicator
    fields = ("number", "text", "look_for", "weight")


class LevelDescriptionInline(PartsInline):
    """What an assessor sees at each level: a part of the guide."""

    model = LevelDescription
    fields = ("level", "text")
    verbose_name_plural = _("What is seen at each level")


class SuggestedActionInline(PartsInline):
    """What helps to reach each level: a part of the guide."""

    model = SuggestedAction
    fields = ("level", "title", "text", "function", "effort", "position")
    verbose_name_plural = _("What helps to reach each level")


@admin.register(Element)
class ElementAdmin(ContentAdmin[Element]):
    """An element or an enabler, and its indicators."""

    form = ElementForm
    inlines = (IndicatorInline, LevelDescriptionInline, SuggestedActionInline)
    list_display = ("code", "title", "dimension", "points", "share", "indicator_count", "version")
    list_display_links = ("code", "title")
    list_filter = ("version", DimensionFilter, StateFilter)
    list_select_related = ("version", "dimension")
    search_fields = ("code", "title", "definition", "objective", "indicators__text")
    search_help_text = _("Searches codes, titles, definitions, objectives and indicators.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Element]:
        """The elements with the number of their indicators."""
        return super().get_queryset(request).annotate(indicator_count=Count("indicators", distinct=True))

    def get_fieldsets(self, request: HttpRequest, obj: Element | None = None) -> list[Any]:
        """The element and its guide; an enabler has no points, no objective and no dimension."""
        is_enabler = obj is not None and obj.dimension_id is None
        names = [name for name in FIELDS if not (is_enabler and name in COUNTED)]
        return [(None, {"fields": names}), (_("Assessors' guide"), {"fields": GUIDE, "classes": ("guide",)})]

    def around(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """What every page shows, a preview, and the element's points; an enabler has none."""
        points = {"holds": holds(row, row.points)} if row.dimension else {}
        return super().around(request, row) | {"previewed": row.code} | points

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
