"""Assessments to report on, as plain values: complete, in progress, and with something left out."""

import datetime
from collections.abc import Mapping
from dataclasses import replace

from assessments.scoring import ElementAnswers, score
from frameworks.definition import Element, FrameworkDefinition
from reports.report import Report, Subject, build_report
from results.sheet import NOTHING, Answers, Given

DAY = datetime.date(2026, 11, 20)
OPEN = Subject("Harbour Bank", "2026 self-assessment", "2026", DAY, assessors=("Amal Assessor", "Tom Teammate"))
APPROVED = replace(OPEN, approved_on=DAY, approved_by="Mona Manager")
OBJECTIVES = ("none", "partial", "full")


def full_answers(definition: FrameworkDefinition) -> dict[str, dict[str, Given]]:
    """Every question answered, each element a little differently, with a comment at each."""
    return {element.code: _answers(element, place) for place, element in enumerate(definition.walk())}


def _answers(element: Element, place: int) -> dict[str, Given]:
    given = {str(one.number): Given(str((place + one.number) % 5 + 1)) for one in element.indicators}
    given["comment"] = Given(f"What was said about {element.code}.")
    return given | ({"objective": Given(OBJECTIVES[place % 3])} if element.objective else {})


def report_of(definition: FrameworkDefinition, answers: Answers, subject: Subject = APPROVED) -> Report:
    """The report of these answers."""
    values = {code: _scored(given) for code, given in answers.items()}
    return build_report(subject, definition, score(definition, values), answers)


def _scored(given: Mapping[str, Given]) -> ElementAnswers:
    rated = {int(item): answer.value for item, answer in given.items() if item.isdecimal()}
    return ElementAnswers(
        indicators={number: "n/a" if value == "n/a" else int(value) for number, value in rated.items()},
        objective=given.get("objective", NOTHING).value or None,
        excluded=given.get("scope", NOTHING).value == "excluded",
    )
