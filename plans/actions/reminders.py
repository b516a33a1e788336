"""Reminding people of the due days of an approved plan's actions: before they come, and once they have passed."""

import datetime
from collections.abc import Collection, Iterable
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.actions.notices import tell_of_date
from assessments.actions.workflow import leads_of
from assessments.models import Notice
from assessments.notice_words import readers_language
from assessments.readers import readers_of
from organisations.models import User
from plans.models import Action, State

DUE_BEFORE: Final = (7, 1)  # days: told at the first run at which no more than these are left
NEEDED: Final = ("owner", "plan__approved_by", "plan__assessment__organisation")
OVERDUE_FOR: Final = datetime.timedelta(days=30)  # who looks for the first time tells nothing older


def tell_of_actions(*, today: datetime.date) -> None:
    """Tell owners of what is due or overdue, once each; to be called as often as one likes.

    Where the owner has no account, or can't read the assessment any more, the manager who approved the plan is told
    instead, or else who leads, and why they are.
    """
    for action in _near(today):
        if action.due is not None:
            _tell(action, action.due, today)


def _near(today: datetime.date) -> Iterable[Action]:
    window = (today - OVERDUE_FOR, today + datetime.timedelta(days=max(DUE_BEFORE)))
    near = Action.objects.open().filter(plan__state=State.APPROVED, due__range=window)
    return [
        action
        for action in near.select_related("owner", "plan__approved_by", "plan__assessment__organisation").order_by(
            "due", "pk"
        )
        if not action.plan.assessment.is_blind
    ]


def _tell(action: Action, day: datetime.date, today: datetime.date) -> None:
    assessment, is_overdue = action.plan.assessment, day < today
    readers = readers_of(assessment)
    tell_of_date(
        assessment=assessment,
        kind=Notice.Kind.ACTION_OVERDUE if is_overdue else Notice.Kind.ACTION_DUE,
        to=_asked(action, readers, is_overdue=is_overdue),
        about=f"{_occasion(day, today)}:{action.uuid}:{day}",
        words=_words(action, day, readers, is_overdue=is_overdue),
    )


def _occasion(day: datetime.date, today: datetime.date) -> str:
    if day < today:
        return "action-overdue"
    return f"action-due-{min(before for before in DUE_BEFORE if (day - today).days <= before)}"


def _asked(action: Action, readers: Collection[User], *, is_overdue: bool) -> set[User]:
    """The owner, or the plan's manager; of what is overdue also who leads, who may have to do something about it."""
    told = next((one for one in (action.owner, action.plan.approved_by) if one and one in readers), None)
    return {*([told] if told else []), *(leads_of(action.plan.assessment) if is_overdue or not told else [])}


def _words(action: Action, day: datetime.date, readers: Collection[User], *, is_overdue: bool) -> str:
    with readers_language():
        facts = {"action": action.title, "title": action.plan.assessment.title, "date": date_format(day, "j F Y")}
        if is_overdue:
            words = _("“%(action)s”, planned for “%(title)s”, was due on %(date)s and is not done.") % facts
        else:
            words = _("“%(action)s”, planned for “%(title)s”, is due on %(date)s.") % facts
        return f"{words} {_instead(action, readers)}".strip()


def _instead(action: Action, readers: Collection[User]) -> str:
    """Why somebody else is told than the owner; nothing where the owner is."""
    if action.owner and action.owner in readers:
        return ""
    if action.owned_by:
        return _("%(owner)s, who is to see to it, has no account here: please pass it on.") % {"owner": action.owned_by}
    return _("Nobody is named yet who sees to it.")
