"""Discussing an element: posts, who is told, and what is resolved."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from assessments.access import WrongStateError
from assessments.actions.discussion import (
    StalePostError,
    edit_post,
    reopen_thread,
    reply,
    resolve_thread,
    start_thread,
)
from assessments.models import Notice, Post, Thread
from assessments.readers import NotAReaderError
from assessments.workflow import Mode
from tests.factories import make_assessment
from tests.words import said

pytestmark = pytest.mark.django_db


def answer(post, by, text="I think so.", **more):
    thread = post.thread
    return reply(assessment_uuid=thread.assessment.uuid, thread_uuid=thread.uuid, text=text, by=by, **more)


def edit(post, by, text, version=0, **more):
    assessment = post.thread.assessment
    return edit_post(assessment_uuid=assessment.uuid, post_uuid=post.uuid, text=text, version=version, by=by, **more)


def settle(action, post, by):
    return action(assessment_uuid=post.thread.assessment.uuid, thread_uuid=post.thread.uuid, by=by)


def told() -> list[tuple[str, str]]:
    notices = Notice.objects.filter(kind=Notice.Kind.MENTIONED).order_by("pk")
    return [(str(notice.user), notice.element) for notice in notices]


def test_thread_begins_with_a_post_and_goes_on(assessment, assessor, team_mate):
    first = said(assessment, assessor)
    answer(first, team_mate)
    thread = Thread.objects.get()
    assert (thread.element, [(post.text, post.by) for post in thread.posts.all()]) == (
        "D1.1",
        [("Is 4 too high?", assessor), ("I think so.", team_mate)],
    )
    assert told() == []


def test_who_is_chosen_or_named_is_told_once(assessment, assessor, team_mate, manager):
    post = said(assessment, assessor, "@Tom Teammate and @mona manager, look", to=[team_mate])
    assert set(post.mentioned.all()) == {team_mate, manager}
    assert sorted(told()) == [("Mona Manager", "D1.1"), ("Tom Teammate", "D1.1")]


def test_nobody_tells_themselves(assessment, assessor):
    post = said(assessment, assessor, "Note to @Amal Assessor", to=[assessor])
    assert (told(), list(post.mentioned.all())) == ([], [])


def test_who_can_not_see_the_assessment_is_not_told(assessment, assessor, stranger):
    said(assessment, assessor, "Hello @Sami Stranger")
    with pytest.raises(NotAReaderError):
        said(assessment, assessor, to=[stranger])
    assert (told(), Post.objects.count()) == ([], 1)


def test_edit_is_marked_and_tells_only_those_newly_named(assessment, assessor, team_mate, manager):
    post = said(assessment, assessor, "@Tom Teammate?")
    edit(post, assessor, "@Tom Teammate? @Mona Manager?")
    post.refresh_from_db()
    assert (post.version, post.edited_at is not None) == (1, True)
    assert told() == [("Tom Teammate", "D1.1"), ("Mona Manager", "D1.1")]


def test_stale_edit_from_another_window_is_refused(assessment, assessor):
    post = said(assessment, assessor)
    edit(post, assessor, "First window")
    with pytest.raises(StalePostError) as refused:
        edit(post, assessor, "Second window")
    assert refused.value.current.text == "First window"
    assert edit(post, assessor, "First window").version == 1  # the same again is no conflict


def test_post_is_its_authors_alone(assessment, assessor, team_mate, manager, stranger):
    post = said(assessment, assessor)
    for person in (team_mate, manager):
        with pytest.raises(PermissionDenied):
            edit(post, person, "x")
    with pytest.raises(Http404):
        edit(post, stranger, "x")


def test_sent_twice_it_stands_there_once(assessment, assessor, team_mate):
    operation, other = uuid.uuid4(), uuid.uuid4()
    for text in ("One", "One", "Two"):
        post = said(assessment, assessor, text, to=[team_mate], operation=operation)
    for _ in range(2):
        answer(post, assessor, operation=other)
    assert [(one.uuid, one.text) for one in Post.objects.all()] == [(operation, "Two"), (other, "I think so.")]
    assert (Thread.objects.count(), len(told())) == (1, 1)


def test_same_id_in_another_place_changes_nothing_that_was_said(assessment, assessor):
    operation = uuid.uuid4()
    first = said(assessment, assessor, "One", operation=operation)
    said(assessment, assessor, "Two", element="D1.2", operation=operation)
    answer(said(assessment, assessor, "Three"), assessor, "Four", operation=operation)
    assert sorted(Post.objects.values_list("text", flat=True)) == ["Four", "One", "Three", "Two"]
    assert Post.objects.get(uuid=operation) == first


def test_thread_is_resolved_and_waits_again_when_somebody_has_more_to_say(assessment, assessor, team_mate):
    post = said(assessment, assessor)
    first = settle(resolve_thread, post, team_mate)
    assert settle(resolve_thread, post, assessor).resolved_by == team_mate == first.resolved_by
    assert settle(reopen_thread, post, assessor).resolved_at is None
    settle(resolve_thread, post, team_mate)
    answer(post, assessor)
    assert list(Thread.objects.unresolved()) == [post.thread]


def test_element_and_thread_have_to_be_of_the_assessment(assessment, assessor, organisation, version, manager):
    post = said(assessment, assessor)
    other = make_assessment(organisation, version, by=manager, assessors=[assessor], title="Other")
    with pytest.raises(Http404):
        start_thread(assessment_uuid=assessment.uuid, element_code="D9.9", text="x", by=assessor)
    with pytest.raises(Http404):
        reply(assessment_uuid=other.uuid, thread_uuid=post.thread.uuid, text="x", by=assessor)
    with pytest.raises(Http404):
        edit_post(assessment_uuid=other.uuid, post_uuid=post.uuid, text="x", version=0, by=assessor)


def test_nothing_is_discussed_while_everybody_scores_alone(organisation, version, manager, assessor, team_mate):
    blind = make_assessment(organisation, version, by=manager, assessors=[assessor, team_mate], mode=Mode.INDEPENDENT)
    for person in (assessor, manager):
        with pytest.raises(WrongStateError):
            said(blind, person)
