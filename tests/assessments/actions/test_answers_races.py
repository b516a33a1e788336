"""Several people at once, each with a connection of their own, on a real database."""

import threading
from collections import Counter
from collections.abc import Callable, Iterable

import pytest
from django.db import connection

from assessments.actions.answers import GivenAnswer, StaleAnswerError, save_answer
from assessments.answersheet import assessment_answers, stored_result
from assessments.models import Answer, AnswerChange
from assessments.scoring import score

pytestmark = pytest.mark.django_db(transaction=True)


def all_at_once(jobs: Iterable[Callable[[], str]]) -> list[str]:
    """Run the jobs in threads that start together; what each came to, an error by its name."""
    jobs = list(jobs)
    start, outcomes = threading.Barrier(len(jobs)), []

    def run(job: Callable[[], str]) -> None:
        try:
            start.wait(timeout=10)
            outcomes.append(job())
        except Exception as fault:
            outcomes.append(type(fault).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


def saver(assessment, by, element, item, value, version=0) -> Callable[[], str]:
    def save() -> str:
        given = GivenAnswer(value, "", version)
        save_answer(assessment_uuid=assessment.uuid, element_code=element, item=item, given=given, by=by)
        return "saved"

    return save


def assert_scores_follow_from_rows(assessment) -> None:
    assessment.refresh_from_db()
    definition = assessment.version.definition()
    fresh = score(definition, assessment_answers(assessment.answers.all()))
    assert stored_result(assessment, definition) == fresh
    assert (assessment.points, assessment.percent) == (fresh.total.points, fresh.total.percent)


@pytest.mark.parametrize("attempt", range(5))
def test_two_writers_of_one_version_have_one_winner(assessment, assessor, team_mate, attempt):
    outcomes = all_at_once(
        [saver(assessment, assessor, "D1.1", "1", "2"), saver(assessment, team_mate, "D1.1", "1", "4")]
    )
    assert Counter(outcomes) == {"saved": 1, StaleAnswerError.__name__: 1}
    answer = Answer.objects.get(assessment=assessment, element="D1.1", item="1")
    change = AnswerChange.objects.get()
    assert (answer.version, answer.value, answer.changed_by) == (1, change.value, change.changed_by)
    assert_scores_follow_from_rows(assessment)


def test_eight_writers_of_different_answers_lose_none(assessment, assessor, team_mate):
    places = [("D1.1", "1"), ("D1.1", "2"), ("D1.1", "objective"), ("D1.2", "1"), ("D2.1", "1"), ("D3.1", "1")]
    places += [("D3.1", "2"), ("E1", "1")]
    jobs = [
        saver(assessment, (assessor, team_mate)[number % 2], *place, "full" if place[1] == "objective" else "4")
        for number, place in enumerate(places)
    ]
    assert all_at_once(jobs) == ["saved"] * 8
    rows = Answer.objects.filter(assessment=assessment, version=1)
    assert sorted(rows.values_list("element", "item")) == sorted(places)
    assert AnswerChange.objects.count() == 8
    assert_scores_follow_from_rows(assessment)


def test_final_version_counts_exactly_the_accepted_saves(assessment, assessor, team_mate):
    """Four writers save one answer again and again, each going on from what stands when they were refused."""

    def writer(by, value) -> Callable[[], str]:
        def save_often() -> str:
            accepted, version = 0, 0
            for round_ in range(10):
                try:
                    given = GivenAnswer("n/a", f"{value} {round_}", version)
                    saved = save_answer(
                        assessment_uuid=assessment.uuid, element_code="D3.1", item="1", given=given, by=by
                    )
                    accepted, version = accepted + 1, saved.answer.version
                except StaleAnswerError as refused:
                    version = refused.current.version
            return str(accepted)

        return save_often

    people = [assessor, team_mate, assessor, team_mate]
    accepted = sum(map(int, all_at_once(writer(by, number) for number, by in enumerate(people))))
    answer = Answer.objects.get(assessment=assessment, element="D3.1", item="1")
    assert answer.version == accepted == AnswerChange.objects.count()
    assert accepted >= 10
    assert_scores_follow_from_rows(assessment)
