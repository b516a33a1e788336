"""One field of a row, edited where it is read: what it says, its form, and a save that overwrites nobody's work."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.forms import modelform_factory
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils.translation import gettext as _

from frameworks.admin.forms import ContentForm
from frameworks.admin.numbers import plain
from frameworks.admin.pages import READ_AND_WRITE, page_url
from frameworks.admin.state import state_of
from frameworks.admin.structure import key_of, tree
from frameworks.admin.tree_rows import ROW, TEMPLATES, RowPages, is_within
from frameworks.models import FrameworkVersion
from frameworks.models.framework import refuse_published

EDITABLE = {
    "category": ("title",),
    "dimension": ("title", "question"),
    "element": ("title", "points"),
    "indicator": ("text", "weight", "look_for"),
}
NUMBERS = ("points", "weight")


@dataclass(frozen=True)
class Saved:
    """What became of a save: done, refused for its faults, or stale: then ``theirs`` is what somebody else wrote."""

    row: Any
    form: Any
    is_stale: bool = False
    theirs: str = ""


def said(row: Any, field: str) -> str:
    """What a field says, as people write it."""
    value = getattr(row, field)
    return plain(value) if field in NUMBERS else str(value)


def field_form(row: Any, field: str, data: QueryDict | None = None) -> Any:
    """The form of one field."""
    form: Any = modelform_factory(type(row), form=ContentForm, fields=(field,))
    bound = form(data, instance=row, auto_id=f"id_{key_of(row)}_%s", initial={field: said(row, field)})
    widget = bound.fields[field].widget
    widget.attrs |= {"autofocus": True} | ({"rows": 3} if field in {"text", "look_for"} else {"autocomplete": "off"})
    return bound


@transaction.atomic
def save_field(row: Any, field: str, data: QueryDict) -> Saved:
    """Store what was sent, if the field still says what the sender saw (``was``) or says the same already."""
    refuse_published(row.placed_in())
    row.refresh_from_db()
    theirs = said(row, field)
    form = field_form(row, field, data)
    if not form.is_valid():
        row.refresh_from_db()
        return Saved(row, form)
    if theirs not in {data.get("was", "").replace("\r\n", "\n"), said(form.instance, field)}:
        return Saved(row, form, is_stale=True, theirs=theirs)
    return Saved(form.save(), form)


class FieldPages(RowPages):
    """A field: closed, open, or saved."""

    def routes(self) -> list[URLPattern]:
        """One address for each field of each row."""
        return [self.route(f"{ROW}/<str:field>/", self.field, "tree_field", READ_AND_WRITE)]

    def field(self, request: HttpRequest, version_id: int, kind: str, row_id: int, field: str) -> HttpResponse:
        """The field's form; its text alone where that is asked for."""
        if field not in EDITABLE.get(kind, ()):
            raise Http404
        version = self.version(request, version_id)
        row = self.row(request, version, kind, row_id)
        context = {"kind": kind, "row": row, "field": field, "value": said(row, field), "title": _("Edit")}
        if request.method == "POST":
            return self._save(request, version, context)
        if "closed" in request.GET:
            return self.part(request, version, "field", context | {"may": True})
        return self.part(
            request, version, "field_form", context | {"form": field_form(row, field), "was": said(row, field)}
        )

    def _save(self, request: HttpRequest, version: FrameworkVersion, context: dict[str, Any]) -> HttpResponse:
        field = context["field"]
        saved = save_field(context["row"], field, request.POST)
        context |= {"row": saved.row, "form": saved.form, "mine": request.POST.get(field, "")}
        if saved.is_stale:
            line = saved.row.history.select_related("history_user").first()
            stale = {"stale": True, "was": saved.theirs, "theirs": saved.theirs, "line": line}
            return self.part(request, version, "field_form", context | stale, status=409)
        if saved.form.errors:
            return self.part(request, version, "field_form", context | {"was": request.POST.get("was", "")}, status=422)
        if not is_within(request):
            return redirect(f"{page_url('tree', version)}#{key_of(saved.row)}")
        return self._saved(request, version, saved.row, {"kind": context["kind"], "field": field})

    def _saved(
        self, request: HttpRequest, version: FrameworkVersion, row: Any, context: dict[str, Any]
    ) -> HttpResponse:
        """The field as it is now, and whatever else of the tree says something else now."""
        root = tree(version)
        context |= {"row": row, "value": said(row, context["field"]), "may": True, "here": page_url("tree", version)}
        context |= {"version": version, "state": state_of(version, root), "way": root.way_to(row)}
        return TemplateResponse(request, f"{TEMPLATES}/_saved.html", context)
