"""Answers as files: downloads, the upload with its preview, and saving what is chosen of it."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from assessments.access import (
    Desk,
    WrongStateError,
    assessment_for,
    desk_of,
    may,
    readable_sheets,
    refuse,
    visible_assessment,
)
from assessments.actions.answers import OtherSheetError, OtherVersionError, SubmittedSheetError
from assessments.actions.uploads import LINES_SHOWN, Applied, apply_upload, keep_upload
from assessments.forms.transfer import UploadForm, chosen_places
from assessments.items import Place
from assessments.models import Assessment, Upload
from assessments.transfer import (
    CONTENT_TYPES,
    Kind,
    UnreadableError,
    document_of,
    file_name,
    read_upload,
    whose,
    workbook_of,
)
from assessments.upload_preview import UploadPreview, preview_of
from assessments.workflow import Act
from assessments.workflow_words import state_words
from organisations.requests import PersonRequest

PAGE, PREVIEW = "assessments/transfer/detail.html", "assessments/transfer/preview.html"
FAULTS_SHOWN = 200


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def transfer_detail(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """What can be downloaded, and a form to send a file back."""
    assessment = visible_assessment(request.user, assessment_uuid)
    desk = desk_of(request.user, assessment)
    if request.method != "POST":
        return render(request, PAGE, _context(request, desk, UploadForm()))
    return _upload(request, desk)


def _upload(request: PersonRequest, desk: Desk) -> HttpResponse:
    try:
        refuse(desk.assessment, Act.SCORE)
    except WrongStateError as refusal:
        messages.error(request, state_words(refusal))
        return redirect("assessments:transfer-detail", desk.assessment.uuid)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, PAGE, _context(request, desk, form), status=422)
    try:
        return _keep(request, desk, form)
    except UnreadableError as error:
        form.add_error("file", str(error))
        return render(request, PAGE, _context(request, desk, form, error.faults), status=422)
    except (SubmittedSheetError, OtherSheetError) as error:
        form.add_error("file", _sheet_words(error))
    return render(request, PAGE, _context(request, desk, form), status=422)


def _keep(request: PersonRequest, desk: Desk, form: UploadForm) -> HttpResponse:
    file = form.cleaned_data["file"]
    uploaded = read_upload(file.read(), desk.assessment.version.definition_in(get_language()))
    upload = keep_upload(desk=desk, uploaded=uploaded, file_name=file.name, by=request.user)
    return redirect("assessments:transfer-preview", desk.assessment.uuid, upload.uuid)


def _sheet_words(error: SubmittedSheetError | OtherSheetError) -> str:
    if isinstance(error, SubmittedSheetError):
        return _("You can’t answer on a sheet here, or you have submitted it, so nothing of the file can be saved.")
    return _("This workbook is somebody else’s sheet. In this round everybody scores alone: upload your own.")


def _context(request: PersonRequest, desk: Desk, form: UploadForm, faults: tuple[str, ...] = ()) -> dict[str, Any]:
    assessment = desk.assessment
    return {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "own": whose(desk),
        "sheets": _sheets(request, assessment),
        "may_upload": may(assessment, Act.SCORE) and not desk.is_locked,
        "form": form,
        "faults": faults[:FAULTS_SHOWN],
        "more": max(len(faults) - FAULTS_SHOWN, 0),
    }


def _sheets(request: PersonRequest, assessment: Assessment) -> list[tuple[str, str]]:
    """Everybody's sheets, once they are there to be seen: whose they are, and how to ask for one."""
    if not may(assessment, Act.COMPARE):
        return []
    sheets = readable_sheets(request.user, assessment)
    return [(whose(Desk(assessment, sheet)), f"?sheet={sheet.uuid}") for sheet in sheets]


@never_cache
@require_safe
def transfer_workbook(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """The answers that the person works on as a workbook; with ``sheet`` those of a sheet that they may read."""
    desk = _readable_desk(request, assessment_uuid)
    return _download(workbook_of(desk), desk, "xlsx")


@never_cache
@require_safe
def transfer_document(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """The same as an assessment document."""
    desk = _readable_desk(request, assessment_uuid)
    return _download(document_of(desk), desk, "json")


def _readable_desk(request: PersonRequest, assessment_uuid: uuid.UUID) -> Desk:
    assessment = visible_assessment(request.user, assessment_uuid)
    wanted = request.GET.get("sheet", "")
    if not wanted:
        return desk_of(request.user, assessment)
    found = next((sheet for sheet in readable_sheets(request.user, assessment) if str(sheet.uuid) == wanted), None)
    if found is None:
        raise Http404
    return Desk(assessment, found)


def _download(data: bytes, desk: Desk, kind: Kind) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=file_name(desk, kind)) or "attachment"
    return HttpResponse(data, content_type=CONTENT_TYPES[kind], headers={"Content-Disposition": disposition})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def transfer_preview(request: PersonRequest, assessment_uuid: uuid.UUID, upload_uuid: uuid.UUID) -> HttpResponse:
    """What the file would do, and saving what is chosen of it."""
    try:
        assessment = assessment_for(request.user, assessment_uuid, Act.SCORE)
        upload = _upload_of(request, assessment, upload_uuid)
        if request.method == "POST":
            return _apply(request, assessment, upload)
    except WrongStateError as refusal:
        messages.error(request, state_words(refusal))
    except Upload.DoesNotExist:
        messages.error(
            request, _("The upload is gone: it was saved, or it is older than an hour. Send the file again.")
        )
    except SubmittedSheetError as error:
        messages.error(request, _sheet_words(error))
    except (OtherVersionError, OtherSheetError):
        words = _(
            "The assessment has changed too much since: its framework version, or its round. Send the file again."
        )
        messages.error(request, words)
    else:
        return _show(request, assessment, upload, {})
    return redirect("assessments:transfer-detail", assessment_uuid)


def _upload_of(request: PersonRequest, assessment: Assessment, upload_uuid: uuid.UUID) -> Upload:
    """The person's own upload to this assessment; Http404 for anybody else's."""
    found = Upload.objects.filter(uuid=upload_uuid).first()
    if found and (found.person_id != request.user.pk or found.assessment_id != assessment.pk):
        raise Http404
    return Upload.objects.fresh().get(uuid=upload_uuid)


def _apply(request: PersonRequest, assessment: Assessment, upload: Upload) -> HttpResponse:
    if "discard" in request.POST:
        upload.delete()
        messages.info(request, _("Nothing of the file was saved."))
        return redirect("assessments:transfer-detail", assessment.uuid)
    chosen = chosen_places(request.POST.getlist("choice"))
    applied = apply_upload(assessment_uuid=assessment.uuid, upload_uuid=upload.uuid, chosen=chosen, by=request.user)
    _say(request, applied)
    if applied.refused:
        return _show(request, assessment, upload, applied.refused, status=409)
    if applied.more:
        return redirect(request.path)
    return redirect("assessments:transfer-detail", assessment.uuid)


def _say(request: PersonRequest, applied: Applied) -> None:
    if applied.saved:
        words = ngettext("%(count)s answer is saved.", "%(count)s answers are saved.", applied.saved)
        messages.success(request, words % {"count": applied.saved})
    elif not applied.refused:
        messages.info(request, _("Nothing was chosen, so nothing was saved."))


def _show(
    request: PersonRequest,
    assessment: Assessment,
    upload: Upload,
    refused: Mapping[Place, str],
    status: int = 200,
) -> HttpResponse:
    preview = preview_of(upload, desk_of(request.user, assessment), get_language())
    context = {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "upload": upload,
        "refused": [(f"{element}/{item}", words) for (element, item), words in refused.items()],
        **_parts(preview),
    }
    return render(request, PREVIEW, context, status=status)


def _parts(preview: UploadPreview) -> dict[str, Any]:
    """As much of the preview as fits on a page; what is left comes when this is saved."""
    room = LINES_SHOWN
    parts: dict[str, Any] = {}
    for name in ("conflicts", "new", "changed"):
        lines = getattr(preview, name)
        parts[name] = lines[:room]
        room -= len(parts[name])
    return {
        **parts,
        "wrong": preview.wrong[:FAULTS_SHOWN],
        "more_wrong": max(len(preview.wrong) - FAULTS_SHOWN, 0),
        "count": len(preview.lines),
        "more": max(len(preview.lines) - LINES_SHOWN, 0),
        "unchanged": len(preview.unchanged),
    }
