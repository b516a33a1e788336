"""Where finished documents lie: the storage ``reports``, outside of everything that is served."""

import hashlib
import uuid
from typing import Final

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

STORAGE: Final = "reports"


def keep(content: bytes, extension: str) -> str:
    """Put a file away under a name that nobody can guess, and give the name."""
    return storage().save(f"{uuid.uuid4()}.{extension}", ContentFile(content))


def kept(name: str) -> bytes | None:
    """The file; None where it is gone."""
    try:
        with storage().open(name) as file:
            content: bytes = file.read()
    except OSError:
        return None
    return content


def throw_away(name: str) -> None:
    """Delete the file, if it is there."""
    if name:
        storage().delete(name)


def hash_of(content: bytes) -> str:
    """Its SHA-256, in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def storage() -> Storage:
    """The storage of finished documents."""
    return storages[STORAGE]
