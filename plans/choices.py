"""What an answer can be raised to: the choices of an action's form. Pure functions but for the words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.items import Item
from assessments.moves import Answers, Move
from assessments.scoring import has_objective
from frameworks.definition import Element, FrameworkDefinition
from plans.effects import NOTHING, UNANSWERED, standing, worth


@dataclass(frozen=True)
class Raisable:
    """One answer of an element: its sentence, what stands now, and the values that are higher, each with its name."""

    element: Element
    item: str
    text: str
    now: str
    choices: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """What its field is called."""
        return f"change-{self.element.code}-{self.item}"


def raisables(
    definition: FrameworkDefinition, answers: Answers, element: Element, kept: Iterable[Move] = ()
) -> Iterator[Raisable]:
    """The answers of the element that can be raised, the objective last; what ``kept`` holds can be chosen still."""
    values = {(move.element, move.item): move.value for move in kept}
    for item, text in _items(definition, element):
        now = standing(definition, answers, Move(element.code, item, ""))
        scale = dict(_scale(definition, item))
        higher = [
            (value, title)
            for value, title in scale.items()
            if now is not None and (worth(definition, Move(element.code, item, value)) or 0) > max(now, UNANSWERED)
        ]
        kept_value = values.get((element.code, item), "")
        if kept_value in scale and kept_value not in dict(higher):
            higher.insert(0, (kept_value, scale[kept_value]))
        if higher:
            yield Raisable(element, item, text, now_words(definition, answers, element.code, item), tuple(higher))


def value_words(definition: FrameworkDefinition, item: str, value: str) -> str:
    """A value by its name: ``3 Defined``, ``Fully achieved``; the value itself where the scale has it no longer."""
    return dict(_scale(definition, item)).get(value, value)


def now_words(definition: FrameworkDefinition, answers: Answers, element: str, item: str) -> str:
    """The answer that stands, by its name."""
    given = answers.get(element, NOTHING)
    value = given.objective if item == Item.OBJECTIVE else given.indicators.get(int(item) if item.isdecimal() else 0)
    return value_words(definition, item, str(value)) if value is not None else _("not answered")


def _items(definition: FrameworkDefinition, element: Element) -> Iterator[tuple[str, str]]:
    for indicator in element.indicators:
        yield str(indicator.number), indicator.text
    if has_objective(definition, element):
        yield Item.OBJECTIVE, element.objective


def _scale(definition: FrameworkDefinition, item: str) -> Iterator[tuple[str, str]]:
    if item == Item.OBJECTIVE:
        for answer in sorted(definition.objective_answers, key=lambda one: one.percent):
            yield answer.code, answer.title
        return
    for rating in definition.ratings:
        yield str(rating.value), _("%(number)s %(title)s") % {"number": rating.value, "title": rating.title}
