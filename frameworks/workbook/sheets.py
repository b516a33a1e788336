"""The sheets of a workbook and their columns: what the writer fills and the reader looks for.

The key of a column is the key of the content file that it stands for, unless it says where a row belongs.
"""

from dataclasses import dataclass
from functools import cached_property

from frameworks.content.reader import GATE_SCOPES, UPGRADE_KINDS
from frameworks.definition import FUNCTIONS

NOTES = "Notes"
GUIDE_KINDS = ("evidence", "questions", "misjudgements")


@dataclass(frozen=True)
class Column:
    """A column: the key of its values, its heading, whether they are numbers, its width in characters.

    ``choices`` are the words that a cell may hold; ``refers`` is the title of a sheet whose codes it may hold.
    """

    key: str
    heading: str
    note: str = ""
    width: int = 12
    number: bool = False
    choices: tuple[str, ...] = ()
    refers: str = ""


@dataclass(frozen=True)
class Sheet:
    """A table: its title, what it holds, its columns, and whether a workbook has to have it."""

    title: str
    about: str
    columns: tuple[Column, ...]
    needed: bool = True

    @cached_property
    def by_heading(self) -> dict[str, Column]:
        """The columns by heading in small letters."""
        return {column.heading.casefold(): column for column in self.columns}


def _code(note: str) -> Column:
    return Column("code", "Code", note, 10)


def _title(note: str = "") -> Column:
    return Column("title", "Title", note, 32)


def _long(key: str, heading: str, note: str = "", width: int = 70) -> Column:
    return Column(key, heading, note, width)


def _number(key: str, heading: str, note: str = "", width: int = 12) -> Column:
    return Column(key, heading, note, width, number=True)


MEANING = _long("meaning", "Meaning", "What the step stands for; may be empty.")
ELEMENT = Column("element", "Element", "The code of an element or enabler.", 10)

VERSION = Sheet(
    "Version",
    "One row: what holds for the whole version.",
    (
        Column("format", "Format", "Leave as it is.", 24),
        Column("framework", "Framework", "The framework's short name, in small letters, digits and hyphens.", 22),
        Column("version", "Version", "Numbers and dots, such as 1.1.", 10),
        _title(),
        _long("summary", "Summary"),
        _number("points", "Points", "What the points of all elements add up to."),
        _number("indicators", "Indicators (%)", "The indicators' share of an element's points.", 15),
        _number("objective", "Objective (%)", "The objective's share; the two make 100.", 15),
        _number("ladder", "Ladder (%)", "Empty, unless a dimension counts only while each before it reaches this."),
        Column("related_framework", "Related framework", "Whose elements the sheet Related elements names.", 22),
    ),
)
RATINGS = Sheet(
    "Ratings",
    "The rating scale of the indicators, from the lowest step to the highest.",
    (
        _number("value", "Value", "A whole number; each step's is greater than the one before."),
        _title(),
        _number("percent", "Percent", "What the step is worth, 0 to 100."),
        MEANING,
    ),
)
OBJECTIVE_ANSWERS = Sheet(
    "Objective answers",
    "The answers to a statement of objective; none where the objective has no share.",
    (
        _code("Letters, digits, hyphens and underscores."),
        _title(),
        _number("percent", "Percent", "What the answer is worth, 0 to 100."),
        MEANING,
    ),
    needed=False,
)
LEVELS = Sheet(
    "Levels",
    "The maturity levels, from the lowest to the highest.",
    (
        _number("number", "Number", "A whole number; each level's is greater than the one before."),
        _title(),
        _number("from", "From (%)", "Where the level begins; the first begins at 0."),
        MEANING,
    ),
)
CATEGORIES = Sheet(
    "Categories",
    "Groups of dimensions.",
    (
        _code("Letters, digits and dots, such as A."),
        _title(),
        _number("share", "Share (%)", "Of all points; the shares make 100."),
        _long("summary", "Summary"),
    ),
)
DIMENSIONS = Sheet(
    "Dimensions",
    "The dimensions in reading order.",
    (
        Column("category", "Category", "The code of a category.", 10, refers="Categories"),
        _code("Letters, digits and dots, such as D2."),
        _title(),
        _long("question", "Question", "The question that the dimension answers.", 40),
        _long("summary", "Summary"),
    ),
)
ELEMENTS = Sheet(
    "Elements",
    "The elements that carry points, in reading order.",
    (
        Column("dimension", "Dimension", "The code of a dimension.", 11, refers="Dimensions"),
        _code("Such as D2.6. Answers are kept under it: a code that was published is never given to something else."),
        _title(),
        _number("points", "Points", "Greater than 0."),
        _long("definition", "Definition"),
        _long("objective", "Statement of objective"),
    ),
)
ENABLERS = Sheet(
    "Enablers",
    "Elements that are rated, and add no points; may be empty.",
    (_code("Letters, digits and dots, such as E1."), _title(), _long("definition", "Definition")),
    needed=False,
)
INDICATORS = Sheet(
    "Indicators",
    "The maturity indicators of elements and enablers, in reading order.",
    (
        _code("The element's code, a slash and a number: D2.6/5."),
        _long("text", "Indicator"),
        _number("weight", "Weight", "Greater than 0; empty means 1."),
        _long("look_for", "What to look for", "The guide's line on what tells a high rating from a low one."),
    ),
)
LEVEL_DESCRIPTIONS = Sheet(
    "Level descriptions",
    "The guide: what is seen of an element at a maturity level.",
    (
        ELEMENT,
        _number("level", "Level", "The number of a maturity level; an element's levels are listed upwards."),
        _long("text", "Description", width=100),
    ),
    needed=False,
)
GUIDE_LINES = Sheet(
    "Guide lines",
    "The guide: evidence to ask for, interview questions and common misjudgements, one a row.",
    (
        ELEMENT,
        Column("kind", "Kind", "One of " + ", ".join(GUIDE_KINDS) + ".", 16, choices=GUIDE_KINDS),
        _long("text", "Line", width=100),
    ),
    needed=False,
)
SUGGESTED_ACTIONS = Sheet(
    "Suggested actions",
    "The guide: what helps an element to reach a maturity level, one action a row; may be empty.",
    (
        ELEMENT,
        _number("level", "Level", "The number of a level above the lowest; an element's actions are listed upwards."),
        _title("Each of an element's actions has another one."),
        _long("text", "What to do", width=100),
        Column("function", "Function", "Who usually owns it; may be empty.", 24, choices=FUNCTIONS),
        _number("effort", "Person-days", "Roughly; may be empty."),
    ),
    needed=False,
)
GATES = Sheet(
    "Gates",
    "Rules that hold the total below a level while something is too weak; may be empty.",
    (
        _code("Letters, digits and dots."),
        _title("Said beside a result that is held back."),
        Column("scope", "Scope", "One of " + ", ".join(GATE_SCOPES) + ".", 12, choices=GATE_SCOPES),
        Column("of", "Only these", "Codes, separated by commas; empty means all of them.", 24),
        _number("at_least", "At least (%)", "What each of them must reach for the level.", 14),
        _number("level", "Level", "The number of the level; it and all above are held back."),
    ),
    needed=False,
)
UPGRADE_RULES = Sheet(
    "Upgrade rules",
    "What became of something of an older version that has another code here; may be empty.",
    (
        Column("from", "From version", "The older version, such as 1.0.", 14),
        Column("kind", "Kind", "One of " + ", ".join(UPGRADE_KINDS) + ".", 12, choices=UPGRADE_KINDS),
        Column("old", "Old", "Its code there, or the value of a rating.", 12),
        Column("new", "New", "Its code here, or the value of a rating.", 12),
    ),
    needed=False,
)
RELATED_ELEMENTS = Sheet(
    "Related elements",
    "Elements of the related framework that an element of this one touches, one a row; may be empty.",
    (ELEMENT, Column("related", "Related element", "A code of the related framework.", 18)),
    needed=False,
)
TRANSLATIONS = Sheet(
    "Translations",
    "The texts in other languages; may be empty.",
    (
        Column("language", "Language", "A language code in small letters, such as ar or pt-br.", 12),
        Column("key", "Key", "Which text: element.D1.1.title, indicator.D1.1/3.text, level.2.meaning.", 36),
        _long("text", "Text", width=100),
    ),
    needed=False,
)
SHEETS = (
    VERSION,
    RATINGS,
    OBJECTIVE_ANSWERS,
    LEVELS,
    CATEGORIES,
    DIMENSIONS,
    ELEMENTS,
    ENABLERS,
    INDICATORS,
    LEVEL_DESCRIPTIONS,
    GUIDE_LINES,
    SUGGESTED_ACTIONS,
    GATES,
    UPGRADE_RULES,
    RELATED_ELEMENTS,
    TRANSLATIONS,
)
