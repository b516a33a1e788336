"""What is worth a second look before a result is signed off: rules over plain values. ``docs/checks.md`` lists them."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.carrying import worth
from assessments.items import EXCLUDED, AnswerLike, Item
from assessments.scoring import NOT_APPLICABLE, has_objective
from frameworks.definition import Element, FrameworkDefinition

HIGH: Final = Decimal(75)  # percent; 4 of 5
LOW: Final = Decimal(25)
ALIKE: Final = 4  # indicators with the same rating, from which on that is remarkable


class Weight(TextChoices):
    """How much a check matters."""

    ERROR = "error", gettext_lazy("Error")
    WARNING = "warning", gettext_lazy("Warning")
    NOTICE = "notice", gettext_lazy("Notice")


class Kind(TextChoices):
    """What a check is about."""

    UNANSWERED = "unanswered", gettext_lazy("Not answered")
    UNSUPPORTED = "unsupported", gettext_lazy("High rating without evidence or words")
    OBJECTIVE = "objective", gettext_lazy("Objective and indicators disagree")
    ALIKE = "alike", gettext_lazy("The same rating all down")
    NOT_APPLICABLE = "not-applicable", gettext_lazy("Much that is not applicable")
    STALE = "stale", gettext_lazy("Expired evidence")
    TAKEN_OVER = "taken-over", gettext_lazy("Taken over, not confirmed")
    CONFIDENCE = "confidence", gettext_lazy("Support without evidence")
    OPEN_POINT = "open-point", gettext_lazy("Open points")
    FINDING = "finding", gettext_lazy("Findings not considered")


@dataclass(frozen=True)
class Check:
    """One thing to look at: where (``item`` is empty for the element as a whole), and a sentence about it."""

    weight: Weight
    kind: Kind
    element: Element
    item: str
    sentence: str


@dataclass(frozen=True)
class Expired:
    """A piece of evidence that has expired."""

    title: str
    on: datetime.date


@dataclass(frozen=True)
class ElementFacts:
    """All that the rules ask of one element.

    ``answers`` by item; ``evidence`` the items that evidence is used for (``""`` for the element as a whole);
    ``remarks`` counts the words written about it, ``open_points`` those still open, ``findings`` those not considered.
    """

    element: Element
    answers: Mapping[str, AnswerLike]
    taken_over: frozenset[str] = frozenset()
    evidence: frozenset[str] = frozenset()
    expired: tuple[Expired, ...] = ()
    remarks: int = 0
    open_points: int = 0
    findings: int = 0

    def value(self, item: str) -> str:
        """The answer to an item; empty while there is none."""
        return self.answers[item].value if item in self.answers else ""

    def words(self, item: str) -> str:
        """The reason or note beside an answer."""
        return self.answers[item].reason if item in self.answers else ""


def element_checks(definition: FrameworkDefinition, facts: ElementFacts) -> list[Check]:
    """What is worth a look in one element, what matters most first; what is out of scope has nothing to look at."""
    if facts.value(Item.SCOPE) == EXCLUDED:
        return []
    found = _Look(definition, facts).found()
    return sorted(found, key=lambda check: list(Weight).index(check.weight))


@dataclass(frozen=True)
class _Look:
    definition: FrameworkDefinition
    facts: ElementFacts

    def found(self) -> Iterator[Check]:
        for rule in (
            self.unanswered,
            self.unsupported,
            self.objective,
            self.alike,
            self.not_applicable,
            self.expired,
            self.taken_over,
            self.confidence,
            self.on_site,
        ):
            yield from rule()

    @property
    def items(self) -> list[str]:
        """The indicators."""
        return [str(indicator.number) for indicator in self.facts.element.indicators]

    def percents(self) -> dict[str, Decimal]:
        """What each rated indicator is worth; what is not rated, or not applicable, is left out."""
        found = {item: worth(self.definition, item, self.facts.value(item)) for item in self.items}
        return {item: percent for item, percent in found.items() if percent is not None}

    def check(self, weight: Weight, kind: Kind, sentence: str, item: str = "") -> Check:
        return Check(weight, kind, self.facts.element, item, sentence)

    def unanswered(self) -> Iterator[Check]:
        asked = [*self.items, *([Item.OBJECTIVE] if has_objective(self.definition, self.facts.element) else [])]
        missing = [item for item in asked if not self.facts.value(item)]
        counts = self.facts.element.code in self.definition.dimension_by_element
        if missing:
            words = ngettext("%(count)s answer is missing.", "%(count)s answers are missing.", len(missing))
            weight = Weight.ERROR if counts else Weight.NOTICE
            yield self.check(weight, Kind.UNANSWERED, words % {"count": len(missing)}, missing[0])

    def unsupported(self) -> Iterator[Check]:
        if "" in self.facts.evidence or self.facts.value(Item.COMMENT) or self.facts.remarks:
            return
        high = [item for item, percent in self.percents().items() if percent >= HIGH]
        bare = [item for item in high if item not in self.facts.evidence and not self.facts.words(item)]
        if bare:
            words = ngettext(
                "Indicator %(numbers)s is rated high, with neither evidence nor words for it.",
                "Indicators %(numbers)s are rated high, with neither evidence nor words for them.",
                len(bare),
            )
            yield self.check(Weight.WARNING, Kind.UNSUPPORTED, words % {"numbers": ", ".join(bare)}, bare[0])

    def objective(self) -> Iterator[Check]:
        reached = worth(self.definition, Item.OBJECTIVE, self.facts.value(Item.OBJECTIVE))
        percents = list(self.percents().values())
        steps = [answer.percent for answer in self.definition.objective_answers]
        if reached is None or not percents:
            return
        sentence = ""
        if reached == max(steps) and _most(percent <= LOW for percent in percents):
            sentence = _("The objective is reached in full, and yet most indicators are rated low.")
        elif reached == min(steps) and _most(percent >= HIGH for percent in percents):
            sentence = _("The objective is not reached, and yet most indicators are rated high.")
        if sentence:
            yield self.check(Weight.WARNING, Kind.OBJECTIVE, sentence, Item.OBJECTIVE)

    def alike(self) -> Iterator[Check]:
        values = [self.facts.value(item) for item in self.percents()]
        if len(values) >= ALIKE and len(set(values)) == 1 and all(self.facts.value(item) for item in self.items):
            words = _("All %(count)s indicators that apply have the same rating, %(rating)s.")
            facts = {"count": len(values), "rating": values[0]}
            yield self.check(Weight.NOTICE, Kind.ALIKE, words % facts, self.items[0])

    def not_applicable(self) -> Iterator[Check]:
        apart = [item for item in self.items if self.facts.value(item) == NOT_APPLICABLE]
        if 3 * len(apart) > len(self.items):
            words = _("%(count)s of %(whole)s indicators are not applicable.")
            facts = {"count": len(apart), "whole": len(self.items)}
            yield self.check(Weight.WARNING, Kind.NOT_APPLICABLE, words % facts, apart[0])

    def expired(self) -> Iterator[Check]:
        for one in self.facts.expired:
            words = _("The evidence “%(title)s” expired on %(date)s.")
            facts = {"title": one.title, "date": date_format(one.on, "j F Y")}
            yield self.check(Weight.WARNING, Kind.STALE, words % facts)

    def taken_over(self) -> Iterator[Check]:
        waiting = [item for item in self.facts.answers if item in self.facts.taken_over]
        if waiting:
            words = ngettext(
                "%(count)s answer was taken over from the last cycle, and nobody has confirmed it.",
                "%(count)s answers were taken over from the last cycle, and nobody has confirmed them.",
                len(waiting),
            )
            yield self.check(Weight.WARNING, Kind.TAKEN_OVER, words % {"count": len(waiting)}, waiting[0])

    def confidence(self) -> Iterator[Check]:
        if self.facts.evidence or self.facts.value(Item.CONFIDENCE) not in {"documented", "verified"}:
            return
        sentence = _("The answers are said to be documented or verified, and there is no evidence.")
        yield self.check(Weight.WARNING, Kind.CONFIDENCE, sentence, Item.CONFIDENCE)

    def on_site(self) -> Iterator[Check]:
        if self.facts.open_points:
            words = ngettext(
                "%(count)s open point is not closed.", "%(count)s open points are not closed.", self.facts.open_points
            )
            yield self.check(Weight.WARNING, Kind.OPEN_POINT, words % {"count": self.facts.open_points})
        if self.facts.findings:
            words = ngettext(
                "%(count)s finding is not considered in the answers yet.",
                "%(count)s findings are not considered in the answers yet.",
                self.facts.findings,
            )
            yield self.check(Weight.WARNING, Kind.FINDING, words % {"count": self.facts.findings})


def _most(marks: Iterable[bool]) -> bool:
    """Whether more than half are true."""
    counted = list(marks)
    return 2 * sum(counted) > len(counted)
