import datetime

from django.core.management import call_command
from django.utils import timezone

from jobs.models import Job
from tests.jobs import chores
from tests.jobs.runner import run_waiting_jobs


def test_daily_tidying_forgets_what_ended_a_month_ago_and_nothing_that_is_open(db):
    month = timezone.now() - datetime.timedelta(days=30, minutes=1)
    for _ in range(2):
        chores.double.enqueue(1)
        chores.breaks.enqueue(1)
    run_waiting_jobs()
    old = Job.objects.order_by("pk")[:2]
    Job.objects.filter(pk__in=[job.pk for job in old]).update(finished_at=month)
    chores.double.using(run_after=month).enqueue(1)
    call_command("tidy")
    assert list(Job.objects.order_by("pk").values_list("status", flat=True)) == ["SUCCESSFUL", "FAILED", "READY"]
