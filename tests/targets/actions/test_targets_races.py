"""Two managers who set a target at once: one of them is told, and nobody's words are lost."""

from collections import Counter

import pytest

from targets.models import Target
from tests.assessments.actions.test_answers_races import all_at_once
from tests.factories import make_assessment
from tests.targets.conftest import aim

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("attempt", range(3))
def test_of_two_at_once_one_is_set_and_one_is_told(organisation, version, manager, attempt):
    assessment = make_assessment(organisation, version, by=manager)

    def setter(points: str):
        def run() -> str:
            aim(assessment, manager, points=points)
            return "set"

        return run

    assert Counter(all_at_once([setter("60"), setter("70")])) == {"set": 1, "StaleTargetError": 1}
    assert Target.objects.get().number == 1
