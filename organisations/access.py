"""Who may do what in an organisation. Every view asks here; a stranger gets the same 404 as for nothing."""

import uuid

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from organisations.models import Invitation, Membership, Organisation, Role, Unit, User


def visible_organisation(user: User, slug: str) -> Organisation:
    """The organisation with this slug, for a member; Http404 for everybody else. It carries the member's ``role``."""
    return get_object_or_404(Organisation.objects.visible_to(user), slug=slug)


def managed_organisation(user: User, slug: str) -> Organisation:
    """The organisation for its manager; Http404 for a stranger, PermissionDenied for another member."""
    organisation = visible_organisation(user, slug)
    if not may_manage(organisation):
        raise PermissionDenied
    return organisation


def managed_membership(user: User, slug: str, membership_uuid: uuid.UUID) -> Membership:
    """A membership for the manager of its organisation; refused like ``managed_organisation``."""
    memberships = managed_organisation(user, slug).memberships.select_related("user", "organisation")
    return get_object_or_404(memberships, uuid=membership_uuid)


def managed_invitation(user: User, slug: str, invitation_uuid: uuid.UUID) -> Invitation:
    """An invitation that waits, for the manager of its organisation; refused like ``managed_organisation``."""
    invitations = managed_organisation(user, slug).invitations.filter(accepted_at__isnull=True)
    return get_object_or_404(invitations.select_related("organisation"), uuid=invitation_uuid)


def managed_unit(user: User, slug: str, unit_uuid: uuid.UUID) -> Unit:
    """A unit for the manager of its organisation; refused like ``managed_organisation``."""
    return get_object_or_404(managed_organisation(user, slug).units.select_related("organisation"), uuid=unit_uuid)


def may_manage(organisation: Organisation) -> bool:
    """Whether the person that the organisation was read for manages it."""
    return bool(organisation.role == Role.MANAGER)  # type: ignore[attr-defined]  # annotated by visible_to
