"""What an administrator does to somebody's account."""

import logging

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import transaction

from organisations.models import User

log = logging.getLogger(__name__)


@transaction.atomic
def save_account(*, user: User, by: User) -> None:
    """Save an account; its address is the only one to sign in with, and staff are administrators in full.

    Raises PermissionDenied for who is no administrator any more: of two who demote each other at once, one stays.
    """
    administrators = User.objects.select_for_update().filter(is_staff=True, is_active=True).order_by("pk")
    if by.pk not in set(administrators.values_list("pk", flat=True)):
        raise PermissionDenied
    user.is_superuser = user.is_staff
    user.save()
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"primary": True, "verified": True})
    log.info("Account %s saved, by person %s", user.pk, by.pk)
