"""All that a result page draws, each part made when it is first asked for."""

import hashlib
import json
from decimal import Decimal
from functools import cached_property

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.answersheet import stored_result
from assessments.models import Assessment
from assessments.results import ElementScore, Result
from reports.charts.bars import Bars
from reports.charts.from_result import bars, enabler_bars, loop
from reports.charts.loop import Loop
from reports.charts.radar import Radar
from reports.findings import Findings, change, findings


class Figures:
    """The charts and lists of an assessment's result, with the last cycle's (``previous``) beside it.

    They follow from the stored scores alone, and drawing them is most of what the page costs. ``drawn_from`` names
    everything they follow from, so that a finished drawing can be kept for as long as nobody changes an answer.
    """

    def __init__(self, assessment: Assessment, previous: Assessment | None) -> None:
        self.assessment = assessment
        self.previous = previous
        self.definition = assessment.version.definition_in(get_language())

    @cached_property
    def drawn_from(self) -> str:
        """A digest of all that decides what is drawn, but for the language."""
        cycles = [
            [str(cycle.uuid), cycle.version_id, cycle.title, cycle.element_scores]
            for cycle in (self.assessment, self.previous)
            if cycle
        ]
        return hashlib.sha256(json.dumps(cycles, sort_keys=True).encode()).hexdigest()

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
    def loop(self) -> Loop:
        """The framework's loop."""
        return loop(self.definition, self.result, before=self.before, address=self._dimension_address)

    @cached_property
    def radar(self) -> Radar:
        """The six dimensions as a radar."""
        return Radar(self.loop)

    @cached_property
    def bars(self) -> Bars:
        """The bars of the elements."""
        return bars(self.definition, self.result, address=self._element_address)

    @cached_property
    def enabler_bars(self) -> Bars:
        """The bars of the enablers."""
        return enabler_bars(self.definition, self.result, title=_("Enabler"), address=self._element_address)

    @cached_property
    def findings(self) -> Findings:
        """What stands out."""
        return findings(self.result)

    @cached_property
    def excluded(self) -> list[ElementScore]:
        """The elements that are out of scope."""
        return [element for element in self.result.elements.values() if element.excluded]

    @cached_property
    def change(self) -> Decimal | None:
        """Points won or lost since the last cycle, where the two can be compared."""
        return change(self.result, self.before) if self.before else None

    def _element_address(self, code: str) -> str:
        return reverse("assessments:element-score", args=[self.assessment.uuid, code])

    def _dimension_address(self, code: str) -> str:
        dimension = next(one for one in self.definition.dimensions if one.code == code)
        return self._element_address(dimension.elements[0].code) if dimension.elements else ""
