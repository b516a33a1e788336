"""What a report says: plain frozen values, built from a definition, a result and the answers. Nothing is drawn here."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from decimal import Decimal
from fractions import Fraction

from assessments.gates import ShutGate, shut_gates
from assessments.results import GroupScore, Result, plain_number
from assessments.uncertainty import Band
from charts.bars import Bars
from charts.from_result import bars, overview
from charts.overview import Overview
from charts.radar import Radar
from charts.shapes import hue
from frameworks.definition import (
    Category,
    Dimension,
    FrameworkDefinition,
)
from reports.heat import HeatSheet, heat_sheet
from results.findings import Findings, change, findings, how_many, waiting_elements
from results.ledger import Ledger, build_ledger
from results.related import Related, related
from results.sheet import Answers, ElementSheet, IndicatorLine, element_sheet
from results.weakest import WeakestLink, weakest_link

HUNDRED = 100
SHORT = 60  # indicators


@dataclass(frozen=True)
class Subject:
    """Whom and what the report is about, in words; ``approved_on`` is None while nobody has approved it.

    ``band`` says how far off the total may be.
    """

    organisation: str
    title: str
    period: str
    as_of: datetime.date
    approved_on: datetime.date | None = None
    approved_by: str = ""
    assessors: tuple[str, ...] = ()
    organisation_facts: tuple[str, ...] = ()
    revision: int = 1
    superseded: bool = False
    band: Band | None = None

    @property
    def names_revision(self) -> bool:
        """Whether it is one of several, so that it has to say which."""
        return self.revision > 1 or self.superseded

    @property
    def provisional(self) -> bool:
        """Whether the answers may still change."""
        return self.approved_on is None


@dataclass(frozen=True)
class Remarks:
    """What was noted about an element beside its comment."""

    strengths: tuple[str, ...] = ()
    improvements: tuple[str, ...] = ()


@dataclass(frozen=True)
class ToldSheet(ElementSheet):
    """An element with its answers, and with what was noted about it."""

    remarks: Remarks = Remarks()


@dataclass(frozen=True)
class DimensionSheet:
    """A dimension with its score and its elements; ``number`` is its place on the loop, from 1."""

    number: int
    dimension: Dimension
    category: Category
    score: GroupScore
    elements: tuple[ToldSheet, ...]

    @property
    def hue(self) -> int:
        """Its colour."""
        return hue(self.number - 1)


@dataclass(frozen=True)
class WorkedExample:
    """One element of this very assessment, scored step by step in exact numbers."""

    sheet: ElementSheet
    mean: Fraction
    percent: Fraction

    @property
    def terms(self) -> tuple[IndicatorLine, ...]:
        """The indicators that are in the mean."""
        return self.sheet.counted

    @property
    def points(self) -> Fraction:
        """The points before they are rounded."""
        return self.percent * Fraction(self.sheet.element.points) / HUNDRED


@dataclass(frozen=True)
class Report:
    """The whole report, in the order in which it is read."""

    subject: Subject
    definition: FrameworkDefinition
    result: Result
    overview: Overview
    shut_gates: tuple[ShutGate, ...]
    bars: Bars
    findings: Findings
    dimensions: tuple[DimensionSheet, ...]
    enablers: tuple[ToldSheet, ...]
    example: WorkedExample | None
    ledger: Ledger
    related: Related | None = None
    change: Decimal | None = None
    weakest: WeakestLink | None = None
    heat: HeatSheet = field(default_factory=HeatSheet)

    @property
    def radar(self) -> Radar:
        """The dimensions as a radar."""
        return Radar(self.overview)

    @property
    def is_short(self) -> bool:
        """Whether the framework is so small that its report needs no contents and no page for each dimension."""
        return sum(len(element.indicators) for element in self.definition.walk()) <= SHORT

    @property
    def has_sums(self) -> bool:
        """Whether there is something to recompute in an element's points."""
        return self.has_averages or self.definition.objective_share > 0

    @property
    def has_glance(self) -> bool:
        """Whether all elements stand in bars: in a short report where the sums don't list them all anyway."""
        return not (self.is_short and self.has_sums)

    @property
    def has_averages(self) -> bool:
        """Whether some element has more than one indicator."""
        return any(len(element.indicators) > 1 for element in self.definition.walk())

    @property
    def has_meanings(self) -> bool:
        """Whether the ratings are more than their percentages."""
        return any(one.meaning or one.title != f"{plain_number(one.percent)} %" for one in self.definition.ratings)

    @property
    def so_far(self) -> bool:
        """Whether something is still not answered, so that no number here is a result."""
        return not self.result.total.complete

    @property
    def excluded(self) -> tuple[ElementSheet, ...]:
        """The elements that are left out."""
        return tuple(sheet for part in self.dimensions for sheet in part.elements if sheet.score.excluded)


NOTHING_NOTED: Mapping[str, Remarks] = {}


def build_report(
    subject: Subject,
    definition: FrameworkDefinition,
    result: Result,
    answers: Answers,
    *,
    before: Result | None = None,
    other: FrameworkDefinition | None = None,
    remarks: Mapping[str, Remarks] = NOTHING_NOTED,
) -> Report:
    """The report of an assessment; ``answers`` by element code and item, ``before`` is last cycle's result.

    ``other`` is the framework that this one's elements are related to, ``remarks`` stand with their element's code.
    """
    dimensions = tuple(_dimensions(definition, result, answers, remarks))
    shown = bars(definition, result)
    return Report(
        subject=subject,
        definition=definition,
        result=result,
        overview=overview(definition, result, before=before),
        shut_gates=shut_gates(definition, result),
        bars=shown,
        findings=findings(result, how_many(definition), waiting=waiting_elements(definition, result)),
        dimensions=dimensions,
        enablers=tuple(
            _told(element_sheet(definition, one, result.enablers[one.code], answers), remarks)
            for one in definition.enablers
        ),
        example=_example(definition, [sheet for part in dimensions for sheet in part.elements]),
        ledger=build_ledger(definition, result, answers),
        related=related(definition, result, other) if other else None,
        change=change(result, before) if before else None,
        weakest=weakest_link(definition, result),
        heat=heat_sheet(shown),
    )


def _dimensions(
    definition: FrameworkDefinition, result: Result, answers: Answers, remarks: Mapping[str, Remarks]
) -> Iterable[DimensionSheet]:
    places = [(category, dimension) for category in definition.categories for dimension in category.dimensions]
    for number, (category, dimension) in enumerate(places, start=1):
        sheets = (element_sheet(definition, one, result.elements[one.code], answers) for one in dimension.elements)
        told = tuple(_told(sheet, remarks) for sheet in sheets)
        yield DimensionSheet(number, dimension, category, result.dimensions[dimension.code], told)


def _told(sheet: ElementSheet, remarks: Mapping[str, Remarks]) -> ToldSheet:
    values = {one.name: getattr(sheet, one.name) for one in fields(ElementSheet)}
    return ToldSheet(**values, remarks=remarks.get(sheet.element.code, Remarks()))


def _example(definition: FrameworkDefinition, sheets: Sequence[ElementSheet]) -> WorkedExample | None:
    """The first element that shows the most: complete, and neither at the bottom nor at the top."""
    scored = [sheet for sheet in sheets if not sheet.score.excluded]
    if not scored:
        return None
    telling = [sheet for sheet in scored if sheet.score.complete and sheet.score.percent not in {None, 0, HUNDRED}]
    sheet = (telling or scored)[0]
    mean = Fraction(sheet.worth) / Fraction(sheet.weight)
    indicators, objective = Fraction(definition.indicators_share), Fraction(definition.objective_share)
    return WorkedExample(sheet, mean, (indicators * mean + objective * Fraction(sheet.objective_percent)) / HUNDRED)
