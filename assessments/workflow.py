"""The life of an assessment: its states, and who may do what in which of them. ``docs/workflow.md`` shows the table."""

from collections.abc import Iterable
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where an assessment stands."""

    DRAFT = "draft", _("Draft")
    SCORING = "scoring", _("Scoring")
    CONSENSUS = "consensus", _("Consensus")
    REVIEW = "review", _("Review")
    APPROVED = "approved", _("Approved")


class Mode(TextChoices):
    """How a team scores: together on one set of answers, or each on a sheet of their own that nobody else sees."""

    JOINT = "joint", _("Joint sheet")
    INDEPENDENT = "independent", _("Independent scoring")


class Part(TextChoices):
    """What a person is to an assessment; one person can be several of these."""

    MANAGER = "manager", _("Manager")
    LEAD = "lead", _("Lead assessor")
    ASSESSOR = "assessor", _("Assessor")


class Act(TextChoices):
    """What can be done with an assessment."""

    READ = "read", _("Read it")
    SET_UP = "set-up", _("Choose how the team scores, and the tolerance")
    ASSIGN = "assign", _("Assign people, set title and due date")
    REMIND = "remind", _("Remind people")
    START = "start", _("Start the scoring")
    SCORE = "score", _("Answer, on the joint sheet or one’s own")
    SUBMIT_SHEET = "submit-sheet", _("Submit one’s own sheet")
    CLOSE_ROUND = "close-round", _("Close the round before all have submitted")
    AGREE = "agree", _("Set the agreed answers")
    NOTE = "note", _("Add evidence, strengths, areas for improvement, open points")
    DISCUSS = "discuss", _("Discuss an element")
    COMPARE = "compare", _("See everybody’s sheets")
    SUBMIT = "submit", _("Submit for review")
    RETURN = "return", _("Return with comments")
    APPROVE = "approve", _("Approve and freeze")
    REOPEN = "reopen", _("Reopen as a new revision")
    UPGRADE = "upgrade", _("Move to another framework version")


_ALL = frozenset(Part)
_LEADS = frozenset({Part.MANAGER, Part.LEAD})
_MANAGERS = frozenset({Part.MANAGER})
_ASSESSORS = frozenset({Part.ASSESSOR})

# The one table. An act that a state doesn't name can be done by nobody in it.
ALLOWED: Final[dict[Act, dict[State, frozenset[Part]]]] = {
    Act.READ: dict.fromkeys(State, _ALL),
    Act.SET_UP: {State.DRAFT: _LEADS},
    Act.ASSIGN: dict.fromkeys((State.DRAFT, State.SCORING, State.CONSENSUS, State.REVIEW), _LEADS),
    Act.REMIND: dict.fromkeys((State.SCORING, State.CONSENSUS), _LEADS),
    Act.START: {State.DRAFT: _LEADS},
    Act.SCORE: {State.SCORING: _ASSESSORS},
    Act.SUBMIT_SHEET: {State.SCORING: _ASSESSORS},
    Act.CLOSE_ROUND: {State.SCORING: _LEADS},
    Act.AGREE: {State.CONSENSUS: _LEADS},
    Act.NOTE: dict.fromkeys((State.SCORING, State.CONSENSUS), _ALL),
    Act.DISCUSS: dict.fromkeys((State.SCORING, State.CONSENSUS, State.REVIEW), _ALL),
    Act.COMPARE: dict.fromkeys((State.CONSENSUS, State.REVIEW, State.APPROVED), _ALL),
    Act.SUBMIT: dict.fromkeys((State.SCORING, State.CONSENSUS), _LEADS),
    Act.RETURN: {State.REVIEW: _MANAGERS},
    Act.APPROVE: {State.REVIEW: _MANAGERS},
    Act.REOPEN: {State.APPROVED: _MANAGERS},
    Act.UPGRADE: dict.fromkeys((State.DRAFT, State.SCORING), _MANAGERS),
}

# Independent scoring knows acts that a joint sheet doesn't, and while it goes on, some rest.
ONLY_INDEPENDENT: Final = frozenset({Act.SUBMIT_SHEET, Act.CLOSE_ROUND, Act.AGREE, Act.COMPARE})
NOT_WHILE_BLIND: Final = frozenset({Act.SUBMIT, Act.UPGRADE, Act.DISCUSS})


def parts_that_may(act: Act, state: State, mode: Mode) -> frozenset[Part]:
    """Who may do it in this state; empty when nobody may."""
    if act in ONLY_INDEPENDENT and mode == Mode.JOINT:
        return frozenset()
    if act in NOT_WHILE_BLIND and is_blind(state, mode):
        return frozenset()
    return ALLOWED[act].get(state, frozenset())


def is_possible(act: Act, state: State, mode: Mode, parts: Iterable[Part]) -> bool:
    """Whether somebody with these parts may do it in this state."""
    return not parts_that_may(act, state, mode).isdisjoint(parts)


def is_ever_possible(act: Act, mode: Mode, parts: Iterable[Part]) -> bool:
    """Whether somebody with these parts may do it in some state: what then stands in the way is the state alone."""
    return any(is_possible(act, state, mode, parts) for state in State)


def is_blind(state: State, mode: Mode) -> bool:
    """Whether everybody fills a sheet of their own, which nobody else may see yet."""
    return state == State.SCORING and mode == Mode.INDEPENDENT


def workflow_table(mode: Mode) -> str:
    """Who may do what in which state, as ``docs/workflow.md`` shows it: M manager, L lead, A assessor."""
    states = [state for state in State if state != State.CONSENSUS or mode == Mode.INDEPENDENT]
    head = f"| | {' | '.join(str(state.label) for state in states)} |"
    rows = [
        f"| {act.label} | {' | '.join(_initials(parts_that_may(act, state, mode)) for state in states)} |"
        for act in Act
    ]
    return "\n".join([head, "|---" * (len(states) + 1) + "|", *rows])


def _initials(parts: frozenset[Part]) -> str:
    return " ".join(part.name[0] for part in Part if part in parts) or "–"
