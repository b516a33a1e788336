"""Why something can't be done in the state that an assessment is in, in words that say what to do."""

from django.utils.translation import gettext as _

from assessments.access import WrongStateError
from assessments.workflow import Act, State


def state_words(refusal: WrongStateError) -> str:
    """What is said to somebody who could have done this in another state."""
    own = _of_steps().get(refusal.act, {}).get(refusal.state) or _of_acts().get((refusal.act, refusal.state))
    return own or _by_state()[refusal.state]


def _by_state() -> dict[State, str]:
    return {
        State.DRAFT: _("The scoring has not started yet. Whoever leads the team starts it."),
        State.SCORING: _("The scoring still goes on, so this can’t be done yet."),
        State.CONSENSUS: _("The round has ended, so nothing was saved: the team agrees on its answers now."),
        State.REVIEW: _("The assessment is being reviewed, so nothing was saved. A manager can return it."),
        State.APPROVED: _("The assessment was approved in the meantime, so nothing was saved."),
    }


def _of_acts() -> dict[tuple[Act, State], str]:
    has_started = _("The scoring has started already, so nothing has changed.")
    is_set = _("The scoring has started, so how the team scores stays as it is. Save the rest again: nothing was yet.")
    after_draft = (State.SCORING, State.CONSENSUS, State.REVIEW, State.APPROVED)
    after_round = (State.CONSENSUS, State.REVIEW, State.APPROVED)
    return {
        **dict.fromkeys(((Act.START, state) for state in after_draft), has_started),
        **dict.fromkeys(((Act.SET_UP, state) for state in after_draft), is_set),
        **dict.fromkeys(
            ((Act.SUBMIT_SHEET, state) for state in after_round),
            _("The round has ended, and your sheet is kept as it was. Nothing has changed."),
        ),
        **dict.fromkeys(
            ((Act.CLOSE_ROUND, state) for state in after_round),
            _("The round has ended already; nothing has changed."),
        ),
        (Act.REMIND, State.REVIEW): _("The assessment is being reviewed, so nobody has to be reminded."),
        (Act.REMIND, State.APPROVED): _("The assessment is approved, so nobody has to be reminded."),
        (Act.COMPARE, State.SCORING): _("Nobody sees another’s sheet before the round has ended."),
        (Act.DISCUSS, State.SCORING): _("Everybody scores alone now; the discussion opens when the round has ended."),
    }


def _of_steps() -> dict[Act, dict[State, str]]:
    not_started = _("The scoring has not started yet. Whoever leads the team starts it.")
    at_work = _("The assessment is being worked at again, so there is nothing to approve or return.")
    return {
        Act.SUBMIT: {
            State.DRAFT: not_started,
            State.SCORING: _("Not everybody has submitted their sheet yet, so it can’t be submitted for review."),
            State.REVIEW: _("It was submitted before; nothing has changed."),
            State.APPROVED: _("It was approved in the meantime; nothing has changed."),
        },
        Act.RETURN: {
            State.DRAFT: not_started,
            State.SCORING: at_work,
            State.CONSENSUS: at_work,
            State.APPROVED: _("It was approved in the meantime, so it was not returned. It can be reopened."),
        },
        Act.APPROVE: {
            State.DRAFT: not_started,
            State.SCORING: at_work,
            State.CONSENSUS: at_work,
            State.APPROVED: _("It was approved before; nothing has changed."),
        },
        Act.REOPEN: dict.fromkeys(State, _("It is not approved, so there is nothing to reopen. Nothing has changed.")),
    }
