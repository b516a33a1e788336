"""Searching the names of assessments in a way that costs the same whether hundreds or many thousands are stored.

A list that is walked along its order finds a common word soon, and reads all that there is for a rare one: the rows
that hold a rare word are named first, each name along an index of its own (``migrations/0001_search.py``).
"""

from typing import Any, Final

from django.db.models import Q, QuerySet

from assessments.models import Assessment
from assessments.models.assessment import AssessmentQuerySet
from organisations.models import Organisation, Unit

RARE: Final = 200


def holding(rows: AssessmentQuerySet, text: str) -> AssessmentQuerySet:
    """Those whose title, period, organisation or unit holds the text; costs four short queries beside the list's."""
    rare = _rare(text)
    if rare is not None:
        return rows.filter(rare)
    names = Q(organisation__name__icontains=text) | Q(unit__name__icontains=text)
    return rows.filter(Q(title__icontains=text) | Q(period__icontains=text) | names)


def _rare(text: str) -> Q | None:
    """The rows that hold the text by their keys; None where a name is more common than that."""
    stored, found = Assessment.objects.order_by(), Q()
    for field, names in (
        ("pk", stored.filter(title__icontains=text)),
        ("pk", stored.filter(period__icontains=text)),
        ("organisation", Organisation.objects.order_by().filter(name__icontains=text)),
        ("unit", Unit.objects.order_by().filter(name__icontains=text)),
    ):
        keys = _some(names)
        if len(keys) > RARE:
            return None
        found |= Q(**{f"{field}__in": keys})
    return found


def _some(names: QuerySet[Any]) -> list[int]:
    return list(names.values_list("pk", flat=True)[: RARE + 1])
