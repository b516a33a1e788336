"""How well a team agrees, and how far each of it stands from the consensus: this time, and over the cycles."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from assessments.agreement import Agreement, Standing
from assessments.answersheet import stored_result
from assessments.calibration import AssessorLeaning, leanings, objective_reliability, rating_reliability
from assessments.calibration import Leaning as StepLeaning
from assessments.models import Answer, Assessment
from assessments.reliability import Reliability
from assessments.voices import Team, teams_of
from charts.trend import TrendPoint
from frameworks.definition import FrameworkDefinition

SOUND, TENTATIVE = 0.8, 2 / 3
CYCLES = 5


@dataclass(frozen=True)
class Leaning:
    """One assessor of a cycle, by account: the same person is found again in another cycle."""

    user: int
    name: str
    found: AssessorLeaning


@dataclass(frozen=True)
class Cycle:
    """One assessment whose round has ended, with what its team answered and what was agreed."""

    assessment: Assessment
    team: Team
    answers: tuple[Answer, ...]

    @cached_property
    def agreement(self) -> Agreement:
        """How far the sheets lie apart."""
        return self.team.agreement(self.answers)

    @cached_property
    def ratings(self) -> Reliability:
        """The team's alpha over the indicators."""
        return rating_reliability(self.agreement)

    @cached_property
    def objectives(self) -> Reliability:
        """The same over the objectives."""
        return objective_reliability(self.agreement)

    @cached_property
    def leanings(self) -> tuple[Leaning, ...]:
        """How far each stands from what was agreed."""
        definition = self.assessment.version.definition()
        sheets = {str(sheet.uuid): sheet for sheet in self.team.sheets}
        results = {person: stored_result(sheet, definition) for person, sheet in sheets.items()}
        found = leanings(definition, self.agreement, stored_result(self.assessment, definition), results)
        return tuple(Leaning(sheets[one.person].assessor_id, str(sheets[one.person].assessor), one) for one in found)

    @property
    def agreed(self) -> int:
        """How many questions are agreed on."""
        return self.agreement.count(Standing.AGREED)

    @property
    def words(self) -> str:
        """What the alpha of the ratings means."""
        return alpha_words(self.ratings)


@dataclass(frozen=True)
class CycleLine:
    """One cycle in the table: each person's leaning in it, None where they took no part."""

    cycle: Cycle
    leanings: tuple[AssessorLeaning | None, ...]


@dataclass(frozen=True)
class DimensionLine:
    """One dimension in the table: each person's leaning in it."""

    title: str
    leanings: tuple[StepLeaning, ...]


def cycles_of(assessments: Iterable[Assessment]) -> list[Cycle]:
    """The cycles of these assessments in their order; three queries, however many there are."""
    ordered = list(assessments)
    teams = teams_of(ordered)
    rows: dict[int, list[Answer]] = {one.pk: [] for one in ordered}
    for row in Answer.objects.filter(assessment__in=rows).exclude(value="", reason="").order_by("pk"):
        rows[row.assessment_id].append(row)
    return [Cycle(one, teams[one.pk], tuple(rows[one.pk])) for one in ordered]


def cycle_lines(cycles: list[Cycle]) -> list[CycleLine]:
    """How everybody of the last cycle leaned in each."""
    people = [one.user for one in cycles[-1].leanings]
    found: list[CycleLine] = []
    for cycle in cycles:
        by_user = {one.user: one.found for one in cycle.leanings}
        found.append(CycleLine(cycle, tuple(by_user.get(person) for person in people)))
    return found


def dimension_lines(cycle: Cycle, definition: FrameworkDefinition) -> list[DimensionLine]:
    """How everybody of a cycle leaned in each dimension."""
    return [
        DimensionLine(dimension.title, tuple(one.found.dimensions[place].leaning for one in cycle.leanings))
        for place, dimension in enumerate(definition.dimensions)
    ]


def trend(cycles: list[Cycle]) -> list[TrendPoint]:
    """The alphas of the cycles, for a chart."""
    found = ((cycle.assessment.period or cycle.assessment.title, cycle.ratings) for cycle in cycles)
    return [TrendPoint(label, one.alpha, one.low, one.high) for label, one in found]


def alpha_words(found: Reliability) -> str:
    """What a team's alpha means, in plain words."""
    if found.alpha is None:
        return _(
            "There is nothing to compare: no question was answered by two people, or everybody gave the same answer to "
            "every question."
        )
    if found.alpha >= SOUND:
        return _("People read the questions alike. Conclusions can rest on these answers.")
    if found.alpha >= TENTATIVE:
        return _("Good enough for tentative conclusions. Talk about the questions that lie furthest apart.")
    if found.alpha > 0:
        return _(
            "Too low to trust single answers: people read the questions, or the steps of the scale, differently. Talk "
            "about what the steps mean before the next round."
        )
    return _("No better than chance. Agree on what the steps of the scale mean before anything else.")
