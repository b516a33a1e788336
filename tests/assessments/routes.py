"""The addresses of the assessments app for the walk over all of them (``tests/cxmaturity/test_url_walk.py``)."""

import uuid

from assessments.models import Assessment
from organisations.models import User

TABLE = """
                                            anonymous  assessor   team_mate  manager    admin      stranger
POST assessments:answer-save                401        200        200        403        404        404
GET  assessments:assessment-approve         sign-in    403        403        200        404        404
POST assessments:assessment-approve         sign-in    403        403        409        404        404
GET  assessments:assessment-create          sign-in    403        403        200        404        404
POST assessments:assessment-create          sign-in    403        403        200        404        404
GET  assessments:assessment-detail          sign-in    200        200        200        404        404
GET  assessments:assessment-edit            sign-in    403        403        200        404        404
POST assessments:assessment-edit            sign-in    403        403        200        404        404
GET  assessments:assessment-reopen          sign-in    403        403        moved      404        404
POST assessments:assessment-reopen          sign-in    403        403        moved      404        404
GET  assessments:assessment-return          sign-in    403        403        moved      404        404
POST assessments:assessment-return          sign-in    403        403        moved      404        404
GET  assessments:assessment-start           sign-in    403        403        moved      404        404
POST assessments:assessment-start           sign-in    403        403        moved      404        404
GET  assessments:assessment-submit          sign-in    403        403        200        404        404
POST assessments:assessment-submit          sign-in    403        403        409        404        404
GET  assessments:assignment-edit            sign-in    403        403        200        404        404
POST assessments:assignment-edit            sign-in    403        403        409        404        404
POST assessments:assignment-remind          sign-in    403        403        moved      404        404
GET  assessments:round-close                sign-in    403        403        403        404        404
POST assessments:round-close                sign-in    403        403        403        404        404
GET  assessments:sheet-submit               sign-in    403        403        403        404        404
POST assessments:sheet-submit               sign-in    403        403        403        404        404
GET  assessments:consensus-element          sign-in    403        403        403        404        404
POST assessments:consensus-element          sign-in    403        403        403        404        404
GET  assessments:consensus-list             sign-in    403        403        403        404        404
POST assessments:consensus-list             sign-in    403        403        403        404        404
GET  assessments:sheet-detail               sign-in    200        404        404        404        404
GET  assessments:element-score              sign-in    200        200        200        404        404
POST assessments:element-score              sign-in    moved      moved      403        404        404
GET  assessments:notice-list                sign-in    200        200        200        200        200
POST assessments:notice-open                sign-in    moved      404        404        404        404
POST assessments:notice-read                sign-in    moved      moved      moved      moved      moved
GET  assessments:notice-settings            sign-in    200        200        200        200        200
POST assessments:notice-settings            sign-in    200        200        200        200        200
GET  assessments:notice-unsubscribe         200        200        200        200        200        200
POST assessments:notice-unsubscribe         200        200        200        200        200        200
POST assessments:evidence-end               sign-in    moved      moved      moved      404        404
GET  assessments:evidence-detail            sign-in    200        200        200        404        404
GET  assessments:evidence-download          sign-in    200        200        200        404        404
GET  assessments:evidence-edit              sign-in    200        200        200        404        404
POST assessments:evidence-edit              sign-in    422        422        422        404        404
GET  assessments:evidence-library           sign-in    200        200        200        404        404
GET  assessments:evidence-list              sign-in    200        200        200        404        404
POST assessments:evidence-list              sign-in    400        400        400        404        404
GET  assessments:evidence-remove            sign-in    200        200        200        404        404
POST assessments:evidence-remove            sign-in    409        409        409        404        404
GET  assessments:evidence-renew             sign-in    200        200        200        404        404
POST assessments:evidence-renew             sign-in    422        422        422        404        404
POST assessments:evidence-use               sign-in    422        422        422        404        404
GET  assessments:evidence-whole             sign-in    200        200        200        404        404
GET  assessments:remark-list                sign-in    200        200        200        404        404
POST assessments:remark-list                sign-in    moved      moved      moved      404        404
GET  assessments:remark-edit                sign-in    200        403        200        404        404
POST assessments:remark-edit                sign-in    moved      403        moved      404        404
POST assessments:remark-remove              sign-in    moved      403        moved      404        404
GET  assessments:open-point-list            sign-in    200        200        200        404        404
POST assessments:open-point-close           sign-in    moved      moved      moved      404        404
POST assessments:open-point-reopen          sign-in    moved      moved      moved      404        404
POST assessments:finding-consider           sign-in    moved      moved      403        404        404
GET  assessments:thread-list                sign-in    200        200        200        404        404
POST assessments:thread-list                sign-in    moved      moved      moved      404        404
GET  assessments:thread-unresolved          sign-in    200        200        200        404        404
POST assessments:thread-reply               sign-in    moved      moved      moved      404        404
POST assessments:thread-resolve             sign-in    moved      moved      moved      404        404
POST assessments:thread-reopen              sign-in    moved      moved      moved      404        404
GET  assessments:post-edit                  sign-in    200        403        403        404        404
POST assessments:post-edit                  sign-in    moved      403        403        404        404
GET  assessments:restated-detail            sign-in    moved      moved      moved      404        404
GET  assessments:restated-json              sign-in    404        404        404        404        404
POST assessments:snapshot-restore           sign-in    403        403        moved      404        404
GET  assessments:transfer-detail            sign-in    200        200        200        404        404
POST assessments:transfer-detail            sign-in    422        422        403        404        404
GET  assessments:transfer-document          sign-in    200        200        200        404        404
GET  assessments:transfer-preview           sign-in    200        404        403        404        404
POST assessments:transfer-preview           sign-in    moved      404        403        404        404
GET  assessments:transfer-workbook          sign-in    200        200        200        404        404
GET  assessments:upgrade-detail             sign-in    403        403        200        404        404
POST assessments:upgrade-detail             sign-in    403        403        moved      404        404
GET  assessments:upgrade-list               sign-in    200        200        200        200        200
POST assessments:upgrade-list               sign-in    200        200        200        200        200
GET  assessments:history-list               sign-in    200        200        200        404        404
GET  assessments:interview-sheet            sign-in    200        200        200        404        404
GET  assessments:interview-whole            sign-in    200        200        200        404        404
GET  assessments:last-cycle                 sign-in    200        200        200        404        404
POST assessments:last-cycle                 sign-in    moved      moved      403        404        404
GET  assessments:check-list                 sign-in    200        200        200        404        404
GET  assessments:check-whole                sign-in    200        200        200        404        404
POST assessments:presence-note              401        200        200        200        404        404
GET  assessments:history-whole              sign-in    200        200        200        404        404
GET  assessments:sandbox                    sign-in    404        404        404        200        404
POST assessments:sandbox                    sign-in    404        404        404        moved      404
GET  assessments:sandbox-element            sign-in    404        404        404        200        404
POST assessments:sandbox-element            sign-in    404        404        404        moved      404
"""
POSTED = {
    "assessments:last-cycle": {"item": "1", "framework_version": "{version_uuid}", "sheet": ""},
    "assessments:answer-save": {"1-value": "3", "1-version": "0", "framework_version": "{version_uuid}"},
    "assessments:element-score": {"framework_version": "{version_uuid}"},
    "assessments:upgrade-detail": {"name": "Before", "figures": "0.00 0.00 0 0 0"},
    "assessments:remark-list": {"kind": "strength", "text": "Well led"},
    "assessments:remark-edit": {"text": "Better", "version": "0"},
    "assessments:open-point-close": {"finding": "It hangs in the hall.", "version": "0"},
    "assessments:finding-consider": {"version": "0"},
    "assessments:thread-list": {"text": "Is 4 too high?"},
    "assessments:thread-reply": {"text": "I think so."},
    "assessments:post-edit": {"text": "Is it?", "version": "0"},
}
MISSING: dict[str, uuid.UUID] = {}


def places(assessment: Assessment, manager: User) -> dict[str, object]:
    """What stands in these addresses is made by the walk itself."""
    return {}
