"""The addresses of the planner app for the walk over all of them (``tests/cxmaturity/test_url_walk.py``)."""

import uuid

from assessments.models import Assessment
from organisations.models import User
from planner.models import Scenario

TABLE = """
                                            anonymous  assessor   team_mate  manager    admin      stranger
GET  planner:step-list                      sign-in    200        200        200        404        404
GET  planner:step-table                     sign-in    200        200        200        404        404
GET  planner:what-if                        sign-in    200        200        200        404        404
POST planner:what-if                        sign-in    200        200        200        404        404
GET  planner:plan-best                      sign-in    200        200        200        404        404
GET  planner:effort-edit                    sign-in    403        403        200        404        404
POST planner:effort-edit                    sign-in    403        403        422        404        404
GET  planner:scenario-list                  sign-in    200        200        200        404        404
GET  planner:scenario-table                 sign-in    200        200        200        404        404
GET  planner:scenario-remove                sign-in    403        403        200        404        404
POST planner:scenario-remove                sign-in    403        403        moved      404        404
"""
POSTED: dict[str, dict[str, str]] = {}
MISSING: dict[str, uuid.UUID] = {"scenario_uuid": uuid.uuid4()}


def places(assessment: Assessment, manager: User) -> dict[str, object]:
    """What stands in these addresses where no other app's stand for it, by argument."""
    scenario = Scenario.objects.create(
        assessment=assessment, version=assessment.version, name="First", moves=[["D1.1", "1", "5"]], by=manager
    )
    return {"scenario_uuid": scenario.uuid}
