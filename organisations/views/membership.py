"""Members: their list, their roles, and the end of a membership."""

import uuid

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from organisations.access import managed_membership, managed_organisation
from organisations.actions.memberships import LastManagerError, change_role, remove_member
from organisations.forms.membership import MembershipForm
from organisations.models import Membership, Role
from organisations.requests import PersonRequest

LAST_MANAGER = gettext_lazy("This is the organisation’s only manager. Make somebody else a manager first.")


@require_safe
def member_list(request: PersonRequest, slug: str) -> HttpResponse:
    """The members and the invitations that wait, for a manager."""
    organisation = managed_organisation(request.user, slug)
    context = {
        "organisation": organisation,
        "memberships": organisation.memberships.select_related("user"),
        "invitations": organisation.invitations.filter(accepted_at__isnull=True),
    }
    return render(request, "organisations/membership/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def member_edit(request: PersonRequest, slug: str, membership_uuid: uuid.UUID) -> HttpResponse:
    """Change a member's role."""
    membership = managed_membership(request.user, slug, membership_uuid)
    form = MembershipForm(request.POST if request.method == "POST" else None, instance=membership)
    if form.is_valid():
        try:
            change_role(membership=membership, role=Role(form.cleaned_data["role"]), by=request.user)
        except LastManagerError:
            form.add_error("role", LAST_MANAGER)
        else:
            messages.success(request, _("The role of %(person)s is saved.") % {"person": membership.user})
            return _on_from(membership, request)
    context = {"organisation": membership.organisation, "membership": membership, "form": form}
    return render(request, "organisations/membership/edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def member_remove(request: PersonRequest, slug: str, membership_uuid: uuid.UUID) -> HttpResponse:
    """Ask whether a membership shall end, and end it."""
    membership = managed_membership(request.user, slug, membership_uuid)
    fault = ""
    if request.method == "POST":
        try:
            remove_member(membership=membership, by=request.user)
        except LastManagerError:
            fault = str(LAST_MANAGER)
        else:
            messages.success(request, _("%(person)s is no longer a member.") % {"person": membership.user})
            return _on_from(membership, request)
    context = {"organisation": membership.organisation, "membership": membership, "fault": fault}
    return render(request, "organisations/membership/remove.html", context)


def _on_from(membership: Membership, request: PersonRequest) -> HttpResponseRedirect:
    if membership.user == request.user:  # who gave up the role or the membership may not see the list any more
        return redirect("home")
    return redirect("organisations:member-list", membership.organisation.slug)
