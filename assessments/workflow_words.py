"""Why something can't be done in the state that an assessment is in, in words that say what to do."""

from django.utils.translation import gettext as _

from assessments.access import WrongStateError
from assessments.workflow import Act, State


def state_words(refusal: WrongStateError) -> str:
    """What is said to somebody who could have done this in another state."""
    if refusal.state == State.APPROVED:
        if refusal.act == Act.APPROVE:
            return _("It was approved before; nothing has changed.")
        return _("The assessment was approved in the meantime, so nothing was saved.")
    return _by_state()[refusal.state]


def _by_state() -> dict[State, str]:
    return {
        State.DRAFT: _("The scoring has not started yet. Whoever leads the team starts it."),
        State.SCORING: _("The scoring still goes on, so this can’t be done yet."),
        State.CONSENSUS: _("The round has ended, so nothing was saved: the team agrees on its answers now."),
        State.REVIEW: _("The assessment is being reviewed, so nothing was saved. A manager can return it."),
    }
