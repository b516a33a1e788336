"""The endpoint of the autosave: its answers, its costs, and who gets which."""

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from assessments.actions.answers import GivenAnswer, save_answer
from assessments.actions.upgrades import restore_snapshot, upgrade_assessment
from assessments.models import Answer, AnswerChange, Assessment
from tests.assessments.versions import changed_definition
from tests.assessments.views.conftest import answer_everything, everything_stored
from tests.factories import make_assessment, make_version

pytestmark = pytest.mark.django_db


def address(assessment, element="D1.1", item="1") -> str:
    return reverse("assessments:answer-save", args=[assessment.uuid, element, item])


def post(client: Client, assessment, *, element="D1.1", item="1", value="3", reason="", version=0):
    data = {f"{item}-value": value, f"{item}-reason": reason, f"{item}-version": version}
    data["framework_version"] = assessment.version.uuid
    return client.post(address(assessment, element, item), data, headers={"hx-request": "true"})


def text(response) -> str:
    """What the answer says, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_saved_answer_brings_what_the_page_has_to_change(signed_in, assessment, assessor):
    response = post(signed_in(assessor), assessment, value="5")
    html = response.content.decode()
    assert response.status_code == 200
    assert re.findall(r'<input type="hidden" name="1-version" value="(\d+)"', html) == ["1"]
    assert re.findall(r'id="([^"]+)" hx-swap-oob="true"', html) == [
        "figures",
        "mark-here",
        "mark-group",
        "mark-all",
        "saved-at",
    ]
    assert "D1.1 3.50 of 10 Dimension D1 3.50 of 20 Total so far 3.50 of 100" in text(response)
    assert "1 of 3 answered 0 of 2 complete 0 of 4 complete" in text(response)


def test_answer_holds_nothing_of_the_rest_of_the_page(signed_in, assessment, assessor):
    html = post(signed_in(assessor), assessment).content.decode()
    assert "<html" not in html
    assert 'type="radio"' not in html
    assert len(html) < 2500


def test_enabler_shows_its_percentage(signed_in, assessment, assessor):
    response = post(signed_in(assessor), assessment, element="E1", value="5")
    assert "E1 50.0 % Total so far 0.00 of 100" in text(response)
    assert "1 of 2 answered 0 of 1 complete 0 of 4 complete" in text(response)


def test_stale_save_shows_both_answers_and_keeps_the_version(signed_in, assessment, assessor, team_mate):
    post(signed_in(team_mate), assessment, value="4")
    response = post(signed_in(assessor), assessment, value="2")
    assert response.status_code == 409
    assert text(response).startswith(
        "You and Tom Teammate changed this answer at the same time. Yours is not saved yet. Which one shall stand?"
    )
    assert re.findall(r"<dd>(.*?)</dd>", response.content.decode()) == ["4 Managed", "2 Developing"]
    assert 'name="1-version" value="0"' in response.content.decode()
    assert 'name="1-current" value="1"' in response.content.decode()


def test_own_answer_from_another_window_is_said_to_be_so(signed_in, assessment, assessor):
    post(signed_in(assessor), assessment, value="n/a", reason="No <shops>")
    response = post(signed_in(assessor), assessment, value="")
    assert response.status_code == 409
    assert text(response).startswith("You changed this answer in another window, too.")
    assert re.findall(r"<dd>(.*?)</dd>", response.content.decode()) == [
        "Not applicable: No &lt;shops&gt;",
        "Not answered",
    ]


def test_invalid_answer_says_what_to_do(signed_in, assessment, assessor):
    response = post(signed_in(assessor), assessment, value="n/a")
    assert response.status_code == 422
    assert text(response) == "Not saved yet. Say why in a few words; it is saved as soon as there is a reason."
    assert 'name="1-version" value="0"' in response.content.decode()


@pytest.mark.parametrize("data", [{}, {"1-value": "3"}, {"1-value": "3", "1-version": "x"}, {"1-version": "-1"}])
def test_what_the_page_did_not_send_is_refused(signed_in, assessment, assessor, data):
    response = signed_in(assessor).post(address(assessment), data)
    assert response.status_code == 400
    assert response.content.decode() == "This was not sent by the page. Reload it and try again."


def test_text_is_stripped_and_has_line_ends_of_one_kind(signed_in, assessment, assessor):
    post(signed_in(assessor), assessment, item="comment", value="  one\r\ntwo\n ")
    assert Answer.objects.get(assessment=assessment, element="D1.1", item="comment").value == "one\ntwo"


def test_text_is_never_markup(signed_in, assessment, assessor, team_mate):
    post(signed_in(team_mate), assessment, item="comment", value='<img src=x onerror="x">')
    html = post(signed_in(assessor), assessment, item="comment", value="</textarea><b>").content.decode()
    assert "<img" not in html
    assert "<b>" not in html


def test_signed_out_is_told_so_and_not_sent_elsewhere(assessment):
    response = post(Client(), assessment)
    assert (response.status_code, response.content.decode()) == (401, "You are signed out.")
    assert not AnswerChange.objects.exists()


def test_frozen_assessment_is_refused(signed_in, assessment, assessor):
    Assessment.objects.update(state=Assessment.State.APPROVED)
    response = post(signed_in(assessor), assessment)
    assert response.status_code == 403
    assert response.content.decode() == "The assessment was approved in the meantime, so nothing was saved."


def test_who_may_not_score_changes_nothing(signed_in, assessment, manager, stranger, admin):
    before = everything_stored()
    outcomes = [post(signed_in(person), assessment).status_code for person in (manager, stranger, admin)]
    assert outcomes == [403, 404, 404]
    assert everything_stored() == before


def test_stranger_sees_the_same_as_for_nothing(signed_in, assessment, other_assessment, stranger):
    client = signed_in(stranger)
    theirs = post(client, assessment)
    nothing = client.post(address(assessment).replace(str(assessment.uuid), str(uuid.uuid4())), {"1-version": 0})
    assert (theirs.status_code, nothing.status_code) == (404, 404)
    assert theirs.content == nothing.content


@pytest.mark.both_engines
@pytest.mark.parametrize(("element", "item"), [("D9.9", "1"), ("D1.1", "9"), ("E1", "scope"), ("D1.1", "x" * 60)])
def test_unknown_place_is_not_found(signed_in, assessment, assessor, element, item):
    assert post(signed_in(assessor), assessment, element=element, item=item).status_code == 404


def test_only_a_post_saves(signed_in, assessment, assessor):
    assert signed_in(assessor).get(address(assessment)).status_code == 405


def test_page_without_its_token_is_refused(assessment, assessor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(assessor)
    assert post(client, assessment).status_code == 403
    assert not AnswerChange.objects.exists()


# --- a page that was opened under another framework version -----------------------------------------------------------
def test_answer_of_a_page_from_before_an_upgrade_is_refused_in_kind_words(signed_in, assessment, assessor, manager):
    client = signed_in(assessor)
    post(client, assessment, value="4")
    newer = make_version(changed_definition())
    upgrade_assessment(assessment_uuid=assessment.uuid, to=newer, snapshot_name="Before", by=manager)
    before = everything_stored()
    response = post(client, assessment, value="5", reason="Typed at length", version=2)
    assert response.status_code == 409
    assert text(response).startswith("Not saved yet. A manager has changed the framework version of this assessment")
    assert 'name="1-version" value="2"' in response.content.decode()
    assert post(client, assessment, element="D2.1").status_code == 409  # an element that is gone, too
    assert everything_stored() == before
    assessment.refresh_from_db()
    assert post(client, assessment, value="5", version=2).status_code == 200


def test_answer_of_a_page_from_before_the_way_back_is_refused(signed_in, assessment, assessor, manager):
    newer = make_version(changed_definition())
    upgrade_assessment(assessment_uuid=assessment.uuid, to=newer, snapshot_name="Before", by=manager)
    assessment.refresh_from_db()
    snapshot = assessment.snapshots.get()
    restore_snapshot(assessment_uuid=assessment.uuid, snapshot_uuid=snapshot.uuid, by=manager)
    assert post(signed_in(assessor), assessment, element="D2.2").status_code == 409


@pytest.mark.both_engines
@pytest.mark.parametrize("seen", ["", "1.0", "x" * 50])
def test_page_that_does_not_say_its_framework_version_is_refused(signed_in, assessment, assessor, seen):
    data = {"1-value": "3", "1-version": "0", "framework_version": seen}
    assert signed_in(assessor).post(address(assessment), data).status_code == 400


# --- what it costs ----------------------------------------------------------------------------------------------------
# Session and person, the assessment, the element's answers, answer, history and scores, in one transaction.
AUTOSAVE = 9


def test_autosave_costs_nine_statements_empty(signed_in, assessment, assessor, django_assert_num_queries):
    client = signed_in(assessor)
    post(client, assessment, element="D1.2")  # the framework is in memory from here on
    with django_assert_num_queries(AUTOSAVE):
        assert post(client, assessment).status_code == 200


def test_autosave_costs_nine_statements_with_all_of_the_shipped_framework_answered(
    signed_in, organisation, shipped_version, manager, assessor, django_assert_num_queries
):
    assessment = make_assessment(organisation, shipped_version, by=manager, assessors=[assessor])
    answer_everything(assessment, assessor)
    client = signed_in(assessor)
    assert assessment.version == shipped_version  # read before it counts: the page has it
    with django_assert_num_queries(AUTOSAVE):
        assert post(client, assessment, element="D2.6", value="1", version=1).status_code == 200


def test_autosave_costs_nine_statements_beside_many_assessments(
    signed_in, organisation, version, assessment, manager, assessor, django_assert_num_queries
):
    for number in range(5):
        other = make_assessment(organisation, version, by=manager, assessors=[assessor], title=f"Cycle {number}")
        given = GivenAnswer("3", "", 0)
        save_answer(assessment_uuid=other.uuid, element_code="D1.1", item="1", given=given, by=assessor)
    client = signed_in(assessor)
    with django_assert_num_queries(AUTOSAVE):
        assert post(client, assessment).status_code == 200
