"""Whatever is saved in whatever order, the stored scores are those that the rows give from scratch."""

import contextlib
import random

import pytest

from assessments.actions.answers import GivenAnswer, StaleAnswerError, save_answer, save_sheet
from assessments.answersheet import assessment_answers, stored_result
from assessments.items import EXCLUDED
from assessments.models import Answer, Item
from assessments.results import element_score_to_json
from assessments.scoring import score
from assessments.validity import InvalidAnswerError

pytestmark = pytest.mark.django_db


def some_answer(rnd: random.Random, row: Answer) -> GivenAnswer:
    """An answer for the row: mostly sound, now and then stale or without its reason."""
    version = row.version if rnd.random() < 0.9 else rnd.randint(0, 3)
    reason = rnd.choice(["", "A reason"])
    if row.item == Item.OBJECTIVE:
        return GivenAnswer(rnd.choice(["", "full", "partial", "none"]), "", version)
    if row.item == Item.SCOPE:
        return GivenAnswer(rnd.choice(["", "", EXCLUDED]), reason, version)
    if row.item == Item.CONFIDENCE:
        return GivenAnswer(rnd.choice(["", "stated", "verified"]), "", version)
    if row.item == Item.COMMENT:
        return GivenAnswer(rnd.choice(["", "Seen", "Heard"]), "", version)
    return GivenAnswer(rnd.choice(["", "1", "2", "3", "4", "5", "n/a", "n/a"]), reason, version)


def save_something(rnd: random.Random, assessment, by) -> None:
    rows = list(assessment.answers.all())
    row = rnd.choice(rows)
    place = {"assessment_uuid": assessment.uuid, "element_code": row.element, "by": by}
    if rnd.random() < 0.2:
        given = {one.item: some_answer(rnd, one) for one in rows if one.element == row.element}
        save_sheet(**place, given=given)
        return
    with contextlib.suppress(StaleAnswerError, InvalidAnswerError):
        save_answer(**place, item=row.item, given=some_answer(rnd, row))


@pytest.mark.parametrize("seed", range(6))
def test_stored_scores_equal_scoring_from_scratch(assessment, assessor, team_mate, seed):
    rnd = random.Random(seed)
    definition = assessment.version.definition()
    for _ in range(60):
        save_something(rnd, assessment, rnd.choice([assessor, team_mate]))
        assessment.refresh_from_db()
        fresh = score(definition, assessment_answers(assessment.answers.all()))
        assert stored_result(assessment, definition) == fresh
        assert assessment.element_scores == {
            code: element_score_to_json(one) for code, one in (fresh.elements | fresh.enablers).items()
        }
        assert (assessment.points, assessment.maximum, assessment.percent, assessment.complete) == (
            fresh.total.points,
            fresh.total.maximum,
            fresh.total.percent,
            fresh.total.complete,
        )
    assert assessment.answers.filter(version__gt=0).count() > 10
    for answer in assessment.answers.prefetch_related("changes"):
        changes = list(answer.changes.all())
        assert [change.version for change in changes] == list(range(1, answer.version + 1))
        last = changes[-1] if changes else answer
        assert (answer.value, answer.reason) == (last.value, last.reason)
