"""The URL map: each app brings its own addresses under its namespace."""

from typing import NoReturn

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.http import Http404, HttpRequest
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from assessments.views.home import home
from cxmaturity.gallery import gallery

# The admin's own sign-in would not count wrong passwords; allauth's does.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.site_title = admin.site.site_header = _("cxmaturity administration")
admin.site.index_title = _("Frameworks, organisations and accounts")


def closed(request: HttpRequest, **arguments: str) -> NoReturn:
    """An address that the sign-in library would offer and this product doesn't."""
    raise Http404


urlpatterns = [
    path("", home, name="home"),
    path("", include("frameworks.urls")),
    path("", include("organisations.urls")),
    path("", include("assessments.urls")),
    path("", include("targets.urls")),
    path("", include("planner.urls")),
    path("", include("plans.urls")),
    path("", include("comparisons.urls")),
    path("", include("benchmarking.urls")),
    path("", include("pulses.urls")),
    path("", include("reports.urls")),
    path("", include("results.urls")),
    path("gallery/", gallery, name="gallery"),
    # Whoever could change their own address could take up an invitation to another; an administrator changes it.
    path("accounts/email/", closed, name="account_email"),
    path("accounts/confirm-email/", closed, name="account_email_verification_sent"),
    path("accounts/confirm-email/<str:key>/", closed, name="account_confirm_email"),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
