"""How far each assessor stands from what their team agreed on: who is severe, who lenient (``docs/agreement.md``)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from assessments.agreement import Agreement, Question
from assessments.items import Item
from assessments.reliability import Reliability, Unit, reliability
from assessments.results import Result
from assessments.scoring import half_up
from frameworks.definition import Dimension, FrameworkDefinition

CLOSE: Final = Decimal("0.25")  # steps on average within which nobody is called severe or lenient


@dataclass(frozen=True)
class Leaning:
    """One assessor against the consensus over some questions, in steps of the scale with 2 decimals.

    ``signed`` below 0 is severe, above 0 lenient; ``absolute`` is how far apart, either way. Both are None where the
    two have no answer on a scale in common; ``compared`` counts those that they have.
    """

    signed: Decimal | None
    absolute: Decimal | None
    compared: int
    same: int

    @property
    def is_severe(self) -> bool:
        """Whether the assessor is clearly below the consensus on average."""
        return self.signed is not None and self.signed <= -CLOSE

    @property
    def is_lenient(self) -> bool:
        """Whether the assessor is clearly above it."""
        return self.signed is not None and self.signed >= CLOSE


@dataclass(frozen=True)
class DimensionLeaning:
    """One assessor against the consensus in one dimension; ``points`` compares elements that both scored in full."""

    dimension: Dimension
    leaning: Leaning
    points: Decimal


@dataclass(frozen=True)
class AssessorLeaning:
    """One assessor against the consensus, over all and by dimension."""

    person: str
    leaning: Leaning
    points: Decimal
    dimensions: tuple[DimensionLeaning, ...]


def leanings(
    definition: FrameworkDefinition, agreement: Agreement, agreed: Result, sheets: Mapping[str, Result]
) -> tuple[AssessorLeaning, ...]:
    """Each assessor against the consensus; the enablers count in the steps, and have no points."""
    return tuple(_leaning(definition, agreement, agreed, person, result) for person, result in sheets.items())


def rating_reliability(agreement: Agreement) -> Reliability:
    """The team's alpha over the ratings of all indicators; what was called not applicable is no rating."""
    return reliability(_units(one for one in agreement.questions if one.item.isdecimal()))


def objective_reliability(agreement: Agreement) -> Reliability:
    """The same over the objectives, whose scale is another one."""
    return reliability(_units(one for one in agreement.questions if one.item == Item.OBJECTIVE))


def _units(questions: Iterable[Question]) -> Iterable[Unit]:
    return (tuple(one.steps.count(step) for step in range(len(one.scale))) for one in questions)


def _leaning(
    definition: FrameworkDefinition, agreement: Agreement, agreed: Result, person: str, own: Result
) -> AssessorLeaning:
    by_dimension = tuple(
        DimensionLeaning(
            dimension,
            _of_questions(_within(agreement, {element.code for element in dimension.elements}), person),
            _points(dimension, agreed, own),
        )
        for dimension in definition.dimensions
    )
    points = sum((one.points for one in by_dimension), Decimal("0.00"))
    return AssessorLeaning(person, _of_questions(agreement.questions, person), points, by_dimension)


def _within(agreement: Agreement, codes: set[str]) -> Iterable[Question]:
    return (question for question in agreement.questions if question.place[0] in codes)


def _of_questions(questions: Iterable[Question], person: str) -> Leaning:
    found = [away for away in (steps_away(question, person) for question in questions) if away is not None]
    if not found:
        return Leaning(None, None, 0, 0)
    return Leaning(
        signed=_rounded(Fraction(sum(found), len(found))),
        absolute=_rounded(Fraction(sum(map(abs, found)), len(found))),
        compared=len(found),
        same=found.count(0),
    )


def steps_away(question: Question, person: str) -> int | None:
    """How many steps above (below: negative) what was agreed a person answered; None where one is on no scale."""
    step = next((voice.step for voice in question.voices if voice.person == person), None)
    if question.item == Item.SCOPE or step is None or question.agreed.value not in question.scale:
        return None
    return step - question.scale.index(question.agreed.value)


def _points(dimension: Dimension, agreed: Result, own: Result) -> Decimal:
    """The person's points less the agreed ones, over the elements that both have in full."""
    pairs = [(own.elements[element.code], agreed.elements[element.code]) for element in dimension.elements]
    both = [pair for pair in pairs if all(one.complete and not one.excluded for one in pair)]
    return sum((mine.points - theirs.points for mine, theirs in both), Decimal("0.00"))


def _rounded(value: Fraction) -> Decimal:
    """Half up to 2 decimals, away from 0 on both sides of it."""
    return half_up(value, 2) if value >= 0 else -half_up(-value, 2)
