"""The difference between a version and another one of its framework, drafts among them."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern
from django.utils.translation import gettext as _

from frameworks.admin.pages import READ, VersionPages
from frameworks.comparison import compare


class DifferencePages(VersionPages):
    """What changed from one version to another, as a page and as JSON."""

    def routes(self) -> list[URLPattern]:
        """Beside the version's own page."""
        return [self.route("difference/", self.difference, "difference", READ)]

    def difference(self, request: HttpRequest, version_id: int) -> HttpResponse:
        """From ``?from=`` to ``?to=``; without them from the version published before this one, to this one."""
        version = self.version(request, version_id)
        versions = list(version.framework.versions.select_related("framework").order_by("-pk"))
        comparison = compare(versions, request.GET.get("from", ""), request.GET.get("to", ""), default=version)
        if request.GET.get("format") == "json":
            return JsonResponse(comparison.to_json() if comparison else {}, status=200 if comparison else 404)
        return self.page(
            request,
            version,
            "frameworkversion/difference.html",
            title=_("Difference"),
            comparison=comparison,
            versions=versions,
        )
