"""What an upgrade would make of an assessment: its figures before and after, and what happens to each answer.

Needs rows and definitions that are loaded already, and asks the database nothing: an impact preview calls it once for
every assessment in progress.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from assessments.answersheet import assessment_answers
from assessments.carrying import Carried, carry
from assessments.items import AnswerLike, PlainAnswer, plain_answers
from assessments.results import Result, TotalScore
from assessments.scoring import score
from frameworks.definition import FrameworkDefinition
from frameworks.wording import in_language


@dataclass(frozen=True)
class UpgradePreview:
    """An assessment under its own version of the framework and under a newer one; an upgrade stores just this.

    ``given`` are the answers as they stand, ``carried.answers`` those under the newer version.
    """

    old: FrameworkDefinition
    new: FrameworkDefinition
    given: tuple[PlainAnswer, ...]
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

    @property
    def figures(self) -> str:
        """What a person has seen before agreeing; when it is another by then, they have to look again."""
        carried = self.carried
        seen = (self.before.points, self.after.points, len(carried.kept), len(carried.cleared), carried.lost_count)
        return " ".join(map(str, seen))

    def read_in(self, language: str | None) -> "UpgradePreview":
        """The same in a reader's language; what was carried doesn't depend on it."""
        old, new = in_language(self.old, language), in_language(self.new, language)
        return replace(
            self, old=old, new=new, old_result=_score(old, self.given), new_result=_score(new, self.carried.answers)
        )


def preview_upgrade(
    old_definition: FrameworkDefinition, new_definition: FrameworkDefinition, answers: Iterable[AnswerLike]
) -> UpgradePreview:
    """Carry the answers (rows, or plain ones) of one assessment, and score both sides from scratch."""
    given = plain_answers(old_definition, answers)
    carried = carry(old_definition, new_definition, given)
    return UpgradePreview(
        old=old_definition,
        new=new_definition,
        given=given,
        carried=carried,
        old_result=_score(old_definition, given),
        new_result=_score(new_definition, carried.answers),
    )


def _score(definition: FrameworkDefinition, answers: Iterable[AnswerLike]) -> Result:
    return score(definition, assessment_answers(answers))
