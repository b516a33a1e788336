"""The consensus record as pages: who scored alone, each answer, what was agreed and why, and how well they agree."""

import pytest

from assessments.access import BlindError
from assessments.actions.answers import GivenAnswer
from assessments.actions.approval import sign_off
from assessments.actions.consensus import agree_element, take_middle
from assessments.actions.workflow import close_round, reopen_assessment
from assessments.models import Assessment, Snapshot
from assessments.reliability import Reliability
from organisations.models import Membership, Role
from press.press import Press
from reports.access import may_print
from reports.documents.consensus import paper_of
from reports.documents.consensus_paper import Agreed, by_answer
from reports.failures import NotMadeError
from reports.kinds import Kind, Part
from reports.making import manuscript_of
from results.calibration import cycles_of
from tests.assessments.evidence import add_note
from tests.assessments.rounds import fill_sheet, make_round
from tests.factories import make_user
from tests.press.checkers import complaints
from tests.reports.documents.printing import heading_jumps, headless_tables, source, words

WHY = "We saw both, and the plan is a year old."


def agree(assessment: Assessment, code: str, by, **given: tuple[str, str]) -> None:
    rows = {row.item: row for row in assessment.answers.of_element(code)}
    answers = {item: GivenAnswer(*said, rows[item].version) for item, said in given.items()}
    outcome = agree_element(assessment_uuid=assessment.uuid, element_code=code, given=answers, by=by)
    assert (outcome.stale, outcome.invalid) == ({}, {})


@pytest.fixture
def ended(organisation, version, manager, assessor, team_mate) -> Assessment:
    """One rates 3, the other 4; on D1.1/1 they are four steps apart, and one called D1.1/2 not applicable."""
    one = make_round(organisation, version, by=manager, assessors=[assessor, team_mate])
    fill_sheet(one, assessor, 3, but={("D1.1", "1"): "1", ("D1.1", "comment"): "Nobody could show it to me."})
    fill_sheet(one, team_mate, 4, but={("D1.1", "1"): "5", ("D1.1", "2"): ("n/a", "There are no partners.")})
    return one


@pytest.fixture
def agreed(ended, manager) -> Assessment:
    """The same with everything agreed: 2 of 5 on D1.1/1, with a reason."""
    take_middle(assessment_uuid=ended.uuid, by=manager)
    agree(ended, "D1.1", manager, **{"1": ("2", WHY), "2": ("3", "It does apply."), "comment": ("Ask again.", "")})
    ended.refresh_from_db()
    return ended


def record(paper, code: str):
    return next(one for chapter in paper.chapters for one in chapter.elements if one.compared.element.code == code)


def test_every_answer_stands_beside_what_was_agreed(agreed, manager):
    first, second = record(paper_of(source(Kind.CONSENSUS, agreed, manager)), "D1.1").rows[1:]
    assert (first.answers, first.agreed, first.question.spread, first.is_far) == (("1", "5"), "2", 4, True)
    assert (second.answers, second.agreed, second.is_far) == (("3", "n/a"), "3", True)
    text = words(source(Kind.CONSENSUS, agreed, manager))
    assert "Question Amal Assessor Tom Teammate Agreed Steps apart" in text
    assert "1 The organisation does 1 of D1.1. 1 5 2 4 beyond" in text


def test_what_is_open_is_said_to_be(ended, manager):
    paper = paper_of(source(Kind.CONSENSUS, ended, manager))
    assert (paper.facts.agreed, paper.frame.state) == (0, "Provisional")
    text = words(source(Kind.CONSENSUS, ended, manager))
    assert "1 The organisation does 1 of D1.1. 1 5 open 4 beyond" in text
    assert "This shows as soon as the team has agreed on something." in text


def test_before_anything_is_agreed_there_is_no_result(ended, manager):
    text = words(source(Kind.CONSENSUS, ended, manager))
    assert "0 of 16 questions agreed There is no result before" in text
    page = manuscript_of(source(Kind.CONSENSUS, ended, manager)).html
    assert "cover__picture" not in page
    assert "points so far" not in text


def test_the_ratings_are_named_before_the_first_question(agreed, manager):
    text = words(source(Kind.CONSENSUS, agreed, manager))
    assert "The ratings, from the lowest to the highest: 1 Initial · 2 " in text
    assert text.index("The ratings, from the lowest") < text.index("Steps apart")


@pytest.mark.parametrize(("number", "shown"), [(-0.204, "−0.20"), (0.42, "0.42"), (None, "")])
def test_a_negative_figure_has_the_sign_of_one(number, shown):
    found = Agreed(1, 14, 0, 4, Reliability(number, number, number, 14), Reliability(None, None, None, 0))
    assert (found.alpha, found.low, found.high) == (shown, shown, shown)


def test_its_figures_are_those_of_the_calibration_page(agreed, manager):
    (shown,) = cycles_of([agreed])
    paper = paper_of(source(Kind.CONSENSUS, agreed, manager))
    assert (paper.facts.agreed, paper.facts.questions) == (shown.agreed, shown.agreement.count())
    assert paper.facts.ratings.alpha == pytest.approx(shown.ratings.alpha, abs=0.0005)
    assert (paper.facts.ratings.units, paper.facts.words) == (shown.ratings.units, shown.words)
    assert [(one.name, one.leaning) for one in paper.people] == [(one.name, one.found) for one in shown.leanings]


def test_the_sheets_are_those_that_are_kept(agreed, manager):
    total = paper_of(source(Kind.CONSENSUS, agreed, manager)).sheets[-1]
    sheets = list(agreed.sheets.all())
    assert [score.points for score in total.scores] == [sheet.points for sheet in sheets]
    assert total.agreed.points == agreed.points


def test_reasons_and_comments_are_in_it_only_where_they_are_asked_for(agreed, manager):
    text = words(source(Kind.CONSENSUS, agreed, manager))
    assert f"1 Agreed, because : {WHY}" in text
    assert "2 Tom Teammate (n/a): There are no partners." in text
    assert "Amal Assessor : Nobody could show it to me. Joint comment : Ask again." in text
    page = manuscript_of(source(Kind.CONSENSUS, agreed, manager, parts=[Part.EVIDENCE])).html
    assert not [said for said in (WHY, "There are no partners.", "show it to me", "Ask again.") if said in page]


def test_evidence_is_in_it_only_where_it_is_asked_for(agreed, manager):
    add_note(agreed, manager, title="Minutes of May")
    assert "Evidence Minutes of May" in words(source(Kind.CONSENSUS, agreed, manager))
    assert "Minutes of May" not in words(source(Kind.CONSENSUS, agreed, manager, parts=[Part.COMMENTS]))


def test_approved_it_stays_as_it_was_approved(agreed, manager, assessor):
    sign_off(assessment_uuid=agreed.uuid, by=manager)
    before = paper_of(source(Kind.CONSENSUS, agreed, manager))
    assert before.frame.state == ""
    type(assessor).objects.filter(pk=assessor.pk).update(full_name="Amal Newname")
    reopen_assessment(assessment_uuid=agreed.uuid, reason="One more look.", by=manager)
    agree(agreed, "D1.1", manager, **{"1": ("4", "We looked again.")})
    then = paper_of(source(Kind.CONSENSUS, agreed, manager, revision=1))
    assert [one.name for one in then.people] == ["Amal Assessor", "Tom Teammate"]
    assert (then.facts, then.result) == (before.facts, before.result)
    assert record(then, "D1.1").rows[1].agreed == "2"
    assert record(paper_of(source(Kind.CONSENSUS, agreed, manager)), "D1.1").rows[1].agreed == "4"


def test_it_says_what_the_approval_has_kept_of_the_agreement(agreed, manager):
    sign_off(assessment_uuid=agreed.uuid, by=manager)
    snapshot = Snapshot.objects.get(assessment=agreed)
    kept = snapshot.surroundings["agreement"]
    Snapshot.objects.filter(pk=snapshot.pk).update(
        surroundings=snapshot.surroundings | {"agreement": kept | {"ratings": kept["ratings"] | {"alpha": "0.123"}}}
    )
    assert paper_of(source(Kind.CONSENSUS, agreed, manager)).facts.ratings.alpha == 0.123


def test_of_an_approval_from_before_agreement_was_kept_it_is_worked_out(agreed, manager):
    sign_off(assessment_uuid=agreed.uuid, by=manager)
    before = paper_of(source(Kind.CONSENSUS, agreed, manager)).facts
    Snapshot.objects.filter(assessment=agreed).update(surroundings={})
    assert paper_of(source(Kind.CONSENSUS, agreed, manager)).facts == before


def test_whose_sheet_was_never_submitted_is_told(organisation, version, manager, assessor, team_mate):
    one = make_round(organisation, version, by=manager, assessors=[assessor, team_mate])
    fill_sheet(one, assessor, 3)
    fill_sheet(one, team_mate, 4, only=["D1.1"], submit=False)
    close_round(assessment_uuid=one.uuid, reason="The board meets.", by=manager)
    one.refresh_from_db()
    assert "Tom Teammate not submitted when the round was closed" in words(source(Kind.CONSENSUS, one, manager))


def test_of_many_people_it_says_by_letters_who_gave_which_answer(organisation, version, manager):
    people = [make_user(f"Person {number}") for number in range(6)]
    for person in people:
        Membership.objects.create(organisation=organisation, user=person, role=Role.ASSESSOR)
    one = make_round(organisation, version, by=manager, assessors=people)
    for place, person in enumerate(people):
        fill_sheet(one, person, 3, but={("D1.1", "1"): "5" if place in {1, 4} else "3"})
    paper = paper_of(source(Kind.CONSENSUS, one, manager))
    assert ([person.letter for person in paper.people], paper.is_named) == (list("ABCDEF"), False)
    text = words(source(Kind.CONSENSUS, one, manager))
    assert "Question Answers, and who gave them Agreed Steps apart" in text
    assert "1 The organisation does 1 of D1.1. 3: A, C, D, F · 5: B, E open 2 beyond" in text
    assert "2 The organisation does 2 of D1.1. 3: all" in text


def test_ratings_come_in_their_order_then_other_answers_and_nothing_last():
    given = by_answer(("n/a", "10", "–", "2", "10"), "ABCDE")
    assert [(one.answer, "".join(one.letters)) for one in given] == [("2", "D"), ("10", "BE"), ("n/a", "A"), ("–", "C")]


def test_while_everybody_scores_alone_there_is_none(organisation, version, manager, assessor, team_mate):
    blind = make_round(organisation, version, by=manager, assessors=[assessor, team_mate])
    with pytest.raises(BlindError):
        may_print(manager, Kind.CONSENSUS, blind.uuid)
    with pytest.raises(NotMadeError) as refused:
        paper_of(source(Kind.CONSENSUS, blind, manager))
    assert refused.value.code == "blind"


def test_where_nobody_scored_alone_there_is_nothing(rated, manager):
    with pytest.raises(NotMadeError) as refused:
        paper_of(source(Kind.CONSENSUS, rated, manager))
    assert refused.value.code == "nothing"


def test_whoever_listens_to_it_misses_nothing(agreed, manager):
    page = manuscript_of(source(Kind.CONSENSUS, agreed, manager)).html
    assert headless_tables(page) == []
    assert heading_jumps(page) == []


def test_it_costs_so_many_queries(agreed, manager, django_assert_num_queries):
    made_from = source(Kind.CONSENSUS, agreed, manager)
    with django_assert_num_queries(11):
        manuscript_of(made_from)


def test_the_pdf_is_tagged(agreed, manager, press: Press):
    assert complaints(press.render(manuscript_of(source(Kind.CONSENSUS, agreed, manager)))) == []
