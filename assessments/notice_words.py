"""What a notice says."""

import datetime

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from assessments.models import Assessment, Notice
from organisations.models import User


def notice_words(
    kind: Notice.Kind, assessment: Assessment, *, by: User | None = None, element: str = "", said: str = ""
) -> str:
    """The sentence of a notice, and below it what somebody wrote."""
    with readers_language():
        facts = {"name": str(by), "title": assessment.title, "element": element}
        sentence = _sentence(kind) % facts
        return f"{sentence}\n\n{said}" if said else sentence


def due_words(assessment: Assessment, day: datetime.date) -> str:
    """The sentence about an assessment that is due on this day."""
    with readers_language():
        facts = {"title": assessment.title, "date": date_format(day, "j F Y")}
        return _("“%(title)s” is due on %(date)s.") % facts


def expiry_words(assessment: Assessment, evidence: str, day: datetime.date) -> str:
    """The sentence about a piece of evidence that expires on this day."""
    with readers_language():
        facts = {"evidence": evidence, "title": assessment.title, "date": date_format(day, "j F Y")}
        return _("“%(evidence)s”, which “%(title)s” rests on, expires on %(date)s.") % facts


def readers_language() -> override:
    """Say things in the site's language: the one at work is the writer's, and people have none of their own yet."""
    return override(settings.LANGUAGE_CODE)


def _sentence(kind: Notice.Kind) -> str:
    return {
        Notice.Kind.ASSIGNED: _("%(name)s has asked you to score “%(title)s”."),
        Notice.Kind.MENTIONED: _("%(name)s mentions you at %(element)s of “%(title)s”."),
        Notice.Kind.RETURNED: _("%(name)s has returned “%(title)s”."),
        Notice.Kind.DUE: _("“%(title)s” is due soon."),
        Notice.Kind.REMINDER: _("%(name)s reminds you of “%(title)s”."),
        Notice.Kind.ROUND_ENDED: _("The scoring of “%(title)s” has ended: the team can agree on its answers now."),
        Notice.Kind.SUBMITTED: _("%(name)s has submitted “%(title)s” for review."),
        Notice.Kind.APPROVED: _("%(name)s has approved “%(title)s”."),
        Notice.Kind.REOPENED: _("%(name)s has reopened “%(title)s”."),
        Notice.Kind.EXPIRING: _("Evidence of “%(title)s” expires soon."),
        Notice.Kind.ACTION_DUE: _("An action of the plan of “%(title)s” is due soon."),
        Notice.Kind.ACTION_OVERDUE: _("An action of the plan of “%(title)s” is overdue."),
        Notice.Kind.REPORT_READY: _("A report of “%(title)s” is ready."),
        Notice.Kind.REPORT_FAILED: _("A report of “%(title)s” could not be made; its page says why."),
    }[kind]
