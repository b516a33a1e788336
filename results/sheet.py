"""What was answered to an element beside what it scored: plain frozen values, for the report and the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from assessments.results import ElementScore
from assessments.scoring import NOT_APPLICABLE, has_objective
from frameworks.definition import Element, FrameworkDefinition, Indicator, Level, ObjectiveAnswer, Rating


@dataclass(frozen=True)
class Given:
    """An answer as it is stored: its value, ``""`` while not answered, and the reason where one was asked for."""

    value: str = ""
    reason: str = ""


NOTHING = Given()
Answers = Mapping[str, Mapping[str, Given]]


@dataclass(frozen=True)
class IndicatorLine:
    """An indicator with what was answered: a rating and the level that it is worth, or none of it."""

    indicator: Indicator
    rating: Rating | None = None
    shade: Level | None = None
    not_applicable: bool = False
    reason: str = ""

    @property
    def counts(self) -> bool:
        """Whether it is in the mean; one that is not answered is, and counts nothing."""
        return not self.not_applicable

    @property
    def names_value(self) -> bool:
        """Whether the rating's name says its value already, as “45 %” does."""
        return self.rating is not None and f"{self.rating.title} ".startswith(f"{self.rating.value} ")

    @property
    def percent(self) -> Decimal:
        """What it adds to the mean, before its weight."""
        return self.rating.percent if self.rating else Decimal(0)

    @property
    def product(self) -> Decimal:
        """What it adds to the mean, by its weight."""
        return self.percent * self.indicator.weight


@dataclass(frozen=True)
class ElementSheet:
    """An element or enabler with its score, its answers and what was said about it."""

    element: Element
    score: ElementScore
    lines: tuple[IndicatorLine, ...]
    asks_objective: bool
    objective: ObjectiveAnswer | None
    exclusion: str
    comment: str

    @property
    def counted(self) -> tuple[IndicatorLine, ...]:
        """The indicators that are in the mean."""
        return tuple(line for line in self.lines if line.counts)

    @property
    def numbered(self) -> bool:
        """Whether there is more than one indicator to tell apart."""
        return len(self.lines) > 1

    @property
    def weighted(self) -> bool:
        """Whether some indicator weighs more than another."""
        return len({line.indicator.weight for line in self.lines}) > 1

    @property
    def worth(self) -> Decimal:
        """The sum of the counted indicators' percentages, each times its weight."""
        return sum((line.product for line in self.counted), Decimal(0))

    @property
    def weight(self) -> Decimal:
        """What that sum is divided by: the number of counted indicators, or their weights."""
        return sum((line.indicator.weight for line in self.counted), Decimal(0))

    @property
    def objective_percent(self) -> Decimal:
        """What the objective adds; not answered, nothing."""
        return self.objective.percent if self.objective else Decimal(0)


def element_sheet(
    definition: FrameworkDefinition, element: Element, score: ElementScore, answers: Answers
) -> ElementSheet:
    """What was answered to an element or enabler, beside its score."""
    given = answers.get(element.code, {})
    return ElementSheet(
        element=element,
        score=score,
        lines=tuple(_line(definition, one, given.get(str(one.number), NOTHING)) for one in element.indicators),
        asks_objective=has_objective(definition, element),
        objective=definition.objective_answer_by_code.get(given.get("objective", NOTHING).value),
        exclusion=given.get("scope", NOTHING).reason if score.excluded else "",
        comment=given.get("comment", NOTHING).value.strip(),
    )


def _line(definition: FrameworkDefinition, indicator: Indicator, given: Given) -> IndicatorLine:
    if given.value == NOT_APPLICABLE:
        return IndicatorLine(indicator, not_applicable=True, reason=given.reason)
    if not given.value:
        return IndicatorLine(indicator)
    rating = definition.rating_by_value[int(given.value)]
    return IndicatorLine(indicator, rating, definition.level_of(rating.percent), reason=given.reason)
