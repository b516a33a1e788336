"""What is asked of a person in an assessment, in words, each with the place where it is done."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.work import Due, Work
from assessments.workflow import State


@dataclass(frozen=True)
class Ask:
    """One thing that is asked: what its button says, where it leads, and a sentence where the button needs one."""

    label: str
    url: str
    words: str = ""


@dataclass(frozen=True)
class Entry:
    """One assessment of the list: the work, when it is due, what it asks, and what to say where it asks nothing."""

    work: Work
    due: str
    asks: tuple[Ask, ...]
    rest: str


def entry_of(work: Work) -> Entry:
    """The work with its words."""
    asks = tuple(_asks(work))
    return Entry(work, _due_words(work.due) if work.due else "", asks, "" if asks else _at_rest(work))


def _due_words(due: Due) -> str:
    """When it is due, and where that is near or over, how near."""
    if due.is_overdue:
        text = ngettext("Overdue by %(number)s day", "Overdue by %(number)s days", due.late)
        return text % {"number": due.late}
    if due.left == 0:
        return _("Due today")
    if due.is_soon:
        return ngettext("Due tomorrow", "Due in %(number)s days", due.left) % {"number": due.left}
    return _("Due")


def _asks(work: Work) -> Iterator[Ask]:
    """In the order in which one would do them."""
    for asks, made in _MADE:
        if asks(work):
            yield made(work)
    for code in work.back:
        url = reverse("assessments:element-score", args=[work.assessment.uuid, code])
        words = _("%(element)s is back on your desk: somebody found something out on site.") % {"element": code}
        yield Ask(_("Look again at %(element)s") % {"element": code}, url, words)
    if work.points:
        yield Ask(_points(work.points), _page(work, "open-point-list"))
    if work.mentions:
        yield Ask(_mentions(work.mentions), reverse("assessments:notice-list"))


def _approve(work: Work) -> Ask:
    words = _("It is complete, and waits for your approval.")
    return Ask(_("Approve"), _page(work, "assessment-approve"), words)


def _agree(work: Work) -> Ask:
    words = _("The sheets are in: the team’s answers are to be agreed.")
    return Ask(_("Agree"), _page(work, "consensus-list"), words)


def _pass_on(work: Work) -> Ask:
    return Ask(_("Submit for review"), _page(work, "assessment-submit"), _("Everything is answered."))


def _start(work: Work) -> Ask:
    return Ask(_("Set it up and start"), _page(work, "assessment-detail"), _("The scoring has not started yet."))


def _score(work: Work) -> Ask:
    code = work.share.go_on if work.share else ""
    begun = bool(work.share and work.share.count.answered)
    label = _("Go on at %(element)s") if begun else _("Begin with %(element)s")
    return Ask(label % {"element": code}, reverse("assessments:element-score", args=[work.assessment.uuid, code]))


def _submit_sheet(work: Work) -> Ask:
    words = _("Your sheet is answered to the end.")
    return Ask(_("Submit your sheet"), _page(work, "sheet-submit"), words)


_MADE: tuple[tuple[Callable[[Work], bool], Callable[[Work], Ask]], ...] = (
    (lambda work: work.is_to_approve, _approve),
    (lambda work: work.is_to_agree, _agree),
    (lambda work: work.is_to_pass_on, _pass_on),
    (lambda work: work.is_to_start, _start),
    (lambda work: work.is_to_score, _score),
    (lambda work: work.is_to_submit_sheet, _submit_sheet),
)


def _points(number: int) -> str:
    return ngettext("%(number)s open point to check", "%(number)s open points to check", number) % {"number": number}


def _mentions(number: int) -> str:
    return ngettext("%(number)s mention to read", "%(number)s mentions to read", number) % {"number": number}


def _at_rest(work: Work) -> str:
    if work.has_submitted:
        return _("You have submitted your sheet. The others are still at theirs.")
    return {
        State.DRAFT: _("The scoring has not started yet."),
        State.SCORING: _("Your part is answered."),
        State.CONSENSUS: _("The team’s answers are being agreed."),
        State.REVIEW: _("It waits for approval."),
        State.APPROVED: "",
    }[State(work.assessment.state)]


def _page(work: Work, name: str) -> str:
    return reverse(f"assessments:{name}", args=[work.assessment.uuid])
