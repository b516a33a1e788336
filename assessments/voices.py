"""Whose sheets count in what a team agrees on, and what stands on them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef, Q

from assessments.agreement import Agreement, compare
from assessments.answersheet import assessment_answers
from assessments.items import AnswerLike, Place, PlainAnswer
from assessments.models import Answer, Assessment, Event, IndividualSheet
from assessments.scoring import ElementAnswers


@dataclass(frozen=True)
class Team:
    """The sheets that count in an assessment, by name of their assessors, and the answers given on each.

    ``answers`` and everything made of it go by the sheet's UUID as text.
    """

    assessment: Assessment
    sheets: tuple[IndividualSheet, ...]
    answers: Mapping[str, Mapping[Place, PlainAnswer]]

    @cached_property
    def names(self) -> dict[str, str]:
        """The assessors' names."""
        return {str(sheet.uuid): str(sheet.assessor) for sheet in self.sheets}

    @cached_property
    def scored(self) -> list[dict[str, ElementAnswers]]:
        """The sheets as scoring takes them."""
        return [assessment_answers(answers.values()) for answers in self.answers.values()]

    def agreement(self, agreed: Iterable[AnswerLike], language: str | None = None) -> Agreement:
        """How far the sheets lie apart; ``agreed`` are the assessment's own answers."""
        own = {(row.element, row.item): row for row in agreed}
        version = self.assessment.version
        definition = version.definition_in(language) if language else version.definition()
        return compare(definition, self.answers, own, self.assessment.tolerance)


def team_of(assessment: Assessment) -> Team:
    """The team of one assessment whose round has ended; two queries."""
    return teams_of([assessment])[assessment.pk]


def teams_of(assessments: Iterable[Assessment]) -> dict[int, Team]:
    """The teams of several assessments by their keys, in the same two queries.

    Submitted sheets count. One that was not submitted counts with what is answered on it where the round was closed
    before all had submitted; where it ended by itself, nobody had waited for that person any more.
    """
    by_pk = {assessment.pk: assessment for assessment in assessments}
    closed = Event.objects.filter(assessment=OuterRef("assessment"), kind=Event.Kind.ROUND_CLOSED)
    sheets = list(
        IndividualSheet.objects.filter(
            Q(submitted_at__isnull=False) | Exists(closed), assessment__in=by_pk
        ).select_related("assessor")
    )
    answers = _answers(sheets)
    return {
        pk: Team(
            assessment,
            tuple(sheet for sheet in sheets if sheet.assessment_id == pk),
            {str(sheet.uuid): answers[sheet.pk] for sheet in sheets if sheet.assessment_id == pk},
        )
        for pk, assessment in by_pk.items()
    }


def _answers(sheets: list[IndividualSheet]) -> dict[int, dict[Place, PlainAnswer]]:
    found: dict[int, dict[Place, PlainAnswer]] = {sheet.pk: {} for sheet in sheets}
    rows = Answer.on_sheets.filter(sheet__in=found).exclude(value="", reason="").order_by("pk")
    for sheet, element, item, value, reason in rows.values_list("sheet", "element", "item", "value", "reason"):
        found[sheet][element, item] = PlainAnswer(element, item, value, reason)
    return found
