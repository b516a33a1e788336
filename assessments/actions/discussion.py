"""Discussing an element: threads, posts, and who is told.

All raise Http404 or PermissionDenied for who may not, and ``assessments.access.WrongStateError`` in a state in which
nothing is discussed: everybody scores alone, or the assessment is approved.
"""

import uuid
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from assessments.access import assessment_for
from assessments.actions.notices import tell
from assessments.mentions import named_in
from assessments.models import Assessment, Notice, Post, Thread
from assessments.readers import NotAReaderError, readers_of
from assessments.workflow import Act
from organisations.models import User


class StalePostError(Exception):
    """The author has changed the post in another window since it was read; nothing was saved."""

    def __init__(self, current: Post) -> None:
        """Keep what stands now."""
        super().__init__(current.uuid)
        self.current = current


@transaction.atomic
def start_thread(
    *,
    assessment_uuid: uuid.UUID,
    element_code: str,
    text: str,
    by: User,
    to: Iterable[User] = (),
    operation: uuid.UUID | None = None,
) -> Post:
    """Begin a thread about the element with its first post, and tell those who are named in it.

    ``operation`` is the page's id of this post: sent twice, it stands there once. Raises NotAReaderError.
    """
    assessment = assessment_for(by, assessment_uuid, Act.DISCUSS, lock=True)
    if element_code not in assessment.version.definition().element_by_code:
        raise Http404
    posted = _posted_before(assessment.threads.filter(element=element_code), operation, by, text)
    if posted:
        return posted
    thread = Thread.objects.create(assessment=assessment, element=element_code)
    return _post(assessment, thread, text, to=to, by=by, operation=operation)


@transaction.atomic
def reply(
    *,
    assessment_uuid: uuid.UUID,
    thread_uuid: uuid.UUID,
    text: str,
    by: User,
    to: Iterable[User] = (),
    operation: uuid.UUID | None = None,
) -> Post:
    """Add to a thread; one that was resolved waits again, for there is something more to say.

    Counts once as ``start_thread`` does. Raises NotAReaderError.
    """
    assessment = assessment_for(by, assessment_uuid, Act.DISCUSS, lock=True)
    thread = get_object_or_404(assessment.threads, uuid=thread_uuid)
    posted = _posted_before(assessment.threads.filter(pk=thread.pk), operation, by, text)
    if posted:
        return posted
    _resolve(thread, None)
    return _post(assessment, thread, text, to=to, by=by, operation=operation)


@transaction.atomic
def edit_post(
    *, assessment_uuid: uuid.UUID, post_uuid: uuid.UUID, text: str, version: int, by: User, to: Iterable[User] = ()
) -> Post:
    """Change one's own post, and tell those who are newly named. Raises StalePostError and NotAReaderError."""
    assessment = assessment_for(by, assessment_uuid, Act.DISCUSS, lock=True)
    post = own_post(assessment, post_uuid, by)
    if post.text != text and not Post.objects.filter(pk=post.pk, version=version).update(
        text=text, version=version + 1, edited_at=timezone.now()
    ):
        raise StalePostError(post)
    post.refresh_from_db()
    _tell(assessment, post, to)
    return post


@transaction.atomic
def resolve_thread(*, assessment_uuid: uuid.UUID, thread_uuid: uuid.UUID, by: User) -> Thread:
    """Say that it is settled. One that was resolved before stays as it was."""
    assessment = assessment_for(by, assessment_uuid, Act.DISCUSS, lock=True)
    thread = get_object_or_404(assessment.threads, uuid=thread_uuid)
    if thread.resolved_at is None:
        _resolve(thread, by)
    return thread


@transaction.atomic
def reopen_thread(*, assessment_uuid: uuid.UUID, thread_uuid: uuid.UUID, by: User) -> Thread:
    """Say that it is not settled after all."""
    assessment = assessment_for(by, assessment_uuid, Act.DISCUSS, lock=True)
    thread = get_object_or_404(assessment.threads, uuid=thread_uuid)
    _resolve(thread, None)
    return thread


def own_post(assessment: Assessment, post_uuid: uuid.UUID, user: User) -> Post:
    """The post for its author; PermissionDenied for everybody else who may read it."""
    posts = Post.objects.select_related("thread", "by").filter(thread__assessment=assessment)
    post = get_object_or_404(posts, uuid=post_uuid)
    if post.by_id != user.pk:
        raise PermissionDenied
    return post


def _posted_before(threads: QuerySet[Thread], operation: uuid.UUID | None, by: User, text: str) -> Post | None:
    """The post that this page has sent already to one of the threads, if it has: its reply was lost.

    The words sent last stand.
    """
    post = Post.objects.filter(thread__in=threads, uuid=operation, by=by).first() if operation else None
    if post and post.text != text:
        post.text, post.version, post.edited_at = text, post.version + 1, timezone.now()
        post.save(update_fields=["text", "version", "edited_at"])
    return post


def _post(
    assessment: Assessment, thread: Thread, text: str, *, to: Iterable[User], by: User, operation: uuid.UUID | None
) -> Post:
    known: dict[str, Any] = {}
    if operation and not Post.objects.filter(uuid=operation).exists():
        known = {"uuid": operation}
    post = Post.objects.create(thread=thread, text=text, by=by, **known)
    _tell(assessment, post, to)
    return post


def _tell(assessment: Assessment, post: Post, to: Iterable[User]) -> None:
    """Tell those who were chosen or are named in the text, and have not been told of this post before."""
    readers = readers_of(assessment)
    chosen = list(to)
    if any(person not in readers for person in chosen):
        raise NotAReaderError
    told = set(post.mentioned.values_list("pk", flat=True))
    people = {person.pk: person for person in (*chosen, *named_in(post.text, readers)) if person.pk not in told}
    people.pop(post.by_id, None)
    post.mentioned.add(*people)
    element = post.thread.element
    tell(
        assessment=assessment,
        kind=Notice.Kind.MENTIONED,
        to=people.values(),
        by=post.by,
        element=element,
        said=post.text,
    )


def _resolve(thread: Thread, by: User | None) -> None:
    thread.resolved_by, thread.resolved_at = by, timezone.now() if by else None
    thread.save(update_fields=["resolved_by", "resolved_at"])
