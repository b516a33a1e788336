import pytest

from assessments.actions.approval import approve_assessment
from assessments.actions.workflow import submit_for_review
from assessments.answersheet import stored_result
from assessments.models import Assessment
from targets.reading import current_target, goals_of, target_to_meet
from tests.factories import make_assessment, rate_all
from tests.targets.conftest import aim

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(scored, manager, organisation, version, assessor, team_mate) -> Assessment:
    """The next cycle, after the first was approved with a target; scored by the team-mate alone."""
    aim(scored, manager, points="60")
    submit_for_review(assessment_uuid=scored.uuid, by=manager)
    approve_assessment(assessment_uuid=scored.uuid, by=manager)
    later = make_assessment(organisation, version, by=manager, assessors=[team_mate], title="2027 self-assessment")
    rate_all(later, 4, by=team_mate)
    later.refresh_from_db()
    return later


def test_last_version_is_the_one_that_holds(scored, manager):
    assert current_target(scored) is None
    aim(scored, manager)
    second = aim(scored, manager, number=1, points="70")
    assert current_target(scored) == second


def test_reading_is_one_query(scored, manager, django_assert_num_queries):
    aim(scored, manager)
    aim(scored, manager, number=1)
    with django_assert_num_queries(1):
        target = current_target(scored)
        assert (target.by, target.version.number) == (manager, "1.0")


def test_next_cycle_is_to_meet_the_target_of_the_one_before(second, scored):
    assert current_target(second) is None
    target = target_to_meet(second, Assessment.objects.all())
    assert target == current_target(scored)
    definition = second.version.definition()
    total = goals_of(target, definition, stored_result(second, definition)).total
    assert (str(total.now), str(total.points), total.standing) == ("67.50", "67.50", "over")


def test_own_target_comes_first(second, manager):
    own = aim(second, manager, points="80")
    assert target_to_meet(second, Assessment.objects.all()) == own


def test_target_of_a_cycle_that_may_not_be_seen_is_none(second, team_mate, assessor, scored):
    scored.assignments.filter(user=team_mate).delete()
    assert target_to_meet(second, Assessment.objects.visible_to(team_mate)) is None
