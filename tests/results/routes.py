"""The addresses of the results app for the walk over all of them (``tests/cxmaturity/test_url_walk.py``)."""

import uuid

from assessments.models import Assessment
from organisations.models import User

TABLE = """
                                            anonymous  assessor   team_mate  manager    admin      stranger
GET  results:calibration-detail             sign-in    403        403        403        404        404
GET  results:chart-picture                  sign-in    404        404        404        404        404
GET  results:ledger-detail                  sign-in    200        200        200        404        404
GET  results:ledger-revision                sign-in    404        404        404        404        404
GET  results:ledger-revision-table          sign-in    404        404        404        404        404
GET  results:ledger-table                   sign-in    200        200        200        404        404
GET  results:overview-detail                sign-in    200        200        200        404        404
GET  results:result-detail                  sign-in    200        200        200        404        404
GET  results:trend-picture                  sign-in    404        404        404        404        404
GET  results:share-list                     sign-in    403        403        200        404        404
POST results:share-list                     sign-in    403        403        422        404        404
GET  results:share-open                     404        404        404        404        404        404
POST results:share-revoke                   sign-in    403        403        404        404        404
GET  results:revision-picture               sign-in    404        404        404        404        404
GET  results:revision-result                sign-in    404        404        404        404        404
"""
POSTED: dict[str, dict[str, str]] = {}
MISSING: dict[str, uuid.UUID] = {}


def places(assessment: Assessment, manager: User) -> dict[str, object]:
    """What stands in these addresses where no other app's stand for it, by argument."""
    return {}
