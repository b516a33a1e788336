"""“Why 612?”: a result from the total down to each rating, as plain frozen values, one line a figure.

Every figure that is printed comes from the scoring module; what stands between two of them (a mean, an unrounded
product) is exact. ``results.recount`` reckons the whole again by other means. The rules are those of
``docs/scoring.md``, and each line names the ones that made it by number.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from typing import Literal

from assessments.gates import TooWeak, shut_gates
from assessments.results import ElementScore, GroupScore, Result, TotalScore
from charts.shapes import hue
from frameworks.definition import Category, Dimension, Element, FrameworkDefinition, Gate, Level
from results.sheet import Answers, ElementSheet, element_sheet

HUNDRED = 100
TOTAL = "total"

Kind = Literal["category", "dimension", "element"]
GateState = Literal["shut", "met", "beyond"]


class Rule(IntEnum):
    """The rules by the numbers that ``docs/scoring.md`` gives them."""

    MEAN = 1
    SPLIT = 2
    POINTS = 3
    SUM = 4
    READ = 5
    EXCLUDED = 7
    ENABLER = 9
    LADDER = 11
    GATE = 12


def unrounded(score: ElementScore | GroupScore | TotalScore) -> Fraction | None:
    """Rule 5 before its rounding: printed points ÷ maximum, in percent; None where there is no maximum."""
    return Fraction(score.points) / Fraction(score.maximum) * HUNDRED if score.maximum else None


def anchor(kind: str, code: str, *place: str | int) -> str:
    """The name of a line within its page: ``element-D1.1``, and ``element-D1.1-3`` for its third indicator."""
    return "-".join([kind, code, *(str(one) for one in place)])


@dataclass(frozen=True)
class ElementLine:
    """An element or an enabler: its ratings, their mean, the split, and its points; all unrounded but the last.

    ``indicators_share`` and ``objective_share`` are percentages that make 100 together. What is excluded has no parts:
    ask ``score.excluded`` first.
    """

    sheet: ElementSheet
    indicators_share: Decimal
    objective_share: Decimal
    is_enabler: bool = False

    @property
    def element(self) -> Element:
        """What is scored."""
        return self.sheet.element

    @property
    def score(self) -> ElementScore:
        """What the scoring module printed."""
        return self.sheet.score

    @property
    def anchor(self) -> str:
        """Its name within the page."""
        return anchor("element", self.element.code)

    @property
    def mean(self) -> Fraction:
        """Rule 1: the weighted mean of what the ratings are worth, in percent."""
        return Fraction(self.sheet.worth) / Fraction(self.sheet.weight)

    @property
    def indicators_part(self) -> Fraction:
        """What the indicators bring to the element's percentage."""
        return Fraction(self.indicators_share) * self.mean / HUNDRED

    @property
    def objective_part(self) -> Fraction:
        """What the objective brings to the element's percentage."""
        return Fraction(self.objective_share) * Fraction(self.sheet.objective_percent) / HUNDRED

    @property
    def percent(self) -> Fraction:
        """Rule 2: the element's percentage before any rounding."""
        return self.indicators_part + self.objective_part

    @property
    def points(self) -> Fraction:
        """The points before rule 3 rounds them."""
        return self.percent * Fraction(self.element.points) / HUNDRED

    @property
    def is_split(self) -> bool:
        """Whether there is more to the percentage than the mean."""
        return self.objective_share > 0

    @property
    def rules(self) -> tuple[Rule, ...]:
        """What made its figures."""
        if self.score.excluded:
            return (Rule.EXCLUDED,)
        made = (Rule.MEAN, Rule.SPLIT, Rule.POINTS, Rule.READ)
        return (Rule.MEAN, Rule.ENABLER) if self.is_enabler else made


@dataclass(frozen=True)
class DimensionLine:
    """A dimension: the sum of its elements' printed points; ``number`` is its place in the framework, from 1."""

    number: int
    dimension: Dimension
    score: GroupScore
    elements: tuple[ElementLine, ...]
    ladder: Decimal | None = None

    @property
    def anchor(self) -> str:
        """Its name within the page."""
        return anchor("dimension", self.dimension.code)

    @property
    def hue(self) -> int:
        """Its colour."""
        return hue(self.number - 1)

    @property
    def counted(self) -> tuple[ElementLine, ...]:
        """The elements whose points are summed."""
        return tuple(line for line in self.elements if not line.score.excluded)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """What made its figures."""
        return (Rule.SUM, Rule.READ) if self.ladder is None else (Rule.SUM, Rule.READ, Rule.LADDER)


@dataclass(frozen=True)
class CategoryLine:
    """A category: the sum of its dimensions' points, of those that count."""

    category: Category
    score: GroupScore
    dimensions: tuple[DimensionLine, ...]

    rules = (Rule.SUM, Rule.READ)

    @property
    def anchor(self) -> str:
        """Its name within the page."""
        return anchor("category", self.category.code)


@dataclass(frozen=True)
class GateLine:
    """A gate: ``shut`` with what is too weak for it, ``met``, or ``beyond`` a level that the percentage reaches."""

    gate: Gate
    level: Level
    state: GateState
    weak: tuple[TooWeak, ...] = ()


@dataclass(frozen=True)
class Ledger:
    """The whole, from the total down; ``read`` is the level that the total's percentage has before any gate."""

    definition: FrameworkDefinition
    total: TotalScore
    read: Level | None
    categories: tuple[CategoryLine, ...]
    enablers: tuple[ElementLine, ...]
    gates: tuple[GateLine, ...]

    anchor = TOTAL

    @property
    def dimensions(self) -> tuple[DimensionLine, ...]:
        """All dimensions in the framework's order."""
        return tuple(line for category in self.categories for line in category.dimensions)

    @property
    def elements(self) -> tuple[ElementLine, ...]:
        """All elements in the framework's order, without the enablers."""
        return tuple(line for dimension in self.dimensions for line in dimension.elements)

    @property
    def excluded(self) -> tuple[ElementLine, ...]:
        """The elements that are out of scope."""
        return tuple(line for line in self.elements if line.score.excluded)

    @property
    def is_normalised(self) -> bool:
        """Whether the total is given a second time, on the framework's own scale."""
        return bool(self.excluded) and self.total.normalised is not None

    @property
    def rules(self) -> tuple[Rule, ...]:
        """What made the figures of the total."""
        of_gates = (Rule.GATE,) if self.definition.gates else ()
        return (Rule.SUM, Rule.READ, *((Rule.EXCLUDED,) if self.is_normalised else ()), *of_gates)


def build_ledger(definition: FrameworkDefinition, result: Result, answers: Answers) -> Ledger:
    """The ledger of a result; ``answers`` by element code and item are those that it was scored from."""
    percent = result.total.percent
    read = None if percent is None else definition.level_of(percent)
    dimensions = iter(list(_dimensions(definition, result, answers)))
    return Ledger(
        definition=definition,
        total=result.total,
        read=read,
        categories=tuple(_category(category, result, dimensions) for category in definition.categories),
        enablers=tuple(_enabler(definition, one, result, answers) for one in definition.enablers),
        gates=tuple(_gates(definition, result, read)),
    )


def _category(category: Category, result: Result, dimensions: Iterator[DimensionLine]) -> CategoryLine:
    lines = tuple(next(dimensions) for _dimension in category.dimensions)
    return CategoryLine(category, result.categories[category.code], lines)


def _dimensions(definition: FrameworkDefinition, result: Result, answers: Answers) -> Iterable[DimensionLine]:
    for number, dimension in enumerate(definition.dimensions, start=1):
        lines = tuple(_element(definition, element, result, answers) for element in dimension.elements)
        yield DimensionLine(number, dimension, result.dimensions[dimension.code], lines, definition.ladder)


def _element(definition: FrameworkDefinition, element: Element, result: Result, answers: Answers) -> ElementLine:
    sheet = element_sheet(definition, element, result.elements[element.code], answers)
    return ElementLine(sheet, definition.indicators_share, definition.objective_share)


def _enabler(definition: FrameworkDefinition, enabler: Element, result: Result, answers: Answers) -> ElementLine:
    sheet = element_sheet(definition, enabler, result.enablers[enabler.code], answers)
    return ElementLine(sheet, Decimal(HUNDRED), Decimal(0), is_enabler=True)


def _gates(definition: FrameworkDefinition, result: Result, read: Level | None) -> Iterable[GateLine]:
    """Every gate, for what is met is to be seen as well; none where there is no level to hold back."""
    if read is None:
        return
    shut = {one.gate.code: one for one in shut_gates(definition, result)}
    for gate in definition.gates:
        level = next(level for level in definition.levels if level.number == gate.level)
        if gate.code in shut:
            yield GateLine(gate, level, "shut", shut[gate.code].weak)
        else:
            yield GateLine(gate, level, "beyond" if read.number < gate.level else "met")
