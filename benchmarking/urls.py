"""Addresses of the benchmarking app."""

from django.urls import path

from benchmarking.views import benchmark, participation

app_name = "benchmarking"
urlpatterns = [
    path("assessments/<uuid:assessment_uuid>/benchmark/", benchmark.benchmark_detail, name="benchmark-detail"),
    path(
        "assessments/<uuid:assessment_uuid>/benchmark/<str:group>.<str:extension>",
        benchmark.benchmark_table_file,
        name="benchmark-table",
    ),
    path(
        "assessments/<uuid:assessment_uuid>/benchmark/<str:group>/figures.<str:extension>",
        benchmark.benchmark_picture_file,
        name="benchmark-picture",
    ),
    path("organisations/<slug:slug>/benchmark/", participation.participation_edit, name="participation-edit"),
    path("organisations/<slug:slug>/benchmark/leave/", participation.participation_leave, name="participation-leave"),
]
