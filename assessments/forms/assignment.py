"""The forms that say who scores an assessment: people for a new one, and the whole team with what each scores."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from assessments.actions.assessments import Duty
from assessments.scopes import WHOLE as WHOLE_SCOPE
from assessments.scopes import known_codes, scope_of
from assessments.team import LEAD, WHOLE
from frameworks.definition import FrameworkDefinition
from organisations.models import Organisation, User

LONGEST_KEY = 18  # digits that fit a database's whole number
TICK = "duty"


class AssessorsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """Members of the organisation to choose from; the form sets which."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            User.objects.none(),
            required=False,
            label=_("Who scores it"),
            help_text=_(
                "Only those chosen here can answer. Who leads, and who scores which part, is chosen on the team’s "
                "page, and can be changed at any time."
            ),
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


def offer_members(form: forms.BaseForm, organisation: Organisation) -> None:
    """Let the form's field offer the organisation's members, and nobody else."""
    field = cast("AssessorsField", form.fields["assessors"])
    field.queryset = User.objects.filter(memberships__organisation=organisation, is_active=True)


class UnknownTickError(Exception):
    """Somebody or something was ticked that the page doesn't offer, or no longer; ``known`` is the rest."""

    def __init__(self, known: dict[User, Duty]) -> None:
        """Keep it, for the person to look at."""
        super().__init__()
        self.known = known


def given_duties(data: QueryDict, people: Mapping[str, User], definition: FrameworkDefinition) -> dict[User, Duty]:
    """The team as it was ticked: each tick is a membership's UUID, a colon, and a code, ``whole`` or ``lead``.

    ``people`` are the members by their membership's UUID. Raises UnknownTickError for any other tick.
    """
    offered = known_codes(definition) | {WHOLE, LEAD}
    ticks = [tick.partition(":")[::2] for tick in data.getlist(TICK)]
    ticked: dict[str, set[str]] = {}
    for who, code in ticks:
        if who in people and code in offered:
            ticked.setdefault(who, set()).add(code)
    duties = {people[who]: _duty(definition, codes) for who, codes in ticked.items()}
    if any(who not in people or code not in offered for who, code in ticks):
        raise UnknownTickError(duties)
    return duties


def _duty(definition: FrameworkDefinition, codes: set[str]) -> Duty:
    """Who has the whole needs no part of it; who has only the lead scores nothing."""
    return Duty(is_lead=LEAD in codes, scope=WHOLE_SCOPE if WHOLE in codes else scope_of(definition, codes))
