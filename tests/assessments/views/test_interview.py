"""The interview sheet: what stands on it for an element, a dimension and a whole assessment."""

import re

import pytest
from django.urls import reverse

from assessments.actions.answers import GivenAnswer, save_answer
from tests.definitions import rich_definition
from tests.factories import make_assessment, make_version
from tests.pages import headings, text_of
from tests.shapes import LONG_SCALE, shaped

pytestmark = pytest.mark.django_db


def address(assessment, code=""):
    if code:
        return reverse("assessments:interview-sheet", args=[assessment.uuid, code])
    return reverse("assessments:interview-whole", args=[assessment.uuid])


def elements(response):
    return re.findall(r'<section class="interview" aria-labelledby="interview-([\w.]+)">', response.content.decode())


@pytest.fixture
def rich(organisation, manager, assessor):
    return make_assessment(organisation, make_version(rich_definition()), by=manager, assessors=[assessor])


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("D1.2", ["D1.2"]),
        ("E1", ["E1"]),
        ("D1", ["D1.1", "D1.2"]),
        ("E", ["E1"]),
        ("", ["D1.1", "D1.2", "D2.1", "D3.1", "E1"]),
    ],
)
def test_each_part_prints_its_elements(signed_in, rich, assessor, code, expected):
    response = signed_in(assessor).get(address(rich, code))
    assert elements(response) == expected
    assert headings(response) == ["Interview sheet"]


def test_sheet_has_what_is_asked_and_boxes_to_tick(signed_in, rich, assessor):
    response = signed_in(assessor).get(address(rich, "D1.1"))
    text = text_of(response)
    for words in (
        "Questions to ask Who decides?",
        "Evidence to ask for The plan, with its date. Minutes of the last meeting.",
        "Statement of objective D1.1 is achieved. Fully achieved Partially achieved Not yet achieved",
        "The organisation does 1 of D1.1. Look for a date. 1 2 3 4 5 n/a",
        "The organisation does 2 of D1.1. 1 2 3 4 5 n/a",
        "How well is this supported? Stated Documented Verified",
    ):
        assert words in text
    assert response.content.decode().count('class="box"') == 2 + 3 + 6 + 6 + 3


def test_nothing_that_anybody_answered_is_on_it(signed_in, rich, assessor):
    given = GivenAnswer("A comment.", "", 0)
    before = signed_in(assessor).get(address(rich, "D1.1")).content
    save_answer(assessment_uuid=rich.uuid, element_code="D1.1", item="comment", given=given, by=assessor)
    assert (
        signed_in(assessor).get(address(rich, "D1.1")).content.count(b"A comment.") == before.count(b"A comment.") == 0
    )


def test_enabler_is_asked_for_no_objective(signed_in, rich, assessor):
    assert "Statement of objective" not in text_of(signed_in(assessor).get(address(rich, "E1")))


def test_long_scale_is_written_rather_than_ticked(signed_in, organisation, manager, assessor):
    version = make_version(shaped(1, indicators=2, ratings=LONG_SCALE))
    long = make_assessment(organisation, version, by=manager, assessors=[assessor])
    values = [rating.value for rating in version.definition().ratings]
    response = signed_in(assessor).get(address(long))
    assert f"Rating, {min(values)} to {max(values)}:" in text_of(response)


def test_unknown_part_is_not_there(signed_in, rich, assessor):
    assert signed_in(assessor).get(address(rich, "D9")).status_code == 404


@pytest.mark.parametrize("code", ["D1.1", "D1", ""])
def test_sheet_costs_the_same_whatever_is_on_it(signed_in, rich, assessor, django_assert_num_queries, code):
    client = signed_in(assessor)
    with django_assert_num_queries(3):  # session, person, assessment
        client.get(address(rich, code))
