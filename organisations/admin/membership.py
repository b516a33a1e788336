"""Memberships in the administration: in lists of their own, and on the pages of people and organisations."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from organisations.actions.memberships import end_memberships, tell_removed
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


class TellsOfRemoved(admin.ModelAdmin[Any]):
    """A page with memberships among its rows: whoever is taken away there is waited for by nobody any more."""

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: Any) -> None:
        """Save the rows, and tell of memberships that went."""
        super().save_formset(request, form, formset, change)
        for row in formset.deleted_objects:
            if isinstance(row, Membership):
                tell_removed(membership=row, by=acting(request))


def acting(request: HttpRequest) -> User:
    """The administrator who asks; nobody else gets as far."""
    if not isinstance(request.user, User):
        raise TypeError(request.user)
    return request.user


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin[Membership]):
    """Who belongs where, to be searched by person or organisation."""

    list_display = ("user", "organisation", "role", "created_at")
    list_filter = ("role",)
    list_select_related = ("user", "organisation")
    search_fields = ("user__full_name", "user__email", "organisation__name")
    autocomplete_fields = ("user", "organisation")

    def delete_model(self, request: HttpRequest, obj: Membership) -> None:
        """End one."""
        end_memberships(memberships=[obj], by=acting(request))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Membership]) -> None:
        """End several."""
        end_memberships(memberships=queryset.select_related("organisation", "user"), by=acting(request))
