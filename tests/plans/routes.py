"""The addresses of the plans app for the walk over all of them (``tests/cxmaturity/test_url_walk.py``)."""

import uuid

from assessments.models import Assessment
from organisations.models import User
from plans.actions.actions import add_action
from tests.plans.making import given

TABLE = """
                                            anonymous  assessor   team_mate  manager    admin      stranger
GET  plans:plan-detail                      sign-in    200        200        200        404        404
GET  plans:plan-board                       sign-in    200        200        200        404        404
GET  plans:plan-timeline                    sign-in    200        200        200        404        404
GET  plans:timeline-picture                 sign-in    404        404        404        404        404
GET  plans:plan-roadmap                     sign-in    200        200        200        404        404
GET  plans:plan-matrix                      sign-in    200        200        200        404        404
GET  plans:matrix-table                     sign-in    200        200        200        404        404
GET  plans:plan-table                       sign-in    200        200        200        404        404
GET  plans:plan-calendar                    sign-in    200        200        200        404        404
GET  plans:plan-approve                     sign-in    403        403        200        404        404
POST plans:plan-approve                     sign-in    403        403        moved      404        404
GET  plans:plan-revision                    sign-in    404        404        404        404        404
GET  plans:plan-reopen                      sign-in    403        403        moved      404        404
POST plans:plan-reopen                      sign-in    403        403        moved      404        404
GET  plans:suggestion-list                  sign-in    200        200        200        404        404
POST plans:scenario-take                    sign-in    403        403        moved      404        404
POST plans:suggestion-take                  sign-in    403        403        404        404        404
GET  plans:action-create                    sign-in    403        403        200        404        404
POST plans:action-create                    sign-in    403        403        moved      404        404
GET  plans:action-detail                    sign-in    200        200        200        404        404
GET  plans:action-edit                      sign-in    403        403        200        404        404
POST plans:action-edit                      sign-in    403        403        moved      404        404
GET  plans:action-remove                    sign-in    403        403        200        404        404
POST plans:action-remove                    sign-in    403        403        moved      404        404
POST plans:action-status                    sign-in    403        403        moved      404        404
POST plans:action-note                      sign-in    403        403        moved      404        404
POST plans:action-evidence                  sign-in    403        403        moved      404        404
POST plans:action-evidence-remove           sign-in    403        403        moved      404        404
"""
POSTED: dict[str, dict[str, str]] = {
    "plans:plan-approve": {"version": "1"},
    "plans:plan-reopen": {"reason": "New money."},
    "plans:suggestion-take": {"suggestion": "D1.1:2:1"},
    "plans:action-create": {"title": "Ask those who left"},
    "plans:action-edit": {"title": "Ask those who left", "version": "0", "elements": ""},
    "plans:action-remove": {"version": "0"},
    "plans:action-status": {"status": "in-progress", "progress": "10", "version": "0"},
    "plans:action-note": {"text": "The room is booked."},
    "plans:action-evidence": {"evidence": "{evidence_uuid}"},
}
MISSING: dict[str, uuid.UUID] = {"action_uuid": uuid.UUID(int=5)}


def places(assessment: Assessment, manager: User) -> dict[str, object]:
    """What stands in these addresses where no other app's stand for it, by argument."""
    return {"action_uuid": add_action(assessment_uuid=assessment.uuid, given=given(), by=manager).uuid}
