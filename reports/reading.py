"""Reads what a document is made from: the assessment as asked for, the house style, the manager's words."""

from assessments.models import Assessment
from assessments.revisions import Approved, approved_as
from frameworks.models import FrameworkVersion
from organisations.models import Organisation, User
from reports.kinds import Kind
from reports.models import HouseStyle, ReportOrder, ReportWords
from reports.options import Options
from reports.source import Source, Words
from reports.style import PLAIN, Style
from results.access import readable_revision


def source_of(
    assessment: Assessment,
    *,
    kind: Kind,
    options: Options,
    reader: User,
    revision: int | None = None,
) -> Source:
    """What a document of this assessment is made from.

    An approved assessment is read as it was approved, and ``revision`` asks for an earlier one; Http404 where there is
    none.
    """
    kept = _kept(assessment, revision)
    as_it_was = kept.assessment if kept else assessment
    return Source(
        kind=kind,
        options=options,
        reader=reader,
        version=as_it_was.version,
        assessment=as_it_was,
        kept=kept,
        style=style_of(assessment.organisation),
        words=words_of(assessment),
    )


def guide_source(version: FrameworkVersion, *, options: Options, reader: User) -> Source:
    """What the guide to a framework version is made from; in a house style where ``reports.access`` lets them."""
    found = HouseStyle.objects.filter(organisation__slug=options.house).first() if options.house else None
    return Source(
        kind=Kind.GUIDE, options=options, reader=reader, version=version, style=found.style() if found else PLAIN
    )


def style_of(organisation: Organisation) -> Style:
    """The organisation's house style, or the product's own."""
    found = HouseStyle.objects.filter(organisation=organisation).first()
    return found.style() if found else PLAIN


def words_of(assessment: Assessment) -> Words:
    """What the manager has written for this assessment's reports."""
    found = ReportWords.objects.filter(assessment=assessment).first()
    return Words(found.foreword, found.summary) if found else Words()


def source_of_order(order: ReportOrder, assessment: Assessment | None) -> Source:
    """What an order asks for; ``assessment`` as ``reports.access.may_print`` gave it, None for a guide."""
    kind, options = Kind(order.kind), order.choices
    if assessment is None:
        return guide_source(order.version, options=options, reader=order.by)
    return source_of(assessment, kind=kind, options=options, reader=order.by, revision=order.revision)


def _kept(assessment: Assessment, revision: int | None) -> Approved | None:
    if revision is not None:
        return readable_revision(assessment, revision)
    return approved_as(assessment, assessment.revision) if assessment.is_approved else None
