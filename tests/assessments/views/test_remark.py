"""The panel and page of what was noted about an element."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.actions.approval import sign_off
from assessments.models import Assessment, Remark
from tests.factories import rate_all
from tests.pages import headings, text_of
from tests.words import found, note, point

pytestmark = pytest.mark.django_db
HTMX = {"hx-request": "true"}


def address(assessment, element="D1.1") -> str:
    return reverse("assessments:remark-list", args=[assessment.uuid, element])


def edit_address(remark) -> str:
    return reverse("assessments:remark-edit", args=[remark.assessment.uuid, remark.uuid])


def remove_address(remark) -> str:
    return reverse("assessments:remark-remove", args=[remark.assessment.uuid, remark.uuid])


def test_page_shows_what_was_noted_here_by_kind_and_by_whom(signed_in, assessment, assessor, team_mate):
    note(assessment, assessor, "Well led")
    note(assessment, team_mate, "Not measured", kind=Remark.Kind.IMPROVEMENT)
    note(assessment, assessor, "Elsewhere", element="D1.2")
    response = signed_in(assessor).get(address(assessment))
    text = text_of(response)
    assert headings(response) == ["Strengths and open points"]
    assert text.index("Well led Amal Assessor") < text.index("Areas for improvement Not measured Tom Teammate")
    assert "Elsewhere" not in text


def test_htmx_gets_the_panel_alone(signed_in, assessment, assessor):
    response = signed_in(assessor).get(address(assessment), headers=HTMX)
    assert response.content.decode().strip().startswith('<section class="panel remark-panel" id="remarks"')


def test_remark_is_noted_by_page_and_by_panel(signed_in, assessment, assessor):
    browser = signed_in(assessor)
    response = browser.post(address(assessment), {"kind": "strength", "text": " Well led\r\nand known "})
    remark = Remark.objects.get()
    assert (response.status_code, response.url) == (302, f"{address(assessment)}#remark-{remark.uuid}")
    assert (remark.kind, remark.text) == ("strength", "Well led\nand known")
    sent = {"kind": "open-point", "text": "Is it known?", "whom": "Ann", "place": "Hall", "assignee": assessor.pk}
    response = browser.post(address(assessment), sent, headers=HTMX)
    assert (response.status_code, response.headers["HX-Retarget"]) == (200, "#remarks")
    assert Remark.objects.get(kind="open-point").assignee == assessor
    assert "Ask Ann Where Hall Checked by Amal Assessor" in text_of(response)


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_faulty_remark_comes_back_as_it_was_typed(signed_in, assessment, assessor, headers):
    sent = {"kind": "open-point", "text": "", "whom": "Ann Typed", "operation": "x"}
    response = signed_in(assessor).post(address(assessment), sent, headers=headers)
    assert response.status_code == 422
    assert "Write down what you want to note." in text_of(response)
    assert 'value="Ann Typed"' in response.content.decode()
    assert Remark.objects.count() == 0


@pytest.mark.both_engines
def test_nonsense_is_refused(signed_in, assessment, assessor, stranger):
    browser = signed_in(assessor)
    assert browser.post(address(assessment), {"kind": "praise", "text": "x"}).status_code == 400
    for assignee in (stranger.pk, "9" * 40, "x"):
        sent = {"kind": "open-point", "text": "x", "assignee": assignee}
        assert browser.post(address(assessment), sent).status_code == 422
    for text in ("x" * 10_001, "\x00"):
        assert browser.post(address(assessment), {"kind": "strength", "text": text}).status_code == 422
    assert browser.get(address(assessment, "D9.9")).status_code == 404
    assert Remark.objects.count() == 0


def test_what_was_named_before_is_offered_again(signed_in, assessment, assessor):
    point(assessment, assessor, whom="Ann", place="Hall", element="D3.1")
    html = signed_in(assessor).get(address(assessment)).content.decode()
    assert '<datalist id="known-whom"><option value="Ann"></datalist>' in html
    assert '<datalist id="known-place"><option value="Hall"></datalist>' in html


def test_remark_is_edited_by_page_and_by_panel(signed_in, assessment, assessor):
    remark = note(assessment, assessor)
    browser = signed_in(assessor)
    assert "Well led</textarea>" in browser.get(edit_address(remark)).content.decode()
    response = browser.post(edit_address(remark), {"text": "Better", "version": "0"})
    assert response.url == f"{address(assessment)}#remark-{remark.uuid}"
    assert browser.get(edit_address(remark), headers=HTMX).content.decode().count("<form") == 1
    response = browser.post(edit_address(remark), {"text": "Best", "version": "1"}, headers=HTMX)
    assert response.headers["HX-Retarget"] == "#remarks"
    assert "Best Amal Assessor" in text_of(response)
    assert "edited on" in text_of(response)


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_stale_edit_shows_both_texts_and_can_be_put_on_top(signed_in, assessment, assessor, manager, headers):
    remark = note(assessment, assessor)
    signed_in(manager).post(edit_address(remark), {"text": "Theirs", "version": "0"})
    browser = signed_in(assessor)
    response = browser.post(edit_address(remark), {"text": "Mine", "version": "0"}, headers=headers)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Mona Manager has changed this since you read it." in page
    assert ("<p>Theirs</p>" in page, "Mine</textarea>" in page) == (True, True)
    assert Remark.objects.get().text == "Theirs"
    assert response.context["form"]["version"].value() == "1"
    browser.post(edit_address(remark), {"text": "Mine", "version": "1"}, headers=headers)
    assert Remark.objects.get().text == "Mine"


def test_empty_edit_is_refused(signed_in, assessment, assessor):
    remark = note(assessment, assessor)
    assert signed_in(assessor).post(edit_address(remark), {"text": " ", "version": "0"}).status_code == 422


def test_tools_are_shown_to_who_may_use_them(signed_in, assessment, assessor, team_mate, manager):
    remark = note(assessment, assessor)
    shown = [
        edit_address(remark) in signed_in(one).get(address(assessment)).content.decode()
        for one in (assessor, team_mate, manager)
    ]
    assert shown == [True, False, True]
    assert signed_in(team_mate).get(edit_address(remark)).status_code == 403


def test_remark_is_deleted(signed_in, assessment, assessor):
    browser = signed_in(assessor)
    response = browser.post(remove_address(note(assessment, assessor, "Gone")))
    assert response.url == address(assessment)
    response = browser.post(remove_address(note(assessment, assessor, "Gone too")), headers=HTMX)
    assert "Gone" not in text_of(response)
    assert Remark.objects.count() == 0


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_words_that_come_too_late_are_shown_to_be_copied(signed_in, assessment, assessor, headers):
    remark = note(assessment, assessor)
    Assessment.objects.update(state=Assessment.State.REVIEW)
    browser = signed_in(assessor)
    for url in (address(assessment), edit_address(remark)):
        sent = {"kind": "strength", "text": "Typed too late", "version": "0"}
        response = browser.post(url, sent, headers=headers)
        assert response.status_code == 409
        assert "Not saved. The assessment is being reviewed, so nothing was saved." in text_of(response)
        assert "Typed too late" in text_of(response)
    assert browser.post(remove_address(remark), headers=headers).status_code == 409
    assert browser.get(edit_address(remark)).url == address(assessment)
    assert [one.text for one in Remark.objects.all()] == ["Well led"]


def test_approved_assessment_is_read_only(signed_in, assessment, assessor, manager):
    note(assessment, assessor)
    found(assessment, assessor)
    rate_all(assessment, 3, by=assessor)
    sign_off(assessment_uuid=assessment.uuid, by=manager)
    response = signed_in(assessor).get(address(assessment))
    assert "This is what stood here when the assessment was approved." in text_of(response)
    assert "Well led Amal Assessor" in text_of(response)
    main = response.content.decode().split("<main", 1)[1]
    assert "<form" not in main


def test_text_is_escaped(signed_in, assessment, assessor):
    point(assessment, assessor, "<script>1</script>", whom="<i>w", place="<i>p")
    html = signed_in(assessor).get(address(assessment)).content.decode()
    assert ("<script>1" in html, "<i>" in html) == (False, False)


def test_panel_costs_the_same_at_one_and_three(signed_in, assessment, assessor):
    browser, counts = signed_in(assessor), []
    for _ in range(2):
        found(assessment, assessor)
        note(assessment, assessor)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            browser.get(address(assessment), headers=HTMX)
        counts.append(len(queries))
        note(assessment, assessor)
        found(assessment, assessor)
    assert counts == [5, 5]
