"""The URL map: each app brings its own addresses under its namespace."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.http import Http404
from django.urls import include, path
from django.views.defaults import page_not_found

from assessments.views.home import home
from cxmaturity.gallery import gallery

# The admin's own sign-in would not count wrong passwords; allauth's does.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("", home, name="home"),
    path("", include("organisations.urls")),
    path("", include("assessments.urls")),
    path("", include("reports.urls")),
    path("gallery/", gallery, name="gallery"),
    # Whoever could change their own address could take up an invitation to another; an administrator changes it.
    path("accounts/email/", page_not_found, {"exception": Http404()}, name="account_email"),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
