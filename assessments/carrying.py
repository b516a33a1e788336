"""Carrying the answers of an assessment from one framework version to another: plain values, no database.

``docs/upgrades.md`` says the rules in words. An answer follows the stable code of its place, or the newer version's
upgrade rules for the older one. Whatever can't be carried is listed: nothing that a person gave is dropped in silence.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from functools import cached_property

from assessments.items import (
    CONFIDENCE_GRADES,
    EXCLUDED,
    LONGEST_TEXT,
    AnswerLike,
    Item,
    Place,
    PlainAnswer,
    items_of,
    places,
    plain_answers,
    text_of,
)
from assessments.scoring import NOT_APPLICABLE
from frameworks.definition import Element, FrameworkDefinition


class Why(Enum):
    """Why an answer that has a place in the newer version is not carried to it."""

    SCALE = "scale"  # no step of the newer scale is named for it, nor the same with the same worth
    MERGED = "merged"  # another answer came to the same place and stands
    SCOPE = "scope"  # its element was excluded, and what it came to is in scope
    NOTHING_APPLIES = "nothing applies"  # every indicator that is left would be “not applicable”


@dataclass(frozen=True)
class Kept:
    """An answer that stands in the newer version: as it was, and as it is there."""

    old: PlainAnswer
    new: PlainAnswer


@dataclass(frozen=True)
class Cleared:
    """An answer that is not carried, though ``place`` is where it would stand."""

    old: PlainAnswer
    place: Place
    why: Why


@dataclass(frozen=True)
class Lost:
    """An element (``item`` is empty) or an item of one that is gone, with the answers that nothing is left to take."""

    element: Element
    item: str
    answers: tuple[PlainAnswer, ...]


@dataclass(frozen=True)
class NewItem:
    """An indicator or an objective that the older version doesn't ask, in an element that it has."""

    element: Element
    item: str


@dataclass(frozen=True)
class Reworded:
    """An answer that is carried to a sentence that says something else: worth a second look."""

    answer: PlainAnswer
    before: str
    after: str


@dataclass(frozen=True)
class Carried:
    """What became of an assessment's answers; ``answers`` holds one for every place of the newer version."""

    answers: tuple[PlainAnswer, ...]
    kept: tuple[Kept, ...]
    cleared: tuple[Cleared, ...]
    lost: tuple[Lost, ...]
    new_elements: tuple[Element, ...]
    new_items: tuple[NewItem, ...]
    reworded: tuple[Reworded, ...]

    @property
    def lost_count(self) -> int:
        """How many answers have no place any more."""
        return sum(len(one.answers) for one in self.lost)


def carry(old: FrameworkDefinition, new: FrameworkDefinition, answers: Iterable[AnswerLike]) -> Carried:
    """Carry answers given under ``old`` to ``new``; those that ``old`` has no place for are not looked at."""
    ways = _Ways(old, new)
    given = [answer for answer in plain_answers(old, answers) if answer.is_given]
    parcel = _Parcel(ways, given)
    for place, arrivals in _arrivals(ways, given).items():
        parcel.settle(place, arrivals)
    parcel.take_back_where_nothing_applies()
    return Carried(
        answers=tuple(parcel.standing.get(place, PlainAnswer(*place)) for place in places(new)),
        kept=tuple(parcel.kept),
        cleared=tuple(parcel.cleared),
        lost=tuple(_lost(ways, given)),
        new_elements=tuple(element for element in new.walk() if element.code in ways.new_codes),
        new_items=tuple(_new_items(ways)),
        reworded=tuple(_reworded(ways, parcel.kept)),
    )


class _Ways:
    """Where each place, rating and objective answer of the older version leads in the newer one."""

    def __init__(self, old: FrameworkDefinition, new: FrameworkDefinition) -> None:
        self.old, self.new = old, new
        rules = [rule for rule in new.upgrades if rule.from_version == old.version]
        self.rules: dict[tuple[str, str], str] = {(rule.kind, rule.old): rule.new for rule in rules}

    @cached_property
    def places(self) -> frozenset[Place]:
        """Every place of the newer version."""
        return frozenset(places(self.new))

    @cached_property
    def new_codes(self) -> set[str]:
        """The elements of the newer version that none of the older one leads to."""
        return self.new.element_by_code.keys() - {self.element(code) for code in self.old.element_by_code}

    def element(self, code: str) -> str | None:
        """The element that an older one has become; none where it is gone."""
        target = self.rules.get(("element", code), code)
        return target if target in self.new.element_by_code else None

    def place(self, place: Place) -> Place | None:
        """Where the answer of an older place stands now."""
        code, item = place
        ruled = self.rules.get(("indicator", f"{code}/{item}")) if item.isdecimal() else None
        element, _, number = ruled.rpartition("/") if ruled else (self.element(code), "", item)
        target = (element or "", number)
        return target if target in self.places else None

    def sources(self, code: str) -> list[str]:
        """The older elements, enablers left out, that lead to this one."""
        return [one.code for one in self.old.elements if self.element(one.code) == code]

    def value(self, answer: PlainAnswer) -> str | None:
        """The older answer on the newer scale: by its rule, or as it is where that is worth the same; else none."""
        on_no_scale = {Item.SCOPE, Item.CONFIDENCE, Item.COMMENT}
        if not answer.value or answer.value == NOT_APPLICABLE or answer.item in on_no_scale:
            return answer.value
        kind = "objective" if answer.item == Item.OBJECTIVE else "rating"
        ruled = self.rules.get((kind, answer.value))
        before, now = (worth(one, answer.item, answer.value) for one in (self.old, self.new))
        return ruled or (answer.value if before is not None and before == now else None)


class _Parcel:
    """The answers on their way: ``standing`` is what has arrived, by its place there."""

    def __init__(self, ways: _Ways, given: Iterable[PlainAnswer]) -> None:
        self.ways = ways
        self.excluded = {one.element for one in given if one.item == Item.SCOPE and one.value == EXCLUDED}
        self.standing: dict[Place, PlainAnswer] = {}
        self.kept: list[Kept] = []
        self.cleared: list[Cleared] = []

    def settle(self, place: Place, arrivals: list[PlainAnswer]) -> None:
        """Say what stands at the place after these answers came to it."""
        if place[1] == Item.COMMENT:
            self._join(place, arrivals)
        elif place[1] == Item.SCOPE:
            self._settle_scope(place, arrivals)
        else:
            self._settle_judged(place, arrivals)

    def take_back_where_nothing_applies(self) -> None:
        """An element with nothing but “not applicable” is refused by scoring: say so, rather than exclude it."""
        for element in self.ways.new.walk():
            judged = {(element.code, str(indicator.number)) for indicator in element.indicators}
            if all(place in self.standing and self.standing[place].value == NOT_APPLICABLE for place in judged):
                self._take_back([kept for kept in self.kept if kept.new.place in judged])

    def _take_back(self, taken: list[Kept]) -> None:
        self.kept = [kept for kept in self.kept if kept not in taken]
        for kept in taken:
            self._clear(kept.old, kept.new.place, Why.NOTHING_APPLIES)
            self.standing[kept.new.place] = replace(kept.new, value="")

    def _settle_judged(self, place: Place, arrivals: list[PlainAnswer]) -> None:
        """The lower one of two stands, a rating before “not applicable”; what an exclusion hid stays out of sight."""
        fit = []
        for answer in arrivals:
            value = self.ways.value(answer)
            if answer.element in self.excluded and not self._is_excluded(place[0]):
                self._clear(answer, place, Why.SCOPE)
            elif value is None:
                self._clear(answer, place, Why.SCALE)
            else:
                fit.append((answer, PlainAnswer(*place, value, answer.reason)))
        ranked = sorted(fit, key=lambda pair: _rank(self.ways.new, pair[1]))
        for answer, new in ranked[:1]:
            self._keep(answer, new)
        for answer, _new in ranked[1:]:
            self._clear(answer, place, Why.MERGED)
        if not ranked:
            # The rating goes, what was said about it stays beside the question.
            self.standing[place] = PlainAnswer(*place, "", arrivals[0].reason)

    def _settle_scope(self, place: Place, arrivals: list[PlainAnswer]) -> None:
        """An element is excluded only where all that have become it were."""
        value = EXCLUDED if self._is_excluded(place[0]) else ""
        self._join(place, [answer for answer in arrivals if answer.value == value])
        for answer in arrivals:
            if answer.value != value:
                self._clear(answer, place, Why.MERGED)

    def _is_excluded(self, code: str) -> bool:
        sources = self.ways.sources(code)
        can_be = code in self.ways.new.dimension_by_element  # an enabler can't
        return can_be and bool(sources) and self.excluded.issuperset(sources)

    def _join(self, place: Place, arrivals: list[PlainAnswer]) -> None:
        """Texts that meet are put one below the other, as far as there is room."""
        for answer in arrivals:
            new = _joined(self.standing.get(place), answer, place)
            if new:
                self._keep(answer, new)
            else:
                self._clear(answer, place, Why.MERGED)

    def _keep(self, old: PlainAnswer, new: PlainAnswer) -> None:
        self.kept.append(Kept(old, new))
        self.standing[new.place] = new

    def _clear(self, old: PlainAnswer, place: Place, why: Why) -> None:
        self.cleared.append(Cleared(old, place, why))


def worth(definition: FrameworkDefinition, item: str, value: str) -> Decimal | None:
    """What an answer is worth in percent, on the scale of its item; None for what is on no scale.

    A grade of confidence is worth its place among the grades, so that of two that meet the weaker one stands.
    """
    if item == Item.CONFIDENCE:
        return Decimal(CONFIDENCE_GRADES.index(value)) if value in CONFIDENCE_GRADES else None
    if item == Item.OBJECTIVE:
        answer = definition.objective_answer_by_code.get(value)
        return answer.percent if answer else None
    rating = definition.rating_by_value.get(int(value)) if value.isdecimal() else None
    return rating.percent if rating else None


def _rank(definition: FrameworkDefinition, answer: PlainAnswer) -> tuple[int, Decimal]:
    """The order in which answers that meet stand: what is worth least, “not applicable”, a note alone."""
    percent = worth(definition, answer.item, answer.value)
    if percent is not None:
        return 0, percent
    return (1 if answer.value else 2), Decimal(0)


def _joined(standing: PlainAnswer | None, answer: PlainAnswer, place: Place) -> PlainAnswer | None:
    """The comment, or exclusion, with another one below; None where that is too long."""
    if standing is None:
        return PlainAnswer(*place, answer.value, answer.reason)
    if place[1] == Item.COMMENT:
        joined = replace(standing, value=f"{standing.value}\n\n{answer.value}")
    else:
        joined = replace(standing, reason=f"{standing.reason}\n\n{answer.reason}")
    return joined if max(len(joined.value), len(joined.reason)) <= LONGEST_TEXT else None


def _arrivals(ways: _Ways, given: Iterable[PlainAnswer]) -> dict[Place, list[PlainAnswer]]:
    """The answers by the place that they come to."""
    arrivals: dict[Place, list[PlainAnswer]] = {}
    for answer in given:
        place = ways.place(answer.place)
        if place:
            arrivals.setdefault(place, []).append(answer)
    return arrivals


def _lost(ways: _Ways, given: Iterable[PlainAnswer]) -> Iterator[Lost]:
    """What is gone, in the older version's order: indicators in any case, the rest where it was answered."""
    astray = {answer.place: answer for answer in given if not ways.place(answer.place)}
    for element in ways.old.walk():
        if ways.element(element.code) is None:
            yield Lost(element, "", tuple(answer for place, answer in astray.items() if place[0] == element.code))
            continue
        for item in items_of(ways.old, element):
            place = (element.code, item)
            if place in astray:
                yield Lost(element, item, (astray[place],))
            elif item.isdecimal() and not ways.place(place):
                yield Lost(element, item, ())


def _new_items(ways: _Ways) -> Iterator[NewItem]:
    asked = {ways.place(place) for place in places(ways.old)}
    for element in ways.new.walk():
        if element.code in ways.new_codes:
            continue
        for item in items_of(ways.new, element):
            if text_of(element, item) and (element.code, item) not in asked:
                yield NewItem(element, item)


def _reworded(ways: _Ways, kept: Iterable[Kept]) -> Iterator[Reworded]:
    for one in kept:
        before = text_of(ways.old.element_by_code[one.old.element], one.old.item)
        after = text_of(ways.new.element_by_code[one.new.element], one.new.item)
        if one.new.value and before != after:
            yield Reworded(one.new, before, after)
