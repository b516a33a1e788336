"""What publishing a draft could make of the assessments in progress, should their managers upgrade them.

Most edits touch few elements. What is untouched keeps its stored score, so that for each assessment only the answers
to what is touched are read, carried and scored. ``assessments.upgrade_preview`` says the same at greater length.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from heapq import nlargest
from itertools import batched

from assessments.answersheet import assessment_answers
from assessments.carrying import Carried, carry
from assessments.items import PlainAnswer
from assessments.models import Answer, Assessment
from assessments.newer_versions import is_newer
from assessments.results import ElementScore, TotalScore, element_score_from_json
from assessments.scoring import ElementAnswers, roll_up, score_element
from assessments.upgrade_words import Line, line_of, why_in_words
from frameworks.definition import Element, FrameworkDefinition
from frameworks.models import FrameworkVersion

AT_ONCE = 200  # assessments whose answers are held in memory at the same time
MOST_LISTED = 100


@dataclass(frozen=True)
class AssessmentImpact:
    """One assessment as it stands, and what an upgrade would make of it."""

    assessment: Assessment
    carried: Carried
    after: TotalScore

    @property
    def change(self) -> Decimal:
        """The points that would be won or, below zero, lost."""
        return self.after.points - self.assessment.points

    @property
    def level_after(self) -> str:
        """The title of the level that it would reach."""
        return self.after.level.title if self.after.level else ""

    @property
    def changes_level(self) -> bool:
        """Whether that is another one than it has."""
        return self.level_after != self.assessment.level

    @property
    def lost(self) -> list[Line]:
        """The questions whose answers would not be carried, and why."""
        old = self.assessment.version.definition()
        gone = [line_of(old, answer) for lost in self.carried.lost for answer in lost.answers]
        return gone + [line_of(old, one.old, why_in_words(one.why)) for one in self.carried.cleared]

    @property
    def lost_count(self) -> int:
        """How many they are."""
        return self.carried.lost_count + len(self.carried.cleared)

    @property
    def weight(self) -> tuple[bool, int, Decimal]:
        """How much it would be touched, to list the most touched first."""
        return self.changes_level, self.lost_count, abs(self.change)


@dataclass(frozen=True)
class Fresh:
    """What an older version, by its number, doesn't ask: elements, and items of elements that it has."""

    number: str
    elements: tuple[Element, ...]
    items: int


@dataclass
class Impact:
    """The sums over all assessments in progress on older versions, and those that would be touched most.

    ``fresh`` says for each of the older versions what starts unanswered.
    """

    assessments: int = 0
    changing_points: int = 0
    changing_level: int = 0
    answers_lost: int = 0
    listed: list[AssessmentImpact] = field(default_factory=list)
    fresh: list[Fresh] = field(default_factory=list)

    def count(self, one: AssessmentImpact) -> None:
        """Add an assessment to the sums."""
        self.assessments += 1
        self.changing_points += one.change != 0
        self.changing_level += one.changes_level
        self.answers_lost += one.lost_count


def impact_of(draft: FrameworkVersion) -> Impact:
    """What an upgrade to this draft would make of every assessment in progress; approved ones never change."""
    definition = draft.definition()
    roads = [(version, Road(version.definition(), definition)) for version in _older(draft)]
    impact = Impact(fresh=[road.fresh for _version, road in roads if road.fresh.elements or road.fresh.items])
    impact.listed = nlargest(MOST_LISTED, _counted(impact, roads), key=lambda one: one.weight)
    return impact


def _counted(impact: Impact, roads: Iterable[tuple[FrameworkVersion, "Road"]]) -> Iterator[AssessmentImpact]:
    for version, road in roads:
        for one in _impacts(version, road):
            impact.count(one)
            yield one


def _older(draft: FrameworkVersion) -> list[FrameworkVersion]:
    """The published versions with assessments in progress that could be upgraded to the draft."""
    at_work = Assessment.objects.in_progress().filter(version__framework=draft.framework_id)
    versions = FrameworkVersion.objects.filter(pk__in=at_work.values("version")).select_related("framework")
    return [version for version in versions.order_by("pk") if is_newer(draft.number, version.number)]


def _impacts(version: FrameworkVersion, road: "Road") -> Iterator[AssessmentImpact]:
    found = Assessment.objects.in_progress().filter(version=version)
    rows = found.select_related("organisation", "version__framework").order_by("pk").iterator(chunk_size=AT_ONCE)
    for assessments in batched(rows, AT_ONCE):
        answers = _answers(assessments, road.touched)
        for assessment in assessments:
            yield road.impact_on(assessment, answers[assessment.pk])


def _answers(assessments: Iterable[Assessment], elements: Iterable[str]) -> dict[int, list[PlainAnswer]]:
    """What was answered to these elements, by assessment."""
    given = Answer.objects.filter(assessment__in=assessments, element__in=elements).exclude(value="", reason="")
    answers: dict[int, list[PlainAnswer]] = defaultdict(list)
    for assessment, *answer in given.order_by("pk").values_list("assessment", "element", "item", "value", "reason"):
        answers[assessment].append(PlainAnswer(*answer))
    return answers


class Road:
    """The way from an older version to a newer one, as far as anything changes along it."""

    def __init__(self, old: FrameworkDefinition, new: FrameworkDefinition) -> None:
        self.old, self.new = old, new
        self.rules = [rule for rule in new.upgrades if rule.from_version == old.version]

    @cached_property
    def untouched(self) -> frozenset[str]:
        """Codes of elements that are scored in both versions alike, and that nothing is carried into or out of."""
        if _scales(self.old) != _scales(self.new) or any(rule.kind in {"rating", "objective"} for rule in self.rules):
            return frozenset()
        ruled = {code.partition("/")[0] for rule in self.rules for code in (rule.old, rule.new)}
        same = (self.old.element_by_code.keys() & self.new.element_by_code.keys()) - ruled
        return frozenset(code for code in same if _measures(self.old, code) == _measures(self.new, code))

    @cached_property
    def touched(self) -> list[str]:
        """Codes of the older version's other elements."""
        return [element.code for element in self.parts[0].walk()]

    @cached_property
    def parts(self) -> tuple[FrameworkDefinition, FrameworkDefinition]:
        """Both versions without the elements that are untouched."""
        return _without(self.old, self.untouched), _without(self.new, self.untouched)

    @cached_property
    def fresh(self) -> Fresh:
        """What the newer version asks and the older one doesn't."""
        carried = carry(*self.parts, [])
        return Fresh(self.old.version, carried.new_elements, len(carried.new_items))

    def impact_on(self, assessment: Assessment, answers: Iterable[PlainAnswer]) -> AssessmentImpact:
        """What the newer version would make of an assessment with these answers to what is touched."""
        carried = carry(*self.parts, answers)
        stored = {code: data for code, data in assessment.element_scores.items() if code in self.untouched}
        scores = {code: element_score_from_json(self.new, data) for code, data in stored.items()}
        return AssessmentImpact(assessment, carried, roll_up(self.new, scores | self._scored(carried)).total)

    def _scored(self, carried: Carried) -> dict[str, ElementScore]:
        answers = assessment_answers(carried.answers)
        return {
            element.code: score_element(self.new, element, answers.get(element.code, ElementAnswers()))
            for element in self.parts[1].walk()
        }


def _scales(definition: FrameworkDefinition) -> tuple[object, ...]:
    """Everything beside the element itself that its score depends on."""
    ratings = {rating.value: rating.percent for rating in definition.ratings}
    objective = {answer.code: answer.percent for answer in definition.objective_answers}
    return definition.indicators_share, definition.objective_share, ratings, objective


def _measures(definition: FrameworkDefinition, code: str) -> tuple[object, ...]:
    """Everything of an element that its score depends on."""
    element = definition.element_by_code[code]
    weights = [(indicator.number, indicator.weight) for indicator in element.indicators]
    return code in definition.dimension_by_element, element.points, weights


def _without(definition: FrameworkDefinition, codes: frozenset[str]) -> FrameworkDefinition:
    def left(elements: tuple[Element, ...]) -> tuple[Element, ...]:
        return tuple(element for element in elements if element.code not in codes)

    categories = (
        replace(
            category,
            dimensions=tuple(replace(each, elements=left(each.elements)) for each in category.dimensions),
        )
        for category in definition.categories
    )
    return replace(definition, categories=tuple(categories), enablers=left(definition.enablers))
