"""Clearing away what was begun and left: uploads that nobody confirmed, and files whose evidence never came to be."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.files.storage import Storage

from assessments.actions.uploads import delete_stale_uploads
from assessments.models import EvidenceRevision
from assessments.models.evidence import evidence_storage
from assessments.signals import cleared_away

GRACE = datetime.timedelta(days=1)
"""A file is written before its row is; until then it may still get one."""


@dataclass(frozen=True)
class Tidied:
    """How many uploads and files are gone."""

    uploads: int
    files: int


def tidy(*, now: datetime.datetime) -> Tidied:
    """Delete uploads of an hour ago, and files without evidence of a day ago; whatever is in use stays.

    The floors above are told, and clear away what is theirs.
    """
    cleared_away.send(sender=Tidied, now=now)
    return Tidied(uploads=delete_stale_uploads(), files=_delete_orphans(now))


def _delete_orphans(now: datetime.datetime) -> int:
    storage = evidence_storage()
    kept = set(EvidenceRevision.objects.exclude(file="").values_list("file", flat=True))
    orphans = [name for name in _names(storage) if name not in kept and _age(storage, name, now) > GRACE]
    for name in orphans:
        storage.delete(name)
    return len(orphans)


def _age(storage: Storage, name: str, now: datetime.datetime) -> datetime.timedelta:
    return now - storage.get_modified_time(name)


def _names(storage: Storage) -> Iterator[str]:
    """The names of all files: each lies in a folder of two letters."""
    for folder in _listed(storage, "")[0]:
        yield from (f"{folder}/{name}" for name in _listed(storage, folder)[1])


def _listed(storage: Storage, folder: str) -> tuple[list[str], list[str]]:
    try:
        return storage.listdir(folder)
    except FileNotFoundError:
        return [], []  # nothing was ever kept here
