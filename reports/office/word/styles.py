"""The styles of a Word document, set by code: those of the project's sheets, in the organisation's colours."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from docx.document import Document

from reports.office.look import House, colour
from reports.office.word.xml import Node, node
from reports.office.words import language_tag

TABLE: Final = "ReportTable"
Marks = dict[str, Any]
Changes = dict[str, dict[str, Any]]
PRIMARY, ACCENT = "primary", "accent"  # where a colour stands: the organisation's own


@dataclass(frozen=True)
class Look:
    """A paragraph style; sizes are points, spaces too, ``tint`` is a token or one of the organisation's colours."""

    name: str
    size: float = 10
    bold: bool = False
    italic: bool = False
    tint: str = "ink"
    before: float = 0
    after: float = 0
    line: float = 1.2
    keep: bool = False
    level: int = 0  # in the outline, from 1
    base: str = "Normal"
    follows: str = "BodyText"
    indent: float = 0
    hanging: float = 0
    rule: str = ""  # a line before it, in this colour
    ground: str = ""
    new_page: bool = False
    heads: bool = False  # set in the face of headings
    own: bool = False  # not one that Word knows

    @property
    def key(self) -> str:
        """By what paragraphs name it."""
        return "".join(part[:1].upper() + part[1:] for part in self.name.replace("toc", "TOC").split())


LOOKS: Final = (
    Look("Normal", base="", follows="Normal"),
    Look("Body Text", after=6, line=1.35, follows="BodyText"),
    Look("Title", 30, bold=True, tint=PRIMARY, after=4, line=1.05, keep=True, heads=True, follows="Subtitle"),
    Look("Subtitle", 16, tint="ink-soft", after=14, heads=True),
    Look("Cover Kind", 11, bold=True, tint=ACCENT, before=72, after=6, heads=True, own=True),
    Look("Figure Number", 40, bold=True, tint=PRIMARY, after=0, line=1.0, keep=True, heads=True, own=True),
    Look("heading 1", 20, bold=True, tint=PRIMARY, after=8, line=1.1, keep=True, level=1, new_page=True, heads=True),
    Look("heading 2", 14, bold=True, tint=PRIMARY, before=18, after=4, line=1.15, keep=True, level=2, heads=True),
    Look("heading 3", 11.5, bold=True, before=12, after=3, keep=True, level=3, heads=True),
    Look("Own Heading", 11.5, bold=True, before=12, after=3, keep=True, level=2, heads=True, own=True),
    Look("Own Subheading", 10.5, bold=True, before=10, after=3, keep=True, level=3, heads=True, own=True),
    Look("Picture", before=18, after=18, line=1.0, keep=True, own=True),
    Look("Standing", 10.5, bold=True, tint=ACCENT, after=4, keep=True, own=True),
    Look("Lead", 12, tint="ink-soft", after=8, line=1.4, own=True),
    Look("caption", 9, tint="ink-soft", before=8, after=4, keep=True),
    Look("Table Text", 9, line=1.15, own=True),
    Look("Table Small", 8, tint="ink-soft", line=1.15, own=True),
    Look("Table Head", 8.5, bold=True, tint=PRIMARY, line=1.1, keep=True, own=True),
    Look("Note Label", 8.5, bold=True, tint="ink-soft", before=8, keep=True, indent=12, follows="NoteText", own=True),
    Look("Note Text", 9.5, after=4, line=1.35, indent=12, rule="rule", follows="NoteText", own=True),
    Look("Quote", 10.5, italic=True, after=6, line=1.4, indent=16, rule=ACCENT),
    Look("List Bullet", after=3, line=1.3, indent=16, hanging=12, follows="ListBullet"),
    Look("List Number", after=3, line=1.3, indent=18, hanging=18, follows="ListNumber"),
    Look("List Continue", after=3, line=1.3, indent=16, follows="ListContinue"),
    Look("TOC Heading", 20, bold=True, tint=PRIMARY, after=10, keep=True, heads=True, new_page=True),
    Look("toc 1", 10, bold=True, before=4, after=0, line=1.05, follows="Normal"),
    Look("toc 2", 9, line=1.1, indent=12, follows="Normal"),
    Look("header", 8.5, tint="ink-soft", follows="Header"),
    Look("footer", 8.5, tint="ink-soft", follows="Footer"),
)

FLOWING: Final[Changes] = {
    "Heading1": {"size": 16, "before": 18, "new_page": False},
    "CoverKind": {"before": 0},
    "FigureNumber": {"size": 30},
    "Picture": {"before": 6, "after": 6},
}
SMALLER: Final[Changes] = {
    "Title": {"size": 20},
    "Subtitle": {"size": 13},
    "CoverKind": {"before": 24},
    "Picture": {"before": 8, "after": 8},
}


def set_styles(document: Document, house: House, *, flowing: bool, long: bool = False) -> None:
    """Put our styles in the place of those that the library's template brings.

    In a ``flowing`` document a chapter follows on the same page; ``long`` names have smaller letters on the cover.
    """
    styles = document.styles.element
    for old in [*styles.style_lst, *(one for one in styles if one.tag.endswith("latentStyles"))]:
        styles.remove(old)
    _set_defaults(styles)
    changes = (SMALLER if long else {}) | (FLOWING if flowing else {})
    looks = (replace(look, **changes.get(look.key, {})) for look in LOOKS)
    styles.extend(_paragraph_style(look, house) for look in looks)
    styles.extend(_other_styles(house))


def twips(points: float) -> int:
    """Points as twentieths of a point."""
    return round(points * 20)


def _set_defaults(styles: Node) -> None:
    """The language and the faces that everything has."""
    defaults = next(one for one in styles if one.tag.endswith("docDefaults"))
    for old in list(defaults):
        defaults.remove(old)
    marks = (_face(heads=False), *_size(10), node("lang", val=language_tag(), eastAsia="en-US", bidi="ar-SA"))
    defaults.append(node("rPrDefault", node("rPr", *marks)))
    defaults.append(node("pPrDefault", node("pPr", node("spacing", before=0, after=0))))


def _paragraph_style(look: Look, house: House) -> Node:
    default: dict[str, str | int] = {"default": 1} if look.name == "Normal" else {"customStyle": 1} if look.own else {}
    return node(
        "style",
        node("name", val=look.name),
        node("basedOn", val=look.base) if look.base else None,
        node("next", val=look.follows),
        node("qFormat"),
        node("pPr", *_layout(look, house)),
        node("rPr", *_letters(look, house)),
        type="paragraph",
        styleId=look.key,
        **default,
    )


def _layout(look: Look, house: House) -> Iterable[Node | None]:
    yield node("keepNext") if look.keep else None
    yield node("keepLines") if look.level else None
    yield node("pageBreakBefore") if look.new_page else None
    yield node("widowControl")
    if look.rule:
        side = node("left", val="single", sz=12, space=8, color=tint(look.rule, house))
        yield node("pBdr", side)
    yield node(
        "spacing", before=twips(look.before), after=twips(look.after), line=round(240 * look.line), lineRule="auto"
    )
    if look.indent:
        yield node("ind", left=twips(look.indent), **({"hanging": twips(look.hanging)} if look.hanging else {}))
    yield node("outlineLvl", val=look.level - 1) if look.level else None


def _letters(look: Look, house: House) -> Iterable[Node | None]:
    yield _face(heads=look.heads)
    yield from (node("b"), node("bCs")) if look.bold else ()
    yield from (node("i"), node("iCs")) if look.italic else ()
    yield node("color", val=tint(look.tint, house))
    yield from _size(look.size)


def tint(name: str, house: House) -> str:
    """A colour by its name."""
    return {PRIMARY: house.primary, ACCENT: house.accent}.get(name) or colour(name)


def _face(*, heads: bool) -> Node:
    face = "major" if heads else "minor"
    names = {"asciiTheme": f"{face}HAnsi", "hAnsiTheme": f"{face}HAnsi", "eastAsiaTheme": f"{face}EastAsia"}
    return node("rFonts", **names, cstheme=f"{face}Bidi")


def _size(points: float) -> tuple[Node, Node]:
    return node("sz", val=round(points * 2)), node("szCs", val=round(points * 2))


def _other_styles(house: House) -> Iterable[Node]:
    yield node(
        "style",
        node("name", val="Default Paragraph Font"),
        node("uiPriority", val=1),
        node("semiHidden"),
        type="character",
        default=1,
        styleId="DefaultParagraphFont",
    )
    yield node(
        "style",
        node("name", val="Hyperlink"),
        node("basedOn", val="DefaultParagraphFont"),
        node("rPr", node("color", val=house.accent), node("u", val="single")),
        type="character",
        styleId="Hyperlink",
    )
    yield _plain_table()
    yield _report_table(house)


def _plain_table() -> Node:
    margins = node("tblCellMar", node("left", w=0, type="dxa"), node("right", w=0, type="dxa"))
    return node(
        "style",
        node("name", val="Normal Table"),
        node("uiPriority", val=99),
        node("semiHidden"),
        node("tblPr", node("tblInd", w=0, type="dxa"), margins),
        type="table",
        default=1,
        styleId="TableNormal",
    )


def _report_table(house: House) -> Node:
    """Rules between the rows alone, and a stronger one under the head."""
    thin: Marks = {"val": "single", "sz": 4, "space": 0, "color": colour("rule")}
    strong: Marks = {"val": "single", "sz": 8, "space": 0, "color": house.primary}
    room: Marks = {"type": "dxa"}
    margins = ("top", 50), ("left", 80), ("bottom", 50), ("right", 80)
    return node(
        "style",
        node("name", val="Report Table"),
        node("basedOn", val="TableNormal"),
        node("qFormat"),
        node(
            "tblPr",
            node("tblBorders", node("top", **thin), node("bottom", **thin), node("insideH", **thin)),
            node("tblCellMar", *(node(side, w=wide, **room) for side, wide in margins)),
        ),
        node(
            "tblStylePr",
            node("rPr", node("b"), node("bCs"), node("color", val=house.primary)),
            node("tcPr", node("tcBorders", node("top", val="nil"), node("bottom", **strong))),
            type="firstRow",
        ),
        type="table",
        styleId=TABLE,
        customStyle=1,
    )
