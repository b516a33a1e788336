"""A framework version as plain frozen values: what the scoring, the charts and the pages read.

The same shape is built from a content file (``frameworks.content``) and from the database
(``frameworks.models``), so nothing above this module needs to know where the content came from.
Percentages, shares and points are exact ``Decimal`` values; a share of 40 means 40 %.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

FUNCTIONS = (
    "customer-services",
    "sales",
    "marketing",
    "operations",
    "product",
    "human-resources",
    "information-technology",
    "finance",
    "quality",
    "legal",
    "executive",
)
"""The functions of an organisation that can own a suggested action, by the code that content files use."""


@dataclass(frozen=True)
class Rating:
    """One step of the rating scale of an indicator; ``percent`` is what it is worth (0 to 100)."""

    value: int
    title: str
    percent: Decimal
    meaning: str = ""


@dataclass(frozen=True)
class ObjectiveAnswer:
    """One answer to a statement of objective (``full``, ``partial``, ``none``) and its worth in percent."""

    code: str
    title: str
    percent: Decimal
    meaning: str = ""


@dataclass(frozen=True)
class Level:
    """A maturity level; it holds from ``from_percent`` (inclusive) to the next level's bound."""

    number: int
    title: str
    from_percent: Decimal
    meaning: str = ""


@dataclass(frozen=True)
class Indicator:
    """One maturity indicator; ``number`` is its place within the element, ``code`` e.g. ``D2.6/5``.

    ``look_for`` is the guide's one line on what tells a high rating from a low one.
    """

    code: str
    number: int
    text: str
    weight: Decimal = Decimal(1)
    look_for: str = ""


@dataclass(frozen=True)
class LevelDescription:
    """What an assessor sees in an organisation whose element stands at the level with this number."""

    level: int
    text: str


@dataclass(frozen=True)
class SuggestedAction:
    """Something to do that helps an element to reach the maturity level with this number.

    ``function`` is the code of the function that usually owns it, one of ``FUNCTIONS``, empty where the guide
    leaves that open; ``effort`` is a rough figure in person-days, ``None`` where it says nothing.
    """

    level: int
    title: str
    text: str
    function: str = ""
    effort: Decimal | None = None


@dataclass(frozen=True)
class Guide:
    """The assessors' guide to one element; each evidence, question and misjudgement is one line."""

    levels: tuple[LevelDescription, ...] = ()
    evidence: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    misjudgements: tuple[str, ...] = ()
    actions: tuple[SuggestedAction, ...] = ()

    def at(self, level: int) -> str:
        """What is seen at the level with this number; empty where the guide doesn't say."""
        return next((description.text for description in self.levels if description.level == level), "")

    def actions_for(self, level: int) -> tuple[SuggestedAction, ...]:
        """What helps to reach the level with this number, in the guide's order."""
        return tuple(action for action in self.actions if action.level == level)


@dataclass(frozen=True)
class Element:
    """One element, or one enabler (then it has no points and no objective).

    ``related`` holds codes of elements of the framework that the definition's ``related_framework`` names.
    """

    code: str
    title: str
    definition: str
    objective: str
    points: Decimal
    indicators: tuple[Indicator, ...]
    guide: Guide = Guide()
    related: tuple[str, ...] = ()

    @cached_property
    def indicator_by_number(self) -> dict[int, Indicator]:
        """The indicators keyed by their number."""
        return {indicator.number: indicator for indicator in self.indicators}


@dataclass(frozen=True)
class Dimension:
    """A dimension: the question that it answers, and its elements in order."""

    code: str
    title: str
    question: str
    summary: str
    elements: tuple[Element, ...]

    @cached_property
    def points(self) -> Decimal:
        """The most points that can be reached: the sum over the elements."""
        return sum((element.points for element in self.elements), Decimal(0))


@dataclass(frozen=True)
class Category:
    """A group of dimensions with its declared share (percent) of the framework's points."""

    code: str
    title: str
    share: Decimal
    summary: str
    dimensions: tuple[Dimension, ...]

    @cached_property
    def points(self) -> Decimal:
        """The most points that can be reached: the sum over the dimensions."""
        return sum((dimension.points for dimension in self.dimensions), Decimal(0))


@dataclass(frozen=True)
class Gate:
    """A rule that holds the total back while anything in scope is below ``at_least`` percent.

    The total's maturity level then stays below the one numbered ``level``. Without codes, all of that scope counts.
    """

    code: str
    title: str
    scope: Literal["category", "dimension", "element"]
    codes: tuple[str, ...]
    at_least: Decimal
    level: int


@dataclass(frozen=True)
class UpgradeRule:
    """What became of something of an older version, ``from_version``, that has another code here.

    ``kind`` is ``rating`` (values), ``objective`` (codes of answers), ``element`` or ``indicator`` (codes).
    """

    from_version: str
    kind: Literal["rating", "objective", "element", "indicator"]
    old: str
    new: str


@dataclass(frozen=True)
class Translation:
    """One text of the content in another language; ``frameworks.wording`` names the keys."""

    language: str
    key: str
    text: str


@dataclass(frozen=True)
class FrameworkDefinition:
    """One version of a framework, whole: structure, words, and every number that scoring uses.

    With ``ladder`` the dimensions are rungs: the points of one count only while each before it reaches that
    percentage.
    """

    framework: str
    version: str
    title: str
    summary: str
    points: Decimal
    indicators_share: Decimal
    objective_share: Decimal
    ratings: tuple[Rating, ...]
    objective_answers: tuple[ObjectiveAnswer, ...]
    levels: tuple[Level, ...]
    categories: tuple[Category, ...]
    enablers: tuple[Element, ...]
    ladder: Decimal | None = None
    gates: tuple[Gate, ...] = ()
    related_framework: str = ""
    upgrades: tuple[UpgradeRule, ...] = ()
    translations: tuple[Translation, ...] = ()

    @cached_property
    def renderings(self) -> dict[str, "FrameworkDefinition"]:
        """What ``frameworks.wording.in_language`` has made of it already, by language."""
        return {}

    @cached_property
    def dimensions(self) -> tuple[Dimension, ...]:
        """All dimensions, in order over the categories."""
        return tuple(dimension for category in self.categories for dimension in category.dimensions)

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """All scored elements in order; the enablers are not among them."""
        return tuple(element for dimension in self.dimensions for element in dimension.elements)

    @cached_property
    def element_by_code(self) -> dict[str, Element]:
        """Elements and enablers keyed by code."""
        return {element.code: element for element in (*self.elements, *self.enablers)}

    @cached_property
    def dimension_by_element(self) -> dict[str, Dimension]:
        """The dimension of each scored element, keyed by the element's code."""
        return {element.code: dimension for dimension in self.dimensions for element in dimension.elements}

    @cached_property
    def rating_by_value(self) -> dict[int, Rating]:
        """The rating scale keyed by value."""
        return {rating.value: rating for rating in self.ratings}

    @cached_property
    def objective_answer_by_code(self) -> dict[str, ObjectiveAnswer]:
        """The objective scale keyed by code."""
        return {answer.code: answer for answer in self.objective_answers}

    def level_of(self, percent: Decimal) -> Level:
        """The maturity level of a percentage: the highest whose lower bound it reaches."""
        reached = (level for level in self.levels if level.from_percent <= percent)
        return max(reached, key=lambda level: level.from_percent)

    def level_below(self, number: int) -> Level:
        """The highest maturity level whose number is lower than this one; the lowest of all where there is none."""
        return max((level for level in self.levels if level.number < number), default=self.levels[0], key=_number)

    def walk(self) -> Iterator[Element]:
        """Every element in the order in which an assessor meets them, the enablers last."""
        yield from self.elements
        yield from self.enablers


def _number(level: Level) -> int:
    return level.number
