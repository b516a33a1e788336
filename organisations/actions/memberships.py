"""Changing what a member is, and ending a membership."""

import logging
from collections.abc import Iterable

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
    tell_removed(membership=current, by=by)


@transaction.atomic
def end_memberships(*, memberships: Iterable[Membership], by: User) -> None:
    """End them as an administrator does, who may leave an organisation without a manager."""
    for membership in memberships:
        membership.delete()
        tell_removed(membership=membership, by=by)


def tell_removed(*, membership: Membership, by: User) -> None:
    """Say that a membership has just been deleted; within the transaction in which it was."""
    member_removed.send(sender=Membership, organisation=membership.organisation, person=membership.user, by=by)
    log.info("Membership %s ended, by person %s", membership.uuid, by.pk)


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
