import pytest

from targets.models import Target, TargetProfile
from targets.reading import current_target
from tests.factories import make_assessment
from tests.pages import text_of
from tests.targets.conftest import aim
from tests.targets.views.test_target import browser, url

pytestmark = pytest.mark.django_db


def keep(assessment, manager, name: str = "Every branch"):
    return browser(manager).post(url("profile-list", assessment), {"name": name})


def test_empty_list_says_what_to_do_first(scored, manager):
    assert "Set a target first" in text_of(browser(manager).get(url("profile-list", scored)))


def test_target_is_kept_under_a_name_and_taken_over_elsewhere(scored, manager, organisation, version):
    aim(scored, manager)
    assert keep(scored, manager).status_code == 302
    profile = TargetProfile.objects.get()
    later = make_assessment(organisation, version, by=manager, title="2027")
    assert "Make “Every branch” the target" in text_of(browser(manager).get(url("profile-list", later)))
    browser(manager).post(url("profile-apply", later, profile.uuid), {"number": "0", "reason": "As last year."})
    assert (current_target(later).profile, current_target(later).reason) == ("Every branch", "As last year.")
    assert "from the profile “Every branch”" in text_of(browser(manager).get(url("target-detail", later)))


@pytest.mark.both_engines
@pytest.mark.parametrize(("name", "words"), [("", "required"), ("Every branch", "already"), ("x" * 101, "at most 100")])
def test_name_that_cannot_be_is_refused(scored, manager, name, words):
    aim(scored, manager)
    keep(scored, manager)
    answer = keep(scored, manager, name)
    assert (answer.status_code, words in text_of(answer), TargetProfile.objects.count()) == (422, True, 1)


def test_profile_in_place_of_a_target_needs_a_reason_and_the_newest_number(scored, manager):
    aim(scored, manager)
    keep(scored, manager)
    address = url("profile-apply", scored, TargetProfile.objects.get().uuid)
    without = browser(manager).post(address, {"number": "1"})
    stale = browser(manager).post(address, {"number": "0", "reason": "Again"})
    assert (without.status_code, stale.status_code, Target.objects.count()) == (422, 409, 1)
    assert "Somebody has set another target" in text_of(stale)
    assert browser(manager).post(address, {"number": "1", "reason": "Again"}).status_code == 302


def test_profile_is_removed(scored, manager):
    aim(scored, manager)
    keep(scored, manager)
    address = url("profile-remove", scored, TargetProfile.objects.get().uuid)
    assert browser(manager).get(address).status_code == 405
    assert browser(manager).post(address).status_code == 302
    assert TargetProfile.objects.count() == 0
    assert browser(manager).post(address).status_code == 404


@pytest.mark.parametrize("profiles", [1, 3])
def test_list_costs_the_same_however_many_there_are(scored, manager, profiles, django_assert_num_queries):
    aim(scored, manager)
    for number in range(profiles):
        keep(scored, manager, f"Profile {number}")
    client = browser(manager)
    client.get(url("profile-list", scored))
    with django_assert_num_queries(5):
        client.get(url("profile-list", scored))
