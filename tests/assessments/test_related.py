"""Which version of the related framework an assessment points at, and whose work with it."""

import datetime

import pytest
from django.utils import timezone

from assessments.related import related_version, related_work
from frameworks.actions.versions import retire_version
from tests.definitions import rich_definition, tiny_definition
from tests.factories import make_assessment, make_version

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def scan(organisation, manager):
    """An assessment whose framework is related to the tiny one."""
    version = make_version(rich_definition(framework="scan", related_framework="tiny"))
    return make_assessment(organisation, version, by=manager)


def test_open_assessment_points_at_the_newest_version_in_use(scan, version):
    newer = make_version(tiny_definition(version="2.0"))
    assert related_version(scan) == newer
    retire_version(version=newer)
    assert related_version(scan) == version


def test_approved_assessment_points_at_the_version_of_its_day(scan, version):
    scan.approved_at = timezone.now()
    newer = make_version(tiny_definition(version="2.0"))
    retire_version(version=version)
    assert related_version(scan) == version
    scan.approved_at = timezone.now()
    assert related_version(scan) == newer


def test_approved_assessment_that_was_before_all_versions_points_at_the_first(scan, version):
    make_version(tiny_definition(version="2.0"))
    scan.approved_at = timezone.now() - DAY
    assert related_version(scan) == version


def test_assessment_points_nowhere_without_the_other_framework(scan, db):
    assert related_version(scan) is None


def test_work_is_that_of_the_same_organisation_alone(scan, version, manager, stranger, other_assessment):
    assert related_work(scan, manager).assessment is None
    own = make_assessment(scan.organisation, version, by=manager)
    assert related_work(scan, manager).assessment == own
    assert related_work(scan, stranger).assessment is None
