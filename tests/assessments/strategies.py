"""Generated frameworks of any split, scale, weights, levels and points, and answers to them."""

from decimal import Decimal
from itertools import pairwise

from hypothesis import strategies as st

from assessments.scoring import NOT_APPLICABLE, ElementAnswers
from frameworks.definition import Element, FrameworkDefinition, Level, ObjectiveAnswer, Rating
from tests.definitions import make_category, make_dimension, make_element, make_enabler, tiny_definition


def cents(least: int, most: int) -> st.SearchStrategy[Decimal]:
    return st.integers(least, most).map(lambda number: Decimal(number).scaleb(-2))


weights = st.lists(
    st.one_of(st.just(1), st.integers(1, 5), st.sampled_from(["0.5", "0.333", "2.75"])), min_size=1, max_size=5
).map(tuple)


@st.composite
def scales(draw) -> list[Decimal]:
    """Worths of the steps of a scale, from 0 to 100."""
    between = draw(st.lists(cents(0, 10000), max_size=4))
    return [Decimal(0), *sorted(between), Decimal(100)]


@st.composite
def levels(draw) -> tuple[Level, ...]:
    bounds = sorted(draw(st.sets(cents(1, 10000), max_size=5)) | {Decimal(0)})
    return tuple(Level(number, f"Level {number}", bound) for number, bound in enumerate(bounds, start=1))


@st.composite
def definitions(draw) -> FrameworkDefinition:
    objective_share = draw(st.one_of(st.sampled_from([Decimal(30), Decimal(0)]), cents(0, 10000)))
    first = draw(st.integers(0, 2))
    worths = draw(scales())
    objective_worths = draw(scales())
    return tiny_definition(
        points=Decimal(1000),
        indicators_share=100 - objective_share,
        objective_share=objective_share,
        ratings=tuple(Rating(value, f"Rating {value}", worth) for value, worth in enumerate(worths, start=first)),
        objective_answers=tuple(
            ObjectiveAnswer(f"answer-{number}", f"Answer {number}", worth)
            for number, worth in enumerate(objective_worths)
        ),
        levels=draw(levels()),
        categories=draw(categories()),
        enablers=tuple(make_enabler(f"E{number}", draw(weights)) for number in range(draw(st.integers(0, 2)))),
    )


@st.composite
def categories(draw):
    """Two categories that share 1000 points; the second has two dimensions."""
    share = draw(cents(100, 9900))
    first = [make_dimension("D1", *draw(elements("D1", share * 10)))]
    rest = Decimal(1000) - share * 10
    half = draw(st.integers(1, int(rest * 100) - 1)) / Decimal(100)
    second = [
        make_dimension("D2", *draw(elements("D2", half))),
        make_dimension("D3", *draw(elements("D3", rest - half))),
    ]
    return make_category("A", str(share), *first), make_category("P", str(100 - share), *second)


@st.composite
def elements(draw, dimension: str, points: Decimal) -> list[Element]:
    """Elements whose points add up, to the cent."""
    most = int(points * 100)
    cuts = draw(st.sets(st.integers(1, most - 1), max_size=3)) if most > 1 else set()
    bounds = [0, *sorted(cuts), most]
    parts = [Decimal(upper - lower).scaleb(-2) for lower, upper in pairwise(bounds)]
    return [
        make_element(f"{dimension}.{number}", str(part), draw(weights)) for number, part in enumerate(parts, start=1)
    ]


@st.composite
def element_answers(draw, definition: FrameworkDefinition, element: Element) -> ElementAnswers:
    counted = element in definition.elements
    if counted and draw(st.integers(0, 7)) == 0:
        return ElementAnswers(excluded=True)
    ratings = st.sampled_from([None, NOT_APPLICABLE, *definition.rating_by_value])
    drawn = {indicator.number: draw(ratings) for indicator in element.indicators}
    if set(drawn.values()) == {NOT_APPLICABLE}:
        drawn[1] = None
    given = {number: answer for number, answer in drawn.items() if answer is not None}
    codes = [None, *definition.objective_answer_by_code] if counted and definition.objective_share else [None]
    return ElementAnswers(given, draw(st.sampled_from(codes)))


@st.composite
def assessments(draw) -> tuple[FrameworkDefinition, dict[str, ElementAnswers]]:
    """A framework and answers to some of its elements."""
    definition = draw(definitions())
    answers = {element.code: draw(element_answers(definition, element)) for element in definition.walk()}
    left_out = draw(st.sets(st.sampled_from(sorted(answers)), max_size=2))
    return definition, {code: answer for code, answer in answers.items() if code not in left_out}
