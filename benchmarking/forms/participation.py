"""The form by which an organisation takes part."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.forms.remark import LARGEST_VERSION
from benchmarking.actions.participation import Compared
from benchmarking.models import Participation


class ParticipationForm(forms.ModelForm[Participation]):
    """What the organisation is compared by, and the consent; ``seen`` is the version that the page was read with."""

    agreed = forms.BooleanField(
        label=_("We agree to this for our organisation"),
        error_messages={"required": _("Tick this if you agree; without it nothing is shared.")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=LARGEST_VERSION)

    class Meta:
        model = Participation
        fields = ["sector", "region", "size"]
        help_texts = {
            "sector": _("The one in which most of your customers meet you."),
            "region": _("Where most of your customers are."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["seen"].initial = self.instance.version
            self.fields["agreed"].initial = True

    def compared(self) -> Compared:
        """What was chosen."""
        return Compared(*(self.cleaned_data[name] for name in ("sector", "region", "size")))


class LeaveForm(forms.Form):
    """Which version was read by who leaves."""

    seen = forms.IntegerField(min_value=0, max_value=LARGEST_VERSION)
