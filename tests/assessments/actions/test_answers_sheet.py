"""Saving all answers of an element at once, as the page does without JavaScript."""

import pytest
from django.http import Http404

from assessments.access import WrongStateError
from assessments.actions.answers import GivenAnswer, save_answer, save_sheet
from assessments.answersheet import assessment_answers, stored_result
from assessments.models import Answer, AnswerChange, Assessment
from assessments.scoring import score

pytestmark = pytest.mark.django_db


def give(value: str, version: int = 0, reason: str = "") -> GivenAnswer:
    return GivenAnswer(value, reason, version)


@pytest.fixture
def save(assessment, assessor):
    def saved(element="D1.1", by=assessor, **given):
        answers = {name.removeprefix("i"): answer for name, answer in given.items()}
        return save_sheet(assessment_uuid=assessment.uuid, element_code=element, given=answers, by=by)

    return saved


def by_mate(assessment, team_mate, item, value, version=0, reason=""):
    save_answer(
        assessment_uuid=assessment.uuid,
        element_code="D1.1",
        item=item,
        given=give(value, version, reason),
        by=team_mate,
    )


def values(assessment, element="D1.1"):
    rows = assessment.answers.filter(element=element).exclude(version=0)
    return {row.item: (row.value, row.version) for row in rows}


def test_changed_answers_are_saved_and_the_rest_left(save, assessment):
    outcome = save(i1=give("3"), i2=give(""), objective=give("full"), comment=give("Fine."), scope=give(""))
    assert outcome.saved == {"1", "objective", "comment"}
    assert (outcome.stale, outcome.invalid) == ({}, {})
    assert values(assessment) == {"1": ("3", 1), "objective": ("full", 1), "comment": ("Fine.", 1)}
    assert AnswerChange.objects.count() == 3


def test_scores_follow_from_all_of_them(save, assessment):
    save(i1=give("3"), i2=give("5"), objective=give("full"))
    assessment.refresh_from_db()
    definition = assessment.version.definition()
    fresh = score(definition, assessment_answers(assessment.answers.all()))
    assert stored_result(assessment, definition) == fresh
    assert assessment.points == fresh.total.points


def test_stale_and_invalid_ones_keep_no_other_back(save, assessment, team_mate):
    by_mate(assessment, team_mate, "1", "5")
    outcome = save(i1=give("2"), i2=give("n/a"), objective=give("full"))
    assert outcome.saved == {"objective"}
    assert outcome.stale["1"].current.value == "5"
    assert outcome.invalid == {"2": "Say why in a few words; it is saved as soon as there is a reason."}
    assert values(assessment) == {"1": ("5", 1), "objective": ("full", 1)}


def test_what_was_left_as_it_was_seen_is_no_conflict(save, assessment, team_mate):
    by_mate(assessment, team_mate, "1", "5")
    by_mate(assessment, team_mate, "1", "4", 1)
    by_mate(assessment, team_mate, "2", "1")
    outcome = save(i1=give("5", 1), i2=give(""), comment=give("Mine"))
    assert (outcome.saved, outcome.stale) == ({"comment"}, {})
    assert values(assessment) == {"1": ("4", 2), "2": ("1", 1), "comment": ("Mine", 1)}


def test_version_that_never_was_is_stale(save, assessment, team_mate):
    by_mate(assessment, team_mate, "1", "5")
    assert set(save(i1=give("", 9)).stale) == {"1"}


def test_becoming_applicable_counts_before_becoming_not(save, assessment):
    save(i1=give("3"), i2=give("n/a", reason="No"))
    outcome = save(i1=give("n/a", 1, "No"), i2=give("4", 1, "No"))
    assert (outcome.saved, outcome.invalid) == ({"1", "2"}, {})
    assert values(assessment) == {"1": ("n/a", 2), "2": ("4", 2)}


def test_not_every_indicator_can_be_not_applicable_at_once(save, assessment):
    outcome = save(i1=give("n/a", reason="No"), i2=give("n/a", reason="No"))
    assert outcome.saved == {"1"}
    assert outcome.invalid == {
        "2": "Not every indicator can be “not applicable”. If D1.1 is out of scope, exclude it instead."
    }


def test_unknown_item_saves_nothing(save, assessment):
    with pytest.raises(Answer.DoesNotExist):
        save(i1=give("3"), i7=give("3"))
    assert values(assessment) == {}


def test_approved_assessment_is_frozen(save, assessment):
    Assessment.objects.update(state=Assessment.State.APPROVED)
    with pytest.raises(WrongStateError):
        save(i1=give("3"))


def test_stranger_finds_nothing(save, stranger):
    with pytest.raises(Http404):
        save(by=stranger, i1=give("3"))
