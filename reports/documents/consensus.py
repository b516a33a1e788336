"""The consensus record: what each answered alone, what the team agreed on and why, and how well it agrees.

Of an approved assessment it says what was agreed then: the answers of the approval, and the agreement that was kept
with it. The sheets stay as they were when the round ended, so they are the same at any time.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.agreement import Agreement, ElementAgreement, Question
from assessments.agreement_record import agreement_to_json
from assessments.answersheet import stored_result
from assessments.calibration import leanings
from assessments.confidence import grade_titles
from assessments.consensus import columns_of, in_short, question_text
from assessments.evidence import SURROUNDINGS as EVIDENCE
from assessments.evidence import Piece, evidence_from_json, evidence_now
from assessments.item_words import item_title
from assessments.items import AnswerLike, Item
from assessments.models import Assessment
from assessments.reliability import Reliability
from assessments.results import Result
from assessments.revisions import approved_answers
from assessments.voices import Team, team_of
from charts.shapes import hue
from frameworks.definition import FrameworkDefinition
from press.manuscript import Manuscript
from reports.documents.consensus_paper import (
    NONE,
    Agreed,
    Chapter,
    ConsensusPaper,
    ElementRecord,
    Person,
    QuestionRow,
    Said,
    by_answer,
)
from reports.documents.frame import frame_of, open_assessment, pages_of
from reports.failures import NotMadeError
from reports.kinds import Part
from reports.source import Source


def manuscript_of(source: Source) -> Manuscript:
    """The pages of the record; NotMadeError where nobody scored alone, and while the round still goes on."""
    paper = paper_of(source)
    context = {"paper": paper, "frame": paper.frame}
    return pages_of(source, "reports/consensus/detail.html", "css/consensus-print.css", context)


def paper_of(source: Source) -> ConsensusPaper:
    """What the document says."""
    assessment = open_assessment(source)
    team = team_of(assessment) if assessment.is_independent else None
    if team is None or not team.sheets:
        raise NotMadeError("nothing")
    definition = assessment.version.definition_in(get_language())
    agreement = team.agreement(_rows(source, definition), get_language())
    result, kept = stored_result(assessment, definition), _kept(source, assessment)
    people = _people(definition, team, agreement, result, kept)
    reading = _Reading(source, definition, team, agreement, people)
    return ConsensusPaper(
        frame=frame_of(source, definition, state="" if source.kept else _("Provisional")),
        definition=definition,
        result=result,
        people=people,
        not_counted=_not_counted(assessment, team),
        facts=_facts(kept),
        agreement=agreement,
        chapters=tuple(reading.chapters()),
    )


def _rows(source: Source, definition: FrameworkDefinition) -> Sequence[AnswerLike]:
    if source.kept:
        return approved_answers(definition, source.kept.snapshot)
    return list(open_assessment(source).answers.all())


def _kept(source: Source, assessment: Assessment) -> Mapping[str, Any]:
    """What was kept with the approval; of one from before that was kept, and of an open one, as it stands."""
    kept = source.kept.snapshot.surroundings.get("agreement") if source.kept else None
    return kept or agreement_to_json(assessment) or {}


def _facts(kept: Mapping[str, Any]) -> Agreed:
    return Agreed(
        tolerance=kept["tolerance"],
        questions=kept["questions"],
        agreed=kept["agreed"],
        beyond=kept["beyond_tolerance"],
        ratings=_reliability(kept["ratings"]),
        objectives=_reliability(kept["objectives"]),
    )


def _reliability(kept: Mapping[str, Any]) -> Reliability:
    alpha, low, high = (None if kept[name] is None else float(kept[name]) for name in ("alpha", "low", "high"))
    return Reliability(alpha, low, high, kept["units"])


def _people(
    definition: FrameworkDefinition, team: Team, agreement: Agreement, agreed: Result, kept: Mapping[str, Any]
) -> tuple[Person, ...]:
    names = {one["sheet"]: one["name"] for one in kept["assessors"]}
    results = {str(sheet.uuid): stored_result(sheet, definition) for sheet in team.sheets}
    found = {one.person: one for one in leanings(definition, agreement, agreed, results)}
    return tuple(
        Person(_letter(place), names.get(key, team.names[key]), sheet, results[key], found[key])
        for place, (key, sheet) in enumerate((str(sheet.uuid), sheet) for sheet in team.sheets)
    )


def _letter(place: int) -> str:
    """A to Z, and then AA, AB and so on."""
    return (chr(ord("A") + place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)


def _not_counted(assessment: Assessment, team: Team) -> tuple[str, ...]:
    """Those whose sheets nobody waited for."""
    counted = {sheet.pk for sheet in team.sheets}
    return tuple(str(one.assessor) for one in assessment.sheets.select_related("assessor") if one.pk not in counted)


@dataclass(frozen=True)
class _Reading:
    """Reads the elements' records; of comments and reasons nothing where they are not asked for."""

    source: Source
    definition: FrameworkDefinition
    team: Team
    agreement: Agreement
    people: tuple[Person, ...]

    def chapters(self) -> Iterable[Chapter]:
        """The dimensions, and the enablers where there are some."""
        records = {one.element.code: self._element(one) for one in self.agreement.elements}
        for place, dimension in enumerate(self.definition.dimensions):
            own = tuple(records[element.code] for element in dimension.elements)
            yield Chapter(dimension.code, dimension.title, hue(place), own)
        enablers = tuple(records[element.code] for element in self.definition.enablers)
        if enablers:
            yield Chapter("enablers", _("Enablers"), 0, enablers)

    @cached_property
    def letters(self) -> tuple[str, ...]:
        """The letters of all people in their order."""
        return tuple(person.letter for person in self.people)

    @cached_property
    def agreed(self) -> dict[tuple[str, str], AnswerLike]:
        """What was agreed, by place."""
        return {(row.element, row.item): row for row in _rows(self.source, self.definition)}

    @cached_property
    def has_words(self) -> bool:
        """Whether comments and reasons are in it."""
        return self.source.options.has(Part.COMMENTS)

    @cached_property
    def evidence(self) -> dict[str, list[str]]:
        """The titles of the evidence by element."""
        found: dict[str, list[str]] = defaultdict(list)
        for piece in _pieces(self.source) if self.source.options.has(Part.EVIDENCE) else ():
            for element in dict.fromkeys(use.element for use in piece.uses):
                found[element].append(piece.title)
        return found

    def _element(self, compared: ElementAgreement) -> ElementRecord:
        code, titles = compared.element.code, {"": NONE, **grade_titles()}
        grades = [self._own(person, code, Item.CONFIDENCE) for person in self.people]
        shown = tuple(titles.get(grade, grade) for grade in grades) if any(grades) else ()
        return ElementRecord(
            compared=compared,
            rows=tuple(self._question(compared, question) for question in compared.questions),
            grades=shown,
            graded=by_answer(shown, self.letters) if shown else (),
            grade=titles[self._joint(code, Item.CONFIDENCE)],
            comments=tuple(self._comments(code)) if self.has_words else (),
            evidence=tuple(self.evidence.get(code, ())),
        )

    def _question(self, compared: ElementAgreement, question: Question) -> QuestionRow:
        columns = columns_of(self.definition, question)
        said = {voice.person: in_short(columns, voice.value) for voice in question.voices}
        label = question.item if question.item.isdecimal() else item_title(question.item)
        answers = tuple(said.get(str(person.sheet.uuid), NONE) for person in self.people)
        return QuestionRow(
            label=label,
            text=question_text(compared, question),
            answers=answers,
            given=by_answer(answers, self.letters),
            agreed=in_short(columns, question.agreed.value) if question.agreed.value else "",
            question=question,
            reasons=tuple(self._reasons(question, said)) if self.has_words else (),
        )

    def _reasons(self, question: Question, said: Mapping[str, str]) -> Iterable[Said]:
        names = {str(person.sheet.uuid): person.name for person in self.people}
        for voice in question.voices:
            if voice.reason:
                yield Said(names[voice.person], said[voice.person], voice.reason)
        if question.agreed.reason:
            yield Said("", "", question.agreed.reason)

    def _comments(self, code: str) -> Iterable[Said]:
        for person in self.people:
            if words := self._own(person, code, Item.COMMENT):
                yield Said(person.name, "", words)
        if words := self._joint(code, Item.COMMENT):
            yield Said("", "", words)

    def _own(self, person: Person, element: str, item: str) -> str:
        answer = self.team.answers[str(person.sheet.uuid)].get((element, item))
        return answer.value if answer else ""

    def _joint(self, element: str, item: str) -> str:
        answer = self.agreed.get((element, item))
        return answer.value if answer else ""


def _pieces(source: Source) -> list[Piece]:
    """The evidence, once approved that of the approval."""
    kept = source.kept.snapshot.surroundings.get(EVIDENCE) if source.kept else None
    return evidence_now(open_assessment(source)) if kept is None else evidence_from_json(kept)
