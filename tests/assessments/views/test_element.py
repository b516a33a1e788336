"""The scoring page: what it shows to whom, and saving all of it without JavaScript."""

import re

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from assessments.actions.answers import GivenAnswer, save_answer
from assessments.actions.upgrades import upgrade_assessment
from assessments.models import Assessment
from tests.assessments.versions import changed_definition
from tests.assessments.views.conftest import answer_everything, everything_stored
from tests.factories import make_assessment, make_version
from tests.pages import headings, text_of
from tests.shapes import LONG_SCALE, shaped

pytestmark = pytest.mark.django_db


def address(assessment, element="D1.1") -> str:
    return reverse("assessments:element-score", args=[assessment.uuid, element])


def sheet(**answers) -> dict[str, object]:
    """The data of the page's form: an item's value, or its value, reason and version."""
    data = {}
    for name, answer in answers.items():
        item = name.removeprefix("i")
        value, reason, version = answer if isinstance(answer, tuple) else (answer, "", 0)
        data |= {f"{item}-value": value, f"{item}-reason": reason, f"{item}-version": version}
    return data


def save_as(person, assessment, item, value, version=0) -> None:
    given = GivenAnswer(value, "", version)
    save_answer(assessment_uuid=assessment.uuid, element_code="D1.1", item=item, given=given, by=person)


def values(assessment, element="D1.1"):
    return {row.item: row.value for row in assessment.answers.filter(element=element).exclude(value="")}


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_page_shows_every_row_of_the_element(signed_in, assessment, assessor):
    response = signed_in(assessor).get(address(assessment))
    assert response.status_code == 200
    shown = response.context["sheet"]
    assert [row.item for row in shown.rows] == ["objective", "1", "2", "confidence", "comment", "scope"]
    assert [choice.label for choice in shown.indicators[0].choices] == [
        "Not answered",
        "1 Initial",
        "2 Developing",
        "3 Defined",
        "4 Managed",
        "5 Optimising",
        "n/a Not applicable",
    ]
    assert [choice.value for choice in shown.objective.choices] == ["full", "partial", "none", ""]


def test_every_radio_is_named_and_one_of_each_is_chosen(signed_in, assessment, assessor):
    save_as(assessor, assessment, "2", "4")
    html = signed_in(assessor).get(address(assessment)).content.decode()
    radios = re.findall(r'<input type="radio" name="([^"]+)" value="([^"]*)"[^>]*aria-label="([^"]+)"( checked)?', html)
    assert len(radios) == 4 + 7 + 7 + 4
    assert [(name, label) for name, _, label, checked in radios if checked] == [
        ("objective-value", "Not answered"),
        ("1-value", "Not answered"),
        ("2-value", "4 Managed"),
        ("confidence-value", "None"),
    ]


def test_every_answer_has_its_own_address(signed_in, assessment, assessor):
    html = signed_in(assessor).get(address(assessment)).content.decode()
    assert re.findall(r'data-answer="([^"]+)" data-save="[^"]+/answers/([^/]+)/"', html) == [
        (item, item) for item in ("objective", "1", "2", "confidence", "comment", "scope")
    ]


def test_enabler_has_neither_objective_nor_scope(signed_in, assessment, assessor):
    response = signed_in(assessor).get(address(assessment, "E1"))
    assert [row.item for row in response.context["sheet"].rows] == ["1", "2", "confidence", "comment"]
    assert [figure.label for figure in response.context["figures"]] == ["E1", "Total so far"]


@pytest.mark.parametrize(
    ("element", "before", "after"),
    [("D1.1", None, "D1.2"), ("D1.2", "D1.1", "D2.1"), ("D3.1", "D2.1", "E1"), ("E1", "D3.1", None)],
)
def test_neighbours_in_reading_order(signed_in, assessment, assessor, element, before, after):
    context = signed_in(assessor).get(address(assessment, element)).context
    assert context["before"] == before or context["before"].element.code == before
    assert context["after"] == after or context["after"].element.code == after


def test_who_and_when_stand_beside_an_answer(signed_in, assessment, assessor, team_mate):
    save_as(team_mate, assessment, "1", "4")
    row = signed_in(assessor).get(address(assessment)).context["sheet"].indicators[0]
    assert (row.value, row.version, row.by) == ("4", 1, "Tom Teammate")


def test_manager_who_is_not_assigned_reads_only(signed_in, assessment, manager):
    response = signed_in(manager).get(address(assessment))
    html = response.content.decode()
    assert (response.status_code, response.context["may_score"]) == (200, False)
    assert re.findall(r'<input type="radio"(?![^>]* disabled)', html) == []
    assert "data-save" not in html
    assert "You can read these answers." in html


def test_approved_assessment_is_read_only(signed_in, answered, assessor, manager):
    signed_in(manager).post(reverse("assessments:assessment-approve", args=[answered.uuid]))
    response = signed_in(assessor).get(address(answered))
    assert response.context["may_score"] is False
    assert "the answers are frozen and can only be read." in response.content.decode()


def test_strangers_and_wrong_codes_find_nothing(signed_in, assessment, assessor, stranger, admin):
    assert signed_in(assessor).get(address(assessment, "D9.9")).status_code == 404
    for person in (stranger, admin):
        assert signed_in(person).get(address(assessment)).status_code == 404
        assert signed_in(person).post(address(assessment), sheet(i1="3")).status_code == 404


def test_signed_out_is_sent_to_sign_in(assessment):
    response = Client().get(address(assessment))
    assert (response.status_code, response.url) == (302, f"/accounts/login/?next={address(assessment)}")


def test_page_is_never_kept_by_a_cache(signed_in, assessment, assessor):
    response = signed_in(assessor).get(address(assessment))
    assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))


# --- saving all at once -----------------------------------------------------------------------------------------------


def test_sheet_saves_what_was_changed(signed_in, assessment, assessor):
    given = sheet(objective="full", i1="3", i2=("n/a", "No shops", 0), comment="a\r\nb", scope="")
    response = signed_in(assessor).post(address(assessment), given)
    assert (response.status_code, response.url) == (302, address(assessment))
    assert said(response) == ["4 answers were saved."]
    assert values(assessment) == {"objective": "full", "1": "3", "2": "n/a", "comment": "a\nb"}


@pytest.mark.parametrize(("element", "onward"), [("D1.1", "D1.2"), ("E1", "E1")])
def test_sheet_can_go_on_to_the_next_element(signed_in, assessment, assessor, element, onward):
    response = signed_in(assessor).post(address(assessment, element), sheet(i1="3") | {"then": "next"})
    assert response.url == address(assessment, onward)


def test_unchanged_sheet_changes_nothing(signed_in, assessment, assessor):
    before = everything_stored()
    response = signed_in(assessor).post(address(assessment), sheet(i1="", objective="", comment=""))
    assert said(response) == ["Nothing had changed; everything is saved."]
    assert everything_stored() == before


def test_conflict_and_fault_are_said_in_their_rows_and_nothing_typed_is_lost(
    signed_in, assessment, assessor, team_mate
):
    save_as(team_mate, assessment, "1", "4")
    given = sheet(objective="none", i1=("2", "Mine", 0), i2="n/a", comment="Kept", scope="")
    response = signed_in(assessor).post(address(assessment), given)
    assert response.status_code == 409
    rows = {row.item: row for row in response.context["sheet"].rows}
    assert (rows["1"].value, rows["1"].reason, rows["1"].version) == ("2", "Mine", 0)
    assert (rows["1"].conflict.theirs, rows["1"].conflict.mine) == ("4 Managed", "2 Developing: Mine")
    assert (rows["2"].value, rows["2"].fault) == (
        "n/a",
        "Say why in a few words; it is saved as soon as there is a reason.",
    )
    assert [item for item, row in rows.items() if row.saved] == ["objective", "comment"]
    assert [row.item for row in response.context["sheet"].faults] == ["1", "2"]
    assert values(assessment) == {"1": "4", "objective": "none", "comment": "Kept"}


def test_invalid_sheet_alone_is_unprocessable(signed_in, assessment, assessor):
    response = signed_in(assessor).post(address(assessment), sheet(i1="9"))
    assert response.status_code == 422
    assert [row.item for row in response.context["sheet"].faults] == ["1"]


@pytest.mark.parametrize(("choice", "stored"), [("mine", "2"), ("theirs", "4"), ("", "4")])
def test_conflict_is_settled_by_choosing(signed_in, assessment, assessor, team_mate, choice, stored):
    save_as(team_mate, assessment, "1", "4")
    given = sheet(i1="2") | {"1-current": "1", "1-choice": choice}
    response = signed_in(assessor).post(address(assessment), given)
    assert response.status_code == (302 if choice else 409)
    assert values(assessment) == {"1": stored}


def test_settled_conflict_can_be_stale_again(signed_in, assessment, assessor, team_mate):
    save_as(team_mate, assessment, "1", "4")
    save_as(team_mate, assessment, "1", "5", 1)
    response = signed_in(assessor).post(address(assessment), sheet(i1="2") | {"1-current": "1", "1-choice": "mine"})
    assert response.status_code == 409
    assert values(assessment) == {"1": "5"}


@pytest.mark.parametrize("data", [{"1-value": "3", "1-version": "one"}, {"7-value": "3", "7-version": "0"}])
def test_what_the_page_did_not_send_is_refused(signed_in, assessment, assessor, data):
    assert signed_in(assessor).post(address(assessment), data).status_code == 400
    assert values(assessment) == {}


def test_sheet_of_a_frozen_assessment_is_not_saved(signed_in, assessment, assessor):
    Assessment.objects.update(state=Assessment.State.APPROVED)
    response = signed_in(assessor).post(address(assessment), sheet(i1="3"))
    assert said(response) == ["The assessment was approved in the meantime, so nothing was saved."]
    assert values(assessment) == {}


def test_manager_who_is_not_assigned_may_not_save(signed_in, assessment, manager):
    assert signed_in(manager).post(address(assessment), sheet(i1="3")).status_code == 403
    assert values(assessment) == {}


# --- what it costs ----------------------------------------------------------------------------------------------------
# session, person, assessment, the element's answers, the counts of what stands beside them, the findings that wait
PAGE = 6


def test_page_costs_six_queries_empty(signed_in, assessment, assessor, django_assert_num_queries):
    client = signed_in(assessor)
    with django_assert_num_queries(PAGE):
        client.get(address(assessment))


def test_page_costs_six_queries_with_all_of_the_shipped_framework_answered(
    signed_in, organisation, shipped_version, manager, assessor, django_assert_num_queries
):
    assessment = make_assessment(organisation, shipped_version, by=manager, assessors=[assessor])
    answer_everything(assessment, assessor)
    client = signed_in(assessor)
    with django_assert_num_queries(PAGE):
        client.get(address(assessment, "D2.6"))


# --- frameworks of other shapes ---------------------------------------------------------------------------------------
@pytest.fixture
def long_scale(organisation, manager, assessor) -> Assessment:
    """An assessment with a scale of 21 steps, and one indicator in each element."""
    return make_assessment(organisation, make_version(shaped(2, ratings=LONG_SCALE)), by=manager, assessors=[assessor])


def test_long_scale_is_a_list_without_what_an_only_indicator_cannot_be(signed_in, long_scale, assessor):
    html = signed_in(assessor).get(address(long_scale)).content.decode()
    offered = re.findall(r'<option value="([^"]*)"[^>]*>([^<]*)</option>', html)
    assert (offered[0], offered[1], offered[-1], len(offered)) == (
        ("", "Not answered"),
        ("0", "0 %"),
        ("100", "100 %"),
        22,
    )
    assert set(re.findall(r'type="radio" name="([^"]+)"', html)) == {"confidence-value"}
    assert re.findall(r'<select[^>]* aria-labelledby="([^"]+)"', html) == ["text-1"]


def test_long_scale_shows_what_is_chosen_and_is_shut_to_readers(signed_in, long_scale, assessor, manager):
    signed_in(assessor).post(address(long_scale), sheet(i1="45"))
    html = signed_in(manager).get(address(long_scale)).content.decode()
    assert re.findall(r'<option value="(\d*)" selected>', html) == ["45"]
    assert re.findall(r"<select(?![^>]* disabled)", html) == []


def test_several_indicators_may_be_not_applicable_on_a_long_scale_too(signed_in, organisation, manager, assessor):
    version = make_version(shaped(1, indicators=2, ratings=LONG_SCALE))
    assessment = make_assessment(organisation, version, by=manager, assessors=[assessor])
    html = signed_in(assessor).get(address(assessment)).content.decode()
    assert html.count('<option value="n/a">n/a Not applicable</option>') == 2


def test_without_an_objective_or_words_for_the_ratings_nothing_empty_is_shown(signed_in, long_scale, assessor):
    response = signed_in(assessor).get(address(long_scale))
    assert [row.item for row in response.context["sheet"].rows] == ["1", "confidence", "comment", "scope"]
    empty = re.findall(r"<(?:p|dd|dl|ul)\b([^>]*)>\s*</", response.content.decode())
    assert [one for one in empty if "data-" not in one and "presence" not in one] == []  # but for what scripts fill


# --- a page that was opened under another framework version -----------------------------------------------------------
@pytest.mark.parametrize(("element", "onward"), [("D1.1", "Open D1.1 as it is now"), ("D2.1", "D2.1 is gone")])
def test_sheet_from_before_an_upgrade_is_refused_with_all_that_was_typed(
    signed_in, assessment, assessor, manager, element, onward
):
    seen = assessment.version.uuid
    newer = make_version(changed_definition())
    upgrade_assessment(assessment_uuid=assessment.uuid, to=newer, snapshot_name="Before", by=manager)
    before = everything_stored()
    data = sheet(i1=("4", "Seen <here>", 0), objective="full", comment="At length\nand more") | {
        "framework_version": seen
    }
    response = signed_in(assessor).post(address(assessment, element), data)
    text = text_of(response)
    assert (response.status_code, everything_stored()) == (409, before)
    assert headings(response) == ["Not saved: the framework version has changed"]
    assert f"The organisation does 1 of {element}. 4 Managed: Seen <here>" in text
    assert "Comment At length and more" in text
    assert onward in text


def test_sheet_of_nowhere_is_not_found_whatever_it_says(signed_in, assessment, assessor):
    assert signed_in(assessor).post(address(assessment, "D9.9"), sheet(i1="3")).status_code == 404
