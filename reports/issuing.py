"""What an issued report says of itself, and how its number is made."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import Assessment
from assessments.notice_links import absolute
from organisations.models import Organisation, User
from reports.kinds import WITHOUT_FIGURES, Format, Kind
from reports.models import IssuedReport, ReportOrder
from reports.options import Wish
from reports.progress import idle_since, left_waiting
from reports.source import Source, Stamp

ISSUABLE: Final = tuple(kind for kind in Kind if kind not in WITHOUT_FIGURES)
LONGEST_WHOSE: Final = 30
DIGITS: Final = 3


@dataclass(frozen=True)
class IssuedLine:
    """An issued report as a list shows it; ``order`` is the one by which it is being made."""

    issue: IssuedReport
    order: ReportOrder | None = None

    @property
    def is_idle(self) -> bool:
        """Whether nobody works on it, so that it can be withdrawn."""
        return self.order is not None and idle_since(self.order, timezone.now()) is not None


def issued_lines(issues: Iterable[IssuedReport]) -> list[IssuedLine]:
    """Issued reports with the orders of those that are not made yet."""
    issues = list(issues)
    unfinished = [issue.pk for issue in issues if not issue.file_hash]
    found = ReportOrder.objects.open().filter(issue__in=unfinished) if unfinished else []
    orders = {order.issue_id: order for order in found}
    return [IssuedLine(issue, orders.get(issue.pk)) for issue in issues]


def may_issue(assessment: Assessment, kind: Kind) -> bool:
    """Whether a report of this kind can be issued now: something of the assessment was approved."""
    return kind in ISSUABLE and bool(assessment.approved_revision)


def why_not(assessment: Assessment, wish: Wish) -> str:
    """Why what was chosen can't be issued, in words; empty where it can."""
    if not may_issue(assessment, wish.kind):
        return _("Only what was approved can be issued.")
    if wish.format != Format.PDF:
        return _("Only a PDF is issued with a number. Choose PDF, or make this document without a number.")
    if wish.revision not in {None, assessment.approved_revision}:
        return _("Only the newest approved revision is issued. Choose it, or make this document without a number.")
    return ""


def issued_before(assessment: Assessment, kind: Kind) -> str:
    """What to think of before a report of the same approval is issued once more; empty where there is none yet."""
    issues = IssuedReport.objects.finished().filter(assessment=assessment, kind=kind)
    last = issues.filter(approved_revision=assessment.approved_revision).order_by("-revision").first()
    if last is None:
        return ""
    words = _(
        "It is issued already: %(number)s, revision %(revision)s. Issued once more, it becomes revision %(next)s, and "
        "whoever holds the earlier one is told that it is superseded."
    )
    return words % {"number": last.name, "revision": last.revision, "next": last.revision + 1}


def in_the_way(order: ReportOrder, by: User, now: datetime.datetime) -> str:
    """Who asked for the same report before, when, and whether anybody works on it; and what to do."""
    facts = {"name": order.by.get_full_name(), "moment": date_format(timezone.localtime(order.at), "j F Y, H:i")}
    if order.by_id == by.pk:
        asked = _("You asked for it with other choices on %(moment)s.") % facts
    else:
        asked = _("%(name)s asked for it on %(moment)s.") % facts
    return f"{asked} {_how_it_stands(order, now)}"


def _how_it_stands(order: ReportOrder, now: datetime.datetime) -> str:
    if idle_since(order, now) is None:
        return _("It is being made at this moment. Look again in a minute.")
    minutes = left_waiting(order, now)
    if not minutes:
        return _("It waits for its turn, and nobody has begun to make it. You can put yours in its place.")
    words = ngettext(
        "Nobody has worked on it for %(minutes)s minute. You can put yours in its place.",
        "Nobody has worked on it for %(minutes)s minutes. You can put yours in its place.",
        minutes,
    )
    return words % {"minutes": minutes}


def next_number(organisation: Organisation) -> int:
    """The organisation's next running number, from 1; whoever asks holds its row locked."""
    return (organisation.issued_reports.aggregate(last=Max("number"))["last"] or 0) + 1


def name_of(organisation: Organisation, number: int, day: datetime.date) -> str:
    """The number as it is printed, such as HARBOUR-BANK-2026-004; the year is that of its first issue."""
    whose = organisation.slug.upper()[:LONGEST_WHOSE].strip("-")
    return f"{whose}-{day.year}-{number:0{DIGITS}}"


def verification_address(code: str) -> str:
    """The whole address of the page that knows this report."""
    return absolute(reverse("reports:verification-detail", args=[code]))


def stamp_of(issue: IssuedReport) -> Stamp:
    """What the report says of itself."""
    return Stamp(
        number=issue.name,
        revision=issue.revision,
        code=issue.code,
        address=verification_address(issue.code),
        issued_at=issue.issued_at,
        edition=issue.edition.number,
        data_hash=issue.data_hash,
    )


def stamped(source: Source, issue: IssuedReport) -> Source:
    """The same source, as the report that is issued of it."""
    return replace(source, stamp=stamp_of(issue))
