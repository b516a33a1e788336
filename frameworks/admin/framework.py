"""Frameworks: their names."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from frameworks.models import Framework


@admin.register(Framework)
class FrameworkAdmin(admin.ModelAdmin[Framework]):
    """A framework's title can be changed at any time, its slug until a version is published."""

    fields = ("title", "slug")
    list_display = ("title", "slug", "version_count")
    search_fields = ("title", "slug")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Framework]:
        """The frameworks with the number of their versions."""
        return super().get_queryset(request).annotate(version_count=Count("versions"))

    def get_readonly_fields(self, request: HttpRequest, obj: Framework | None = None) -> tuple[str, ...]:
        """Files and assessments name a framework by its slug."""
        return ("slug",) if obj and obj.versions.published().exists() else ()

    @admin.display(description=_("versions"), ordering="version_count")
    def version_count(self, framework: Any) -> int:
        """How many versions there are."""
        count: int = framework.version_count
        return count
