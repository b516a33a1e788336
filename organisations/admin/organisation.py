"""Organisations in the administration."""

from django.contrib import admin
from django.http import HttpRequest

from organisations.admin.membership import OrganisationMembershipInline, TellsOfRemoved
from organisations.models import Organisation


@admin.register(Organisation)
class OrganisationAdmin(TellsOfRemoved):
    """Organisations with their members. Deleting one would name and end its assessments, so it is not offered."""

    fields = ("name", "slug", "sector", "country", "size")
    list_display = ("name", "sector", "country", "size", "created_at")
    list_filter = ("size",)
    search_fields = ("name", "slug", "sector", "country")
    prepopulated_fields = {"slug": ("name",)}
    inlines = (OrganisationMembershipInline,)

    def has_delete_permission(self, request: HttpRequest, obj: Organisation | None = None) -> bool:
        """Never; see the class."""
        return False
