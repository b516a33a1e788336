"""What a consensus record says, as plain values: who scored alone, each question, how well the team agrees."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _

from assessments.agreement import Agreement, ElementAgreement, Question
from assessments.calibration import AssessorLeaning, Leaning
from assessments.models import IndividualSheet
from assessments.reliability import Reliability
from assessments.results import GroupScore, Result, TotalScore
from charts.from_result import overview
from charts.overview import Overview
from frameworks.definition import FrameworkDefinition, Rating
from reports.documents.frame import Frame
from reports.report import SHORT
from results.calibration import alpha_words

NAMED = 5  # people whose names stand above columns of their own; of more it is said who gave which answer, by letters
NONE = "–"


def _figure(number: float | None) -> str:
    """Two decimals, with the sign of a number that is negative and no hyphen."""
    return floatformat(number, 2).replace("-", "−")


@dataclass(frozen=True)
class Person:
    """One who scored alone: their sheet as it was kept, and how they stand beside what was agreed."""

    letter: str
    name: str
    sheet: IndividualSheet
    result: Result
    leaning: AssessorLeaning


@dataclass(frozen=True)
class Agreed:
    """How well the team agrees, as kept with the approval or as it stands."""

    tolerance: int
    questions: int
    agreed: int
    beyond: int
    ratings: Reliability
    objectives: Reliability

    @property
    def alpha(self) -> str:
        """The alpha of the ratings, where there is one."""
        return _figure(self.ratings.alpha)

    @property
    def objectives_alpha(self) -> str:
        """That of the objectives, where there is one."""
        return _figure(self.objectives.alpha)

    @property
    def low(self) -> str:
        """Where its interval begins."""
        return _figure(self.ratings.low)

    @property
    def high(self) -> str:
        """Where its interval ends."""
        return _figure(self.ratings.high)

    @property
    def words(self) -> str:
        """What the alpha of the ratings means."""
        return alpha_words(self.ratings)


@dataclass(frozen=True)
class Said:
    """What one person wrote, or the team together (``name`` is empty); ``answer`` is what they answered with it."""

    name: str
    answer: str
    words: str


@dataclass(frozen=True)
class Given:
    """An answer with the letters of those who gave it."""

    answer: str
    letters: tuple[str, ...]


def by_answer(answers: Sequence[str], letters: Sequence[str]) -> tuple[Given, ...]:
    """Who gave which answer: the ratings from the lowest up, other answers after them, none at all at the end."""
    found: dict[str, list[str]] = {}
    for answer, letter in zip(answers, letters, strict=True):
        found.setdefault(answer, []).append(letter)
    ordered = sorted(found, key=lambda answer: (answer == NONE, not answer.isdecimal(), answer.zfill(3)))
    return tuple(Given(answer, tuple(found[answer])) for answer in ordered)


@dataclass(frozen=True)
class QuestionRow:
    """One question: everybody's answer in the persons' order, what was agreed, and how many steps lie between them."""

    label: str
    text: str
    answers: tuple[str, ...]
    agreed: str
    question: Question
    reasons: tuple[Said, ...]
    given: tuple[Given, ...] = ()

    @property
    def is_numbered(self) -> bool:
        """Whether it is an indicator, with its number for a label."""
        return self.label.isdecimal()

    @property
    def is_far(self) -> bool:
        """Whether the answers lie beyond the tolerance, or are of two kinds."""
        return bool(self.question.voices) and not self.question.is_near


@dataclass(frozen=True)
class ElementRecord:
    """One element: its questions, how well each found it supported, what was written, what it rests on."""

    compared: ElementAgreement
    rows: tuple[QuestionRow, ...]
    grades: tuple[str, ...]
    graded: tuple[Given, ...]
    grade: str
    comments: tuple[Said, ...]
    evidence: tuple[str, ...]

    @property
    def has_words(self) -> bool:
        """Whether anything was written that is to be printed."""
        return bool(self.comments) or any(row.reasons for row in self.rows)


@dataclass(frozen=True)
class Chapter:
    """A dimension with its elements; the enablers have no hue."""

    code: str
    title: str
    hue: int
    elements: tuple[ElementRecord, ...]


@dataclass(frozen=True)
class SheetRow:
    """A dimension or the total: everybody's score of it, and the agreed one."""

    title: str
    scores: tuple[GroupScore | TotalScore, ...]
    agreed: GroupScore | TotalScore


@dataclass(frozen=True)
class LeaningRow:
    """A dimension: how everybody leaned in it."""

    title: str
    leanings: tuple[Leaning, ...]


@dataclass(frozen=True)
class ConsensusPaper:
    """The whole document."""

    frame: Frame
    definition: FrameworkDefinition
    result: Result
    people: tuple[Person, ...]
    not_counted: tuple[str, ...]
    facts: Agreed
    agreement: Agreement
    chapters: tuple[Chapter, ...]

    @property
    def is_named(self) -> bool:
        """Whether there are so few people that their names fit above the columns."""
        return len(self.people) <= NAMED

    @property
    def has_agreed(self) -> bool:
        """Whether anything is agreed, so that there is a result to speak of."""
        return bool(self.facts.agreed)

    @property
    def scale(self) -> tuple[Rating, ...]:
        """What the ratings in the columns are called, from the lowest up."""
        return tuple(sorted(self.definition.ratings, key=lambda one: one.percent))

    @property
    def is_short(self) -> bool:
        """Whether the framework is so small that its dimensions follow one another on a page."""
        return sum(len(element.indicators) for element in self.definition.walk()) <= SHORT

    @cached_property
    def overview(self) -> Overview:
        """The agreed result."""
        return overview(self.definition, self.result)

    @cached_property
    def sheets(self) -> tuple[SheetRow, ...]:
        """The points of every sheet beside the agreed ones, by dimension, the total last."""
        rows = [
            SheetRow(
                one.title,
                tuple(person.result.dimensions[one.code] for person in self.people),
                self.result.dimensions[one.code],
            )
            for one in self.definition.dimensions
        ]
        return (*rows, SheetRow(_("Total"), tuple(one.result.total for one in self.people), self.result.total))

    @cached_property
    def leanings(self) -> tuple[LeaningRow, ...]:
        """How everybody leaned, by dimension."""
        return tuple(
            LeaningRow(one.title, tuple(person.leaning.dimensions[place].leaning for person in self.people))
            for place, one in enumerate(self.definition.dimensions)
        )
