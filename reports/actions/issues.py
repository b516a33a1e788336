"""Issuing a report: it gets a number and a code, is made once, and never changes again."""

import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from assessments.models import Assessment
from organisations.models import User
from reports.actions.orders import order_report
from reports.actions.withdrawing import BegunError, give_up, hold_numbers, withdraw_idle
from reports.codes import new_code
from reports.document_data import data_hash, document_data
from reports.editions import edition_now
from reports.issuing import ISSUABLE, name_of, next_number
from reports.kinds import Format, Kind
from reports.models import IssuedReport, ReportOrder
from reports.options import Options, Wish
from reports.reading import source_of


class NotApprovedError(Exception):
    """Only what is approved can be issued: before that the answers may still change."""


class BeingIssuedError(Exception):
    """It was asked for already, by somebody else or with other choices: ``order`` is in the way."""

    def __init__(self, order: ReportOrder) -> None:
        super().__init__(str(order.uuid))
        self.order = order


@transaction.atomic
def issue_report(
    *, assessment: Assessment, kind: Kind, options: Options, by: User, instead_of: uuid.UUID | None = None
) -> ReportOrder:
    """Issue a report of the newest approved revision, and order its file; gives the order.

    ``assessment`` is one that ``reports.access.may_print`` gave to this person. A report of this kind that was issued
    before keeps its number and gets the next revision. One whose file could not be made was given to nobody: it is
    tried again under its own number, as it is asked for now. So is one whose order, ``instead_of``, nobody has begun
    with: that order is withdrawn. Raises NotApprovedError and BeingIssuedError.
    """
    if kind not in ISSUABLE:
        raise ValueError(f"{kind} is not issued")
    hold_numbers(assessment.organisation_id)
    assessment.refresh_from_db(fields=["state", "revision"])
    if not assessment.approved_revision:
        raise NotApprovedError
    wish = Wish(kind, Format.PDF, options, revision=assessment.approved_revision)
    issue = _unfinished(assessment, kind)
    standing = issue.orders.open().select_related("by").first() if issue else None
    if standing and standing.by_id == by.pk and standing.choices == options:
        return standing  # the same wish, sent twice
    if standing:
        _take_over(standing, instead_of, by)
    if issue:
        _ask_anew(issue, assessment, wish, by)
    issue = issue or _issued(assessment, wish, by)
    return order_report(assessment=assessment, wish=wish, by=by, issue=issue)


def _take_over(order: ReportOrder, instead_of: uuid.UUID | None, by: User) -> None:
    """Withdraw the order that is in the way, if that is what was asked for and nobody has begun with it."""
    if order.uuid != instead_of:
        raise BeingIssuedError(order)
    try:
        withdraw_idle(order, by=by)
    except BegunError:
        order.refresh_from_db()
        raise BeingIssuedError(order)


def _unfinished(assessment: Assessment, kind: Kind) -> IssuedReport | None:
    """The one of this revision that has no file yet: it is being made, or could not be."""
    issues = IssuedReport.objects.filter(assessment=assessment, kind=kind, file_hash="")
    return issues.filter(approved_revision=assessment.approved_revision).first()


def _issued(assessment: Assessment, wish: Wish, by: User) -> IssuedReport:
    """A new one, with the next number, or the next revision of the number that this kind has."""
    give_up(IssuedReport.objects.filter(organisation=assessment.organisation))
    facts = _facts(assessment, wish, by)
    organisation = assessment.organisation
    last = IssuedReport.objects.filter(assessment=assessment, kind=wish.kind).order_by("-revision").first()
    number = last.number if last else next_number(organisation)
    return IssuedReport.objects.create(
        organisation=organisation,
        assessment=assessment,
        kind=wish.kind,
        number=number,
        name=last.name if last else name_of(organisation, number, timezone.localdate(facts["issued_at"])),
        revision=last.revision + 1 if last else 1,
        code=new_code(),
        **facts,
    )


def _ask_anew(issue: IssuedReport, assessment: Assessment, wish: Wish, by: User) -> None:
    for name, value in _facts(assessment, wish, by).items():
        setattr(issue, name, value)
    issue.save()


def _facts(assessment: Assessment, wish: Wish, by: User) -> dict[str, Any]:
    """What follows from who asks for what, and when."""
    source = source_of(assessment, kind=wish.kind, options=wish.options, reader=by, revision=wish.revision)
    return {
        "approved_revision": assessment.approved_revision,
        "options": wish.options.to_json(),
        "language": get_language() or "",
        "edition": edition_now(),
        "data_hash": data_hash(source),
        "snapshot_document": document_data(source).decode(),
        "issued_by": by,
        "issued_at": timezone.now().replace(microsecond=0),
    }
