"""Versions: their data, scales and structure, and the two things done with them whole."""

from decimal import Decimal
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from frameworks.actions.versions import UnpublishableError, copy_version, next_number, publish_version
from frameworks.admin.content import PartsInline, VersionedAdmin
from frameworks.admin.filters import StateFilter
from frameworks.admin.history import HistoryPages
from frameworks.admin.numbers import plain
from frameworks.admin.scale import MaturityLevelInline, ObjectiveStepInline, RatingStepInline
from frameworks.admin.state import state_of
from frameworks.admin.structure import change_url, tree
from frameworks.admin.structure_table import structure_of
from frameworks.models import Category, Element, FrameworkVersion

PAGES = (HistoryPages,)


class CategoryInline(PartsInline):
    """The categories of a version."""

    model = Category
    fields = ("open", "code", "title", "share", "position")
    readonly_fields = ("open",)


class EnablerInline(PartsInline):
    """The enablers of a version: elements of no dimension."""

    model = Element
    fields = ("open", "code", "title", "position")
    verbose_name = _("enabler")
    verbose_name_plural = _("enablers")
    readonly_fields = ("open",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The elements without a dimension."""
        return super().get_queryset(request).filter(dimension=None)


@admin.register(FrameworkVersion)
class FrameworkVersionAdmin(VersionedAdmin[FrameworkVersion]):
    """A version as a whole; a published one is read, copied, and never changed."""

    fields = ("framework", "number", "title", "summary", "points", "indicators_share", "objective_share")
    inlines = (CategoryInline, EnablerInline, RatingStepInline, ObjectiveStepInline, MaturityLevelInline)
    list_display = ("title", "number", "state", "elements", "points_in_use", "adds_up", "published_at")
    list_display_links = ("title", "number")
    list_filter = ("framework", StateFilter)
    search_fields = ("title", "number", "summary", "framework__title")

    def get_queryset(self, request: HttpRequest) -> QuerySet[FrameworkVersion]:
        """The versions with the number of their elements and their points."""
        queryset: Any = super().get_queryset(request)
        return queryset.select_related("framework").with_counts()  # type: ignore[no-any-return]

    def get_urls(self) -> list[URLPattern]:
        """Copying and publishing, beside the stock pages."""
        copy, publish = self.admin_site.admin_view(self.copy_view), self.admin_site.admin_view(self.publish_view)
        return [
            path("<int:version_id>/copy/", require_POST(copy), name="frameworks_frameworkversion_copy"),
            path(
                "<int:version_id>/publish/",
                require_http_methods(["GET", "HEAD", "POST"])(publish),
                name="frameworks_frameworkversion_publish",
            ),
            *(route for pages in PAGES for route in pages(self).routes()),
            *super().get_urls(),
        ]

    def around(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """What every page shows, and the structure with links down."""
        return super().around(request, row) | {
            "structure": structure_of(row, tree(row)),
            "may_copy": self.has_add_permission(request),
        }

    def copy_view(self, request: HttpRequest, version_id: int) -> HttpResponse:
        """Copy a version to a new draft, and go there."""
        version = get_object_or_404(FrameworkVersion, pk=version_id)
        if not (self.has_add_permission(request) and self.has_view_permission(request, version)):
            raise PermissionDenied
        copy = copy_version(version=version, number=next_number(version))
        self.log_addition(request, copy, _now("Copied from version %(number)s.") % {"number": version.number})
        words = _now("Version %(copy)s is a draft with the content of version %(original)s. Change its number here.")
        messages.success(request, words % {"copy": copy.number, "original": version.number})
        return redirect(change_url(copy))

    def publish_view(self, request: HttpRequest, version_id: int) -> HttpResponse:
        """Ask before publishing a draft, and publish it; its faults are listed while it has any."""
        version = get_object_or_404(FrameworkVersion, pk=version_id)
        if not self.has_change_permission(request, version):
            raise PermissionDenied
        if request.method == "POST" and self._publish(request, version):
            return redirect(change_url(version))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Publish a version"),
            "opts": self.opts,
            "media": self.media,
            "original": version,
            "state": state_of(version),
            "back": change_url(version),
        }
        return TemplateResponse(request, "admin/frameworks/frameworkversion/publish.html", context)

    def _publish(self, request: HttpRequest, version: FrameworkVersion) -> bool:
        try:
            publish_version(version=version)
        except UnpublishableError:
            messages.error(request, _("The version was not published: it has faults."))
            return False
        self.log_change(request, version, _now("Published."))
        messages.success(request, _now("Version %(number)s is published.") % {"number": version.number})
        return True

    @admin.display(description=_("state"), ordering="published_at")
    def state(self, version: FrameworkVersion) -> Any:
        """Draft or published."""
        return _("Published") if version.is_published else _("Draft")

    @admin.display(description=_("elements"), ordering="element_count")
    def elements(self, version: Any) -> str:
        """How many elements it has, with the way to them."""
        url = reverse("admin:frameworks_element_changelist")
        return format_html('<a href="{}?version__id__exact={}">{}</a>', url, version.pk, version.element_count)

    @admin.display(description=_("points"), ordering="element_points")
    def points_in_use(self, version: Any) -> str:
        """The points of its elements, and what they must add up to."""
        numbers = {"used": plain(Decimal(version.element_points)), "total": plain(version.points)}
        return _now("%(used)s of %(total)s") % numbers

    @admin.display(description=_("adds up"), boolean=True)
    def adds_up(self, version: Any) -> bool:
        """Whether the two are the same."""
        return bool(version.element_points == version.points)
