"""Invitations in the administration: how an organisation gets its first manager."""

from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from organisations.actions.invitations import invite_member
from organisations.models import Invitation, Role, User


class InvitationForm(ModelForm[Invitation]):
    """Refuses to invite a member."""

    class Meta:
        model = Invitation
        fields = ["organisation", "email", "role"]

    def clean_email(self) -> str:
        """The address in lower case, of nobody who is a member of the chosen organisation."""
        email: str = self.cleaned_data["email"].strip().lower()
        organisation = self.cleaned_data.get("organisation")
        if organisation and organisation.memberships.filter(user__email=email).exists():
            raise ValidationError(_("This person is a member already."))
        return email


@admin.register(Invitation)
class InvitationAdmin(admin.ModelAdmin[Invitation]):
    """Invitations are sent and revoked, never edited; the link is in the e-mail alone."""

    form = InvitationForm
    list_display = ("email", "organisation", "role", "invited_by", "sent_at", "accepted_at")
    list_filter = ("role",)
    list_select_related = ("organisation", "invited_by")
    search_fields = ("email", "organisation__name")
    autocomplete_fields = ("organisation",)

    def has_change_permission(self, request: HttpRequest, obj: Invitation | None = None) -> bool:
        """Never; see the class."""
        return False

    def save_model(self, request: HttpRequest, obj: Invitation, form: ModelForm[Invitation], change: Any) -> None:
        """Invite through the action, which sends the e-mail."""
        invitation = invite_member(
            organisation=obj.organisation,
            email=obj.email,
            role=Role(obj.role),
            by=cast("User", request.user),
            site_url=request.build_absolute_uri("/"),
        )
        obj.pk = invitation.pk

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say so when the e-mail of a kept invitation could not be sent."""
        try:
            return super().add_view(request, *args, **kwargs)
        except OSError:
            messages.error(request, _("The invitation is kept, but its e-mail could not be sent. Send it again later."))
            return redirect("admin:organisations_invitation_changelist")
