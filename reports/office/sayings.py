"""What a report says in sentences around its figures, the same in every office file."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.gates import ShutGate, TooWeak
from assessments.uncertainty import Band
from plans.models import Status
from plans.reading import Entry
from reports.office.content import Content
from reports.office.words import day_words, headline, kept, level_words, plain, points_words
from reports.report import Report, Subject
from results.findings import change
from results.weakest import WeakestLink


def verdict(report: Report) -> Iterator[str]:
    """What a reader has to know of the total, a sentence or two for each thing."""
    total = report.result.total
    if total.percent is None:
        yield _("Every element is left out, so there is no result.")
    elif not total.complete:
        words = _("These are the points so far: %(share)s %% is answered. What is not answered counts 0.")
        yield kept(words % {"share": total.answered_percent})
    if report.subject.band and report.subject.band.is_open:
        yield _band(report.subject.band)
    if total.percent is not None and total.normalised is not None and total.maximum != report.definition.points:
        yield _(
            "Elements that are out of scope are left out: %(maximum)s points can be reached."
            " On the full scale the total is %(normalised)s of %(whole)s."
        ) % {
            "maximum": plain(total.maximum),
            "normalised": points_words(total.normalised),
            "whole": plain(report.definition.points),
        }
    yield from (_gate(shut) for shut in report.shut_gates)


def change_words(content: Content) -> str:
    """What came of the total since the last cycle; empty where the two can't be compared."""
    before = content.figures.before
    moved = change(content.report.result, before) if before else None
    if moved is None:
        return ""
    if not moved:
        return _("As many points as last time.")
    words = _("%(points)s points more than last time.") if moved > 0 else _("%(points)s points fewer than last time.")
    return words % {"points": headline(abs(moved))}


def state_words(subject: Subject) -> str:
    """Whether it is final, and since when."""
    if subject.approved_on is None:
        return _("Provisional, as answered on %(date)s. Not approved: the answers may still change.") % {
            "date": day_words(subject.as_of)
        }
    words = _("Approved on %(date)s by %(name)s. The answers are frozen.")
    return words % {"date": day_words(subject.approved_on), "name": subject.approved_by}


def revision_words(subject: Subject) -> str:
    """Which of several revisions it is; empty where there is one."""
    if not subject.names_revision:
        return ""
    words = _("Revision %(number)s, superseded by a newer one.") if subject.superseded else _("Revision %(number)s.")
    return words % {"number": subject.revision}


def total_words(report: Report) -> str:
    """The total as headlines have it."""
    total = report.result.total
    return _("%(points)s of %(maximum)s") % {"points": headline(total.points), "maximum": plain(total.maximum)}


def target_words(content: Content) -> str:
    """What the target is, by when, and how far it is; empty without one."""
    if content.goals is None or content.target is None:
        return ""
    goal = content.goals.total
    told = {
        "points": headline(goal.points),
        "maximum": plain(goal.maximum),
        "level": level_words(goal.level),
        "day": day_words(content.target.due_on),
        "gap": headline(goal.gap),
    }
    if content.target.due_on:
        return _("Target: %(points)s of %(maximum)s points (%(level)s) by %(day)s; %(gap)s points to go.") % told
    return _("Target: %(points)s of %(maximum)s points (%(level)s); %(gap)s points to go.") % told


def plan_words(content: Content) -> str:
    """What the plan comes to; empty without one."""
    if content.plan is None:
        return ""
    end, number = content.plan.projection.end.total, len(content.plan.counted)
    words = ngettext(
        "%(number)s action is planned. With it the total would be %(points)s of %(maximum)s points (%(level)s).",
        "%(number)s actions are planned. With them the total would be %(points)s of %(maximum)s points (%(level)s).",
        number,
    )
    return words % {
        "number": number,
        "points": headline(end.points),
        "maximum": plain(end.maximum),
        "level": level_words(end.level),
    }


def due_words(entry: Entry) -> str:
    """When an action is due, and whether that day has passed or it is blocked."""
    words = day_words(entry.action.due)
    if entry.is_overdue:
        words = _("%(day)s, overdue") % {"day": words}
    if entry.action.status == Status.BLOCKED:
        words = f"{words} · {entry.action.get_status_display()}"
    return words


def weakest_words(content: Content) -> str:
    """What the weakest element is, and what rests on the stronger ones; empty while anything is not answered."""
    link = content.weakest_link
    if link is None:
        return ""
    told = {"code": link.element.code, "title": link.element.title, "percent": link.element.percent}
    words = _("An organisation is as strong as its weakest link: %(code)s %(title)s, at %(percent)s %%.") % told
    return kept(f"{words} {_resting(link)}".strip())


def _resting(link: WeakestLink) -> str:
    """What rests on the elements that are stronger than the weakest of their dimension; empty where nothing does."""
    if not link.rests:
        return ""
    return _(
        "If every element stood where the weakest of its dimension stands, the total would be %(points)s: %(rests)s"
        " points rest on the stronger elements alone."
    ) % {"points": points_words(link.as_weakest.points), "rests": points_words(link.rests)}


def _band(band: Band) -> str:
    words = _("The total may lie between %(low)s and %(high)s points.") % {
        "low": headline(band.low),
        "high": headline(band.high),
    }
    return f"{words} {_band_levels(band)}".strip()


def _band_levels(band: Band) -> str:
    if len(band.levels) == 2:
        return _("The level could be %(one)s or %(other)s.") % {"one": band.levels[0], "other": band.levels[1]}
    if len(band.levels) > 2:
        ends = {"first": band.levels[0], "last": band.levels[-1]}
        return _("The level could be anything from %(first)s to %(last)s.") % ends
    return ""


def _gate(shut: ShutGate) -> str:
    return _("Held below %(level)s by a condition: %(gate)s. Too weak: %(weak)s.") % {
        "level": level_words(shut.level),
        "gate": shut.gate.title,
        "weak": "; ".join(_weak(one, shut.gate.at_least) for one in shut.weak),
    }


def _weak(one: TooWeak, least: Decimal) -> str:
    told = {"code": one.code, "title": one.title, "percent": one.percent, "least": plain(least)}
    return kept(_("%(code)s %(title)s (%(percent)s %%, and %(least)s %% is asked for)") % told)
