"""The form that closes an open point."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.forms.remark import LARGEST_VERSION, Words


class FindingForm(forms.Form):
    """What was found out; ``version`` is the point's as it was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=LARGEST_VERSION)
    finding = Words(
        label=_("What did you find?"), error_messages={"required": _("Write down what you found, then save it.")}
    )
