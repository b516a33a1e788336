"""Who may read a framework's guide: whoever is signed in; a draft only those who edit frameworks."""

from django.http import Http404

from frameworks.models import FrameworkVersion
from organisations.models import User


def readable_version(user: User, framework: str, number: str) -> FrameworkVersion:
    """The version of the framework with this slug and number; Http404 where there is none for this person."""
    if "\x00" in number:  # no database has it, and PostgreSQL can't be asked
        raise Http404
    versions = FrameworkVersion.objects.all() if may_read_drafts(user) else FrameworkVersion.objects.published()
    found = versions.select_related("framework").filter(framework__slug=framework, number=number).first()
    if found is None:
        raise Http404
    return found


def may_read_drafts(user: User) -> bool:
    """Whether the person sees versions that nobody has published yet."""
    return user.is_staff and user.has_perm("frameworks.view_frameworkversion")
