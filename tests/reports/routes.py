"""The addresses of the reports app for the walk over all of them (``tests/cxmaturity/test_url_walk.py``)."""

import uuid

from assessments.models import Assessment
from organisations.models import User

TABLE = """
                                            anonymous  assessor   team_mate  manager    admin      stranger
GET  reports:guide-detail                   sign-in    200        200        200        200        200
GET  reports:guide-download                 sign-in    200        200        200        200        200
GET  reports:report-download                sign-in    403        403        200        404        404
GET  reports:revision-report                sign-in    403        403        404        404        404
"""
POSTED: dict[str, dict[str, str]] = {}
MISSING: dict[str, uuid.UUID] = {}


def places(assessment: Assessment, manager: User) -> dict[str, object]:
    """What stands in these addresses where no other app's stand for it, by argument."""
    return {}
