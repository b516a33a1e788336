"""What can be ordered of an assessment, and which choices there are for each kind of document."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Case, Q, Value, When
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from assessments.interview import parts_of_sheet
from assessments.models import Assessment, Snapshot
from assessments.models.assessment import AssessmentQuerySet
from assessments.revisions import last_cycle
from comparisons.side_by_side import MOST
from organisations.models import User
from reports.kinds import Kind, Paper
from reports.lacks import Lack, lack_of
from reports.reading import style_of

BESIDE: Final = MOST - 1
LISTED: Final = 30
OF_REVISIONS: Final = frozenset({Kind.FULL, Kind.SUMMARY, Kind.CONSENSUS})
"""The kinds that can be made of an earlier approval; the others are about what stands now."""
PURPOSES: Final[Mapping[Kind, Promise]] = {
    Kind.FULL: gettext_lazy("Everything: the result, every element with its answers, and how each figure came about."),
    Kind.SUMMARY: gettext_lazy(
        "Two pages for those who have two minutes: the total, what stands out, what comes next."
    ),
    Kind.PLAN: gettext_lazy("Actions with their owners and days, and what they are to bring."),
    Kind.COMPARISON: gettext_lazy("This result beside earlier cycles or other assessments, element by element."),
    Kind.CONSENSUS: gettext_lazy("What each assessor answered alone, what was agreed, and why."),
    Kind.INTERVIEW: gettext_lazy("Sheets to take along and fill in by hand; nothing on them was answered by anybody."),
}

Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Offer:
    """What there is to choose for one kind of document; a list is empty where the kind has no such choice.

    ``ticked`` of ``against`` is what the document is made with by itself; ``lack`` is why it can't be made at all.
    """

    kind: Kind
    paper: Paper
    revisions: Choices = ()
    against: Choices = ()
    ticked: tuple[str, ...] = ()
    only: Sequence[tuple[str, str | Choices]] = ()
    lack: Lack | None = None


def offer_of(assessment: Assessment, kind: Kind, reader: User, given: Iterable[uuid.UUID] = ()) -> Offer:
    """The choices for this kind of document; ``given`` are assessments to compare with that have to be among them."""
    if kind == Kind.COMPARISON:
        return _comparison(assessment, reader, given)
    return Offer(
        kind,
        paper=style_of(assessment.organisation).paper,
        revisions=_revisions(assessment) if kind in OF_REVISIONS else (),
        only=_sheets(assessment) if kind == Kind.INTERVIEW else (),
        lack=lack_of(assessment, kind),
    )


def _comparison(assessment: Assessment, reader: User, given: Iterable[uuid.UUID]) -> Offer:
    """The last cycle is ticked beforehand, as the document takes it where nothing was chosen."""
    against = _against(assessment, reader, given)
    last = last_cycle(assessment, Assessment.objects.visible_to(reader)) if against else None
    lack = Lack(_("There is nothing yet to set beside this assessment: no other one that you may see has begun."))
    return Offer(
        Kind.COMPARISON,
        paper=style_of(assessment.organisation).paper,
        against=against,
        ticked=tuple(key for key, _words in against if last and key == str(last.uuid)),
        lack=None if against else lack,
    )


def _revisions(assessment: Assessment) -> Choices:
    """“As it stands” first, which is the newest approval as long as nobody has reopened it."""
    if not assessment.approved_revision:
        return ()
    approvals = list(assessment.snapshots.approvals().for_lists())
    if assessment.is_approved:
        newest, *older = approvals
        return [("", _approved_words(newest)), *_numbered(older)]
    return [("", _("As it stands now, not approved")), *_numbered(approvals)]


def _numbered(approvals: Iterable[Snapshot]) -> list[tuple[str, str]]:
    return [(str(one.revision), _approved_words(one)) for one in approvals]


def _approved_words(approval: Snapshot) -> str:
    day = date_format(localtime(approval.taken_at), "j F Y")
    return _("Revision %(number)s, approved on %(date)s") % {"number": approval.revision, "date": day}


def _against(assessment: Assessment, reader: User, given: Iterable[uuid.UUID]) -> Choices:
    others = beside(assessment, reader)
    listed = {one.uuid: one for one in others[:LISTED]}
    left_out = set(given) - set(listed)
    if left_out:
        listed |= {one.uuid: one for one in others.filter(uuid__in=left_out)}
    return [(str(key), _other_words(one, assessment)) for key, one in listed.items()]


def beside(assessment: Assessment, reader: User) -> AssessmentQuerySet:
    """What this person may set beside the assessment: its own cycles first, then the organisation's, the newest first.

    What has no figures to show (a draft, a blind round) is not among them.
    """
    own = Q(organisation=assessment.organisation_id)
    cycle = own & Q(unit=assessment.unit_id, version__framework=assessment.version.framework_id)
    nearness = Case(When(cycle, then=Value(0)), When(own, then=Value(1)), default=Value(2))
    others = Assessment.objects.visible_to(reader).exclude(pk=assessment.pk)
    shown = others.exclude(state=Assessment.State.DRAFT).not_blind().for_lists()
    return shown.select_related("version__framework").order_by(nearness, "-created_at", "-pk")


def _other_words(one: Assessment, beside_this: Assessment) -> str:
    """Its title, and of the rest what differs from the assessment that it is set beside."""
    framework = one.version.framework if one.version.framework_id != beside_this.version.framework_id else ""
    whose = one.whose if one.whose != beside_this.whose else ""
    period = one.period if one.period not in one.title else ""
    return " · ".join(str(part) for part in (one.title, period, whose, framework) if part)


def _sheets(assessment: Assessment) -> Sequence[tuple[str, str | Choices]]:
    """All, each dimension, and below it each of its elements."""
    parts = parts_of_sheet(assessment.version.definition_in(get_language()))
    whole = [("", _("Whole assessment")), *((one.code, _named(one.code, one.title)) for one in parts)]
    single = [(one.title, [(each.code, _named(each.code, each.title)) for each in one.elements]) for one in parts]
    return [*whole, *single]


def _named(code: str, title: str) -> str:
    return _("%(code)s %(title)s") % {"code": code, "title": title}
