"""The form of a unit: its name, what it is a part of, and what it weighs."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from organisations.actions.units import GivenUnit
from organisations.models import Organisation, Unit
from organisations.units import Branch, branches, is_within, unit_mark

NAME_TAKEN = _("There is a unit of this name already.")
HELP = {
    "within": _("Leave it empty for a unit that stands directly under the organisation."),
    "weight": _(
        "What the unit counts in a weighted mean over units: its headcount, its customers, its revenue. Use the same "
        "measure for all."
    ),
}


class UnitForm(forms.ModelForm[Unit]):
    """A unit of one organisation; only units of that one are offered to be a part of, and none that is within it."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Unit
        fields = ["name", "within", "weight"]
        help_texts = HELP

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.organisation = organisation
        self.initial["seen"] = unit_mark(self.instance) if self.instance.pk else ""
        offer_units(self, "within", _without(self.instance, list(organisation.units.all())))

    @property
    def given(self) -> GivenUnit:
        """What was filled in, as the actions take it; of a form that is valid."""
        cleaned = self.cleaned_data
        return GivenUnit(name=cleaned["name"], within=cleaned["within"], weight=cleaned["weight"])

    def clean_name(self) -> str:
        """A name that no other unit of the organisation has."""
        name = str(self.cleaned_data["name"])
        if self.instance.organisation.units.filter(name=name).exclude(pk=self.instance.pk).exists():
            raise ValidationError(NAME_TAKEN)
        return name


def offer_units(form: forms.BaseForm, field: str, units: list[Unit]) -> None:
    """Offer these units and no other, in the order of their tree and indented by it."""
    choice = cast("forms.ModelChoiceField[Unit]", form.fields[field])
    choice.queryset = Unit.objects.filter(pk__in=[unit.pk for unit in units])
    choice.choices = [("", "—"), *((one.unit.pk, indented(one)) for one in branches(units))]


def indented(branch: Branch) -> str:
    """The unit's name, moved in by as many dashes as it stands within units."""
    return f"{'– ' * branch.depth}{branch.unit.name}"


def _without(unit: Unit, units: list[Unit]) -> list[Unit]:
    if not unit.pk:
        return units
    return [each for each in units if not is_within(each, unit, units)]
