"""What is wrong with a file, and where: shared by framework content and assessment documents."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: its place (``categories.0.share``), its line where there is one, and words."""

    place: str
    words: str
    line: int | None = None

    def __str__(self) -> str:
        where = f"line {self.line}, {self.place}" if self.line else self.place
        return f"{where}: {self.words}"


class Faults(Exception):  # noqa: N818 - named by what it carries: all the faults, never just the first
    """A file was refused; ``faults`` holds everything that is wrong with it, in order."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))
