"""The form that whoever has the link fills in: one choice a question, none of which has to be made."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from frameworks.definition import FrameworkDefinition
from pulses.questions import Question, questions
from pulses.tally import UNKNOWN

NOTHING_SAID = _("Nothing is chosen yet. Rate at least one of the statements, then send your answers.")


@dataclass(frozen=True)
class Asked:
    """A question with its field, as the page shows it; ``opens_group`` where a new dimension begins."""

    question: Question
    name: str
    chosen: str
    opens_group: bool


class AnswerForm(forms.Form):
    """Answers by the question's code; ``operation`` is made with the page and linked to nothing."""

    operation = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None, *, definition: FrameworkDefinition, kind: str) -> None:
        super().__init__(data, initial={"operation": uuid.uuid4()})
        self.questions = questions(definition, kind)
        offered = [(value, value) for value in (*(str(rating.value) for rating in definition.ratings), UNKNOWN)]
        for question in self.questions:
            self.fields[question.code] = forms.ChoiceField(label=question.title, choices=offered, required=False)

    def clean(self) -> dict[str, Any]:
        """At least one answer."""
        cleaned = super().clean() or {}
        if not self.errors and not self.answers:
            raise ValidationError(NOTHING_SAID)
        return cleaned

    @property
    def answers(self) -> dict[str, str]:
        """What was chosen, by the question's code."""
        chosen = ((question.code, self.cleaned_data.get(question.code, "")) for question in self.questions)
        return {code: value for code, value in chosen if value}

    def asked(self) -> Iterator[Asked]:
        """The questions in order, with what was chosen before."""
        group = ""
        for question in self.questions:
            chosen = self[question.code].value() or ""
            yield Asked(question, question.code, chosen, bool(question.group) and question.group != group)
            group = question.group
