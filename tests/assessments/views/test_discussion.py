"""The discussion of an element, and what is unresolved all over an assessment."""

import pytest
from django.urls import reverse

from assessments.actions.approval import sign_off
from assessments.actions.discussion import resolve_thread
from assessments.models import Assessment, Notice, Post, Thread
from assessments.workflow import Mode
from tests.factories import make_assessment, rate_all
from tests.pages import headings, text_of
from tests.words import said

pytestmark = pytest.mark.django_db
HTMX = {"hx-request": "true"}


def address(assessment, element="D1.1") -> str:
    return reverse("assessments:thread-list", args=[assessment.uuid, element])


def on_thread(what, post) -> str:
    return reverse(f"assessments:thread-{what}", args=[post.thread.assessment.uuid, post.thread.uuid])


def edit_address(post) -> str:
    return reverse("assessments:post-edit", args=[post.thread.assessment.uuid, post.uuid])


def unresolved_address(assessment) -> str:
    return reverse("assessments:thread-unresolved", args=[assessment.uuid])


def test_thread_is_begun_by_page_and_by_panel(signed_in, assessment, assessor, team_mate):
    browser = signed_in(assessor)
    response = browser.post(address(assessment), {"text": "Is 4 too high?", "to": [team_mate.pk]})
    post = Post.objects.get()
    assert response.url == f"{address(assessment)}#post-{post.uuid}"
    response = browser.post(address(assessment), {"text": "@Mona Manager?"}, headers=HTMX)
    assert response.headers["HX-Retarget"] == "#discussion"
    assert "@Mona Manager? Told: Mona Manager Edit" in text_of(response)
    assert sorted(str(one.user) for one in Notice.objects.filter(kind="mentioned")) == ["Mona Manager", "Tom Teammate"]


def test_panel_alone_for_htmx_and_a_page_without(signed_in, assessment, assessor):
    browser = signed_in(assessor)
    assert headings(browser.get(address(assessment))) == ["Discussion"]
    fragment = browser.get(address(assessment), headers=HTMX).content.decode().strip()
    assert fragment.startswith('<section class="panel discussion" id="discussion"')


def test_reply_stands_below_and_brings_a_resolved_thread_back(signed_in, assessment, assessor, team_mate):
    post = said(assessment, assessor)
    browser = signed_in(team_mate)
    assert browser.post(on_thread("resolve", post)).url == f"{address(assessment)}#thread-{post.thread.uuid}"
    assert "Resolved by Tom Teammate on" in text_of(browser.get(address(assessment)))
    response = browser.post(on_thread("reply", post), {"text": "I think so."}, headers=HTMX)
    assert "Resolved" not in text_of(response)
    assert [one.text for one in post.thread.posts.all()] == ["Is 4 too high?", "I think so."]
    browser.post(on_thread("resolve", post), headers=HTMX)
    browser.post(on_thread("reopen", post), headers=HTMX)
    assert Thread.objects.unresolved().count() == 1


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_empty_post_is_asked_for_and_the_choice_of_people_kept(signed_in, assessment, assessor, team_mate, headers):
    post = said(assessment, assessor)
    for url in (address(assessment), on_thread("reply", post), edit_address(post)):
        sent = {"text": " ", "to": [team_mate.pk], "version": "0"}
        response = signed_in(assessor).post(url, sent, headers=headers)
        assert response.status_code == 422
        assert "Write down what you want to say." in text_of(response)
        assert response.content.decode().count(" checked") == 1
    assert Post.objects.count() == 1


@pytest.mark.both_engines
def test_only_readers_can_be_told(signed_in, assessment, assessor, stranger):
    for nobody in (stranger.pk, assessor.pk, "9" * 40, "x"):
        assert signed_in(assessor).post(address(assessment), {"text": "Hi", "to": [nobody]}).status_code == 422
    page = signed_in(assessor).get(address(assessment)).content.decode()
    assert ("Mona Manager</label>" in page, "Tom Teammate</label>" in page) == (True, True)
    assert ("Sami Stranger" in page, "Amal Assessor</label>" in page) == (False, False)
    assert Post.objects.count() == 0


def test_own_post_is_edited_and_marked(signed_in, assessment, assessor, team_mate):
    post = said(assessment, assessor)
    browser = signed_in(assessor)
    assert "Is 4 too high?</textarea>" in browser.get(edit_address(post)).content.decode()
    assert browser.get(edit_address(post), headers=HTMX).content.decode().count("<form") == 1
    response = browser.post(edit_address(post), {"text": "Is it?", "version": "0"})
    assert response.url == f"{address(assessment)}#post-{post.uuid}"
    assert "edited on" in text_of(browser.get(address(assessment)))
    theirs = signed_in(team_mate)
    assert edit_address(post) not in theirs.get(address(assessment)).content.decode()
    assert [theirs.get(edit_address(post)).status_code, theirs.post(edit_address(post)).status_code] == [403, 403]


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_stale_edit_shows_both_texts(signed_in, assessment, assessor, headers):
    post = said(assessment, assessor)
    browser = signed_in(assessor)
    browser.post(edit_address(post), {"text": "First window", "version": "0"})
    response = browser.post(edit_address(post), {"text": "Second window", "version": "0"}, headers=headers)
    page = response.content.decode()
    assert response.status_code == 409
    assert ("<p>First window</p>" in page, "Second window</textarea>" in page) == (True, True)
    assert 'name="version" value="1"' in page
    assert Post.objects.get().text == "First window"


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_words_that_come_too_late_are_shown_to_be_copied(signed_in, assessment, assessor, headers):
    post = said(assessment, assessor)
    Assessment.objects.update(state=Assessment.State.APPROVED)
    Assessment.objects.get().snapshots.create(
        kind="approval", version=assessment.version, document={}, result={}, names={}, taken_by=assessor
    )
    for url in (address(assessment), on_thread("reply", post), edit_address(post)):
        sent = {"text": "Typed too late", "version": "0"}
        response = signed_in(assessor).post(url, sent, headers=headers)
        assert response.status_code == 409
        assert "Not saved. The assessment was approved in the meantime" in text_of(response)
        assert "Typed too late" in text_of(response)
    for what in ("resolve", "reopen"):
        assert signed_in(assessor).post(on_thread(what, post), headers=headers).status_code == 409
    assert signed_in(assessor).get(edit_address(post)).url == address(assessment)
    assert [(one.text, one.thread.resolved_at) for one in Post.objects.all()] == [("Is 4 too high?", None)]


def test_discussion_is_closed_while_everybody_scores_alone(
    signed_in, organisation, version, manager, assessor, team_mate
):
    blind = make_assessment(organisation, version, by=manager, assessors=[assessor, team_mate], mode=Mode.INDEPENDENT)
    for url in (address(blind), unresolved_address(blind)):
        response = signed_in(assessor).get(url)
        assert "Everybody scores alone now, so nothing is discussed." in text_of(response)
        assert "<textarea" not in response.content.decode()
    response = signed_in(assessor).post(address(blind), {"text": "Psst"})
    assert (response.status_code, Post.objects.count()) == (409, 0)


def test_unresolved_threads_lead_to_their_elements(signed_in, assessment, assessor, manager):
    said(assessment, assessor, "Later", element="D3.1")
    first = said(assessment, manager, "Sooner")
    settled = said(assessment, assessor, "Settled")
    resolve_thread(assessment_uuid=assessment.uuid, thread_uuid=settled.thread.uuid, by=assessor)
    response = signed_in(assessor).get(unresolved_address(assessment))
    text = text_of(response)
    assert text.index("D1.1 Element D1.1 Sooner") < text.index("D3.1 Element D3.1 Later")
    assert "Settled" not in text
    assert f"{address(assessment)}#thread-{first.thread.uuid}" in response.content.decode()


def test_nothing_unresolved_says_so(signed_in, assessment, assessor):
    assert "Nothing is unresolved" in text_of(signed_in(assessor).get(unresolved_address(assessment)))


def test_approved_discussion_is_read_only(signed_in, assessment, assessor, manager):
    said(assessment, assessor)
    rate_all(assessment, 3, by=assessor)
    sign_off(assessment_uuid=assessment.uuid, by=manager)
    response = signed_in(assessor).get(address(assessment))
    assert "Is 4 too high?" in text_of(response)
    assert "<form" not in response.content.decode().split("<main", 1)[1]


def test_text_is_escaped_and_its_links_are_safe(signed_in, assessment, assessor):
    said(assessment, assessor, "<script>1</script> https://example.org/ javascript:alert(1)")
    html = signed_in(assessor).get(address(assessment)).content.decode()
    assert "<script>1" not in html
    assert '<a href="https://example.org/" target="_blank" rel="nofollow noopener noreferrer">' in html
    assert 'href="javascript:' not in html


def test_pages_cost_the_same_at_one_and_three(signed_in, assessment, assessor, django_assert_num_queries):
    browser = signed_in(assessor)
    for _ in range(2):
        said(assessment, assessor, "@Tom Teammate?")
        with django_assert_num_queries(7):
            browser.get(address(assessment), headers=HTMX)
        with django_assert_num_queries(6):
            browser.get(unresolved_address(assessment))
        said(assessment, assessor)
