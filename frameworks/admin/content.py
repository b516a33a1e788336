"""What the admin pages of all content share: drafts can be changed, published versions are read, links up and along."""

from decimal import Decimal
from typing import Any, ClassVar, TypeVar
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from frameworks.admin.codes import following
from frameworks.admin.forms import SMALL_TEXT, TEXT, PartsFormSet, SharedForm
from frameworks.admin.numbers import plain, share
from frameworks.admin.pages import page_url
from frameworks.admin.state import state_of
from frameworks.admin.structure import Spot, change_url, key_of
from frameworks.models import FrameworkVersion

Row = TypeVar("Row", bound=Model)


def version_of(row: Any) -> FrameworkVersion:
    """The version that a row belongs to; a version belongs to itself."""
    version: FrameworkVersion = row if isinstance(row, FrameworkVersion) else row.version
    return version


def is_open(row: Any) -> bool:
    """Whether nothing keeps the row from being changed: it lies in a draft, or there is no row yet."""
    return row is None or not version_of(row).is_published


def holds(row: Any, points: Decimal) -> str:
    """How many of the version's points the row holds, in a sentence."""
    whole = version_of(row).points
    words = _("%(row)s holds %(points)s of the %(whole)s points: %(share)s.")
    return words % {"row": row, "points": plain(points), "whole": plain(whole), "share": share(points, whole)}


class PartsInline(admin.TabularInline[Any, Any]):
    """Rows that belong to the row above them."""

    form = SharedForm
    formset = PartsFormSet
    formfield_overrides = SMALL_TEXT
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The rows in reading order."""
        return super().get_queryset(request).in_order()  # type: ignore[attr-defined,no-any-return]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Name each field for who can't see the head of its column."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and not field.widget.is_hidden:
            field.widget.attrs["aria-label"] = field.label
        return field

    @admin.display(description="")
    def open(self, row: Any) -> str:
        """The way to the row's own page."""
        if row.pk is None:
            return ""
        return format_html('<a href="{}" aria-label="{}">{}</a>', change_url(row), row, _("Open"))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only to a draft."""
        return super().has_add_permission(request, obj) and is_open(obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only in a draft."""
        return super().has_change_permission(request, obj) and is_open(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only from a draft."""
        return super().has_delete_permission(request, obj) and is_open(obj)


class VersionedAdmin(admin.ModelAdmin[Row]):
    """Pages of rows that freeze when their version is published."""

    form = SharedForm
    formfield_overrides = TEXT
    save_on_top = True
    list_per_page = 50

    class Media:
        css = {"all": ["css/admin.css"]}

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only in a draft."""
        return super().has_change_permission(request, obj) and is_open(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only from a draft."""
        return super().has_delete_permission(request, obj) and is_open(obj)

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list; a number in the address that no database can hold finds nothing, and Django says so."""
        try:
            return super().changelist_view(request, *args, **kwargs)
        except OverflowError:
            return redirect(f"{request.path}?e=1")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Leave out the buttons beside a choice that lead away to the chosen row: the way there is at the top."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.is_relation:
            for button in ("can_change_related", "can_view_related", "can_delete_related"):
                setattr(field.widget, button, False)
        return field

    def save_model(self, request: HttpRequest, obj: Row, form: Any, change: bool) -> None:  # noqa: FBT001 - as Django calls it
        """Store the row, and let everything follow its code."""
        with following([form]):
            super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: FBT001 - as Django calls it
        """Store the rows that belong to it, and let everything follow their codes."""
        with following(formset.forms):
            super().save_formset(request, form, formset, change)

    def trail(self, row: Any) -> list[Any]:
        """The rows above this one, the version first."""
        return []

    def neighbours(self, row: Any) -> list[int]:
        """Ids of the rows that are leafed through from this one, in order."""
        return []

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show how the version stands, the way up, the way along, and whatever else belongs on the page."""
        if kwargs.get("obj") is not None:
            context |= self.around(request, kwargs["obj"])
        return super().render_change_form(request, context, *args, **kwargs)

    def around(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """How the version stands, the way up, and the rows before and after this one."""
        ids = self.neighbours(row)
        place = ids.index(row.pk) if row.pk in ids else 0
        near = type(row).objects.in_bulk(ids[max(place - 1, 0) : place + 2])
        before, after = ids[place - 1 : place], ids[place + 1 : place + 2]
        return {
            "state": state_of(version_of(row)),
            "trail": [Spot(str(above), change_url(above)) for above in self.trail(row)],
            "previous": _link(near.get(before[0])) if before else None,
            "next": _link(near.get(after[0])) if after else None,
        }


def _link(row: Any) -> Spot | None:
    return Spot(str(row), change_url(row)) if row else None


class ContentAdmin(VersionedAdmin[Row]):
    """Pages of a version's rows; a row is added on the page of what it belongs to."""

    list_select_related: ClassVar[Any] = ("version",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Not from here: the new row would not know where it belongs."""
        return False

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """The version's history, of this row alone."""
        row = self.get_object(request, object_id)
        if row is None:
            raise Http404
        version, item = row.history_place()  # type: ignore[attr-defined]
        url = reverse("admin:frameworks_frameworkversion_history", args=[version])
        return redirect(f"{url}?{urlencode({'item': item})}")

    def get_ordering(self, request: HttpRequest) -> tuple[Any, ...]:
        """Framework by framework, the newest version first, its rows as people read them."""
        model: Any = self.model
        path = model.version_path
        return (f"{path}__framework__title", f"-{path}__pk", *model.reading_order)

    def around(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """What every page shows, and where the row is in the tree."""
        in_tree = f"{page_url('tree', version_of(row))}#{key_of(row)}"
        return super().around(request, row) | {"in_tree": in_tree}

    def neighbours(self, row: Any) -> list[int]:
        """The rows of the same version."""
        rows = type(row).objects.filter(**{row.version_path: version_of(row)}).in_order()
        return list(rows.values_list("pk", flat=True))
