"""The form that starts an assessment."""

from typing import Any, cast

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
            "version": _("The newest version stands first. The choice can't be changed later."),
        }

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_members(self, organisation)
        version = cast("forms.ModelChoiceField[FrameworkVersion]", self.fields["version"])
        version.queryset = FrameworkVersion.objects.published()
        version.empty_label = None
