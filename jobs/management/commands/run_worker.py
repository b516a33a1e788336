"""``python manage.py run_worker``: do the work that was asked for."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from jobs import slots
from jobs.models import Job
from jobs.worker import Worker

IDLE = 60.0
GENTLY = 10
"""The niceness of a worker beside a web server: whoever saves an answer comes first."""


class Command(BaseCommand):
    """Run one for each core that jobs may use. SIGTERM ends it after the job that it is busy with."""

    help = "Run the jobs that wait, one after the other."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which jobs, and when to end."""
        parser.add_argument("--queue", action="append", default=[], help="only jobs of this queue; may be repeated")
        parser.add_argument(
            "--until-idle",
            nargs="?",
            type=float,
            const=IDLE,
            metavar="SECONDS",
            help=f"end after so long without work ({IDLE:.0f} seconds unless given)",
        )
        parser.add_argument(
            "--here",
            action="store_true",
            help="as the site starts it by itself: at low priority, until idle, and no more than one for each core",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Work."""
        worker = Worker(queues=options["queue"], until_idle=options["until_idle"])
        worker.obey_signals()
        if options["here"]:
            _work_here(worker)
        else:
            worker.work()


def _work_here(worker: Worker) -> None:
    """Whoever asks for a job while the slot is held starts nobody: so there is one more look once it is let go."""
    os.setpriority(os.PRIO_PROCESS, 0, GENTLY)
    worker.until_idle = IDLE if worker.until_idle is None else worker.until_idle
    while not worker.told_to_end:
        with slots.taken() as ours:
            if not ours:
                return
            worker.work()
        if not Job.objects.waiting(now=timezone.now()).exists():
            return
