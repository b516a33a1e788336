"""What the small forms of the tree ask: what to add, where to put it, whether to remove it."""

from typing import Any

from django import forms
from django.forms import modelform_factory
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frameworks.actions.arrangement import new_element, new_indicator, parent_of
from frameworks.actions.codes import known_elements
from frameworks.admin.forms import ContentForm
from frameworks.admin.structure import key_of
from frameworks.models import Dimension, Element, FrameworkVersion, Indicator

Homes = list[tuple[str, str, bool]]


class StepError(Exception):
    """Nothing is added there."""


class NewElementForm(ContentForm):
    """A new element; its code may not be one that answers were given under as something else."""

    def clean_code(self) -> str:
        """Refuse a code of a published version."""
        code: str = self.cleaned_data["code"]
        if code in known_elements(self.instance.version):
            words = _("A published version has an element with this code. Take one that was never used.")
            raise forms.ValidationError(words)
        return code


def addition(above: Any, data: QueryDict | None) -> Any:
    """The form for a new part of a row."""
    if isinstance(above, (Dimension, FrameworkVersion)):
        names = ("code", "title") if isinstance(above, FrameworkVersion) else ("code", "title", "points")
        row: Any = new_element(above)
        form: Any = modelform_factory(Element, form=NewElementForm, fields=names)
    elif isinstance(above, Element):
        row = new_indicator(above)
        form = modelform_factory(Indicator, form=ContentForm, fields=("text", "weight"))
    else:
        raise StepError
    bound = form(data, instance=row, auto_id=f"id_new_{key_of(above)}_%s")
    if "text" in bound.fields:
        bound.fields["text"].widget.attrs |= {"rows": 3}
    return bound


def new_homes(row: Any) -> Homes:
    """What a row may be put below: key, name, and whether it lies there now; nothing where there is no choice."""
    here = parent_of(row)
    if isinstance(here, FrameworkVersion):
        return []
    rows: Any = type(here).objects.filter(version=row.version).in_order()
    return [(key_of(one), str(one), one == here) for one in rows]


def removal_words(row: Any) -> str:
    """What goes with it."""
    if isinstance(row, Indicator):
        return str(row.text)
    count = row.indicators.count()
    words = ngettext("One indicator goes with it.", "%(count)d indicators go with it.", count)
    return words % {"count": count}
