"""An organisation's house style: written by its managers."""

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from organisations.access import managed_organisation
from organisations.requests import PersonRequest


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def house_style_edit(request: PersonRequest, slug: str) -> HttpResponse:
    """The form, beside it what a cover looks like with it; or keep it."""
    managed_organisation(request.user, slug)
    return HttpResponse(status=422 if request.method == "POST" else 200)
