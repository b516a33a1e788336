"""Files with one thing wrong, each by a name: content files by what is replaced, workbooks by what is done to them."""

import io
import zipfile

import openpyxl

from frameworks.content import write_content
from frameworks.workbook import write_workbook
from tests.definitions import tiny_definition

YAML = write_content(tiny_definition())
GATES = (
    "gates:\n  - code: G1\n    title: Floor\n    scope: dimension\n"
    "    of:\n      - D9\n    at_least: 40\n    level: 1\n"
)
UPGRADES = "upgrades:\n  - from: '1.0'\n    kind: element\n    old: D9\n    new: D8\n"
GERMAN = (
    "translations:\n  - {language: DE, key: framework.title, text: Winzig}\n  - {language: de, key: no.such, text: x}\n"
)
GUIDE = (
    "            guide:\n              levels:\n"
    "                - {level: 3, text: x}\n                - {level: 2, text: y}\n"
)

ACTIONS = (
    "            guide:\n              actions:\n"
    "                - {level: 3, title: Agree, text: x, function: chef, effort: 2.5}\n"
    "                - {level: 2, title: Agree, text: y, effort: 0}\n"
)
SHORT = (
    "            guide:\n              actions:\n"
    "                - {level: 2, title: Agree, efort: 2.5}\n"
    "                - {title: Own, text: x, effort: 2.55}\n"
)

# What is replaced by what, once; the end of the file where nothing is.
BROKEN_YAML = {
    "empty": (YAML, ""),
    "not a mapping": (YAML, "- format: cxmaturity-framework/1\n"),
    "cut off": ("summary: A framework for tests.", "summary: [A framework"),
    "wrong indent": ("  indicators: 70\n", "   indicators: 70\n"),
    "tab as indent": ("  indicators: 70\n", "\tindicators: 70\n"),
    "control character": ("title: Tiny", "title: Ti\x07ny"),
    "escaped control character": ("title: Tiny", 'title: "Ti\\any"'),
    "alias": ("title: Tiny\n", "title: &t Tiny\nrelated_framework: *t\n"),
    "second document": ("", "---\nformat: cxmaturity-framework/1\n"),
    "key twice": ("title: Tiny\n", "title: Tiny\ntitle: Tinier\n"),
    "unknown keys": ("points: 100\n", "points: 100\ncolour: red\nauthor: me\n"),
    "unknown format": ("framework/1", "framework/2"),
    "version as number": ('version: "1.0"', "version: 1.0"),
    "slug with spaces": ("framework: tiny", "framework: Tiny one"),
    "missing title and share": ("    title: Category A\n    share: 40\n", ""),
    "empty title": ("title: Tiny", 'title: " "'),
    "title too long": ("title: Tiny", f"title: {'x' * 201}"),
    "text too long": ("A framework for tests.", "x" * 30_001),
    "yes as title": ("title: Initial\n    percent", "title: Yes\n    percent"),
    "points in words": ("points: 100", "points: a hundred"),
    "points too exact": ("points: 20", "points: 20.005"),
    "list instead of mapping": ("  indicators: 70\n  objective: 30\n", "  - 70\n  - 30\n"),
    "mapping instead of list": ("enablers:\n", "enablers: {E1: Leadership}\nhelpers:\n"),
    "shares of the split": ("objective: 30", "objective: 40"),
    "points that don't add up": ("points: 60", "points: 50"),
    "rating scale without a top": ("percent: 100\nobjective", "percent: 90\nobjective"),
    "levels that fall": ("from: 40", "from: 15"),
    "first level above nothing": ("from: 0", "from: 5"),
    "element twice": ("code: D1.2\n", "code: D1.1\n"),
    "indicator of another element": ("code: D1.1/2", "code: D1.2/2"),
    "indicators out of order": ("code: D1.2/2", "code: D1.2/1"),
    "element without indicators": (
        "              - code: D2.1/1\n                text: The organisation does 1 of D2.1.\n",
        "              []\n",
    ),
    "element without objective": ("            objective: D2.1 is achieved.\n", ""),
    "weight of nothing": ("text: The organisation does 1 of D2.1.", "text: x\n                weight: 0"),
    "gate of what isn't there": ("", GATES),
    "upgrade rule to nowhere": ("", UPGRADES),
    "translations of nothing": ("", GERMAN),
    "guide that falls": ("            indicators:\n", GUIDE + "            indicators:\n"),
    "actions that fall": ("            indicators:\n", ACTIONS + "            indicators:\n"),
    "action without a text": ("            indicators:\n", SHORT + "            indicators:\n"),
    "related element of no framework": (
        "            indicators:\n",
        "            related: [X1]\n            indicators:\n",
    ),
    "faults everywhere": (
        "title: Tiny\nsummary: A framework for tests.\npoints: 100\n",
        "title: 5\nsummary: []\npoints: x\n",
    ),
}


def broken_yaml(name):
    old, new = BROKEN_YAML[name]
    assert old in YAML
    return (YAML.replace(old, new, 1) if old else YAML + new).encode()


def edited(change, definition=None):
    """The bytes after somebody opened the workbook, changed it and saved it."""
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(definition or tiny_definition())))
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def cells(**values):
    """A change of cells: ``Elements_D2=5``."""

    def change(book):
        for place, value in values.items():
            title, _, cell = place.rpartition("_")
            book[title.replace("_", " ")][cell] = value

    return lambda: edited(change)


def parts(changes):
    """The workbook with parts replaced, or added; ``None`` takes one away."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(write_workbook(tiny_definition()))) as old:
        held = {name: old.read(name) for name in old.namelist()} | changes
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in held.items():
            if data is not None:
                new.writestr(name, data)
    return stream.getvalue()


def without(*titles):
    def change(book):
        for title in titles:
            del book[title]

    return lambda: edited(change)


def rows_gone(title, first, count):
    return lambda: edited(lambda book: book[title].delete_rows(first, count))


SHEET = "xl/worksheets/sheet2.xml"
BROKEN_WORKBOOKS = {
    "zip of something else": lambda: parts({"[Content_Types].xml": None, "_rels/.rels": None}),
    "cut in half": lambda: write_workbook(tiny_definition())[:5000],
    "old workbook": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
    "macros": lambda: parts({"xl/vbaProject.bin": b"x"}),
    "links to other files": lambda: parts({"xl/externalLinks/externalLink1.xml": b"<x/>"}),
    "outside data": lambda: parts({"xl/connections.xml": b"<x/>"}),
    "sheet that isn't there": lambda: parts({SHEET: None}),
    "sheet that is no XML": lambda: parts({SHEET: b"<worksheet><sheetData>"}),
    "formula": cells(Elements_D2="=5+5"),
    "formulas": cells(Elements_C2='=HYPERLINK("http://example.com")', Ratings_C3="=1/4"),
    "number for a text": cells(Version_C2=1.0),
    "truth for a text": cells(Elements_C3=True),
    "text for a number": cells(Elements_D2="ten"),
    "error": cells(Ratings_D3="#REF!"),
    "missing values": cells(Elements_C2=None, Elements_D2=None, Dimensions_A3=None),
    "unknown dimension": cells(Elements_A3="D9"),
    "unknown element of an indicator": cells(Indicators_A2="D9.1/1"),
    "unknown element of a guide line": cells(
        Guide_lines_A2="D9.1", Guide_lines_B2="evidence", Guide_lines_C2="A plan."
    ),
    "unknown kind of guide line": cells(Guide_lines_A2="D1.1", Guide_lines_B2="proof", Guide_lines_C2="A plan."),
    "action for no element and no level": cells(
        Suggested_actions_A2="D9.1", Suggested_actions_B2=2, Suggested_actions_C2="Own", Suggested_actions_D2="x"
    ),
    "action of nobody that costs nothing": cells(
        Suggested_actions_A2="D1.1",
        Suggested_actions_B2=9,
        Suggested_actions_C2="Own",
        Suggested_actions_D2="x",
        Suggested_actions_E2="Sales",
        Suggested_actions_F2=0,
    ),
    "column renamed": cells(Elements_D1="Marks"),
    "column of one's own": cells(Elements_G1="Owner", Elements_G2="Ada"),
    "cell beside the table": cells(Elements_K7="Ask Ada"),
    "sheets gone": without("Ratings", "Levels"),
    "sheet of one's own": lambda: edited(lambda book: book.create_sheet("My notes").append(["Ask Ada"])),
    "no version": rows_gone("Version", 2, 1),
    "two versions": lambda: edited(lambda book: book["Version"].append(["cxmaturity-framework/1", "tiny", "2.0"])),
    "points that don't add up": cells(Elements_D5=50),
    "element twice": cells(Elements_B3="D1.1", Indicators_A4="D1.1/3", Indicators_A5="D1.1/4", Indicators_A6="D1.1/5"),
    "category without dimensions": lambda: edited(lambda book: book["Categories"].append(["X", "More", 5])),
    "gate of what isn't there": cells(
        Gates_A2="G1", Gates_B2="Floor", Gates_C2="dimension", Gates_D2="D1, D9", Gates_E2=40, Gates_F2=4
    ),
    "translation twice": lambda: edited(
        lambda book: [book["Translations"].append(["de", "framework.title", text]) for text in ("Winzig", "Klein")]
    ),
}


def broken_workbook(name):
    return BROKEN_WORKBOOKS[name]()
