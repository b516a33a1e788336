"""The improvement plan as a board reads it: where it leads and when, who does what, and what it rests on."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from assessments.answersheet import assessment_answers
from assessments.models import Evidence
from assessments.results import Result
from assessments.revisions import approved_answers
from charts.climb import Aim, Climb, Step, draw_climb
from charts.from_result import bounds, overview
from charts.overview import Overview
from charts.timeline import MOST, Quarter, quarter_of
from plans.models import Action, ActionEvidence, ActionNote, PlanEvent
from plans.ownership import Ownership, ownership_of
from plans.quarters import EntryLane, Mark, lanes_of, marks_of
from plans.reading import Entry, PlanSheet, read_plan
from plans.steps import PURPOSES
from plans.steps import Step as RoadStep
from plans.words import ChangeLine, change_lines
from press.manuscript import Manuscript
from reports.documents.frame import Frame, day_of, frame_of, open_assessment, pages_of
from reports.documents.level_marks import LevelMark, level_marks
from reports.failures import NotMadeError
from reports.kinds import Part
from reports.source import Source


@dataclass(frozen=True)
class Section:
    """The actions that are due in one quarter; ``quarter`` is None for what has no day, or was dropped.

    ``result`` is the whole result as planned once they are done, None where they bring nothing.
    """

    title: str
    entries: tuple[Entry, ...]
    quarter: Quarter | None = None
    result: Result | None = None


@dataclass(frozen=True)
class Stage:
    """A step of the road map with its actions; ``number`` 0 holds those that are on no step."""

    number: int
    title: str
    purpose: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Detail:
    """One action in full: the answers that it changes, and as far as they are asked for its notes and evidence."""

    number: int
    entry: Entry
    changes: tuple[ChangeLine, ...]
    notes: tuple[ActionNote, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class PlanPaper:
    """The whole document."""

    frame: Frame
    sheet: PlanSheet
    details: tuple[Detail, ...]
    events: tuple[PlanEvent, ...]
    with_reasons: bool

    @cached_property
    def overview(self) -> Overview:
        """The dimensions as planned, and as they are assessed beside it."""
        projection = self.sheet.projection
        return overview(self.sheet.definition, projection.end, before=projection.now)

    @cached_property
    def lanes(self) -> tuple[EntryLane, ...]:
        """The actions with a day, on the time line."""
        return lanes_of(self.sheet)[1]

    @cached_property
    def lane_quarters(self) -> tuple[Quarter, ...]:
        """The quarters in which something is done."""
        return lanes_of(self.sheet)[0]

    @cached_property
    def quarters(self) -> tuple[Quarter, ...]:
        """The same, and on to the day of the target."""
        quarters, aim = list(self.lane_quarters), self.sheet.aim
        while quarters and aim and aim.due and quarters[-1].last < aim.due and len(quarters) < MOST:
            quarters.append(quarters[-1].next)
        return tuple(quarters)

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The total as planned at the end of each quarter."""
        return marks_of(self.sheet, self.quarters)

    @cached_property
    def climb(self) -> Climb | None:
        """The total by date beside the target; None where no action has a day."""
        if not self.quarters:
            return None
        projection, aim = self.sheet.projection, self.sheet.aim
        steps = [Step(one.due, one.result.total.percent) for one in projection.milestones if one.due]
        return draw_climb(
            projection.now.total.percent,
            steps,
            self.quarters,
            today=self.sheet.today,
            bounds=bounds(self.sheet.definition),
            aim=Aim(aim.goal.percent, aim.due) if aim else None,
        )

    @property
    def level_marks(self) -> list[LevelMark]:
        """The levels beside the drawing."""
        return level_marks(self.sheet.definition)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The actions by quarter, then those without a day, then what was dropped."""
        return tuple(_sections(self.sheet))

    @cached_property
    def ownership(self) -> Ownership:
        """Functions × dimensions."""
        return ownership_of(self.sheet)

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """The eight steps; last, where there are some, the actions on none."""
        steps = [
            Stage(number, str(step.label), str(PURPOSES[step]), _on(self.sheet, step.value))
            for number, step in enumerate(RoadStep, start=1)
        ]
        loose = _on(self.sheet, "")
        return (*steps, Stage(0, _("On no step yet"), "", loose)) if loose else tuple(steps)


def manuscript_of(source: Source) -> Manuscript:
    """The pages of the plan; NotMadeError where there is no action in it."""
    paper = paper_of(source)
    return pages_of(source, "reports/plan/detail.html", "css/plan-print.css", {"paper": paper, "frame": paper.frame})


def paper_of(source: Source) -> PlanPaper:
    """What the document says."""
    sheet = _sheet(source)
    if not sheet.actions:
        raise NotMadeError("nothing")
    state = "" if sheet.plan.is_approved else _("Draft")
    return PlanPaper(
        frame=frame_of(source, sheet.definition, state=state),
        sheet=sheet,
        details=_details(source, sheet),
        events=tuple(
            sheet.plan.events.filter(kind__in=[PlanEvent.Kind.APPROVED, PlanEvent.Kind.REOPENED]).select_related("by")
        ),
        with_reasons=source.options.has(Part.COMMENTS),
    )


def _sheet(source: Source) -> PlanSheet:
    """The plan over the answers that were approved, where the document is of an approval."""
    sheet = read_plan(open_assessment(source), today=day_of(source))
    if source.kept is None:
        return sheet
    return replace(sheet, answers=assessment_answers(approved_answers(sheet.definition, source.kept.snapshot)))


def _sections(sheet: PlanSheet) -> Iterable[Section]:
    dated = [entry for entry in sheet.counted if entry.action.due]
    for quarter, entries in groupby(dated, key=_quarter):
        title = _("Q%(number)s %(year)s") % {"number": quarter.number, "year": quarter.year}
        yield Section(title, tuple(entries), quarter, sheet.projection.on(quarter.last))
    undated = tuple(entry for entry in sheet.counted if entry.action.due is None)
    if undated:
        yield Section(_("No day yet"), undated, result=sheet.projection.end)
    dropped = tuple(entry for entry in sheet.entries if not entry.action.counts)
    if dropped:
        yield Section(_("Dropped"), dropped)


def _quarter(entry: Entry) -> Quarter:
    """The quarter of an action that has a day."""
    return quarter_of(entry.action.due or entry.today)


def _on(sheet: PlanSheet, step: str) -> tuple[Entry, ...]:
    return tuple(entry for entry in sheet.entries if entry.action.step == step)


def _details(source: Source, sheet: PlanSheet) -> tuple[Detail, ...]:
    notes = _notes(sheet.actions) if source.options.has(Part.COMMENTS) else {}
    evidence = _evidence(source, sheet.actions) if source.options.has(Part.EVIDENCE) else {}
    return tuple(
        Detail(
            number,
            entry,
            tuple(change_lines(sheet.definition, sheet.answers, entry.action.moves)),
            tuple(notes.get(entry.action.pk, ())),
            tuple(evidence.get(entry.action.pk, ())),
        )
        for number, entry in enumerate(sheet.entries, start=1)
    )


def _notes(actions: Sequence[Action]) -> dict[int, list[ActionNote]]:
    found: dict[int, list[ActionNote]] = defaultdict(list)
    for note in ActionNote.objects.filter(action__in=actions).select_related("by"):
        found[note.action_id].append(note)
    return found


def _evidence(source: Source, actions: Sequence[Action]) -> dict[int, list[Evidence]]:
    """What the reader may see of the evidence."""
    seen: dict[int, list[Evidence]] = defaultdict(list)
    uses: Any = ActionEvidence.objects.filter(
        action__in=actions, evidence__in=Evidence.objects.visible_to(source.reader)
    )
    for use in uses.select_related("evidence"):
        seen[use.action_id].append(use.evidence)
    return seen
