"""Saving one answer: what is stored, what is refused, and what it costs."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from assessments.access import WrongStateError
from assessments.actions.answers import (
    GivenAnswer,
    SavedAnswer,
    StaleAnswerError,
    save_answer,
)
from assessments.answersheet import assessment_answers, stored_result
from assessments.items import LONGEST_TEXT
from assessments.models import Answer, AnswerChange, Assessment
from assessments.scoring import score
from assessments.validity import InvalidAnswerError
from organisations.models import Membership

pytestmark = pytest.mark.django_db

Save = Callable[..., SavedAnswer]


@pytest.fixture
def save(assessment, assessor) -> Save:
    """Save an answer of the assessment, as the assessor and at the version that is stored, unless told otherwise."""

    def saved(element="D1.1", item="1", value="3", reason="", *, version=None, by=assessor) -> SavedAnswer:
        if version is None:
            version = Answer.objects.get(assessment=assessment, element=element, item=item).version
        given = GivenAnswer(value, reason, version)
        return save_answer(assessment_uuid=assessment.uuid, element_code=element, item=item, given=given, by=by)

    return saved


def stored(assessment: Assessment, element: str = "D1.1", item: str = "1") -> tuple[str, str, int]:
    answer = Answer.objects.get(assessment=assessment, element=element, item=item)
    return answer.value, answer.reason, answer.version


def scored_from_rows(assessment: Assessment):
    return score(assessment.version.definition(), assessment_answers(assessment.answers.all()))


def test_new_assessment_has_every_answer_empty(assessment):
    rows = assessment.answers.order_by("pk").values_list("element", "item")
    assert list(rows)[:11] == [
        ("D1.1", "1"),
        ("D1.1", "2"),
        ("D1.1", "objective"),
        ("D1.1", "scope"),
        ("D1.1", "confidence"),
        ("D1.1", "comment"),
        ("D1.2", "1"),
        ("D1.2", "2"),
        ("D1.2", "3"),
        ("D1.2", "objective"),
        ("D1.2", "scope"),
    ]
    assert list(rows)[-3:] == [("E1", "2"), ("E1", "confidence"), ("E1", "comment")]
    assert {stored(assessment, *row) for row in rows} == {("", "", 0)}


def test_save_stores_answer_author_and_version(save, assessment, assessor):
    saved = save(value="4")
    assert stored(assessment) == ("4", "", 1)
    answer = Answer.objects.get(pk=saved.answer.pk)
    assert (answer.changed_by, answer.changed_at) == (assessor, saved.answer.changed_at)


def test_save_moves_the_points_at_once(save, assessment):
    saved = save(value="5")
    assert saved.result.elements["D1.1"].points == Decimal("3.50")  # half of the indicators, 70 % of 10 points
    assessment.refresh_from_db()
    assert (assessment.points, assessment.maximum, assessment.complete) == (Decimal("3.50"), Decimal(100), False)
    assert stored_result(assessment, assessment.version.definition()) == saved.result == scored_from_rows(assessment)


def test_each_accepted_save_has_one_row_of_history(save, assessment, assessor, team_mate):
    save(value="2")
    save(value="n/a", reason="No shops", by=team_mate)
    save(value="")
    changes = AnswerChange.objects.filter(answer__assessment=assessment)
    assert list(changes.values_list("version", "value", "reason", "changed_by")) == [
        (1, "2", "", assessor.pk),
        (2, "n/a", "No shops", team_mate.pk),
        (3, "", "", assessor.pk),
    ]


def test_answer_can_be_taken_back(save, assessment):
    save(value="5")
    saved = save(value="")
    assert stored(assessment) == ("", "", 2)
    assert saved.result.elements["D1.1"].answered == 0


@pytest.mark.parametrize(
    ("item", "value", "reason"),
    [
        ("2", "1", ""),
        ("1", "n/a", "Not sold here"),
        ("1", "4", "A note that outlived its n/a"),
        ("objective", "full", ""),
        ("objective", "none", ""),
        ("comment", "Seen in two of five branches.\n\n“Good”, they say.", ""),
        ("scope", "excluded", "Nobody does this here"),
    ],
)
def test_every_kind_of_answer_is_stored_as_given(save, assessment, item, value, reason):
    save(item=item, value=value, reason=reason)
    assert stored(assessment, item=item) == (value, reason, 1)


@pytest.mark.parametrize(
    ("item", "value", "reason", "words"),
    [
        ("1", "6", "", "That is not an answer to choose here. Choose one of those shown."),
        ("1", "0", "", "That is not an answer to choose here. Choose one of those shown."),
        ("1", "full", "", "That is not an answer to choose here. Choose one of those shown."),
        ("objective", "3", "", "That is not an answer to choose here. Choose one of those shown."),
        ("scope", "n/a", "", "That is not an answer to choose here. Choose one of those shown."),
        ("1", "n/a", "", "Say why in a few words; it is saved as soon as there is a reason."),
        ("1", "n/a", " \n", "Say why in a few words; it is saved as soon as there is a reason."),
        ("scope", "excluded", "", "Say why in a few words; it is saved as soon as there is a reason."),
        ("comment", "zero\x00byte", "", "The text holds a character that can't be stored. Type it again."),
        ("1", "3", "lone \ud800", "The text holds a character that can't be stored. Type it again."),
        (
            "comment",
            "x" * (LONGEST_TEXT + 1),
            "",
            "This is longer than 10000 characters. Shorten it; what you typed is not saved yet.",
        ),
    ],
)
def test_what_is_no_answer_is_refused_in_words(save, assessment, item, value, reason, words):
    with pytest.raises(InvalidAnswerError) as refused:
        save(item=item, value=value, reason=reason)
    assert str(refused.value) == words
    assert stored(assessment, item=item) == ("", "", 0)
    assert not AnswerChange.objects.exists()


def test_last_indicator_cannot_become_not_applicable(save, assessment):
    save(item="1", value="n/a", reason="No")
    with pytest.raises(InvalidAnswerError) as refused:
        save(item="2", value="n/a", reason="No")
    assert str(refused.value) == (
        "Not every indicator can be “not applicable”. If D1.1 is out of scope, exclude it instead."
    )
    assert stored(assessment, item="2") == ("", "", 0)
    assessment.refresh_from_db()
    assert stored_result(assessment, assessment.version.definition()) == scored_from_rows(assessment)


def test_last_indicator_of_an_enabler_is_refused_in_its_own_words(save):
    save(element="E1", item="2", value="n/a", reason="No")
    with pytest.raises(InvalidAnswerError) as refused:
        save(element="E1", item="1", value="n/a", reason="No")
    assert str(refused.value) == "Not every indicator can be “not applicable”. Leave E1 without answers instead."


def test_enabler_moves_its_own_percentage_and_no_points(save, assessment):
    saved = save(element="E1", value="5")
    assert saved.result.enablers["E1"].percent == Decimal("50.0")
    assert (saved.result.total.points, saved.result.total.maximum) == (Decimal(0), Decimal(100))


def test_excluded_element_leaves_the_points_and_comes_back(save, assessment):
    save(value="5")
    excluded = save(item="scope", value="excluded", reason="Not done here").result
    assert (excluded.total.points, excluded.total.maximum) == (Decimal(0), Decimal(90))
    back = save(item="scope", value="", reason="Not done here").result
    assert (back.total.points, back.total.maximum) == (Decimal("3.50"), Decimal(100))


def test_stale_save_is_refused_with_both_answers(save, assessment, team_mate):
    save(value="4", by=team_mate)
    with pytest.raises(StaleAnswerError) as refused:
        save(value="2", version=0)
    current, given = refused.value.current, refused.value.given
    assert (current.value, current.version, current.changed_by) == ("4", 1, team_mate)
    assert given == GivenAnswer("2", "", 0)
    assert stored(assessment) == ("4", "", 1)
    assert AnswerChange.objects.count() == 1


def test_version_from_the_future_is_refused(save):
    with pytest.raises(StaleAnswerError):
        save(version=7)


def test_same_answer_again_is_no_change_and_tells_the_present_version(save, assessment, team_mate):
    save(value="4", by=team_mate)
    again = save(value="4", version=0)
    assert (again.answer.version, again.answer.changed_by) == (1, team_mate)
    assert again.result == scored_from_rows(assessment)
    assert AnswerChange.objects.count() == 1


def test_reason_alone_is_a_change(save, assessment):
    save(value="n/a", reason="No shops")
    save(value="n/a", reason="No shops at all")
    assert stored(assessment) == ("n/a", "No shops at all", 2)


def test_approved_assessment_is_frozen(save, assessment):
    Assessment.objects.filter(pk=assessment.pk).update(state=Assessment.State.APPROVED)
    with pytest.raises(WrongStateError):
        save()
    assert stored(assessment) == ("", "", 0)


def test_stranger_and_administrator_find_nothing(save, stranger, admin):
    for person in (stranger, admin):
        with pytest.raises(Http404):
            save(by=person)


def test_manager_who_is_not_assigned_may_not_score(save, manager):
    with pytest.raises(PermissionDenied):
        save(by=manager)


def test_who_has_left_the_organisation_finds_nothing(save, assessor):
    Membership.objects.filter(user=assessor).delete()
    with pytest.raises(Http404):
        save()


@pytest.mark.parametrize(("element", "item"), [("D9.9", "1"), ("D1.1", "3"), ("E1", "scope"), ("E1", "objective")])
def test_place_that_is_not_there(assessment, assessor, element, item):
    with pytest.raises(Answer.DoesNotExist):
        save_answer(
            assessment_uuid=assessment.uuid,
            element_code=element,
            item=item,
            given=GivenAnswer("3", "", 0),
            by=assessor,
        )


def test_save_touches_nothing_of_another_assessment(save, assessment, other_assessment):
    save(value="5")
    assert set(other_assessment.answers.values_list("value", "version")) == {("", 0)}
    before = other_assessment.element_scores
    other_assessment.refresh_from_db()
    assert other_assessment.element_scores == before


def test_save_runs_five_statements(save, assessment):
    save(value="1")  # the framework is in memory from here on
    with CaptureQueriesContext(connection) as queries:
        save(value="2", version=1)
    verbs = [query["sql"].split()[0] for query in queries.captured_queries]
    assert verbs == ["SAVEPOINT", "SELECT", "SELECT", "UPDATE", "INSERT", "UPDATE", "RELEASE"]
