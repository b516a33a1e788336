"""Addresses of framework content outside the administration."""

from django.urls import path

from frameworks.views import difference

app_name = "frameworks"
urlpatterns = [
    path("frameworks/<slug:framework>/difference/", difference.difference_detail, name="difference-detail"),
]
