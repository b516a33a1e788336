import datetime
from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404

from assessments.access import BlindError
from organisations.models import Membership, Role
from targets.actions.targets import (
    GivenTarget,
    NoReasonError,
    StaleTargetError,
    aim_one_level_up,
    restate_target,
    set_target,
)
from targets.asks import TOTAL, Ask, AsksError, Scope
from targets.models import Target
from tests.assessments.rounds import make_round
from tests.factories import make_assessment, make_user
from tests.targets.conftest import aim, levels

pytestmark = pytest.mark.django_db
DUE = datetime.date(2027, 12, 31)


def test_target_is_kept_with_who_set_it_and_the_total_of_that_day(scored, manager):
    given = replace(levels(D1_1=4, D3_1=4), due_on=DUE, reason="  The board wants it. ")
    target = set_target(assessment_uuid=scored.uuid, given=given, by=manager)
    assert (target.number, target.scope, target.by, target.due_on) == (1, Scope.ELEMENTS, manager, DUE)
    assert (target.asks, target.reason) == ({"D1.1": {"level": 4}, "D3.1": {"level": 4}}, "The board wants it.")
    kept = Target.objects.get()
    assert (kept.points_then, kept.points_asked, kept.maximum_then) == (Decimal(50), Decimal(57), Decimal(100))
    assert (kept.version, kept.asked) == (scored.version, given.asks)


def test_one_level_up_asks_it_of_every_element(scored, manager):
    target = aim_one_level_up(assessment_uuid=scored.uuid, number=0, by=manager, due_on=DUE)
    assert {code: ask.level for code, ask in target.asked.items()} == dict.fromkeys(["D1.1", "D1.2", "D2.1", "D3.1"], 4)
    assert (target.points_asked, target.due_on, target.reason) == (Decimal("60.00"), DUE, "")


def test_restated_target_keeps_the_old_one(scored, manager):
    first = aim(scored, manager, points="60")
    second = aim(scored, manager, number=1, points="75", reason="We can do more.")
    assert list(Target.objects.values_list("number", "points_asked", "reason")) == [
        (2, Decimal(75), "We can do more."),
        (1, Decimal(60), "The board wants it."),
    ]
    assert (first.pk != second.pk, Target.objects.first()) == (True, second)


def test_target_that_was_read_before_another_was_set_is_refused(scored, manager):
    aim(scored, manager)
    for number in (0, 2):
        with pytest.raises(StaleTargetError):
            aim(scored, manager, number=number, points="70")
    with pytest.raises(StaleTargetError):
        set_target(assessment_uuid=scored.uuid, given=levels(D1_1=4), by=manager)
    assert Target.objects.count() == 1


@pytest.mark.parametrize("number", [0, 1])
def test_the_same_target_sent_twice_by_one_person_is_set_once(scored, manager, number):
    for before in range(number):
        aim(scored, manager, number=before, points="55")
    first = aim(scored, manager, number=number)
    assert aim(scored, manager, number=number) == first
    assert Target.objects.count() == number + 1


def test_what_somebody_else_has_set_is_told_even_where_it_is_the_same(scored, manager, organisation):
    colleague = make_user("Tariq Teammate")
    Membership.objects.create(organisation=organisation, user=colleague, role=Role.MANAGER)
    aim(scored, colleague)
    with pytest.raises(StaleTargetError):
        aim(scored, manager)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_target_is_restated_with_a_reason_alone(scored, manager, reason):
    aim(scored, manager, reason="")
    with pytest.raises(NoReasonError):
        aim(scored, manager, number=1, reason=reason)


def test_target_that_the_framework_has_no_place_for_is_refused(scored, manager):
    with pytest.raises(AsksError):
        set_target(assessment_uuid=scored.uuid, given=levels(D7_1=4), by=manager)
    with pytest.raises(AsksError):
        set_target(assessment_uuid=scored.uuid, given=GivenTarget(Scope.TOTAL, {TOTAL: Ask(level=9)}), by=manager)


def test_only_a_manager_sets_targets(scored, assessor, stranger, other_assessment):
    with pytest.raises(PermissionDenied):
        aim(scored, assessor)
    for assessment, person in ((scored, stranger), (other_assessment, assessor)):
        with pytest.raises(Http404):
            aim(assessment, person)
    assert Target.objects.count() == 0


def test_nothing_is_set_while_everybody_scores_alone(organisation, version, manager, assessor):
    blind = make_round(organisation, version, by=manager, assessors=[assessor])
    with pytest.raises(BlindError):
        aim(blind, manager)
    with pytest.raises(BlindError):
        aim_one_level_up(assessment_uuid=blind.uuid, number=0, by=manager)


def test_draft_without_an_answer_can_have_a_target(organisation, version, manager):
    draft = make_assessment(organisation, version, by=manager)
    target = aim_one_level_up(assessment_uuid=draft.uuid, number=0, by=manager)
    assert (target.points_then, target.points_asked) == (0, Decimal(20))


def test_no_number_is_there_twice(scored, manager):
    target = aim(scored, manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        Target.objects.create(
            assessment=scored,
            number=1,
            version=scored.version,
            scope=target.scope,
            points_then=0,
            points_asked=0,
            maximum_then=0,
            by=manager,
        )


def test_assessments_have_targets_of_their_own(scored, manager, organisation, version):
    other = make_assessment(organisation, version, by=manager, title="Another")
    assert [aim(one, manager).number for one in (scored, other)] == [1, 1]


def test_target_is_reckoned_from_the_answers_of_that_moment(scored, manager):
    restated = restate_target(assessment_uuid=scored.uuid, given=levels(D3_1=5), number=0, by=manager)
    assert (restated.points_then, restated.points_asked) == (Decimal(50), Decimal(68))
