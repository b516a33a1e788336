"""Saving answers: the one writer of answers, of their history, and of an assessment's scores."""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from django.db import transaction
from django.utils import timezone

from assessments.access import scorable_assessment
from assessments.actions.assessments import set_totals
from assessments.answersheet import element_answers, stored_result
from assessments.models import Answer, AnswerChange, Assessment
from assessments.results import element_score_to_json
from assessments.scoring import NOT_APPLICABLE, Result, score_element
from assessments.statements import PreparedQuery, insert_row, update_rows
from assessments.validity import InvalidAnswerError, refuse_all_not_applicable, refuse_invalid
from frameworks.definition import Element, FrameworkDefinition
from frameworks.models import FrameworkVersion
from organisations.models import User

UNANSWERED = ("", "")
SCORE_FIELDS = ("element_scores", "points", "maximum", "percent", "level", "complete", "answered_percent")


@dataclass(frozen=True)
class GivenAnswer:
    """What a person gave: the value, the reason where one is needed, and the version they saw when they gave it."""

    value: str
    reason: str
    version: int


@dataclass(frozen=True)
class SavedAnswer:
    """An answer as it now stands, with the result that follows from it."""

    definition: FrameworkDefinition
    answer: Answer
    result: Result


@dataclass(frozen=True)
class SavedSheet:
    """What became of each answer of an element that was given at once; what was not changed is in none of them."""

    saved: set[str] = field(default_factory=set)
    stale: dict[str, "StaleAnswerError"] = field(default_factory=dict)
    invalid: dict[str, str] = field(default_factory=dict)


class FrozenAssessmentError(Exception):
    """The assessment is approved, so its answers no longer change."""


class OtherVersionError(Exception):
    """The assessment stands under another framework version than the page that the answer was given on."""


class StaleAnswerError(Exception):
    """Somebody changed the answer in between; ``current`` is theirs, ``given`` was refused."""

    def __init__(self, current: Answer, given: GivenAnswer) -> None:
        """Keep both, for the person to choose from."""
        super().__init__()
        self.current = current
        self.given = given


@dataclass(frozen=True)
class _Desk:
    """One element of an open assessment, held by the transaction while ``by`` changes its answers."""

    assessment: Assessment
    definition: FrameworkDefinition
    element: Element
    rows: Mapping[str, Answer]
    by: User


@transaction.atomic
def save_answer(
    *,
    assessment_uuid: uuid.UUID,
    element_code: str,
    item: str,
    given: GivenAnswer,
    by: User,
    framework_version: uuid.UUID | None = None,
) -> SavedAnswer:
    """Save one answer, its history row and the scores that it moves, all or nothing.

    What stands there already is not saved again, and comes back with its present version. Raises Http404 or
    PermissionDenied for who may not score, Answer.DoesNotExist for an unknown place, FrozenAssessmentError,
    InvalidAnswerError, StaleAnswerError when ``given.version`` is not the stored one and the answer differs, and
    OtherVersionError when ``framework_version``, the one that the person saw, is no longer the assessment's.
    Costs the same five statements whatever the size of the assessment.
    """
    desk = _take_place(assessment_uuid, element_code, by, framework_version)
    answer = desk.rows.get(item)
    if answer is None:
        raise Answer.DoesNotExist
    if _stands(answer, given):
        return SavedAnswer(desk.definition, answer, stored_result(desk.assessment, desk.definition))
    _change(desk, answer, given, timezone.now())
    return SavedAnswer(desk.definition, answer, _rescore(desk))


@transaction.atomic
def save_sheet(
    *,
    assessment_uuid: uuid.UUID,
    element_code: str,
    given: Mapping[str, GivenAnswer],
    by: User,
    framework_version: uuid.UUID | None = None,
) -> SavedSheet:
    """Save those answers of one element that the person changed, and say what became of each.

    An answer that can't be saved keeps none of the others back. One that the person left as they saw it is no
    change, even when somebody else has changed it since. Raises as ``save_answer`` does, but for InvalidAnswerError
    and StaleAnswerError.
    """
    desk = _take_place(assessment_uuid, element_code, by, framework_version)
    outcome, now = SavedSheet(), timezone.now()
    for item in _by_effect(given):
        answer = desk.rows.get(item)
        if answer is None:
            raise Answer.DoesNotExist
        if _stands(answer, given[item]) or _is_untouched(answer, given[item]):
            continue
        try:
            _change(desk, answer, given[item], now)
            outcome.saved.add(item)
        except StaleAnswerError as fault:
            outcome.stale[item] = fault
        except InvalidAnswerError as fault:
            outcome.invalid[item] = str(fault)
    if outcome.saved:
        _rescore(desk)
    return outcome


def _take_place(assessment_uuid: uuid.UUID, element_code: str, by: User, seen: uuid.UUID | None) -> _Desk:
    assessment = scorable_assessment(by, assessment_uuid)
    if not assessment.is_open:
        raise FrozenAssessmentError
    version = uuid.UUID(str(assessment.version_uuid))  # type: ignore[attr-defined]  # annotated
    if seen not in {None, version}:
        raise OtherVersionError
    definition = _definition(version)
    element = definition.element_by_code.get(element_code)
    if element is None:
        raise Answer.DoesNotExist
    rows = {row.item: row for row in _ROWS.run(assessment=assessment.pk, element=element_code)}
    return _Desk(assessment, definition, element, rows, by)


@lru_cache(maxsize=32)
def _definition(version_uuid: uuid.UUID) -> FrameworkDefinition:
    """The content of the version, which is published, as every assessment's is, and so never changes again."""
    return FrameworkVersion.objects.get(uuid=version_uuid).definition()


_ROWS = PreparedQuery(
    lambda assessment, element: Answer.objects.filter(assessment=assessment).of_element(element),
    assessment=-1_234_567,
    element="an example of an element",
)


def _stands(answer: Answer, given: GivenAnswer) -> bool:
    """Whether the answer is what was given already: a save that is sent twice, or two people of one mind."""
    return (answer.value, answer.reason) == (given.value, given.reason)


def _is_untouched(answer: Answer, given: GivenAnswer) -> bool:
    """Whether the person left the answer as it was at the version that they saw."""
    if answer.version == given.version:
        return False
    seen = answer.changes.filter(version=given.version).values_list("value", "reason").first()
    return (seen or UNANSWERED) == (given.value, given.reason) and (given.version == 0 or seen is not None)


def _by_effect(given: Mapping[str, GivenAnswer]) -> Iterable[str]:
    """The items with “not applicable” last: what becomes applicable on the same sheet then counts for rule 8."""
    return sorted(given, key=lambda item: given[item].value == NOT_APPLICABLE)


def _change(desk: _Desk, answer: Answer, given: GivenAnswer, at: datetime.datetime) -> None:
    """Check the answer in full before the first write, then write it and its history."""
    if answer.version != given.version:
        raise StaleAnswerError(answer, given)
    refuse_invalid(desk.definition, answer.item, given.value, given.reason)
    ratings = {item: row.value for item, row in desk.rows.items() if item.isdecimal()}
    if answer.item in ratings:
        refuse_all_not_applicable(desk.definition, desk.element, ratings | {answer.item: given.value})
    _write(answer, given, desk.by, at)


def _write(answer: Answer, given: GivenAnswer, by: User, at: datetime.datetime) -> None:
    version = given.version + 1
    news = {"value": given.value, "reason": given.reason, "version": version, "changed_by_id": by.pk, "changed_at": at}
    # The condition on the version is what decides between two writers, whatever the engine's locks do.
    if not update_rows(Answer, {"id": answer.pk, "version": given.version}, news):
        answer.refresh_from_db()
        raise StaleAnswerError(answer, given)
    insert_row(AnswerChange, {"answer_id": answer.pk, **news})
    for name, value in news.items():
        setattr(answer, name, value)


def _rescore(desk: _Desk) -> Result:
    """Score the element from its own rows, and the assessment from its elements' stored scores."""
    assessment = desk.assessment
    score = score_element(desk.definition, desk.element, element_answers(desk.rows.values()))
    assessment.element_scores[desk.element.code] = element_score_to_json(score)
    result = stored_result(assessment, desk.definition)
    set_totals(assessment, result)
    update_rows(Assessment, {"id": assessment.pk}, {name: getattr(assessment, name) for name in SCORE_FIELDS})
    return result
