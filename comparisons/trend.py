"""An assessment over its cycles: what was approved of the same unit and framework before, and what stands now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final

from django.utils.translation import get_language

from assessments.access import may_manage
from assessments.answersheet import assessment_answers, stored_result
from assessments.carrying import carry
from assessments.items import PlainAnswer, plain_answers
from assessments.models import Assessment, Snapshot
from assessments.results import ElementScore, GroupScore, Result, TotalScore
from assessments.revisions import approved_answers, as_approved
from assessments.scoring import ElementAnswers, score
from charts.cycles import SMALL, CyclePoint, Cycles, draw_cycles
from comparisons.movement import Given, Movement, movement
from frameworks.definition import FrameworkDefinition
from organisations.models import User

MOST: Final = 12  # cycles on one page; the newest
SCORES = TotalScore | GroupScore | ElementScore


@dataclass(frozen=True)
class Cycle:
    """One cycle as it was approved, or the present one as it stands; ``given`` are its answers."""

    assessment: Assessment
    definition: FrameworkDefinition
    result: Result
    given: tuple[PlainAnswer, ...]

    @property
    def label(self) -> str:
        """What it is called in a narrow place."""
        return self.assessment.period or self.assessment.title

    @property
    def is_open(self) -> bool:
        """Whether it still goes on, so that its figures are those of so far."""
        return self.assessment.is_open

    @property
    def is_comparable(self) -> bool:
        """Whether everything is answered, and something counts."""
        return self.result.total.complete and self.result.total.normalised is not None

    def under(self, definition: FrameworkDefinition) -> Result:
        """Its result like for like under this version of the framework; nothing is stored."""
        if definition.version == self.definition.version:
            return self.result
        return score(definition, self.answers_under(definition))

    def answers_under(self, definition: FrameworkDefinition) -> dict[str, ElementAnswers]:
        """Its answers as an upgrade would carry them to this version."""
        if definition.version == self.definition.version:
            return assessment_answers(self.given)
        return assessment_answers(carry(self.definition, definition, self.given).answers)


@dataclass(frozen=True)
class Value:
    """What one cycle has on one line: percentage and points, and the percentage like for like where that is another."""

    percent: Decimal | None
    points: Decimal | None
    restated: Decimal | None = None


@dataclass(frozen=True)
class Line:
    """The total, a dimension or an element over the cycles; a value is None where that version has no such thing."""

    code: str
    title: str
    kind: str
    values: tuple[Value | None, ...]
    points: tuple[CyclePoint, ...]

    @property
    def change(self) -> Decimal | None:
        """Percentage points since the cycle before, like for like; None where one of them has no percentage."""
        known = [value for value in self.values[-2:] if value is not None]
        ends = [one.percent if one.restated is None else one.restated for one in known]
        if len(ends) < 2 or ends[0] is None or ends[1] is None:
            return None
        return ends[1] - ends[0]

    @cached_property
    def drawing(self) -> Cycles | None:
        """The line, small."""
        return draw_cycles(self.points, SMALL)

    @property
    def last(self) -> Value | None:
        """What stands now."""
        return self.values[-1]


class Trend:
    """All lines over the cycles, the oldest first; the last is the assessment itself, and its version the measure."""

    def __init__(self, cycles: Sequence[Cycle]) -> None:
        self.cycles = cycles
        self.definition = cycles[-1].definition

    @cached_property
    def restated(self) -> list[Result]:
        """Each cycle like for like under the present version."""
        return [cycle.under(self.definition) for cycle in self.cycles]

    @cached_property
    def breaks(self) -> list[tuple[Cycle, Cycle]]:
        """The neighbours between which the framework changed."""
        return [pair for pair in zip(self.cycles, self.cycles[1:], strict=False) if _differ(*pair)]

    @property
    def lost(self) -> int:
        """How many answers of earlier cycles have no place, or none of the same worth, under the present version."""
        return sum(_lost(cycle, self.definition) for cycle in self.cycles if _differ(cycle, self.cycles[-1]))

    @cached_property
    def total(self) -> Line:
        """The total."""
        restated = [result.total for result in self.restated]
        return self._line("", "", "total", [cycle.result.total for cycle in self.cycles], restated)

    @cached_property
    def dimensions(self) -> list[Line]:
        """The dimensions of the present version."""
        return [
            self._line(
                one.code,
                one.title,
                "dimension",
                [cycle.result.dimensions.get(one.code) for cycle in self.cycles],
                [result.dimensions[one.code] for result in self.restated],
            )
            for one in self.definition.dimensions
        ]

    @cached_property
    def elements(self) -> list[Line]:
        """The elements of the present version."""
        return [
            self._line(
                one.code,
                one.title,
                "element",
                [cycle.result.elements.get(one.code) for cycle in self.cycles],
                [result.elements[one.code] for result in self.restated],
            )
            for one in self.definition.elements
        ]

    def _line(
        self, code: str, title: str, kind: str, scores: Sequence[SCORES | None], restated: Sequence[SCORES]
    ) -> Line:
        values, points = [], []
        for place, (cycle, one, like) in enumerate(zip(self.cycles, scores, restated, strict=True)):
            other = like.percent if _differ(cycle, self.cycles[-1]) else None
            values.append(_value(one, other))
            is_break = place > 0 and _differ(self.cycles[place - 1], cycle)
            percent = one.percent if one and one.answered_percent else None
            points.append(CyclePoint(cycle.label, percent, other, is_break, cycle.is_open))
        return Line(code, title, kind, tuple(values), tuple(points))


def trend_of(assessment: Assessment, reader: User) -> Trend:
    """The assessment with the cycles before it that the reader may see; a manager sees all of the organisation's."""
    seen = Assessment.objects.all() if may_manage(assessment) else Assessment.objects.visible_to(reader)
    approvals = Snapshot.objects.of_cycles_before(assessment).filter(assessment__in=seen)
    if assessment.approved_at:  # what was approved later, of a cycle that was reopened, was not known then
        approvals = approvals.filter(taken_at__lte=assessment.approved_at)
    # Of what is deferred, the answers are needed.
    newest = _newest(
        approvals.select_related("assessment", "version", "taken_by")
        .defer(None)
        .defer("document", "surroundings")[: MOST * 3]
    )
    earlier = [cycle_of_approval(snapshot) for snapshot in newest[: MOST - 1]]
    return Trend([*reversed(earlier), cycle_now(assessment)])


def cycle_of_approval(snapshot: Snapshot) -> Cycle:
    """The cycle as this approval keeps it."""
    definition = snapshot.version.definition_in(get_language())
    then = as_approved(snapshot.assessment, snapshot)
    return Cycle(then, definition, stored_result(then, definition), approved_answers(definition, snapshot))


def cycle_now(assessment: Assessment) -> Cycle:
    """The cycle as it stands."""
    definition = assessment.version.definition_in(get_language())
    given = plain_answers(definition, assessment.answers.all())
    return Cycle(assessment, definition, stored_result(assessment, definition), given)


def movement_between(before: Cycle, after: Cycle) -> Movement | None:
    """Why the total moved between two cycles; None while one of them is not answered to the end, or counts nothing."""
    if not (before.is_comparable and after.is_comparable):
        return None
    return movement(
        Given(before.definition, assessment_answers(before.given)),
        Given(after.definition, assessment_answers(after.given)),
        before.answers_under(after.definition),
    )


def _newest(snapshots: Iterable[Snapshot]) -> list[Snapshot]:
    """The newest revision of each assessment, in the order in which they come."""
    found: dict[int, Snapshot] = {}
    for snapshot in snapshots:
        found.setdefault(snapshot.assessment_id, snapshot)
    return list(found.values())


def _value(score: SCORES | None, restated: Decimal | None) -> Value | None:
    if score is None:
        return None if restated is None else Value(None, None, restated)
    if not score.answered_percent:  # nobody has answered yet: no value, rather than a fall to 0 %
        return Value(None, None, restated)
    return Value(score.percent, score.points, restated)


def _differ(one: Cycle, other: Cycle) -> bool:
    return one.definition.version != other.definition.version


def _lost(cycle: Cycle, definition: FrameworkDefinition) -> int:
    carried = carry(cycle.definition, definition, cycle.given)
    return carried.lost_count + len(carried.cleared)
