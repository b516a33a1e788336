"""Taking the figures of a period, once."""

import datetime
import logging

from django.db import IntegrityError, transaction

from benchmarking.contributions import contributions
from benchmarking.models import BenchmarkGroup, BenchmarkSnapshot
from benchmarking.privacy import RULES
from benchmarking.releasing import Published, Release, next_release, publish
from benchmarking.stored import release_from_json, release_to_json
from frameworks.models import Framework

log = logging.getLogger(__name__)
SHOWN_FOR = datetime.timedelta(days=3 * 365)  # figures of a cell that is never renewed


def quarter_of(day: datetime.date) -> str:
    """The name of the period in which a day lies: ``2026-Q4``."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def next_quarter(day: datetime.date) -> datetime.date:
    """The first day of the quarter after a day's."""
    month = (day.month + 2) // 3 * 3
    return datetime.date(day.year + month // 12, month % 12 + 1, 1)


def take_snapshot(*, framework: Framework, now: datetime.datetime) -> BenchmarkSnapshot | None:
    """The figures of the quarter; None where they were taken already, be it by somebody else at this moment.

    Never a second time in a quarter: two sets of figures that lie close together tell more than two that don't.
    """
    period = quarter_of(now.date())
    if BenchmarkSnapshot.objects.filter(framework=framework, period=period).exists():
        return None
    try:
        return _take(framework, period, now)
    except IntegrityError:
        return None


@transaction.atomic
def _take(framework: Framework, period: str, now: datetime.datetime) -> BenchmarkSnapshot:
    release = next_release(contributions(framework, now), _before(framework), now.date(), RULES)
    snapshot = BenchmarkSnapshot.objects.create(
        framework=framework,
        period=period,
        taken_at=now,
        release=release_to_json(release),
        givers=release.organisations,
    )
    told = publish(release, RULES, now.date() - SHOWN_FOR)
    BenchmarkGroup.objects.bulk_create(_row(snapshot, one) for one in told)
    log.info("Benchmark %s of %s: %s groups", period, framework.slug, len(told))
    return snapshot


def _before(framework: Framework) -> Release:
    last = BenchmarkSnapshot.objects.filter(framework=framework).order_by("-taken_at", "-pk").first()
    return release_from_json(last.release) if last else Release()


def _row(snapshot: BenchmarkSnapshot, told: Published) -> BenchmarkGroup:
    figures = {
        measure: {str(place): str(value) for place, value in values.items()} for measure, values in told.figures.items()
    }
    return BenchmarkGroup(
        snapshot=snapshot,
        kind=told.group.kind,
        value=told.group.value,
        size=told.size,
        oldest=told.oldest,
        newest=told.newest,
        figures=figures,
    )
