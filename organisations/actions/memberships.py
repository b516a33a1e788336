"""Changing what a member is, and ending a membership."""

import logging

from django.db import transaction
from django.shortcuts import get_object_or_404

from organisations.models import Membership, Organisation, Role, User
from organisations.signals import member_removed

log = logging.getLogger(__name__)


class LastManagerError(Exception):
    """The organisation would be left without anybody who can manage it."""


@transaction.atomic
def change_role(*, membership: Membership, role: Role, by: User) -> Membership:
    """Make a member a manager or an assessor.

    Raises LastManagerError, and Http404 where somebody else has just ended the membership.
    """
    current = _hold(membership)
    if role != Role.MANAGER:
        _refuse_last_manager(current)
    current.role = role
    current.save(update_fields=["role"])
    log.info("Membership %s is now of role %s, by person %s", current.uuid, role, by.pk)
    return current


@transaction.atomic
def remove_member(*, membership: Membership, by: User) -> None:
    """End a membership and with it the assignments; what the person scored stays. Raises like ``change_role``."""
    current = _hold(membership)
    _refuse_last_manager(current)
    current.delete()
    member_removed.send(sender=Membership, organisation=current.organisation, person=current.user, by=by)
    log.info("Membership %s ended, by person %s", current.uuid, by.pk)


def _hold(membership: Membership) -> Membership:
    """The membership as it is now, its organisation held until the transaction ends.

    Two managers who demote each other at once so come one after the other. On SQLite the lock says nothing, and need
    not: transactions there begin as writers.
    """
    Organisation.objects.select_for_update(no_key=True).get(pk=membership.organisation_id)
    return get_object_or_404(Membership, pk=membership.pk)


def _refuse_last_manager(membership: Membership) -> None:
    others = Membership.objects.managers().filter(organisation=membership.organisation_id).exclude(pk=membership.pk)
    if membership.is_manager and not others.exists():
        raise LastManagerError
