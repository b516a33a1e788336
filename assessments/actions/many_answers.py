"""Saving many answers of an assessment, or of one sheet, at once: for imports and for consensus."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import F
from django.utils import timezone

from assessments.actions.answers import SCORE_FIELDS, GivenAnswer
from assessments.actions.assessments import set_scores
from assessments.answersheet import assessment_answers, rows_by_element
from assessments.items import Place
from assessments.models import Answer, AnswerChange, Assessment, IndividualSheet
from assessments.scoring import score
from assessments.validity import InvalidAnswerError, refuse_all_not_applicable, refuse_invalid
from frameworks.definition import FrameworkDefinition
from organisations.models import User

BATCH = 100


@dataclass(frozen=True)
class ManySaved:
    """What became of each place; those whose answer stood there already are in none of them."""

    saved: set[Place] = field(default_factory=set)
    stale: dict[Place, Answer] = field(default_factory=dict)
    invalid: dict[Place, str] = field(default_factory=dict)


def save_many(
    *,
    assessment: Assessment,
    sheet: IndividualSheet | None,
    given: Mapping[Place, GivenAnswer],
    by: User,
    operation: uuid.UUID | None = None,
) -> ManySaved:
    """Save these answers on the sheet, or without one on the assessment itself, with their history and all scores.

    Within a transaction in which the assessment is locked and the person is known to be allowed. What can't be saved
    keeps none of the others back: who wants all or nothing rolls back. An answer whose version is not the stored one
    is stale, whatever it says.
    """
    definition = assessment.version.definition()
    rows = list(assessment.answers.all() if sheet is None else Answer.on_sheets.filter(sheet=sheet))
    outcome = ManySaved()
    changed = [row for row in rows if _takes(row, given, outcome)]
    changed = list(_valid(definition, rows, changed, given, outcome))
    if changed:
        _write(changed, given, by, operation)
        outcome.saved.update(_place(row) for row in changed)
        scored = sheet or assessment
        set_scores(scored, score(definition, assessment_answers(rows)))
        scored.save(update_fields=SCORE_FIELDS)
    return outcome


def _place(row: Answer) -> Place:
    return row.element, row.item


def _takes(row: Answer, given: Mapping[Place, GivenAnswer], outcome: ManySaved) -> bool:
    """Whether something else was given for the row, by somebody who has seen it as it stands."""
    answer = given.get(_place(row))
    if answer is None or ((row.value, row.reason) == (answer.value, answer.reason) and not row.taken_over):
        return False
    if answer.version != row.version:
        outcome.stale[_place(row)] = row
        return False
    return True


def _valid(
    definition: FrameworkDefinition,
    rows: list[Answer],
    changed: list[Answer],
    given: Mapping[Place, GivenAnswer],
    outcome: ManySaved,
) -> Iterable[Answer]:
    """Those of the changed rows whose new answer can be one; ratings are put to each element's rule 8 together."""
    for row in changed:
        try:
            refuse_invalid(definition, row.item, given[_place(row)].value, given[_place(row)].reason)
        except InvalidAnswerError as fault:
            outcome.invalid[_place(row)] = str(fault)
    fit = [row for row in changed if _place(row) not in outcome.invalid]
    by_element = rows_by_element(rows)
    for code, group in rows_by_element(fit).items():
        after = {row.item: row.value for row in by_element[code] if row.item.isdecimal()}
        after |= {row.item: given[_place(row)].value for row in group if row.item.isdecimal()}
        try:
            refuse_all_not_applicable(definition, definition.element_by_code[code], after)
        except InvalidAnswerError as fault:
            outcome.invalid.update({_place(row): str(fault) for row in group if row.item.isdecimal()})
    return [row for row in fit if _place(row) not in outcome.invalid]


def _write(changed: list[Answer], given: Mapping[Place, GivenAnswer], by: User, operation: uuid.UUID | None) -> None:
    at = timezone.now()
    for row in changed:
        answer = given[_place(row)]
        row.value, row.reason, row.version = answer.value, answer.reason, row.version + 1
        row.taken_over, row.changed_by, row.changed_at = False, by, at
    # What is the same for all of them is written at once: a row each of a bulk update costs most of a save of hundreds
    Answer.stored.bulk_update(changed, ["value", "reason"], batch_size=BATCH)
    alike = {"version": F("version") + 1, "taken_over": False, "changed_by": by, "changed_at": at}
    Answer.stored.filter(pk__in=[row.pk for row in changed]).update(**alike)
    AnswerChange.objects.bulk_create(
        (
            AnswerChange(
                answer=row,
                version=row.version,
                value=row.value,
                reason=row.reason,
                source=given[_place(row)].source,
                operation=operation,
                changed_by=by,
                changed_at=at,
            )
            for row in changed
        ),
        batch_size=BATCH,
    )
