"""Finishes an office file: one moment for all its times, our own properties, and nothing that a template left in it.

The libraries write the time of saving into the archive and its properties; so the same source would never give the same
bytes twice.
"""

import datetime
import io
import zipfile
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from reports.office.texts import clean

CORE, APP = "docProps/core.xml", "docProps/app.xml"
DAY: Final = (2000, 1, 1, 0, 0, 0)  # of every part inside the archive
LONGEST: Final = 250  # characters of a property, which Windows shows
CORE_XML: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject><dc:creator>{author}</dc:creator>"
    "<cp:lastModifiedBy>{author}</cp:lastModifiedBy><cp:revision>1</cp:revision>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
    "<dc:language>{language}</dc:language></cp:coreProperties>"
)
APP_XML: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Company>{author}</Company></Properties>"
)


@dataclass(frozen=True)
class Properties:
    """What a file says of itself; ``moment`` is when what it says was approved, or last changed."""

    title: str
    subject: str
    author: str
    language: str
    moment: datetime.datetime


def finished(data: bytes, properties: Properties) -> bytes:
    """The same file with these properties; the same parts give the same bytes."""
    ours = {CORE: _filled(CORE_XML, properties), APP: _filled(APP_XML, properties)}
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, DAY)
            part.compress_type, part.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(part, ours.get(name) or old.read(name))
    return stream.getvalue()


def _filled(template: str, properties: Properties) -> bytes:
    moment = properties.moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    told = {"title": properties.title, "subject": properties.subject, "author": properties.author}
    texts = {name: escape(clean(text)[:LONGEST]) for name, text in told.items()}
    return template.format(**texts, moment=moment, language=escape(properties.language)).encode()
