"""Jobs in the test's own process."""

from django.utils import timezone

from jobs.actions.leases import claim
from jobs.models import Job
from jobs.running import run


def run_waiting_jobs(*, most: int = 100) -> list[Job]:
    """Take up and run what waits, as a worker does, also what the jobs ask for; the jobs as they are afterwards."""
    ran = []
    while job := claim(worker="tests", now=timezone.now()):
        run(job)
        ran.append(job.pk)
        assert len(ran) < most, "the jobs go on asking for jobs"
    return list(Job.objects.filter(pk__in=ran).order_by("pk"))
