"""Who may do what in an organisation. Every view asks here; a stranger gets the same 404 as for nothing."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from organisations.models import Membership, Organisation, Role, User


def is_manager(user: User, organisation: Organisation) -> bool:
    """Whether the person manages the organisation."""
    return Membership.objects.filter(user=user, organisation=organisation, role=Role.MANAGER).exists()


def visible_organisation(user: User, slug: str) -> Organisation:
    """The organisation with this slug, for a member; Http404 for everybody else."""
    return get_object_or_404(Organisation.objects.visible_to(user), slug=slug)


def managed_organisation(user: User, slug: str) -> Organisation:
    """The organisation for its manager; Http404 for a stranger, PermissionDenied for another member."""
    organisation = visible_organisation(user, slug)
    if not is_manager(user, organisation):
        raise PermissionDenied
    return organisation
