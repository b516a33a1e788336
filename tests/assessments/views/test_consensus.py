"""The consensus pages: who sees them when, what they say, and that nothing typed on them is lost."""

import re

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.actions.answers import GivenAnswer
from assessments.actions.consensus import agree_element, take_middle
from assessments.actions.workflow import submit_for_review
from assessments.models import AnswerChange, Assignment, IndividualSheet, Remark
from tests.assessments.rounds import agreed, fill_sheet, make_round
from tests.assessments.views.conftest import everything_stored
from tests.definitions import tiny_definition
from tests.factories import make_organisation, make_user, make_version

pytestmark = pytest.mark.django_db


def list_of(assessment) -> str:
    return reverse("assessments:consensus-list", args=[assessment.uuid])


def element_of(assessment, code="D1.1") -> str:
    return reverse("assessments:consensus-element", args=[assessment.uuid, code])


def sheet_of(assessment, person) -> str:
    sheet = IndividualSheet.objects.get(assessment=assessment, assessor=person)
    return reverse("assessments:sheet-detail", args=[assessment.uuid, sheet.uuid])


def pages(assessment, person) -> list[str]:
    calibration = reverse("results:calibration-detail", args=[assessment.uuid])
    return [list_of(assessment), element_of(assessment), sheet_of(assessment, person), calibration]


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.fixture
def blind(organisation, version, manager, assessor, team_mate):
    return make_round(organisation, version, by=manager, assessors=[assessor, team_mate])


@pytest.fixture
def ended(blind, assessor, team_mate):
    fill_sheet(blind, assessor, 3, but={("D1.1", "1"): ("1", "Nobody knew of it"), ("D1.1", "comment"): "Met sales"})
    fill_sheet(blind, team_mate, 4, but={("D1.1", "1"): "5", ("D1.1", "2"): ("n/a", "No shop")})
    return blind


def test_while_everybody_scores_alone_nobody_sees_anything(signed_in, blind, assessor, team_mate, manager):
    fill_sheet(blind, team_mate, 4)
    for person, refused in ((assessor, 403), (manager, 302)):
        browser = signed_in(person)
        answers = [browser.get(page) for page in pages(blind, team_mate)]
        assert [answer.status_code for answer in answers] == [302, 302, 404, 302]
        assert said(answers[0]) == ["Nobody sees another’s sheet before the round has ended."]
        assert browser.post(list_of(blind)).status_code == refused
        assert browser.post(element_of(blind)).status_code == refused
    assert agreed(blind, "D1.2") == {}


def test_ones_own_sheet_can_be_read_before_the_round_ends(signed_in, blind, assessor):
    page = text_of(signed_in(assessor).get(sheet_of(blind, assessor)))
    assert "Not submitted yet." in page
    assert "Difference" not in page


@pytest.mark.parametrize("who", ["assessor", "team_mate", "manager"])
def test_after_the_round_everybody_of_the_assessment_sees_all(signed_in, ended, request, who, assessor):
    browser = signed_in(request.getfixturevalue(who))
    assert [browser.get(page).status_code for page in pages(ended, assessor)] == [200] * 4


def test_strangers_find_nothing_and_a_joint_sheet_has_no_consensus(signed_in, ended, stranger, assessment, assessor):
    assert [signed_in(stranger).get(page).status_code for page in pages(ended, assessor)] == [404] * 4
    assert signed_in(assessor).get(list_of(assessment)).status_code == 403


def test_a_sheet_of_another_assessment_is_not_found(signed_in, ended, organisation, version, manager, assessor):
    other = make_round(organisation, version, by=manager, assessors=[assessor], title="Another")
    sheet = IndividualSheet.objects.get(assessment=other, assessor=assessor)
    address = reverse("assessments:sheet-detail", args=[ended.uuid, sheet.uuid])
    assert signed_in(assessor).get(address).status_code == 404


def test_reading_writes_nothing(signed_in, ended, assessor, manager):
    before = everything_stored()
    for page in pages(ended, assessor):
        signed_in(manager).get(page)
    assert everything_stored() == before


def test_the_list_ranks_and_counts(signed_in, ended, manager):
    page = text_of(signed_in(manager).get(list_of(ended)))
    assert "0 of 16 agreed" in page
    assert "To discuss 2 Within the tolerance 14 Agreed 0" in page
    # D1.1: spread 4 × 3.5 points, twice; the others by their points, a step apart on 70 %
    places = re.findall(r"(?:D\d\.\d|E1) (?:Element|Enabler) \S+ steps × points at stake: ([\d.]+)", page)
    assert places == ["28.00", "42.00", "14.00", "7.00", "0.00"]


def test_the_button_takes_the_middle(signed_in, ended, manager):
    answer = signed_in(manager).post(list_of(ended))
    assert (answer.status_code, answer.url) == (302, list_of(ended))
    assert said(answer) == ["14 answers are now agreed."]
    assert agreed(ended, "D1.2") == {"1": "3", "2": "3", "3": "3", "objective": "partial"}
    assert "Take the middle" not in text_of(signed_in(manager).get(list_of(ended)))


def test_assessors_watch_and_a_lead_decides(signed_in, ended, assessor, team_mate):
    Assignment.objects.filter(assessment=ended, user=team_mate).update(is_lead=True)
    assert signed_in(assessor).post(list_of(ended)).status_code == 403
    assert signed_in(assessor).post(element_of(ended)).status_code == 403
    assert "Take the middle" not in text_of(signed_in(assessor).get(list_of(ended)))
    assert 'id="sheet"' not in signed_in(assessor).get(element_of(ended)).content.decode()
    assert signed_in(team_mate).post(list_of(ended)).status_code == 302


def test_the_element_shows_who_answered_what_and_why(signed_in, ended, manager, assessor):
    Remark.objects.create(assessment=ended, element="D1.1", kind="strength", text="A clear owner", by=assessor)
    page = text_of(signed_in(manager).get(element_of(ended)))
    assert "No middle: some say that it does not apply" in page
    assert "Middle: 1 · 4 steps apart · 3.50 points at stake" in page
    assert "Amal Assessor (1): Nobody knew of it" in page
    assert "Tom Teammate (n/a): No shop" in page
    assert "Amal Assessor : Met sales" in page
    assert "A clear owner" in page


def test_an_answer_with_its_reason_is_agreed(signed_in, ended, manager):
    data = {"1-value": "2", "1-reason": "In two branches only", "1-version": "0", "then": "next"}
    answer = signed_in(manager).post(element_of(ended), data)
    assert (answer.status_code, answer.url) == (302, list_of(ended))
    assert agreed(ended, "D1.1") == {"1": "2"}
    change = AnswerChange.objects.get(answer__assessment=ended, answer__sheet=None)
    assert (change.source, change.reason, change.changed_by) == ("consensus", "In two branches only", manager)


def test_next_leads_to_what_matters_most(signed_in, blind, assessor, team_mate, manager):
    fill_sheet(blind, assessor, 1)
    fill_sheet(blind, team_mate, 5)
    answer = signed_in(manager).post(element_of(blind), {"then": "next"})
    assert answer.url == element_of(blind, "D3.1")


def test_without_words_nothing_is_lost(signed_in, ended, manager):
    data = {"1-value": "4", "1-reason": "", "1-version": "0", "comment-value": "We talked", "comment-version": "0"}
    answer = signed_in(manager).post(element_of(ended), data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "People are too far apart here for the middle to stand by itself." in page
    assert re.search(r'name="1-value" value="4"[^>]* checked', page)
    assert agreed(ended, "D1.1") == {"comment": "We talked"}


def test_a_stale_answer_shows_both_and_the_choice_decides(signed_in, ended, manager):
    place = {"assessment_uuid": ended.uuid, "element_code": "D1.1", "by": manager}
    agree_element(**place, given={"1": GivenAnswer("5", "Seen on site", 0)})
    data = {"1-value": "2", "1-reason": "In two branches only", "1-version": "0"}
    answer = signed_in(manager).post(element_of(ended), data)
    page = text_of(answer)
    assert answer.status_code == 409
    assert "5 Optimising: Seen on site" in page
    assert "2 Developing: In two branches only" in page
    assert agreed(ended, "D1.1") == {"1": "5"}
    signed_in(manager).post(element_of(ended), data | {"1-choice": "theirs", "1-current": "1"})
    assert agreed(ended, "D1.1") == {"1": "5"}
    signed_in(manager).post(element_of(ended), data | {"1-choice": "mine", "1-current": "1"})
    assert agreed(ended, "D1.1") == {"1": "2"}


def test_too_late_keeps_what_was_typed_on_the_page(signed_in, ended, manager):
    take_middle(assessment_uuid=ended.uuid, by=manager)
    given = {"1": GivenAnswer("2", "So", 0), "2": GivenAnswer("4", "So", 0)}
    agree_element(assessment_uuid=ended.uuid, element_code="D1.1", given=given, by=manager)
    submit_for_review(assessment_uuid=ended.uuid, by=manager)
    data = {"1-value": "3", "1-reason": "A long thought that took an hour", "1-version": "1"}
    answer = signed_in(manager).post(element_of(ended), data)
    assert answer.status_code == 409
    assert "A long thought that took an hour" in answer.content.decode()
    assert agreed(ended, "D1.1")["1"] == "2"


@pytest.mark.parametrize("data", [{"1-value": "3", "1-version": "x"}, {"9-value": "3", "9-version": "0"}])
def test_what_the_page_did_not_send_is_refused(signed_in, ended, manager, data):
    assert signed_in(manager).post(element_of(ended), data).status_code == 400


def test_an_unknown_element_is_not_found(signed_in, ended, manager):
    assert signed_in(manager).get(element_of(ended, "D9.9")).status_code == 404
    assert signed_in(manager).post(element_of(ended, "D9.9"), {}).status_code == 404


def test_a_sheet_stays_as_it_was_and_shows_the_difference(signed_in, ended, manager, assessor):
    take_middle(assessment_uuid=ended.uuid, by=manager)
    given = {"1": GivenAnswer("3", "So", 0), "2": GivenAnswer("4", "So", 0)}
    agree_element(assessment_uuid=ended.uuid, element_code="D1.1", given=given, by=manager)
    page = text_of(signed_in(manager).get(sheet_of(ended, assessor)))
    # own 1 and 3 against 3 and 4: 70 % of 10 × (0 + 50) ÷ 2 = 1.75 against (50 + 75) ÷ 2 = 4.375, and 1.50 each
    assert "Total 48.25 of 100 50.88 of 100 ▼ -2.63" in page
    assert "1 Initial: Nobody knew of it 3 Defined ▼ -2" in page


def queries(browser, address) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert browser.get(address).status_code == 200
    return len(caught)


@pytest.mark.parametrize("place", range(4))
def test_pages_cost_the_same_for_two_and_for_four_assessors(signed_in, db, place):
    counts = []
    for people in (2, 4):
        manager = make_user(f"Manager of {people}")
        team = [make_user(f"Assessor {number} of {people}") for number in range(people)]
        organisation = make_organisation(f"Bank {people}", managers=[manager], assessors=team)
        version = make_version(tiny_definition(framework=f"tiny-{people}"))
        one = make_round(organisation, version, by=manager, assessors=team)
        for number, person in enumerate(team):
            fill_sheet(one, person, 2 + number % 2)
        browser, address = signed_in(manager), pages(one, team[0])[place]
        browser.get(address)
        counts.append(queries(browser, address))
    assert counts == [[6, 8, 6, 7][place]] * 2
