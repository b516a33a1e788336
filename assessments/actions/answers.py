"""Saving answers: the one writer of answers, of their history, and of an assessment's scores."""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.access import covers, scorable_assessment
from assessments.actions.assessments import set_totals
from assessments.answersheet import element_answers, stored_result
from assessments.models import Answer, AnswerChange, Assessment, IndividualSheet, Source
from assessments.models.scored import Scored
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
    """What a person gave: the value, the reason where one is needed, and the version they saw when they gave it.

    ``operation`` is the id that the browser made for it, by which one that is sent twice counts once. On a sheet that
    is sent whole, ``confirms`` tells the answer that was taken over and is to stand from what was just left alone.
    """

    value: str
    reason: str
    version: int
    operation: uuid.UUID | None = None
    source: Source = Source.DESK
    confirms: bool = False


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


class SubmittedSheetError(Exception):
    """The person has submitted their sheet, so their answers no longer change."""


class OtherSheetError(Exception):
    """The page that the answer was given on was opened for another set of answers: the round has begun or ended."""


class OtherVersionError(Exception):
    """The assessment stands under another framework version than the page that the answer was given on."""


class UsedOperationError(Exception):
    """The operation's id has saved another value of the answer before, so the page did not make it for this one."""


class StaleAnswerError(Exception):
    """Somebody changed the answer in between; ``current`` is theirs, ``given`` was refused."""

    def __init__(self, current: Answer, given: GivenAnswer) -> None:
        """Keep both, for the person to choose from."""
        super().__init__()
        self.current = current
        self.given = given


@dataclass(frozen=True)
class _Desk:
    """One element, held by the transaction while ``by`` changes its answers, the assessment's or their sheet's."""

    scored: Scored
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
    sheet: str | None = None,
) -> SavedAnswer:
    """Save one answer, its history row and the scores that it moves, all or nothing.

    What stands there already is not saved again, nor is an operation that was saved before; the answer comes back as
    it stands now. Raises Http404 or PermissionDenied for who may not score, Answer.DoesNotExist for an unknown place,
    WrongStateError, SubmittedSheetError, InvalidAnswerError, StaleAnswerError when ``given.version`` is not the stored
    one and the answer differs, OtherVersionError when ``framework_version``, the one that the person saw, is no longer
    the assessment's, OtherSheetError when ``sheet`` (its UUID, ``""`` for the joint one) is no longer theirs, and
    UsedOperationError.
    Costs the same five statements whatever the size of the assessment, and one more on a sheet of one's own.
    """
    desk = _take_place(assessment_uuid, element_code, by, framework_version, sheet)
    answer = desk.rows.get(item)
    if answer is None:
        raise Answer.DoesNotExist
    if _stands(answer, given) or _is_done(answer, given):
        return SavedAnswer(desk.definition, answer, stored_result(desk.scored, desk.definition))
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
    sheet: str | None = None,
) -> SavedSheet:
    """Save those answers of one element that the person changed, and say what became of each.

    An answer that can't be saved keeps none of the others back. One that the person left as they saw it is no
    change, even when somebody else has changed it since. Raises as ``save_answer`` does, but for InvalidAnswerError
    and StaleAnswerError.
    """
    desk = _take_place(assessment_uuid, element_code, by, framework_version, sheet)
    outcome, now = SavedSheet(), timezone.now()
    for item in _by_effect(given):
        answer = desk.rows.get(item)
        if answer is None:
            raise Answer.DoesNotExist
        if _is_settled(answer, given[item]):
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


def _take_place(
    assessment_uuid: uuid.UUID, element_code: str, by: User, seen: uuid.UUID | None, seen_sheet: str | None
) -> _Desk:
    assessment = scorable_assessment(by, assessment_uuid)
    version = uuid.UUID(str(assessment.version_uuid))  # type: ignore[attr-defined]  # annotated
    if seen not in {None, version}:
        raise OtherVersionError
    definition = _definition(version)
    element = definition.element_by_code.get(element_code)
    if element is None:
        raise Answer.DoesNotExist
    if not covers(definition, assessment.scope, element_code):  # type: ignore[attr-defined]  # annotated
        raise PermissionDenied
    sheet = _sheet_of(assessment, by)
    if seen_sheet not in {None, str(sheet.uuid) if sheet else ""}:
        raise OtherSheetError
    return _Desk(sheet or assessment, definition, element, _rows(assessment, sheet, element_code), by)


def _sheet_of(assessment: Assessment, by: User) -> IndividualSheet | None:
    """The sheet of one's own on which to answer; None where all answer on one."""
    if not assessment.is_blind:
        return None
    found = _SHEET.run(assessment=assessment.pk, assessor=by.pk)
    if not found:
        raise PermissionDenied
    if found[0].submitted_at:
        raise SubmittedSheetError
    return found[0]


def _rows(assessment: Assessment, sheet: IndividualSheet | None, element: str) -> dict[str, Answer]:
    if sheet is None:
        rows = _ROWS.run(assessment=assessment.pk, element=element)
    else:
        rows = _ROWS_OF_SHEET.run(sheet=sheet.pk, element=element)
    return {row.item: row for row in rows}


@lru_cache(maxsize=32)
def _definition(version_uuid: uuid.UUID) -> FrameworkDefinition:
    """The content of the version, which is published, as every assessment's is, and so never changes again."""
    return FrameworkVersion.objects.get(uuid=version_uuid).definition()


_ROWS = PreparedQuery(
    lambda assessment, element: Answer.objects.filter(assessment=assessment).of_element(element),
    assessment=-1_234_567,
    element="an example of an element",
)
_ROWS_OF_SHEET = PreparedQuery(
    lambda sheet, element: Answer.on_sheets.filter(sheet=sheet).of_element(element),
    sheet=-1_234_567,
    element="an example of an element",
)
_SHEET = PreparedQuery(
    lambda assessment, assessor: IndividualSheet.objects.filter(assessment=assessment, assessor=assessor).order_by(),
    assessment=-1_234_567,
    assessor=-7_654_321,
)


def _stands(answer: Answer, given: GivenAnswer) -> bool:
    """Whether the answer is what was given already: a save that is sent twice, or two people of one mind.

    One that was taken over from the last cycle does not stand until somebody has confirmed it.
    """
    confirms = answer.taken_over and given.source != Source.LAST_CYCLE
    return (answer.value, answer.reason) == (given.value, given.reason) and not confirms


def _is_done(answer: Answer, given: GivenAnswer) -> bool:
    """Whether this operation was carried out before; its reply was lost, and the answer may have changed since."""
    if answer.version == given.version or given.operation is None:
        return False
    return answer.changes.filter(operation=given.operation).exists()


def _is_settled(answer: Answer, given: GivenAnswer) -> bool:
    """Whether there is nothing to write: on a sheet that is sent whole, what was not touched confirms nothing."""
    if answer.taken_over and given.confirms:
        return _is_done(answer, given)
    same = (answer.value, answer.reason) == (given.value, given.reason)
    return same or _is_done(answer, given) or _is_untouched(answer, given)


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
    news = {
        "value": given.value,
        "reason": given.reason,
        "version": given.version + 1,
        "taken_over": given.source == Source.LAST_CYCLE,
        "changed_by_id": by.pk,
        "changed_at": at,
    }
    # The condition on the version is what decides between two writers, whatever the engine's locks do.
    if not update_rows(Answer, {"id": answer.pk, "version": given.version}, news):
        answer.refresh_from_db(from_queryset=Answer.stored.all())
        raise StaleAnswerError(answer, given)
    from_where = {"source": given.source, "operation": given.operation}
    try:
        insert_row(AnswerChange, {"answer_id": answer.pk, **news, **from_where})
    except IntegrityError as fault:
        raise UsedOperationError from fault
    for name, value in news.items():
        setattr(answer, name, value)


def _rescore(desk: _Desk) -> Result:
    """Score the element from its own rows, and the whole from its elements' stored scores."""
    scored = desk.scored
    score = score_element(desk.definition, desk.element, element_answers(desk.rows.values()))
    scored.element_scores[desk.element.code] = element_score_to_json(score)
    result = stored_result(scored, desk.definition)
    set_totals(scored, result)
    update_rows(type(scored), {"id": scored.pk}, {name: getattr(scored, name) for name in SCORE_FIELDS})
    return result
