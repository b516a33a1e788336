"""Who may see an assessment: the people that can be given an open point, and told of what is discussed."""

from django.db.models import Q

from assessments.models import Assessment
from organisations.models import Role, User


class NotAReaderError(Exception):
    """Somebody who can't see the assessment was to be given a point of it, or told what is discussed."""


def readers_of(assessment: Assessment) -> list[User]:
    """Its team and the managers of its organisation, in the order of their names."""
    organisation = assessment.organisation_id
    members = User.objects.filter(is_active=True, memberships__organisation=organisation)
    team = Q(assignments__assessment=assessment)
    managers = Q(memberships__organisation=organisation, memberships__role=Role.MANAGER)
    return list(members.filter(team | Q(pk__in=User.objects.filter(managers).values("pk"))).distinct())
