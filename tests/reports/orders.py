"""Ordering documents as a person does: the form is sent, the job runs, the file is fetched."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from assessments.models import Assessment
from reports.kinds import PARTS, Kind
from reports.models import ReportOrder
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
