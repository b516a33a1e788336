"""How far the answers of a team lie apart, question by question, and where their middle is (``docs/agreement.md``).

Plain functions over plain values, as scoring is: what people answered on their own sheets and what is agreed go in,
and for each question come out its middle, its spread in steps of the scale, and the points that are at stake in it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from assessments.items import CONFIDENCE_GRADES, EXCLUDED, AnswerLike, Item, Place, PlainAnswer
from assessments.scoring import HUNDRED, NOT_APPLICABLE, has_objective
from frameworks.definition import Element, FrameworkDefinition

GRADES = ("", *CONFIDENCE_GRADES)
Sheets = Mapping[str, Mapping[Place, AnswerLike]]
"""The answers of each assessor by place; the assessors go by any key that is theirs alone."""


class Standing(StrEnum):
    """How far the team is with a question."""

    AGREED = "agreed"
    NEAR = "near"
    FAR = "far"


@dataclass(frozen=True)
class Voice:
    """What one assessor answered; ``step`` is its place on the scale, None for what stands apart from it.

    “Not applicable” stands apart from the ratings, and “excluded” from being in scope.
    """

    person: str
    value: str
    reason: str
    step: int | None


@dataclass(frozen=True)
class Question:
    """One question to agree on: an indicator, an objective, or whether an element that somebody excluded is in scope.

    ``scale`` holds the values from the lowest up. ``points`` are those of the total that hang on the answer. ``width``
    is the spread of two answers of different kinds. With ``is_settled`` nothing is left to be agreed, whatever was
    said.
    """

    place: Place
    scale: tuple[str, ...]
    points: Fraction
    width: int
    tolerance: int
    voices: tuple[Voice, ...]
    agreed: AnswerLike
    is_settled: bool

    @property
    def item(self) -> str:
        """What of the element it is about."""
        return self.place[1]

    @cached_property
    def steps(self) -> list[int]:
        """The places on the scale of all answers that are on it, from the lowest up."""
        return sorted(voice.step for voice in self.voices if voice.step is not None)

    @property
    def is_mixed(self) -> bool:
        """Whether some answered on the scale, and others said that it does not apply."""
        return 0 < len(self.steps) < len(self.voices)

    @property
    def spread(self) -> int:
        """How many steps the highest answer lies above the lowest; the whole scale between two kinds of answer."""
        if self.is_mixed:
            return self.width
        return self.steps[-1] - self.steps[0] if self.steps else 0

    @property
    def middle(self) -> str | None:
        """The median of the answers, of two middle ones the lower; None where there is none, or none in common."""
        if self.is_mixed or not self.voices:
            return None
        return self.scale[self.steps[(len(self.steps) - 1) // 2]] if self.steps else self.voices[0].value

    @property
    def rank(self) -> Fraction:
        """How much it matters to talk about it: spread × points at stake."""
        return self.spread * self.points

    @property
    def is_near(self) -> bool:
        """Whether the answers lie within the tolerance, so that their middle can be taken."""
        return self.middle is not None and self.spread <= self.tolerance

    @property
    def standing(self) -> Standing:
        """How far the team is with it."""
        if self.is_settled:
            return Standing.AGREED
        return Standing.NEAR if self.is_near else Standing.FAR

    def needs_words(self, value: str) -> bool:
        """Whether a reason has to be given with this value: beyond the tolerance, or where it is not the middle."""
        return not self.is_near or value != self.middle


@dataclass(frozen=True)
class ElementAgreement:
    """The questions of one element."""

    element: Element
    questions: tuple[Question, ...]

    @property
    def rank(self) -> Fraction:
        """The sum over its questions."""
        return sum((question.rank for question in self.questions), Fraction(0))

    @property
    def spread(self) -> int:
        """The widest of its questions."""
        return max((question.spread for question in self.questions), default=0)

    @property
    def standing(self) -> Standing:
        """How far the team is with it: as far as with the question that is most behind."""
        standings = {question.standing for question in self.questions}
        return next((one for one in (Standing.FAR, Standing.NEAR) if one in standings), Standing.AGREED)

    def count(self, standing: Standing) -> int:
        """How many of its questions stand so."""
        return sum(question.standing == standing for question in self.questions)

    def question(self, item: str) -> Question | None:
        """The question about this item, if there is one."""
        return next((question for question in self.questions if question.item == item), None)


@dataclass(frozen=True)
class Agreement:
    """All questions of an assessment, element by element in the framework's order."""

    elements: tuple[ElementAgreement, ...]

    @property
    def questions(self) -> Iterator[Question]:
        """Every question."""
        return (question for element in self.elements for question in element.questions)

    def count(self, standing: Standing | None = None) -> int:
        """How many questions stand so; without a standing, how many there are."""
        return sum(standing in {None, question.standing} for question in self.questions)

    def ranked(self, standing: Standing) -> list[ElementAgreement]:
        """The elements that stand so, those first that matter most; of equals the first in the framework."""
        return sorted((one for one in self.elements if one.standing == standing), key=lambda one: -one.rank)

    def element(self, code: str) -> ElementAgreement | None:
        """The element with this code."""
        return next((one for one in self.elements if one.element.code == code), None)


def compare(
    definition: FrameworkDefinition, sheets: Sheets, agreed: Mapping[Place, AnswerLike], tolerance: int
) -> Agreement:
    """Compare the answers of several assessors; ``agreed`` are the assessment's own by place.

    Who excluded an element has no voice in its other questions. An answer that was not given is no voice either.
    """
    return Agreement(tuple(_element(definition, element, sheets, agreed, tolerance) for element in definition.walk()))


def scale_of(definition: FrameworkDefinition, item: str) -> tuple[str, ...]:
    """The values of an item's scale, the lowest first."""
    if item == Item.SCOPE:
        return ("",)
    if item == Item.OBJECTIVE:
        return tuple(answer.code for answer in sorted(definition.objective_answers, key=lambda one: one.percent))
    return tuple(str(value) for value in sorted(definition.rating_by_value))


def points_at_stake(definition: FrameworkDefinition, element: Element, item: str) -> Fraction:
    """The points of the total that hang on one answer: the element's × the answer's share of it; 0 in an enabler."""
    if element.code not in definition.dimension_by_element:
        return Fraction(0)
    if item == Item.SCOPE:
        return Fraction(element.points)
    if item == Item.OBJECTIVE:
        return Fraction(element.points * definition.objective_share) / HUNDRED
    weights = sum(Fraction(indicator.weight) for indicator in element.indicators)
    share = Fraction(element.indicator_by_number[int(item)].weight) / weights
    return Fraction(element.points * definition.indicators_share) / HUNDRED * share


def middle_grade(grades: Iterable[str]) -> str:
    """The median of grades of confidence, of two middle ones the lower; none at all is the lowest."""
    steps = sorted(GRADES.index(grade) for grade in grades)
    return GRADES[steps[(len(steps) - 1) // 2]] if steps else ""


def judged_items(definition: FrameworkDefinition, element: Element) -> list[str]:
    """What a team agrees on in an element: its objective and its indicators."""
    objective = [Item.OBJECTIVE] if has_objective(definition, element) else []
    return [*objective, *(str(indicator.number) for indicator in element.indicators)]


def _element(
    definition: FrameworkDefinition,
    element: Element,
    sheets: Sheets,
    agreed: Mapping[Place, AnswerLike],
    tolerance: int,
) -> ElementAgreement:
    out = {person for person, answers in sheets.items() if _value(answers, element, Item.SCOPE) == EXCLUDED}
    within = {person: answers for person, answers in sheets.items() if person not in out}
    is_out = _value(agreed, element, Item.SCOPE) == EXCLUDED
    questions = []
    for item in judged_items(definition, element):
        voices = _voices(definition, element, item, within)
        questions.append(_question(definition, element, item, voices, _answer(agreed, element, item), tolerance))
    if out or is_out:
        voices = _scope_voices(definition, element, sheets, out)
        scope = _question(definition, element, Item.SCOPE, voices, _answer(agreed, element, Item.SCOPE), tolerance)
        if is_out:
            questions = [replace(question, is_settled=True) for question in questions]
        # Who has agreed on everything else in an element has agreed that it is in scope.
        is_decided = all(question.is_settled for question in questions)
        questions.append(replace(scope, is_settled=scope.is_settled or is_decided))
    return ElementAgreement(element, tuple(questions))


def _answer(answers: Mapping[Place, AnswerLike], element: Element, item: str) -> AnswerLike:
    return answers.get((element.code, item)) or PlainAnswer(element.code, item)


def _question(  # noqa: PLR0917 - one caller, all of it needed
    definition: FrameworkDefinition,
    element: Element,
    item: str,
    voices: tuple[Voice, ...],
    agreed: AnswerLike,
    tolerance: int,
) -> Question:
    return Question(
        place=(element.code, item),
        scale=scale_of(definition, item),
        points=points_at_stake(definition, element, item),
        width=len(definition.ratings) - 1,
        tolerance=tolerance,
        voices=voices,
        agreed=agreed,
        is_settled=bool(agreed.value) or (item == Item.SCOPE and bool(agreed.reason)),
    )


def _voices(definition: FrameworkDefinition, element: Element, item: str, sheets: Sheets) -> tuple[Voice, ...]:
    scale = scale_of(definition, item)
    given = ((person, answers.get((element.code, item))) for person, answers in sheets.items())
    return tuple(
        Voice(person, one.value, one.reason, None if one.value == NOT_APPLICABLE else scale.index(one.value))
        for person, one in given
        if one and one.value
    )


def _scope_voices(
    definition: FrameworkDefinition, element: Element, sheets: Sheets, out: set[str]
) -> tuple[Voice, ...]:
    """Whoever excluded the element, and whoever judged it, which says that it is in scope."""
    judged = {
        person
        for person, answers in sheets.items()
        if any(_value(answers, element, item) for item in judged_items(definition, element))
    }
    return tuple(
        Voice(person, EXCLUDED, answers[element.code, Item.SCOPE].reason, None)
        if person in out
        else Voice(person, "", "", 0)
        for person, answers in sheets.items()
        if person in out | judged
    )


def _value(answers: Mapping[Place, AnswerLike], element: Element, item: str) -> str:
    return _answer(answers, element, item).value
