"""The manager's own words: Markdown read into plain frozen values, and those as HTML for paper and screen.

Whatever is written can become nothing but these values: paragraphs, headings, lists, and runs of text in them. HTML is
text, a picture is its description, and a link leads to the web or to a mailbox or is no link.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reports.direction import direction

LONGEST: Final = 20_000  # characters; whatever is longer is set as it stands, so that no text keeps anybody waiting
SCHEMES: Final = ("https://", "http://", "mailto:")
DEEPEST: Final = 100  # lists and quotations in one another; the reader would leave out whatever is deeper
DEEPEST_LIST: Final = 3  # what is nested deeper stands in the third
DEEPEST_HEADING: Final = 3
UNDER: Final = 2  # the heading of the section that the words stand in


@dataclass(frozen=True)
class Run:
    """A piece of text set in one way; a line feed in it is a new line, ``link`` is an address or empty."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, or one that is quoted."""

    runs: tuple[Run, ...]
    quoted: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading inside the words; ``level`` is 1 to 3, and never more than one deeper than the heading before it."""

    runs: tuple[Run, ...]
    level: int


@dataclass(frozen=True)
class List:
    """A list, at most three deep; each item is paragraphs and lists of its own."""

    items: tuple[tuple["Paragraph | Heading | List", ...], ...]
    ordered: bool = False
    start: int = 1


Block = Paragraph | Heading | List


def to_html(text: str) -> SafeString:
    """The words as HTML, their headings below a section's own ``h2``."""
    return _html(blocks(text))


def blocks(text: str) -> tuple[Block, ...]:
    """The words as plain values, in the order in which they are read; as they stand where they are too long or deep."""
    tokens = _reader().parse(text) if len(text) <= LONGEST else []
    if len(text) > LONGEST or any(token.level >= DEEPEST - 1 for token in tokens):
        return tuple(Paragraph((Run(line),)) for line in text.splitlines() if line.strip())
    return tuple(_levelled(list(_blocks(iter(tokens)))))


def plain(text: str) -> str:
    """The words without any formatting, a line for each block."""
    return "\n".join(_words(one) for one in blocks(text))


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST})
    reader.validateLink = lambda url: url.lower().startswith(SCHEMES)  # type: ignore[method-assign]
    return reader


def _blocks(tokens: Iterator[Token], *, depth: int = 0, quoted: bool = False) -> Iterator[Block]:
    """The blocks up to the end of what they stand in; ``depth`` counts the lists around them."""
    for token in tokens:
        if token.nesting < 0:
            return
        if token.type == "paragraph_open":
            yield Paragraph(_line(tokens), quoted)
        elif token.type == "heading_open":
            yield Heading(_line(tokens), int(token.tag[1:]))
        elif token.type in {"fence", "code_block"}:
            yield Paragraph((Run(token.content.rstrip("\n")),), quoted)
        elif token.type == "blockquote_open":
            yield from _blocks(tokens, depth=depth, quoted=True)
        elif token.type in {"bullet_list_open", "ordered_list_open"}:
            yield from _list(token, tokens, depth)


def _list(opened: Token, tokens: Iterator[Token], depth: int) -> Iterator[Block]:
    items = []
    for token in tokens:
        if token.nesting < 0:
            break
        items.append(tuple(_blocks(tokens, depth=depth + 1)))
    if depth < DEEPEST_LIST:
        start = int(opened.attrs.get("start", 1))
        yield List(tuple(items), ordered=opened.type == "ordered_list_open", start=start)
    else:
        yield from (block for item in items for block in item)


def _line(tokens: Iterator[Token]) -> tuple[Run, ...]:
    """The text of a paragraph or heading as few runs as there are ways in which it is set."""
    inline = next(tokens)
    next(tokens)  # where it ends
    pieces = groupby(_pieces(inline.children or ()), key=itemgetter(0))
    runs = (replace(way, text="".join(text for _way, text in group)) for way, group in pieces)
    return tuple(run for run in runs if run.text)


def _pieces(tokens: Sequence[Token]) -> Iterator[tuple[Run, str]]:
    """Each piece of text with the way in which it is set; counted, so that no nesting is too deep."""
    open_now = Counter[str]()
    link = ""
    for token in tokens:
        kind = token.type.removesuffix("_open").removesuffix("_close")
        open_now[kind] += token.nesting
        if kind == "link":
            link = str(token.attrs.get("href", ""))
        elif token.nesting == 0:
            way = Run("", bold=open_now["strong"] > 0, italic=open_now["em"] > 0, link=link)
            yield way, BREAKS.get(kind, token.content)


BREAKS: Final = {"softbreak": " ", "hardbreak": "\n"}


def _levelled(found: Sequence[Block]) -> Iterator[Block]:
    """The same with headings that go down one step at a time, whatever their writer counted from."""
    used = sorted({one.level for one in found if isinstance(one, Heading)})
    before = 0
    for one in found:
        if isinstance(one, Heading):
            before = min(used.index(one.level) + 1, before + 1, DEEPEST_HEADING)
            yield replace(one, level=before)
        else:
            yield one


def _html(found: Sequence[Block]) -> SafeString:
    return format_html_join("\n", "{}", ((_block_html(one),) for one in found))


def _block_html(block: Block) -> SafeString:
    way = direction(_words(block))
    if isinstance(block, List):
        return _list_html(block, way)
    runs = _runs_html(block.runs)
    if isinstance(block, Heading):
        level = UNDER + block.level
        return format_html('<h{} dir="{}">{}</h{}>', level, way, runs, level)
    if block.quoted:
        return format_html('<blockquote dir="{}"><p>{}</p></blockquote>', way, runs)
    return format_html('<p dir="{}">{}</p>', way, runs)


def _list_html(block: List, way: str) -> SafeString:
    items = format_html_join("\n", "<li>{}</li>", ((_item_html(item),) for item in block.items))
    if not block.ordered:
        return format_html('<ul dir="{}">{}</ul>', way, items)
    start = "" if block.start == 1 else format_html(' start="{}"', block.start)
    return format_html('<ol dir="{}"{}>{}</ol>', way, start, items)


def _item_html(item: Sequence[Block]) -> SafeString:
    """An item, its first paragraph without tags of its own: so a list is tagged as one on paper."""
    if item and isinstance(item[0], Paragraph):
        return format_html("{}{}", _runs_html(item[0].runs), _html(item[1:]))
    return _html(item)


def _runs_html(runs: Sequence[Run]) -> SafeString:
    return format_html_join("", "{}", ((_run_html(run),) for run in runs))


def _run_html(run: Run) -> SafeString:
    html = format_html_join(SafeString("<br>"), "{}", ((line,) for line in run.text.split("\n")))
    if run.italic:
        html = format_html("<em>{}</em>", html)
    if run.bold:
        html = format_html("<strong>{}</strong>", html)
    return format_html('<a href="{}" rel="noopener noreferrer nofollow">{}</a>', run.link, html) if run.link else html


def _words(block: Block) -> str:
    if isinstance(block, List):
        return "\n".join(_words(one) for item in block.items for one in item)
    return "".join(run.text for run in block.runs)
