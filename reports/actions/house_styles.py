"""Writing an organisation's house style."""

import logging
from dataclasses import dataclass, fields

from django.db import transaction
from django.utils import timezone

from organisations.access import managed_organisation
from organisations.models import Organisation, User
from reports.contrast import is_legible
from reports.kinds import Paper
from reports.logo import Logo
from reports.models import HouseStyle
from reports.style import ACCENT, PRIMARY, Style

log = logging.getLogger(__name__)


class StaleStyleError(Exception):
    """Somebody else has changed the house style since the person read it."""


class PaleColourError(Exception):
    """A colour that can't be read on white paper."""


@dataclass(frozen=True)
class GivenStyle:
    """What a house style shall be, but for its logo."""

    primary: str = PRIMARY
    accent: str = ACCENT
    cover_line: str = ""
    footer: str = ""
    paper: Paper = Paper.A4

    def with_logo(self, logo: Logo) -> Style:
        """As documents are set with it."""
        return Style(**vars(self), logo=logo.png, logo_width=logo.width, logo_height=logo.height)


@transaction.atomic
def set_house_style(*, slug: str, given: GivenStyle, logo: Logo | None, version: int, by: User) -> HouseStyle:
    """Store what a manager wants in place of what they read, which was ``version``.

    ``logo`` is the one that ``reports.logo.read_logo`` gave, its NONE to take the logo away, and None to leave it as it
    is. A form that one person sends twice is stored once. Raises Http404, PermissionDenied, PaleColourError and
    StaleStyleError.
    """
    organisation = managed_organisation(by, slug)
    if not (is_legible(given.primary) and is_legible(given.accent)):
        raise PaleColourError
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)  # two managers, one after the other
    found = HouseStyle.objects.filter(organisation=organisation.pk).first()
    style = found or HouseStyle(organisation=Organisation(pk=organisation.pk))
    if style.version == version + 1 and style.changed_by_id == by.pk and _is_as_given(style, given, logo):
        return style
    if style.version != version:
        raise StaleStyleError
    _give(style, given, style_logo(style) if logo is None else logo)
    style.version, style.changed_by, style.changed_at = version + 1, by, timezone.now()
    style.save()
    log.info("House style of organisation %s: version %s, by user %s", organisation.pk, style.version, by.pk)
    return style


def style_logo(style: HouseStyle) -> Logo:
    """The logo that is kept."""
    return Logo(bytes(style.logo), style.logo_width, style.logo_height)


def _is_as_given(style: HouseStyle, given: GivenStyle, logo: Logo | None) -> bool:
    return style.style() == given.with_logo(style_logo(style) if logo is None else logo)


def _give(style: HouseStyle, given: GivenStyle, logo: Logo) -> None:
    for field in fields(given):
        setattr(style, field.name, getattr(given, field.name))
    style.logo, style.logo_width, style.logo_height = logo.png, logo.width, logo.height
