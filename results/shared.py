"""What a shared link shows: the figures of one approved revision, with no address of the product in them."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.agreement_record import band_kept
from assessments.answersheet import stored_result
from assessments.gates import ShutGate, shut_gates
from assessments.results import Result
from assessments.revisions import Approved, approved_as
from assessments.uncertainty import Band
from charts.bars import Bars
from charts.from_result import bars, enabler_bars, overview
from charts.overview import Overview
from charts.radar import Radar
from frameworks.definition import FrameworkDefinition
from results.models import ShareLink


@dataclass(frozen=True)
class SharedResult:
    """One approved revision as strangers may read it: figures and names of things, and of no person."""

    link: ShareLink
    kept: Approved

    @cached_property
    def definition(self) -> FrameworkDefinition:
        """The framework version that it was approved with."""
        return self.kept.assessment.version.definition_in(get_language())

    @cached_property
    def result(self) -> Result:
        """The result as it was approved."""
        return stored_result(self.kept.assessment, self.definition)

    @cached_property
    def overview(self) -> Overview:
        """The total, the categories and the dimensions."""
        return overview(self.definition, self.result)

    @property
    def radar(self) -> Radar:
        """The dimensions as a radar."""
        return Radar(self.overview)

    @property
    def bars(self) -> Bars:
        """The bars of the elements."""
        return bars(self.definition, self.result)

    @property
    def enabler_bars(self) -> Bars:
        """The bars of the enablers."""
        return enabler_bars(self.definition, self.result, title=_("Enabler"))

    @property
    def gates(self) -> tuple[ShutGate, ...]:
        """What holds the level back."""
        return shut_gates(self.definition, self.result)

    @property
    def band(self) -> Band | None:
        """How far off the total may be."""
        return band_kept(self.kept.snapshot)


def shared_result(link: ShareLink) -> SharedResult:
    """What the link shows."""
    return SharedResult(link, approved_as(link.assessment, link.revision))
