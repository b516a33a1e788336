"""Addresses of the assessments app."""

from django.urls import path

from assessments.views import (
    answer,
    assessment,
    assignment,
    element,
    history,
    notice,
    presence,
    restating,
    sandbox,
    upgrade,
)
from assessments.views import evidence, evidence_library, evidence_piece
from assessments.views import discussion, open_point, remark

app_name = "assessments"
urlpatterns = [
    path("organisations/<slug:slug>/assessments/new/", assessment.assessment_create, name="assessment-create"),
    path("assessments/<uuid:assessment_uuid>/", assessment.assessment_detail, name="assessment-detail"),
    path("assessments/<uuid:assessment_uuid>/assign/", assignment.assignment_edit, name="assignment-edit"),
    path("assessments/<uuid:assessment_uuid>/approve/", assessment.assessment_approve, name="assessment-approve"),
    path("assessments/upgrades/", upgrade.upgrade_list, name="upgrade-list"),
    path("assessments/<uuid:assessment_uuid>/upgrade/<str:newer>/", upgrade.upgrade_detail, name="upgrade-detail"),
    path(
        "assessments/<uuid:assessment_uuid>/snapshots/<uuid:snapshot_uuid>/restore/",
        upgrade.snapshot_restore,
        name="snapshot-restore",
    ),
    path("assessments/<uuid:assessment_uuid>/restated/<str:newer>/", restating.restated_detail, name="restated-detail"),
    path(
        "assessments/<uuid:assessment_uuid>/restated/<str:newer>/result.json",
        restating.restated_json,
        name="restated-json",
    ),
    path("assessments/<uuid:assessment_uuid>/elements/<str:code>/", element.element_score, name="element-score"),
    path(
        "assessments/<uuid:assessment_uuid>/elements/<str:code>/answers/<str:item>/",
        answer.answer_save,
        name="answer-save",
    ),
    path("assessments/<uuid:assessment_uuid>/elements/<str:code>/history/", history.history_list, name="history-list"),
    path(
        "assessments/<uuid:assessment_uuid>/elements/<str:code>/presence/",
        presence.presence_note,
        name="presence-note",
    ),
    path("assessments/<uuid:assessment_uuid>/history/", history.history_whole, name="history-whole"),
    path("notices/", notice.notice_list, name="notice-list"),
    path("notices/read/", notice.notice_read, name="notice-read"),
    path("notices/settings/", notice.notice_settings, name="notice-settings"),
    path("notices/unsubscribe/<str:signature>/", notice.notice_unsubscribe, name="notice-unsubscribe"),
    path("notices/<uuid:notice_uuid>/open/", notice.notice_open, name="notice-open"),
    path("assessments/<uuid:assessment_uuid>/elements/<str:code>/remarks/", remark.remark_list, name="remark-list"),
    path(
        "assessments/<uuid:assessment_uuid>/remarks/<uuid:remark_uuid>/edit/", remark.remark_edit, name="remark-edit"
    ),
    path(
        "assessments/<uuid:assessment_uuid>/remarks/<uuid:remark_uuid>/remove/",
        remark.remark_remove,
        name="remark-remove",
    ),
    path(
        "assessments/<uuid:assessment_uuid>/open-points/", open_point.open_point_list, name="open-point-list"
    ),
    path(
        "assessments/<uuid:assessment_uuid>/open-points/<uuid:remark_uuid>/close/",
        open_point.open_point_close,
        name="open-point-close",
    ),
    path(
        "assessments/<uuid:assessment_uuid>/open-points/<uuid:remark_uuid>/reopen/",
        open_point.open_point_reopen,
        name="open-point-reopen",
    ),
    path(
        "assessments/<uuid:assessment_uuid>/open-points/<uuid:remark_uuid>/consider/",
        open_point.finding_consider,
        name="finding-consider",
    ),
    path(
        "assessments/<uuid:assessment_uuid>/elements/<str:code>/evidence/",
        evidence.evidence_list,
        name="evidence-list",
    ),
    path(
        "assessments/<uuid:assessment_uuid>/elements/<str:code>/evidence/use/",
        evidence.evidence_use,
        name="evidence-use",
    ),
    path(
        "assessments/<uuid:assessment_uuid>/elements/<str:code>/evidence/<uuid:use_uuid>/end/",
        evidence.evidence_end,
        name="evidence-end",
    ),
    path("assessments/<uuid:assessment_uuid>/evidence/", evidence_library.evidence_whole, name="evidence-whole"),
    path("organisations/<slug:slug>/evidence/", evidence_library.evidence_library, name="evidence-library"),
    path("evidence/<uuid:evidence_uuid>/", evidence_piece.evidence_detail, name="evidence-detail"),
    path("evidence/<uuid:evidence_uuid>/edit/", evidence_piece.evidence_edit, name="evidence-edit"),
    path("evidence/<uuid:evidence_uuid>/renew/", evidence_piece.evidence_renew, name="evidence-renew"),
    path("evidence/<uuid:evidence_uuid>/remove/", evidence_piece.evidence_remove, name="evidence-remove"),
    path(
        "evidence/<uuid:evidence_uuid>/revisions/<int:number>/",
        evidence_piece.evidence_download,
        name="evidence-download",
    ),
    path("assessments/<uuid:assessment_uuid>/elements/<str:code>/threads/", discussion.thread_list, name="thread-list"),
    path("assessments/<uuid:assessment_uuid>/threads/", discussion.thread_unresolved, name="thread-unresolved"),
    path(
        "assessments/<uuid:assessment_uuid>/threads/<uuid:thread_uuid>/reply/",
        discussion.thread_reply,
        name="thread-reply",
    ),
    path(
        "assessments/<uuid:assessment_uuid>/threads/<uuid:thread_uuid>/resolve/",
        discussion.thread_resolve,
        name="thread-resolve",
    ),
    path(
        "assessments/<uuid:assessment_uuid>/threads/<uuid:thread_uuid>/reopen/",
        discussion.thread_reopen,
        name="thread-reopen",
    ),
    path("assessments/<uuid:assessment_uuid>/posts/<uuid:post_uuid>/edit/", discussion.post_edit, name="post-edit"),
    path("sandbox/<uuid:version_uuid>/", sandbox.sandbox, name="sandbox"),
    path("sandbox/<uuid:version_uuid>/<str:code>/", sandbox.sandbox_element, name="sandbox-element"),
]
