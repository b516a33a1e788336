"""Which approved revision of a result can be read, and which cycle stands before it."""

import pytest
from django.http import Http404

from assessments.access import visible_assessment
from assessments.actions.approval import sign_off
from assessments.models import Assessment, Snapshot
from results.access import previous_cycle, readable_revision
from tests.factories import make_assessment, rate_all


@pytest.fixture
def approved(assessment, assessor, manager):
    rate_all(assessment, 3, by=assessor)
    sign_off(assessment_uuid=assessment.uuid, by=manager)
    return Assessment.objects.get(pk=assessment.pk)


@pytest.mark.parametrize("revision", [0, 2, 10**30])
def test_revision_that_was_never_approved_is_not_there(approved, revision):
    assert readable_revision(approved, 1).assessment == approved
    with pytest.raises(Http404):
        readable_revision(approved, revision)


def test_snapshot_of_another_kind_is_no_revision(approved):
    Snapshot.objects.filter(assessment=approved).update(kind=Snapshot.Kind.UPGRADE)
    with pytest.raises(Http404):
        readable_revision(approved, 1)


def test_last_cycle_is_told_to_who_manages_or_took_part(approved, organisation, version, manager, assessor, team_mate):
    later = make_assessment(organisation, version, by=manager, assessors=[assessor, team_mate], title="2027")
    approved.assignments.filter(user=team_mate).delete()
    found = [previous_cycle(one, visible_assessment(one, later.uuid)) for one in (manager, assessor, team_mate)]
    assert found == [approved, approved, None]
