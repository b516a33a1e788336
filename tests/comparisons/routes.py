"""The addresses of the comparisons app for the walk over all of them (``tests/cxmaturity/test_url_walk.py``)."""

import uuid

from assessments.models import Assessment
from organisations.models import User

TABLE = """
                                            anonymous  assessor   team_mate  manager    admin      stranger
GET  comparisons:portfolio-list             sign-in    200        200        200        200        200
GET  comparisons:portfolio-table            sign-in    200        200        200        200        200
GET  comparisons:comparison-detail          sign-in    200        200        200        200        200
GET  comparisons:comparison-table           sign-in    404        404        404        404        404
GET  comparisons:comparison-picture         sign-in    404        404        404        404        404
GET  comparisons:trend-detail               sign-in    200        200        200        404        404
GET  comparisons:trend-table                sign-in    200        200        200        404        404
GET  comparisons:movement-table             sign-in    404        404        404        404        404
GET  comparisons:rollup-detail              sign-in    403        403        200        404        404
GET  comparisons:rollup-table               sign-in    403        403        404        404        404
"""
POSTED: dict[str, dict[str, str]] = {}
MISSING: dict[str, uuid.UUID] = {}


def places(assessment: Assessment, manager: User) -> dict[str, object]:
    """What stands in these addresses where no other app's stand for it, by argument."""
    return {}
