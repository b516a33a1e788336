"""The life of a version: copied to a draft, published, retired."""

import dataclasses
import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from frameworks.actions.storage import store_draft
from frameworks.checks import check
from frameworks.faults import Faults
from frameworks.models import Framework, FrameworkVersion


class UnpublishableError(Faults):
    """A draft has faults and stays a draft; ``faults`` names each."""


class NotPublishedError(Exception):
    """A draft was to be retired: it was never in use, and can be deleted."""


@transaction.atomic
def publish_version(*, version: FrameworkVersion) -> FrameworkVersion:
    """Freeze a draft for use; raises UnpublishableError with every fault while it has any.

    What is stored counts, not what ``version`` holds in memory. Raises FrozenVersionError when it is published
    already: the moment of publishing never changes.
    """
    stored = FrameworkVersion.objects.select_for_update(of=("self",), no_key=True).select_related("framework")
    stored_version = stored.get(pk=version.pk)
    faults = [] if stored_version.is_published else check(stored_version.definition())
    if faults:
        raise UnpublishableError(faults)
    stored_version.published_at = timezone.now()
    stored_version.note = _("Published.")
    stored_version.save()
    version.published_at = stored_version.published_at
    return stored_version


def retire_version(*, version: FrameworkVersion) -> None:
    """Take a published version out of use: no new assessment is made with it, those that were made go on.

    Raises ``NotPublishedError`` for a draft.
    """
    _set_retired(version, timezone.now())


def reinstate_version(*, version: FrameworkVersion) -> None:
    """Take a retired version back into use; raises ``NotPublishedError`` for a draft."""
    _set_retired(version, None)


@transaction.atomic
def _set_retired(version: FrameworkVersion, at: datetime.datetime | None) -> None:
    if not FrameworkVersion.objects.filter(pk=version.pk).mark_retired(at):
        raise NotPublishedError
    version.retired_at = at
    version.leave_line(_("Retired.") if at else _("Taken back into use."))


@transaction.atomic
def copy_version(*, version: FrameworkVersion, number: str = "") -> FrameworkVersion:
    """Copy a version's whole content to a new draft; every code stays the same.

    Without a number it gets the next one that is free: whoever copies at the same moment waits, and gets another.
    """
    Framework.objects.select_for_update(no_key=True).get(pk=version.framework_id)
    number = number or next_number(version)
    note = _("Copied from version %(number)s.") % {"number": version.number}
    return store_draft(content=dataclasses.replace(version.definition(), version=number), note=note)


def next_number(version: FrameworkVersion) -> str:
    """A number for a copy that no version of the framework has yet: the last part counted up."""
    taken = set(version.framework.versions.values_list("number", flat=True))
    *head, last = version.number.split(".")
    counter = int(last) + 1
    while ".".join([*head, str(counter)]) in taken:
        counter += 1
    return ".".join([*head, str(counter)])
