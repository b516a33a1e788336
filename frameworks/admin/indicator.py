"""Indicators, to find one among all."""

from typing import Any

from django.contrib import admin
from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from frameworks.admin.content import ContentAdmin
from frameworks.admin.filters import ElementDimensionFilter, StateFilter
from frameworks.models import Indicator

CODE = Concat("element__code", Value("/"), Cast("number", CharField()))


@admin.register(Indicator)
class IndicatorAdmin(ContentAdmin[Indicator]):
    """One indicator; its element's page shows it among its like."""

    fields = ("number", "text", "look_for", "weight")
    list_display = ("full_code", "text", "weight", "element", "version")
    list_display_links = ("full_code", "text")
    list_filter = ("element__version", ElementDimensionFilter, StateFilter)
    list_select_related = ("element__version", "element__dimension")
    search_fields = ("full_code", "text", "look_for", "element__title")
    search_help_text = _("Searches codes such as D2.6/5, statements, and titles of elements.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Indicator]:
        """The indicators with the codes that people know them by."""
        rows = super().get_queryset(request).annotate(full_code=CODE)
        return rows.select_related("element__version__framework", "element__dimension")

    def around(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """What every page shows, and a preview of its element."""
        return super().around(request, row) | {"previewed": row.element.code}

    def trail(self, row: Any) -> list[Any]:
        """The version, the dimension and the element."""
        above = [row.version, row.element.dimension, row.element]
        return [found for found in above if found is not None]

    @admin.display(description=_("code"))
    def full_code(self, indicator: Any) -> str:
        """Its element's code and its number."""
        return str(indicator)

    @admin.display(description=_("version"))
    def version(self, indicator: Indicator) -> str:
        """Its version, in few words."""
        return f"{indicator.version.framework.slug} {indicator.version.number}"
