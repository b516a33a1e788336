"""What the tree's pages share: finding a row, and showing a small form by itself or within the tree."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from frameworks.admin.pages import VersionPages, page_url
from frameworks.admin.structure import key_of, path_of
from frameworks.models import Category, Dimension, Element, FrameworkVersion, Indicator

MODELS: dict[str, type[Any]] = {
    "category": Category,
    "dimension": Dimension,
    "element": Element,
    "indicator": Indicator,
}
ROW = "tree/<str:kind>/<int:row_id>"
TEMPLATES = "admin/frameworks/tree"


def is_within(request: HttpRequest) -> bool:
    """Whether the tree itself asks, for a part of it."""
    return "HX-Request" in request.headers


class RowPages(VersionPages):
    """Pages about one row of a version's tree."""

    def row(
        self, request: HttpRequest, version: FrameworkVersion, kind: str, row_id: int, *, needs: str = "change"
    ) -> Any:
        """A row of the version, with which the person may do what is needed; ``view`` needs nothing more."""
        model = MODELS.get(kind)
        if model is None:
            raise Http404
        row = get_object_or_404(model, **{"pk": row_id, model.version_path: version.pk})
        if needs != "view" and not self.may(request, needs, model, version):
            raise PermissionDenied
        return row

    def part(
        self, request: HttpRequest, version: FrameworkVersion, name: str, context: dict[str, Any], status: int = 200
    ) -> HttpResponse:
        """A small form; ``context`` has its row and its title."""
        row, template = context["row"], f"{TEMPLATES}/_{name}.html"
        context |= {"key": key_of(row), "path": path_of(row), "here": page_url("tree", version)}
        if is_within(request):
            return TemplateResponse(request, template, context, status=status)
        return self.page(request, version, "tree/step.html", status, part=template, **context)
