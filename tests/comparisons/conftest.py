import datetime

import pytest
from django.utils import timezone

from assessments.actions.approval import sign_off
from assessments.models import Assessment
from tests.factories import make_assessment, rate_all


@pytest.fixture
def cycle(organisation, version, manager, assessor):
    """Make a cycle: what is rated alike, approved or not, some days ago, of a unit or the whole."""

    def make(title, rating, *, unit=None, approved=True, days=0, of=None):
        assessment = make_assessment(organisation, of or version, by=manager, assessors=[assessor], title=title)
        created = timezone.now() - datetime.timedelta(days=days)
        Assessment.objects.filter(pk=assessment.pk).update(unit=unit, created_at=created, period=title)
        rate_all(assessment, rating, by=assessor)
        if approved:
            sign_off(assessment_uuid=assessment.uuid, by=manager)
            Assessment.objects.filter(pk=assessment.pk).update(approved_at=created)
            assessment.snapshots.update(taken_at=created)
        return Assessment.objects.get(pk=assessment.pk)

    return make


@pytest.fixture
def as_manager(client, manager, organisation):
    client.force_login(manager)
    return client
