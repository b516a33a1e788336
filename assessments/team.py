"""The team of an assessment as leads and managers see it: who scores what, how far each is, and who covers what.

While everybody scores alone it tells how much each has answered, and nothing of what: not even how much of it was said
not to apply.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assessments.access import covers
from assessments.actions.assessments import Duty
from assessments.models import Assessment, Assignment, IndividualSheet
from assessments.progress import Count, count_in_scope, settled_in_scope
from assessments.scopes import scope_words
from frameworks.definition import Element, FrameworkDefinition
from organisations.models import Membership, User

WHOLE, LEAD = "whole", "lead"


@dataclass(frozen=True)
class Assignee:
    """Somebody of the team with what is theirs, and how much of it is answered; None for who scores nothing."""

    membership: Membership
    duty: Duty
    scope: str
    count: Count | None = None
    submitted_at: datetime.datetime | None = None
    reminded_at: datetime.datetime | None = None

    @property
    def person(self) -> User:
        """Who it is."""
        return self.membership.user


@dataclass(frozen=True)
class Candidate:
    """A member of the organisation with what is ticked for them; ``singles`` of it are single elements."""

    membership: Membership
    ticked: frozenset[str]
    singles: int

    @property
    def person(self) -> User:
        """Who it is."""
        return self.membership.user


@dataclass(frozen=True)
class Cover:
    """An element and those who score it."""

    element: Element
    people: tuple[str, ...]


@dataclass(frozen=True)
class Coverage:
    """Who scores which element."""

    covers: tuple[Cover, ...]

    @property
    def nobodys(self) -> tuple[Element, ...]:
        """Elements that nobody scores."""
        return tuple(one.element for one in self.covers if not one.people)

    @property
    def ones(self) -> tuple[Element, ...]:
        """Elements that one person alone scores, so that there is nothing to hold against their answers."""
        return tuple(one.element for one in self.covers if len(one.people) == 1)


def assignees_of(
    assessment: Assessment,
    definition: FrameworkDefinition,
    memberships: Iterable[Membership],
    duties: Mapping[User, Duty],
    reminders: Mapping[int, datetime.datetime],
) -> list[Assignee]:
    """The team with each person's progress, in the order of the memberships; a query more where there are sheets."""
    sheets = {sheet.assessor_id: sheet for sheet in assessment.sheets.all()} if assessment.is_independent else {}
    return [
        Assignee(
            membership=one,
            duty=duties[one.user],
            scope=scope_words(definition, duties[one.user].scope),
            count=_count(assessment, definition, sheets.get(one.user_id), duties[one.user].scope),
            submitted_at=getattr(sheets.get(one.user_id), "submitted_at", None),
            reminded_at=reminders.get(one.user_id),
        )
        for one in memberships
        if one.user in duties
    ]


def _count(
    assessment: Assessment, definition: FrameworkDefinition, sheet: IndividualSheet | None, scope: str
) -> Count | None:
    scored = sheet if assessment.is_independent else assessment
    if scored is None or scope == Assignment.NOTHING:
        return None
    count = settled_in_scope if assessment.is_blind else count_in_scope
    return count(definition, scored, scope)


def candidates_of(
    definition: FrameworkDefinition, memberships: Iterable[Membership], duties: Mapping[User, Duty]
) -> list[Candidate]:
    """Every member who can be chosen, those of the team first."""
    offered = [one for one in memberships if one.user.is_active or one.user in duties]
    offered.sort(key=lambda one: one.user not in duties)
    ticked = [_ticked(duties.get(one.user)) for one in offered]
    elements = set(definition.element_by_code)
    return [Candidate(one, codes, len(codes & elements)) for one, codes in zip(offered, ticked, strict=True)]


def _ticked(duty: Duty | None) -> frozenset[str]:
    if duty is None:
        return frozenset()
    codes = {WHOLE} if not duty.scope else set(duty.scope.split()) - {Assignment.NOTHING}
    return frozenset(codes | ({LEAD} if duty.is_lead else set()))


def coverage_of(definition: FrameworkDefinition, duties: Mapping[User, Duty]) -> Coverage:
    """Who scores which element, in the framework's order."""
    return Coverage(
        tuple(
            Cover(
                element,
                tuple(str(user) for user, duty in duties.items() if covers(definition, duty.scope, element.code)),
            )
            for element in definition.walk()
        )
    )
