"""What a team agrees on, element by element, as the consensus pages show it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from assessments.agreement import Agreement, ElementAgreement, Question, Standing
from assessments.confidence import grade_titles
from assessments.items import Item
from assessments.scoring import NOT_APPLICABLE
from assessments.sheet import Choice, Row, choices
from assessments.voices import Team
from frameworks.definition import FrameworkDefinition


@dataclass(frozen=True)
class PersonLine:
    """What one person answered to one question: which of the columns, and their words beside it."""

    person: str
    name: str
    value: str
    said: str
    reason: str

    @property
    def is_short(self) -> bool:
        """Whether the answer is short enough to stand in its column by itself."""
        return len(self.said) <= 4


@dataclass(frozen=True)
class QuestionView:
    """A question with everybody's answers, and the row in which the agreed one is set.

    ``silent`` are the names of those who have not answered it.
    """

    question: Question
    row: Row
    columns: tuple[Choice, ...]
    lines: tuple[PersonLine, ...]
    silent: tuple[str, ...]

    @cached_property
    def middle(self) -> str:
        """The middle in words; empty where there is none."""
        return in_short(self.columns, self.question.middle) if self.question.middle is not None else ""

    @property
    def has_words(self) -> bool:
        """Whether somebody has said something beside their answer."""
        return any(line.reason for line in self.lines)


@dataclass(frozen=True)
class Said:
    """Something one person wrote about an element, or how well they found it supported."""

    name: str
    words: str


@dataclass(frozen=True)
class ElementView:
    """One element to agree on: its questions, what each wrote about it, and the rows of what is set jointly."""

    compared: ElementAgreement
    questions: tuple[QuestionView, ...]
    confidence: Row
    comment: Row
    scope: Row | None
    grades: tuple[Said, ...]
    comments: tuple[Said, ...]

    @property
    def faults(self) -> list[Row]:
        """The rows that were not saved."""
        rows = (*(one.row for one in self.questions), self.confidence, self.comment, self.scope)
        return [row for row in rows if row and (row.fault or row.conflict)]


@dataclass(frozen=True)
class QuestionLine:
    """A question in the list: its sentence, and the answers in short, from the lowest up."""

    question: Question
    text: str
    answers: tuple[str, ...]
    middle: str
    agreed: str


@dataclass(frozen=True)
class ElementLine:
    """An element in the list with its questions, those first that matter most."""

    compared: ElementAgreement
    questions: tuple[QuestionLine, ...]


@dataclass(frozen=True)
class Group:
    """The elements that stand alike, ranked."""

    standing: Standing
    title: str
    help: str
    lines: tuple[ElementLine, ...]


def groups(definition: FrameworkDefinition, agreement: Agreement) -> list[Group]:
    """The list of the consensus page: what is to be discussed first."""
    titles = {
        Standing.FAR: (_("To discuss"), _("Beyond the tolerance, called not applicable by some, or not answered.")),
        Standing.NEAR: (_("Within the tolerance"), _("Everything still open here can be taken at its middle.")),
        Standing.AGREED: (_("Agreed"), ""),
    }
    return [
        Group(
            standing, title, text, tuple(_element_line(definition, element) for element in agreement.ranked(standing))
        )
        for standing, (title, text) in titles.items()
    ]


def build_element(
    definition: FrameworkDefinition, compared: ElementAgreement, team: Team, rows: Mapping[str, Row]
) -> ElementView:
    """The page of one element from its rows by item."""
    questions = tuple(
        _question(definition, question, team, rows[question.item])
        for question in compared.questions
        if question.item in rows
    )
    has_scope = any(one.question.item == Item.SCOPE for one in questions)
    code, titles = compared.element.code, grade_titles()
    grades = ((name, titles.get(value, value)) for name, value in _said(team, code, Item.CONFIDENCE))
    return ElementView(
        compared=compared,
        questions=questions,
        confidence=rows[Item.CONFIDENCE],
        comment=rows[Item.COMMENT],
        scope=None if has_scope else rows.get(Item.SCOPE),
        grades=tuple(Said(*one) for one in grades),
        comments=tuple(Said(*one) for one in _said(team, code, Item.COMMENT)),
    )


def _question(definition: FrameworkDefinition, question: Question, team: Team, row: Row) -> QuestionView:
    columns = columns_of(definition, question)
    lines = tuple(
        PersonLine(voice.person, team.names[voice.person], voice.value, in_short(columns, voice.value), voice.reason)
        for voice in question.voices
    )
    silent = team.names.keys() - {line.person for line in lines}
    return QuestionView(question, row, columns, lines, tuple(team.names[one] for one in team.names if one in silent))


def columns_of(definition: FrameworkDefinition, question: Question) -> tuple[Choice, ...]:
    """What could be answered, but for no answer at all; the scale from the lowest up, as a reader expects it."""
    offered = {choice.value: choice for choice in choices(definition, question.item)}
    order = [*question.scale, *(value for value in offered if value not in question.scale)]
    return tuple(offered[value] for value in order if value or question.item == Item.SCOPE)


def _said(team: Team, element: str, item: str) -> Iterable[tuple[str, str]]:
    for person, answers in team.answers.items():
        answer = answers.get((element, item))
        if answer and answer.value:
            yield team.names[person], answer.value


def _element_line(definition: FrameworkDefinition, compared: ElementAgreement) -> ElementLine:
    ranked = sorted(compared.questions, key=lambda question: -question.rank)
    return ElementLine(compared, tuple(_question_line(definition, compared, question) for question in ranked))


def _question_line(definition: FrameworkDefinition, compared: ElementAgreement, question: Question) -> QuestionLine:
    columns = columns_of(definition, question)
    order = [column.value for column in columns]
    values = sorted((voice.value for voice in question.voices), key=order.index)
    return QuestionLine(
        question=question,
        text=question_text(compared, question),
        answers=tuple(in_short(columns, value) for value in values),
        middle=in_short(columns, question.middle) if question.middle is not None else "",
        agreed=in_short(columns, question.agreed.value) if question.agreed.value else "",
    )


def question_text(compared: ElementAgreement, question: Question) -> str:
    """What is asked, in words."""
    if question.item == Item.SCOPE:
        return _("Is this element in scope?")
    if question.item == Item.OBJECTIVE:
        return compared.element.objective
    return compared.element.indicator_by_number[int(question.item)].text


def in_short(columns: Iterable[Choice], value: str) -> str:
    """An answer as short as it can be said: a rating by its number, everything else by its name."""
    found = next((column for column in columns if column.value == value), Choice(value, "", value))
    return found.face if value.isdecimal() or value == NOT_APPLICABLE else found.name
