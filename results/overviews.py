"""Which assessment a manager's first screen is about: one for each unit and framework, the newest of each."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import get_language

from assessments.models import Assessment
from assessments.workflow import State
from organisations.models import Organisation, User


@dataclass(frozen=True)
class Choice:
    """The newest assessment of a unit with a framework; an empty unit is the whole organisation."""

    assessment: Assessment
    unit: str
    framework: str


def choices(organisation: Organisation, user: User) -> list[Choice]:
    """What the first screen can be about, of what the person may see; the newest first, in one query."""
    rows = organisation.assessments.visible_to(user).exclude(state=State.DRAFT).for_lists()
    newest: dict[tuple[int | None, int], Assessment] = {}
    for row in rows.select_related("organisation", "unit", "version__framework"):
        newest.setdefault((row.unit_id, row.version.framework_id), row)
    return [_choice(row) for row in newest.values()]


def chosen(offered: Sequence[Choice], asked: str) -> Choice | None:
    """The choice that was asked for by the assessment's uuid, or else the newest in which something is answered.

    Raises Http404 for what is not offered; None where nothing is.
    """
    if asked:
        return _asked(offered, asked)
    telling = (one for one in offered if one.assessment.answered_percent and not one.assessment.is_blind)
    return next(telling, offered[0] if offered else None)


def _asked(offered: Iterable[Choice], asked: str) -> Choice:
    try:
        wanted = uuid.UUID(asked)
    except ValueError:
        raise Http404
    found = next((one for one in offered if one.assessment.uuid == wanted), None)
    if found is None:
        raise Http404
    return found


def _choice(row: Assessment) -> Choice:
    title = row.version.definition_in(get_language()).title
    return Choice(row, row.unit.name if row.unit else "", title)
