"""An approved result restated under a newer version: beside the original, marked, and never stored."""

from dataclasses import replace

import pytest
from django.urls import reverse

from assessments.actions.approval import sign_off
from assessments.models import Snapshot
from frameworks.actions.versions import retire_version
from tests.assessments.versions import changed_definition
from tests.assessments.views.conftest import everything_stored
from tests.definitions import tiny_definition
from tests.factories import make_version
from tests.pages import headings, link_targets, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def approved(answered, manager):
    sign_off(assessment_uuid=answered.uuid, by=manager)
    answered.refresh_from_db()
    return answered


@pytest.fixture
def newer(version):
    return make_version(changed_definition())


def page(assessment, number="1.1") -> str:
    return reverse("assessments:restated-detail", args=[assessment.uuid, number])


def test_original_and_restated_stand_side_by_side(signed_in, approved, newer, assessor):
    response = signed_in(assessor).get(page(approved))
    text = text_of(response)
    assert headings(response) == ["Restated under version 1.1"]
    assert "This is not the approved result." in text
    assert "Total 67.50 of 100 4 Managed 67.5 % 10.50 of 100 1 Initial 10.5 %" in text
    assert "11 answers are cleared" in text


def test_nothing_is_stored_and_the_original_stays(signed_in, approved, newer, manager):
    before = everything_stored()
    client = signed_in(manager)
    client.get(page(approved))
    client.get(page(approved) + "result.json")
    assert everything_stored() == before


def test_json_is_marked_and_holds_the_stored_result(signed_in, approved, newer, assessor):
    data = signed_in(assessor).get(page(approved) + "result.json").json()
    assert (data["framework"], data["framework_version"], data["restated_under"]) == ("tiny", "1.0", "1.1")
    assert data["original"] == Snapshot.objects.get().result
    assert data["restated"]["total"]["points"] == "10.50"
    assert data["cleared"][0] == {"element": "D1.1", "item": "1", "value": "4", "why": "scale"}
    assert data["new_elements"] == ["D2.2"]
    assert data["gone"] == ["D2.1", "D3.1/4"]


def test_identical_version_restates_the_same_figures(signed_in, approved, assessor):
    make_version(replace(tiny_definition(), version="1.1"))
    data = signed_in(assessor).get(page(approved) + "result.json").json()
    assert data["restated"] == data["original"]
    assert (data["cleared"], data["lost"], data["gone"]) == ([], [], [])


def test_approved_assessment_leads_there_retired_versions_too(signed_in, approved, newer, assessor):
    retire_version(version=newer)
    address = reverse("assessments:assessment-detail", args=[approved.uuid])
    assert page(approved) in link_targets(signed_in(assessor).get(address))
    assert signed_in(assessor).get(page(approved)).status_code == 200


def test_open_one_is_upgraded_instead(signed_in, answered, newer, assessor):
    assert signed_in(assessor).get(page(answered)).url == reverse("assessments:assessment-detail", args=[answered.uuid])
    assert signed_in(assessor).get(page(answered) + "result.json").status_code == 404


@pytest.mark.parametrize("number", ["1.0", "0.9", "7.7", "x"])
def test_versions_that_are_not_newer_and_published_are_not_found(signed_in, approved, newer, assessor, number):
    make_version(replace(tiny_definition(), version="0.9"))
    assert signed_in(assessor).get(page(approved, number)).status_code == 404


def test_stranger_finds_nothing(signed_in, approved, newer, stranger):
    assert signed_in(stranger).get(page(approved)).status_code == 404
    assert signed_in(stranger).get(page(approved) + "result.json").status_code == 404


def test_page_costs_five_queries(signed_in, approved, newer, assessor, django_assert_num_queries):
    client = signed_in(assessor)
    client.get(page(approved))
    with django_assert_num_queries(5):  # session, person, assessment, versions, snapshot
        client.get(page(approved))
