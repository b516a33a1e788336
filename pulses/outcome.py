"""What has come of a pulse, as its page and its files show it: the shown counts, and the assessment's scores beside."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Literal

from assessments.answersheet import stored_result
from assessments.models import Assessment
from assessments.results import ElementScore, GroupScore
from charts.dumbbell import Dumbbell, draw_dumbbell
from charts.from_result import bounds
from frameworks.definition import FrameworkDefinition
from pulses.models import Pulse
from pulses.perception import Perceived, perceived
from pulses.questions import Question, percents, questions
from pulses.tally import Tally

Counted = Literal["higher", "alike", "lower"]


@dataclass(frozen=True)
class Line:
    """One question with what is said of it, and both drawn: the assessed figure round, the staff’s a diamond."""

    question: Question
    perceived: Perceived
    drawing: Dumbbell


@dataclass(frozen=True)
class Outcome:
    """All questions in the framework's order.

    ``with_assessed`` is false while everybody scores alone: then no score of the assessment is in here.
    """

    lines: tuple[Line, ...]
    with_assessed: bool

    @property
    def has_figures(self) -> bool:
        """Whether anything has been rated by enough people to be shown."""
        return any(line.perceived.percent is not None for line in self.lines)

    @property
    def groups(self) -> list[tuple[str, list[Line]]]:
        """The lines by dimension; a quick scan is one group without a name."""
        return [(title, list(lines)) for title, lines in groupby(self.lines, key=lambda line: line.question.group)]

    @property
    def leanings(self) -> dict[Counted, int]:
        """How many questions staff see higher, much the same, and lower."""
        found = [line.perceived.leaning for line in self.lines]
        return {"higher": found.count("higher"), "alike": found.count("alike"), "lower": found.count("lower")}


def outcome_of(pulse: Pulse, language: str | None) -> Outcome:
    """The outcome in this language; the pulse carries its assessment as read for the person."""
    definition = pulse.version.definition_in(language)
    tallies = {question.code: question.told(is_over=pulse.is_closed) for question in pulse.questions.all()}
    assessed = _assessed(pulse.assessment, language)
    worths = percents(definition)
    lines = []
    for one in questions(definition, pulse.kind):
        said = perceived(one.code, one.title, tallies.get(one.code, Tally()), worths, assessed.get(one.code))
        lines.append(Line(one, said, draw_dumbbell(said.assessed, said.percent, bounds(definition))))
    return Outcome(tuple(lines), with_assessed=not pulse.assessment.is_blind)


def _assessed(assessment: Assessment, language: str | None) -> Mapping[str, Decimal | None]:
    """The assessed percentages of elements and dimensions by code; none while everybody scores alone."""
    if assessment.is_blind:
        return {}
    definition: FrameworkDefinition = assessment.version.definition_in(language)
    result = stored_result(assessment, definition)
    scores: list[ElementScore | GroupScore] = [*result.elements.values(), *result.dimensions.values()]
    return {score.code: score.percent for score in scores if score.answered_percent > 0}
