"""The eight steps of a transformation, along which the road map of a plan runs."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Step(TextChoices):
    """A step by the code that it has in the framework of the transformation steps."""

    FRAME = "T1", _("Frame")
    UNDERSTAND = "T2", _("Understand")
    POSITION = "T3", _("Position")
    DESIGN = "T4", _("Design")
    ALIGN = "T5", _("Align")
    EXECUTE = "T6", _("Execute")
    SUSTAIN = "T7", _("Sustain")
    REVIEW = "T8", _("Review")


# What each step is for, in a line.
PURPOSES: Final = {
    Step.FRAME: _("Lay out the stages of the customer’s journey, which everything later hangs on."),
    Step.UNDERSTAND: _("Gather insight into the organisation, its market, and what customers go through today."),
    Step.POSITION: _("Decide where the organisation wants to go, for whom, and with what promise."),
    Step.DESIGN: _("Design the experiences to come from the promises to customers and employees."),
    Step.ALIGN: _("Win employees and customers for the new designs."),
    Step.EXECUTE: _("Carry the change out, in the front and the back office of every function."),
    Step.SUSTAIN: _("Make it a habit: train leaders, everyone, and the specialists."),
    Step.REVIEW: _("Look again whether it still fits, and is done as it was meant."),
}
