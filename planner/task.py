"""What is planned for: answers, efforts, and what every element could become. Plain values."""

from dataclasses import dataclass
from functools import cached_property

from assessments.moves import Answers
from assessments.results import Result
from assessments.scoring import ElementAnswers, score
from frameworks.definition import Dimension, FrameworkDefinition
from planner.efforts import Efforts
from planner.options import Option, options_of


@dataclass(frozen=True)
class Task:
    """What is planned for: the answers as they are, what steps cost, and the dimensions in which steps are taken.

    Without ``within``, all of them.
    """

    definition: FrameworkDefinition
    answers: Answers
    efforts: Efforts
    within: frozenset[str] = frozenset()

    @cached_property
    def today(self) -> Result:
        """The result as it is."""
        return score(self.definition, self.answers)

    @cached_property
    def options(self) -> dict[str, tuple[Option, ...]]:
        """By element what it could be; elements that are excluded are left out."""
        return {
            element.code: self._options(dimension, element.code)
            for dimension in self.definition.dimensions
            for element in dimension.elements
            if not self.today.elements[element.code].excluded
        }

    def _options(self, dimension: Dimension, code: str) -> tuple[Option, ...]:
        answers = self.answers.get(code, ElementAnswers())
        options = options_of(self.definition, self.definition.element_by_code[code], answers, self.efforts)
        return options if not self.within or dimension.code in self.within else options[:1]
