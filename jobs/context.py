"""What a running task is given when it takes its context."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.tasks import TaskContext


@dataclass(frozen=True, slots=True, kw_only=True)
class JobContext(TaskContext[..., Any]):  # type: ignore[misc]  # Django's is frozen too; its types don't say so
    """Django's context (``attempt``, ``task_result``), and the way to effects that happen exactly once."""

    effects: list[Callable[[], object]] = field(default_factory=list)

    def at_finish(self, effect: Callable[[], object]) -> None:
        """Do ``effect`` in the transaction that marks the job as done, and in no other.

        An attempt may be cut short at any moment and made again, so what it writes by itself may be written twice.
        What it hands over here is written once, or never where the job fails. Keep it short: on SQLite everybody
        waits for it. If it raises, the job fails and nothing of it stays.
        """
        self.effects.append(effect)
