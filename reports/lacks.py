"""What has to be there before a document can be made: said on the form, before anybody has ordered it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.models import Assessment
from assessments.voices import team_of
from plans.models import Action
from reports.advice import PAGES
from reports.kinds import Kind


@dataclass(frozen=True)
class Lack:
    """What is missing, and the page where that is mended, if there is one."""

    words: str
    address: str = ""
    label: str = ""


def lack_of(assessment: Assessment, kind: Kind) -> Lack | None:
    """What this document of the assessment has nothing to say without; None where it can be made."""
    if kind == Kind.PLAN and not Action.objects.filter(plan__assessment=assessment.pk).exists():
        return _lack(assessment, kind, _("No action is planned yet: plan the first one, then the plan can be printed."))
    if kind != Kind.CONSENSUS:
        return None
    if not assessment.is_independent:
        return Lack(_("Nobody answered alone here, so there is no consensus to keep a record of."))
    if not team_of(assessment).sheets:
        return _lack(assessment, kind, _("No sheet of an assessor was handed in, so there is nothing to agree on yet."))
    return None


def _lack(assessment: Assessment, kind: Kind, words: str) -> Lack:
    name, label = PAGES[kind]
    return Lack(words, reverse(name, args=[assessment.uuid]), str(label))
