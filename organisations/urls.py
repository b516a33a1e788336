"""Addresses of the organisations app."""

from django.urls import path

from organisations.views import acceptance, invitation, membership, organisation, unit

app_name = "organisations"
urlpatterns = [
    path("organisations/<slug:slug>/", organisation.organisation_detail, name="organisation-detail"),
    path("organisations/<slug:slug>/members/", membership.member_list, name="member-list"),
    path("organisations/<slug:slug>/members/invite/", invitation.invitation_create, name="invitation-create"),
    path("organisations/<slug:slug>/members/<uuid:membership_uuid>/", membership.member_edit, name="member-edit"),
    path(
        "organisations/<slug:slug>/members/<uuid:membership_uuid>/remove/",
        membership.member_remove,
        name="member-remove",
    ),
    path(
        "organisations/<slug:slug>/invitations/<uuid:invitation_uuid>/resend/",
        invitation.invitation_resend,
        name="invitation-resend",
    ),
    path(
        "organisations/<slug:slug>/invitations/<uuid:invitation_uuid>/revoke/",
        invitation.invitation_revoke,
        name="invitation-revoke",
    ),
    path("organisations/<slug:slug>/units/", unit.unit_list, name="unit-list"),
    path("organisations/<slug:slug>/units/create/", unit.unit_create, name="unit-create"),
    path("organisations/<slug:slug>/units/<uuid:unit_uuid>/", unit.unit_edit, name="unit-edit"),
    path("organisations/<slug:slug>/units/<uuid:unit_uuid>/remove/", unit.unit_remove, name="unit-remove"),
    path("invitations/<str:token>/", acceptance.invitation_accept, name="invitation-accept"),
]
