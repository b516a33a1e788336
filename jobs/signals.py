"""What those who ask for jobs are told of."""

from django.dispatch import Signal

job_failed = Signal()
"""Sent with ``job`` once, in the transaction that marks it as failed for good, whoever does it.

``django.tasks.signals.task_finished`` is sent with it (and when a job is done, in the transaction of its effects),
but not where the task is no longer in the code.
"""
