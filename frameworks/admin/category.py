"""Categories, with their dimensions."""

from typing import Any

from django.contrib import admin

from frameworks.admin.content import ContentAdmin, PartsInline
from frameworks.admin.filters import StateFilter
from frameworks.models import Category, Dimension


class DimensionInline(PartsInline):
    """The dimensions of a category."""

    model = Dimension
    fields = ("open", "code", "title", "question", "position")
    readonly_fields = ("open",)


@admin.register(Category)
class CategoryAdmin(ContentAdmin[Category]):
    """A category and its dimensions."""

    fields = ("code", "title", "share", "summary", "position")
    inlines = (DimensionInline,)
    list_display = ("code", "title", "share", "version")
    list_display_links = ("code", "title")
    list_filter = ("version", StateFilter)
    search_fields = ("code", "title", "summary")

    def trail(self, row: Any) -> list[Any]:
        """The version."""
        return [row.version]
