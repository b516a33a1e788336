"""Trying a version out: an administrator scores it, and nothing is stored but a few rows in their own session.

What the content has no place for any more, because it was changed meanwhile, drops out by itself.
"""

import uuid
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

from assessments.actions.answers import GivenAnswer
from assessments.answersheet import assessment_answers
from assessments.items import PlainAnswer, items_of, plain_answers
from assessments.results import Result
from assessments.scoring import score
from assessments.validity import InvalidAnswerError, refuse_all_not_applicable, refuse_invalid
from frameworks.definition import Element, FrameworkDefinition

KEPT_VERSIONS = 3
LONGEST_KEPT = 300  # characters of a remark; a session is no place for more
NAME = "sandbox"


@dataclass(frozen=True)
class Sandbox:
    """One person's answers to one version, kept in ``session``: by version, element and item, value and reason."""

    session: MutableMapping[str, Any]
    version: uuid.UUID
    definition: FrameworkDefinition

    def answers(self) -> tuple[PlainAnswer, ...]:
        """An answer for every place of the content as it is now; those that it doesn't take any more are empty."""
        kept = self._kept()
        given = (
            PlainAnswer(code, item, *kept[code][item])
            for code, element in self.definition.element_by_code.items()
            for item in self._taken(element, kept.get(code, {}))
        )
        return plain_answers(self.definition, given)

    def result(self) -> Result:
        """The result so far."""
        return score(self.definition, assessment_answers(self.answers()))

    def keep(self, element: Element, given: Mapping[str, GivenAnswer]) -> dict[str, str]:
        """Keep what was answered to an element; returns by item, in words, what can't be an answer."""
        answers = {item: _text(given[item]) for item in items_of(self.definition, element) if item in given}
        faults = self._faults(element, answers)
        sound = {item: answer for item, answer in answers.items() if item not in faults and any(answer)}
        self._put({**self._kept(), element.code: sound})
        return faults

    def clear(self) -> None:
        """Forget every answer to this version."""
        self._put({})

    def _kept(self) -> dict[str, dict[str, list[str]]]:
        kept: dict[str, dict[str, list[str]]] = self.session.get(NAME, {}).get(str(self.version), {})
        return kept

    def _put(self, answers: Mapping[str, Any]) -> None:
        """The versions tried last stay, older ones make room."""
        others = {key: kept for key, kept in self.session.get(NAME, {}).items() if key != str(self.version)}
        latest = list(others.items())[-(KEPT_VERSIONS - 1) :]
        self.session[NAME] = dict([*latest, *([(str(self.version), dict(answers))] if answers else [])])

    def _taken(self, element: Element, kept: Mapping[str, list[str]]) -> list[str]:
        """The items whose kept answers the content takes as it is now."""
        faults = self._faults(element, kept)
        return [item for item in items_of(self.definition, element) if item in kept and item not in faults]

    def _faults(self, element: Element, answers: Mapping[str, list[str]]) -> dict[str, str]:
        """What can't be an answer, by item; when nothing would be left that applies, every rating is none."""
        faults: dict[str, str] = {}
        ratings = {str(one.number): answers.get(str(one.number), [""])[0] for one in element.indicators}
        for item in items_of(self.definition, element):
            try:
                refuse_invalid(self.definition, item, *answers.get(item, ["", ""]))
                if item in ratings:
                    refuse_all_not_applicable(self.definition, element, ratings)
            except InvalidAnswerError as fault:
                faults[item] = str(fault)
        return faults


def _text(given: GivenAnswer) -> list[str]:
    return [given.value[:LONGEST_KEPT], given.reason[:LONGEST_KEPT]]
