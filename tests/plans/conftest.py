"""What the stories of plans share."""

import pytest

from assessments.models import Assessment, Assignment
from organisations.models import User
from plans.actions.actions import add_action
from plans.models import Action
from tests.factories import rate_all
from tests.plans.making import given


@pytest.fixture
def rated(assessment: Assessment, assessor: User) -> Assessment:
    """The assessment with every rating 2 and every objective half achieved: 100 × (0.7 × 25 % + 0.3 × 50 %) = 32.5."""
    rate_all(assessment, 2, by=assessor)
    assessment.refresh_from_db()
    return assessment


@pytest.fixture
def lead(rated: Assessment, team_mate: User) -> User:
    """The team-mate, who leads the team."""
    Assignment.objects.filter(assessment=rated, user=team_mate).update(is_lead=True)
    return team_mate


@pytest.fixture
def action(rated: Assessment, manager: User, assessor: User) -> Action:
    """An action that the assessor owns: D2.1 from 25 % to 75 %, 20 × 0.7 × 0.5 = 7 points, due in May."""
    return add_action(assessment_uuid=rated.uuid, given=given(owner=assessor), by=manager)
