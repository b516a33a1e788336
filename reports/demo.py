"""What the demo's organisations do with their scores, from ``fixtures/demo/improvement``.

A target, a plan, a pulse, units, and others to be compared with. Built through the functions that the pages call, for
organisations that were built this minute. ``docs/demo.md`` says what the files hold.
"""

import datetime
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from assessments.models import Assessment
from organisations.models import Organisation, User
from plans.actions.actions import edit_action, given_of
from plans.actions.approval import approve_plan
from plans.actions.reports import Report, report_progress
from plans.actions.suggestions import suggestions_of, take_suggestion
from plans.models import Action, Plan
from plans.models.action import Status
from pulses.actions.answers import answer_pulse
from pulses.actions.pulses import GivenPulse, close_pulse, create_pulse
from pulses.models import Pulse
from pulses.tally import UNKNOWN
from reports.demo_others import add_others, add_units
from targets.actions.targets import aim_one_level_up

FOLDER = Path(settings.BASE_DIR) / "fixtures" / "demo" / "improvement"


def improve(organisations: Iterable[Organisation]) -> None:
    """Give each of these what its file says; one without a file is left as it is."""
    for organisation in organisations:
        file = FOLDER / f"{organisation.slug}.yaml"
        if file.exists():
            _improve(organisation, yaml.safe_load(file.read_text(encoding="utf-8")))


@transaction.atomic
def _improve(organisation: Organisation, said: dict[str, Any]) -> None:
    assessment = organisation.assessments.get(period=said["period"])
    by = User.objects.get(email=said["manager"])
    aim_one_level_up(assessment_uuid=assessment.uuid, number=0, by=by, due_on=_day(said["target"]["due"]))
    for entry in said["actions"]:
        _act(assessment, entry, by=by)
    if said["approved"]:
        plan = Plan.objects.get(assessment=assessment)
        approve_plan(assessment_uuid=assessment.uuid, version=plan.version, by=by)
    _ask(assessment, said["pulse"], by=by)
    if "units" in said:
        add_units(organisation, said["units"], by=by)
    if "benchmark" in said:
        add_others(organisation, assessment.version, said["benchmark"], by=by)


def _act(assessment: Assessment, entry: dict[str, Any], *, by: User) -> None:
    """One action: what the guide suggests for the element's next level, with an owner, days and how far it is."""
    code = next(one.code for one in suggestions_of(assessment) if one.element.code == entry["element"])
    action = take_suggestion(assessment_uuid=assessment.uuid, code=code, by=by)
    place: dict[str, Any] = {"assessment_uuid": assessment.uuid, "action_uuid": action.uuid, "by": by}
    given = given_of(action)
    edit_action(**place, given=_agreed(given, entry), version=action.version)
    if "status" in entry:
        now = Action.objects.get(pk=action.pk)
        report = Report(Status(entry["status"]), entry.get("progress", 0), entry.get("note", ""))
        report_progress(**place, report=report, version=now.report_version)


def _agreed(given: Any, entry: dict[str, Any]) -> Any:
    return type(given)(
        **given.fields
        | {
            "owner": User.objects.get(email=entry["owner"]) if "owner" in entry else None,
            "owner_name": entry.get("owner_name", ""),
            "sponsor": entry.get("sponsor", ""),
            "start": _day(entry["start"]),
            "due": _day(entry["due"]),
            "cost": entry.get("cost"),
            "currency": "EUR" if "cost" in entry else "",
        },
        moves=given.moves,
    )


def _ask(assessment: Assessment, pulse: dict[str, Any], *, by: User) -> None:
    """A pulse with its sheets: one line a person, a digit a question, a dot for who doesn't know."""
    given = GivenPulse(pulse["title"], Pulse.Kind.ELEMENTS, _day(0), _day(pulse["closes"]))
    issued = create_pulse(assessment_uuid=assessment.uuid, given=given, operation=uuid.uuid4(), by=by)
    codes = [question.code for question in issued.pulse.questions.order_by("place")]
    for sheet in pulse["sheets"]:
        answers = {code: UNKNOWN if said == "." else said for code, said in zip(codes, sheet, strict=True)}
        answer_pulse(token=issued.token, answers=answers, operation=uuid.uuid4())
    close_pulse(pulse_uuid=issued.pulse.uuid, by=by)


def _day(offset: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=offset)
