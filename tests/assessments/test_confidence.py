"""How many points rest on each grade of evidence confidence."""

from dataclasses import replace
from decimal import Decimal

import pytest

from assessments.actions.answers import GivenAnswer, save_answer
from assessments.answersheet import stored_result
from assessments.confidence import (
    Confidence,
    Support,
    confidence_from_json,
    confidence_of,
    confidence_to_json,
    rest_on,
)
from assessments.models import Assessment, Snapshot
from assessments.scoring import ElementAnswers, score
from tests.definitions import ladder_definition, tiny_definition
from tests.factories import rate_all

TINY = tiny_definition()
# 70 % of the rating's percentage, 30 % of the objective's: 5 and “full” are everything.
BEST = {
    element.code: ElementAnswers({one.number: 5 for one in element.indicators}, "full") for element in TINY.elements
}


def points(**given: int | str) -> dict[str, Decimal]:
    return {grade: Decimal(f"{given.get(grade or 'none', 0)}.00") for grade in ("", "stated", "documented", "verified")}


def test_every_point_rests_on_the_grade_of_its_element():
    grades = {"D1.1": "stated", "D1.2": "verified", "D3.1": "documented", "E1": "verified"}
    found = rest_on(TINY, score(TINY, BEST), grades)
    assert found.overall == Support(points(stated=10, verified=10, documented=60, none=20))
    assert found.dimensions == {
        "D1": Support(points(stated=10, verified=10)),
        "D2": Support(points(none=20)),
        "D3": Support(points(documented=60)),
    }
    assert found.grades == grades
    assert (found.of_element("D1.1"), found.of_element("D2.1")) == ("stated", "")


def test_sum_is_the_totals_points_whatever_is_answered():
    answers = {"D1.1": ElementAnswers({1: 2, 2: 3}), "D3.1": ElementAnswers({1: 4, 2: "n/a"}, "partial")}
    result = score(TINY, answers)
    assert rest_on(TINY, result, {"D1.1": "stated"}).overall.total == result.total.points


def test_excluded_element_adds_nothing():
    answers = BEST | {"D3.1": replace(BEST["D3.1"], excluded=True)}
    found = rest_on(TINY, score(TINY, answers), {"D3.1": "verified"})
    assert found.overall == Support(points(none=40))


def test_rung_that_does_not_count_is_in_its_dimension_and_not_in_the_whole():
    ladder = ladder_definition()
    answers = {"R1.1": ElementAnswers({1: 1}), "R2.1": ElementAnswers({1: 5})}
    result = score(ladder, answers)
    found = rest_on(ladder, result, {"R2.1": "verified"})
    assert found.overall.total == result.total.points == 0
    assert found.dimensions["R2"] == Support(points(verified=10))


def test_share_has_one_decimal_and_is_none_where_there_is_nothing():
    support = Support(points(stated=1, verified=2))
    assert [support.percent(grade) for grade in ("stated", "verified", "")] == [
        Decimal("33.3"),
        Decimal("66.7"),
        Decimal("0.0"),
    ]
    assert Support(points()).percent("stated") is None
    assert Support(points(stated=1, documented=2, verified=4)).supported == 6


def test_grade_of_an_element_that_the_version_no_longer_has_is_left_out():
    assert rest_on(TINY, score(TINY, BEST), {"D9.9": "verified"}).grades == {}


def test_json_comes_back_as_it_was():
    found = rest_on(TINY, score(TINY, BEST), {"D1.1": "stated"})
    assert confidence_from_json(confidence_to_json(found)) == found


def give_grade(assessment: Assessment, by, grade: str, element: str = "D1.1") -> None:
    row = assessment.answers.get(element=element, item="confidence")
    given = GivenAnswer(grade, "", row.version)
    save_answer(assessment_uuid=assessment.uuid, element_code=element, item="confidence", given=given, by=by)


@pytest.mark.django_db
def test_open_assessment_rests_on_its_own_grades(assessment, assessor):
    rate_all(assessment, 5, by=assessor)
    give_grade(assessment, assessor, "documented")
    assessment.refresh_from_db()
    found = asked(assessment)
    assert found.grades == {"D1.1": "documented"}
    assert found.overall.points["documented"] == Decimal("8.50")


@pytest.mark.django_db
def test_approved_assessment_rests_on_what_was_frozen(assessment, assessor):
    rate_all(assessment, 5, by=assessor)
    give_grade(assessment, assessor, "verified")
    assessment.refresh_from_db()
    frozen = asked(assessment)
    approve(assessment, assessor, {"confidence": confidence_to_json(frozen)})
    assessment.answers.filter(item="confidence").update(value="stated")
    assert asked(assessment) == frozen


def asked(assessment: Assessment) -> Confidence:
    definition = assessment.version.definition()
    return confidence_of(assessment, definition, stored_result(assessment, definition))


def approve(assessment: Assessment, by, surroundings: dict) -> None:
    Assessment.objects.filter(pk=assessment.pk).update(state="approved")
    assessment.refresh_from_db()
    Snapshot.objects.create(
        assessment=assessment,
        kind=Snapshot.Kind.APPROVAL,
        version=assessment.version,
        document={},
        result={},
        names={},
        surroundings=surroundings,
        taken_by=by,
    )
