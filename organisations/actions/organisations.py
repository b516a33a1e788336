"""Founding an organisation."""

from itertools import count

from django.db import transaction
from django.utils.text import slugify

from organisations.models import Membership, Organisation, Role, User

LONGEST_SLUG = 70  # leaves room for a number behind it


@transaction.atomic
def create_organisation(
    *, name: str, manager: User, sector: str = "", country: str = "", size: str = ""
) -> Organisation:
    """Found an organisation with its first manager. Raises ValidationError for what can't be stored."""
    organisation = Organisation(slug=_free_slug(name), name=name, sector=sector, country=country, size=size)
    organisation.full_clean()
    organisation.save()
    Membership.objects.create(organisation=organisation, user=manager, role=Role.MANAGER)
    return organisation


def _free_slug(name: str) -> str:
    base = slugify(name)[:LONGEST_SLUG].strip("-") or "organisation"
    taken = set(Organisation.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for number in count(1) if (slug := base if number == 1 else f"{base}-{number}") not in taken)
