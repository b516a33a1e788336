"""Addresses of the results app."""

from django.urls import path

from results.views import calibration, ledger, overview, picture, result, share

app_name = "results"
urlpatterns = [
    path("organisations/<slug:slug>/overview/", overview.overview_detail, name="overview-detail"),
    path("assessments/<uuid:assessment_uuid>/result/", result.result_detail, name="result-detail"),
    path("assessments/<uuid:assessment_uuid>/result/why/", ledger.ledger_detail, name="ledger-detail"),
    path("assessments/<uuid:assessment_uuid>/result/why.<str:extension>", ledger.ledger_file, name="ledger-table"),
    path(
        "assessments/<uuid:assessment_uuid>/revisions/<int:revision>/result/why/",
        ledger.ledger_revision,
        name="ledger-revision",
    ),
    path(
        "assessments/<uuid:assessment_uuid>/revisions/<int:revision>/result/why.<str:extension>",
        ledger.ledger_revision_file,
        name="ledger-revision-table",
    ),
    path("assessments/<uuid:assessment_uuid>/shares/", share.share_list, name="share-list"),
    path(
        "assessments/<uuid:assessment_uuid>/shares/<uuid:share_uuid>/revoke/", share.share_revoke, name="share-revoke"
    ),
    path("s/<str:token>/", share.share_open, name="share-open"),
    path("assessments/<uuid:assessment_uuid>/trend/total.<str:extension>", picture.trend_file, name="trend-picture"),
    path(
        "assessments/<uuid:assessment_uuid>/result/<slug:chart>.<str:extension>",
        picture.chart_picture,
        name="chart-picture",
    ),
    path(
        "assessments/<uuid:assessment_uuid>/revisions/<int:revision>/result/<slug:chart>.<str:extension>",
        picture.revision_picture,
        name="revision-picture",
    ),
    path("assessments/<uuid:assessment_uuid>/calibration/", calibration.calibration_detail, name="calibration-detail"),
    path(
        "assessments/<uuid:assessment_uuid>/revisions/<int:revision>/result/",
        result.revision_result,
        name="revision-result",
    ),
]
