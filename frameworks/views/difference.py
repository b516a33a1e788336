"""What changed between two published versions: for whoever has to decide on an upgrade."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from frameworks.comparison import compare
from frameworks.models import FrameworkVersion


@require_safe
def difference_detail(request: HttpRequest, framework: str) -> HttpResponse:
    """The difference ``?from=1.0&to=1.1``, or of the newest version; with ``format=json`` as JSON."""
    versions = list(FrameworkVersion.objects.published().filter(framework__slug=framework).select_related("framework"))
    if not versions:
        raise Http404
    asked = request.GET.get("from", ""), request.GET.get("to", "")
    comparison = compare(versions, *asked, default=versions[0])
    if comparison is None and any(asked):
        raise Http404
    if request.GET.get("format") == "json":
        return JsonResponse(comparison.to_json() if comparison else {})
    context = {"comparison": comparison, "versions": versions, "framework": versions[0].framework}
    return render(request, "frameworks/difference/detail.html", context)
