"""What the pages of a version beside the stock ones share: who may see them, what stands around them, their way in."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from frameworks.admin.structure import change_url
from frameworks.models import FrameworkVersion

READ = ("GET", "HEAD")
READ_AND_WRITE = (*READ, "POST")
WRITE = ("POST",)


def page_url(name: str, version: FrameworkVersion, *arguments: Any) -> str:
    """The address of a page of a version: ``tree``, ``search``, and so on."""
    return reverse(f"admin:frameworks_frameworkversion_{name}", args=[version.pk, *arguments])


class VersionPages:
    """Some pages of a version, which the version's own admin class takes in among its addresses."""

    def __init__(self, version_admin: admin.ModelAdmin[FrameworkVersion]) -> None:
        self.admin = version_admin

    def routes(self) -> list[URLPattern]:
        """The addresses of the pages."""
        raise NotImplementedError

    def route(self, address: str, view: Callable[..., HttpResponse], name: str, methods: tuple[str, ...]) -> URLPattern:
        """One address below the version's, for administrators."""
        guarded: Any = require_http_methods(methods)(self.admin.admin_site.admin_view(view))
        found: URLPattern = path(f"<int:version_id>/{address}", guarded, name=f"frameworks_frameworkversion_{name}")
        return found

    def version(self, request: HttpRequest, version_id: int) -> FrameworkVersion:
        """The version, which the person may look at."""
        version = get_object_or_404(FrameworkVersion.objects.select_related("framework"), pk=version_id)
        if not self.admin.has_view_permission(request, version):
            raise PermissionDenied
        return version

    def may(self, request: HttpRequest, verb: str, model: type[Model], row: Any) -> bool:
        """Whether the person may ``add`` (to the row), ``change`` or ``delete``; nobody may in a published version."""
        owner = row if isinstance(row, FrameworkVersion) else row.version
        needed = get_permission_codename(verb, model._meta)  # noqa: SLF001 - Django documents it
        return not owner.is_published and request.user.has_perm(f"{self.admin.opts.app_label}.{needed}")

    def page(
        self, request: HttpRequest, version: FrameworkVersion, template: str, status: int = 200, **context: Any
    ) -> TemplateResponse:
        """One of the pages, with the version's name, the way up and the ways along."""
        around = {
            **self.admin.admin_site.each_context(request),
            "opts": self.admin.opts,
            "subtitle": str(version),
            "version": version,
            "original": version,
            "back": change_url(version),
        }
        return TemplateResponse(request, f"admin/frameworks/{template}", around | context, status=status)
