"""An assessment in which everything is answered alike, and targets for it."""

from decimal import Decimal

import pytest

from assessments.models import Assessment
from targets.actions.targets import GivenTarget, restate_target
from targets.asks import TOTAL, Ask, Scope
from targets.models import Target
from tests.factories import rate_all


@pytest.fixture
def scored(assessment, assessor) -> Assessment:
    """Every rating 3, every objective half achieved: 50 % of everything, Defined."""
    rate_all(assessment, 3, by=assessor)
    assessment.refresh_from_db()
    return assessment


def aim(
    assessment: Assessment, by, *, number: int = 0, points: str = "60", reason: str = "The board wants it."
) -> Target:
    """A target for the total."""
    asked = GivenTarget(Scope.TOTAL, {TOTAL: Ask(points=Decimal(points))}, reason=reason)
    return restate_target(assessment_uuid=assessment.uuid, given=asked, number=number, by=by)


def levels(**asked: int) -> GivenTarget:
    """A target of levels: ``D1_1=4``."""
    return GivenTarget(Scope.ELEMENTS, {code.replace("_", "."): Ask(level=number) for code, number in asked.items()})
