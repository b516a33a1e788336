"""All that a result page draws, each part made when it is first asked for."""

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.answersheet import stored_result
from assessments.confidence import Confidence, frozen_confidence, grades_in, rest_on
from assessments.gates import ShutGate, shut_gates
from assessments.models import Assessment
from assessments.related import RelatedWork
from assessments.results import ElementScore, Result
from assessments.revisions import Approved
from charts.bars import Bars
from charts.from_result import bars, enabler_bars, explained, explained_bars, overview
from charts.heat_map import HeatMap, heat_map
from charts.overview import Overview
from charts.radar import Radar
from charts.support import SupportBar, support_bar
from results.findings import Findings, change, findings, how_many, waiting_elements
from results.ledgers import LineAddresses, ledger_path
from results.related import Related, related
from results.support import SupportRow, support_parts
from results.weakest import WeakestLink, weakest_link
from targets.models import Target
from targets.reading import goals_of


class Figures:
    """The charts and lists of an assessment's result, with the last cycle's (``previous``) beside it.

    They follow from the stored scores alone, and drawing them is most of what the page costs. ``drawn_from`` names
    everything they follow from, so that a finished drawing can be kept for as long as nobody changes an answer.
    """

    def __init__(
        self,
        assessment: Assessment,
        previous: Assessment | None,
        work: RelatedWork | None = None,
        *,
        kept: Approved | None = None,
        target: Target | None = None,
    ) -> None:
        self.assessment = assessment
        self.previous = previous
        self.work = work
        self.target = target
        self.ledger_path = ledger_path(assessment, kept)
        self.picture_path = self.ledger_path.removesuffix("why/")
        self.why = LineAddresses(self.ledger_path)
        self.definition = assessment.version.definition_in(get_language())

    @cached_property
    def drawn_from(self) -> str:
        """A digest of all that decides what is drawn, but for the language."""
        cycles = [
            [str(cycle.uuid), cycle.version_id, cycle.title, cycle.element_scores]
            for cycle in (self.assessment, self.previous)
            if cycle
        ]
        beside = [self.work.version.pk, str(self.work.assessment and self.work.assessment.uuid)] if self.work else []
        grades, target = dict(self.grades), str(self.target and self.target.uuid)
        return hashlib.sha256(json.dumps([cycles, beside, grades, target], sort_keys=True).encode()).hexdigest()

    @cached_property
    def _frozen_confidence(self) -> Confidence | None:
        return frozen_confidence(self.assessment)

    @cached_property
    def grades(self) -> Mapping[str, str]:
        """How well each element is supported."""
        frozen = self._frozen_confidence
        return frozen.grades if frozen else grades_in(self.assessment.answers.all())

    @cached_property
    def confidence(self) -> Confidence:
        """How many points rest on each grade."""
        return self._frozen_confidence or rest_on(self.definition, self.result, self.grades)

    @cached_property
    def support(self) -> SupportBar:
        """The same over all that counts, as a bar."""
        return support_bar(_("How well the points are supported"), support_parts(self.confidence.overall))

    @cached_property
    def support_rows(self) -> list[SupportRow]:
        """The same, dimension by dimension."""
        dimensions = self.confidence.dimensions
        return [SupportRow(one.title, dimensions[one.code]) for one in self.definition.dimensions]

    @cached_property
    def result(self) -> Result:
        """The result as it stands."""
        return stored_result(self.assessment, self.definition)

    @cached_property
    def before(self) -> Result | None:
        """The last cycle's result."""
        if self.previous is None:
            return None
        return stored_result(self.previous, self.previous.version.definition_in(get_language()))

    @cached_property
    def wanted(self) -> Result | None:
        """The result as if the target were reached."""
        return goals_of(self.target, self.definition, self.result).result if self.target else None

    @cached_property
    def overview(self) -> Overview:
        """The total, the categories and the dimensions."""
        shown = overview(self.definition, self.result, before=self.before, targets=self.wanted, address=self._address)
        return explained(shown, self.definition, self.why)

    @cached_property
    def radar(self) -> Radar:
        """The dimensions as a radar."""
        return Radar(self.overview)

    @cached_property
    def shut_gates(self) -> tuple[ShutGate, ...]:
        """What holds the level back."""
        return shut_gates(self.definition, self.result, address=self._address)

    @cached_property
    def bars(self) -> Bars:
        """The bars of the elements."""
        shown = bars(self.definition, self.result, targets=self.wanted, address=self._address)
        return explained_bars(shown, [one.code for one in self.definition.dimensions], self.why)

    @cached_property
    def enabler_bars(self) -> Bars:
        """The bars of the enablers."""
        shown = enabler_bars(self.definition, self.result, title=_("Enabler"), address=self._address)
        return explained_bars(shown, [], self.why)

    @cached_property
    def heat_map(self) -> HeatMap:
        """The elements as a map."""
        return heat_map(self.bars)

    @cached_property
    def weakest_link(self) -> WeakestLink | None:
        """The lowest element of each dimension, and what it means for the whole."""
        return weakest_link(self.definition, self.result)

    @cached_property
    def findings(self) -> Findings:
        """What stands out."""
        return findings(self.result, how_many(self.definition), waiting=waiting_elements(self.definition, self.result))

    @cached_property
    def related(self) -> Related | None:
        """What the elements touch in the framework that theirs is related to."""
        if self.work is None:
            return None
        return related(self.definition, self.result, self.work.definition, address=self._related_address)

    @cached_property
    def excluded(self) -> list[ElementScore]:
        """The elements that are out of scope."""
        return [element for element in self.result.elements.values() if element.excluded]

    @cached_property
    def change(self) -> Decimal | None:
        """Points won or lost since the last cycle, where the two can be compared."""
        return change(self.result, self.before) if self.before else None

    def _address(self, code: str) -> str:
        """The page of an element, or where a dimension begins; a category has none."""
        if code not in self.definition.element_by_code:
            dimension = next((one for one in self.definition.dimensions if one.code == code), None)
            if dimension is None or not dimension.elements:
                return ""
            code = dimension.elements[0].code
        return reverse("assessments:element-score", args=[self.assessment.uuid, code])

    def _related_address(self, code: str) -> str:
        if self.work is None or self.work.assessment is None or not self.work.leads_to(code):
            return ""
        return reverse("assessments:element-score", args=[self.work.assessment.uuid, code])
