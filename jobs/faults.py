"""Why a job ended as failed, or why it is not ours any more.

The first three stand in ``TaskResult.errors``, where whoever asked for the job finds its reason.
"""

import datetime


class WorkerDiedError(Exception):
    """As often as may be tried, the process that ran the job was gone before it ended."""


class TookTooLongError(Exception):
    """The job ran longer than its time limit."""


class NoSuchTaskError(Exception):
    """The job's task is not in the code: it was renamed or taken out while the job waited."""


class LeaseLostError(Exception):
    """Another worker took the job up, or it has ended: nothing of this attempt may be written."""


class TryAgainError(Exception):
    """Raised by a task that wants to be tried again ``after`` a while; the last attempt fails with it instead."""

    def __init__(self, why: str, *, after: datetime.timedelta = datetime.timedelta(seconds=10)) -> None:
        super().__init__(why)
        self.after = after
