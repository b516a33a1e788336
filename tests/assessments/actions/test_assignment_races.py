"""Several people who assign at once."""

from collections import Counter

import pytest

from assessments.actions.assessments import assign_assessors
from tests.assessments.actions.test_answers_races import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("attempt", range(5))
def test_the_same_people_are_assigned_once(assessment, assessor, manager, attempt):
    assign_assessors(assessment=assessment, assessors=[], by=manager)

    def assign() -> str:
        assign_assessors(assessment=assessment, assessors=[assessor, manager], by=manager)
        return "assigned"

    assert Counter(all_at_once([assign] * 4)) == {"assigned": 4}
    assert sorted(assessment.assessors.values_list("pk", flat=True)) == sorted([assessor.pk, manager.pk])
