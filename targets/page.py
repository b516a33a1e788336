"""What the page of a target shows: the goals of a result, row by row, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from django.urls import reverse
from django.utils.translation import get_language

from assessments.answersheet import assessment_answers, stored_result
from assessments.gates import ShutGate, shut_gates
from assessments.models import Assessment
from assessments.results import ElementScore, Result
from assessments.scoring import ElementAnswers
from charts.bars import Bar
from charts.from_result import bars, overview
from charts.overview import Overview
from charts.radar import Radar
from frameworks.definition import Element, FrameworkDefinition, Level
from targets.goals import Goal, Goals
from targets.models import Target
from targets.reading import goals_of
from targets.separating import Seen, TooLow, levels_on_the_way, too_low


@dataclass(frozen=True)
class Row:
    """An element with its goal, its bar, and what stands between the two; ``level`` is the one that was asked for."""

    goal: Goal
    score: ElementScore
    bar: Bar
    level: Level | None
    way: tuple[Seen, ...]
    too_low: tuple[TooLow, ...]


@dataclass(frozen=True)
class RowGroup:
    """A dimension with its elements; ``hue`` is its place on the loop."""

    goal: Goal
    level: Level | None
    hue: int
    rows: tuple[Row, ...]


class TargetPage:
    """A target held against the result of an assessment, in the reader's language."""

    def __init__(self, assessment: Assessment, target: Target) -> None:
        self.assessment = assessment
        self.target = target
        self.definition: FrameworkDefinition = assessment.version.definition_in(get_language())

    @cached_property
    def result(self) -> Result:
        """The result as it stands."""
        return stored_result(self.assessment, self.definition)

    @cached_property
    def goals(self) -> Goals:
        """What the target means for it."""
        return goals_of(self.target, self.definition, self.result)

    @cached_property
    def overview(self) -> Overview:
        """The dimensions, with what is wanted of each."""
        return overview(self.definition, self.result, targets=self.goals.result)

    @cached_property
    def radar(self) -> Radar:
        """The same as a radar."""
        return Radar(self.overview)

    @property
    def has_levels(self) -> bool:
        """Whether elements and dimensions have levels; on a ladder only the total has."""
        return self.definition.ladder is None

    @cached_property
    def held_back(self) -> tuple[ShutGate, ...]:
        """The gates that would hold the level back even with the target reached."""
        return shut_gates(self.definition, self.goals.result)

    @cached_property
    def groups(self) -> tuple[RowGroup, ...]:
        """The rows of the table, by dimension."""
        drawn = bars(self.definition, self.result, targets=self.goals.result, address=self._address).groups
        answers = assessment_answers(self.assessment.answers.all())
        return tuple(
            RowGroup(
                self.goals.dimensions[dimension.code],
                self.result.dimensions[dimension.code].level,
                group.hue,
                tuple(self._row(*each, answers) for each in zip(dimension.elements, group.bars, strict=True)),
            )
            for dimension, group in zip(self.definition.dimensions, drawn, strict=True)
        )

    def _row(self, element: Element, bar: Bar, answers: Mapping[str, ElementAnswers]) -> Row:
        goal, score = self.goals.elements[element.code], self.result.elements[element.code]
        return Row(
            goal,
            score,
            bar if goal.standing else replace(bar, target=None),
            self._asked(goal),
            levels_on_the_way(self.definition, element, score.level, goal),
            too_low(self.definition, element, answers.get(element.code, ElementAnswers()), goal),
        )

    def _asked(self, goal: Goal) -> Level | None:
        """The level that was asked for, which may be under the one that is there."""
        if goal.asked is None or goal.asked.level is None:
            return goal.level
        return next((level for level in self.definition.levels if level.number == goal.asked.level), goal.level)

    def _address(self, code: str) -> str:
        return reverse("assessments:element-score", args=[self.assessment.uuid, code])
