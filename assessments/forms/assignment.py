"""The form that says who scores an assessment."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation, User

LONGEST_KEY = 18  # digits that fit a database's whole number


class AssessorsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """Members of the organisation to choose from; the form sets which."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            User.objects.none(),
            required=False,
            label=_("Who scores it"),
            help_text=_("Only those chosen here can answer. This can be changed at any time."),
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        """Refuse what no key of ours looks like: a number of forty digits would break the query."""
        for key in value or ():
            if not (str(key).isascii() and str(key).isdecimal() and len(str(key)) <= LONGEST_KEY):
                raise ValidationError(self.error_messages["invalid_pk_value"], "invalid_pk_value", {"pk": key})
        return super().clean(value)

    def label_from_instance(self, obj: Any) -> str:
        """Name and address: two people may share a name."""
        return f"{obj.full_name} ({obj.email})" if obj.full_name else str(obj.email)


class AssignmentForm(forms.Form):
    """Who scores an assessment."""

    assessors = AssessorsField()

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_members(self, organisation)


def offer_members(form: forms.BaseForm, organisation: Organisation) -> None:
    """Let the form's field offer the organisation's members, and nobody else."""
    field = cast("AssessorsField", form.fields["assessors"])
    field.queryset = User.objects.filter(memberships__organisation=organisation, is_active=True)
