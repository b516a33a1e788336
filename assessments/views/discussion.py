"""The discussion of one element: a panel beside its questions, and a page of its own without JavaScript."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import reswap, retarget

from assessments.access import WrongStateError, may, visible_assessment
from assessments.actions.discussion import (
    StalePostError,
    edit_post,
    own_post,
    reopen_thread,
    reply,
    resolve_thread,
    start_thread,
)
from assessments.discussed import Discussed, discussed, unresolved
from assessments.forms.discussion import PostForm, post_form
from assessments.models import Assessment, Post, Thread
from assessments.readers import readers_of
from assessments.views.place import element_of
from assessments.workflow import Act
from assessments.workflow_words import state_words
from frameworks.definition import Element
from organisations.models import User
from organisations.requests import PersonRequest

PAGE = "assessments/discussion/list.html"
EDIT = "assessments/discussion/edit.html"
UNRESOLVED = "assessments/discussion/unresolved.html"
NEW = "thread"  # the key of the form that begins a thread; a reply's is its thread's


@dataclass(frozen=True)
class Talk:
    """A thread with the form that adds to it, where the person may."""

    thread: Discussed
    form: PostForm | None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def thread_list(request: PersonRequest, assessment_uuid: uuid.UUID, code: str) -> HttpResponse:
    """Show what is discussed about the element, or begin a thread."""
    assessment = visible_assessment(request.user, assessment_uuid)
    element = element_of(assessment, code)
    if request.method != "POST":
        return _panel(request, assessment, element)

    def start(form: PostForm) -> Post:
        return start_thread(assessment_uuid=assessment.uuid, element_code=element.code, by=request.user, **_said(form))

    return _say(request, assessment, element, NEW, start)


@never_cache
@require_POST
def thread_reply(request: PersonRequest, assessment_uuid: uuid.UUID, thread_uuid: uuid.UUID) -> HttpResponse:
    """Add to a thread."""
    assessment, thread, element = _thread(request, assessment_uuid, thread_uuid)

    def answer(form: PostForm) -> Post:
        which: dict[str, Any] = {"assessment_uuid": assessment.uuid, "thread_uuid": thread.uuid}
        return reply(**which, by=request.user, **_said(form))

    return _say(request, assessment, element, str(thread.uuid), answer)


def _say(
    request: PersonRequest, assessment: Assessment, element: Element, key: str, save: Callable[[PostForm], Post]
) -> HttpResponse:
    people = _others(request.user, assessment)
    form = post_form(key, "", people, request.POST)
    if not form.is_valid():
        return _panel(request, assessment, element, sent={key: request.POST}, status=422)
    try:
        post = save(form)
    except WrongStateError as refusal:
        return _refused(request, assessment, element, refusal, form.cleaned_data["text"])
    return _done(request, assessment, element, f"#post-{post.uuid}")


def _said(form: PostForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("text", "to", "operation")}


@never_cache
@require_POST
def thread_resolve(request: PersonRequest, assessment_uuid: uuid.UUID, thread_uuid: uuid.UUID) -> HttpResponse:
    """Say that it is settled."""
    return _settle(request, assessment_uuid, thread_uuid, resolve_thread)


@never_cache
@require_POST
def thread_reopen(request: PersonRequest, assessment_uuid: uuid.UUID, thread_uuid: uuid.UUID) -> HttpResponse:
    """Say that it is not settled after all."""
    return _settle(request, assessment_uuid, thread_uuid, reopen_thread)


def _settle(
    request: PersonRequest, assessment_uuid: uuid.UUID, thread_uuid: uuid.UUID, action: Callable[..., Thread]
) -> HttpResponse:
    assessment, thread, element = _thread(request, assessment_uuid, thread_uuid)
    try:
        action(assessment_uuid=assessment.uuid, thread_uuid=thread.uuid, by=request.user)
    except WrongStateError as refusal:
        return _refused(request, assessment, element, refusal)
    return _done(request, assessment, element, f"#thread-{thread.uuid}")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def post_edit(request: PersonRequest, assessment_uuid: uuid.UUID, post_uuid: uuid.UUID) -> HttpResponse:
    """Change one's own post; where another window was faster both texts are shown."""
    assessment = visible_assessment(request.user, assessment_uuid)
    post = own_post(assessment, post_uuid, request.user)
    element = element_of(assessment, post.thread.element)
    if request.method != "POST":
        if not may(assessment, Act.DISCUSS):
            return redirect("assessments:thread-list", assessment.uuid, element.code)
        return _edit_page(request, assessment, post, {"text": post.text, "version": post.version})
    form = _edit_form(request, assessment, post, request.POST)
    if not form.is_valid():
        return _edit_page(request, assessment, post, request.POST.dict(), form=form, status=422)
    return _edit(request, assessment, post, element, form)


def _edit(request: PersonRequest, assessment: Assessment, post: Post, element: Element, form: PostForm) -> HttpResponse:
    data = form.cleaned_data
    try:
        edit_post(
            assessment_uuid=assessment.uuid,
            post_uuid=post.uuid,
            text=data["text"],
            version=data["version"] or 0,
            to=data["to"],
            by=request.user,
        )
    except WrongStateError as refusal:
        return _refused(request, assessment, element, refusal, data["text"])
    except StalePostError as refusal:
        knowing = {"text": data["text"], "version": refusal.current.version}
        return _edit_page(request, assessment, post, knowing, stands=refusal.current.text, status=409)
    return _done(request, assessment, element, f"#post-{post.uuid}")


def _edit_form(request: PersonRequest, assessment: Assessment, post: Post, data: Mapping[str, Any]) -> PostForm:
    return post_form(f"edit-{post.uuid}", _("What you have to say"), _others(request.user, assessment), data)


def _edit_page(
    request: PersonRequest,
    assessment: Assessment,
    post: Post,
    shown: Mapping[str, Any],
    *,
    form: PostForm | None = None,
    stands: str = "",
    status: int = 200,
) -> HttpResponse:
    element = element_of(assessment, post.thread.element)
    form = form or _edit_form(request, assessment, post, shown)
    context = {**_around(assessment, element), "post": post, "form": form, "stands": stands}
    return render(request, f"{EDIT}#form" if request.htmx else EDIT, context, status=status)


@never_cache
@require_safe
def thread_unresolved(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """What still waits for an answer, all over the assessment."""
    assessment = visible_assessment(request.user, assessment_uuid)
    definition = assessment.version.definition_in(get_language())
    waiting = unresolved(assessment)
    places = {element.code: element for element in definition.walk()}
    groups = [(element, [one for one in waiting if one.element == code]) for code, element in places.items()]
    context = {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "groups": [(element, threads) for element, threads in groups if threads],
    }
    return render(request, UNRESOLVED, context)


def _thread(
    request: PersonRequest, assessment_uuid: uuid.UUID, thread_uuid: uuid.UUID
) -> tuple[Assessment, Thread, Element]:
    assessment = visible_assessment(request.user, assessment_uuid)
    thread = get_object_or_404(assessment.threads, uuid=thread_uuid)
    return assessment, thread, element_of(assessment, thread.element)


def _done(request: PersonRequest, assessment: Assessment, element: Element, anchor: str) -> HttpResponse:
    if request.htmx:
        return reswap(retarget(_panel(request, assessment, element), "#discussion"), "outerHTML")
    return redirect(reverse("assessments:thread-list", args=[assessment.uuid, element.code]) + anchor)


def _refused(
    request: PersonRequest, assessment: Assessment, element: Element, refusal: WrongStateError, unsaved: str = ""
) -> HttpResponse:
    """The panel, with why nothing was saved and what was typed, to be copied."""
    told = {"fault": state_words(refusal), "unsaved": unsaved}
    response = _panel(request, assessment, element, told=told, status=409)
    return reswap(retarget(response, "#discussion"), "outerHTML") if request.htmx else response


def _panel(
    request: PersonRequest,
    assessment: Assessment,
    element: Element,
    *,
    sent: Mapping[str, Mapping[str, Any]] | None = None,
    told: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    may_discuss = may(assessment, Act.DISCUSS)
    people = _others(request.user, assessment) if may_discuss else []

    def form(key: str, label: str) -> PostForm | None:
        return post_form(key, label, people, (sent or {}).get(key)) if may_discuss else None

    context = {
        **_around(assessment, element),
        "talks": [Talk(one, form(one.uuid, _("Your reply"))) for one in discussed(assessment, element.code)],
        "form": form(NEW, _("What you have to say")),
        "may_discuss": may_discuss,
        **(told or {}),
    }
    return render(request, f"{PAGE}#panel" if request.htmx else PAGE, context, status=status)


def _around(assessment: Assessment, element: Element) -> dict[str, Any]:
    return {"assessment": assessment, "organisation": assessment.organisation, "element": element}


def _others(user: User, assessment: Assessment) -> list[User]:
    """Who can be told: everybody who may see the assessment, but for oneself."""
    return [person for person in readers_of(assessment) if person != user]
