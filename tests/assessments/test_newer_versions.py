"""Which versions come after which: by their numbers as people count them, and by their state."""

from dataclasses import replace

import pytest

from assessments.newer_versions import is_newer, newer_of, published_after, upgrades_of
from frameworks.actions.versions import reinstate_version, retire_version
from frameworks.models import FrameworkVersion
from tests.definitions import tiny_definition
from tests.factories import make_version

ASCENDING = ["0.9", "1.0", "1.0.1", "1.2", "1.9", "1.10", "1.10.1", "2", "2.0.9", "2.1", "10.0"]


@pytest.fixture
def stored(version):
    """Versions of the small framework in a mixed order beside 1.0, and another framework's."""
    for number in ("1.10", "0.9", "1.2", "2.0"):
        make_version(tiny_definition(version=number))
    make_version(tiny_definition(framework="other", version="3.0"))
    make_version(tiny_definition(version="4.0"), published=False)
    return {one.number: one for one in FrameworkVersion.objects.all()}


def numbers(versions) -> list[str]:
    return [one.number for one in versions]


@pytest.mark.parametrize("place", range(len(ASCENDING)))
def test_number_is_newer_than_all_before_it_and_than_no_other(place):
    older = [number for number in ASCENDING if is_newer(ASCENDING[place], number)]
    assert older == ASCENDING[:place]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("0.9", ["2.0", "1.10", "1.2", "1.0"]),
        ("1.0", ["2.0", "1.10", "1.2"]),
        ("1.2", ["2.0", "1.10"]),
        ("1.10", ["2.0"]),
        ("2.0", []),
    ],
)
def test_newer_versions_come_newest_first_without_drafts_and_other_frameworks(stored, number, expected):
    assert numbers(upgrades_of(stored[number])) == expected
    assert numbers(published_after(stored[number])) == expected


def test_draft_has_newer_versions_like_any_other(stored):
    old = make_version(tiny_definition(version="1.1"), published=False)
    assert numbers(upgrades_of(old)) == ["2.0", "1.10", "1.2"]


def test_other_framework_has_versions_of_its_own(stored):
    make_version(tiny_definition(framework="other", version="3.1"))
    assert numbers(upgrades_of(stored["3.0"])) == numbers(published_after(stored["3.0"])) == ["3.1"]


def test_retired_version_is_restated_under_and_not_upgraded_to(stored):
    retire_version(version=stored["1.10"])
    assert numbers(upgrades_of(stored["1.0"])) == ["2.0", "1.2"]
    assert numbers(published_after(stored["1.0"])) == ["2.0", "1.10", "1.2"]
    reinstate_version(version=stored["1.10"])
    assert numbers(upgrades_of(stored["1.0"])) == ["2.0", "1.10", "1.2"]


def test_assessment_of_a_retired_version_goes_on_to_a_newer_one(stored):
    retire_version(version=stored["1.2"])
    assert numbers(upgrades_of(FrameworkVersion.objects.get(pk=stored["1.2"].pk))) == ["2.0", "1.10"]


def test_only_what_is_offered_is_taken(stored):
    offered = [stored[number] for number in ("0.9", "1.0", "3.0", "1.2", "4.0")]
    assert numbers(newer_of(stored["1.0"], offered)) == ["4.0", "1.2"]
    assert newer_of(stored["1.0"], []) == []


@pytest.mark.parametrize("of", [upgrades_of, published_after])
def test_one_query_brings_the_frameworks_along(stored, django_assert_num_queries, of):
    with django_assert_num_queries(1):
        assert {one.framework.slug for one in of(stored["0.9"])} == {"tiny"}


def test_order_of_publishing_does_not_matter(version):
    late = make_version(replace(tiny_definition(), version="0.5"))
    assert numbers(upgrades_of(late)) == ["1.0"]
    assert numbers(upgrades_of(version)) == []
