"""Documents, workbooks and slides of today's offices: of a known kind, without macros and without outside parts."""

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from typing import Final

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _

from assessments.evidence_files.archives import Archive, damaged, protected
from assessments.evidence_files.kinds import (
    DOCX,
    ODP,
    ODS,
    ODT,
    PPTX,
    XLSX,
    FileKind,
    Readable,
    RefusedFileError,
)

XML_LIMIT: Final = 1024 * 1024
EMBEDDED_LIMIT: Final = 8 * 1024 * 1024
EMBEDDED_COUNT: Final = 50
TYPES: Final = "[Content_Types].xml"
MIME: Final = "mimetype"
MANIFEST: Final = "META-INF/manifest.xml"

MAIN_TYPES: Final = {f"{kind.content_type}.main+xml": kind for kind in (DOCX, XLSX, PPTX)}
OPEN_DOCUMENTS: Final = {kind.content_type.encode(): kind for kind in (ODT, ODS, ODP)}
# Parts that do something, by a piece of their path.
MACROS: Final = ("vbaproject", "vbadata", "/macrosheets/", "/activex/", "/basic/", "/scripts/", "/dialogs/")
OUTSIDE: Final = ("/externallinks/", "/connections.xml", "/oleobject")
EMBEDDED: Final = "/embeddings/"
DOCUMENTS: Final = (".docx", ".xlsx", ".pptx")
OWN_DISK: Final = re.compile(r"file:///[A-Za-z]:[^:]*$")


def check_document(file: Readable, size: int, *, is_embedded: bool = False) -> FileKind:
    """One of six kinds by what its parts say; a chart's workbook inside may be one more, and holds none itself."""
    archive = Archive(file, size)
    _check_parts(archive.names)
    kind = _open_document(archive) if MIME in archive.names else _open_xml(archive)
    inner = [name for name in archive.names if EMBEDDED in f"/{name.casefold()}" and not name.endswith("/")]
    if (is_embedded and inner) or len(inner) > EMBEDDED_COUNT:
        raise _outside()
    for name in inner:
        _check_embedded(archive, name)
    return kind


def _check_parts(names: Iterable[str]) -> None:
    for name in names:
        path = f"/{name.casefold()}"
        if any(piece in path for piece in MACROS):
            raise _macros()
        if any(piece in path for piece in OUTSIDE):
            raise _outside()


def _check_embedded(archive: Archive, name: str) -> None:
    if not name.casefold().endswith(DOCUMENTS):
        raise _outside()
    data = archive.part(name, EMBEDDED_LIMIT)
    check_document(io.BytesIO(data), len(data), is_embedded=True)


def _open_xml(archive: Archive) -> FileKind:
    if TYPES not in archive.names:
        raise RefusedFileError(_("Archives are not taken. Unpack it, then choose the files one by one."))
    types = [str(node.get("ContentType", "")) for node in _xml(archive, TYPES).iter()]
    if any("macroenabled" in one.casefold() or "vbaproject" in one.casefold() for one in types):
        raise _macros()
    kinds = [MAIN_TYPES[one] for one in types if one in MAIN_TYPES]
    if len(kinds) != 1:
        raise damaged()
    for name in archive.names:
        if name.casefold().endswith(".rels"):
            _check_links(_xml(archive, name))
    return kinds[0]


def _check_links(root: ET.Element) -> None:
    """A link to click is a link; anything else from outside is fetched on opening."""
    for node in root.iter():
        is_outside = str(node.get("TargetMode", "")).casefold() == "external"
        if is_outside and not _is_harmless(str(node.get("Type", "")), str(node.get("Target", ""))):
            raise _outside()


def _is_harmless(kind: str, target: str) -> bool:
    """A link, or the house's own template on a disk of the one who wrote it, which every letter from it names."""
    return kind.endswith("/hyperlink") or (kind.endswith("/attachedTemplate") and bool(OWN_DISK.match(target)))


def _open_document(archive: Archive) -> FileKind:
    kind = OPEN_DOCUMENTS.get(archive.part(MIME, 100))
    if kind is None or archive.names[0] != MIME or MANIFEST not in archive.names:
        raise damaged()
    # A chart is a folder of this name, what another program embedded is a file.
    if any(name.startswith("Object ") and "/" not in name for name in archive.names):
        raise _outside()
    if any(node.tag.endswith("}encryption-data") for node in _xml(archive, MANIFEST).iter()):
        raise protected()
    return kind


def _xml(archive: Archive, name: str) -> ET.Element:
    try:
        root: ET.Element = ElementTree.fromstring(archive.part(name, XML_LIMIT), forbid_dtd=True)
    except (ET.ParseError, DefusedXmlException, ValueError, LookupError):
        raise damaged() from None
    return root


def _macros() -> RefusedFileError:
    return RefusedFileError(_("The document holds macros. Save it without them (docx, xlsx, pptx) or as a PDF."))


def _outside() -> RefusedFileError:
    return RefusedFileError(
        _("The document holds other files or links to them that open by themselves. Save it as a PDF instead.")
    )
