"""Searching the names of assessments in a way that costs the same whether hundreds or many thousands are stored.

A list that is walked along its order finds a common word soon, and reads all that there is for a rare one: the rows
that hold a rare word are named first, each name along an index of its own (``migrations/0001_search.py``).
"""

from functools import reduce
from operator import or_
from typing import Any, Final

from django.db.models import Q, QuerySet, TextField, Value

from assessments.models import Assessment
from assessments.models.assessment import AssessmentQuerySet
from organisations.models import Organisation, Unit

RARE: Final = 200


def holding(rows: AssessmentQuerySet, text: str) -> AssessmentQuerySet:
    """Those whose title, period, organisation or unit holds the text; costs one short query beside the list's."""
    found = list(_named(text)[: RARE + 1])
    if len(found) > RARE:
        names = Q(organisation__name__icontains=text) | Q(unit__name__icontains=text)
        return rows.filter(Q(title__icontains=text) | Q(period__icontains=text) | names)
    keys: dict[str, list[int]] = {"pk": [], "organisation": [], "unit": []}
    for field, key in found:
        keys[field].append(key)
    return rows.filter(reduce(or_, (Q(**{f"{field}__in": named}) for field, named in keys.items())))


def _named(text: str) -> QuerySet[Any, tuple[str, int]]:
    """What holds the text in its name, each with the field of an assessment that leads to it."""
    stored = Assessment.objects.all()
    titles, *others = (
        names.order_by().annotate(field=Value(field, output_field=TextField())).values_list("field", "pk")
        for field, names in (
            ("pk", stored.filter(title__icontains=text)),
            ("pk", stored.filter(period__icontains=text)),
            ("organisation", Organisation.objects.filter(name__icontains=text)),
            ("unit", Unit.objects.filter(name__icontains=text)),
        )
    )
    return titles.union(*others, all=True).order_by()
