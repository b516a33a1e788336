"""A plan as it was approved, read from what its approval keeps."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from assessments.models import Assessment
from assessments.moves import Answers, Move
from frameworks.definition import FrameworkDefinition
from frameworks.functions import Function
from plans.models import PlanEvent
from plans.words import ChangeLine, change_lines


@dataclass(frozen=True)
class Agreed:
    """An action as it was agreed on; a day, an effort or a cost that was left open is None, a text is empty."""

    title: str
    owner: str
    function: str
    start: datetime.date | None
    due: datetime.date | None
    effort: Decimal | None
    cost: Decimal | None
    currency: str
    lines: tuple[ChangeLine, ...]

    @property
    def is_unowned(self) -> bool:
        """Whether nobody was to see to it."""
        return not (self.owner or self.function)


def approval_of(assessment: Assessment, revision: int) -> PlanEvent:
    """The approval of this revision of its plan, whatever has changed since; Http404 where there is none."""
    events = PlanEvent.objects.filter(plan__assessment=assessment, kind=PlanEvent.Kind.APPROVED, revision=revision)
    found = events.select_related("by").order_by("-pk").first()
    if found is None:
        raise Http404(_("This revision of the plan was not approved."))
    return found


def agreed_in(definition: FrameworkDefinition, answers: Answers, approval: PlanEvent) -> list[Agreed]:
    """The actions that the approval keeps, in their order then; their answers in the words of this definition."""
    return [_agreed(definition, answers, kept) for kept in approval.agreed]


def _agreed(definition: FrameworkDefinition, answers: Answers, kept: Mapping[str, Any]) -> Agreed:
    return Agreed(
        title=kept["title"],
        owner=kept["owner"],
        function=str(dict(Function.choices).get(kept["function"], kept["function"])),
        start=_day(kept["start"]),
        due=_day(kept["due"]),
        effort=_number(kept["effort"]),
        cost=_number(kept["cost"]),
        currency=kept["currency"],
        lines=tuple(change_lines(definition, answers, [Move(*change) for change in kept["changes"]])),
    )


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
