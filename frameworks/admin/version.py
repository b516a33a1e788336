"""Versions: their data, scales and structure."""

from decimal import Decimal
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from frameworks.admin.content import PartsInline, VersionedAdmin
from frameworks.admin.difference import DifferencePages
from frameworks.admin.filters import StateFilter
from frameworks.admin.history import HistoryPages
from frameworks.admin.numbers import plain
from frameworks.admin.pages import page_url
from frameworks.admin.publishing import PublishingPages
from frameworks.admin.rule import GateInline, UpgradeRuleInline
from frameworks.admin.scale import MaturityLevelInline, ObjectiveStepInline, RatingStepInline
from frameworks.admin.search import SearchPages
from frameworks.admin.state import state_name
from frameworks.admin.transfer import TransferPages
from frameworks.admin.translations import TranslationPages
from frameworks.admin.tree import TreePages
from frameworks.admin.tree_fields import FieldPages
from frameworks.models import Category, Element, FrameworkVersion

PAGES = (
    TreePages,
    FieldPages,
    SearchPages,
    PublishingPages,
    DifferencePages,
    HistoryPages,
    TranslationPages,
    TransferPages,
)


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

    fieldsets = (
        (
            None,
            {"fields": ("framework", "number", "title", "summary", "points", "indicators_share", "objective_share")},
        ),
        (_("Ladder and guide"), {"fields": ("ladder", "related_framework")}),
    )
    inlines = (
        CategoryInline,
        EnablerInline,
        RatingStepInline,
        ObjectiveStepInline,
        MaturityLevelInline,
        GateInline,
        UpgradeRuleInline,
    )
    list_display = ("title", "number", "state", "tree", "elements", "points_in_use", "adds_up", "published_at")
    list_display_links = ("title", "number")
    list_filter = ("framework", StateFilter)
    search_fields = ("title", "number", "summary", "framework__title")

    def get_queryset(self, request: HttpRequest) -> QuerySet[FrameworkVersion]:
        """The versions with the number of their elements and their points."""
        queryset: Any = super().get_queryset(request)
        return queryset.select_related("framework").with_counts()  # type: ignore[no-any-return]

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """By what the version says itself: what is made with it is not for everybody who may see it."""
        leading_here = {field.name for field in self.opts.get_fields() if field.auto_created and not field.concrete}
        return lookup.partition("__")[0] not in leading_here and super().lookup_allowed(lookup, value, request)

    def get_urls(self) -> list[URLPattern]:
        """The pages of a version, beside the stock ones."""
        return [
            *(route for pages in PAGES for route in pages(self).routes()),
            *super().get_urls(),
        ]

    def around(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """What every page shows, and what may be done with the version whole."""
        return super().around(request, row) | {
            "may_copy": self.has_add_permission(request),
            "may_retire": request.user.has_perm("frameworks.change_frameworkversion") and row.is_published,
        }

    @admin.display(description=_("state"), ordering="published_at")
    def state(self, version: FrameworkVersion) -> Any:
        """Draft, published or retired."""
        return state_name(version)

    @admin.display(description=_("tree"))
    def tree(self, version: FrameworkVersion) -> str:
        """The way to its tree."""
        return format_html(
            '<a href="{}" aria-label="{}">{}</a>',
            page_url("tree", version),
            _now("Tree of %(version)s") % {"version": version},
            _now("Tree"),
        )

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
