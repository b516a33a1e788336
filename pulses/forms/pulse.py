"""The form that makes a pulse."""

import datetime
import uuid
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.forms.assessment import DayInput
from assessments.forms.days import sensible_day
from pulses.actions.pulses import GivenPulse
from pulses.models import Pulse

USUAL: Final = datetime.timedelta(days=14)
HELP = {
    "title": _("As those who answer will read it, for example “How we serve our customers, autumn 2026”."),
    "kind": _("An element takes about ten seconds. Whoever has little time answers the quick scan in one minute."),
    "closes_on": _("The link can be answered until the end of this day."),
}


class PulseForm(forms.ModelForm[Pulse]):
    """What is asked, and from when to when."""

    operation = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = Pulse
        fields = ["title", "kind", "opens_on", "closes_on"]
        help_texts = HELP
        widgets = {"kind": forms.RadioSelect, "opens_on": DayInput, "closes_on": DayInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("opens_on", "closes_on"):
            self.fields[name].validators.append(sensible_day)
        today = timezone.localdate()
        self.initial.update(opens_on=today, closes_on=today + USUAL, operation=uuid.uuid4())

    def clean_closes_on(self) -> datetime.date:
        """A last day that is still to come, and not before the first."""
        closes_on: datetime.date = self.cleaned_data["closes_on"]
        if closes_on < timezone.localdate():
            raise ValidationError(_("This day has passed. Choose today or a later day."))
        opens_on = self.cleaned_data.get("opens_on")
        if opens_on and closes_on < opens_on:
            raise ValidationError(_("The last day comes before the first. Choose a later day."))
        return closes_on

    @property
    def given(self) -> GivenPulse:
        """What was filled in, as the action takes it; of a form that is valid."""
        cleaned = self.cleaned_data
        return GivenPulse(cleaned["title"], Pulse.Kind(cleaned["kind"]), cleaned["opens_on"], cleaned["closes_on"])


class ExtendForm(forms.Form):
    """A later last day."""

    closes_on = forms.DateField(
        label=_("Last day"), help_text=HELP["closes_on"], widget=DayInput, validators=[sensible_day]
    )

    def __init__(self, *args: Any, pulse: Pulse, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pulse = pulse
        self.initial["closes_on"] = pulse.closes_on + USUAL

    def clean_closes_on(self) -> datetime.date:
        """Never an earlier day: people were told that one."""
        closes_on: datetime.date = self.cleaned_data["closes_on"]
        if closes_on <= self.pulse.closes_on:
            raise ValidationError(_("Choose a later day than the one that was announced."))
        return closes_on
