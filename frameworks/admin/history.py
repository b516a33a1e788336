"""The history of a version as a page: who changed what, when, and what it said before."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.translation import gettext as _

from frameworks.admin.pages import READ, VersionPages
from frameworks.admin.structure import Branch, tree
from frameworks.difference.words import pieces
from frameworks.history import Entry, entry, lines_of, removed_items

PER_PAGE = 50
Choices = list[tuple[str, list[tuple[str, str]]]]


class HistoryPages(VersionPages):
    """One list over all content, the newest change first, and the same for one item."""

    def routes(self) -> list[URLPattern]:
        """Where Django's admin has the history of a version."""
        return [self.route("history/", self.history, "history", READ)]

    def history(self, request: HttpRequest, version_id: int) -> HttpResponse:
        """The changes, a page at a time."""
        version = self.version(request, version_id)
        chosen = request.GET.get("item", "")
        page = Paginator(lines_of(version.pk, chosen), PER_PAGE).get_page(request.GET.get("page"))
        return self.page(
            request,
            version,
            "frameworkversion/history.html",
            title=_("History"),
            entries=[_shown(entry(line)) for line in page],
            turned=page,
            choices=_choices(version),
            chosen=chosen,
            kept=urlencode({"item": chosen}),
        )


def _shown(line: Entry) -> dict[str, Any]:
    """A line, with the words of its changed texts marked; a version that was stored whole is said in its note."""
    told = () if line.note and line.is_added else line.changes
    return {"line": line, "changes": [{"field": one.field, "pieces": pieces(one.old, one.new)} for one in told]}


def _choices(version: Any) -> Choices:
    """What the history can be narrowed to: the whole, each item in its group, each language, and what is gone."""
    root = tree(version)
    categories = root.parts["categories"]
    dimensions = [part for category in categories for part in category.parts["dimensions"]]
    languages = sorted(set(version.translations.values_list("language", flat=True)))
    present = [
        (_("Version"), [("version", _("Data, scales, gates and rules"))]),
        (_("Categories and dimensions"), [_choice(part) for part in (*categories, *dimensions)]),
        *((str(part.row), [_choice(element) for element in part.parts["elements"]]) for part in dimensions),
        (_("Enablers"), [_choice(part) for part in root.parts["enablers"]]),
        (_("Translations"), [(f"translation-{language}", language) for language in languages]),
    ]
    known = {key for _group, items in present for key, _name in items}
    gone = [(key, name) for key, name in removed_items(version.pk).items() if key not in known]
    return [(group, items) for group, items in (*present, (_("Removed"), gone)) if items]


def _choice(branch: Branch) -> tuple[str, str]:
    return branch.key, str(branch.row)
