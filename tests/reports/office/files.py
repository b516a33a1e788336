"""Office files read back: by the libraries, and part by part; whatever a test reads has to be sound."""

import io
from typing import Any

import docx
import openpyxl
import pptx
from docx.document import Document
from lxml import etree

from tests.reports.office.soundness import faults, opened

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def document(data: bytes) -> Document:
    return docx.Document(io.BytesIO(sound(data)))


def slides(data: bytes) -> Any:
    return pptx.Presentation(io.BytesIO(sound(data)))


def workbook(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(sound(data)))


def parts(data: bytes) -> dict[str, bytes]:
    """Every part of the archive by name."""
    return opened(sound(data)).parts


def sound(data: bytes) -> bytes:
    """The same, once nothing in it is what an office program may trip over."""
    assert faults(data) == ()
    return data


def texts(data: bytes) -> str:
    """All that is written in any of its parts, the workbooks inside its charts too."""
    told = []
    for name, part in opened(data).parts.items():
        if name.endswith(".xlsx"):
            told.append(texts(part))
        elif name.endswith((".xml", ".rels")):
            root = etree.fromstring(part)
            told += [*root.itertext(), *(value for one in root.iter() for value in one.attrib.values())]
    return "\n".join(told)


def paragraphs(data: bytes, style: str) -> list[str]:
    """The paragraphs of a Word document in this style, by its name in Word."""
    return [one.text for one in document(data).paragraphs if one.style.name == style]
