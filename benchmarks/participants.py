"""Everybody who is stored takes part in the benchmark: a process of its own, with its site's environment.

Each stored assessment has an approval, the figures are taken, and the number of queries of the page is printed.
"""

import json
import sys

import django

django.setup()

from django.db import connection  # noqa: E402 - Django has to be set up before its models load
from django.utils import timezone  # noqa: E402

from assessments.models import Assessment, Snapshot  # noqa: E402
from benchmarking import consent  # noqa: E402
from benchmarking.actions.snapshots import take_snapshot  # noqa: E402
from benchmarking.models import Participation, Region, Sector  # noqa: E402
from benchmarks.comparing import request_of  # noqa: E402
from benchmarks.data import tidy  # noqa: E402
from benchmarks.inprocess import Handler  # noqa: E402
from benchmarks.queries import Counter  # noqa: E402
from benchmarks.requests import Place, expect_ok  # noqa: E402
from cxmaturity.wsgi import application  # noqa: E402
from organisations.models import Organisation  # noqa: E402

BATCH = 500


def take_part() -> int:
    """All organisations, spread over sectors, regions and sizes; the number of groups that could be published."""
    person = Assessment.objects.latest("pk").created_by
    kinds = {"sector": list(Sector), "region": list(Region), "size": list(Organisation.Size)}
    Participation.objects.bulk_create(
        Participation(
            organisation=one,
            by=person,
            consent=consent.NUMBER,
            **{
                name: values[number % len(values)]
                for name, values in zip(("sector", "region", "size"), kinds, strict=True)
            },
        )
        for number, one in enumerate(Organisation.objects.order_by("pk"))
    )
    original = Assessment.objects.earliest("pk")
    unapproved = Assessment.objects.exclude(pk=original.pk).defer("element_scores")
    Snapshot.objects.bulk_create((_approval(one, original) for one in unapproved), batch_size=BATCH)
    snapshot = take_snapshot(framework=original.version.framework, now=timezone.now())
    tidy()
    return snapshot.groups.count() if snapshot else 0


def _approval(one: Assessment, original: Assessment) -> Snapshot:
    return Snapshot(
        assessment=one,
        kind=Snapshot.Kind.APPROVAL,
        version_id=one.version_id,
        document={},
        result={},
        names={},
        element_scores=original.element_scores,
        taken_by_id=one.created_by_id,
    )


def count(place: Place) -> int:
    """The queries of the page when it is asked for the second time."""
    handler = Handler(application)
    expect_ok(handler, request_of(place))
    counter = Counter()
    with connection.execute_wrapper(counter):
        expect_ok(handler, request_of(place))
    return counter.count


if __name__ == "__main__":
    groups = take_part()
    print(json.dumps({"groups": groups, "queries": count(Place(**json.load(sys.stdin)))}))
