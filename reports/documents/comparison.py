"""The comparison: an assessment beside its last cycle or beside others, how far they lie apart, what moved and why.

What was measured with another version of the framework is compared like for like: its answers as they are worth under
the version of the assessment that the document is of. Of another framework there are the totals in percent alone.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from assessments.items import Item
from assessments.models import Assessment, Snapshot
from assessments.names import names_from_json
from assessments.results import Result
from charts.cycles import Cycles, draw_cycles
from charts.from_result import bounds, overview
from charts.overview import Overview
from charts.spread import Mark, Spread, draw_mark, draw_spread
from comparisons.movement import ElementMovement, Movement
from comparisons.side_by_side import MOST, SCORES, Likeness
from comparisons.trend import Cycle, Trend, cycle_now, cycle_of_approval, movement_between
from organisations.models import User
from press.manuscript import Manuscript
from reports.documents.frame import Frame, frame_of, open_assessment, pages_of
from reports.documents.level_marks import level_marks
from reports.failures import NotMadeError
from reports.kinds import Part
from reports.source import Source

TWO = 2


@dataclass(frozen=True)
class Column:
    """One result among those that are compared; the first is the one that the document is of.

    ``like`` is the result under the first one's framework version, None for another framework. ``is_earlier`` says that
    it is a cycle of the same unit that was started before the first one.
    """

    place: int
    whose: str
    cycle: Cycle
    like: Result | None
    is_earlier: bool = False

    @property
    def letter(self) -> str:
        """A short name: A to F."""
        return "ABCDEF"[self.place]

    @property
    def mark(self) -> Mark:
        """Its shape in the drawings."""
        return draw_mark(self.place)

    @property
    def assessment(self) -> Assessment:
        """What it is the result of."""
        return self.cycle.assessment


@dataclass(frozen=True)
class Figure:
    """What one result has on one line; ``like`` is the percentage like for like, where that is another one."""

    percent: Decimal | None
    points: Decimal
    like: Decimal | None = None

    @property
    def compared(self) -> Decimal | None:
        """The percentage that is set against the others."""
        return self.percent if self.like is None else self.like


@dataclass(frozen=True)
class Change:
    """The first result less another, like for like: percentage points, and points."""

    percent: Decimal
    points: Decimal


@dataclass(frozen=True)
class ComparedLine:
    """The total, a dimension or an element: a figure for each result, and how far each other is from the first.

    Both are None where a result has no such thing, leaves it out, or was made with another framework.
    """

    code: str
    title: str
    figures: tuple[Figure | None, ...]
    changes: tuple[Change | None, ...]
    drawing: Spread | None

    @property
    def apart(self) -> Decimal:
        """The largest difference, either way."""
        return max((abs(one.percent) for one in self.changes if one), default=Decimal(-1))


@dataclass(frozen=True)
class TotalRow:
    """One result in the table of totals; ``change`` is the first one's from it."""

    column: Column
    figure: Figure | None
    change: Change | None


@dataclass(frozen=True)
class Moved:
    """What moved the total since an earlier cycle; None where one of the two is not answered to the end."""

    column: Column
    movement: Movement | None

    @property
    def elements(self) -> tuple[ElementMovement, ...]:
        """The elements that moved, those that moved most first."""
        return self.movement.moved_most(len(self.movement.elements)) if self.movement else ()


@dataclass(frozen=True)
class Words:
    """What was written about an element, by the letter of whose result it is."""

    code: str
    title: str
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ComparisonPaper:
    """The whole document."""

    frame: Frame
    columns: tuple[Column, ...]
    with_words: bool

    @property
    def first(self) -> Column:
        """The result that the document is of."""
        return self.columns[0]

    @property
    def others(self) -> tuple[Column, ...]:
        """Those that it is compared with."""
        return self.columns[1:]

    @property
    def is_pair(self) -> bool:
        """Whether there are two, so that there is room for points and drawings."""
        return len(self.columns) == TWO

    @property
    def are_cycles(self) -> bool:
        """Whether all others are earlier cycles of the same unit."""
        return all(one.is_earlier for one in self.others)

    @cached_property
    def likeness(self) -> Likeness:
        """How far they can be set against each other."""
        if any(one.like is None for one in self.columns):
            return Likeness.FRAMEWORKS
        versions = {one.cycle.definition.version for one in self.columns}
        return Likeness.VERSIONS if len(versions) > 1 else Likeness.SAME

    @cached_property
    def overview(self) -> Overview:
        """The first result's picture, with the other one's thin line beside it where there is one other."""
        before = self.others[0].like if self.is_pair else None
        return overview(self.first.cycle.definition, self.first.cycle.result, before=before)

    @cached_property
    def trend(self) -> Trend | None:
        """All of them as cycles, the oldest first; None unless they are."""
        if not self.are_cycles:
            return None
        ordered = sorted(self.columns, key=lambda one: (one.assessment.created_at, one.assessment.pk))
        return Trend([one.cycle for one in ordered])

    @cached_property
    def drawing(self) -> Cycles | None:
        """The total over the cycles."""
        return draw_cycles(self.trend.total.points, bounds=bounds(self.trend.definition)) if self.trend else None

    @cached_property
    def total(self) -> ComparedLine:
        """The totals."""
        own = [one.cycle.result.total for one in self.columns]
        return self._line("", "", own, [one.like.total if one.like else None for one in self.columns])

    @property
    def rows(self) -> list[TotalRow]:
        """The table of totals."""
        changes = (None, *self.total.changes)
        return [TotalRow(*row) for row in zip(self.columns, self.total.figures, changes, strict=True)]

    @cached_property
    def dimensions(self) -> tuple[ComparedLine, ...]:
        """The dimensions of the first one's version."""
        own = [one.cycle.result.dimensions for one in self.columns]
        like = [one.like.dimensions if one.like else {} for one in self.columns]
        return self._lines({one.code: one.title for one in self.first.cycle.definition.dimensions}, own, like)

    @cached_property
    def elements(self) -> tuple[ComparedLine, ...]:
        """The elements of the first one's version, those that lie farthest apart first."""
        own = [one.cycle.result.elements for one in self.columns]
        like = [one.like.elements if one.like else {} for one in self.columns]
        found = self._lines({one.code: one.title for one in self.first.cycle.definition.elements}, own, like)
        return tuple(sorted(found, key=lambda line: -line.apart))

    @cached_property
    def moved(self) -> tuple[Moved, ...]:
        """What moved the total since each earlier cycle."""
        return tuple(Moved(one, movement_between(one.cycle, self.first.cycle)) for one in self.others if one.is_earlier)

    @cached_property
    def words(self) -> tuple[Words, ...]:
        """The comments on the elements, in the order of their differences; nothing where they are not asked for."""
        if not self.with_words or self.likeness == Likeness.FRAMEWORKS:
            return ()
        comments = [(one.letter, _comments(one.cycle)) for one in self.columns]
        said = (
            (line, tuple((letter, by[line.code]) for letter, by in comments if line.code in by))
            for line in self.elements
        )
        return tuple(Words(line.code, line.title, words) for line, words in said if words)

    def _lines(
        self, titles: Mapping[str, str], own: Sequence[Mapping[str, SCORES]], like: Sequence[Mapping[str, SCORES]]
    ) -> tuple[ComparedLine, ...]:
        if self.likeness == Likeness.FRAMEWORKS:
            return ()
        return tuple(
            self._line(code, title, [one.get(code) for one in own], [one.get(code) for one in like])
            for code, title in titles.items()
        )

    def _line(self, code: str, title: str, own: Sequence[SCORES | None], like: Sequence[SCORES | None]) -> ComparedLine:
        figures = tuple(_figure(*pair) for pair in zip(own, like, strict=True))
        return ComparedLine(
            code=code,
            title=title,
            figures=figures,
            changes=tuple(_change(like[0], other) for other in like[1:]),
            drawing=draw_spread([one.compared if one else None for one in figures]),
        )


def manuscript_of(source: Source) -> Manuscript:
    """The pages of the comparison.

    Without others chosen it is with the last cycle. NotMadeError where there is none, where one was chosen that the
    reader may not see, and where everybody still scores alone in one of them.
    """
    paper = paper_of(source)
    context = {"paper": paper, "frame": paper.frame, "level_marks": level_marks(paper.first.cycle.definition)}
    return pages_of(source, "reports/comparison/detail.html", "css/comparison-print.css", context)


def paper_of(source: Source) -> ComparisonPaper:
    """What the document says."""
    first = _first(source)
    columns = (first, *(_other(place, first, one) for place, one in enumerate(_others(source), start=1)))
    if len(columns) < TWO:
        raise NotMadeError("nothing")
    state = _("Provisional") if any(one.cycle.is_open for one in columns) else ""
    return ComparisonPaper(
        frame=frame_of(source, first.cycle.definition, state=state),
        columns=columns,
        with_words=source.options.has(Part.COMMENTS),
    )


def _first(source: Source) -> Column:
    assessment, kept = open_assessment(source), source.kept
    cycle = cycle_of_approval(kept.snapshot) if kept else cycle_now(assessment)
    return Column(0, kept.names.whose if kept else assessment.whose, cycle, cycle.result)


def _other(place: int, first: Column, of: Assessment | Snapshot) -> Column:
    if isinstance(of, Snapshot):
        cycle, whose = cycle_of_approval(of), names_from_json(of.assessment, of.names).whose
    else:
        cycle, whose = cycle_now(of), of.whose
    is_same = cycle.definition.framework == first.cycle.definition.framework
    like = cycle.under(first.cycle.definition) if is_same else None
    return Column(place, whose, cycle, like, is_same and _is_before(cycle.assessment, first.assessment))


def _is_before(one: Assessment, other: Assessment) -> bool:
    units = {(each.organisation_id, each.unit_id) for each in (one, other)}
    return len(units) == 1 and one.created_at < other.created_at


def _others(source: Source) -> Iterable[Assessment | Snapshot]:
    """What was chosen in its order, the first five; or the last cycle."""
    own = open_assessment(source)
    seen = Assessment.objects.visible_to(source.reader)
    if not source.options.against:
        approvals = Snapshot.objects.of_cycles_before(own).filter(assessment__in=seen).defer(None)
        if own.approved_at:  # what was approved later, of a cycle that was reopened, was not known then
            approvals = approvals.filter(taken_at__lte=own.approved_at)
        return approvals.select_related("assessment__organisation", "assessment__unit", "version", "taken_by")[:1]
    wanted = [key for key in dict.fromkeys(source.options.against) if key != own.uuid][: MOST - 1]
    return [_chosen(source.reader, key) for key in wanted]


def _chosen(reader: User, key: uuid.UUID) -> Assessment | Snapshot:
    """What was approved of the assessment last, or as it stands; NotMadeError for who may not see its figures."""
    seen = Assessment.objects.visible_to(reader).select_related("organisation", "unit", "version__framework")
    found = seen.filter(uuid=key).first()
    if found is None:
        raise NotMadeError("gone")
    if found.is_blind:
        raise NotMadeError("blind")
    approvals = found.snapshots.approvals().select_related(
        "assessment__organisation", "assessment__unit", "version", "taken_by"
    )
    return approvals.first() or found


def _figure(own: SCORES | None, like: SCORES | None) -> Figure | None:
    if own is None:
        return None if like is None else Figure(None, Decimal(0), like.percent)
    other = like.percent if like and like.percent != own.percent else None
    return Figure(own.percent, own.points, other)


def _change(first: SCORES | None, other: SCORES | None) -> Change | None:
    if first is None or other is None or first.percent is None or other.percent is None:
        return None
    return Change(first.percent - other.percent, first.points - other.points)


def _said(code: str, comments: Iterable[tuple[str, Mapping[str, str]]]) -> Iterable[tuple[str, str]]:
    return ((letter, by_element[code]) for letter, by_element in comments if code in by_element)


def _comments(cycle: Cycle) -> dict[str, str]:
    return {one.element: one.value for one in cycle.given if one.item == Item.COMMENT and one.value}
