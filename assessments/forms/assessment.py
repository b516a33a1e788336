"""The forms that start an assessment, and that change what it is called and how its team scores."""

import datetime
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from assessments.actions.assessments import About, SetUp
from assessments.forms.assignment import AssessorsField, offer_members
from assessments.models import Assessment
from assessments.workflow import Mode
from frameworks.models import FrameworkVersion
from organisations.forms.unit import offer_units
from organisations.models import Organisation

KEEP_AS_DRAFT = "draft"
MOST_TOLERANT = 9
HELP = {
    "title": _("As it shall stand on the report, for example “2026 self-assessment”."),
    "tolerance": _(
        "For independent scoring: how many steps of the scale the answers may lie apart before the team has to give a "
        "reason for what it agrees on. It is fixed when the scoring starts."
    ),
    "unit": _("Leave it empty where the whole organisation is assessed. Each unit has cycles of its own."),
    "due_on": _("The people who score are reminded before that day. It can be changed until the approval."),
}
MODE_WORDS = {
    Mode.JOINT: _("Everybody works on one set of answers, and sees what the others have answered."),
    Mode.INDEPENDENT: _(
        "Everybody fills a sheet of their own that nobody else sees; when all are in, the team agrees on its answers."
    ),
}


class DayInput(forms.DateInput):
    """A date, by the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class SetUpForm(forms.ModelForm[Assessment]):
    """What it is called, when it is due, and as long as nobody scores, how the team does."""

    class Meta:
        model = Assessment
        fields = ["title", "period", "unit", "mode", "tolerance", "due_on"]
        help_texts = HELP
        widgets = {"mode": forms.RadioSelect, "due_on": DayInput}

    def __init__(
        self, *args: Any, organisation: Organisation, with_mode: bool = True, with_unit: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        units = list(organisation.units.all()) if with_unit else []
        if units:
            offer_units(self, "unit", units)
        else:
            del self.fields["unit"]
        if with_mode:
            self.fields["mode"] = _mode_field()
            self.fields["tolerance"].widget.attrs |= {"max": MOST_TOLERANT}
        else:
            del self.fields["mode"], self.fields["tolerance"]

    @property
    def given(self) -> SetUp:
        """What was filled in, as the action takes it; of a form that is valid."""
        cleaned = dict(self.cleaned_data)
        about = About(cleaned.pop("unit")) if "unit" in self.fields else None
        return SetUp(**cleaned, about=about)

    def clean_tolerance(self) -> int:
        """No scale is so long that more would say anything."""
        tolerance = int(self.cleaned_data["tolerance"])
        if tolerance > MOST_TOLERANT:
            raise ValidationError(_("Choose a number from 0 to %(most)s."), params={"most": MOST_TOLERANT})
        return tolerance

    def clean_due_on(self) -> datetime.date | None:
        """A day that is to come, unless it stood there before."""
        due_on: datetime.date | None = self.cleaned_data["due_on"]
        if due_on and due_on != self.initial.get("due_on") and due_on < timezone.localdate():
            raise ValidationError(_("This day is past. Choose one that is to come, or leave it empty."))
        return due_on


class AssessmentForm(SetUpForm):
    """What is assessed, with which framework, who scores it, and how."""

    assessors = AssessorsField()
    field_order = ["title", "period", "unit", "version", "assessors", "mode", "tolerance", "due_on"]

    class Meta(SetUpForm.Meta):
        fields = ["title", "period", "unit", "version", "mode", "tolerance", "due_on"]
        help_texts = HELP | {
            "version": _(
                "The newest version of each stands first. A newer one can be taken up later, another framework can't."
            )
        }

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, organisation=organisation, **kwargs)
        offer_members(self, organisation)
        version = cast("forms.ModelChoiceField[FrameworkVersion]", self.fields["version"])
        version.queryset = FrameworkVersion.objects.in_use().by_framework()
        version.empty_label = None
        version.error_messages["invalid_choice"] = _(
            "New assessments aren’t made with this version. Choose another one."
        )

    @property
    def starts(self) -> bool:
        """Whether the scoring shall start at once."""
        return self.data.get("then") != KEEP_AS_DRAFT

    def clean(self) -> dict[str, Any]:
        """Nobody can start what nobody scores."""
        cleaned = super().clean() or self.cleaned_data
        if self.starts and "assessors" in cleaned and not cleaned["assessors"]:
            self.add_error("assessors", _("Choose who scores it, or keep it as a draft for now."))
        return cleaned


def suggested_version(organisation: Organisation) -> FrameworkVersion | None:
    """The newest version of the framework that the organisation used last, else of the one that was loaded first."""
    in_use = FrameworkVersion.objects.in_use()
    used = Assessment.objects.filter(organisation=organisation).order_by("-created_at", "-pk")
    last = used.values_list("version__framework", flat=True).first()
    return in_use.filter(framework=last).first() or in_use.order_by("framework_id", "-published_at", "-pk").first()


def _mode_field() -> forms.ChoiceField:
    """How the team scores, each way with a sentence on what it is."""
    choices = [(mode.value, _with_words(mode)) for mode in Mode]
    return forms.ChoiceField(
        label=_("How the team scores"), choices=choices, initial=Mode.JOINT, widget=forms.RadioSelect
    )


def _with_words(mode: Mode) -> SafeString:
    return format_html('{}<span class="choice__words">{}</span>', mode.label, MODE_WORDS[mode])
