"""Addresses of the reports app."""

from django.urls import path

from reports.views import guide, report

app_name = "reports"
urlpatterns = [
    path(
        "assessments/<uuid:assessment_uuid>/revisions/<int:revision>/report.pdf",
        report.revision_report,
        name="revision-report",
    ),
    path("frameworks/<slug:framework>/<str:number>/guide/", guide.guide_detail, name="guide-detail"),
    path("frameworks/<slug:framework>/<str:number>/guide.pdf", guide.guide_download, name="guide-download"),
    path("assessments/<uuid:assessment_uuid>/report.pdf", report.report_download, name="report-download"),
]
