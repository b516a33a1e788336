"""Agreeing: the middle in one go, single questions with words, and two leads at once."""

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, connections
from django.http import Http404

from assessments.access import WrongStateError
from assessments.actions.answers import GivenAnswer
from assessments.actions.approval import sign_off
from assessments.actions.consensus import agree_element, take_middle
from assessments.actions.workflow import IncompleteError, close_round, submit_for_review
from assessments.models import Answer, AnswerChange, Assignment, Source
from assessments.voices import team_of
from tests.assessments.rounds import agreed, fill_sheet, make_round


@pytest.fixture
def blind(organisation, version, manager, assessor, team_mate):
    return make_round(organisation, version, by=manager, assessors=[assessor, team_mate])


@pytest.fixture
def ended(blind, assessor, team_mate):
    """Everything a step apart but for D1.1: its first indicator far apart, its second called not applicable by one."""
    fill_sheet(blind, assessor, 3, but={("D1.1", "1"): "1", ("D1.1", "confidence"): "verified"})
    fill_sheet(
        blind,
        team_mate,
        4,
        but={("D1.1", "1"): "5", ("D1.1", "2"): ("n/a", "No shop"), ("D1.1", "confidence"): "stated"},
    )
    return blind


def sheets_now(assessment):
    return list(
        Answer.on_sheets.filter(assessment=assessment).order_by("pk").values("pk", "value", "reason", "version")
    )


def test_the_middle_is_taken_wherever_people_are_near(ended, manager):
    sheets = sheets_now(ended)
    outcome = take_middle(assessment_uuid=ended.uuid, by=manager)
    assert agreed(ended, "D1.1") == {"objective": "partial", "confidence": "stated"}
    assert agreed(ended, "D1.2") == {"1": "3", "2": "3", "3": "3", "objective": "partial"}
    assert len(outcome.saved) == 15  # 14 of the 16 questions are near, and one grade
    ended.refresh_from_db()
    # of D1.1 its objective alone: 30 % × 50 % of 10; and 50 % of the other 90
    assert (str(ended.points), ended.complete) == ("46.50", False)
    assert sheets_now(ended) == sheets


def test_history_says_consensus_and_who(ended, manager):
    take_middle(assessment_uuid=ended.uuid, by=manager)
    changes = AnswerChange.objects.filter(answer__sheet=None, answer__assessment=ended)
    assert {(one.source, one.changed_by, one.version) for one in changes} == {(Source.CONSENSUS, manager, 1)}


def test_taking_the_middle_again_changes_nothing(ended, manager):
    take_middle(assessment_uuid=ended.uuid, by=manager)
    assert take_middle(assessment_uuid=ended.uuid, by=manager).saved == set()


def test_what_is_agreed_already_is_left_alone(ended, manager):
    given = {"1": GivenAnswer("5", "We saw it on site", 0)}
    agree_element(assessment_uuid=ended.uuid, element_code="D1.2", given=given, by=manager)
    take_middle(assessment_uuid=ended.uuid, by=manager)
    assert agreed(ended, "D1.2")["1"] == "5"


def test_not_applicable_for_all_is_taken_with_everybodys_reason(blind, assessor, team_mate, manager):
    fill_sheet(blind, assessor, 3, but={("D1.1", "2"): ("n/a", "No shop")})
    fill_sheet(blind, team_mate, 3, but={("D1.1", "2"): ("n/a", "Online only")})
    take_middle(assessment_uuid=blind.uuid, by=manager)
    row = blind.answers.get(element="D1.1", item="2")
    assert (row.value, row.reason) == ("n/a", "Amal Assessor: No shop\nTom Teammate: Online only")


def test_an_exclusion_that_all_made_is_taken(blind, assessor, team_mate, manager):
    out = {("D2.1", "scope"): ("excluded", "No partners")}
    fill_sheet(blind, assessor, 3, but=out)
    fill_sheet(blind, team_mate, 3, but=out)
    take_middle(assessment_uuid=blind.uuid, by=manager)
    blind.refresh_from_db()
    assert (agreed(blind, "D2.1"), blind.complete) == ({"scope": "excluded"}, True)


def test_everything_agreed_can_be_submitted_and_approved(ended, manager):
    take_middle(assessment_uuid=ended.uuid, by=manager)
    with pytest.raises(IncompleteError):
        submit_for_review(assessment_uuid=ended.uuid, by=manager)
    given = {"1": GivenAnswer("2", "Only in two of five branches", 0), "2": GivenAnswer("4", "There is a shop", 0)}
    agree_element(assessment_uuid=ended.uuid, element_code="D1.1", given=given, by=manager)
    assert sign_off(assessment_uuid=ended.uuid, by=manager).result["total"]["complete"] is True


@pytest.mark.parametrize(
    ("element", "item", "value"),
    [("D1.1", "1", "1"), ("D1.1", "1", "3"), ("D1.1", "2", "3"), ("D1.2", "1", "4"), ("D1.2", "objective", "full")],
)
def test_beyond_the_tolerance_or_beside_the_middle_words_are_needed(ended, manager, element, item, value):
    place = {"assessment_uuid": ended.uuid, "element_code": element, "by": manager}
    refused = agree_element(**place, given={item: GivenAnswer(value, " ", 0)})
    assert (refused.saved, set(refused.invalid)) == (set(), {(element, item)})
    assert item not in agreed(ended, element)
    saved = agree_element(**place, given={item: GivenAnswer(value, "We talked it over", 0)})
    assert (saved.saved, saved.invalid) == ({(element, item)}, {})


def test_the_middle_within_the_tolerance_needs_no_words(ended, manager):
    saved = agree_element(
        assessment_uuid=ended.uuid, element_code="D1.2", given={"1": GivenAnswer("3", "", 0)}, by=manager
    )
    assert (saved.saved, saved.invalid) == ({("D1.2", "1")}, {})


def test_one_refused_answer_keeps_the_others_from_nothing(ended, manager):
    given = {"1": GivenAnswer("1", "", 0), "comment": GivenAnswer("We talked", "", 0)}
    outcome = agree_element(assessment_uuid=ended.uuid, element_code="D1.1", given=given, by=manager)
    assert (outcome.saved, set(outcome.invalid)) == ({("D1.1", "comment")}, {("D1.1", "1")})


def test_a_stale_answer_is_refused_with_the_one_that_stands(ended, manager):
    place = {"assessment_uuid": ended.uuid, "element_code": "D1.2", "by": manager}
    agree_element(**place, given={"1": GivenAnswer("3", "", 0)})
    outcome = agree_element(**place, given={"1": GivenAnswer("4", "Seen", 0)})
    assert (outcome.saved, outcome.stale["D1.2", "1"].value) == (set(), "3")


def test_what_was_left_as_seen_is_no_change(ended, manager):
    place = {"assessment_uuid": ended.uuid, "element_code": "D1.2", "by": manager}
    agree_element(**place, given={"1": GivenAnswer("3", "", 0)})
    outcome = agree_element(**place, given={"1": GivenAnswer("", "", 0), "2": GivenAnswer("3", "", 0)})
    assert (outcome.saved, outcome.stale) == ({("D1.2", "2")}, {})
    assert agreed(ended, "D1.2") == {"1": "3", "2": "3"}


@pytest.mark.parametrize("items", [{"9": GivenAnswer("3", "", 0)}, {"nothing": GivenAnswer("", "", 0)}])
def test_unknown_places_are_refused(ended, manager, items):
    with pytest.raises(Answer.DoesNotExist):
        agree_element(assessment_uuid=ended.uuid, element_code="D1.1", given=items, by=manager)


def test_who_only_scores_may_watch_and_not_decide(ended, assessor, stranger):
    for act in (take_middle, lambda **who: agree_element(element_code="D1.1", given={}, **who)):
        with pytest.raises(PermissionDenied):
            act(assessment_uuid=ended.uuid, by=assessor)
        with pytest.raises(Http404):
            act(assessment_uuid=ended.uuid, by=stranger)


def test_a_lead_decides(ended, assessor):
    Assignment.objects.filter(assessment=ended, user=assessor).update(is_lead=True)
    assert take_middle(assessment_uuid=ended.uuid, by=assessor).saved


def test_nobody_agrees_while_everybody_scores_alone(blind, manager):
    with pytest.raises(WrongStateError):
        take_middle(assessment_uuid=blind.uuid, by=manager)


def test_sheets_that_were_not_submitted_count_when_the_round_was_closed(blind, assessor, team_mate, manager):
    fill_sheet(blind, assessor, 3)
    fill_sheet(blind, team_mate, 5, only=["D1.1"], submit=False)
    close_round(assessment_uuid=blind.uuid, reason="Tom is ill", by=manager)
    blind.refresh_from_db()
    agreement = team_of(blind).agreement(blind.answers.all())
    assert [len(agreement.element(code).question("1").voices) for code in ("D1.1", "D1.2")] == [2, 1]


def test_who_left_the_team_unsubmitted_has_no_voice_when_the_round_ended_by_itself(blind, assessor, team_mate):
    fill_sheet(blind, team_mate, 5, only=["D1.1"], submit=False)
    Assignment.objects.filter(assessment=blind, user=team_mate).delete()
    fill_sheet(blind, assessor, 3)
    assert blind.state == "consensus"
    assert list(team_of(blind).names.values()) == ["Amal Assessor"]


@pytest.mark.django_db(transaction=True)
def test_two_leads_at_once_take_the_middle_once(ended, manager):
    outcomes = []

    def take():
        try:
            outcomes.append(len(take_middle(assessment_uuid=ended.uuid, by=manager).saved))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=take) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [0, 15]
    own = Answer.objects.filter(assessment=ended).exclude(version=0)
    assert set(own.values_list("version", flat=True)) == {1}
    assert AnswerChange.objects.filter(answer__in=own).count() == 15


@pytest.mark.django_db(transaction=True)
def test_two_leads_who_set_one_answer_at_once_do_not_overwrite_each_other(ended, manager):
    outcomes = []

    def agree(value):
        try:
            given = {"1": GivenAnswer(value, "We talked", 0)}
            outcomes.append(agree_element(assessment_uuid=ended.uuid, element_code="D1.1", given=given, by=manager))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=agree, args=[value]) for value in "24"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    won = next(one for one in outcomes if one.saved)
    lost = next(one for one in outcomes if not one.saved)
    assert won.saved == {("D1.1", "1")}
    assert lost.stale["D1.1", "1"].value == agreed(ended, "D1.1")["1"]


def test_one_transaction_for_all(ended, manager, monkeypatch):
    """What goes wrong in the middle of it leaves nothing behind."""

    def fail(*args, **kwargs):
        raise OSError("the disk is full")

    monkeypatch.setattr(AnswerChange.objects, "bulk_create", fail)
    with pytest.raises(OSError, match="full"):
        take_middle(assessment_uuid=ended.uuid, by=manager)
    assert agreed(ended, "D1.2") == {}
    assert connection.in_atomic_block
