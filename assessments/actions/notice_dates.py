"""Telling people of dates that come near: of assessments that are due, and of evidence that expires."""

import datetime
from collections.abc import Iterable
from typing import Final

from django.db.models import F

from assessments.actions.notices import tell_of_date
from assessments.actions.workflow import leads_of, managers_of
from assessments.models import Assessment, EvidenceUse, Notice
from assessments.notice_words import due_words, expiry_words
from assessments.signals import dates_looked_at
from assessments.workflow import State
from organisations.models import User

DUE_BEFORE: Final = (7, 1)  # days: told at the first run at which no more than these are left
EXPIRES_BEFORE: Final = datetime.timedelta(days=30)


def tell_of_dates(*, today: datetime.date) -> None:
    """Tell everybody concerned of what is due or expires, once each; to be called as often as one likes."""
    for assessment in Assessment.objects.due_within(max(DUE_BEFORE), today):
        _tell_due(assessment, today)
    told: set[int] = set()
    for use in _expiring(today):
        if use.evidence_id not in told:
            told.add(use.evidence_id)
            _tell_expiry(use)
    dates_looked_at.send(sender=Notice, today=today)


def _tell_due(assessment: Assessment, today: datetime.date) -> None:
    day = assessment.due_on
    if day is None:
        return
    step = min(before for before in DUE_BEFORE if (day - today).days <= before)
    tell_of_date(
        assessment=assessment,
        kind=Notice.Kind.DUE,
        to=asked_now(assessment),
        about=f"due-{step}:{assessment.uuid}:{day}",
        words=due_words(assessment, day),
    )


def _tell_expiry(use: EvidenceUse) -> None:
    evidence, assessment = use.evidence, use.assessment
    day = evidence.expires_on
    if day is None:
        return
    tell_of_date(
        assessment=assessment,
        kind=Notice.Kind.EXPIRING,
        to={evidence.added_by, *asked_now(assessment)},
        about=f"expires:{evidence.uuid}:{day}",
        words=expiry_words(assessment, evidence.title, day),
        element=use.element,
    )


def asked_now(assessment: Assessment) -> Iterable[User]:
    """Who has to do something for the assessment to go on: its assessors, its leads, or its organisation's managers.

    Whoever has submitted their own sheet has done their part.
    """
    if assessment.state == State.REVIEW:
        return managers_of(assessment)
    if assessment.state != State.SCORING:
        return leads_of(assessment)
    submitted = assessment.sheets.exclude(submitted_at=None).values("assessor")
    waited_for = assessment.assignments.exclude(user__in=submitted) if assessment.is_blind else assessment.assignments
    return [one.user for one in waited_for.select_related("user")] or leads_of(assessment)


def _expiring(today: datetime.date) -> Iterable[EvidenceUse]:
    """Where evidence that expires soon is used in assessments that are still worked at, the newest assessment first."""
    uses = EvidenceUse.objects.exclude(assessment__state=State.APPROVED)
    soon = uses.filter(evidence__expires_on__range=(today, today + EXPIRES_BEFORE))
    return soon.select_related("evidence__added_by", "assessment__organisation").order_by(
        F("assessment__created_at").desc(), "pk"
    )
