"""Taking part in the benchmark, saying otherwise what one is compared by, and leaving."""

import logging
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from benchmarking import consent
from benchmarking.models import Participation
from organisations.access import managed_organisation
from organisations.models import User

log = logging.getLogger(__name__)


class StaleParticipationError(Exception):
    """Somebody has joined, left or changed something since the page was read; nothing was saved."""


@dataclass(frozen=True)
class Compared:
    """What an organisation is compared by."""

    sector: str
    region: str
    size: str


@transaction.atomic
def join_benchmark(*, slug: str, given: Compared, by: User) -> Participation:
    """Take part from now on, under the text of consent as it stands; for the organisation's managers.

    Raises Http404 or PermissionDenied for others, and StaleParticipationError where it takes part already.
    """
    organisation = managed_organisation(by, slug)
    row = Participation(
        organisation=organisation,
        sector=given.sector,
        region=given.region,
        size=given.size,
        consent=consent.NUMBER,
        by=by,
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as fault:
        raise StaleParticipationError from fault
    log.info("Organisation %s takes part in the benchmark, by person %s", organisation.pk, by.pk)
    return row


@transaction.atomic
def change_participation(*, slug: str, given: Compared, version: int, by: User) -> None:
    """Be compared by something else from the next figures on; agrees to the text as it stands. Raises as ``join``."""
    compared = {"sector": given.sector, "region": given.region, "size": given.size}
    _write(slug, version, by, **compared, consent=consent.NUMBER)


@transaction.atomic
def leave_benchmark(*, slug: str, version: int, by: User) -> None:
    """Take part no longer; the organisation's data is read no more. Raises as ``join_benchmark``."""
    _write(slug, version, by, ended_at=timezone.now(), ended_by=by)
    log.info("Organisation %s leaves the benchmark, by person %s", slug, by.pk)


def _write(slug: str, version: int, by: User, **fields: object) -> None:
    organisation = managed_organisation(by, slug)
    found = Participation.objects.current().filter(organisation=organisation, version=version)
    if not found.update(version=version + 1, **fields):
        raise StaleParticipationError
