"""An upgrade beside saves, another upgrade and an approval, each on a connection of its own."""

from collections import Counter
from dataclasses import replace

import pytest

from assessments.access import WrongStateError
from assessments.actions.answers import GivenAnswer, OtherVersionError, save_answer
from assessments.actions.approval import sign_off
from assessments.actions.upgrades import NotAnUpgradeError, restore_snapshot, upgrade_assessment
from assessments.models import Answer, AnswerChange, Snapshot
from tests.assessments.actions.test_answers_races import all_at_once, assert_scores_follow_from_rows
from tests.assessments.versions import changed_definition
from tests.assessments.views.conftest import answer_everything
from tests.definitions import tiny_definition
from tests.factories import make_version

pytestmark = pytest.mark.django_db(transaction=True)


def upgrader(assessment, to, by):
    def upgrade() -> str:
        upgrade_assessment(assessment_uuid=assessment.uuid, to=to, snapshot_name="Before", by=by)
        return "upgraded"

    return upgrade


def saver(assessment, by, item, value, seen):
    def save() -> str:
        save_answer(
            assessment_uuid=assessment.uuid,
            element_code="D3.1",
            item=item,
            given=GivenAnswer(value, "", 1),
            by=by,
            framework_version=seen.uuid,
        )
        return "saved"

    return save


@pytest.mark.parametrize("attempt", range(6))
def test_saves_beside_an_upgrade_come_before_it_or_are_refused(assessment, assessor, team_mate, manager, attempt):
    """Never under the newer version with the older one's meaning: there rating 4 is cleared, a saved 2 carried."""
    answer_everything(assessment, assessor)
    newer, seen = make_version(changed_definition()), assessment.version
    jobs = [saver(assessment, (assessor, team_mate)[number % 2], str(number + 1), "2", seen) for number in range(3)]
    jobs.insert(attempt % 4, upgrader(assessment, newer, manager))
    outcomes = Counter(all_at_once(jobs))
    assert outcomes["upgraded"] == 1
    assert outcomes["saved"] + outcomes[OtherVersionError.__name__] == 3
    saved = set(Answer.objects.filter(assessment=assessment, element="D3.1", value="2").values_list("item", flat=True))
    assert len(saved) == outcomes["saved"]
    assert sum(answer[2] == "2" for answer in Snapshot.objects.get().answers) == outcomes["saved"]
    assert_scores_follow_from_rows(assessment)
    assert assessment.version == newer


def test_of_two_upgrades_at_once_one_is_done(assessment, assessor, manager):
    answer_everything(assessment, assessor)
    newer = make_version(changed_definition())
    outcomes = all_at_once([upgrader(assessment, newer, manager)] * 3)
    assert Counter(outcomes) == {"upgraded": 1, NotAnUpgradeError.__name__: 2}
    assert Snapshot.objects.count() == 1
    assert_scores_follow_from_rows(assessment)


@pytest.mark.parametrize("attempt", range(3))
def test_upgrade_and_approval_at_once_leave_a_whole_result(assessment, assessor, manager, attempt):
    answer_everything(assessment, assessor)
    newer = make_version(replace(tiny_definition(), version="1.1"))

    def approve() -> str:
        sign_off(assessment_uuid=assessment.uuid, by=manager)
        return "approved"

    outcomes = Counter(all_at_once([upgrader(assessment, newer, manager), approve]))
    assert outcomes["approved"] == 1
    assert outcomes["upgraded"] + outcomes[WrongStateError.__name__] == 1
    assessment.refresh_from_db()
    assert Snapshot.objects.get(kind=Snapshot.Kind.APPROVAL).version == assessment.version
    assert_scores_follow_from_rows(assessment)


@pytest.mark.parametrize("attempt", range(3))
def test_saves_beside_the_way_back_come_before_it_or_are_refused(assessment, assessor, manager, attempt):
    answer_everything(assessment, assessor)
    before = Answer.objects.filter(assessment=assessment).exclude(value="").count()
    newer = make_version(changed_definition())
    upgrader(assessment, newer, manager)()
    snapshot = Snapshot.objects.get()

    def restore() -> str:
        restore_snapshot(assessment_uuid=assessment.uuid, snapshot_uuid=snapshot.uuid, by=manager)
        return "restored"

    def save() -> str:
        given = GivenAnswer("3", "", 0)
        place = {"assessment_uuid": assessment.uuid, "element_code": "D2.2", "item": "2", "by": assessor}
        save_answer(**place, given=given, framework_version=newer.uuid)
        return "saved"

    outcomes = Counter(all_at_once([save, restore]))
    assert outcomes["restored"] == 1
    assert outcomes["saved"] + outcomes[OtherVersionError.__name__] == 1
    assert Answer.objects.filter(assessment=assessment).exclude(value="").count() == before
    assert_scores_follow_from_rows(assessment)
    for row in Answer.stored.filter(assessment=assessment):
        assert AnswerChange.objects.filter(answer=row).count() == row.version
