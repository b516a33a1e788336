"""Foreword and executive summary: written by the organisation's managers, and looked at before they are kept."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assessments.access import managed_assessment
from assessments.models import Assessment
from organisations.requests import PersonRequest
from reports.actions.words import StaleWordsError, write_words
from reports.forms.words import LONGEST, TEXTS, WordsForm, reading_of, words_form
from reports.markdown import to_html
from reports.models import ReportWords
from reports.source import Words

PAGE = "reports/words/edit.html"


@dataclass(frozen=True)
class Preview:
    """One text as it will be read, and how long it is."""

    label: str
    html: SafeString
    characters: int

    @property
    def is_too_long(self) -> bool:
        """Whether it can't be kept like this."""
        return self.characters > LONGEST


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def words_edit(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """The form with both texts; a preview of what was typed; or keep it."""
    assessment = managed_assessment(request.user, assessment_uuid)
    if request.method != "POST":
        words = _standing(assessment)
        return _page(request, assessment, words_form(words), words=words)
    form = WordsForm(request.POST)
    if "preview" in request.POST:
        return _preview(request, assessment, form)
    if not form.is_valid():
        return _page(request, assessment, form, status=422)
    return _save(request, assessment, form)


def _save(request: PersonRequest, assessment: Assessment, form: WordsForm) -> HttpResponse:
    given, version = form.given(), form.cleaned_data["version"]
    facts = {"given": given, "version": version, "read": form.read()}
    try:
        words = write_words(assessment_uuid=assessment.uuid, by=request.user, **facts)
    except StaleWordsError as fault:
        return _conflict(request, assessment, fault)
    messages.success(request, _("Foreword and summary are kept."))
    if given != Words(words.foreword, words.summary):
        messages.info(request, _("What you had left alone was changed meanwhile, and stays as it was changed."))
    return redirect("reports:words-edit", assessment.uuid)


def _conflict(request: PersonRequest, assessment: Assessment, fault: StaleWordsError) -> HttpResponse:
    """What stands of each text that both have changed beside what was typed; sent once more, that takes its place."""
    theirs = fault.standing
    settled = {name: text for name, text in fault.merged.items() if text is not None}
    form = WordsForm({**request.POST.dict(), **settled, **reading_of(theirs)})
    both = [(str(form[name].label), getattr(theirs, name)) for name, text in fault.merged.items() if text is None]
    return _page(request, assessment, form, theirs=theirs, both=both, status=409)


def _preview(request: PersonRequest, assessment: Assessment, form: WordsForm) -> HttpResponse:
    """What was typed as it will be read; for a page without a script the whole page, with the text still in it."""
    if not request.htmx:
        return _page(request, assessment, form)
    return render(request, f"{PAGE}#preview", {"previews": _previews(form), "longest": LONGEST})


def _page(
    request: PersonRequest,
    assessment: Assessment,
    form: WordsForm,
    *,
    words: ReportWords | None = None,
    theirs: ReportWords | None = None,
    both: Sequence[tuple[str, str]] = (),
    status: int = 200,
) -> HttpResponse:
    context = {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "form": form,
        "words": words or theirs or _standing(assessment),
        "theirs": theirs,
        "both": both,
        "previews": _previews(form),
        "longest": LONGEST,
    }
    return render(request, PAGE, context, status=status)


def _previews(form: WordsForm) -> list[Preview]:
    """Both texts, as far as they are not too long to be worth setting."""
    previews = []
    for name in TEXTS:
        text = str(form[name].value() or "").replace("\r\n", "\n")
        html = to_html(text) if len(text) <= LONGEST else SafeString("")
        previews.append(Preview(str(form[name].label), html, len(text)))
    return previews


def _standing(assessment: Assessment) -> ReportWords:
    """What is kept, or nothing yet as version 0."""
    found = ReportWords.objects.select_related("changed_by").filter(assessment=assessment.pk).first()
    return found or ReportWords(assessment=assessment)
