"""Filters of the lists of content."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from frameworks.models import Dimension


def _path(model: Any, field: str) -> str:
    """The way from a model's rows to a field of their version."""
    steps = [getattr(model, "version_path", ""), field]
    return "__".join(filter(None, steps))


class StateFilter(admin.SimpleListFilter):
    """Drafts, published versions in use, or retired ones."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The states that a version can be in."""
        published, retired = (_path(model_admin.model, f"{moment}_at__isnull") for moment in ("published", "retired"))
        self.states = {
            "draft": {published: True},
            "published": {published: False, retired: True},
            "retired": {retired: False},
        }
        return [("draft", _("Draft")), ("published", _("Published")), ("retired", _("Retired"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The rows in that state."""
        return queryset.filter(**self.states.get(self.value() or "", {}))


class DimensionFilter(admin.SimpleListFilter):
    """A dimension, whatever the version; or the enablers, which have none."""

    title = _("dimension")
    parameter_name = "dimension"
    path = "dimension"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The dimensions by code; where versions call one differently, as the newest does."""
        named = dict(Dimension.objects.order_by("code", "pk").values_list("code", "title"))
        return [*((code, f"{code} {title}") for code, title in named.items()), ("-", _("Enablers"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The rows of that dimension."""
        if not self.value():
            return queryset
        if self.value() == "-":
            return queryset.filter(**{f"{self.path}__isnull": True})
        return queryset.filter(**{f"{self.path}__code": self.value()})


class ElementDimensionFilter(DimensionFilter):
    """The same, from an indicator."""

    path = "element__dimension"
