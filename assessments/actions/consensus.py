"""What a team agrees on: set by whoever leads it, on the assessment's own answers; the sheets stay as they were."""

import uuid
from collections.abc import Mapping
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.access import assessment_for
from assessments.actions.answers import GivenAnswer
from assessments.actions.many_answers import ManySaved, save_many
from assessments.agreement import Agreement, ElementAgreement, Question, Standing, judged_items, middle_grade
from assessments.items import EXCLUDED, Item, Place
from assessments.models import Answer, Source
from assessments.scoring import NOT_APPLICABLE
from assessments.voices import Team, team_of
from assessments.workflow import Act
from frameworks.definition import FrameworkDefinition
from organisations.models import User


@transaction.atomic
def take_middle(*, assessment_uuid: uuid.UUID, by: User) -> ManySaved:
    """Agree on the middle of every question within the tolerance that is still open, all in one.

    An element's grade of confidence, where nobody has set the joint one, becomes the middle of the grades given on the
    sheets. What is agreed already is left alone, so that two who do this at once do it once. Raises as
    ``assessment_for`` does.
    """
    assessment = assessment_for(by, assessment_uuid, Act.AGREE, lock=True)
    team, rows = team_of(assessment), {(row.element, row.item): row for row in assessment.answers.all()}
    agreement = team.agreement(rows.values())
    given = _middles(team, agreement, rows)
    given |= _grades(assessment.version.definition(), team, {element for element, _item in given}, rows)
    return save_many(assessment=assessment, sheet=None, given=given, by=by)


@transaction.atomic
def agree_element(
    *, assessment_uuid: uuid.UUID, element_code: str, given: Mapping[str, GivenAnswer], by: User
) -> ManySaved:
    """Set what the team has agreed on in one element, by item, and say what became of each.

    What the person left as they saw it is no change, even when somebody else has changed it since. A value beyond the
    tolerance, or other than the middle, needs a reason. Raises as ``assessment_for`` does, and Answer.DoesNotExist for
    an unknown place.
    """
    assessment = assessment_for(by, assessment_uuid, Act.AGREE, lock=True)
    rows = {row.item: row for row in assessment.answers.of_element(element_code)}
    if not rows or given.keys() - rows.keys():
        raise Answer.DoesNotExist
    changed = {item: answer for item, answer in given.items() if not _is_untouched(rows[item], answer)}
    compared = team_of(assessment).agreement(rows.values()).element(element_code)
    wordless = {
        (element_code, item): _ask_for_words(compared.question(item))
        for item, answer in changed.items()
        if compared and answer.version == rows[item].version and _lacks_words(compared, answer, item)
    }
    consensus = {
        (element_code, item): replace(answer, source=Source.CONSENSUS)
        for item, answer in changed.items()
        if (element_code, item) not in wordless
    }
    outcome = save_many(assessment=assessment, sheet=None, given=consensus, by=by)
    outcome.invalid.update(wordless)
    return outcome


def _middles(team: Team, agreement: Agreement, rows: Mapping[Place, Answer]) -> dict[Place, GivenAnswer]:
    near = (question for question in agreement.questions if question.standing == Standing.NEAR)
    return {
        question.place: GivenAnswer(
            question.middle or "",
            _reasons(team, question),
            rows[question.place].version,
            source=Source.CONSENSUS,
        )
        for question in near
        if question.place in rows
    }


def _reasons(team: Team, question: Question) -> str:
    """Why it does not apply, or is out of scope, in the words of all who said so; beside a rating a note stays."""
    if question.middle not in {NOT_APPLICABLE, EXCLUDED}:
        return question.agreed.reason
    return "\n".join(f"{team.names[voice.person]}: {voice.reason}" for voice in question.voices)


def _grades(
    definition: FrameworkDefinition, team: Team, elements: set[str], rows: Mapping[Place, Answer]
) -> dict[Place, GivenAnswer]:
    found = {}
    for code in elements:
        place = code, Item.CONFIDENCE
        judged = judged_items(definition, definition.element_by_code[code])
        voices = [answers for answers in team.answers.values() if any((code, item) in answers for item in judged)]
        grade = middle_grade(answers[place].value if place in answers else "" for answers in voices)
        if grade and place in rows and not rows[place].value:
            found[place] = GivenAnswer(grade, "", rows[place].version, source=Source.CONSENSUS)
    return found


def _is_untouched(row: Answer, given: GivenAnswer) -> bool:
    """Whether the person left the answer as it was at the version that they saw."""
    if row.version == given.version:
        return (row.value, row.reason) == (given.value, given.reason)
    seen = row.changes.filter(version=given.version).values_list("value", "reason").first()
    return (seen or ("", "")) == (given.value, given.reason)


def _lacks_words(compared: ElementAgreement, given: GivenAnswer, item: str) -> bool:
    question = compared.question(item)
    return bool(question and given.value and not given.reason.strip() and question.needs_words(given.value))


def _ask_for_words(question: Question | None) -> str:
    if question is None or question.is_near:
        return _("This is not the middle of what people answered. Say in a few words why; then it is saved.")
    return _("People are too far apart here for the middle to stand by itself. Say why it is this; then it is saved.")
