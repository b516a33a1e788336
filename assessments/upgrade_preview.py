"""What an upgrade would make of an assessment: its figures before and after, and what happens to each answer.

Needs rows and definitions that are loaded already, and asks the database nothing: an impact preview calls it once for
every assessment in progress.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from assessments.answersheet import assessment_answers
from assessments.carrying import Carried, carry
from assessments.items import AnswerLike, plain_answers
from assessments.results import Result, TotalScore
from assessments.scoring import score
from frameworks.definition import FrameworkDefinition


@dataclass(frozen=True)
class UpgradePreview:
    """An assessment under its own version of the framework and under a newer one; an upgrade stores just this."""

    old: FrameworkDefinition
    new: FrameworkDefinition
    carried: Carried
    old_result: Result
    new_result: Result

    @property
    def before(self) -> TotalScore:
        """The total as it stands."""
        return self.old_result.total

    @property
    def after(self) -> TotalScore:
        """The total as it would be."""
        return self.new_result.total

    @property
    def change(self) -> Decimal:
        """The points that would be won or, below zero, lost."""
        return self.after.points - self.before.points

    @property
    def is_lossless(self) -> bool:
        """Whether every answer is carried."""
        return not (self.carried.cleared or self.carried.lost_count)


def preview_upgrade(
    old_definition: FrameworkDefinition, new_definition: FrameworkDefinition, answers: Iterable[AnswerLike]
) -> UpgradePreview:
    """Carry the answers (rows, or plain ones) of one assessment, and score both sides from scratch."""
    given = plain_answers(old_definition, answers)
    carried = carry(old_definition, new_definition, given)
    return UpgradePreview(
        old=old_definition,
        new=new_definition,
        carried=carried,
        old_result=score(old_definition, assessment_answers(given)),
        new_result=score(new_definition, assessment_answers(carried.answers)),
    )
