"""The product's addresses, and the bare view's."""

from django.urls import include, path

from benchmarks.bare import update_one_row

urlpatterns = [
    path("", include("cxmaturity.urls")),
    path("benchmarks/bare/<int:pk>/", update_one_row),
]
