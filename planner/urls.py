"""Addresses of the planner app."""

from django.urls import path

from planner.views import effort, plan_best, scenario, step, what_if

app_name = "planner"
HERE = "assessments/<uuid:assessment_uuid>/planner"
urlpatterns = [
    path(f"{HERE}/", step.step_list, name="step-list"),
    path(f"{HERE}/steps.<str:extension>", step.step_table, name="step-table"),
    path(f"{HERE}/what-if/", what_if.what_if, name="what-if"),
    path(f"{HERE}/best/", plan_best.plan_best, name="plan-best"),
    path(f"{HERE}/efforts/", effort.effort_edit, name="effort-edit"),
    path(f"{HERE}/scenarios/", scenario.scenario_list, name="scenario-list"),
    path(f"{HERE}/scenarios.<str:extension>", scenario.scenario_table, name="scenario-table"),
    path(f"{HERE}/scenarios/<uuid:scenario_uuid>/remove/", scenario.scenario_remove, name="scenario-remove"),
]
