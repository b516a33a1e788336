"""Search over all text of a version."""

from itertools import groupby, islice

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.translation import gettext as _

from frameworks.admin.pages import READ, VersionPages
from frameworks.admin.texts import TextPlace, TextPlaces
from frameworks.search import Hit, search

MOST = 200  # texts shown; whoever has more hits looks for more words
LONGEST = 200  # characters of what is searched for


class SearchPages(VersionPages):
    """The texts that have certain words, with the way to edit each."""

    def routes(self) -> list[URLPattern]:
        """One page."""
        return [self.route("search/", self.search, "search", READ)]

    def search(self, request: HttpRequest, version_id: int) -> HttpResponse:
        """The hits for ``?q=``, item by item."""
        version = self.version(request, version_id)
        words = request.GET.get("q", "")[:LONGEST]
        definition = version.definition()
        hits = list(islice(search(definition, words), MOST + 1))
        places = TextPlaces(version, definition)
        found = [(places.of(hit.key), hit) for hit in hits[:MOST]]
        groups = [(name, list(group)) for name, group in groupby(found, key=_item)]
        return self.page(
            request,
            version,
            "frameworkversion/search.html",
            title=_("Search"),
            words=words,
            groups=groups,
            count=len(found),
            is_cut=len(hits) > MOST,
        )


def _item(found: tuple[TextPlace, Hit]) -> tuple[str, str, str]:
    """What a hit is listed under."""
    place, hit = found
    return place.kind, place.item, hit.language
