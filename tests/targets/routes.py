"""The addresses of the targets app for the walk over all of them (``tests/cxmaturity/test_url_walk.py``)."""

import uuid

from assessments.models import Assessment
from organisations.models import User
from targets.models import TargetProfile

TABLE = """
                                            anonymous  assessor   team_mate  manager    admin      stranger
POST targets:profile-apply                  sign-in    403        403        moved      404        404
GET  targets:profile-list                   sign-in    403        403        200        404        404
POST targets:profile-list                   sign-in    403        403        422        404        404
POST targets:profile-remove                 sign-in    403        403        moved      404        404
GET  targets:target-detail                  sign-in    200        200        200        404        404
GET  targets:target-edit                    sign-in    403        403        200        404        404
POST targets:target-edit                    sign-in    403        403        422        404        404
POST targets:target-raise                   sign-in    403        403        moved      404        404
GET  targets:target-table                   sign-in    200        200        200        404        404
"""
POSTED: dict[str, dict[str, str]] = {
    "targets:profile-apply": {"number": "0"},
    "targets:target-raise": {"number": "0"},
}
MISSING: dict[str, uuid.UUID] = {"profile_uuid": uuid.uuid4()}


def places(assessment: Assessment, manager: User) -> dict[str, object]:
    """What stands in these addresses where no other app's stand for it, by argument."""
    profile = TargetProfile.objects.create(
        organisation=assessment.organisation,
        framework=assessment.version.framework,
        name="Every branch",
        asks={"D1.1": {"level": 3}},
        by=manager,
    )
    return {"profile_uuid": profile.uuid}
