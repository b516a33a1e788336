"""What holds for every framework and every set of answers, and a second computation written the plain way."""

import json
from dataclasses import fields, replace
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assessments.scoring import (
    NOT_APPLICABLE,
    ElementAnswers,
    element_score_from_json,
    element_score_to_json,
    roll_up,
    score,
)
from frameworks.checks import check
from tests.assessments.strategies import assessments, definitions

ENOUGH_DIGITS = Context(prec=80)
PROPERTY = settings(deadline=None, max_examples=30)  # a slow machine is no fault of the rule


@PROPERTY
@given(definitions())
def test_generated_frameworks_are_sound(definition):
    assert check(definition) == []


# A second computation


def rounded(value: Fraction, places: int) -> Decimal:
    """Half up by the decimal module, where the code under test uses the floor of a fraction."""
    exact = ENOUGH_DIGITS.divide(Decimal(value.numerator), Decimal(value.denominator))
    return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=ENOUGH_DIGITS)


def naive_element(definition, element, answers):
    """(points, maximum, percent) of an element or enabler, straight from the rules."""
    if answers.excluded:
        return Decimal(0), Decimal(0), None
    total = weight = Fraction(0)
    for indicator in element.indicators:
        answer = answers.indicators.get(indicator.number)
        if answer == NOT_APPLICABLE:
            continue
        weight += Fraction(indicator.weight)
        for rating in definition.ratings:
            if rating.value == answer:
                total += Fraction(indicator.weight) * Fraction(rating.percent)
    if element in definition.enablers:
        return Decimal(0), Decimal(0), rounded(total / weight, 1)
    objective = sum(Fraction(step.percent) for step in definition.objective_answers if step.code == answers.objective)
    percent = Fraction(definition.indicators_share) * total / weight + Fraction(definition.objective_share) * objective
    points = rounded(percent * Fraction(element.points) / 10000, 2)
    return points, element.points, naive_percent(points, element.points)


def naive_percent(points, maximum):
    return rounded(Fraction(points) * 100 / Fraction(maximum), 1) if maximum else None


def naive_level(definition, percent):
    found = None
    for level in definition.levels:
        if percent is not None and percent >= level.from_percent:
            found = level
    return found


def naive_group(definition, codes, elements):
    points = sum((elements[code][0] for code in codes), Decimal(0))
    maximum = sum((elements[code][1] for code in codes), Decimal(0))
    percent = naive_percent(points, maximum)
    return points, maximum, percent, naive_level(definition, percent)


def measured(group):
    return group.points, group.maximum, group.percent, group.level


@settings(PROPERTY, max_examples=100)
@given(assessments())
def test_scores_equal_a_second_computation(drawn):
    definition, answers = drawn
    result = score(definition, answers)
    naive = {
        element.code: naive_element(definition, element, answers.get(element.code, ElementAnswers()))
        for element in definition.walk()
    }
    found = {code: (one.points, one.maximum, one.percent) for code, one in (result.elements | result.enablers).items()}
    assert found == naive
    assert {code: one.level for code, one in result.elements.items()} == {
        code: naive_level(definition, naive[code][2]) for code in result.elements
    }
    for dimension in definition.dimensions:
        codes = [element.code for element in dimension.elements]
        assert measured(result.dimensions[dimension.code]) == naive_group(definition, codes, naive)
    for category in definition.categories:
        codes = [element.code for dimension in category.dimensions for element in dimension.elements]
        assert measured(result.categories[category.code]) == naive_group(definition, codes, naive)
    total = naive_group(definition, result.elements, naive)
    assert measured(result.total) == total
    normalised = rounded(Fraction(total[0]) / Fraction(total[1]) * 1000, 2) if total[1] else None
    assert result.total.normalised == normalised


# Better answers


def all_numbers(result):
    """Every number of a result that a better answer may raise."""
    scores = [result.total, *result.categories.values(), *result.dimensions.values()]
    scores += [*result.elements.values(), *result.enablers.values()]
    names = ("points", "percent", "normalised", "indicators_percent", "objective_percent", "answered_percent")
    present = [{field.name for field in fields(one)} for one in scores]
    return [
        getattr(one, name) or Decimal(0)
        for one, known in zip(scores, present, strict=True)
        for name in names
        if name in known
    ]


def level_numbers(result):
    scores = [result.total, *result.categories.values(), *result.dimensions.values()]
    scores += [*result.elements.values(), *result.enablers.values()]
    return [one.level.number if one.level else 0 for one in scores]


@st.composite
def improvements(draw):
    """An assessment, and the same with one answer given or made better."""
    definition, answers = draw(assessments())
    open_codes = [element.code for element in definition.walk() if not answers.get(element.code, NOTHING).excluded]
    assume(open_codes)
    code = draw(st.sampled_from(open_codes))
    better = draw(better_answers(definition, definition.element_by_code[code], answers.get(code, NOTHING)))
    return definition, answers, answers | {code: better}


NOTHING = ElementAnswers()


@st.composite
def better_answers(draw, definition, element, answers):
    applicable = [n for n in element.indicator_by_number if answers.indicators.get(n) != NOT_APPLICABLE]
    counted = element in definition.elements and definition.objective_share > 0
    number = draw(st.sampled_from([*applicable, *(["objective"] if counted else [])]))
    if number == "objective":
        worth = {step.code: step.percent for step in definition.objective_answers}
        codes = [code for code in worth if worth[code] >= worth.get(answers.objective, 0)]
        return replace(answers, objective=draw(st.sampled_from(codes)))
    now = answers.indicators.get(number, -1)
    higher = [value for value in definition.rating_by_value if value >= now]
    return replace(answers, indicators={**answers.indicators, number: draw(st.sampled_from(higher))})


@settings(PROPERTY, max_examples=60)
@given(improvements())
def test_better_answer_never_lowers_any_score(drawn):
    definition, before, after = drawn
    lower, upper = score(definition, before), score(definition, after)
    pairs = zip(all_numbers(lower), all_numbers(upper), strict=True)
    assert [pair for pair in pairs if pair[0] > pair[1]] == []
    levels = zip(level_numbers(lower), level_numbers(upper), strict=True)
    assert [pair for pair in levels if pair[0] > pair[1]] == []


def answers_at(definition, step):
    """Every answer at the top (-1) or the bottom (0) of its scale."""
    worths = sorted(definition.objective_answers, key=lambda answer: answer.percent)
    objective = worths[step].code if definition.objective_share > 0 else None
    return {
        element.code: ElementAnswers(
            dict.fromkeys(element.indicator_by_number, definition.ratings[step].value),
            None if element in definition.enablers else objective,
        )
        for element in definition.walk()
    }


@PROPERTY
@given(definitions())
def test_all_top_is_all_points_and_all_bottom_is_none(definition):
    top, bottom = (score(definition, answers_at(definition, step)) for step in (-1, 0))
    assert (str(top.total.points), str(top.total.percent), str(top.total.normalised)) == (
        "1000.00",
        "100.0",
        "1000.00",
    )
    assert (str(bottom.total.points), str(bottom.total.percent), str(bottom.total.normalised)) == (
        "0.00",
        "0.0",
        "0.00",
    )
    assert (top.total.level, bottom.total.level) == (definition.levels[-1], definition.levels[0])
    assert (top.total.complete, bottom.total.complete, str(bottom.total.answered_percent)) == (True, True, "100.0")
    assert {one.percent for one in top.enablers.values()} <= {Decimal(100)}


# Order, sums, storage, exclusion


def backwards(mapping):
    return dict(reversed(mapping.items()))


@PROPERTY
@given(assessments())
def test_order_of_answers_is_irrelevant(drawn):
    definition, answers = drawn
    turned = {code: replace(one, indicators=backwards(one.indicators)) for code, one in backwards(answers).items()}
    assert score(definition, turned) == score(definition, answers)


@PROPERTY
@given(assessments())
def test_tables_add_up(drawn):
    definition, answers = drawn
    result = score(definition, answers)
    for dimension in definition.dimensions:
        members = [result.elements[element.code] for element in dimension.elements]
        assert sums(members) == sums([result.dimensions[dimension.code]])
    for category in definition.categories:
        members = [result.dimensions[dimension.code] for dimension in category.dimensions]
        assert sums(members) == sums([result.categories[category.code]])
    assert sums(result.categories.values()) == sums(result.elements.values()) == sums([result.total])


def sums(scores):
    return sum(one.points for one in scores), sum(one.maximum for one in scores)


@PROPERTY
@given(assessments())
def test_completeness_is_that_of_the_elements_and_the_answered_share_agrees(drawn):
    definition, answers = drawn
    result = score(definition, answers)
    complete = all(one.answered == one.applicable for one in result.elements.values())
    assert result.total.complete is complete
    assert (result.total.answered_percent == 100) >= complete
    for one in (result.elements | result.enablers).values():
        assert one.complete is (one.answered == one.applicable)
        assert (one.answered_percent == 100) >= one.complete


@PROPERTY
@given(assessments())
def test_element_scores_survive_storage(drawn):
    definition, answers = drawn
    result = score(definition, answers)
    stored = {code: json.dumps(element_score_to_json(one)) for code, one in result.elements.items()}
    stored |= {code: json.dumps(element_score_to_json(one)) for code, one in result.enablers.items()}
    read = {code: element_score_from_json(definition, json.loads(text)) for code, text in stored.items()}
    assert roll_up(definition, read) == result


@PROPERTY
@given(assessments(), st.data())
def test_exclusion_moves_nothing_but_the_sums_above_it(drawn, data):
    definition, answers = drawn
    code = data.draw(st.sampled_from([element.code for element in definition.elements]))
    before = score(definition, answers)
    after = score(definition, answers | {code: ElementAnswers(excluded=True)})
    others = {other: one for other, one in before.elements.items() if other != code}
    assert {other: one for other, one in after.elements.items() if other != code} == others
    assert after.enablers == before.enablers
    assert after.total.points == before.total.points - before.elements[code].points
    assert after.total.maximum == before.total.maximum - before.elements[code].maximum


@PROPERTY
@given(assessments())
def test_normalised_is_the_points_where_nothing_is_excluded(drawn):
    definition, answers = drawn
    kept = {code: one for code, one in answers.items() if not one.excluded}
    total = score(definition, kept).total
    assert total.normalised == total.points
