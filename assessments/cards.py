"""What was noted with what its reader may do about it: a page shows one card each."""

from dataclasses import dataclass
from typing import Any

from assessments.access import Desk, may, may_change_words, may_consider
from assessments.forms.open_point import FindingForm
from assessments.noted import Noted, back_on_the_desk
from assessments.workflow import Act
from frameworks.definition import FrameworkDefinition
from organisations.models import User


@dataclass(frozen=True)
class Card:
    """One remark; ``form`` closes an open point, or changes what was found, for who may do that now.

    ``theirs`` is what stands, where somebody else was faster.
    """

    noted: Noted
    may_change: bool = False
    may_note: bool = False
    may_consider: bool = False
    form: FindingForm | None = None
    theirs: Noted | None = None
    fault: str = ""


def card_of(desk: Desk, definition: FrameworkDefinition, noted: Noted, reader: User) -> Card:
    """The card of one remark for the reader whose desk this is."""
    may_note = may(desk.assessment, Act.NOTE)
    return Card(
        noted,
        may_change=may_change_words(desk.assessment, noted.by_id, reader),
        may_note=may_note,
        may_consider=noted.is_back_on_the_desk and may_consider(desk, definition, noted.element),
        form=finding_form(noted) if noted.is_point and may_note else None,
    )


def finding_form(noted: Noted) -> FindingForm:
    """The form of a point's finding, with what was found so far."""
    now = {"version": noted.version, "finding": noted.finding}
    return FindingForm(initial=now, auto_id=f"finding-{noted.uuid}-%s")


def on_the_desk(desk: Desk, definition: FrameworkDefinition, reader: User, element_code: str = "") -> dict[str, Any]:
    """What a page shows of findings that nobody has considered yet: those of its element, and where there are any.

    One query, and none on what is approved.
    """
    waiting = back_on_the_desk(desk.assessment, reader)
    here = [one for one in waiting if one.element == element_code]
    return {
        "findings": [card_of(desk, definition, one, reader) for one in here],
        "back_on_desk": {one.element for one in waiting},
    }
