"""Keeping what an uploaded file says while somebody looks at its preview, and saving what they choose of it."""

import uuid
from collections.abc import Mapping
from dataclasses import astuple, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.access import Desk, assessment_for, desk_of, refuse
from assessments.actions.answers import GivenAnswer, OtherSheetError, OtherVersionError, SubmittedSheetError
from assessments.actions.many_answers import save_many
from assessments.items import Place
from assessments.models import Source, Upload
from assessments.upload_preview import UploadPreview, preview_of
from assessments.uploaded import Uploaded, answers_to_json
from assessments.workflow import Act
from organisations.models import User

LINES_SHOWN = 400  # a form of a thousand fields is refused unread


@dataclass(frozen=True)
class Applied:
    """How many answers were saved, why each of the others was not, and whether there is more in the file."""

    saved: int
    refused: Mapping[Place, str]
    more: bool


@transaction.atomic
def keep_upload(*, desk: Desk, uploaded: Uploaded, file_name: str, by: User) -> Upload:
    """Keep the answers of a file for its preview; those of others that are an hour old go.

    Raises PermissionDenied or WrongStateError, SubmittedSheetError for a sheet that is locked, and OtherSheetError for
    somebody else's sheet while everybody scores alone.
    """
    refuse(desk.assessment, Act.SCORE)
    if desk.is_locked:
        raise SubmittedSheetError
    own = str(desk.own_sheet.uuid) if desk.own_sheet else ""
    is_from_here = uploaded.assessment == str(desk.assessment.uuid)
    if own and is_from_here and uploaded.sheet not in {own, ""}:
        raise OtherSheetError
    delete_stale_uploads()
    return Upload.objects.create(
        assessment=desk.assessment,
        person=by,
        sheet=own,
        version_number=desk.assessment.version.number,
        file_name=file_name[:200],
        answers=answers_to_json(uploaded.answers),
        wrong=[astuple(one) for one in uploaded.wrong],
        is_own=is_from_here and uploaded.sheet == own,
    )


def delete_stale_uploads() -> int:
    """Delete every upload that is an hour old; how many there were."""
    return Upload.objects.stale().delete()[0]


@transaction.atomic
def apply_upload(
    *, assessment_uuid: uuid.UUID, upload_uuid: uuid.UUID, chosen: Mapping[Place, int] | None, by: User
) -> Applied:
    """Save the chosen answers of an upload, each with the version that the person saw; None for all but conflicts.

    What can't be saved keeps none of the others back. The upload goes when nothing of it is left to decide. Raises
    Http404, PermissionDenied and WrongStateError, SubmittedSheetError, Upload.DoesNotExist for one that is gone,
    OtherVersionError and OtherSheetError when the assessment or the sheet is another one by now.
    """
    assessment = assessment_for(by, assessment_uuid, Act.SCORE, lock=True)
    desk = desk_of(by, assessment)
    upload = Upload.objects.fresh().get(uuid=upload_uuid, person=by, assessment=assessment)
    _refuse_other(upload, desk)
    preview = preview_of(upload, desk)
    lines = {line.place: line for line in preview.lines}
    wanted = {line.place: line.version for line in preview.sure} if chosen is None else chosen
    refused = _refused(wanted, preview)
    given = {
        place: GivenAnswer(*line.said, version=line.version, source=Source.IMPORT)
        for place, line in lines.items()
        if place in wanted and place not in refused
    }
    outcome = save_many(assessment=assessment, sheet=desk.own_sheet, given=given, by=by, operation=uuid.uuid4())
    refused |= outcome.invalid
    more = chosen is not None and len(lines) > LINES_SHOWN
    if not refused and not more:
        upload.delete()
    return Applied(len(outcome.saved), refused, more)


def _refuse_other(upload: Upload, desk: Desk) -> None:
    if desk.is_locked:
        raise SubmittedSheetError
    if upload.version_number != desk.assessment.version.number:
        raise OtherVersionError
    if upload.sheet != (str(desk.own_sheet.uuid) if desk.own_sheet else ""):
        raise OtherSheetError


def _refused(wanted: Mapping[Place, int], preview: UploadPreview) -> dict[Place, str]:
    """What was chosen, and is something else by now than it was when the preview was shown."""
    words = _("Somebody changed this answer while you looked, so it was not saved.")
    now = {line.place: line.version for line in preview.lines}
    return {
        place: words
        for place, version in wanted.items()
        if place not in preview.unchanged and now.get(place) != version
    }
