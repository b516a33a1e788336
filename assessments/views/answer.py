"""Saving one answer, the moment it is given: the endpoint behind the scoring page's autosave."""

import uuid
from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from assessments.access import WrongStateError
from assessments.actions.answers import (
    GivenAnswer,
    OtherSheetError,
    OtherVersionError,
    SavedAnswer,
    StaleAnswerError,
    SubmittedSheetError,
    UsedOperationError,
    save_answer,
)
from assessments.forms.answer import MangledSheetError, given_answer, seen_framework
from assessments.guide import ElementGuide
from assessments.models import Answer
from assessments.progress import progress_of
from assessments.sheet import Conflict, Row, conflict_of
from assessments.validity import InvalidAnswerError
from assessments.views.refusal import refusal_words
from assessments.workflow_words import state_words
from frameworks.wording import in_language
from organisations.models import User

STATUS = "assessments/element/score.html#status"
SAVED = "assessments/element/score.html#saved"


@login_not_required  # answered with 401 below: a redirect would swap the sign-in page into the sheet
@never_cache
@require_POST
def answer_save(request: HttpRequest, assessment_uuid: uuid.UUID, code: str, item: str) -> HttpResponse:
    """Save one answer, and say what the page has to change: 200, 409 stale or upgraded, 422 invalid, 403 frozen."""
    user = request.user
    if not isinstance(user, User) or request.POST.get("person", str(user.pk)) != str(user.pk):
        return _plainly(_who_is_here(user), 401)
    place: dict[str, Any] = {"assessment_uuid": assessment_uuid, "element_code": code, "item": item}
    try:
        given, seen = given_answer(request.POST, item), seen_framework(request.POST)
        sheet = request.POST.get("sheet")
        saved = save_answer(**place, given=given, by=user, framework_version=seen, sheet=sheet)
    except (MangledSheetError, UsedOperationError):
        return HttpResponseBadRequest(_("This was not sent by the page. Reload it and try again."))
    except Answer.DoesNotExist:
        raise Http404
    except WrongStateError as refusal:
        return _plainly(state_words(refusal), 403)
    except SubmittedSheetError:
        return _plainly(_("You have submitted your sheet, so nothing was saved."), 403)
    except (OtherVersionError, OtherSheetError, StaleAnswerError, InvalidAnswerError) as refusal:
        return _refused(request, _row(item, given), refusal, user)
    return render(request, SAVED, _context(saved) | {"overtaken": _overtaken(saved, given, user)})


def _who_is_here(user: User | AnonymousUser) -> str:
    """Said on the page of somebody whose session has ended; another person of the same browser saves nothing of it."""
    if user.is_authenticated:
        return _("Somebody else has signed in in this browser, so nothing was saved.")
    return _("You are signed out.")


def _plainly(words: str, status: int) -> HttpResponse:
    """A refusal that the page shows as it is."""
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")


def _overtaken(saved: SavedAnswer, given: GivenAnswer, reader: User) -> Conflict | None:
    """What stands instead, when the save was carried out before, and somebody has changed the answer since."""
    answer = saved.answer
    if (answer.value, answer.reason) == (given.value, given.reason):
        return None
    return conflict_of(in_language(saved.definition, get_language()), StaleAnswerError(answer, given), reader)


def _refused(request: HttpRequest, row: Row, refusal: Exception, user: User) -> HttpResponse:
    """The row as it was sent, with why it is not saved."""
    if isinstance(refusal, StaleAnswerError):
        definition = refusal.current.assessment.version.definition_in(get_language())
        row = replace(row, conflict=conflict_of(definition, refusal, user))
    else:
        row = replace(row, fault=refusal_words(refusal))
    status = 422 if isinstance(refusal, InvalidAnswerError) else 409
    return render(request, STATUS, {"row": row, "may_score": True}, status=status)


def _row(item: str, given: GivenAnswer) -> Row:
    return Row(item, text="", choices=(), value=given.value, reason=given.reason, version=given.version)


def _context(saved: SavedAnswer) -> dict[str, Any]:
    answer = saved.answer
    given = GivenAnswer(answer.value, answer.reason, answer.version)
    definition = in_language(saved.definition, get_language())
    progress = progress_of(definition, saved.result)
    here = progress.place(answer.element)
    return {
        "row": replace(_row(answer.item, given), saved=True, taken_over=answer.taken_over),
        "moment": answer.changed_at,
        "may_score": True,
        "swap": True,
        "here": here,
        "guide": ElementGuide(definition, here.element, here.score),
        "figures": progress.figures(answer.element),
        "group_count": progress.group_count(answer.element),
        "all_count": progress.count,
    }
