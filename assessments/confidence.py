"""How well answers are supported: the grades of evidence confidence, and how many points rest on each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from assessments.access import Desk
from assessments.items import CONFIDENCE_GRADES, Item
from assessments.models import Answer, Assessment
from assessments.results import ElementScore, Result
from frameworks.definition import FrameworkDefinition

GRADES: Final = ("", *CONFIDENCE_GRADES)
SURROUNDINGS: Final = "confidence"
NO_POINTS: Final = Decimal("0.00")
HUNDRED: Final = 100


def grade_titles() -> dict[str, str]:
    """The grades by their stored value with what they are called, the weakest first; ``""`` for none."""
    return {"": _("None"), "stated": _("Stated"), "documented": _("Documented"), "verified": _("Verified")}


@dataclass(frozen=True)
class Support:
    """How many points rest on each grade, of all that were scored; in the order of ``GRADES``, the weakest first."""

    points: Mapping[str, Decimal]

    @property
    def total(self) -> Decimal:
        """All the points."""
        return sum(self.points.values(), NO_POINTS)

    def percent(self, grade: str) -> Decimal | None:
        """The grade's share of the points with one decimal; None where there are no points to share."""
        if not self.total:
            return None
        return (self.points[grade] * HUNDRED / self.total).quantize(Decimal("0.1"))

    @property
    def supported(self) -> Decimal:
        """The points that rest on something that was shown: documents, or what was verified on site."""
        return self.points["documented"] + self.points["verified"]


@dataclass(frozen=True)
class Confidence:
    """What a result rests on: over all that counts, by the code of each dimension, and the grade of each element."""

    overall: Support
    dimensions: Mapping[str, Support]
    grades: Mapping[str, str]

    def of_element(self, code: str) -> str:
        """The grade of an element or an enabler; empty for none."""
        return self.grades.get(code, "")


def rest_on(definition: FrameworkDefinition, result: Result, grades: Mapping[str, str]) -> Confidence:
    """How many points rest on each grade: an element's points, all of them, on the element's grade.

    ``grades`` by element code. What the total does not count (an exclusion, a rung of a ladder above one that doesn't
    hold) is not in ``overall`` either, so that its sum is the total's points.
    """
    scores = {one.code: [result.elements[element.code] for element in one.elements] for one in definition.dimensions}
    counting = [score for code, group in scores.items() if result.dimensions[code].counts for score in group]
    return Confidence(
        overall=_support(counting, grades),
        dimensions={code: _support(group, grades) for code, group in scores.items()},
        grades={code: grade for code, grade in grades.items() if grade and code in definition.element_by_code},
    )


def _support(scores: Iterable[ElementScore], grades: Mapping[str, str]) -> Support:
    points = dict.fromkeys(GRADES, NO_POINTS)
    for score in scores:
        points[grades.get(score.code, "")] += score.points
    return Support(points)


def confidence_of(assessment: Assessment, definition: FrameworkDefinition, result: Result) -> Confidence:
    """What an assessment's own result rests on: once it is approved, as it was at that moment for good."""
    return frozen_confidence(assessment) or rest_on(definition, result, grades_in(assessment.answers.all()))


def frozen_confidence(assessment: Assessment) -> Confidence | None:
    """What an approved result rests on; None for one that is not approved, or was before this was kept."""
    if not assessment.is_approved:
        return None
    snapshots = assessment.snapshots.defer("document", "answers", "result", "names")
    kept = snapshots.approval(assessment.revision).surroundings.get(SURROUNDINGS)
    return confidence_from_json(kept) if kept else None


def grades_at(desk: Desk) -> Mapping[str, str]:
    """The grade of each element on what a person works on; of an approved assessment those that were approved."""
    frozen = frozen_confidence(desk.assessment)
    return frozen.grades if frozen else grades_in(desk.answers)


def grades_in(answers: QuerySet[Answer]) -> dict[str, str]:
    """The grade of each element among these answers."""
    return dict(answers.filter(item=Item.CONFIDENCE).exclude(value="").values_list("element", "value"))


def confidence_to_json(confidence: Confidence) -> dict[str, Any]:
    """For an approval's ``surroundings["confidence"]``; points as strings, the grade ``""`` among the keys."""
    return {
        "overall": _support_out(confidence.overall),
        "dimensions": {code: _support_out(support) for code, support in confidence.dimensions.items()},
        "grades": dict(confidence.grades),
    }


def confidence_from_json(kept: Mapping[str, Any]) -> Confidence:
    """What ``confidence_to_json`` made."""
    return Confidence(
        overall=_support_in(kept["overall"]),
        dimensions={code: _support_in(points) for code, points in kept["dimensions"].items()},
        grades=kept["grades"],
    )


def _support_out(support: Support) -> dict[str, str]:
    return {grade: str(points) for grade, points in support.points.items()}


def _support_in(kept: Mapping[str, str]) -> Support:
    return Support({grade: Decimal(kept[grade]) for grade in GRADES})
