"""Files that a command is given."""

from pathlib import Path

from frameworks.content import ContentFaults
from frameworks.definition import FrameworkDefinition
from frameworks.faults import Fault
from frameworks.transfer import BYTES_LIMIT, read_file


def read_bytes(path: Path) -> bytes:
    """What a file holds, up to one byte more than is ever read; raises ``ContentFaults`` where it can't be opened."""
    try:
        with path.open("rb") as file:
            return file.read(BYTES_LIMIT + 1)
    except OSError as error:
        raise ContentFaults([Fault("content", f"can't be read: {error.strerror}")]) from error


def read_definition(path: Path) -> FrameworkDefinition:
    """The content of a file; raises ``ContentFaults``."""
    return read_file(read_bytes(path))
