"""The due days of a plan as an iCalendar file (RFC 5545), which calendars can take in again and again.

Each action with a due day is an event of that whole day. Its UID never changes and its SEQUENCE grows, so that a
calendar that reads the file a second time changes what it has instead of adding it once more.
"""

import datetime
from collections.abc import Callable, Iterable
from typing import Final

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from plans.models import Action, Status

PRODUCT: Final = "-//cxmaturity//improvement plan//EN"


def calendar_of(title: str, actions: Iterable[Action], address: Callable[[Action], str]) -> bytes:
    """The file; ``address`` gives the whole address of an action's page. Actions without a day are left out."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    for action in actions:
        if action.due is not None:
            calendar.add_component(_event(action, action.due, address(action)))
    return bytes(calendar.to_ical())


def _event(action: Action, day: datetime.date, address: str) -> Event:
    event = Event()
    event.add("uid", f"{action.uuid}@cxmaturity")
    event.add("dtstamp", _changed_at(action))
    event.add("last-modified", _changed_at(action))
    event.add("sequence", action.version + action.report_version)
    event.add("dtstart", day)
    if day < datetime.date.max:  # without an end it lasts its day, too; the last day of all has no day after it
        event.add("dtend", day + datetime.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if action.status == Status.DROPPED else "CONFIRMED")
    event.add("summary", _summary(action))
    event.add("description", _description(action, address))
    event.add("url", address)
    return event


def _summary(action: Action) -> str:
    words = _("Done: %(title)s") if action.is_done else _("Due: %(title)s")
    return _in_print(words % {"title": action.title})


def _in_print(text: str) -> str:
    """The text without what a calendar might take for an end of its line; line feeds are escaped and stay."""
    return "".join(letter if letter == "\n" or letter.isprintable() else " " for letter in text)


def _description(action: Action, address: str) -> str:
    facts = [
        (_("Owner: %(name)s"), action.owned_by),
        (_("Function: %(name)s"), action.get_function_display() if action.function else ""),
        (_("Status: %(name)s"), action.get_status_display()),
    ]
    lines = [words % {"name": name} for words, name in facts if name]
    return _in_print("\n".join([*lines, *([action.description] if action.description else []), address]))


def _changed_at(action: Action) -> datetime.datetime:
    days = [action.created_at, action.edited_at, action.reported_at]
    return max(day for day in days if day is not None).astimezone(datetime.UTC)
