from decimal import Decimal

from assessments.scoring import ElementAnswers, score
from charts.from_result import bars, bounds, enabler_bars, explained, explained_bars, overview
from tests.definitions import tiny_definition

DEFINITION = tiny_definition()
EXCLUDED = ElementAnswers({}, excluded=True)
ANSWERS = {"D1.1": ElementAnswers({1: 5, 2: 5}, "full"), "D2.1": EXCLUDED, "E1": ElementAnswers({1: 3, 2: 3})}
RESULT = score(DEFINITION, ANSWERS)


def test_loop_has_the_results_points_a_category_a_lobe():
    drawn = overview(DEFINITION, RESULT)
    assert (drawn.points, drawn.maximum, drawn.complete) == (Decimal("10.00"), Decimal(80), False)
    assert [(lobe.title, lobe.points, lobe.maximum) for lobe in drawn.parts] == [
        ("Category A", Decimal("10.00"), Decimal(20)),
        ("Category P", Decimal("0.00"), Decimal(60)),
    ]


def test_loop_has_every_dimension_with_its_level():
    segments = overview(DEFINITION, RESULT).segments
    assert [(s.code, s.percent, s.level.title if s.level else "") for s in segments] == [
        ("D1", Decimal("50.0"), "Defined"),
        ("D2", None, ""),
        ("D3", Decimal("0.0"), "Initial"),
    ]


def test_loop_links_each_dimension_where_it_is_told():
    segments = overview(DEFINITION, RESULT, address=lambda code: f"/{code}/").segments
    assert [segment.url for segment in segments] == ["/D1/", "/D2/", "/D3/"]
    assert [segment.url for segment in overview(DEFINITION, RESULT).segments] == ["", "", ""]


def test_loop_has_last_cycles_percentages_beside():
    segments = overview(DEFINITION, score(DEFINITION, {}), before=RESULT).segments
    assert [segment.before for segment in segments] == [Decimal("50.0"), None, Decimal("0.0")]


def test_targets_stand_beside_dimensions_and_elements():
    wanted = score(DEFINITION, ANSWERS | {"D1.2": ElementAnswers({1: 3, 2: 3, 3: 3}, "partial")})
    segments = overview(DEFINITION, RESULT, targets=wanted).segments
    assert [segment.target for segment in segments] == [Decimal("75.0"), None, Decimal("0.0")]
    rows = [bar for group in bars(DEFINITION, RESULT, targets=wanted).groups for bar in group.bars]
    assert [bar.target for bar in rows] == [Decimal("100.0"), Decimal("50.0"), None, Decimal("0.0")]


def test_gap_is_what_is_missing_to_the_target_in_points():
    wanted = score(DEFINITION, ANSWERS | {"D1.2": ElementAnswers({1: 3, 2: 3, 3: 3}, "partial")})
    groups = bars(DEFINITION, RESULT, targets=wanted).groups
    assert [bar.gap for group in groups for bar in group.bars] == [
        Decimal("0.00"),
        Decimal("5.00"),
        None,
        Decimal("0.00"),
    ]
    assert [group.gap for group in groups] == [Decimal("5.00"), None, Decimal("0.00")]
    beyond = bars(DEFINITION, wanted, targets=RESULT).groups
    assert beyond[0].gap == Decimal(0)


def test_without_targets_there_are_none():
    rows = [bar for group in bars(DEFINITION, RESULT).groups for bar in group.bars]
    assert {one.target for one in (*overview(DEFINITION, RESULT).segments, *rows)} == {None}


def test_bars_has_every_element_in_its_dimension():
    drawn = bars(DEFINITION, RESULT)
    assert [(group.title, group.hue, [bar.code for bar in group.bars]) for group in drawn.groups] == [
        ("Dimension D1", 1, ["D1.1", "D1.2"]),
        ("Dimension D2", 2, ["D2.1"]),
        ("Dimension D3", 3, ["D3.1"]),
    ]


def test_bars_say_which_elements_are_not_finished():
    rows = [bar for group in bars(DEFINITION, RESULT).groups for bar in group.bars]
    assert [(bar.code, bar.complete) for bar in rows] == [
        ("D1.1", True),
        ("D1.2", False),
        ("D2.1", True),
        ("D3.1", False),
    ]


def test_enablers_have_percentages_and_no_points():
    drawn = enabler_bars(DEFINITION, RESULT, title="Enablers")
    assert drawn.has_points is False
    assert [(bar.code, bar.percent, bar.maximum) for bar in drawn.groups[0].bars] == [
        ("E1", Decimal("50.0"), Decimal(0))
    ]


def test_bounds_are_where_the_levels_begin():
    assert bounds(DEFINITION) == (Decimal(0), Decimal(20), Decimal(40), Decimal(60), Decimal(80))


def test_ladder_gives_no_levels_to_enablers_either():
    ladder = tiny_definition(ladder=Decimal(60))
    shown = [enabler_bars(one, score(one, ANSWERS), title="Enabler").has_levels for one in (DEFINITION, ladder)]
    assert shown == [True, False]


def test_every_figure_leads_to_what_it_is_made_of():
    def why(kind, code):
        return f"{kind}:{code}"

    shown = explained(overview(DEFINITION, RESULT), DEFINITION, why)
    assert (shown.why, [part.why for part in shown.parts]) == (":", ["category:A", "category:P"])
    assert [segment.why for segment in shown.segments] == ["dimension:D1", "dimension:D2", "dimension:D3"]
    groups = explained_bars(bars(DEFINITION, RESULT), ["D1", "D2", "D3"], why).groups
    assert [group.why for group in groups] == ["dimension:D1", "dimension:D2", "dimension:D3"]
    assert [bar.why for bar in groups[0].bars] == ["element:D1.1", "element:D1.2"]
    (enablers,) = explained_bars(enabler_bars(DEFINITION, RESULT, title="Enabler"), [], why).groups
    assert (enablers.why, [bar.why for bar in enablers.bars]) == ("", ["element:E1"])


def test_targets_are_there_where_one_dimension_has_any():
    assert not overview(DEFINITION, RESULT).has_targets
    assert overview(DEFINITION, RESULT, targets=RESULT).has_targets
