"""Whose sheet a page shows, why it can only be read, where it leads on, and the confirming of what was taken over."""

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains

from assessments.models import Assessment
from assessments.workflow import Mode
from tests.factories import make_assessment

pytestmark = pytest.mark.django_db


def address(assessment, element="D1.1") -> str:
    return reverse("assessments:element-score", args=[assessment.uuid, element])


def test_own_sheet_is_said_to_be_ones_own(signed_in, organisation, version, manager, assessor):
    alone = make_assessment(organisation, version, by=manager, assessors=[assessor], mode=Mode.INDEPENDENT)
    response = signed_in(assessor).get(address(alone))
    assertContains(response, "Your own sheet: nobody else sees it until the round has ended.")
    alone.sheets.update(submitted_at=timezone.now())
    response = signed_in(assessor).get(address(alone))
    assert response.context["locked"] == "You have submitted your sheet. You can read it, and it stays as it is."


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("draft", "The scoring has not started yet. Whoever leads the team starts it."),
        ("scoring", ""),
        ("consensus", "The scoring has ended: the team agrees on its answers now, and here they can be read."),
        ("review", "The assessment is being reviewed: its answers change only if it is returned."),
        ("approved", ""),
    ],
)
def test_read_only_page_says_why(signed_in, assessment, assessor, state, words):
    Assessment.objects.update(state=state, approved_at=timezone.now() if state == "approved" else None)
    response = signed_in(assessor).get(address(assessment))
    assert (response.context["locked"], response.context["may_score"]) == (words, state == "scoring")


def test_elements_of_others_are_read_only(signed_in, assessment, assessor):
    assessment.assignments.filter(user=assessor).update(scope="D1.2")
    context = signed_in(assessor).get(address(assessment)).context
    assert context["locked"] == "You can read these answers. Other elements are assigned to you."
    assert context["next_open"].element.code == "D1.2"


def test_taken_over_answer_is_confirmed_without_javascript(signed_in, assessment, assessor):
    taken = assessment.answers.filter(element="D1.1", item__in=["1", "2"])
    taken.update(value="4", version=1, taken_over=True)
    client = signed_in(assessor)
    data = {
        f"{item}-{name}": value for item in "12" for name, value in (("value", "4"), ("reason", ""), ("version", 1))
    }
    place = {"framework_version": assessment.version.uuid}
    client.post(address(assessment), data | place | {"1-confirm": "yes"})
    marks = taken.order_by("item").values_list("item", "value", "version", "taken_over")
    assert list(marks) == [("1", "4", 2, False), ("2", "4", 1, True)]
