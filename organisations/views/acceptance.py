"""Accepting an invitation: the one road to an account, open to whoever has the link."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from organisations.actions.invitations import (
    InvitationGoneError,
    accept_invitation,
    accept_with_new_account,
    find_open_invitation,
)
from organisations.forms.invitation import AccountForm
from organisations.models import Invitation, Membership, User


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """Show the invitation and accept it by a POST; a link that no longer works says that and nothing else."""
    try:
        invitation = find_open_invitation(token)
        if isinstance(request.user, User):
            return _join(request, invitation, token, request.user)
        if User.objects.filter(email=invitation.email).exists():
            return _page(request, "sign_in", invitation)
        return _make_account(request, invitation, token)
    except InvitationGoneError:
        return render(request, "organisations/invitation/gone.html", status=404)


def _join(request: HttpRequest, invitation: Invitation, token: str, user: User) -> HttpResponse:
    if invitation.email != user.email:
        return render(request, "organisations/invitation/wrong_address.html", status=403)
    if request.method != "POST":
        return _page(request, "accept", invitation)
    return _welcome(request, accept_invitation(token=token, by=user))


def _make_account(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    form = AccountForm(request.POST if request.method == "POST" else None, email=invitation.email)
    if not form.is_valid():
        return _page(request, "account", invitation, form=form)
    membership = accept_with_new_account(
        token=token, full_name=form.cleaned_data["full_name"], password=form.cleaned_data["password1"]
    )
    login(request, membership.user)
    return _welcome(request, membership)


def _page(request: HttpRequest, name: str, invitation: Invitation, **context: object) -> HttpResponse:
    return render(request, f"organisations/invitation/{name}.html", {"invitation": invitation, **context})


def _welcome(request: HttpRequest, membership: Membership) -> HttpResponse:
    messages.success(request, _("Welcome to %(organisation)s.") % {"organisation": membership.organisation})
    return redirect("organisations:organisation-detail", membership.organisation.slug)
