"""Whole scales, codes once, points that add up."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from frameworks.checks.places import element_places, once, repeated
from frameworks.definition import Category, Element, FrameworkDefinition
from frameworks.faults import Fault

CODE = re.compile(r"[A-Za-z0-9]+(\.[A-Za-z0-9]+)*")
OBJECTIVE_CODE = re.compile(r"[A-Za-z0-9_-]+")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
VERSION = re.compile(r"[0-9]+(\.[0-9]+)*")
HUNDRED = Decimal(100)


def check_structure(definition: FrameworkDefinition) -> list[Fault]:
    """The faults of scales, structure and points."""
    return [
        *_names(definition),
        *_split(definition),
        *_ratings(definition),
        *_objective_answers(definition),
        *_levels(definition),
        *_categories(definition),
        *_elements(definition),
        *_duplicates(definition),
        *_points(definition),
    ]


def _names(definition: FrameworkDefinition) -> Iterator[Fault]:
    if not SLUG.fullmatch(definition.framework):
        yield Fault("framework", "must be small letters, digits and hyphens, such as quick-scan")
    if not VERSION.fullmatch(definition.version):
        yield Fault("version", "must be numbers and dots, such as 1.1")


def _split(definition: FrameworkDefinition) -> Iterator[Fault]:
    shares = (definition.indicators_share, definition.objective_share)
    if min(shares) < 0:
        yield Fault("split", "a share can't be less than 0")
    elif sum(shares) != HUNDRED:
        yield Fault("split", f"indicators and objective add up to {_plain(sum(shares))}, not 100")


def _ratings(definition: FrameworkDefinition) -> Iterator[Fault]:
    yield from _whole_scale("ratings", [rating.percent for rating in definition.ratings])
    if definition.ratings and definition.ratings[0].value < 0:
        yield Fault("ratings.0.value", "can't be less than 0")
    for index, (lower, upper) in enumerate(pairwise(definition.ratings), start=1):
        if upper.value <= lower.value:
            yield Fault(f"ratings.{index}.value", f"must be greater than {lower.value}: ratings are listed upwards")
        if upper.percent < lower.percent:
            yield Fault(f"ratings.{index}.percent", "a higher rating can't be worth less than a lower one")


def _objective_answers(definition: FrameworkDefinition) -> Iterator[Fault]:
    answers = definition.objective_answers
    if answers or definition.objective_share > 0:
        yield from _whole_scale("objective_answers", [answer.percent for answer in answers])
    yield from once("objective_answers", "code", [answer.code for answer in answers])
    for index, answer in enumerate(answers):
        if not OBJECTIVE_CODE.fullmatch(answer.code):
            yield Fault(f"objective_answers.{index}.code", "must be letters, digits, hyphens and underscores")


def _whole_scale(place: str, percents: list[Decimal]) -> Iterator[Fault]:
    if not percents or min(percents) != 0:
        yield Fault(place, "the scale has no bottom: one step must be worth 0 %")
    if not percents or max(percents) != HUNDRED:
        yield Fault(place, "the scale has no top: one step must be worth 100 %")


def _levels(definition: FrameworkDefinition) -> Iterator[Fault]:
    levels = definition.levels
    if not levels or levels[0].from_percent != 0:
        yield Fault("levels", "the first level must start at 0 %")
    if levels and levels[0].number < 0:
        yield Fault("levels.0.number", "can't be less than 0")
    for index, (lower, upper) in enumerate(pairwise(levels), start=1):
        if upper.number <= lower.number:
            yield Fault(f"levels.{index}.number", f"must be greater than {lower.number}: levels are listed upwards")
        if upper.from_percent <= lower.from_percent:
            words = f"must be greater than {_plain(lower.from_percent)}: levels rise"
            yield Fault(f"levels.{index}.from", words)
    if levels and levels[-1].from_percent > HUNDRED:
        yield Fault(f"levels.{len(levels) - 1}.from", "can't be greater than 100")


def _categories(definition: FrameworkDefinition) -> Iterator[Fault]:
    if not definition.categories:
        yield Fault("categories", "there are none")
    for number, category in enumerate(definition.categories):
        place = f"categories.{number}"
        yield from _code(place, category.code)
        if not category.dimensions:
            yield Fault(f"{place}.dimensions", f"{category.code} has no dimension")
        for index, dimension in enumerate(category.dimensions):
            yield from _code(f"{place}.dimensions.{index}", dimension.code)
            if not dimension.elements:
                yield Fault(f"{place}.dimensions.{index}.elements", f"{dimension.code} has no element")


def _elements(definition: FrameworkDefinition) -> Iterator[Fault]:
    for place, element in element_places(definition):
        yield from _code(place, element.code)
        yield from _indicators(place, element)
        if not place.startswith("enablers"):
            yield from _counted(place, element, definition.objective_share)


def _counted(place: str, element: Element, objective_share: Decimal) -> Iterator[Fault]:
    if element.points <= 0:
        yield Fault(f"{place}.points", "must be greater than 0")
    if objective_share > 0 and not element.objective:
        yield Fault(f"{place}.objective", f"{element.code} has no statement of objective")


def _indicators(place: str, element: Element) -> Iterator[Fault]:
    if not element.indicators:
        yield Fault(f"{place}.indicators", f"{element.code} has no indicator")
    for index, indicator in enumerate(element.indicators):
        expected = f"{element.code}/{indicator.number}"
        if indicator.code != expected or not 1 <= indicator.number <= 9999:
            words = f"must be {element.code}/ and the indicator's number, not {indicator.code}"
            yield Fault(f"{place}.indicators.{index}.code", words)
        if indicator.weight <= 0:
            yield Fault(f"{place}.indicators.{index}.weight", "must be greater than 0")
    for index, (before, after) in enumerate(pairwise(element.indicators), start=1):
        if after.number <= before.number:
            words = f"must come after {before.code}: indicators are listed upwards, each number once"
            yield Fault(f"{place}.indicators.{index}.code", words)


def _code(place: str, code: str) -> Iterator[Fault]:
    if not CODE.fullmatch(code):
        yield Fault(f"{place}.code", "must be letters, digits and dots, such as D2.6")


def _duplicates(definition: FrameworkDefinition) -> Iterator[Fault]:
    """Codes name answers and titles name the lines of a result: each must be there once."""
    categories = definition.categories
    dimensions = [
        (f"categories.{number}.dimensions.{index}", dimension)
        for number, category in enumerate(categories)
        for index, dimension in enumerate(category.dimensions)
    ]
    yield from once("categories", "code", [category.code for category in categories])
    yield from once("categories", "title", [category.title for category in categories])
    for key in ("code", "title"):
        yield from repeated((f"{place}.{key}", getattr(dimension, key)) for place, dimension in dimensions)
    yield from repeated((f"{place}.code", element.code) for place, element in element_places(definition))


def _points(definition: FrameworkDefinition) -> Iterator[Fault]:
    total = sum((category.points for category in definition.categories), Decimal(0))
    if total != definition.points:
        words = f"the elements add up to {_plain(total)} points, not to the declared {_plain(definition.points)}"
        yield Fault("points", words)
    shares = sum((category.share for category in definition.categories), Decimal(0))
    if definition.categories and shares != HUNDRED:
        yield Fault("categories", f"the shares add up to {_plain(shares)}, not 100")
    for number, category in enumerate(definition.categories):
        yield from _share(f"categories.{number}.share", category, definition.points)


def _share(place: str, category: Category, points: Decimal) -> Iterator[Fault]:
    if category.share <= 0:
        yield Fault(place, "must be greater than 0")
    elif category.points * HUNDRED != category.share * points:
        holds = f"{category.code} holds {_plain(category.points)} points"
        words = f"{holds}, not {_plain(category.share)} % of {_plain(points)}"
        yield Fault(place, words)


def _plain(number: Decimal | int) -> str:
    return format(Decimal(number).normalize(), "f")
