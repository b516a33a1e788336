"""What a person has to do over all their assessments: their part of each, what is asked of them, where to go on."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import get_language

from assessments.access import Desk, may, may_consider, may_manage, may_score
from assessments.models import Answer, Assessment, IndividualSheet, Notice, Remark
from assessments.models.assessment import AssessmentQuerySet
from assessments.progress import Count as Answered
from assessments.progress import count_in_scope, open_in_scope
from assessments.scopes import scope_words
from assessments.seen import seen_by
from assessments.workflow import Act, State
from frameworks.definition import FrameworkDefinition
from organisations.models import User

MOST: Final = 50  # assessments on one person's list
SOON: Final = 7  # days before the due date from which on it is said in days


@dataclass(frozen=True)
class Due:
    """The day on which an assessment is due, and how many days are left until then; none when it has passed."""

    day: datetime.date
    left: int

    @property
    def is_overdue(self) -> bool:
        """Whether the day has passed."""
        return self.left < 0

    @property
    def is_soon(self) -> bool:
        """Whether it is worth saying in days."""
        return 0 <= self.left <= SOON

    @property
    def late(self) -> int:
        """How many days have passed since."""
        return -self.left


@dataclass(frozen=True)
class Share:
    """A person's part of an assessment: what they score, in words, and how much of it is answered.

    ``go_on`` is the code of the element where they stopped, or of the first one after it in which something is not
    answered; empty where nothing is left.
    """

    scope: str
    count: Answered
    go_on: str


@dataclass(frozen=True)
class Work:
    """One assessment that is still worked at, as it concerns one person; ``share`` is None for who isn't assigned.

    ``back`` holds the elements that a finding has put back on the desk, ``points`` how many open points the person
    has to check, ``mentions`` how many times they were mentioned and have not read it.
    """

    desk: Desk
    due: Due | None
    share: Share | None
    back: tuple[str, ...]
    points: int
    mentions: int

    @property
    def assessment(self) -> Assessment:
        """The assessment, with what the person is to it."""
        return self.desk.assessment

    @property
    def is_to_score(self) -> bool:
        """Whether something in their part waits for an answer."""
        return self._may_answer and bool(self.share and self.share.go_on)

    @property
    def is_to_submit_sheet(self) -> bool:
        """Whether their own sheet is answered to the end, and not submitted."""
        return self._may_answer and self.assessment.is_blind and bool(self.share and not self.share.go_on)

    @property
    def has_submitted(self) -> bool:
        """Whether their own sheet is done while the round goes on."""
        return bool(self.desk.own_sheet and self.desk.own_sheet.submitted_at)

    @property
    def is_to_start(self) -> bool:
        """Whether it waits for them to start the scoring."""
        return may(self.assessment, Act.START)

    @property
    def is_to_agree(self) -> bool:
        """Whether the team's answers are theirs to set, and not all are."""
        return may(self.assessment, Act.AGREE) and not self.assessment.complete

    @property
    def is_to_approve(self) -> bool:
        """Whether it is complete and theirs to approve: in review, or both steps at once."""
        if self.assessment.state == State.REVIEW:
            return may(self.assessment, Act.APPROVE)
        return self._may_pass_on and may_manage(self.assessment)

    @property
    def is_to_pass_on(self) -> bool:
        """Whether it is complete, and theirs to submit for review."""
        return self._may_pass_on and not may_manage(self.assessment)

    @property
    def is_asking(self) -> bool:
        """Whether anything is asked of the person now."""
        of_team = self.is_to_start or self.is_to_agree or self.is_to_approve or self.is_to_pass_on
        return of_team or self.is_to_score or self.is_to_submit_sheet or bool(self.back or self.points or self.mentions)

    @property
    def _may_answer(self) -> bool:
        return may(self.assessment, Act.SCORE) and not self.desk.is_locked

    @property
    def _may_pass_on(self) -> bool:
        return self.assessment.complete and may(self.assessment, Act.SUBMIT)


def work_of(user: User, *, today: datetime.date, seen: AssessmentQuerySet | None = None) -> list[Work]:
    """What is assigned to the person or asks something of them, by due date, at most ``MOST``.

    ``seen`` is what ``seen_by`` says of the person, for who has asked already.
    """
    rows = _in_progress(user, seen_by(user) if seen is None else seen)
    beside = _read_beside(user, rows)
    works = [_work(row, beside, today) for row in rows]
    return sorted((one for one in works if one.share or one.is_asking), key=_by_due_date)


def _by_due_date(work: Work) -> tuple[bool, datetime.date, bool, str]:
    due = work.assessment.due_on
    return due is None, due or datetime.date.max, not work.is_asking, work.assessment.title


def _in_progress(user: User, seen: AssessmentQuerySet) -> list[Assessment]:
    """Those that can concern the person, at most ``MOST``, those that are due first.

    Each with ``stopped_at``: the element in which the person answered last, on whichever sheet.
    """
    given = Answer.stored.filter(assessment=OuterRef("pk"), changed_by=user, out_of_sight=False)
    stopped_at = Subquery(given.order_by("-changed_at", "-pk").values("element")[:1])
    rows = _concerning(user, seen).select_related("organisation", "unit", "version").annotate(stopped_at=stopped_at)
    dated = list(rows.exclude(due_on=None).order_by("due_on", "pk")[:MOST])
    undated = rows.filter(due_on=None).order_by("-pk")  # as the index by day has them
    return [*dated, *undated[: MOST - len(dated)]] if len(dated) < MOST else dated


def _concerning(user: User, seen: AssessmentQuerySet) -> AssessmentQuerySet:
    """What the person is assigned to, and of the rest what can ask something of them: not what others just score."""
    told = Notice.objects.filter(user=user, kind=Notice.Kind.MENTIONED).unread().order_by().values("assessment")
    points = Remark.objects.open_points().filter(assignee=user, closed_at=None).order_by().values("assessment")
    asks = ~Q(state=State.SCORING) | Q(complete=True) | Q(pk__in=told) | Q(pk__in=points)
    return seen.in_progress().filter(Q(assigned=True) | asks)


@dataclass(frozen=True)
class _Beside:
    """What is read beside the assessments themselves, by assessment."""

    sheets: Mapping[int, IndividualSheet]
    back: Sequence[tuple[int, str]]
    points: Mapping[int, int]
    mentions: Mapping[int, int]


def _read_beside(user: User, rows: Iterable[Assessment]) -> _Beside:
    pks, blind = [row.pk for row in rows], [row.pk for row in rows if row.is_blind]
    in_sight = ~Q(assessment__in=blind) | Q(sheet=None) | Q(sheet__assessor=user)
    remarks = Remark.objects.filter(in_sight, assessment__in=pks).order_by()
    back = remarks.back_on_the_desk().order_by("at", "pk").values_list("assessment", "element")
    mentions = Notice.objects.filter(user=user, kind=Notice.Kind.MENTIONED, assessment__in=pks).unread()
    sheets = IndividualSheet.objects.filter(assessor=user, assessment__in=blind)
    return _Beside(
        sheets={sheet.assessment_id: sheet for sheet in sheets},
        back=list(dict.fromkeys(back)),
        points=_counted(remarks.open_points().filter(assignee=user, closed_at=None)),
        mentions=_counted(mentions),
    )


def _counted(rows: QuerySet[Any]) -> dict[int, int]:
    return dict(rows.order_by().values_list("assessment").annotate(number=Count("pk")))


def _work(assessment: Assessment, beside: _Beside, today: datetime.date) -> Work:
    key, definition = assessment.pk, assessment.version.definition_in(get_language())
    desk = Desk(assessment, beside.sheets.get(key))
    back = [code for place, code in beside.back if place == key and may_consider(desk, definition, code)]
    due_on = assessment.due_on
    return Work(
        desk=desk,
        due=Due(due_on, (due_on - today).days) if due_on else None,
        share=_share(desk, definition) if may_score(assessment) else None,
        back=tuple(back),
        points=beside.points.get(key, 0),
        mentions=beside.mentions.get(key, 0),
    )


def _share(desk: Desk, definition: FrameworkDefinition) -> Share:
    assessment = desk.assessment
    scope: str = assessment.scope  # type: ignore[attr-defined]  # annotated by with_access_of
    stopped_at: str | None = assessment.stopped_at  # type: ignore[attr-defined]  # annotated above
    left = {element.code for element in open_in_scope(definition, desk.scored, scope)}
    return Share(
        scope=scope_words(definition, scope),
        count=count_in_scope(definition, desk.scored, scope),
        go_on=next((code for code in _from(definition, stopped_at) if code in left), ""),
    )


def _from(definition: FrameworkDefinition, start: str | None) -> list[str]:
    """The codes of all elements beginning with this one, and at the end round to the first."""
    codes = [element.code for element in definition.walk()]
    index = codes.index(start) if start in codes else 0
    return codes[index:] + codes[:index]
