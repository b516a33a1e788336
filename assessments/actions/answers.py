"""Saving an answer: the one writer of answers, of their history, and of an assessment's scores."""

import datetime
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.access import scorable_assessment
from assessments.actions.assessments import set_totals
from assessments.answersheet import EXCLUDED, element_answers
from assessments.models import Answer, AnswerChange, Assessment, Item
from assessments.results import element_score_from_json, element_score_to_json
from assessments.scoring import NOT_APPLICABLE, Result, roll_up, score_element
from frameworks.definition import Element, FrameworkDefinition
from organisations.models import User

LONGEST_TEXT = 10_000


@dataclass(frozen=True)
class GivenAnswer:
    """What a person gave: the value, the reason where one is needed, and the version they saw when they gave it."""

    value: str
    reason: str
    version: int


@dataclass(frozen=True)
class SavedAnswer:
    """An answer as it now stands, with the result that follows from it."""

    assessment: Assessment
    answer: Answer
    result: Result


class InvalidAnswerError(Exception):
    """The value can't be an answer here; the message tells the person what to do."""


class FrozenAssessmentError(Exception):
    """The assessment is approved, so its answers no longer change."""


class StaleAnswerError(Exception):
    """Somebody changed the answer in between; ``current`` is theirs, ``given`` was refused."""

    def __init__(self, current: Answer, given: GivenAnswer) -> None:
        """Keep both, for the person to choose from."""
        super().__init__()
        self.current = current
        self.given = given


@transaction.atomic
def save_answer(
    *, assessment_uuid: uuid.UUID, element_code: str, item: str, given: GivenAnswer, by: User
) -> SavedAnswer:
    """Save one answer, its history row and the scores that it moves, all or nothing.

    Raises Http404 or PermissionDenied for who may not score, Answer.DoesNotExist for an unknown place,
    FrozenAssessmentError, InvalidAnswerError, and StaleAnswerError when ``given.version`` is not the stored one and
    the value differs. Costs the same five statements whatever the size of the assessment.
    """
    assessment = scorable_assessment(by, assessment_uuid, lock=True)
    if not assessment.is_open:
        raise FrozenAssessmentError
    definition = assessment.version.definition()
    rows = {row.item: row for row in _element_rows(assessment, element_code)}
    if item not in rows:
        raise Answer.DoesNotExist
    answer = rows[item]
    if (answer.value, answer.reason) == (given.value, given.reason):
        return SavedAnswer(assessment, answer, stored_result(assessment, definition))
    if answer.version != given.version:
        raise StaleAnswerError(answer, given)
    element = definition.element_by_code[element_code]
    refuse_invalid(definition, element, item, given)
    _write(answer, given, by, timezone.now())
    refuse_all_not_applicable(element, list(rows.values()))
    return SavedAnswer(assessment, answer, _rescore(assessment, definition, element, list(rows.values())))


def stored_result(assessment: Assessment, definition: FrameworkDefinition) -> Result:
    """The result as the stored element scores have it."""
    scores = {code: element_score_from_json(definition, data) for code, data in assessment.element_scores.items()}
    return roll_up(definition, scores)


def refuse_invalid(definition: FrameworkDefinition, element: Element, item: str, given: GivenAnswer) -> None:
    """Raise InvalidAnswerError unless the value is one that the item can take; an empty value takes an answer back."""
    if len(given.value) > LONGEST_TEXT or len(given.reason) > LONGEST_TEXT:
        raise InvalidAnswerError(
            _("This is longer than %(limit)s characters. Shorten it; nothing was saved.") % {"limit": LONGEST_TEXT}
        )
    if "\x00" in given.value + given.reason:
        raise InvalidAnswerError(_("The text holds a character that can't be stored. Type it again."))
    if given.value and given.value not in _values(definition, element, item, given.value):
        raise InvalidAnswerError(_("That is not an answer to choose here. Choose one of those shown."))
    if given.value in (NOT_APPLICABLE, EXCLUDED) and item != Item.COMMENT and not given.reason.strip():
        raise InvalidAnswerError(_("Say why in a few words; it is saved as soon as there is a reason."))


def refuse_all_not_applicable(element: Element, rows: list[Answer]) -> None:
    """Raise InvalidAnswerError when no indicator of the element is left that applies (docs/scoring.md, rule 8)."""
    values = [row.value for row in rows if row.item.isdecimal()]
    if values and all(value == NOT_APPLICABLE for value in values):
        raise InvalidAnswerError(
            _(
                "Not every indicator can be “not applicable”. If %(element)s is out of scope, exclude the element instead."
            )
            % {"element": element.code}
        )


def _element_rows(assessment: Assessment, element_code: str) -> list[Answer]:
    return list(Answer.objects.of_element(assessment, element_code).select_related("changed_by"))


def _values(definition: FrameworkDefinition, element: Element, item: str, value: str) -> set[str]:
    if item == Item.COMMENT:
        return {value}
    if item == Item.SCOPE:
        return {EXCLUDED}
    if item == Item.OBJECTIVE:
        return set(definition.objective_answer_by_code)
    return {NOT_APPLICABLE, *(str(rating.value) for rating in definition.ratings)}


def _write(answer: Answer, given: GivenAnswer, by: User, at: datetime.datetime) -> None:
    seen = answer.version
    answer.value, answer.reason, answer.version = given.value, given.reason, seen + 1
    answer.changed_by, answer.changed_at = by, at
    changed = Answer.objects.filter(pk=answer.pk, version=seen).update(
        value=answer.value, reason=answer.reason, version=answer.version, changed_by=by, changed_at=at
    )
    if not changed:
        raise StaleAnswerError(Answer.objects.select_related("changed_by").get(pk=answer.pk), given)
    AnswerChange.objects.create(
        answer=answer, version=answer.version, value=answer.value, reason=answer.reason, changed_by=by, changed_at=at
    )


def _rescore(assessment: Assessment, definition: FrameworkDefinition, element: Element, rows: list[Answer]) -> Result:
    score = score_element(definition, element, element_answers(rows))
    assessment.element_scores[element.code] = element_score_to_json(score)
    result = stored_result(assessment, definition)
    set_totals(assessment, result)
    assessment.save(
        update_fields=["element_scores", "points", "maximum", "percent", "level", "complete", "answered_percent"]
    )
    return result
