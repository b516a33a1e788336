"""What the stories of printed documents share."""

import datetime

import pytest
from django.utils import timezone

from assessments.actions.approval import sign_off
from assessments.models import Assessment
from organisations.models import User
from tests.factories import make_assessment, rate_all


@pytest.fixture
def rated(assessment: Assessment, assessor: User) -> Assessment:
    """The assessment with every rating 2 and every objective half achieved: 100 × (0.7 × 25 % + 0.3 × 50 %) = 32.5."""
    rate_all(assessment, 2, by=assessor)
    assessment.refresh_from_db()
    return assessment


@pytest.fixture
def cycle(organisation, version, manager, assessor):
    """Make a cycle: everything rated alike, some days ago, approved or not, of another version or unit if asked."""

    def make(title, rating, *, approved=True, days=0, of=None, unit=None):
        made = make_assessment(organisation, of or version, by=manager, assessors=[assessor], title=title)
        created = timezone.now() - datetime.timedelta(days=days)
        Assessment.objects.filter(pk=made.pk).update(created_at=created, period=title, unit=unit)
        rate_all(made, rating, by=assessor)
        if approved:
            sign_off(assessment_uuid=made.uuid, by=manager)
            Assessment.objects.filter(pk=made.pk).update(approved_at=created)
            made.snapshots.update(taken_at=created)
        return Assessment.objects.get(pk=made.pk)

    return make
