"""Invitations, from the manager's side."""

import logging
import uuid
from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from organisations.access import managed_invitation, managed_organisation
from organisations.actions.invitations import AlreadyMemberError, invite_member, resend_invitation, revoke_invitation
from organisations.forms.invitation import InvitationForm
from organisations.models import Invitation, Role
from organisations.requests import PersonRequest

log = logging.getLogger(__name__)


@require_http_methods(["GET", "HEAD", "POST"])
def invitation_create(request: PersonRequest, slug: str) -> HttpResponse:
    """Invite an address."""
    organisation = managed_organisation(request.user, slug)
    form = InvitationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        email, role = form.cleaned_data["email"], Role(form.cleaned_data["role"])
        send = partial(invite_member, organisation=organisation, email=email, role=role)
        try:
            _send_and_tell(request, send)
        except AlreadyMemberError:
            form.add_error("email", _("This person is a member already."))
        else:
            return redirect("organisations:member-list", slug)
    return render(request, "organisations/invitation/create.html", {"organisation": organisation, "form": form})


@require_POST
def invitation_resend(request: PersonRequest, slug: str, invitation_uuid: uuid.UUID) -> HttpResponse:
    """Send a new link in place of the old one."""
    invitation = managed_invitation(request.user, slug, invitation_uuid)
    try:
        _send_and_tell(request, partial(resend_invitation, invitation=invitation))
    except AlreadyMemberError:
        messages.error(request, _("%(email)s is a member already.") % {"email": invitation.email})
    return redirect("organisations:member-list", slug)


@require_POST
def invitation_revoke(request: PersonRequest, slug: str, invitation_uuid: uuid.UUID) -> HttpResponse:
    """Take an invitation back."""
    invitation = managed_invitation(request.user, slug, invitation_uuid)
    revoke_invitation(invitation=invitation, by=request.user)
    messages.success(request, _("The invitation of %(email)s no longer works.") % {"email": invitation.email})
    return redirect("organisations:member-list", slug)


def _send_and_tell(request: PersonRequest, send: Callable[..., Invitation]) -> None:
    try:
        invitation = send(by=request.user, site_url=request.build_absolute_uri("/"))
    except OSError:  # the e-mail leaves after the commit: the invitation is there
        log.exception("The e-mail of an invitation could not be sent")
        messages.error(request, _("The invitation is kept, but its e-mail could not be sent. Send it again later."))
    else:
        messages.success(request, _("An invitation is on its way to %(email)s.") % {"email": invitation.email})
