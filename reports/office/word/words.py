"""The manager's own words, which are Markdown, as paragraphs, headings and lists of a Word document."""

from typing import Final

from reports.markdown import Block, Heading, List, Paragraph, Run, blocks
from reports.office.texts import is_rtl
from reports.office.word.body import Body
from reports.office.word.xml import Node, paragraph, run

OWN_HEADINGS: Final = ("OwnHeading", "OwnSubheading")  # not in the contents, which are the report's


def write_words(body: Body, text: str) -> None:
    """The words, their headings below all of the report's own."""
    for block in blocks(text):
        _block(body, block, 0, "BodyText")


def _block(body: Body, block: Block, depth: int, style: str, number: Node = None) -> None:
    """One block; ``number`` makes it an item of a list so many deep, and ``style`` is that of its place."""
    if isinstance(block, List):
        _list(body, block, depth)
        return
    runs = [part for one in block.runs for part in _run(body, one)]
    rtl = is_rtl("".join(one.text for one in block.runs))
    body.add(paragraph(*runs, style=_style(block, style), rtl=rtl, number=number))


def _style(block: Paragraph | Heading, style: str) -> str:
    if isinstance(block, Heading):
        return OWN_HEADINGS[min(block.level, len(OWN_HEADINGS)) - 1]
    return "Quote" if block.quoted and style == "BodyText" else style


def _list(body: Body, block: List, depth: int) -> None:
    which = body.lists.ordered(depth, block.start) if block.ordered else body.lists.bullets
    first = "ListNumber" if block.ordered else "ListBullet"
    for item in block.items:
        for place, part in enumerate(item):
            mark = None if place else body.lists.mark(which, depth)
            _block(body, part, depth + 1, "ListContinue" if place else first, mark)


def _run(body: Body, one: Run) -> list[Node]:
    if one.link:
        return [body.link(one.link, one.text)]
    return [run(one.text, bold=one.bold, italic=one.italic)]
