"""What a notice says."""

from django.utils.translation import gettext as _

from assessments.models import Assessment, Notice
from organisations.models import User


def notice_words(kind: Notice.Kind, assessment: Assessment, *, by: User, element: str = "", said: str = "") -> str:
    """The sentence of a notice, and below it what somebody wrote."""
    facts = {"name": str(by), "title": assessment.title, "element": element}
    sentence = _sentence(kind) % facts
    return f"{sentence}\n\n{said}" if said else sentence


def _sentence(kind: Notice.Kind) -> str:
    return {
        Notice.Kind.ASSIGNED: _("%(name)s has asked you to score “%(title)s”."),
        Notice.Kind.MENTIONED: _("%(name)s mentions you at %(element)s of “%(title)s”."),
        Notice.Kind.RETURNED: _("%(name)s has returned “%(title)s”."),
        Notice.Kind.DUE: _("“%(title)s” is due soon."),
        Notice.Kind.REMINDER: _("%(name)s reminds you of “%(title)s”."),
        Notice.Kind.ROUND_ENDED: _("All sheets of “%(title)s” are in: the team can agree now."),
        Notice.Kind.SUBMITTED: _("%(name)s has submitted “%(title)s” for review."),
        Notice.Kind.APPROVED: _("%(name)s has approved “%(title)s”."),
        Notice.Kind.REOPENED: _("%(name)s has reopened “%(title)s”."),
        Notice.Kind.EXPIRING: _("Evidence of “%(title)s” expires soon."),
    }[kind]
