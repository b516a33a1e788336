"""XML parts read piece by piece, without building a tree: an element is looked at and let go.

Documents with a DTD or entities are refused, and elements are counted over all parts.
"""

from typing import Any, Protocol
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from frameworks.workbook.archive import Archive, ArchiveError

ELEMENTS_LIMIT = 600_000


class Handler(Protocol):
    """What is done with the elements of a part; names come without their namespace."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Text within an element, maybe in several pieces."""


class Parts:
    """The parts of one workbook as XML; raises ``ArchiveError`` for what isn't, or is too much."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._elements = 0

    def parse(self, name: str, handler: Handler) -> None:
        """Hand each element of a part to the handler."""
        parser: Any = DefusedXMLParser(target=_Target(self, handler), forbid_dtd=True)
        try:
            for chunk in self.archive.chunks(name):
                parser.feed(chunk)
            parser.close()
        except DefusedXmlException as error:
            raise ArchiveError(
                f"declares entities or a document type (part {name[:100]}), which no workbook does"
            ) from error
        except (ParseError, ValueError, LookupError) as error:
            raise ArchiveError(f"is damaged: its part {name[:100]} is not XML") from error

    def count(self) -> None:
        """Note one more element."""
        self._elements += 1
        if self._elements > ELEMENTS_LIMIT:
            raise ArchiveError(f"holds more than {ELEMENTS_LIMIT} XML elements")


class _Target:
    """Between the parser and the handler: counts, and takes the namespaces off."""

    def __init__(self, parts: Parts, handler: Handler) -> None:
        self._parts, self._handler = parts, handler
        self.data = handler.data

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._parts.count()
        self._handler.start(_local(tag), {_local(name): value for name, value in attributes.items()})

    def end(self, tag: str) -> None:
        self._handler.end(_local(tag))

    def close(self) -> None:
        """Nothing is built, so nothing is handed back."""


def _local(name: str) -> str:
    return name.rpartition("}")[2]
