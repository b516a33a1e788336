"""An assessment that is answered, for the planner's pages."""

import pytest

from assessments.models import Assessment
from tests.factories import rate_all


@pytest.fixture
def answered(assessment: Assessment, assessor) -> Assessment:
    """Everything rated 3, every objective half achieved."""
    rate_all(assessment, 3, by=assessor)
    return Assessment.objects.get(pk=assessment.pk)
