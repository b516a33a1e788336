"""Moving an open assessment to a newer version of its framework, and back to a snapshot: the one writer of both."""

import datetime
import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.access import assessment_for
from assessments.actions.assessments import set_scores
from assessments.answersheet import assessment_answers, assessment_document
from assessments.document import document_to_json
from assessments.items import Place, PlainAnswer, plain_answers
from assessments.models import Answer, AnswerChange, Assessment, Snapshot, Source
from assessments.names import names_now, names_to_json
from assessments.newer_versions import upgrades_of
from assessments.results import Result, result_to_json
from assessments.scoring import score
from assessments.upgrade_preview import UpgradePreview, preview_upgrade
from assessments.workflow import Act
from frameworks.models import FrameworkVersion
from organisations.models import User

LONGEST_NAME = 200
BATCH = 100
CHANGED = ("value", "reason", "version", "changed_by", "changed_at", "taken_over")


class ChangedMeanwhileError(Exception):
    """The upgrade would do something else than what the person has seen; ``preview`` is what it would do now."""

    def __init__(self, preview: UpgradePreview) -> None:
        """Keep it, to be shown."""
        super().__init__()
        self.preview = preview


class NotAnUpgradeError(Exception):
    """The version is no newer one of the same framework, or not one that is in use."""


@transaction.atomic
def upgrade_assessment(
    *, assessment_uuid: uuid.UUID, to: FrameworkVersion, snapshot_name: str, by: User, seen: str | None = None
) -> UpgradePreview:
    """Keep a snapshot, then carry the answers to a newer version and score them afresh; what was shown before is done.

    No answer is deleted: what the newer version has no place for stays stored with its history, out of sight. Raises
    Http404 or PermissionDenied for who may not, WrongStateError where it can't be done now, NotAnUpgradeError, and
    ChangedMeanwhileError when the preview's figures are not those ``seen``.
    """
    assessment = _held(assessment_uuid, by)
    version = next((one for one in upgrades_of(assessment.version) if one.pk == to.pk), None)
    if version is None:
        raise NotAnUpgradeError
    rows = list(assessment.answers.order_by("pk"))
    preview = preview_upgrade(assessment.version.definition(), version.definition(), rows)
    if seen not in {None, preview.figures}:
        raise ChangedMeanwhileError(preview)
    _take_snapshot(assessment, rows, preview.old_result, kind=Snapshot.Kind.UPGRADE, name=snapshot_name, by=by)
    _put(assessment, version, preview.carried.answers, preview.new_result, by)
    return preview


@transaction.atomic
def restore_snapshot(*, assessment_uuid: uuid.UUID, snapshot_uuid: uuid.UUID, by: User) -> Snapshot:
    """Put version, answers and scores back to what they were in a snapshot, after one of the present state.

    Returns the latter, the way forward again. Raises Http404 or PermissionDenied for who may not,
    WrongStateError where it can't be done now, and Snapshot.DoesNotExist.
    """
    assessment = _held(assessment_uuid, by)
    wanted = assessment.snapshots.ways_back().select_related("version__framework").get(uuid=snapshot_uuid)
    rows = list(assessment.answers.order_by("pk"))
    present = score(assessment.version.definition(), assessment_answers(rows))
    name = _("Before going back to “%(name)s”") % {"name": wanted.name}
    kept = _take_snapshot(assessment, rows, present, kind=Snapshot.Kind.RETURN, name=name, by=by)
    definition = wanted.version.definition()
    answers = plain_answers(definition, (PlainAnswer(*answer) for answer in wanted.answers))
    _put(assessment, wanted.version, answers, score(definition, assessment_answers(answers)), by)
    return kept


def _held(assessment_uuid: uuid.UUID, by: User) -> Assessment:
    """The assessment, locked, so that no answer is saved meanwhile."""
    return assessment_for(by, assessment_uuid, Act.UPGRADE, lock=True)


def _take_snapshot(
    assessment: Assessment, rows: list[Answer], result: Result, *, kind: Snapshot.Kind, name: str, by: User
) -> Snapshot:
    given = (answer for answer in plain_answers(assessment.version.definition(), rows) if answer.is_given)
    return Snapshot.objects.create(
        assessment=assessment,
        kind=kind,
        name=name[:LONGEST_NAME],
        version=assessment.version,
        document=document_to_json(assessment_document(assessment, rows)),
        answers=[[answer.element, answer.item, answer.value, answer.reason] for answer in given],
        result=result_to_json(result),
        names=names_to_json(names_now(assessment)),
        taken_by=by,
    )


def _put(
    assessment: Assessment, version: FrameworkVersion, answers: Iterable[PlainAnswer], result: Result, by: User
) -> None:
    """Give the assessment this version, exactly these answers, and the scores that follow from them."""
    _lay_out(assessment, {answer.place: answer for answer in answers}, by, timezone.now())
    assessment.version = version
    set_scores(assessment, result)
    assessment.save()


def _lay_out(assessment: Assessment, answers: dict[Place, PlainAnswer], by: User, at: datetime.datetime) -> None:
    """Write the rows that differ, with their history; take out of sight what has no place among the answers."""
    stored = _rows_for(assessment, answers)
    moved = [row for place, row in stored.items() if row.out_of_sight == (place in answers)]
    for row in moved:
        row.out_of_sight = not row.out_of_sight
    changed = [stored[place] for place, answer in answers.items() if _differs(stored[place], answer)]
    for row in changed:
        answer = answers[row.element, row.item]
        row.value, row.reason, row.version = answer.value, answer.reason, row.version + 1
        row.changed_by, row.changed_at, row.taken_over = by, at, False
    Answer.stored.bulk_update(moved, ["out_of_sight"], batch_size=BATCH)
    Answer.stored.bulk_update(changed, CHANGED, batch_size=BATCH)
    AnswerChange.objects.bulk_create([_change(row, by, at) for row in changed], batch_size=BATCH)


def _rows_for(assessment: Assessment, wanted: Iterable[Place]) -> dict[Place, Answer]:
    """Every stored row of the assessment by its place, and an empty one for each wanted place that had none yet."""
    stored = {(row.element, row.item): row for row in Answer.stored.filter(assessment=assessment, sheet=None)}
    missing = [place for place in wanted if place not in stored]
    made = [Answer(assessment=assessment, element=element, item=item) for element, item in missing]
    return stored | {(row.element, row.item): row for row in Answer.stored.bulk_create(made, batch_size=BATCH)}


def _differs(row: Answer, answer: PlainAnswer) -> bool:
    return (row.value, row.reason) != (answer.value, answer.reason)


def _change(row: Answer, by: User, at: datetime.datetime) -> AnswerChange:
    return AnswerChange(
        answer=row,
        version=row.version,
        value=row.value,
        reason=row.reason,
        source=Source.UPGRADE,
        changed_by=by,
        changed_at=at,
    )
