"""The form that starts an assessment."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.forms.assignment import AssessorsField, offer_members
from assessments.models import Assessment
from frameworks.models import FrameworkVersion
from organisations.models import Organisation


class AssessmentForm(forms.ModelForm[Assessment]):
    """What is assessed, with which framework, and who scores it."""

    assessors = AssessorsField()

    class Meta:
        model = Assessment
        fields = ["title", "period", "version"]
        help_texts = {
            "title": _("As it shall stand on the report, for example “2026 self-assessment”."),
            "version": _("The newest version stands first. It can't be changed later."),
        }

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_members(self.fields["assessors"], organisation)
        version = self.fields["version"]
        assert isinstance(version, forms.ModelChoiceField)
        version.queryset = FrameworkVersion.objects.published()
        version.empty_label = None
