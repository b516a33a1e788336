"""The addresses of the reports app for the walk over all of them (``tests/cxmaturity/test_url_walk.py``)."""

import uuid

from assessments.models import Assessment
from organisations.models import User
from reports.kinds import Kind
from reports.models import ReportOrder
from reports.options import all_of
from tests.reports.issuing import issued_file

TABLE = """
                                            anonymous  assessor   team_mate  manager    admin      stranger
GET  reports:guide-detail                   sign-in    200        200        200        200        200
POST reports:guide-order                    sign-in    moved      moved      moved      moved      moved
GET  reports:order-list                     sign-in    200        200        200        404        404
POST reports:order-list                     sign-in    moved      moved      moved      404        404
GET  reports:order-detail                   sign-in    404        404        200        404        404
POST reports:order-again                    sign-in    404        404        moved      404        404
POST reports:order-withdraw                 sign-in    404        404        moved      404        404
GET  reports:order-file                     sign-in    404        404        404        404        404
GET  reports:words-edit                     sign-in    403        403        200        404        404
POST reports:words-edit                     sign-in    403        403        moved      404        404
GET  reports:house-style-edit               sign-in    403        403        200        404        404
POST reports:house-style-edit               sign-in    403        403        422        404        404
GET  reports:issue-file                     sign-in    403        403        200        404        404
GET  reports:verification-ask               200        200        200        200        200        200
GET  reports:verification-detail            404        404        404        404        404        404
"""
POSTED: dict[str, dict[str, str]] = {
    "reports:guide-order": {"paper": "a4"},
    "reports:order-list": {"format": "pdf", "paper": "a4"},
    "reports:words-edit": {"version": "0", "foreword": "Thanks to all."},
}
MISSING = {"order_uuid": uuid.UUID(int=70), "issue_uuid": uuid.UUID(int=71)}


def places(assessment: Assessment, manager: User) -> dict[str, object]:
    """What stands in these addresses where no other app's stand for it, by argument."""
    order = ReportOrder.objects.create(
        assessment=assessment,
        version=assessment.version,
        kind=Kind.FULL,
        options=all_of(Kind.FULL).to_json(),
        by=manager,
        state=ReportOrder.State.DONE,
        file="never-was.pdf",
        file_name="report.pdf",
    )
    return {"order_uuid": order.uuid, "issue_uuid": issued_file(assessment, manager).uuid}
