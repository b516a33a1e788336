"""Other models on the same engine, from content files alone; every figure was worked out by hand."""

from pathlib import Path

import pytest

from assessments.scoring import AnswersError, ElementAnswers, NothingApplicableError, result_to_json, score
from frameworks.content import read_content

MODELS = Path("tests/frameworks/data")
SHIPPED = Path("fixtures")
OUT_OF_SCOPE = ElementAnswers(excluded=True)


def read(path):
    return read_content(path.read_text(encoding="utf-8"))


BALDRIGE, EFQM = read(MODELS / "baldrige.yaml"), read(MODELS / "efqm.yaml")
LADDER, ROAD = read(SHIPPED / "journey-maturity-ladder.yaml"), read(SHIPPED / "road-to-excellence.yaml")


def one_each(definition, rest=None, **ratings):
    """Answers to elements of one indicator: ``rest`` for all that isn't named (``_1_2`` is 1.2, ``None`` no answer)."""
    named = {key.removeprefix("_").replace("_", "."): rating for key, rating in ratings.items()}
    chosen = {element.code: named.get(element.code, rest) for element in definition.elements}
    return {
        code: rating if isinstance(rating, ElementAnswers) else ElementAnswers({1: rating})
        for code, rating in chosen.items()
        if rating is not None
    }


def by_element(definition, rest=None, **ratings):
    """Answers to elements of several indicators: a list of ratings for those named, ``rest`` for every other."""
    named = {key.replace("_", "."): list(given) for key, given in ratings.items()}
    return {
        element.code: ElementAnswers(
            dict(enumerate(named.get(element.code, [rest] * len(element.indicators)), start=1)),
        )
        for element in definition.elements
        if element.code in named or rest is not None
    }


def figures(definition, answers):
    """Of each dimension, each category and the total: points, maximum, percentage and level, as they are printed."""
    result = score(definition, answers)
    printed = result_to_json(result)
    dimensions = zip(result.dimensions, printed["dimensions"].values(), strict=True)
    categories = zip(result.categories, printed["categories"].values(), strict=True)
    groups = {code: _figures(group) for code, group in (*dimensions, *categories)}
    return groups | {"total": (*_figures(printed["total"]), printed["total"]["normalised"])}, result


def _figures(group):
    return tuple(group[key] for key in ("points", "max", "percent", "level"))


def test_baldrige_has_the_points_of_its_categories():
    points = [int(dimension.points) for dimension in BALDRIGE.dimensions]
    assert points == [120, 85, 85, 90, 85, 85, 450]
    assert [rating.value for rating in BALDRIGE.ratings] == list(range(0, 101, 5))
    assert BALDRIGE.objective_share == 0


def test_efqm_has_the_points_of_its_criteria_in_three_groups():
    assert [int(dimension.points) for dimension in EFQM.dimensions] == [100, 100, 100, 200, 100, 200, 200]
    assert [int(category.points) for category in EFQM.categories] == [200, 400, 400]


def test_baldrige_complete():
    answers = one_each(
        BALDRIGE,
        _1_1=60,
        _1_2=50,
        _2_1=45,
        _2_2=55,
        _3_1=70,
        _3_2=65,
        _4_1=35,
        _4_2=50,
        _5_1=40,
        _5_2=45,
        _6_1=55,
        _6_2=30,
        _7_1=50,
        _7_2=45,
        _7_3=35,
        _7_4=25,
        _7_5=60,
    )
    groups, result = figures(BALDRIGE, answers)
    assert groups == {
        "1": ("67.00", "120", "55.8", "Established"),
        "2": ("42.25", "85", "49.7", "Established"),
        "3": ("57.25", "85", "67.4", "Advanced"),
        "4": ("38.25", "90", "42.5", "Developing"),
        "5": ("36.25", "85", "42.6", "Developing"),
        "6": ("36.75", "85", "43.2", "Developing"),
        "7": ("198.00", "450", "44.0", "Developing"),
        "P": ("277.75", "550", "50.5", "Established"),
        "R": ("198.00", "450", "44.0", "Developing"),
        "total": ("475.75", "1000", "47.6", "Established", "475.75"),
    }
    assert result.total.complete


def test_baldrige_with_two_items_not_answered():
    groups, result = figures(BALDRIGE, one_each(BALDRIGE, 50, _3_2=None, _7_4=None))
    assert groups["3"] == ("20.00", "85", "23.5", "Early")
    assert groups["7"] == ("185.00", "450", "41.1", "Developing")
    assert groups["P"] == ("252.50", "550", "45.9", "Established")
    assert groups["total"] == ("437.50", "1000", "43.8", "Developing", "437.50")
    answered = {code: str(group.answered_percent) for code, group in result.dimensions.items()}
    assert answered == {"1": "100.0", "2": "100.0", "3": "47.0", "4": "100.0", "5": "100.0", "6": "100.0", "7": "82.2"}
    assert (str(result.total.answered_percent), result.total.complete) == ("87.5", False)


def test_baldrige_with_an_item_out_of_scope():
    groups, result = figures(BALDRIGE, one_each(BALDRIGE, 60, _7_1=80, _2_1=35, _4_2=OUT_OF_SCOPE))
    assert groups["2"] == ("39.75", "85", "46.8", "Established")
    assert groups["4"] == ("27.00", "45", "60.0", "Established")
    assert groups["7"] == ("294.00", "450", "65.3", "Advanced")
    assert groups["P"] == ("291.75", "505", "57.8", "Established")
    assert groups["total"] == ("585.75", "955", "61.3", "Established", "613.35")
    assert result.total.complete


def test_baldrige_where_rounding_decides_the_level():
    groups, _ = figures(BALDRIGE, one_each(BALDRIGE, 45, _1_2=40, _2_2=50))
    assert groups["total"] == ("449.50", "1000", "45.0", "Established", "449.50")
    assert groups["1"] == ("51.50", "120", "42.9", "Developing")
    assert groups["P"] == ("247.00", "550", "44.9", "Developing")


def test_baldrige_with_a_category_out_of_scope_and_an_item_not_answered():
    groups, result = figures(BALDRIGE, one_each(BALDRIGE, 70, _5_1=OUT_OF_SCOPE, _5_2=OUT_OF_SCOPE, _7_5=None))
    assert groups["5"] == ("0.00", "0", None, None)
    assert groups["7"] == ("252.00", "450", "56.0", "Established")
    assert groups["P"] == ("325.50", "465", "70.0", "Advanced")
    assert groups["total"] == ("577.50", "915", "63.1", "Established", "631.15")
    assert (str(result.total.answered_percent), result.total.complete) == ("90.1", False)


def test_baldrige_refuses_what_is_not_on_its_scale():
    with pytest.raises(NothingApplicableError):
        score(BALDRIGE, {"6.1": ElementAnswers({1: "n/a"})})
    with pytest.raises(AnswersError):
        score(BALDRIGE, {"6.1": ElementAnswers({1: 52})})
    with pytest.raises(AnswersError):
        score(BALDRIGE, {"6.1": ElementAnswers({1: 50}, "full")})


def test_efqm_complete():
    answers = one_each(
        EFQM,
        _1_1=55,
        _1_2=60,
        _1_3=45,
        _1_4=50,
        _1_5=40,
        _2_1=65,
        _2_2=35,
        _2_3=30,
        _2_4=50,
        _3_1=75,
        _3_2=55,
        _3_3=60,
        _3_4=25,
        _3_5=40,
        _4_1=60,
        _4_2=55,
        _4_3=70,
        _4_4=45,
        _5_1=50,
        _5_2=35,
        _5_3=30,
        _5_4=40,
        _5_5=55,
        _6_1=45,
        _7_1=40,
    )
    groups, result = figures(EFQM, answers)
    assert groups == {
        "1": ("50.00", "100", "50.0", "Established"),
        "2": ("45.00", "100", "45.0", "Established"),
        "3": ("51.00", "100", "51.0", "Established"),
        "4": ("115.00", "200", "57.5", "Established"),
        "5": ("42.00", "100", "42.0", "Developing"),
        "6": ("90.00", "200", "45.0", "Established"),
        "7": ("80.00", "200", "40.0", "Developing"),
        "D": ("95.00", "200", "47.5", "Established"),
        "E": ("208.00", "400", "52.0", "Established"),
        "R": ("170.00", "400", "42.5", "Developing"),
        "total": ("473.00", "1000", "47.3", "Established", "473.00"),
    }
    assert result.total.complete


def test_efqm_with_three_parts_not_answered():
    groups, result = figures(EFQM, one_each(EFQM, 60, _2_3=None, _4_4=None, _7_1=None))
    assert groups["7"] == ("0.00", "200", "0.0", "Early")
    assert (groups["D"], groups["E"]) == (
        ("105.00", "200", "52.5", "Established"),
        ("210.00", "400", "52.5", "Established"),
    )
    assert groups["R"] == ("120.00", "400", "30.0", "Developing")
    assert groups["total"] == ("435.00", "1000", "43.5", "Developing", "435.00")
    assert (str(result.total.answered_percent), result.total.complete) == ("72.5", False)


def test_efqm_with_two_parts_out_of_scope():
    answers = one_each(EFQM, 50, _4_3=85, _6_1=65, _7_1=70, _3_4=OUT_OF_SCOPE, _5_3=OUT_OF_SCOPE)
    groups, result = figures(EFQM, answers)
    assert groups["3"] == ("40.00", "80", "50.0", "Established")
    assert groups["4"] == ("117.50", "200", "58.8", "Established")
    assert groups["E"] == ("197.50", "360", "54.9", "Established")
    assert groups["R"] == ("270.00", "400", "67.5", "Advanced")
    assert groups["total"] == ("567.50", "960", "59.1", "Established", "591.15")
    assert result.total.complete


def test_efqm_with_a_criterion_out_of_scope_and_a_part_not_answered():
    groups, result = figures(EFQM, one_each(EFQM, 85, _6_1=OUT_OF_SCOPE, _1_4=None))
    assert groups["1"] == ("68.00", "100", "68.0", "Advanced")
    assert groups["6"] == ("0.00", "0", None, None)
    assert groups["R"] == ("170.00", "200", "85.0", "Leading")
    assert groups["total"] == ("663.00", "800", "82.9", "Advanced", "828.75")
    assert str(result.total.answered_percent) == "97.5"


# The journey maturity ladder


def test_ladder_rung_in_mid_air_counts_nothing():
    answers = by_element(LADDER, 3, R1_1=[2] * 4, R1_2=[2] * 3, R2_1=[2] * 4, R2_2=[1] * 3, R2_3=[1] * 3)
    groups, result = figures(LADDER, answers)
    assert [str(rung.points) for rung in result.dimensions.values()] == ["17.50", "11.50", "25.00", "25.00"]
    assert [rung.counts for rung in result.dimensions.values()] == [True, True, False, False]
    assert groups["total"] == ("29.00", "100", "29.0", "Better experience", "29.00")


def test_ladder_gate_keeps_the_level_at_the_rungs_that_hold():
    answers = by_element(LADDER, 0, R1_1=[3] * 4, R1_2=[3] * 3, R2_1=[2, 2, 2, 1], R2_2=[2, 2, 1], R2_3=[2, 1, 2])
    groups, _ = figures(LADDER, answers)
    assert groups["R2"][:3] == ("14.50", "25", "58.0")
    assert groups["total"] == ("39.50", "100", "39.5", "Better experience", "39.50")


@pytest.mark.parametrize(
    ("second_part", "points", "level"),
    [
        ([2, 2, 0], "13.33", "On the ground"),
        ([2, 2, 1], "14.58", "On the ground"),
        ([2, 2, 2], "16.25", "Better experience"),
    ],
)
def test_ladder_first_rung_holds_from_sixty_percent(second_part, points, level):
    groups, _ = figures(LADDER, by_element(LADDER, 0, R1_1=[2, 2, 2, 1], R1_2=second_part))
    assert groups["total"][0] == points
    assert groups["total"][3] == level


def test_ladder_where_all_rungs_hold():
    groups, _ = figures(LADDER, by_element(LADDER, 2, R1_1=[2, 2, 2, 1]))
    assert groups["total"] == ("68.75", "100", "68.8", "Journey beyond the walls", "68.75")


def test_ladder_level_is_the_rungs_that_hold_though_an_element_is_out_of_scope():
    """R1.1 alone holds the first rung: 8.75 of the 87.5 points that are left."""
    answers = by_element(LADDER, 0, R1_1=[2] * 4) | {"R1.2": OUT_OF_SCOPE}
    assert figures(LADDER, answers)[0]["total"] == ("8.75", "87.5", "10.0", "Better experience", "10.00")


# The road to excellence


@pytest.mark.parametrize(
    ("weakest", "points", "level"),
    [([2, 2, 2, 1], "73.75", "Setting out"), ([2, 2, 2, 2], "75.00", "On the road")],
)
def test_road_is_no_better_than_its_weakest_pointer(weakest, points, level):
    groups, _ = figures(ROAD, by_element(ROAD, 3, P4_1=[4] * 4, P5_1=weakest))
    assert (groups["total"][0], groups["total"][3]) == (points, level)
    assert groups["P5"][3] == level


def test_road_with_no_weak_pointer_is_held_back_by_nothing():
    groups, result = figures(
        ROAD, {element.code: ElementAnswers(dict(enumerate([4, 4, 3, 3], 1))) for element in ROAD.elements}
    )
    assert groups["total"][:3] == ("87.50", "100", "87.5")
    assert result.total.level == ROAD.levels[-1]
    assert result.total.held_back_by == ()
