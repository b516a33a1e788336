"""What tests of plans make: an action as it is agreed on."""

import datetime
from decimal import Decimal

from assessments.access import visible_assessment
from assessments.models import Assessment
from assessments.moves import Move
from organisations.models import User
from plans.actions.actions import GivenAction

TODAY = datetime.date(2026, 11, 22)
RAISE_D2 = (Move("D2.1", "1", "4"),)


def given(title: str = "Map the journeys", **changes: object) -> GivenAction:
    """What is agreed on of an action, with anything of it changed."""
    facts: dict[str, object] = {
        "function": "marketing",
        "effort": Decimal(12),
        "due": datetime.date(2027, 5, 31),
        "moves": RAISE_D2,
    }
    return GivenAction(title, **facts | changes)  # type: ignore[arg-type]


def seen_by(user: User, assessment: Assessment) -> Assessment:
    """The assessment as read for this person."""
    return visible_assessment(user, assessment.uuid)
