"""Keeps PDFs in the data folder, by a digest of all that they were made from: outside the web root, bounded."""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

DIGEST_LENGTH = hashlib.sha256().digest_size
MOST_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True)
class Shelf:
    """A folder of finished reports; the least recently read ones go when it is full."""

    folder: Path
    most_bytes: int = MOST_BYTES

    def get(self, name: str, make: Callable[[], bytes]) -> bytes:
        """The report kept under ``name``, or the one that ``make`` makes, which is kept then.

        A shelf that can't be written is no reason to have no report.
        """
        kept = self._read(name)
        if kept is not None:
            return kept
        made = make()
        with contextlib.suppress(OSError):
            self._write(name, made)
            self._clear()
        return made

    def _read(self, name: str) -> bytes | None:
        """The kept report; None when there is none, or when what lies there is not what was put there."""
        file = self.folder / f"{name}.pdf"
        try:
            content = file.read_bytes()
            os.utime(file)
        except OSError:
            return None
        digest, report = content[:DIGEST_LENGTH], content[DIGEST_LENGTH:]
        return report if hashlib.sha256(report).digest() == digest else None

    def _write(self, name: str, report: bytes) -> None:
        """Put a report there whole or not at all, readable by this site's own user only."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=self.folder, suffix=".new")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(report).digest() + report)
            Path(temporary).replace(self.folder / f"{name}.pdf")
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise

    def _clear(self) -> None:
        """Take the least recently read reports away until the rest fits; another process may be doing the same."""
        files = sorted(self.folder.iterdir(), key=lambda file: file.stat().st_mtime, reverse=True)
        total = 0
        for file in files:
            total += file.stat().st_size
            if total > self.most_bytes:
                file.unlink(missing_ok=True)


def key(*parts: str) -> str:
    """The name of a report: a digest of everything that it is made from."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part.encode()).digest())
    return digest.hexdigest()
