"""The due days as iCalendar, read back by a program that knows the format."""

import datetime

from icalendar import Calendar

from plans.calendar import calendar_of
from plans.models import Action, Status
from tests.plans.making import TODAY

AT = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
AWKWARD = "Ask; “why, who” \\ and\nthen BEGIN:VEVENT"


def action(title="Map the journeys", **changes):
    return Action(title=title, **{"due": TODAY, "function": "marketing", "created_at": AT} | changes)


def events(*actions):
    content = calendar_of("Plan", actions, lambda one: f"https://example.org/{one.uuid}")
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_a_due_day_is_an_event_of_that_whole_day():
    one = action()
    (event,) = events(one)
    assert (event["uid"], event["summary"]) == (f"{one.uuid}@cxmaturity", "Due: Map the journeys")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (TODAY, TODAY + datetime.timedelta(days=1))
    assert (event["dtstart"].params["VALUE"], event["transp"], event["status"]) == ("DATE", "TRANSPARENT", "CONFIRMED")
    assert str(event["url"]) == f"https://example.org/{one.uuid}"


def test_it_keeps_its_uid_and_counts_its_changes():
    one = action()
    before = events(one)[0]
    one.due, one.version, one.report_version = TODAY + datetime.timedelta(days=3), 2, 1
    one.edited_at = AT + datetime.timedelta(hours=1)
    after = events(one)[0]
    assert before["uid"] == after["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 3)
    assert after.decoded("dtstamp") == AT + datetime.timedelta(hours=1)


def test_awkward_words_come_back_as_they_were_and_make_no_event():
    (event,) = events(action(AWKWARD.replace("\n", " "), description=AWKWARD, owner_name="A; B, C"))
    assert event["summary"] == "Due: " + AWKWARD.replace("\n", " ")
    assert AWKWARD in event["description"]
    assert "Owner: A; B, C" in event["description"]


def test_letters_that_end_a_line_somewhere_are_spaces():
    (event,) = events(action("One\x0btwo\x0cthree\x85four\u2028five"))
    assert event["summary"] == "Due: One two three four five"


def test_what_is_done_says_so_and_what_was_dropped_is_cancelled():
    done, dropped = events(action(status=Status.DONE), action(status=Status.DROPPED))
    assert (done["summary"], dropped["status"]) == ("Done: Map the journeys", "CANCELLED")


def test_the_last_day_of_all_has_no_end_and_breaks_nothing():
    last, usual = events(action(due=datetime.date.max), action())
    assert (last.decoded("dtstart"), "dtend" in last, "dtend" in usual) == (datetime.date.max, False, True)


def test_what_has_no_day_is_left_out():
    assert events(action(due=None)) == []


def test_lines_are_folded_and_ended_as_the_format_wants():
    content = calendar_of("Plan", [action("x" * 180)], lambda one: "https://example.org/")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
