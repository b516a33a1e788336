"""Inviting somebody to an organisation, and accepting: with an account or by making one."""

import logging
from functools import partial

from allauth.account.models import EmailAddress
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from organisations.models import Invitation, Membership, Organisation, Role, User
from organisations.models.invitation import new_token, token_digest

log = logging.getLogger(__name__)


class AlreadyMemberError(Exception):
    """The invited address belongs to a member."""


class InvitationGoneError(Exception):
    """The invitation was never made, was revoked or replaced, has expired, or was used."""


class WrongAddressError(Exception):
    """The invitation was sent to another address than the person's."""


@transaction.atomic
def invite_member(*, organisation: Organisation, email: str, role: Role, by: User, site_url: str) -> Invitation:
    """Invite an address, in place of an earlier invitation of it; the e-mail leaves when the transaction is done.

    ``site_url`` is scheme and host for the link. Raises AlreadyMemberError, and OSError where the invitation was kept
    but the e-mail could not be sent.
    """
    email = email.strip().lower()
    Organisation.objects.select_for_update().get(pk=organisation.pk)  # one invitation after the other
    if organisation.memberships.filter(user__email=email).exists():
        raise AlreadyMemberError
    organisation.invitations.filter(email=email, accepted_at__isnull=True).delete()
    token = new_token()
    invitation = Invitation.objects.create(
        organisation=organisation, email=email, role=role, invited_by=by, token_digest=token_digest(token)
    )
    transaction.on_commit(partial(_send_email, invitation, token, site_url))
    return invitation


def resend_invitation(*, invitation: Invitation, by: User, site_url: str) -> Invitation:
    """Invite the address again with a new link; the old link no longer works. Raises like ``invite_member``."""
    return invite_member(
        organisation=invitation.organisation,
        email=invitation.email,
        role=Role(invitation.role),
        by=by,
        site_url=site_url,
    )


def revoke_invitation(*, invitation: Invitation, by: User) -> None:
    """Take an invitation back; one that was accepted in the meantime stays."""
    Invitation.objects.filter(pk=invitation.pk, accepted_at__isnull=True).delete()
    log.info("Invitation %s revoked, by person %s", invitation.uuid, by.pk)


def find_open_invitation(token: str) -> Invitation:
    """The invitation that this link can still accept; InvitationGoneError alike for every reason why it can't."""
    found = Invitation.objects.open().with_token(token).select_related("organisation", "invited_by").first()
    if found is None:
        raise InvitationGoneError
    return found


@transaction.atomic
def accept_invitation(*, token: str, by: User) -> Membership:
    """Join the organisation; who is a member keeps their role. Raises InvitationGoneError and WrongAddressError."""
    invitation = find_open_invitation(token)
    if invitation.email != by.email:
        raise WrongAddressError
    _use(invitation)
    membership, _created = Membership.objects.get_or_create(
        organisation=invitation.organisation, user=by, defaults={"role": invitation.role}
    )
    return membership


@transaction.atomic
def accept_with_new_account(*, token: str, full_name: str, password: str) -> Membership:
    """Make the invited person's account and join; having the link proves that the address is theirs.

    Raises InvitationGoneError, also when there is an account with the address by now: its owner signs in instead.
    """
    invitation = find_open_invitation(token)
    _use(invitation)
    if User.objects.filter(email=invitation.email).exists():
        raise InvitationGoneError
    user = User.objects.create_user(invitation.email, password, full_name=full_name)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return Membership.objects.create(organisation=invitation.organisation, user=user, role=invitation.role)


def _use(invitation: Invitation) -> None:
    """Mark the invitation as used; of two who do so at once, only the first succeeds."""
    unused = Invitation.objects.filter(pk=invitation.pk, accepted_at__isnull=True)
    if not unused.update(accepted_at=timezone.now()):
        raise InvitationGoneError


def _send_email(invitation: Invitation, token: str, site_url: str) -> None:
    link = site_url.rstrip("/") + reverse("organisations:invitation-accept", args=[token])
    context = {"invitation": invitation, "link": link}
    subject = render_to_string("organisations/invitation/email_subject.txt", context)
    text = render_to_string("organisations/invitation/email.txt", context)
    send_mail(" ".join(subject.split()), text, None, [invitation.email])
