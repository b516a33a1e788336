"""The request as views behind the sign-in get it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from organisations.models import User


class PersonRequest(HttpRequest):
    """A request of somebody who is signed in (``LoginRequiredMiddleware`` has turned the others away)."""

    user: User
    htmx: HtmxDetails
