"""How an order ends: as done or failed, exactly once, whatever becomes of the worker that makes it.

The end is a change of one row that only an open order lets happen, and what follows from it (the file's name, the
notice) is in its transaction.
"""

import logging
from functools import partial
from typing import Final

from django.db import transaction
from django.utils import timezone

from organisations.models import User
from reports.actions.telling import tell_of_end
from reports.failures import WITHDRAWN
from reports.files import hash_of, keep, throw_away
from reports.models import IssuedReport, ReportOrder
from reports.models.order import Stage, State
from reports.source import Made

log = logging.getLogger(__name__)

FILE_FACTS: Final = ("file", "file_hash", "file_name", "pages", "size")


def begin(order: ReportOrder, stage: Stage) -> bool:
    """Say what is being done to it; False where it is at an end already, so that there is nothing to do."""
    return bool(ReportOrder.objects.open().filter(pk=order.pk).update(state=State.WORKING, stage=stage))


def finish(order: ReportOrder, made: Made) -> bool:
    """End an order with its file; False where it had ended before, and then the file is thrown away again."""
    name = keep(made.content, order.format)
    done = {
        "file": name,
        "file_name": made.file_name,
        "file_hash": hash_of(made.content),
        "pages": made.pages,
        "size": len(made.content),
    }
    ended = _end(order, State.DONE, done, page=made.page)
    if not ended:
        throw_away(name)
    return ended


def fail(order: ReportOrder, reason: str) -> bool:
    """End an order without a file; ``reason`` is one of ``reports.failures.REASONS``."""
    return _end(order, State.FAILED, {"reason": reason})


def withdraw(order: ReportOrder, *, by: User) -> bool:
    """End an order without a file because ``by`` wants no more of it; False where it had ended before."""
    return _end(order, State.FAILED, {"reason": WITHDRAWN}, by=by)


@transaction.atomic
def _end(
    order: ReportOrder, state: str, facts: dict[str, object], *, page: bytes = b"", by: User | None = None
) -> bool:
    now = timezone.now()
    ended = ReportOrder.objects.open().filter(pk=order.pk).update(state=state, stage="", ended_at=now, **facts)
    if not ended:
        return False
    order.refresh_from_db()
    if order.issue and state == State.DONE:
        _give_file(order.issue, order, page)
    tell_of_end(order, by=by)
    log.info("Order %s: %s %s", order.uuid, state, facts.get("reason", ""))
    return True


def _give_file(issue: IssuedReport, order: ReportOrder, page: bytes) -> None:
    """Give the report that is issued its file, which it keeps for good; one that has its file already keeps that."""
    facts = {name: getattr(order, name) for name in FILE_FACTS}
    if IssuedReport.objects.filter(pk=issue.pk, file_hash="").update(page=page, **facts):
        return
    transaction.on_commit(partial(throw_away, order.file))
    kept = IssuedReport.objects.filter(pk=issue.pk).values(*FILE_FACTS).get()
    ReportOrder.objects.filter(pk=order.pk).update(**kept)
    order.refresh_from_db()
