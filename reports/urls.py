"""Addresses of the reports app."""

from django.urls import path

from reports.views import result

app_name = "reports"
urlpatterns = [
    path("assessments/<uuid:assessment_uuid>/result/", result.result_detail, name="result-detail"),
]
