"""The small forms of an action that is under way: how far it is, a note, a piece of evidence."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.forms.remark import LARGEST_VERSION, Words
from assessments.models import Evidence
from plans.actions.reports import Report
from plans.models import Action, Status


class ReportForm(forms.Form):
    """Status and progress of an action; a board sends the status alone, and the progress stays."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=LARGEST_VERSION)
    status = forms.ChoiceField(label=gettext_lazy("Status"), choices=Status.choices)
    progress = forms.IntegerField(label=gettext_lazy("Progress in percent"), required=False, min_value=0, max_value=100)
    text = Words(label=gettext_lazy("What is to be said about it"), required=False, rows=2)

    def __init__(self, *args: Any, action: Action, **kwargs: Any) -> None:
        now = {"version": action.report_version, "status": action.status, "progress": action.progress}
        super().__init__(*args, **{"initial": now} | kwargs)
        self.action = action

    def report(self) -> Report:
        """What a valid form holds."""
        data = self.cleaned_data
        progress = self.action.progress if data["progress"] is None else data["progress"]
        return Report(Status(data["status"]), progress, data["text"])


class NoteForm(forms.Form):
    """A note on an action."""

    text = Words(
        label=gettext_lazy("Note"),
        rows=2,
        error_messages={"required": gettext_lazy("Write down what you want to note.")},
    )


class AttachForm(forms.Form):
    """Which piece of evidence shows what the action has done."""

    evidence = forms.TypedChoiceField(
        label=gettext_lazy("Evidence"), error_messages={"required": gettext_lazy("Choose one.")}
    )

    def __init__(self, *args: Any, pieces: list[Evidence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Choose one")), *((str(piece.uuid), piece.title) for piece in pieces)]
        self.fields["evidence"].choices = choices  # type: ignore[attr-defined]
        self.has_choices = bool(pieces)


class ReopenForm(forms.Form):
    """Why an approved plan is to be changed."""

    reason = Words(
        label=gettext_lazy("Reason"),
        error_messages={"required": gettext_lazy("Say why the plan has to be changed; everybody reads it later.")},
    )


class ApproveForm(forms.Form):
    """Which version of the plan is approved: the one that the page shows."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=LARGEST_VERSION)
