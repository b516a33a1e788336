"""What the floors above are told of, for organisations know nothing of them."""

from django.dispatch import Signal

member_removed = Signal()
"""Sent within the transaction with ``organisation``, ``person``, whose membership has just ended, and ``by``."""
