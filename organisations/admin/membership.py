"""Memberships in the administration: in lists of their own, and on the pages of people and organisations."""

from django.contrib import admin

from organisations.models import Membership, Organisation, User


class UserMembershipInline(admin.TabularInline[Membership, User]):
    """The organisations that somebody belongs to."""

    model = Membership
    extra = 0
    autocomplete_fields = ("organisation",)


class OrganisationMembershipInline(admin.TabularInline[Membership, Organisation]):
    """The people who belong to an organisation."""

    model = Membership
    extra = 0
    autocomplete_fields = ("user",)


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin[Membership]):
    """Who belongs where, to be searched by person or organisation."""

    list_display = ("user", "organisation", "role", "created_at")
    list_filter = ("role",)
    list_select_related = ("user", "organisation")
    search_fields = ("user__full_name", "user__email", "organisation__name")
    autocomplete_fields = ("user", "organisation")
