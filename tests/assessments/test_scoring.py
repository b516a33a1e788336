"""Each rule of docs/scoring.md, by numbers that can be followed in the head."""

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from assessments.document import document_to_json, parse_document
from assessments.scoring import (
    AnswersError,
    ElementAnswers,
    NothingApplicableError,
    element_score_from_json,
    element_score_to_json,
    half_up,
    result_to_json,
    roll_up,
    score,
    score_element,
)
from frameworks.content import read_content
from tests.definitions import make_element, make_enabler, one_element, tiny_definition

CASES = json.loads((Path(__file__).parent / "data/cases.json").read_text())
SIX_DIMENSIONS = read_content(Path("fixtures/cem-six-dimensions.yaml").read_text())


def score_one(element, answers, **changes):
    return score_element(one_element(element, **changes), element, answers)


def printed(**numbers):
    """The numbers of a score with their decimals, for comparison to the letter."""
    return {key: None if number is None else str(number) for key, number in numbers.items()}


@pytest.mark.parametrize("case", CASES, ids=[case["assessment"]["title"] for case in CASES])
def test_golden_case_comes_out_to_the_letter(case):
    document = parse_document(json.dumps(case["assessment"]).encode(), lambda *_: SIX_DIMENSIONS)
    result = result_to_json(score(SIX_DIMENSIONS, document.to_answers()))
    assert json.dumps(result) == json.dumps(case["expected"])
    assert json.dumps(document_to_json(document), sort_keys=True) == json.dumps(case["assessment"], sort_keys=True)


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        (Fraction(0), "0.00"),
        (Fraction("0.005"), "0.01"),
        (Fraction("0.015"), "0.02"),
        (Fraction("0.025"), "0.03"),
        (Fraction("0.0049999"), "0.00"),
        (Fraction(2, 3), "0.67"),
        (Fraction(1000), "1000.00"),
    ],
)
def test_half_up_rounds_ties_up_and_keeps_its_decimals(value, rounded):
    assert str(half_up(value, 2)) == rounded


# Rule 1


def test_indicators_part_is_the_mean_by_weight():
    element = make_element(weights=(1, 3))
    scored = score_one(element, ElementAnswers({1: 5, 2: 1}))
    assert str(scored.indicators_percent) == "25.0"


def test_indicator_not_applicable_leaves_the_mean():
    scored = score_one(make_element(weights=(1, 1, 1)), ElementAnswers({1: 5, 2: "n/a", 3: 3}))
    assert str(scored.indicators_percent) == "75.0"


def test_indicator_not_answered_stays_in_the_mean_and_counts_nothing():
    scored = score_one(make_element(weights=(1, 1, 1)), ElementAnswers({1: 5, 3: 3}))
    assert str(scored.indicators_percent) == "50.0"


# Rules 2, 3 and 5


@pytest.mark.parametrize(
    ("objective", "percent", "points"),
    [(None, "35.0", "3.50"), ("none", "35.0", "3.50"), ("partial", "50.0", "5.00"), ("full", "65.0", "6.50")],
)
def test_element_is_split_between_indicators_and_objective(objective, percent, points):
    scored = score_one(make_element(), ElementAnswers({1: 3, 2: 3}, objective))
    assert printed(percent=scored.percent, points=scored.points) == {"percent": percent, "points": points}


def test_split_comes_from_the_definition():
    changes = {"indicators_share": Decimal(40), "objective_share": Decimal(60)}
    scored = score_one(make_element(), ElementAnswers({1: 5, 2: 5}, "partial"), **changes)
    assert (str(scored.percent), str(scored.points)) == ("70.0", "7.00")


def test_points_are_rounded_half_up_and_percent_follows_from_them():
    # 70 % of 75 % is 52.5 %, of 0.10 points 0.0525: printed 0.05, which is 50.0 % of 0.10.
    scored = score_one(make_element(points="0.10"), ElementAnswers({1: 4, 2: 4}))
    assert (str(scored.points), str(scored.percent)) == ("0.05", "50.0")


def test_points_tie_is_rounded_up():
    # 70 % of 25 % is 17.5 %, of 1.00 point 0.175.
    assert str(score_one(make_element(points=1), ElementAnswers({1: 2, 2: 2})).points) == "0.18"


def test_percent_tie_is_rounded_up():
    # 2.00 of 32 points is 6.25 %; half to even would print 6.2.
    definition = one_element(make_element(points=32))
    unanswered = score_element(definition, definition.elements[0], ElementAnswers())
    result = roll_up(definition, {"D1.1": replace(unanswered, points=Decimal("2.00"))})
    assert str(result.total.percent) == "6.3"


@pytest.mark.parametrize(
    ("points", "level"), [("39.94", "Developing"), ("39.95", "Defined"), ("40.00", "Defined"), ("79.95", "Optimising")]
)
def test_level_is_read_off_the_printed_percentage(points, level):
    definition = one_element(make_element(points=100))
    unanswered = score_element(definition, definition.elements[0], ElementAnswers())
    result = roll_up(definition, {"D1.1": replace(unanswered, points=Decimal(points))})
    assert [result.total.level.title, result.dimensions["D1"].level.title] == [level, level]


def test_level_of_an_element_is_read_off_its_printed_percentage():
    # 75 % of the indicators and partially: 52.5 + 15 = 67.5 %, of 0.01 points 0.01: printed 100.0 %.
    scored = score_one(make_element(points="0.01"), ElementAnswers({1: 4, 2: 4}, "partial"))
    assert (str(scored.percent), scored.level.title) == ("100.0", "Optimising")


def test_scale_and_levels_come_from_the_definition():
    ratings = tuple(replace(step, percent=step.percent / 2) for step in tiny_definition().ratings)
    levels = tuple(replace(level, from_percent=level.from_percent / 4) for level in tiny_definition().levels)
    scored = score_one(make_element(), ElementAnswers({1: 5, 2: 5}), ratings=ratings, levels=levels)
    assert (str(scored.percent), scored.level.title) == ("35.0", "Optimising")


# Rule 4


def test_sums_are_sums_of_printed_points():
    # Each third of a point is printed 0.23 (70 % of a third of 1.00); exact, three of them would be 0.70.
    elements = [make_element(f"D1.{number}", 1, (1, 1, 1)) for number in (1, 2, 3)]
    definition = one_element(elements[0], points=Decimal(3))
    dimension = replace(definition.dimensions[0], elements=tuple(elements))
    definition = replace(definition, categories=(replace(definition.categories[0], dimensions=(dimension,)),))
    result = score(definition, {element.code: ElementAnswers({1: 5}) for element in elements})
    assert [str(result.dimensions["D1"].points), str(result.total.points)] == ["0.69", "0.69"]


# Rule 6


@pytest.mark.parametrize(
    ("answers", "answered", "counts", "complete"),
    [
        (ElementAnswers(), "0.0", (0, 4), False),
        (ElementAnswers({1: 1}), "23.3", (1, 4), False),
        (ElementAnswers({1: 1, 2: 1}), "46.7", (2, 4), False),
        (ElementAnswers({1: 1}, "none"), "53.3", (2, 4), False),
        (ElementAnswers({1: 1, 2: "n/a"}), "35.0", (1, 3), False),
        (ElementAnswers({1: 1, 2: 1, 3: 1}), "70.0", (3, 4), False),
        (ElementAnswers({1: 1, 2: "n/a", 3: 1}, "none"), "100.0", (3, 3), True),
    ],
)
def test_answered_share_counts_indicators_and_objective(answers, answered, counts, complete):
    scored = score_one(make_element(weights=(1, 1, 1)), answers)
    assert (str(scored.answered_percent), (scored.answered, scored.applicable)) == (answered, counts)
    assert scored.complete is complete


def test_answered_share_goes_by_weight():
    assert str(score_one(make_element(weights=(1, 3)), ElementAnswers({2: 1})).answered_percent) == "52.5"


def test_one_answer_missing_leaves_everything_above_it_incomplete():
    definition = tiny_definition()
    answers = top_answers(definition) | {"D1.2": ElementAnswers({1: 5, 2: 5, 3: 5})}
    result = score(definition, answers)
    assert {code: group.complete for code, group in result.dimensions.items()} == {"D1": False, "D2": True, "D3": True}
    assert {code: group.complete for code, group in result.categories.items()} == {"A": False, "P": True}
    assert (result.total.complete, str(result.total.points)) == (False, "97.00")
    assert [str(result.dimensions["D1"].answered_percent), str(result.total.answered_percent)] == ["85.0", "97.0"]


def test_answered_share_of_the_total_is_100_only_when_all_is_answered():
    big, small = make_element("D1.1", "99999.99"), make_element("D1.2", "0.01")
    definition = one_element(big, points=Decimal(100000))
    dimension = replace(definition.dimensions[0], elements=(big, small))
    definition = replace(definition, categories=(replace(definition.categories[0], dimensions=(dimension,)),))
    result = score(definition, {"D1.1": ElementAnswers({1: 5, 2: 5}, "full")})
    assert (str(result.total.answered_percent), result.total.complete) == ("99.9", False)


# Rule 7


def test_excluded_element_leaves_points_maximum_and_completeness():
    definition = tiny_definition()
    result = score(definition, top_answers(definition) | {"D3.1": ElementAnswers(excluded=True)})
    total, element, dimension = result.total, result.elements["D3.1"], result.dimensions["D3"]
    assert printed(points=total.points, max=total.maximum, percent=total.percent, normalised=total.normalised) == {
        "points": "40.00",
        "max": "40",
        "percent": "100.0",
        "normalised": "100.00",
    }
    assert (total.complete, dimension.complete) == (True, True)
    assert (dimension.percent, dimension.level, element.percent, element.level) == (None, None, None, None)
    assert (element.excluded, element.answered, element.applicable) == (True, 0, 0)


def test_normalised_points_are_rounded_half_up_to_the_frameworks_points():
    definition = tiny_definition()
    answers = {"D1.1": ElementAnswers({1: 5}), "D3.1": ElementAnswers(excluded=True)}
    # 3.50 of 40 is 0.0875 of 100.
    assert str(score(definition, answers).total.normalised) == "8.75"


def test_everything_excluded_leaves_no_percentage_no_level_and_nothing_to_normalise():
    definition = tiny_definition()
    result = score(definition, {element.code: ElementAnswers(excluded=True) for element in definition.elements})
    assert result_to_json(result)["total"] == {
        "points": "0.00",
        "max": "0",
        "percent": None,
        "level": None,
        "complete": True,
        "normalised": None,
    }
    assert result_to_json(result)["elements"]["D1.1"] == {"excluded": True}


def test_answers_of_an_excluded_element_count_nowhere():
    answers = ElementAnswers({1: 5, 2: "n/a"}, "full", excluded=True)
    assert score_one(make_element(), answers) == score_one(make_element(), ElementAnswers(excluded=True))


# Rule 8


@pytest.mark.parametrize("element", [make_element(), make_enabler()])
def test_everything_not_applicable_is_refused(element):
    with pytest.raises(NothingApplicableError):
        score_one(make_element(), ElementAnswers({1: "n/a", 2: "n/a"}), enablers=(element,))


# Rule 9


def test_enabler_is_rated_by_its_indicators_and_counts_nowhere():
    definition = tiny_definition()
    result = score(definition, {"E1": ElementAnswers({1: 5, 2: 2})})
    assert result_to_json(result)["enablers"] == {
        "E1": {"percent": "62.5", "level": "Managed", "answered_percent": "100.0", "complete": True}
    }
    enabler = result.enablers["E1"]
    assert (enabler.points, enabler.maximum, enabler.objective_percent, enabler.applicable) == (0, 0, None, 2)
    assert (str(result.total.points), list(result.elements)) == ("0.00", ["D1.1", "D1.2", "D2.1", "D3.1"])


def test_enabler_percentage_is_rounded_half_up():
    definition = tiny_definition(enablers=(make_enabler(weights=(1, 1, 1, 1, 1, 1, 1, 1)),))
    scored = score(definition, {"E1": ElementAnswers({1: 2, 2: 2})}).enablers["E1"]
    assert str(scored.percent) == "6.3"


def test_unanswered_enabler_leaves_the_assessment_complete():
    definition = tiny_definition()
    answers = {code: answer for code, answer in top_answers(definition).items() if code != "E1"}
    assert (score(definition, answers).total.complete, score(definition, answers).enablers["E1"].complete) == (
        True,
        False,
    )


# Rule 10


def test_framework_without_objective_is_all_indicators():
    changes = {"indicators_share": Decimal(100), "objective_share": Decimal(0), "objective_answers": ()}
    scored = score_one(make_element(), ElementAnswers({1: 5, 2: 4}), **changes)
    assert printed(percent=scored.percent, answered=scored.answered_percent, objective=scored.objective_percent) == {
        "percent": "87.5",
        "answered": "100.0",
        "objective": None,
    }
    assert (scored.complete, scored.applicable) == (True, 2)


# What has no place


@pytest.mark.parametrize(
    ("code", "answers", "words"),
    [
        ("D1.1", ElementAnswers({3: 1}), "D1.1 has no indicator 3"),
        ("D1.1", ElementAnswers({1: 6}), "D1.1/1: 6 is not on the rating scale"),
        ("D1.1", ElementAnswers({}, "half"), "D1.1: half is no answer to an objective"),
        ("E1", ElementAnswers({}, "full"), "E1 has no objective to answer"),
        ("E1", ElementAnswers(excluded=True), "E1 is an enabler: it counts nowhere, so it can't be excluded"),
        ("D9.9", ElementAnswers(), "unknown elements: D9.9"),
    ],
)
def test_answers_without_a_place_are_refused(code, answers, words):
    with pytest.raises(AnswersError) as refusal:
        score(tiny_definition(), {code: answers})
    assert str(refusal.value) == words


# Stored scores


def test_roll_up_of_stored_scores_is_the_score_itself():
    definition = tiny_definition()
    answers = top_answers(definition) | {"D3.1": ElementAnswers(excluded=True), "D2.1": ElementAnswers({1: 2})}
    whole = score(definition, answers)
    stored = json.dumps({code: element_score_to_json(one) for code, one in (whole.elements | whole.enablers).items()})
    read = {code: element_score_from_json(definition, data) for code, data in json.loads(stored).items()}
    assert roll_up(definition, read) == whole


def test_roll_up_takes_a_missing_score_as_not_answered():
    definition = tiny_definition()
    assert roll_up(definition, {}) == score(definition, {})


def test_result_prints_whole_maxima_without_decimals_and_others_with():
    element = make_element(points="12.50")
    assert result_to_json(score(one_element(element), {}))["total"]["max"] == "12.5"
    assert result_to_json(score(one_element(make_element(points="20.00")), {}))["total"]["max"] == "20"


def top_answers(definition):
    """Every indicator and objective at the top."""
    codes = {element.code: None if element in definition.enablers else "full" for element in definition.walk()}
    return {
        element.code: ElementAnswers(dict.fromkeys(element.indicator_by_number, 5), codes[element.code])
        for element in definition.walk()
    }
