"""Addresses of the benchmarking app."""

from django.urls import URLPattern

app_name = "benchmarking"
urlpatterns: list[URLPattern] = []
