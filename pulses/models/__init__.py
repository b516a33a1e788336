"""Pulses as stored: the questions with what was counted of the answers, and no answer by itself."""

from pulses.models.pulse import Pulse, PulseQuestion, PulseReceipt

__all__ = ["Pulse", "PulseQuestion", "PulseReceipt"]
