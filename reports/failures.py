"""Why a document could not be made, in the words of whoever asked for it."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jobs.faults import TookTooLongError, TryAgainError, WorkerDiedError
from jobs.models import Job
from press.press import REASONS as OF_THE_PRESS

WITHDRAWN: Final = "withdrawn"
REASONS: Final[dict[str, Promise]] = {
    **OF_THE_PRESS,
    "gone": _("You may not read this assessment any more, or it is gone."),
    "blind": _("Everybody scores alone at this time; there are no figures to print before the round has ended."),
    "nothing": _("There is nothing yet that this document could say. Its page says what has to be there first."),
    "unknown": _("Something went wrong that nobody had thought of. Whoever runs this site finds what in its log."),
    WITHDRAWN: _("It was withdrawn before anybody had begun to make it."),
    "lost": _("The server was stopped several times while it was being made. Ask for it again."),
}
BY_FAULT: Final[dict[type[Exception], str]] = {
    WorkerDiedError: "lost",
    TookTooLongError: "time",
    TryAgainError: "busy",
}


def reason_of(job: Job) -> str:
    """Why the job of an order failed that could not say so itself; whoever runs the site finds the rest in its log."""
    last = job.errors[-1]["exception_class_path"] if job.errors else ""
    return {path_of(one): code for one, code in BY_FAULT.items()}.get(last, "unknown")


def path_of(fault: type[Exception]) -> str:
    """The dotted path by which a job names what it failed with."""
    return f"{fault.__module__}.{fault.__qualname__}"


class NotMadeError(Exception):
    """No document came out; ``code`` is one of REASONS, and the message is that reason."""

    def __init__(self, code: str) -> None:
        super().__init__(str(REASONS[code]))
        self.code = code
