"""The life of a version: copied to a draft, published, retired and taken back. Each asks first, but for the copy."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext as _

from frameworks.actions.versions import (
    NotPublishedError,
    UnpublishableError,
    copy_version,
    publish_version,
    reinstate_version,
    retire_version,
)
from frameworks.admin.pages import READ_AND_WRITE, WRITE, VersionPages
from frameworks.admin.state import state_of
from frameworks.admin.structure import change_url
from frameworks.comparison import forerunner
from frameworks.models import FrameworkVersion, FrozenVersionError
from frameworks.publishing import previews_of


class PublishingPages(VersionPages):
    """Copy, publish, retire, take back into use."""

    def routes(self) -> list[URLPattern]:
        """One address for each deed."""
        return [
            self.route("copy/", self.copy, "copy", WRITE),
            self.route("publish/", self.publish, "publish", READ_AND_WRITE),
            self.route("retire/", self.retire, "retire", READ_AND_WRITE),
            self.route("reinstate/", self.reinstate, "reinstate", READ_AND_WRITE),
        ]

    def copy(self, request: HttpRequest, version_id: int) -> HttpResponse:
        """Copy a version to a new draft, and go there."""
        version = self.version(request, version_id)
        if not self.admin.has_add_permission(request):
            raise PermissionDenied
        copy = copy_version(version=version)
        self.admin.log_addition(request, copy, _("Copied from version %(number)s.") % {"number": version.number})
        words = _("Version %(copy)s is a draft with the content of version %(original)s. Change its number here.")
        messages.success(request, words % {"copy": copy.number, "original": version.number})
        return redirect(change_url(copy))

    def publish(self, request: HttpRequest, version_id: int) -> HttpResponse:
        """Ask before publishing a draft, and publish it; its faults are listed while it has any."""
        version = self.version(request, version_id)
        if not self.admin.has_change_permission(request, version):
            raise PermissionDenied
        if request.method == "POST" and self._publish(request, version):
            return redirect(change_url(version))
        state = state_of(version)
        return self.page(
            request,
            version,
            "frameworkversion/publish.html",
            title=_("Publish a version"),
            state=state,
            before=forerunner(version.framework.versions.all(), version),
            previews=[] if state.mends else previews_of(version, request.user),
        )

    def retire(self, request: HttpRequest, version_id: int) -> HttpResponse:
        """Ask before a version is retired, and retire it."""
        return self._set_retired(request, version_id, retire_version, _("Retire a version"), _("Retired."))

    def reinstate(self, request: HttpRequest, version_id: int) -> HttpResponse:
        """Ask before a retired version is taken back into use, and do it."""
        title = _("Take a version back into use")
        return self._set_retired(request, version_id, reinstate_version, title, _("Taken back into use."))

    def _publish(self, request: HttpRequest, version: FrameworkVersion) -> bool:
        try:
            publish_version(version=version)
        except UnpublishableError:
            messages.error(request, _("The version was not published: it has faults."))
            return False
        except FrozenVersionError:
            messages.info(request, _("It was published before; nothing has changed."))
            return True
        self.admin.log_change(request, version, _("Published."))
        messages.success(request, _("Version %(number)s is published.") % {"number": version.number})
        return True

    def _set_retired(
        self, request: HttpRequest, version_id: int, action: Callable[..., None], title: str, done: str
    ) -> HttpResponse:
        version = self.version(request, version_id)
        if not request.user.has_perm("frameworks.change_frameworkversion") or not version.is_published:
            raise PermissionDenied
        if request.method == "POST":
            self._do(request, version, action, done)
            return redirect(change_url(version))
        return self.page(
            request,
            version,
            "frameworkversion/retire.html",
            title=title,
            state=state_of(version),
            is_return=action is reinstate_version,
        )

    def _do(self, request: HttpRequest, version: FrameworkVersion, action: Callable[..., None], done: str) -> None:
        try:
            action(version=version)
        except NotPublishedError:
            raise PermissionDenied
        self.admin.log_change(request, version, done)
        words: dict[str, Any] = {"version": version, "done": done}
        messages.success(request, _("%(version)s: %(done)s") % words)
