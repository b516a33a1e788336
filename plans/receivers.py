"""What plans answer when a floor below asks."""

import datetime
from typing import Any

from django.dispatch import receiver
from django.urls import reverse

from assessments.models import Notice
from assessments.signals import dates_looked_at, place_asked
from plans.actions.reminders import tell_of_actions


@receiver(dates_looked_at)
def look_at_actions(*, today: datetime.date, **_kwargs: Any) -> None:
    """Due days of actions are dates, too."""
    tell_of_actions(today=today)


@receiver(place_asked)
def page_of_action(*, notice: Notice, **_kwargs: Any) -> str | None:
    """A notice of an action leads to its page; ``about`` holds which one it is."""
    if notice.kind not in {Notice.Kind.ACTION_DUE, Notice.Kind.ACTION_OVERDUE}:
        return None
    return reverse("plans:action-detail", args=[notice.assessment.uuid, notice.about.split(":")[1]])
