import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from assessments.access import BlindError
from targets.actions.profiles import NameTakenError, apply_profile, remove_profile, save_profile
from targets.actions.targets import NoReasonError, StaleTargetError, set_target
from targets.asks import AsksError
from targets.models import Target, TargetProfile
from tests.assessments.rounds import make_round
from tests.definitions import make_category, make_dimension, make_element, tiny_definition
from tests.factories import make_assessment, make_version
from tests.targets.conftest import aim, levels

pytestmark = pytest.mark.django_db


@pytest.fixture
def profile(scored, manager) -> TargetProfile:
    set_target(assessment_uuid=scored.uuid, given=levels(D1_1=4, D3_1=5), by=manager)
    return save_profile(assessment_uuid=scored.uuid, name="Every branch", by=manager)


@pytest.fixture
def next_one(organisation, version, manager):
    return make_assessment(organisation, version, by=manager, title="2027 self-assessment")


def taken(assessment, profile, by, number=0, **more) -> Target:
    return apply_profile(assessment_uuid=assessment.uuid, profile_uuid=profile.uuid, number=number, by=by, **more)


def test_profile_keeps_what_was_asked_of_each_element(profile, organisation, version, manager):
    assert (profile.organisation, profile.framework, profile.by) == (organisation, version.framework, manager)
    assert profile.asks == {"D1.1": {"level": 4}, "D3.1": {"level": 5}}


def test_what_was_asked_of_the_total_is_kept_as_percentages(scored, manager):
    aim(scored, manager, points="60")
    profile = save_profile(assessment_uuid=scored.uuid, name="Sixty", by=manager)
    assert {code: ask["percent"] for code, ask in profile.asks.items()} == dict.fromkeys(
        ["D1.1", "D1.2", "D2.1", "D3.1"], "60"
    )


def test_profile_becomes_the_target_of_another_assessment(profile, next_one, manager):
    target = taken(next_one, profile, manager)
    assert (target.number, target.profile, target.asks) == (1, "Every branch", profile.asks)
    with pytest.raises(NoReasonError):
        taken(next_one, profile, manager, number=1)
    with pytest.raises(StaleTargetError):
        taken(next_one, profile, manager, number=0, reason="Again")
    assert taken(next_one, profile, manager, number=1, reason="Again").number == 2


def test_elements_that_a_version_no_longer_has_are_left_out(profile, organisation, manager):
    renamed = make_dimension("D3", make_element("D3.9", 60))
    categories = (tiny_definition().categories[0], make_category("P", 60, renamed))
    newer = make_version(tiny_definition(version="2.0", categories=categories))
    later = make_assessment(organisation, newer, by=manager, title="Later")
    assert taken(later, profile, manager).asks == {"D1.1": {"level": 4}}
    profile.asks = {"D3.1": {"level": 5}}
    profile.save()
    with pytest.raises(AsksError):
        taken(later, profile, manager, number=1, reason="Again")


def test_profiles_of_another_organisation_or_framework_are_not_there(
    profile, other_assessment, stranger, organisation, manager
):
    other = make_version(tiny_definition(framework="other"))
    elsewhere = make_assessment(organisation, other, by=manager, title="Elsewhere")
    for assessment, person in ((other_assessment, stranger), (elsewhere, manager)):
        with pytest.raises(Http404):
            taken(assessment, profile, person)
        with pytest.raises(Http404):
            remove_profile(assessment_uuid=assessment.uuid, profile_uuid=profile.uuid, by=person)
    assert TargetProfile.objects.count() == 1


def test_only_a_manager_keeps_takes_and_removes(profile, scored, assessor):
    with pytest.raises(PermissionDenied):
        save_profile(assessment_uuid=scored.uuid, name="Mine", by=assessor)
    with pytest.raises(PermissionDenied):
        taken(scored, profile, assessor, number=1, reason="Mine")
    with pytest.raises(PermissionDenied):
        remove_profile(assessment_uuid=scored.uuid, profile_uuid=profile.uuid, by=assessor)


def test_name_is_given_once(profile, scored, manager):
    with pytest.raises(NameTakenError):
        save_profile(assessment_uuid=scored.uuid, name="Every branch", by=manager)
    assert TargetProfile.objects.count() == 1


def test_without_a_target_there_is_nothing_to_keep(next_one, manager):
    with pytest.raises(Http404):
        save_profile(assessment_uuid=next_one.uuid, name="Nothing", by=manager)


def test_removed_profile_leaves_the_targets_that_were_taken_from_it(profile, next_one, manager):
    taken(next_one, profile, manager)
    remove_profile(assessment_uuid=next_one.uuid, profile_uuid=profile.uuid, by=manager)
    assert (TargetProfile.objects.count(), next_one.targets.get().profile) == (0, "Every branch")


def test_nothing_is_taken_over_while_everybody_scores_alone(profile, organisation, version, manager, assessor):
    blind = make_round(organisation, version, by=manager, assessors=[assessor])
    with pytest.raises(BlindError):
        taken(blind, profile, manager)
