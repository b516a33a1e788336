"""Ledgers of any assessment: from the answers that scoring takes to those that a ledger prints."""

from collections.abc import Mapping

from assessments.scoring import ElementAnswers, score
from frameworks.definition import FrameworkDefinition
from results.ledger import Ledger, build_ledger
from results.sheet import Answers, Given

Scored = Mapping[str, ElementAnswers]


def given_of(answers: Scored) -> Answers:
    """The answers as they are stored, row by row."""
    return {code: _rows(one) for code, one in answers.items()}


def ledger_of(definition: FrameworkDefinition, answers: Scored) -> Ledger:
    """The ledger of these answers."""
    return build_ledger(definition, score(definition, answers), given_of(answers))


def _rows(answers: ElementAnswers) -> dict[str, Given]:
    rows = {str(number): Given(str(value), "no such thing") for number, value in answers.indicators.items()}
    if answers.objective:
        rows["objective"] = Given(answers.objective)
    if answers.excluded:
        rows["scope"] = Given("excluded", "Not done here")
    return rows
