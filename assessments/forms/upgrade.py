"""The form of an upgrade: its snapshot's name, and the figures that were seen."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.actions.upgrades import LONGEST_NAME


class UpgradeForm(forms.Form):
    """How the state before the upgrade shall be called; ``figures`` is the preview that the person looked at."""

    name = forms.CharField(
        label=_("Name of the snapshot"),
        max_length=LONGEST_NAME,
        help_text=_("The assessment as it is now is kept under this name, and one press goes back to it."),
    )
    figures = forms.CharField(widget=forms.HiddenInput, required=False)
