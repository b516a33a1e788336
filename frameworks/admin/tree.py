"""The tree of a version in one view: read, and in a draft put in order, added to and edited where things are."""

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils.translation import gettext as _

from frameworks.actions.arrangement import parent_of, place_words, put, siblings_of
from frameworks.admin.pages import READ, READ_AND_WRITE, WRITE, page_url
from frameworks.admin.state import state_of
from frameworks.admin.structure import key_of, tree
from frameworks.admin.tree_rows import MODELS, ROW, TEMPLATES, RowPages, is_within
from frameworks.admin.tree_steps import StepError, addition, new_homes, removal_words
from frameworks.models import FrameworkVersion, Indicator, MisplacedContentError

STEPS = {"up": -1, "down": 1}
WHOLE = {"HX-Retarget": "#outline", "HX-Reswap": "outerHTML"}


class TreePages(RowPages):
    """The tree, and the small forms by which it is changed; with JavaScript they open and close within it."""

    def routes(self) -> list[URLPattern]:
        """The tree's addresses."""
        return [
            self.route("tree/", self.tree, "tree", READ),
            self.route(f"{ROW}/indicators/", self.indicators, "tree_indicators", READ),
            self.route("tree/move/", self.move, "tree_move", WRITE),
            self.route(f"{ROW}/place/", self.place, "tree_place", READ),
            self.route(f"{ROW}/add/", self.add, "tree_add", READ_AND_WRITE),
            self.route(f"{ROW}/remove/", self.remove, "tree_remove", READ_AND_WRITE),
        ]

    def tree(self, request: HttpRequest, version_id: int) -> HttpResponse:
        """The whole tree, with what keeps the version from being published at the top."""
        version = self.version(request, version_id)
        context = self._outline(request, version, _opened(request.GET))
        if is_within(request):
            return TemplateResponse(request, f"{TEMPLATES}/_outline.html", context | {"version": version})
        return self.page(request, version, "tree/page.html", title=_("Tree"), **context)

    def indicators(self, request: HttpRequest, version_id: int, kind: str, row_id: int) -> HttpResponse:
        """The indicators of an element, which are fetched when somebody opens it."""
        version = self.version(request, version_id)
        row = self.row(request, version, kind, row_id, needs="view")
        if kind != "element":
            raise Http404
        here = page_url("tree", version)
        if not is_within(request):
            return redirect(f"{here}?open={row_id}#{key_of(row)}")
        row.opened_indicators = list(row.indicators.order_by("number"))
        context = {"element": row, "may": self._may(request, version), "here": here, "version": version}
        return TemplateResponse(request, f"{TEMPLATES}/_indicators.html", context)

    def move(self, request: HttpRequest, version_id: int) -> HttpResponse:
        """Put a row elsewhere: a step ``up`` or ``down``, or to a place (from 1), below another row if one is named."""
        version = self.version(request, version_id)
        key, _space, step = request.POST.get("move", "").partition(" ")
        row = self.row(request, version, *_split(key))
        home, home_id = _split(request.POST.get("to", ""))
        parent = self.row(request, version, home, home_id, needs="view") if home in MODELS else None
        try:
            put(row=row, parent=parent, at=_place(row, step, request.POST.get("place", "")))
        except (MisplacedContentError, ValueError):
            return HttpResponseBadRequest(_("Nothing can be put there."))
        return self._done(request, version, place_words(row), row)

    def place(self, request: HttpRequest, version_id: int, kind: str, row_id: int) -> HttpResponse:
        """Ask where to put a row."""
        version = self.version(request, version_id)
        row = self.row(request, version, kind, row_id)
        place = [one.pk for one in siblings_of(row)].index(row.pk) + 1
        context = {"row": row, "title": _("Move"), "homes": new_homes(row), "place": place}
        return self.part(request, version, "place", context)

    def add(self, request: HttpRequest, version_id: int, kind: str, row_id: int) -> HttpResponse:
        """Add an element to a dimension (an enabler to the version), or an indicator to an element."""
        version = self.version(request, version_id)
        is_whole = (kind, row_id) == ("frameworkversion", version.pk)
        above = version if is_whole else self.row(request, version, kind, row_id, needs="view")
        try:
            form = addition(above, request.POST if request.method == "POST" else None)
        except StepError as error:
            raise Http404 from error
        if not self.may(request, "add", type(form.instance), version):
            raise PermissionDenied
        if form.is_valid():
            row = form.save()
            return self._done(request, version, _("%(row)s was added.") % {"row": row}, row)
        context = {"row": above, "title": _("Add"), "form": form}
        response = self.part(request, version, "add", context, 422 if form.is_bound else 200)
        response["HX-Retarget"] = f"#slot-{key_of(above)}"  # a form with faults goes back to where it was filled in
        response["HX-Reswap"] = "innerHTML"
        return response

    def remove(self, request: HttpRequest, version_id: int, kind: str, row_id: int) -> HttpResponse:
        """Ask before an element or an indicator is removed, and remove it."""
        version = self.version(request, version_id)
        row = self.row(request, version, kind, row_id, needs="delete")
        if kind not in {"element", "indicator"}:
            raise Http404
        if request.method != "POST":
            context = {"row": row, "title": _("Remove"), "words": removal_words(row)}
            return self.part(request, version, "remove", context)
        name, near = str(row), parent_of(row)
        row.delete()
        return self._done(request, version, _("%(row)s was removed.") % {"row": name}, near)

    def _done(self, request: HttpRequest, version: FrameworkVersion, words: str, row: Any) -> HttpResponse:
        """The tree as it is now, and what was done; it is looked at from ``row`` on."""
        if is_within(request):
            opened = _opened(request.POST)
            context = self._outline(request, version, opened if opened is None else {*opened, *_element_of(row)})
            context |= {"said": words, "near": key_of(row), "version": version}
            return TemplateResponse(request, f"{TEMPLATES}/_outline.html", context, headers=WHOLE)
        messages.success(request, words)
        return redirect(f"{page_url('tree', version)}#{key_of(row)}")

    def _outline(
        self, request: HttpRequest, version: FrameworkVersion, opened: Collection[int] | None
    ) -> dict[str, Any]:
        root = tree(version, opened=opened)
        here = page_url("tree", version)
        return {"root": root, "state": state_of(version, root), "may": self._may(request, version), "here": here}

    def _may(self, request: HttpRequest, version: FrameworkVersion) -> dict[str, bool]:
        """What the person may do with the rows of the version, such as ``change_element``."""
        return {
            f"{verb}_{kind}": self.may(request, verb, model, version)
            for kind, model in MODELS.items()
            for verb in ("add", "change", "delete")
        }


def _opened(sent: QueryDict) -> set[int] | None:
    """The elements that are open (``?open=12,15``); nothing stands for all of them."""
    if sent.get("open") == "all":
        return None
    return {int(found) for found in sent.get("open", "").split(",") if found.isdecimal() and len(found) < 19}


def _element_of(row: Any) -> set[int]:
    """The element that must be open for a row to be seen."""
    return {row.element_id} if isinstance(row, Indicator) else set()


def _split(key: str) -> tuple[str, int]:
    """``element-12`` in its parts."""
    kind, _dash, number = key.partition("-")
    return kind, int(number) if number.isdecimal() and len(number) < 19 else 0


def _place(row: Any, step: str, place: str) -> int:
    """The place, from 0: one up, one down, or the one that was typed; raises ValueError for anything else."""
    if not step:
        return int(place[:9]) - 1
    if step not in STEPS:
        raise ValueError(step)
    return max([one.pk for one in siblings_of(row)].index(row.pk) + STEPS[step], 0)
