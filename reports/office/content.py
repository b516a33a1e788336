"""What the office files of one source say: its report and what stands around it, each part read when asked for."""

import datetime
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.answersheet import assessment_answers
from assessments.evidence import Piece, evidence_of
from assessments.models import Assessment
from assessments.revisions import approved_answers, last_cycle
from charts.bars import Bar
from charts.from_result import bars, overview
from charts.heat_map import HeatMap, heat_map
from charts.overview import Overview
from frameworks.definition import FrameworkDefinition
from plans.reading import Entry, PlanSheet, read_plan
from reports.documents.frame import day_of
from reports.documents.full import report_of
from reports.documents.summary import ACTIONS
from reports.failures import NotMadeError
from reports.kinds import Part
from reports.office.archive import Properties
from reports.office.look import House
from reports.office.words import language_tag
from reports.report import Report, Subject
from reports.source import Source
from results.figures import Figures
from results.weakest import WeakestLink, weakest_link
from targets.goals import Goals
from targets.models import Target
from targets.reading import current_target, goals_of


class Content:
    """All that an office file says, in the language that is active; raises NotMadeError where there is no result."""

    def __init__(self, source: Source) -> None:
        if source.assessment is None:
            raise NotMadeError("nothing")
        self.source = source
        self.assessment: Assessment = source.assessment
        self.report: Report = report_of(source)
        self.house = House.of(source.style)

    def has(self, part: Part) -> bool:
        """Whether this part was chosen."""
        return self.source.options.has(part)

    @property
    def subject(self) -> Subject:
        """Whom and what it is about."""
        return self.report.subject

    @property
    def definition(self) -> FrameworkDefinition:
        """The framework version."""
        return self.report.definition

    @property
    def day(self) -> datetime.date:
        """The day of which it speaks: of its approval, or of the last answer."""
        return self.subject.approved_on or self.subject.as_of

    @property
    def name(self) -> str:
        """The assessment, and whose it is."""
        return f"{self.subject.organisation} · {self.subject.title}"

    @property
    def properties(self) -> Properties:
        """What the file says of itself."""
        return Properties(
            title=f"{self.source.kind.label}: {self.name}",
            subject=_("%(framework)s, version %(version)s")
            % {"framework": self.definition.title, "version": self.definition.version},
            author=self.subject.organisation,
            language=language_tag(),
            moment=self._moment,
        )

    @property
    def _moment(self) -> datetime.datetime:
        return self.assessment.approved_at or datetime.datetime.combine(
            self.day, datetime.time(), timezone.get_default_timezone()
        )

    @cached_property
    def figures(self) -> Figures:
        """The drawings of the result page."""
        seen = Assessment.objects.visible_to(self.source.reader)
        previous = last_cycle(self.assessment, seen)
        return Figures(self.assessment, previous, kept=self.source.kept, target=self.target)

    @property
    def is_past(self) -> bool:
        """Whether there is a newer approval, or one to come: the target and the plan are of the answers since then."""
        kept = self.source.kept
        return bool(kept and (kept.is_superseded or kept.is_reopened))

    @cached_property
    def target(self) -> Target | None:
        """The target that holds, where somebody has set one; it goes with the result that holds alone."""
        return None if self.is_past else current_target(self.assessment)

    @cached_property
    def goals(self) -> Goals | None:
        """What it means for this result."""
        return goals_of(self.target, self.definition, self.report.result) if self.target else None

    @cached_property
    def overview(self) -> Overview:
        """The dimensions, with last time and the target beside them."""
        shown = overview(
            self.definition, self.report.result, before=None, targets=self.goals.result if self.goals else None
        )
        before = {one.code: one.before for one in self.report.overview.segments}
        return replace(
            shown,
            parts=tuple(
                replace(part, segments=tuple(replace(one, before=before[one.code]) for one in part.segments))
                for part in shown.parts
            ),
        )

    @cached_property
    def heat_map(self) -> HeatMap:
        """All elements, a row for each dimension."""
        return heat_map(bars(self.definition, self.report.result))

    @cached_property
    def cells(self) -> Mapping[str, Bar]:
        """The elements of that map by their codes."""
        return {cell.code: cell for row in self.heat_map.rows for cell in row.cells}

    @cached_property
    def weakest_link(self) -> WeakestLink | None:
        """The lowest element of each dimension."""
        return weakest_link(self.definition, self.report.result)

    @cached_property
    def plan(self) -> PlanSheet | None:
        """The plan held against these very answers; None where nothing is planned that counts, and as the target."""
        if self.is_past:
            return None
        sheet = read_plan(self.assessment, today=day_of(self.source))
        if self.source.kept:
            answers = approved_answers(self.definition, self.source.kept.snapshot)
            sheet = replace(sheet, answers=assessment_answers(answers))
        return sheet if sheet.counted else None

    @property
    def next_actions(self) -> tuple[Entry, ...]:
        """The first actions that are still to be done, as many as a summary names in every format."""
        return tuple(one for one in self.plan.counted if one.action.is_open)[:ACTIONS] if self.plan else ()

    @cached_property
    def evidence(self) -> list[Piece]:
        """The evidence, where it is to be listed."""
        return evidence_of(self.assessment) if self.has(Part.EVIDENCE) else []
