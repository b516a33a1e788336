"""What leads and managers do with a team: choosing it, and reminding who is waited for."""

import datetime
import uuid
from collections.abc import Mapping

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from assessments.access import assessment_for, visible_assessment
from assessments.actions.assessments import Duty, assign_duties, duties_of, hold_organisation, note_event
from assessments.actions.notices import tell
from assessments.actions.workflow import end_round_when_all_have_submitted
from assessments.models import Assessment, Assignment, Event, Notice
from assessments.scopes import known_codes
from assessments.workflow import Act
from organisations.models import User

PAUSE = datetime.timedelta(hours=1)


class TeamChangedError(Exception):
    """Somebody changed the team after the person had looked at it."""


class UnknownPartError(Exception):
    """Somebody was to score what the framework version doesn't have."""


class RemindedAlreadyError(Exception):
    """The person was reminded less than an hour ago, at ``at``."""

    def __init__(self, at: datetime.datetime) -> None:
        """Keep the time, to be told."""
        super().__init__()
        self.at = at


@transaction.atomic
def assign_team(
    *, assessment_uuid: uuid.UUID, duties: Mapping[User, Duty], by: User, seen: str | None = None
) -> Assessment:
    """Make these people the team, for a lead or manager; when nobody is waited for then, the blind round ends.

    Raises Http404, PermissionDenied and WrongStateError as ``assessment_for`` does, NotAMemberError, UnknownPartError,
    and TeamChangedError when the team is not the one that was ``seen`` (``team_mark``).
    """
    hold_organisation(visible_assessment(by, assessment_uuid))  # first, as where a membership ends
    assessment = assessment_for(by, assessment_uuid, Act.ASSIGN, lock=True)
    if seen not in {None, team_mark(duties_of(assessment))}:
        raise TeamChangedError
    _refuse_unknown(assessment, duties)
    assign_duties(assessment=assessment, duties=duties, by=by)
    if assessment.is_blind:
        end_round_when_all_have_submitted(assessment, by=by)
    return assessment


def team_mark(duties: Mapping[User, Duty]) -> str:
    """By what a team is known again: who is in it, and with which duties."""
    return ",".join(sorted(f"{user.pk}:{duty.is_lead:d}:{duty.scope}" for user, duty in duties.items()))


def _refuse_unknown(assessment: Assessment, duties: Mapping[User, Duty]) -> None:
    known = known_codes(assessment.version.definition()) | {Assignment.NOTHING}
    if any(set(duty.scope.split()) - known for duty in duties.values()):
        raise UnknownPartError


@transaction.atomic
def remind_assessor(*, assessment_uuid: uuid.UUID, membership_uuid: uuid.UUID, by: User) -> User:
    """Remind somebody of the team of what is theirs to do, at most once an hour; written down as an event.

    Raises as ``assessment_for`` does, Http404 for who is not in the team or is oneself, and RemindedAlreadyError.
    """
    assessment = assessment_for(by, assessment_uuid, Act.REMIND, lock=True)
    members = User.objects.filter(
        memberships__uuid=membership_uuid, memberships__organisation=assessment.organisation_id
    )
    person = members.filter(assignments__assessment=assessment, is_active=True).exclude(pk=by.pk).first()
    if person is None:
        raise Http404
    last = last_reminders(assessment).get(person.pk)
    if last and last > timezone.now() - PAUSE:
        raise RemindedAlreadyError(last)
    tell(assessment=assessment, kind=Notice.Kind.REMINDER, to=[person], by=by)
    note_event(assessment, Event.Kind.REMINDED, by=by, words=str(person))
    return person


def last_reminders(assessment: Assessment) -> dict[int, datetime.datetime]:
    """When each person was reminded last."""
    reminders = assessment.notices.filter(kind=Notice.Kind.REMINDER).order_by("at")
    return dict(reminders.values_list("user", "at"))
