"""What an office program may trip over, found without one: the rules of the package, then those of each format.

A program that finds a file unsound offers to repair it, or refuses it; some go on without a word and lose a part. Each
rule gives a fault in words, so that a test says at once what is wrong.
"""

import functools
import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from lxml import etree

from tests.reports.office import sound_slides, sound_word, sound_workbook
from tests.reports.office.marks import bare, twice

TYPES, ROOT = "[Content_Types].xml", "_rels/.rels"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CORE = "docProps/core.xml"
LEADS = ("http://", "https://", "mailto:")
FORMATS = {
    "word/document.xml": sound_word.faults,
    "ppt/presentation.xml": sound_slides.faults,
    "xl/workbook.xml": sound_workbook.faults,
}


@dataclass(frozen=True)
class Relation:
    """From a part to another one, or out into the web."""

    key: str
    kind: str
    target: str
    is_external: bool


@dataclass(frozen=True)
class Package:
    """An office file as it lies in its archive: every part by its name, every XML one read."""

    parts: dict[str, bytes]
    trees: dict[str, Any]

    def relations(self, name: str) -> list[Relation]:
        """Those of a part; of the package itself, where the name is empty."""
        folder, _slash, file = name.rpartition("/")
        tree = self.trees.get(posixpath.join(folder, "_rels", f"{file}.rels") if name else ROOT)
        return [] if tree is None else [_relation(one, folder) for one in tree]

    def named(self, start: str, end: str = ".xml") -> list[str]:
        """The parts whose names begin and end so."""
        return [name for name in self.parts if name.startswith(start) and name.endswith(end)]


@functools.lru_cache(maxsize=64)
def faults(data: bytes) -> tuple[str, ...]:
    """Everything that is unsound in a file; none is what a test wants."""
    try:
        package = opened(data)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, ValueError) as error:
        return (f"it does not open: {error}",)
    found = [*_type_faults(package), *_relation_faults(package), *_property_faults(package)]
    main = next((name for name in FORMATS if name in package.parts), None)
    found += FORMATS[main](package) if main else ["it has no main part"]
    return tuple(found)


def opened(data: bytes) -> Package:
    """The file taken apart; raises ValueError where a name is there twice or an XML part brings a DTD."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        if twice(names) or archive.testzip():
            raise ValueError(f"parts that are there twice or damaged: {twice(names)}")
        parts = {name: archive.read(name) for name in names}
    trees = {name: etree.fromstring(part) for name, part in parts.items() if name.endswith((".xml", ".rels"))}
    if declared := [name for name, tree in trees.items() if tree.getroottree().docinfo.doctype]:
        raise ValueError(f"parts with a DTD: {declared}")
    return Package(parts, trees)


def _relation(one: Any, folder: str) -> Relation:
    is_external, target = one.get("TargetMode") == "External", one.get("Target")
    path = target if is_external else unquote(posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
    return Relation(one.get("Id"), one.get("Type"), path, is_external)


def _type_faults(package: Package) -> Iterator[str]:
    """Every part has a type, and every type that is named by itself has its part."""
    types = package.trees[TYPES]
    ends = [one.get("Extension").lower() for one in types if bare(one) == "Default"]
    named = [one.get("PartName").lstrip("/") for one in types if bare(one) == "Override"]
    yield from (f"a content type twice: {one}" for one in twice([*ends, *named]))
    yield from (f"a content type for a part that is not there: {one}" for one in named if one not in package.parts)
    for name in package.parts:
        if name not in {*named, TYPES} and name.rpartition(".")[2].lower() not in ends:
            yield f"no content type for {name}"
        if name.endswith(".xml") and name not in {*named, TYPES}:
            yield f"{name} has no content type of its own"


def _relation_faults(package: Package) -> Iterator[str]:
    """What is led to is there, what is there is led to, and each id that a part uses is known."""
    owners = ["", *(name for name in package.parts if not name.endswith(".rels") and name != TYPES)]
    reached = {TYPES, ROOT}
    for owner in owners:
        relations = package.relations(owner)
        yield from (f"{owner}: relation {one} twice" for one in twice([one.key for one in relations]))
        for one in relations:
            if not one.is_external and one.target not in package.parts:
                yield f"{owner}: leads to {one.target}, which is not there"
            if one.is_external and not one.target.startswith(LEADS):
                yield f"{owner}: leads out to {one.target}"
            reached.add(one.target)
        used = {value for mark, value in _marks(package.trees.get(owner)) if mark.startswith(R)}
        yield from (f"{owner}: uses {key}, which it does not have" for key in used - {one.key for one in relations})
    yield from (f"nothing leads to {one}" for one in package.parts if one not in reached and not one.endswith(".rels"))


def _marks(tree: Any) -> Iterator[tuple[str, str]]:
    if tree is not None:
        yield from ((name, value) for one in tree.iter() for name, value in one.attrib.items())


def _property_faults(package: Package) -> Iterator[str]:
    """A title, an author and a language, for lists of files and for whoever hears the file."""
    said = {bare(one): one.text for one in package.trees[CORE]} if CORE in package.trees else {}
    yield from (f"no {name} among its properties" for name in ("title", "creator", "language") if not said.get(name))
