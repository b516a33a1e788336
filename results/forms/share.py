"""The form of a link to a result."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from assessments.models import Snapshot

DAYS = (7, 30, 90, 365)
USUAL = 30


class ShareForm(forms.Form):
    """Which approved revision, for how long, and for whom."""

    operation = forms.UUIDField(widget=forms.HiddenInput, required=False)
    revision = forms.TypedChoiceField(label=_("What is shared"), coerce=int)
    days = forms.TypedChoiceField(
        label=_("How long the link works"),
        coerce=int,
        initial=USUAL,
        choices=[(days, ngettext_lazy("%(days)s day", "%(days)s days", days) % {"days": days}) for days in DAYS],
    )
    label = forms.CharField(
        label=_("For whom"),
        max_length=100,
        required=False,
        help_text=_("Only you and other managers see it, to know the links apart."),
    )

    def __init__(self, data: Mapping[str, Any] | None, approvals: Sequence[Snapshot]) -> None:
        super().__init__(data, initial={"operation": uuid.uuid4()})
        field = cast("forms.TypedChoiceField", self.fields["revision"])
        field.choices = [(one.revision, _words(one)) for one in approvals]

    @property
    def lasts(self) -> datetime.timedelta:
        """How long, once the form is valid."""
        return datetime.timedelta(days=self.cleaned_data["days"])


def _words(approval: Snapshot) -> str:
    day = date_format(localtime(approval.taken_at), "j F Y")
    return gettext("Revision %(number)s, approved on %(date)s") % {"number": approval.revision, "date": day}
