"""What an administrator does to somebody's account."""

import logging

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction

from frameworks.editors import CONTENT_EDITORS
from organisations.models import User

log = logging.getLogger(__name__)


@transaction.atomic
def save_account(*, user: User, by: User, edits_content: bool = False) -> None:
    """Save an account; its address is the only one to sign in with.

    ``user.is_staff`` makes an administrator, in full. With ``edits_content`` somebody who is none becomes a content
    editor, who may sign in to the administration and sees nothing there but frameworks. Raises PermissionDenied for who
    is no administrator any more: of two who demote each other at once, one stays.
    """
    administrators = User.objects.select_for_update().filter(is_superuser=True, is_active=True).order_by("pk")
    if by.pk not in set(administrators.values_list("pk", flat=True)):
        raise PermissionDenied
    user.is_superuser = user.is_staff
    user.is_staff = user.is_superuser or edits_content
    user.save()
    _set_content_editor(user, edits_content and not user.is_superuser)
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"primary": True, "verified": True})
    log.info("Account %s saved, by person %s", user.pk, by.pk)


def is_content_editor(user: User) -> bool:
    """Whether the person edits frameworks, and may do nothing else in the administration."""
    return not user.is_superuser and user.groups.filter(name=CONTENT_EDITORS).exists()


def _set_content_editor(user: User, edits_content: bool) -> None:  # noqa: FBT001 - the one thing that it sets
    if edits_content:
        user.groups.add(Group.objects.get(name=CONTENT_EDITORS))
    else:
        user.groups.clear()
        user.user_permissions.clear()
