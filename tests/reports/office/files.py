"""Office files read back: by the libraries, and part by part."""

import io
import zipfile
from typing import Any

import docx
import openpyxl
import pptx
from docx.document import Document
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def document(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def slides(data: bytes) -> Any:
    return pptx.Presentation(io.BytesIO(data))


def workbook(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def parts(data: bytes) -> dict[str, bytes]:
    """Every part of the archive by name; that each XML one is well formed is seen on the way."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert len(set(archive.namelist())) == len(archive.namelist())
        found = {name: archive.read(name) for name in archive.namelist()}
    for name, part in found.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(part)
    return found


def texts(data: bytes) -> str:
    """All that is written in any of its parts, the workbooks inside its charts too."""
    told = []
    for name, part in parts(data).items():
        if name.endswith(".xlsx"):
            told.append(texts(part))
        elif name.endswith((".xml", ".rels")):
            root = etree.fromstring(part)
            told += [*root.itertext(), *(value for one in root.iter() for value in one.attrib.values())]
    return "\n".join(told)


def paragraphs(data: bytes, style: str) -> list[str]:
    """The paragraphs of a Word document in this style, by its name in Word."""
    return [one.text for one in document(data).paragraphs if one.style.name == style]


def bare(element: Any) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]
