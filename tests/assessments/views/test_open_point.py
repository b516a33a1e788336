"""The checklist of open points, and the findings on an element's page."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from assessments.models import Assessment, Remark
from tests.pages import headings, text_of
from tests.words import found, point

pytestmark = pytest.mark.django_db
HTMX = {"hx-request": "true"}


def address(assessment, query="") -> str:
    return reverse("assessments:open-point-list", args=[assessment.uuid]) + query


def doing(what, one) -> str:
    return reverse(f"assessments:{what}", args=[one.assessment.uuid, one.uuid])


def element_address(assessment, element="D1.1") -> str:
    return reverse("assessments:element-score", args=[assessment.uuid, element])


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_checklist_shows_open_points_by_person_and_leads_to_their_elements(signed_in, assessment, assessor):
    point(assessment, assessor, whom="Ann")
    point(assessment, assessor, "In which hall?", element="D3.1")
    found(assessment, assessor, text="Closed before", whom="Ann")
    response = signed_in(assessor).get(address(assessment))
    assert headings(response) == ["Open points"]
    assert [group["heading"] for group in response.context["groups"]] == ["Ann", ""]
    text = text_of(response)
    assert "Ann D1.1 Element D1.1 Is the plan known?" in text
    assert "Nobody named D3.1 Element D3.1 In which hall?" in text
    assert "Closed before" not in text
    assert element_address(assessment, "D3.1") in response.content.decode()


def test_checklist_is_grouped_and_filtered_by_its_address(signed_in, assessment, assessor):
    point(assessment, assessor, whom="Ann", place="Hall")
    found(assessment, assessor, text="Closed before", place="Attic")
    browser = signed_in(assessor)
    shown = browser.get(address(assessment, "?by=place&show=all"))
    assert [group["heading"] for group in shown.context["groups"]] == ["Attic", "Hall"]
    for nonsense in ("?by=x&show=y", "?by=&show="):
        assert [group["heading"] for group in browser.get(address(assessment, nonsense)).context["groups"]] == ["Ann"]


def test_empty_checklist_says_what_to_do(signed_in, assessment, assessor):
    browser = signed_in(assessor)
    assert "Note what is to be checked on site" in text_of(browser.get(address(assessment)))
    found(assessment, assessor)
    assert "There are other points" in text_of(browser.get(address(assessment)))


def test_point_is_closed_by_page_and_by_htmx(signed_in, assessment, assessor, team_mate):
    browser = signed_in(team_mate)
    first, second = point(assessment, assessor), point(assessment, assessor)
    response = browser.post(doing("open-point-close", first), {"finding": "Yes", "version": "0", "by": "place"})
    assert response.url == f"{address(assessment)}?by=place&show=all#point-{first.uuid}"
    assert said(response) == ["The finding is saved."]
    response = browser.post(doing("open-point-close", second), {"finding": "No", "version": "0"}, headers=HTMX)
    assert response.content.decode().strip().startswith('<li class="remark point point--closed"')
    assert "Tom Teammate found on" in text_of(response)
    assert sorted(Remark.objects.values_list("finding", flat=True)) == ["No", "Yes"]


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_finding_without_words_is_asked_for(signed_in, assessment, assessor, headers):
    one = point(assessment, assessor)
    response = signed_in(assessor).post(
        doing("open-point-close", one), {"finding": " ", "version": "0"}, headers=headers
    )
    assert response.status_code == 422
    assert "Write down what you found, then save it." in text_of(response)


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_who_was_slower_sees_both_findings(signed_in, assessment, assessor, team_mate, headers):
    one = point(assessment, assessor)
    signed_in(team_mate).post(doing("open-point-close", one), {"finding": "Theirs", "version": "0"})
    browser = signed_in(assessor)
    response = browser.post(doing("open-point-close", one), {"finding": "Mine", "version": "0"}, headers=headers)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Tom Teammate was faster and has closed this point." in page
    assert ("<p>Theirs</p>" in page, "Mine</textarea>" in page, 'name="version" value="1"' in page) == (
        True,
        True,
        True,
    )
    browser.post(doing("open-point-close", one), {"finding": "Mine", "version": "1"}, headers=headers)
    assert Remark.objects.get().finding == "Mine"


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_finding_that_comes_too_late_is_not_lost(signed_in, assessment, assessor, headers):
    one, closed = point(assessment, assessor), found(assessment, assessor)
    Assessment.objects.update(state=Assessment.State.REVIEW)
    browser = signed_in(assessor)
    sent = {"finding": "Typed too late", "version": "0"}
    response = browser.post(doing("open-point-close", one), sent, headers=headers)
    assert response.status_code == 409
    assert "The assessment is being reviewed, so nothing was saved." in text_of(response)
    assert "Typed too late" in text_of(response)
    assert browser.post(doing("open-point-reopen", closed), headers=headers).status_code == 409
    response = browser.post(doing("finding-consider", closed), {"version": "1"}, headers=headers)
    assert response.status_code == (409 if headers else 302)
    assert Remark.objects.back_on_the_desk().get() == closed


def test_point_is_opened_again(signed_in, assessment, assessor):
    browser = signed_in(assessor)
    one, other = found(assessment, assessor), found(assessment, assessor)
    assert browser.post(doing("open-point-reopen", one)).url.endswith(f"?by=whom&show=all#point-{one.uuid}")
    response = browser.post(doing("open-point-reopen", other), headers=HTMX)
    assert "It hangs in the hall.</textarea>" in response.content.decode()
    assert Remark.objects.filter(closed_at=None).count() == 2


def test_finding_is_shown_on_its_elements_page_until_considered(signed_in, assessment, assessor, team_mate):
    one = found(assessment, assessor)
    browser = signed_in(team_mate)
    page = browser.get(element_address(assessment))
    assert "Back on the desk: Is the plan known? Amal Assessor found on" in text_of(page)
    assert doing("finding-consider", one) in page.content.decode()
    elsewhere = browser.get(element_address(assessment, "D1.2")).content.decode()
    assert "Back on the desk" not in elsewhere
    assert elsewhere.count("new finding") == 1  # in the tree
    response = browser.post(doing("finding-consider", one), {"version": "1"})
    assert (response.url, said(response)) == (element_address(assessment), ["Noted as considered."])
    page = browser.get(element_address(assessment)).content.decode()
    assert ("Back on the desk" in page, "new finding" in page) == (False, False)


def test_considered_by_htmx_says_who(signed_in, assessment, assessor):
    one = found(assessment, assessor)
    response = signed_in(assessor).post(doing("finding-consider", one), {"version": "1"}, headers=HTMX)
    assert "Considered by Amal Assessor on" in text_of(response)


@pytest.mark.both_engines
@pytest.mark.parametrize("seen", ["0", "", "x", "9" * 40])
def test_other_finding_than_the_one_read_is_not_considered(signed_in, assessment, assessor, seen):
    one = found(assessment, assessor)
    browser = signed_in(assessor)
    words = "The finding has changed since you opened the page. Read it again first."
    response = browser.post(doing("finding-consider", one), {"version": seen}, headers=HTMX)
    assert (response.status_code, words in text_of(response)) == (409, True)
    assert said(browser.post(doing("finding-consider", one), {"version": seen})) == [words]
    assert Remark.objects.back_on_the_desk().count() == 1


def test_manager_who_does_not_score_has_no_button(signed_in, assessment, assessor, manager):
    one = found(assessment, assessor)
    page = signed_in(manager).get(element_address(assessment))
    assert "Not yet considered in the answers" in text_of(page)
    assert doing("finding-consider", one) not in page.content.decode()
    assert signed_in(manager).post(doing("finding-consider", one), {"version": "1"}).status_code == 403


def test_checklist_costs_the_same_at_one_and_three(signed_in, assessment, assessor, django_assert_num_queries):
    browser = signed_in(assessor)
    for _ in range(2):
        found(assessment, assessor, whom="Ann")
        with django_assert_num_queries(4):
            browser.get(address(assessment, "?show=all"))
        point(assessment, assessor, whom="Ben")
        found(assessment, assessor)
