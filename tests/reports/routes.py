"""The addresses of the reports app for the walk over all of them (``tests/cxmaturity/test_url_walk.py``)."""

import uuid

from assessments.models import Assessment
from organisations.models import User

TABLE = """
                                            anonymous  assessor   team_mate  manager    admin      stranger
GET  reports:calibration-detail             sign-in    403        403        403        404        404
GET  reports:chart-picture                  sign-in    404        404        404        404        404
GET  reports:guide-detail                   sign-in    200        200        200        200        200
GET  reports:guide-download                 sign-in    200        200        200        200        200
GET  reports:ledger-detail                  sign-in    200        200        200        404        404
GET  reports:ledger-revision                sign-in    404        404        404        404        404
GET  reports:ledger-revision-table          sign-in    404        404        404        404        404
GET  reports:ledger-table                   sign-in    200        200        200        404        404
GET  reports:overview-detail                sign-in    200        200        200        404        404
GET  reports:report-download                sign-in    403        403        200        404        404
GET  reports:result-detail                  sign-in    200        200        200        404        404
GET  reports:trend-picture                  sign-in    404        404        404        404        404
GET  reports:share-list                     sign-in    403        403        200        404        404
POST reports:share-list                     sign-in    403        403        422        404        404
GET  reports:share-open                     404        404        404        404        404        404
POST reports:share-revoke                   sign-in    403        403        404        404        404
GET  reports:revision-picture               sign-in    404        404        404        404        404
GET  reports:revision-report                sign-in    403        403        404        404        404
GET  reports:revision-result                sign-in    404        404        404        404        404
"""
POSTED: dict[str, dict[str, str]] = {}
MISSING: dict[str, uuid.UUID] = {}


def places(assessment: Assessment, manager: User) -> dict[str, object]:
    """What stands in these addresses where no other app's stand for it, by argument."""
    return {}
