"""Addresses of the pulses app."""

from django.urls import URLPattern

app_name = "pulses"
urlpatterns: list[URLPattern] = []
