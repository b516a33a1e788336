"""Addresses of the reports app."""

from django.urls import path

from reports.views import report, result

app_name = "reports"
urlpatterns = [
    path("assessments/<uuid:assessment_uuid>/result/", result.result_detail, name="result-detail"),
    path("assessments/<uuid:assessment_uuid>/report.pdf", report.report_download, name="report-download"),
]
