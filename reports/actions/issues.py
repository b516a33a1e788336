"""Issuing a report: it gets a number and a code, is made once, and never changes again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from assessments.models import Assessment
from organisations.models import Organisation, User
from reports.actions.orders import Wish, order_report
from reports.codes import new_code
from reports.document_data import data_hash, document_data
from reports.editions import edition_now
from reports.issuing import ISSUABLE, name_of, next_number
from reports.kinds import Format, Kind
from reports.models import IssuedReport, ReportOrder
from reports.options import Options
from reports.reading import source_of


class NotApprovedError(Exception):
    """Only what is approved can be issued: before that the answers may still change."""


@transaction.atomic
def issue_report(*, assessment: Assessment, kind: Kind, options: Options, by: User) -> ReportOrder:
    """Issue a report of the newest approved revision, and order its file; gives the order.

    ``assessment`` is one that ``reports.access.may_print`` gave to this person. A report of this kind that was issued
    before keeps its number and gets the next revision. One whose file could not be made is tried again under its own
    number. Raises NotApprovedError.
    """
    if kind not in ISSUABLE:
        raise ValueError(f"{kind} is not issued")
    if not assessment.approved_revision:
        raise NotApprovedError
    Organisation.objects.select_for_update().get(pk=assessment.organisation_id)  # its numbers are counted one by one
    issue = _unfinished(assessment, kind) or _issued(assessment, kind, options, by)
    wish = Wish(kind, Format.PDF, Options.from_json(issue.options), revision=issue.approved_revision)
    return order_report(assessment=assessment, wish=wish, by=by, issue=issue)


def _unfinished(assessment: Assessment, kind: Kind) -> IssuedReport | None:
    """The one of this revision that has no file yet: it is being made, or could not be."""
    issues = IssuedReport.objects.filter(assessment=assessment, kind=kind, file_hash="")
    return issues.filter(approved_revision=assessment.approved_revision).first()


def _issued(assessment: Assessment, kind: Kind, options: Options, by: User) -> IssuedReport:
    revision = assessment.approved_revision
    source = source_of(assessment, kind=kind, options=options, reader=by, revision=revision)
    organisation, now = assessment.organisation, timezone.now().replace(microsecond=0)
    last = IssuedReport.objects.filter(assessment=assessment, kind=kind).order_by("-revision").first()
    number = last.number if last else next_number(organisation)
    return IssuedReport.objects.create(
        organisation=organisation,
        assessment=assessment,
        kind=kind,
        number=number,
        name=last.name if last else name_of(organisation, number, timezone.localdate(now)),
        revision=last.revision + 1 if last else 1,
        code=new_code(),
        approved_revision=revision,
        options=options.to_json(),
        language=get_language() or "",
        edition=edition_now(),
        data_hash=data_hash(source),
        snapshot_document=document_data(source).decode(),
        issued_by=by,
        issued_at=now,
    )
