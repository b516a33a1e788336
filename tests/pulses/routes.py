"""The addresses of the pulses app for the walk over all of them (``tests/cxmaturity/test_url_walk.py``)."""

import uuid

from assessments.models import Assessment
from organisations.models import User
from tests.pulses.pulses import make_pulse

TOKEN = "the-token-of-a-link"
OPERATION = "0f8b3c1e-6d55-4b5e-9a53-5d8f4f6c2a11"
TABLE = """
                                            anonymous  assessor   team_mate  manager    admin      stranger
GET  pulses:pulse-list                      sign-in    200        200        200        404        404
GET  pulses:pulse-create                    sign-in    403        403        200        404        404
POST pulses:pulse-create                    sign-in    403        403        422        404        404
GET  pulses:pulse-detail                    sign-in    200        200        200        404        404
GET  pulses:pulse-close                     sign-in    403        403        200        404        404
POST pulses:pulse-close                     sign-in    403        403        moved      404        404
GET  pulses:pulse-extend                    sign-in    403        403        200        404        404
POST pulses:pulse-extend                    sign-in    403        403        422        404        404
GET  pulses:pulse-delete                    sign-in    403        403        200        404        404
POST pulses:pulse-delete                    sign-in    403        403        moved      404        404
GET  pulses:pulse-link                      sign-in    403        403        200        404        404
POST pulses:pulse-link                      sign-in    403        403        200        404        404
GET  pulses:pulse-table                     sign-in    200        200        200        404        404
GET  pulses:pulse-picture                   sign-in    404        404        404        404        404
GET  pulses:pulse-thanks                    200        200        200        200        200        200
GET  pulses:pulse-answer                    200        200        200        200        200        200
POST pulses:pulse-answer                    moved      moved      moved      moved      moved      moved
"""
POSTED: dict[str, dict[str, str]] = {"pulses:pulse-answer": {"operation": OPERATION, "D1.1": "3"}}
MISSING: dict[str, uuid.UUID] = {"pulse_uuid": uuid.UUID(int=70)}


def places(assessment: Assessment, manager: User) -> dict[str, object]:
    """What stands in these addresses where no other app's stand for it, by argument."""
    return {"pulse_uuid": make_pulse(assessment, by=manager, token=TOKEN).uuid, "token": TOKEN}
