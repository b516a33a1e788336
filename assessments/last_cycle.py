"""The last cycle beside this one: what was answered to the same question in the last approved assessment.

Where the framework version has changed since, the answers are carried as an upgrade carries them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language

from assessments.access import Desk
from assessments.carrying import Carried, carry
from assessments.item_words import item_title
from assessments.items import AnswerLike, PlainAnswer, items_of, text_of
from assessments.models import Answer, Assessment
from assessments.sheet import in_words
from frameworks.definition import Element, FrameworkDefinition


@dataclass(frozen=True)
class LastAnswer:
    """One answer of the last cycle, and what stands in its place now; ``was`` where its question read otherwise."""

    definition: FrameworkDefinition
    element: Element
    then: PlainAnswer
    standing: Answer
    was: str = ""

    @property
    def item(self) -> str:
        """What of the element it is about."""
        return self.then.item

    @property
    def title(self) -> str:
        """What that is called."""
        return item_title(self.item)

    @property
    def text(self) -> str:
        """The sentence that is judged."""
        return text_of(self.element, self.item)

    @property
    def words(self) -> str:
        """The last cycle's answer as a person would say it."""
        return in_words(self.definition, self.item, self.then.value, self.then.reason)

    @property
    def standing_words(self) -> str:
        """The answer that stands now."""
        return in_words(self.definition, self.item, self.standing.value, self.standing.reason)

    @property
    def is_given(self) -> bool:
        """Whether somebody has answered already, so that taking this over would replace it."""
        return bool(self.standing.value or self.standing.reason)

    @property
    def is_same(self) -> bool:
        """Whether the same stands already."""
        return (self.standing.value, self.standing.reason) == (self.then.value, self.then.reason)

    @property
    def waits(self) -> bool:
        """Whether it was taken over, and nobody has confirmed it yet."""
        return self.standing.taken_over


@dataclass(frozen=True)
class LastCycle:
    """What the last approved assessment, if there is one, says to one element."""

    assessment: Assessment | None
    answers: tuple[LastAnswer, ...] = ()

    @property
    def open(self) -> tuple[LastAnswer, ...]:
        """Those that nothing stands in the place of yet."""
        return tuple(one for one in self.answers if not one.is_given)

    @property
    def waiting(self) -> tuple[LastAnswer, ...]:
        """Those that were taken over and wait to be confirmed."""
        return tuple(one for one in self.answers if one.waits)


def last_cycle_of(desk: Desk, definition: FrameworkDefinition, element: Element) -> LastCycle:
    """The last cycle of the element as the reader's desk sees it; costs three queries, one where there is none."""
    last = Assessment.objects.approved_before(desk.assessment).select_related("version").first()
    if last is None:
        return LastCycle(None)
    then, was = _answers_of(last, definition, element)
    standing = {row.item: row for row in desk.answers.of_element(element.code)}
    pairs = [(item, then[item]) for item in items_of(definition, element) if item in then and item in standing]
    return LastCycle(
        last,
        tuple(
            LastAnswer(definition, element, one, standing[item], was.get(item, ""))
            for item, one in pairs
            if one.is_given
        ),
    )


def _answers_of(
    last: Assessment, definition: FrameworkDefinition, element: Element
) -> tuple[dict[str, PlainAnswer], dict[str, str]]:
    """The element's answers by item, and how the question read where it was another."""
    if definition.version == last.version.number:
        return _plain(last.answers.of_element(element.code)), {}
    carried = carry(last.version.definition_in(get_language()), definition, last.answers.all())
    return _plain(one for one in carried.answers if one.element == element.code), _rewordings(carried, element)


def _plain(rows: Iterable[AnswerLike]) -> dict[str, PlainAnswer]:
    return {row.item: PlainAnswer(row.element, row.item, row.value, row.reason) for row in rows}


def _rewordings(carried: Carried, element: Element) -> dict[str, str]:
    return {one.answer.item: one.before for one in carried.reworded if one.answer.element == element.code}
