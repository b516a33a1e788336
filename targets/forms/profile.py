"""The form that keeps a target under a name."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ProfileForm(forms.Form):
    """What the profile is called."""

    name = forms.CharField(label=_("Name"), max_length=100, help_text=_("For example “Every branch by 2028”."))
