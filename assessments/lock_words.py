"""Why a person can only read the answers of an element, in words that say what it waits for."""

from django.utils.translation import gettext as _

from assessments.access import Desk, covers, may_score
from assessments.workflow import State
from frameworks.definition import FrameworkDefinition


def lock_words(desk: Desk, definition: FrameworkDefinition, element_code: str) -> str:
    """The reason; empty for whoever may answer, and for an approved assessment, whose page says more than a reason."""
    by_state = _by_state()
    state = State(desk.assessment.state)
    return by_state[state] if state in by_state else _by_person(desk, definition, element_code)


def _by_state() -> dict[State, str]:
    return {
        State.DRAFT: _("The scoring has not started yet. Whoever leads the team starts it."),
        State.CONSENSUS: _("The scoring has ended: the team agrees on its answers now, and here they can be read."),
        State.REVIEW: _("The assessment is being reviewed: its answers change only if it is returned."),
        State.APPROVED: "",
    }


def _by_person(desk: Desk, definition: FrameworkDefinition, element_code: str) -> str:
    scope: str | None = desk.assessment.scope  # type: ignore[attr-defined]  # annotated by with_access_of
    if not may_score(desk.assessment):
        return _("You can read these answers. Only the people assigned to this assessment can change them.")
    if desk.own_sheet and desk.own_sheet.submitted_at:
        return _("You have submitted your sheet. You can read it, and it stays as it is.")
    if not covers(definition, scope, element_code):
        return _("You can read these answers. Other elements are assigned to you.")
    return ""
