"""Two results of the same answers beside each other, dimension by dimension."""

from dataclasses import dataclass

from assessments.results import GroupScore, TotalScore
from assessments.upgrade_preview import UpgradePreview


@dataclass(frozen=True)
class Pair:
    """One dimension, or the total, under the older version and the newer one; None where a version hasn't got it."""

    code: str
    title: str
    before: GroupScore | TotalScore | None
    after: GroupScore | TotalScore | None


def dimension_pairs(preview: UpgradePreview) -> tuple[Pair, ...]:
    """The dimensions of the newer version in its order, then those that are gone."""
    before, after = preview.old_result.dimensions, preview.new_result.dimensions
    gone = [code for code in before if code not in after]
    return tuple(
        Pair(code, (after.get(code) or before[code]).title, before.get(code), after.get(code))
        for code in (*after, *gone)
    )
