"""The name that a file is offered under again: what a person reads in it stays, what a system could trip over goes."""

import unicodedata
from typing import Final

from django.utils.translation import gettext as _

from assessments.evidence_files.kinds import EXTENSIONS, FileKind

LONGEST_NAME: Final = 120
FORBIDDEN: Final = frozenset('<>:"/\\|?*%')
DEVICES: Final = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
# Control, format (marks that turn the direction of text among them), surrogate, private and unassigned characters.
UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def clean_name(name: str, kind: FileKind) -> str:
    """One plain file name of at most 120 characters that ends as this kind of file does."""
    last = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    seen = "".join(letter for letter in last if unicodedata.category(letter) not in UNSEEN)
    plain = "".join("_" if letter in FORBIDDEN else letter for letter in " ".join(seen.split()))
    stem, extension = _split(plain, kind)
    stem = stem[: LONGEST_NAME - len(extension)].strip(". ") or _("file")
    return f"{'_' if stem.split('.')[0].strip().casefold() in DEVICES else ''}{stem}{extension}"


def _split(name: str, kind: FileKind) -> tuple[str, str]:
    """The name without its extension, and the one that it gets; another kind's is replaced, a foreign one stays."""
    stem, dot, end = name.rpartition(".")
    extension = f"{dot}{end}".casefold()
    if dot and extension in kind.extensions:
        return stem, extension
    if dot and extension in EXTENSIONS:
        return stem, kind.extensions[0]
    return name, kind.extensions[0]
