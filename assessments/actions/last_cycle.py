"""Taking the last cycle's answers over, and confirming what was taken over."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction

from assessments.actions.answers import (
    GivenAnswer,
    SavedSheet,
    StaleAnswerError,
    save_answer,
    save_sheet,
)
from assessments.last_cycle import LastAnswer, LastCycle
from assessments.models import Source
from assessments.validity import InvalidAnswerError
from organisations.models import User


@dataclass(frozen=True)
class Page:
    """The place that the answers were shown at, and what was shown: the version of each by its item."""

    assessment_uuid: uuid.UUID
    element_code: str
    framework_version: uuid.UUID | None
    sheet: str | None
    versions: Mapping[str, int]


def take_over(
    *, cycle: LastCycle, page: Page, items: Collection[str], by: User, instead: Collection[str] = ()
) -> SavedSheet:
    """Take these answers of the last cycle over, to be confirmed later, and say what became of each.

    One that somebody has answered already stays, unless it is among ``instead``. Raises as ``save_sheet`` does.
    """
    chosen = [one for one in cycle.answers if one.item in items and (not one.is_given or one.item in instead)]
    given = {one.item: _given(one, page) for one in chosen}
    return save_sheet(
        assessment_uuid=page.assessment_uuid,
        element_code=page.element_code,
        given=given,
        by=by,
        framework_version=page.framework_version,
        sheet=page.sheet,
    )


@transaction.atomic
def confirm(*, cycle: LastCycle, page: Page, by: User) -> SavedSheet:
    """Let what was taken over here stand as one's own answer; what was changed meanwhile is stale, and stays."""
    outcome = SavedSheet()
    for one in cycle.waiting:
        given = GivenAnswer(one.standing.value, one.standing.reason, page.versions.get(one.item, one.standing.version))
        try:
            save_answer(
                assessment_uuid=page.assessment_uuid,
                element_code=page.element_code,
                item=one.item,
                given=given,
                by=by,
                framework_version=page.framework_version,
                sheet=page.sheet,
            )
            outcome.saved.add(one.item)
        except StaleAnswerError as fault:
            outcome.stale[one.item] = fault
        except InvalidAnswerError as fault:
            outcome.invalid[one.item] = str(fault)
    return outcome


def _given(one: LastAnswer, page: Page) -> GivenAnswer:
    version = page.versions.get(one.item, one.standing.version)
    return GivenAnswer(one.then.value, one.then.reason, version, source=Source.LAST_CYCLE)
