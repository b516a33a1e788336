"""The assessments that a person may see, in a way that costs the same whether hundreds or many thousands are stored.

``visible_to`` asks of each row whether the person may see it. In a list that is walked in its order, that is quick for
who may see most of what is stored, and slow for who may see a few rows of many: for them the rows are named first.
"""

from typing import Any, Final

from django.db.models import Q, QuerySet

from assessments.models import Assessment, Assignment
from assessments.models.assessment import AssessmentQuerySet
from organisations.models import Membership, Role, User

FEW: Final = 200


def seen_by(user: User) -> AssessmentQuerySet:
    """What ``visible_to`` gives, for lists of which only a page is read; costs two short queries beside the page's."""
    few = _few(user)
    if few is not None:
        return Assessment.objects.visible_to(user).filter(pk__in=few)
    # As ``visible_to``, by what each row is marked with: PostgreSQL would read all that the person has for a page.
    return Assessment.objects.with_access_of(user).filter(Q(managed=True) | Q(member=True, assigned=True))


def _few(user: User) -> set[int] | None:
    """The keys of all that the person may see; None where they are more than a few."""
    memberships = Membership.objects.filter(user=user).order_by()
    managed = memberships.filter(role=Role.MANAGER).values("organisation")
    found = set(_some(Assessment.objects.filter(organisation__in=managed).order_by().values_list("pk", flat=True)))
    if len(found) > FEW:
        return None
    assigned = Assignment.objects.filter(user=user, assessment__organisation__in=memberships.values("organisation"))
    found.update(_some(assigned.order_by().values_list("assessment", flat=True)))
    return None if len(found) > FEW else found


def _some(keys: QuerySet[Any, int]) -> QuerySet[Any, int]:
    return keys[: FEW + 1]
