"""XML parts read piece by piece, without building a tree: an element is looked at and let go.

Documents with a DTD or entities are refused; elements and attributes are counted over all parts.
"""

from functools import partial
from typing import Any, Protocol
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from frameworks.spreadsheet.archive import Archive, ArchiveError

ITEMS_LIMIT = 300_000
TAG_LIMIT = 1_000_000


class Handler(Protocol):
    """What is done with the elements of a part; their names come without a namespace, those of attributes with it."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Text within an element, maybe in several pieces."""


class _Nobody:
    """Stands where a parser wants somebody who builds a tree: nobody does."""

    def close(self) -> None:
        """Nothing was built."""


class Parts:
    """The parts of one workbook as XML; raises ``ArchiveError`` for what isn't, or is too much."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._items = 0

    def parse(self, name: str, handler: Handler) -> None:
        """Hand each element of a part to the handler."""
        parser = self._parser(handler)
        try:
            self._feed(parser, name)
        except DefusedXmlException as error:
            words = f"declares entities or a document type (part {name[:100]}), which no workbook does"
            raise ArchiveError(words) from error
        except (ParseError, ValueError, LookupError) as error:
            raise ArchiveError(f"is damaged: its part {name[:100]} is not XML") from error

    def _parser(self, handler: Handler) -> Any:
        """A parser that refuses what workbooks don't have, and hands the rest on without a detour."""
        parser: Any = DefusedXMLParser(target=_Nobody(), forbid_dtd=True)
        inner = parser.parser
        inner.ordered_attributes = False
        inner.StartElementHandler = partial(self._start, handler)
        inner.EndElementHandler = lambda name: handler.end(_local(name))
        inner.CharacterDataHandler = handler.data
        inner.CommentHandler = inner.ProcessingInstructionHandler = None
        return parser

    def _start(self, handler: Handler, name: str, attributes: dict[str, str]) -> None:
        self._items += 1 + len(attributes)
        if self._items > ITEMS_LIMIT:
            raise ArchiveError(f"holds more than {ITEMS_LIMIT} XML elements and attributes")
        handler.start(_local(name), attributes)

    def _feed(self, parser: Any, name: str) -> None:
        fed = 0
        for chunk in self.archive.chunks(name):
            parser.feed(chunk)
            fed += len(chunk)
            if fed - parser.parser.CurrentByteIndex > TAG_LIMIT:
                raise ArchiveError(f"is damaged: its part {name[:100]} holds a tag without an end")
        parser.close()


def _local(name: str) -> str:
    return name[name.rfind("}") + 1 :]
