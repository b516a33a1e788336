"""The addresses of the benchmarking app for the walk over all of them (``tests/cxmaturity/test_url_walk.py``)."""

import uuid

from assessments.models import Assessment
from organisations.models import User

TABLE = """
                                            anonymous  assessor   team_mate  manager    admin      stranger
GET  benchmarking:benchmark-detail          sign-in    200        200        200        404        404
GET  benchmarking:benchmark-picture         sign-in    404        404        404        404        404
GET  benchmarking:benchmark-table           sign-in    404        404        404        404        404
GET  benchmarking:participation-edit        sign-in    403        403        200        404        404
POST benchmarking:participation-edit        sign-in    403        403        422        404        404
POST benchmarking:participation-leave       sign-in    403        403        moved      404        404
"""
POSTED: dict[str, dict[str, str]] = {}
MISSING: dict[str, uuid.UUID] = {}


def places(assessment: Assessment, manager: User) -> dict[str, object]:
    """What stands in these addresses where no other app's stand for it, by argument."""
    return {"group": "all"}
