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
            "version": _(
                "The newest version of each stands first. A newer one can be taken up later, another framework can't."
            ),
        }

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_members(self, organisation)
        version = cast("forms.ModelChoiceField[FrameworkVersion]", self.fields["version"])
        version.queryset = FrameworkVersion.objects.in_use().by_framework()
        version.empty_label = None
        version.error_messages["invalid_choice"] = _(
            "New assessments aren’t made with this version. Choose another one."
        )


def suggested_version(organisation: Organisation) -> FrameworkVersion | None:
    """The newest version of the framework that the organisation used last, else of the one that was loaded first."""
    in_use = FrameworkVersion.objects.in_use()
    used = Assessment.objects.filter(organisation=organisation).order_by("-created_at", "-pk")
    last = used.values_list("version__framework", flat=True).first()
    return in_use.filter(framework=last).first() or in_use.order_by("framework_id", "-published_at", "-pk").first()
