"""Changing what steps are reckoned to cost in one assessment."""

import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone

from assessments.access import managed_assessment
from organisations.models import User
from planner.efforts import USUAL, Efforts
from planner.models import EffortEstimate


class StaleEffortsError(Exception):
    """Somebody has changed the efforts since they were read; nothing was saved."""


@transaction.atomic
def save_efforts(*, assessment_uuid: uuid.UUID, efforts: Efforts, version: int, by: User) -> EffortEstimate:
    """Reckon with these from now on; ``version`` is the one that was read, 0 for the default rule.

    What stands already is no conflict, whoever wrote it: a form that is sent twice is saved once.
    Raises Http404 and PermissionDenied for who does not manage the assessment, and StaleEffortsError.
    """
    assessment = managed_assessment(by, assessment_uuid, lock=True)
    content = {
        "ratings": {str(value): tenths for value, tenths in efforts.ratings.items()},
        "objectives": dict(efforts.objectives),
        "factors": {code: factor for code, factor in efforts.factors.items() if factor != USUAL},
    }
    given = {**content, "by": by, "at": timezone.now(), "version": version + 1}
    stored = EffortEstimate.objects.filter(assessment=assessment)
    if version == 0 and not stored.exists():
        return EffortEstimate.objects.create(assessment=assessment, **given)
    if not stored.filter(version=version).update(**given) and not _stands(stored.first(), content):
        raise StaleEffortsError
    return stored.get()


def _stands(estimate: EffortEstimate | None, content: dict[str, Any]) -> bool:
    return estimate is not None and all(getattr(estimate, name) == value for name, value in content.items())
