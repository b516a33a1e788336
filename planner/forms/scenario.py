"""The name under which moves are kept."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ScenarioForm(forms.Form):
    """One line of its author's choice."""

    use_required_attribute = False  # the same form reckons, too, and that needs no name

    name = forms.CharField(label=_("Name of the scenario"), max_length=100)
