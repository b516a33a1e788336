"""Addresses of the targets app."""

from django.urls import path

from targets.views import profile, target

app_name = "targets"
PLACE = "assessments/<uuid:assessment_uuid>/targets/"
urlpatterns = [
    path(PLACE, target.target_detail, name="target-detail"),
    path(f"{PLACE}edit/", target.target_edit, name="target-edit"),
    path(f"{PLACE}one-level-up/", target.target_raise, name="target-raise"),
    path(f"{PLACE}target.<str:extension>", target.target_table, name="target-table"),
    path(f"{PLACE}profiles/", profile.profile_list, name="profile-list"),
    path(f"{PLACE}profiles/<uuid:profile_uuid>/apply/", profile.profile_apply, name="profile-apply"),
    path(f"{PLACE}profiles/<uuid:profile_uuid>/remove/", profile.profile_remove, name="profile-remove"),
]
