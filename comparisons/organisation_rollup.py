"""The units of an organisation with the newest that was approved of each, rolled up by a rule."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assessments.answersheet import stored_result
from assessments.models import Assessment, Snapshot
from assessments.results import Result
from assessments.revisions import as_approved
from charts.spread import Spread, draw_spread
from comparisons.rollup import Node, Rolled, Rule, roll_up_units
from frameworks.definition import FrameworkDefinition, Level
from frameworks.models import Framework, FrameworkVersion
from organisations.models import Organisation, Unit

TOTAL: Final = ""
TITLES: Final = {Rule.MEAN: _("Mean"), Rule.WEIGHTED: _("Weighted mean"), Rule.WORST: _("Worst of")}
WORDS: Final = {
    Rule.MEAN: _("The mean: every unit directly under it counts the same, whatever its weight."),
    Rule.WEIGHTED: _("The weighted mean: every unit directly under it counts by its weight."),
    Rule.WORST: _("The worst of: an organisation is as strong as its weakest unit. Each figure is the lowest."),
}


@dataclass(frozen=True)
class Approved:
    """The newest that was approved of a unit, or of the whole organisation."""

    assessment: Assessment
    definition: FrameworkDefinition
    result: Result

    @property
    def percents(self) -> dict[str, Decimal | None]:
        """What rolls up: the total's percentage and every dimension's."""
        dimensions = {code: score.percent for code, score in self.result.dimensions.items()}
        return {TOTAL: self.result.total.percent, **dimensions}


@dataclass(frozen=True)
class Line:
    """A unit in the table, or the organisation: its figures by code, and where they come from."""

    unit: Unit | None
    depth: int
    approved: Approved | None
    figures: tuple[Decimal | None, ...]
    drawing: Spread | None

    @property
    def within(self) -> range:
        """One for each unit that it stands within."""
        return range(self.depth)

    @property
    def total(self) -> Decimal | None:
        """The total's percentage."""
        return self.figures[0]


@dataclass(frozen=True)
class RollUp:
    """The organisation rolled up by one rule, with one framework; ``approved`` by unit, None for the whole."""

    organisation: Organisation
    definition: FrameworkDefinition
    rule: Rule
    units: Sequence[Unit]
    approved: Mapping[int | None, Approved]

    @property
    def title(self) -> str:
        """The rule's name."""
        return str(TITLES[self.rule])

    @property
    def words(self) -> str:
        """What the rule does."""
        return str(WORDS[self.rule])

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """What is rolled up: the total and the dimensions of the newest version among the units."""
        return (TOTAL, *(one.code for one in self.definition.dimensions))

    @cached_property
    def rolled(self) -> Rolled:
        """The whole, with every unit under it."""
        return roll_up_units("", self._nodes(None), self.codes, self.rule)

    @cached_property
    def missing(self) -> list[Unit]:
        """The units of which nothing is known."""
        return [unit for unit in self.units if str(unit.pk) in self.rolled.missing]

    @cached_property
    def versions(self) -> list[str]:
        """The framework versions that the units' results were scored with, where there is more than one."""
        found = {one.definition.version for unit, one in self.approved.items() if unit is not None}
        return sorted(found) if len(found) > 1 else []

    @property
    def level(self) -> Level | None:
        """The level that the rolled-up total falls in by its percentage alone."""
        percent = self.rolled.percent(TOTAL)
        return None if percent is None else self.definition.level_of(percent)

    @cached_property
    def whole(self) -> Line:
        """The organisation as its units come to."""
        return self._line(self.rolled, None, 0, None)

    @cached_property
    def itself(self) -> Line | None:
        """The organisation as it was assessed itself, for comparison; it is no part of what is rolled up."""
        own = self.approved.get(None)
        if own is None:
            return None
        figures = tuple(own.percents.get(code) for code in self.codes)
        return Line(None, 0, own, figures, draw_spread(figures[:1]))

    @cached_property
    def lines(self) -> list[Line]:
        """The units in the order of their tree."""
        return list(self._lines(self.rolled, 0))

    def _nodes(self, within: int | None) -> tuple[Node, ...]:
        return tuple(
            Node(
                key=str(unit.pk),
                weight=unit.weight,
                percents=self.approved[unit.pk].percents if unit.pk in self.approved else None,
                parts=self._nodes(unit.pk),
            )
            for unit in self.units
            if unit.within_id == within
        )

    def _lines(self, rolled: Rolled, depth: int) -> Iterable[Line]:
        by_key = {str(unit.pk): unit for unit in self.units}
        for part in rolled.parts:
            unit = by_key[part.key]
            yield self._line(part, unit, depth, self.approved.get(unit.pk))
            yield from self._lines(part, depth + 1)

    def _line(self, rolled: Rolled, unit: Unit | None, depth: int, approved: Approved | None) -> Line:
        figures = tuple(rolled.percent(code) for code in self.codes)
        return Line(unit, depth, approved, figures, draw_spread(figures[:1]))


def frameworks_of(organisation: Organisation) -> list[Framework]:
    """The frameworks with which something of the organisation's units was approved; the one used last stands first."""
    approvals = Snapshot.objects.filter(
        kind=Snapshot.Kind.APPROVAL, assessment__organisation=organisation, assessment__unit__isnull=False
    )
    used = approvals.order_by("-taken_at").values_list("version__framework", flat=True)
    order = list(dict.fromkeys(used))
    return sorted(Framework.objects.filter(pk__in=order), key=lambda one: order.index(one.pk))


def rollup_of(organisation: Organisation, framework: Framework, rule: Rule) -> RollUp:
    """The roll-up with the newest approval of each unit; costs the same for any number of units."""
    approved = {one.assessment.unit_id: one for one in _newest(organisation, framework)}
    of_units = [one.assessment.version for unit, one in approved.items() if unit is not None]
    newest = max(of_units, key=_age)
    return RollUp(
        organisation,
        newest.definition_in(get_language()),
        rule,
        list(organisation.units.all()),
        approved,
    )


def _age(version: FrameworkVersion) -> tuple[object, int]:
    return version.published_at, version.pk


def _newest(organisation: Organisation, framework: Framework) -> Iterable[Approved]:
    """The newest approval of the last cycle of each unit, and of the whole."""
    approvals = Snapshot.objects.filter(
        kind=Snapshot.Kind.APPROVAL, assessment__organisation=organisation, version__framework=framework
    ).order_by("-assessment__created_at", "-assessment_id", "-revision")
    first: dict[int | None, int] = {}
    for unit, pk in approvals.values_list("assessment__unit", "pk"):
        first.setdefault(unit, pk)
    rows = Snapshot.objects.filter(pk__in=first.values()).select_related("assessment", "version", "taken_by")
    for snapshot in rows.defer("document", "answers", "surroundings"):
        then = as_approved(snapshot.assessment, snapshot)
        definition = then.version.definition_in(get_language())
        yield Approved(then, definition, stored_result(then, definition))
