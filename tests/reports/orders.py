"""Ordering documents as a person does: the form is sent, the job runs, the file is fetched."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment
from organisations.models import User
from reports.files import keep
from reports.kinds import PARTS, Kind
from reports.models import ReportOrder
from reports.options import all_of
from tests.jobs.runner import run_waiting_jobs


def choices_of(kind: Kind, **more: Any) -> dict[str, Any]:
    """The form of this kind with every part ticked."""
    return {"kind": str(kind), "format": "pdf", "paper": "a4", "parts": [str(one) for one in PARTS[kind]]} | more


def order_of(client: Client, assessment: Assessment, kind: Kind = Kind.FULL, **more: Any) -> ReportOrder:
    """Order it; nothing has run yet."""
    response = client.post(reverse("reports:order-list", args=[assessment.uuid]), choices_of(kind, **more))
    assert response.status_code == 302, response.content.decode()
    return ReportOrder.objects.get(uuid=response["Location"].split("/")[-2])


def made(client: Client, assessment: Assessment, kind: Kind = Kind.FULL, **more: Any) -> HttpResponse:
    """Order it, have it made, and fetch the file."""
    order = order_of(client, assessment, kind, **more)
    run_waiting_jobs()
    return client.get(reverse("reports:order-file", args=[order.uuid]))


def list_url(assessment: Assessment, **asked: object) -> str:
    """The page on which documents of it are ordered."""
    return reverse("reports:order-list", args=[assessment.uuid], query=asked or None)


def detail(order: ReportOrder) -> str:
    """An order's own page."""
    return reverse("reports:order-detail", args=[order.uuid])


def order_row(assessment: Assessment, by: User, **facts: object) -> ReportOrder:
    """An order as the database has it."""
    given = {"kind": Kind.FULL, "options": all_of(Kind.FULL).to_json(), "language": "en-gb"} | facts
    return ReportOrder.objects.create(assessment=assessment, version=assessment.version, by=by, **given)


def done_row(assessment: Assessment, by: User, **facts: object) -> ReportOrder:
    """One whose file is there."""
    content = b"%PDF-1.7 of the tests"
    file = {"file": keep(content, "pdf"), "file_name": "a.pdf", "size": len(content), "pages": 3}
    return order_row(assessment, by, **{"state": ReportOrder.State.DONE, "ended_at": timezone.now()} | file | facts)
