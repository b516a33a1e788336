"""What the full report and the executive summary have in common: which parts, whose look, whose words."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from assessments.evidence import Piece, evidence_of
from assessments.models import Evidence
from reports.documents.aim import Aim, read_aim
from reports.documents.frame import Frame
from reports.house import SIZES
from reports.kinds import Paper, Part
from reports.markdown import to_html
from reports.report import Report
from reports.source import Source, Words
from reports.style import PLAIN
from results.sheet import Answers, Given

EVERYTHING: Final = frozenset(Part)
LOWER: Final = """
@page { margin-top: 20mm; margin-bottom: 17mm; @top-left { padding-bottom: 4mm } @top-right { padding-bottom: 4mm } }
@page wide { margin: 15mm 14mm 14mm }
@page cover { margin: 18mm 20mm 16mm }
.cover__picture svg { height: 74mm }
.cover__picture { margin: 14mm 0 10mm }
"""


@dataclass(frozen=True)
class Page:
    """The report with all that is printed around it, for the templates; what was not chosen is not in it."""

    report: Report
    frame: Frame
    parts: frozenset[Part] = EVERYTHING
    words: Words = field(default_factory=Words)
    aim: Aim | None = None
    evidence: tuple[Piece, ...] = ()

    @cached_property
    def foreword(self) -> SafeString:
        """The manager's foreword."""
        return to_html(self.words.foreword if Part.FOREWORD in self.parts else "")

    @cached_property
    def summary(self) -> SafeString:
        """The executive summary in the manager's own words."""
        return to_html(self.words.summary if Part.WORDS in self.parts else "")

    @property
    def has_heat_map(self) -> bool:
        """Whether there is a heat map that says more than the dimensions do."""
        return Part.HEAT_MAP in self.parts and self.report.heat.tells_more

    @property
    def has_dimensions(self) -> bool:
        """Whether every element has a place of its own, to which others lead."""
        return Part.DIMENSIONS in self.parts

    @property
    def has_enablers(self) -> bool:
        """Whether the enablers are printed."""
        return Part.ENABLERS in self.parts and bool(self.report.enablers)

    @property
    def has_method(self) -> bool:
        """Whether it says how the points are made."""
        return Part.METHOD in self.parts

    @property
    def has_ledger(self) -> bool:
        """Whether every step to the total is printed, and there is something to recompute."""
        return Part.LEDGER in self.parts and self.report.has_sums

    @property
    def has_sums(self) -> bool:
        """Whether the method lists the sums: where the ledger doesn't."""
        return self.has_method and self.report.has_sums and not self.has_ledger

    @property
    def has_glance(self) -> bool:
        """Whether all elements stand in bars: in a short report where no list of sums has them."""
        return self.report.has_glance or not (self.has_sums or self.has_ledger)

    @property
    def has_aim(self) -> bool:
        """Whether something leads on from here: a weakest link, a target or a plan."""
        return Part.AIM in self.parts and bool(self.aim or self.report.weakest)

    @property
    def has_evidence(self) -> bool:
        """Whether the evidence is listed."""
        return bool(self.evidence)

    @property
    def evidence_rows(self) -> list[tuple[Piece, str]]:
        """Each piece of evidence with its kind in words."""
        kinds = dict(Evidence.Kind.choices)
        return [(piece, str(kinds[piece.kind])) for piece in self.evidence]


def page_of(source: Source, report: Report) -> Page:
    """The page of this source; the target and plan and the evidence are read where they were chosen."""
    options, subject = source.options, report.subject
    state = _("Provisional") if subject.provisional else ""
    frame = Frame(str(source.kind.label), subject, report.definition, source.style, source.stamp, state)
    return Page(
        report=report,
        frame=frame,
        parts=options.parts,
        words=source.words,
        aim=read_aim(source, report) if options.has(Part.AIM) else None,
        evidence=tuple(_evidence(source)) if options.has(Part.EVIDENCE) else (),
    )


def plain_page(report: Report, kind: str) -> Page:
    """A report in the product's own look with every part that needs nothing but the report."""
    state = _("Provisional") if report.subject.provisional else ""
    return Page(report, Frame(kind, report.subject, report.definition, PLAIN, None, state))


def without_words(answers: Answers) -> dict[str, dict[str, Given]]:
    """The answers without comments and reasons."""
    return {code: _silent(given) for code, given in answers.items()}


def paper_styles(paper: Paper) -> str:
    """What goes with the paper: its size, also of pages on their long side, and less margin on a lower sheet."""
    size = f"@page {{ size: {SIZES[paper]} }}\n@page wide {{ size: {SIZES[paper]} landscape }}\n"
    return size + (LOWER if paper == Paper.LETTER else "")


def _silent(given: Mapping[str, Given]) -> dict[str, Given]:
    return {item: replace(one, reason="") for item, one in given.items() if item != "comment"}


def _evidence(source: Source) -> list[Piece]:
    return evidence_of(source.assessment) if source.assessment else []
