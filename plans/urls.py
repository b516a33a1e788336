"""Addresses of the plans app."""

from django.urls import path

from plans.views import action, files, plan, report, suggestion

app_name = "plans"

PLAN = "assessments/<uuid:assessment_uuid>/plan/"
ACTION = f"{PLAN}actions/<uuid:action_uuid>/"

urlpatterns = [
    path(PLAN, plan.plan_detail, name="plan-detail"),
    path(f"{PLAN}board/", plan.plan_board, name="plan-board"),
    path(f"{PLAN}time-line/", plan.plan_timeline, name="plan-timeline"),
    path(f"{PLAN}time-line.<str:extension>", files.timeline_file, name="timeline-picture"),
    path(f"{PLAN}road-map/", plan.plan_roadmap, name="plan-roadmap"),
    path(f"{PLAN}ownership/", plan.plan_matrix, name="plan-matrix"),
    path(f"{PLAN}ownership.<str:extension>", files.matrix_table_file, name="matrix-table"),
    path(f"{PLAN}actions.<str:extension>", files.plan_table, name="plan-table"),
    path(f"{PLAN}due-days.ics", files.plan_calendar, name="plan-calendar"),
    path(f"{PLAN}approve/", plan.plan_approve, name="plan-approve"),
    path(f"{PLAN}revisions/<int:revision>/", plan.plan_revision, name="plan-revision"),
    path(f"{PLAN}reopen/", plan.plan_reopen, name="plan-reopen"),
    path(f"{PLAN}suggestions/", suggestion.suggestion_list, name="suggestion-list"),
    path(f"{PLAN}suggestions/take/", suggestion.suggestion_take, name="suggestion-take"),
    path(
        f"{PLAN}scenarios/<uuid:scenario_uuid>/take/",
        suggestion.scenario_take,
        name="scenario-take",
    ),
    path(f"{PLAN}actions/new/", action.action_create, name="action-create"),
    path(ACTION, action.action_detail, name="action-detail"),
    path(f"{ACTION}edit/", action.action_edit, name="action-edit"),
    path(f"{ACTION}remove/", action.action_remove, name="action-remove"),
    path(f"{ACTION}status/", report.action_status, name="action-status"),
    path(f"{ACTION}notes/", report.action_note, name="action-note"),
    path(f"{ACTION}evidence/", report.action_evidence, name="action-evidence"),
    path(
        f"{ACTION}evidence/<uuid:evidence_uuid>/remove/", report.action_evidence_remove, name="action-evidence-remove"
    ),
]
