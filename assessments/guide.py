"""The assessors' guide beside the questions: the levels of one element, and where the element stands among them."""

from dataclasses import dataclass
from functools import cached_property

from assessments.results import ElementScore
from frameworks.definition import Element, FrameworkDefinition, Guide, Level


@dataclass(frozen=True)
class Step:
    """A level that the guide describes; ``is_here`` is where the element stands, ``is_next`` what comes after it."""

    level: Level
    text: str
    is_here: bool
    is_next: bool


@dataclass(frozen=True)
class ElementGuide:
    """What the guide says about one element, beside the score that the element has in an assessment."""

    definition: FrameworkDefinition
    element: Element
    score: ElementScore

    @property
    def words(self) -> Guide:
        """The guide to the element."""
        return self.element.guide

    @property
    def says_something(self) -> bool:
        """Whether there is a guide to this element at all."""
        return self.words != Guide()

    @property
    def here(self) -> Level | None:
        """The level at which the element stands; left out, it stands at none, and a ladder's levels are its rungs."""
        percent = self.score.percent
        return None if percent is None or self.definition.ladder is not None else self.definition.level_of(percent)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The levels that the guide describes, upwards."""
        here = self.here
        described = [level for level in self.definition.levels if self.words.at(level.number)]
        above = next((level for level in described if here and level.number > here.number), None)
        return tuple(Step(level, self.words.at(level.number), level == here, level == above) for level in described)

    @property
    def level_of_ratings(self) -> str:
        """The number of the level that each rating is worth, for the page's script: ``1:1 2:2``."""
        of_percent = self.definition.level_of
        return " ".join(f"{rating.value}:{of_percent(rating.percent).number}" for rating in self.definition.ratings)
