"""Clearing away orders of long ago with their files, and files that were left without an order."""

import datetime
from typing import Final

from django.core.files.storage import Storage

from reports.files import storage
from reports.models import IssuedReport, ReportOrder

KEPT_FOR: Final = datetime.timedelta(days=30)
GRACE: Final = datetime.timedelta(days=1)
"""A file is written before its order ends; until then it may still be named."""


def tidy_orders(*, now: datetime.datetime) -> None:
    """Delete orders that ended a month ago, and files of a day ago that no order and no issued report names."""
    ReportOrder.objects.filter(ended_at__lt=now - KEPT_FOR).delete()
    lying = storage()
    named = {name for model in (ReportOrder, IssuedReport) for name in model.objects.values_list("file", flat=True)}
    for name in _names(lying):
        if name not in named and now - lying.get_modified_time(name) > GRACE:
            lying.delete(name)


def _names(lying: Storage) -> list[str]:
    try:
        return lying.listdir("")[1]
    except FileNotFoundError:
        return []  # nothing was ever kept here
