"""What steps, moves and proofs are called on a page."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.item_words import item_title
from assessments.items import Item, text_of
from assessments.moves import Answers, Move
from assessments.results import TotalScore, plain_number
from frameworks.definition import FrameworkDefinition
from planner.efforts import in_days
from planner.moving import as_text
from planner.program import Status
from planner.solver import Best
from planner.steps import UNANSWERED, Step


@dataclass(frozen=True)
class MoveWords:
    """A move for a reader: where, what is judged there, and from which answer to which."""

    element: str
    title: str
    item: str
    text: str
    now: str
    then: str
    sent: str


def rounding_words(total: TotalScore) -> str:
    """How few points a level takes, for a reader who expects its whole percentage of the maximum."""
    return _(
        "%(points)s of %(maximum)s points are %(exact)s %%, which is printed as %(percent)s %%; "
        "levels are read off the printed percentage, so %(level)s is reached."
    ) % {
        "points": f"{total.points:.2f}",
        "maximum": plain_number(total.maximum),
        "exact": f"{total.points / total.maximum * 100:.2f}",
        "percent": total.percent,
        "level": total.level.title if total.level else "",
    }


def move_words(definition: FrameworkDefinition, answers: Answers, move: Move) -> MoveWords:
    """The move in words; ``now`` is what is answered at this time."""
    element = definition.element_by_code[move.element]
    return MoveWords(
        element.code,
        element.title,
        item_title(move.item),
        text_of(element, move.item),
        answer_words(definition, move.item, value_now(answers, move.element, move.item)),
        answer_words(definition, move.item, move.value),
        as_text(move),
    )


def value_now(answers: Answers, element: str, item: str) -> str:
    """What is answered, as stored; empty where nothing is."""
    given = answers.get(element, UNANSWERED)
    if item == Item.OBJECTIVE:
        return given.objective or ""
    return str(given.indicators.get(int(item), ""))


def answer_words(definition: FrameworkDefinition, item: str, value: str) -> str:
    """An answer by its number and title, or “not answered”."""
    if not value:
        return _("not answered")
    if item == Item.OBJECTIVE:
        return definition.objective_answer_by_code[value].title
    if not value.isdecimal():
        return _("not applicable")
    return f"{value} {definition.rating_by_value[int(value)].title}"


def step_words(definition: FrameworkDefinition, step: Step) -> tuple[str, str, str]:
    """What the step is about, and from where to where it goes."""
    if step.kind != "element":
        now, then = (answer_words(definition, step.item, value) for value in (step.now, step.then))
        return item_title(step.item), now, then
    titles = {str(level.number): f"{level.number} {level.title}" for level in definition.levels}
    count = len(step.moves)
    about = ngettext("Whole element, %(count)s answer", "Whole element, %(count)s answers", count) % {"count": count}
    return about, titles.get(step.now, "–"), titles[step.then]


def budget_proof(best: Best) -> str:
    """What is proved of an answer to “what brings most for this effort?”."""
    proof = best.proof
    if proof.found is None or proof.bound is None:
        return _("The solver found no set of steps in the time that it has. Choose fewer dimensions and try again.")
    if not proof.is_proven:
        words = _("Not proved to be the best: the time ran out. No set of steps comes to more than %(bound)s points.")
        return words % {"bound": cents(proof.bound)}
    if best.is_thriftiest:
        return _("Proved: no set of steps within this effort has more points, and none has as many for less effort.")
    return _("Proved: no set of steps within this effort has more points.")


def goal_proof(best: Best) -> str:
    """What is proved of an answer to “what is the least effort to get there?”."""
    proof = best.proof
    if proof.found is None or proof.bound is None:
        return _("The solver found no set of steps in the time that it has. Choose fewer dimensions and try again.")
    if not proof.is_proven:
        words = _("Not proved to be the least: the time ran out. It takes %(bound)s person-days at the very least.")
        return words % {"bound": in_days(proof.bound)}
    if best.is_thriftiest:
        return _("Proved: no set of steps gets there with less effort, and none with as little has more points.")
    return _("Proved: no set of steps gets there with less effort.")


def status_words(status: Status) -> str:
    """How the solver left it."""
    return {
        Status.OPTIMAL: _("optimal"),
        Status.INFEASIBLE: _("proved to be impossible"),
        Status.TIME_LIMIT: _("stopped by the time limit"),
    }[status]


def cents(hundredths: int) -> str:
    """Hundredths of points as points."""
    return f"{hundredths // 100}.{hundredths % 100:02}"
