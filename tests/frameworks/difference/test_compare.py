"""What changed between two versions, on a framework that can be followed in the head."""

from dataclasses import replace
from decimal import Decimal

import pytest

from frameworks.definition import Gate, Guide, LevelDescription, SuggestedAction, Translation, UpgradeRule
from frameworks.difference import Difference, difference
from tests.definitions import (
    LEVELS,
    RATINGS,
    make_dimension,
    make_element,
    make_enabler,
    tiny_definition,
)
from tests.factories import shipped_content

OLD = tiny_definition()
D11, D12, D21, D31 = OLD.elements


def changed(*, a=None, p=None, **changes):
    """Version 1.1, with other dimensions in category A or P."""
    categories = tuple(
        replace(category, dimensions=dimensions or category.dimensions)
        for category, dimensions in zip(OLD.categories, (a, p), strict=True)
    )
    return replace(OLD, version="1.1", categories=categories, **changes)


def with_d11(element, **changes):
    """Version 1.1 with D1.1 changed."""
    return changed(a=(replace(OLD.dimensions[0], elements=(element, D12)), OLD.dimensions[1]), **changes)


def moves(new):
    return [
        (one.old.code, one.new.code, one.new.parent, one.new.position, one.merged) for one in difference(OLD, new).moved
    ]


def keys(items):
    return [f"{item.kind} {item.code}" for item in items]


def test_same_content_has_no_difference():
    assert difference(OLD, changed()) == Difference()
    assert not difference(shipped_content(), shipped_content())


def test_added_and_removed_come_with_all_their_parts():
    fourth = make_dimension("D4", make_element("D4.1", 60, (1,)))
    found = difference(OLD, changed(p=(fourth,)))
    assert keys(found.added) == ["dimension D4", "element D4.1", "indicator D4.1/1"]
    assert keys(found.removed) == [
        "dimension D3",
        "element D3.1",
        *(f"indicator D3.1/{number}" for number in range(1, 5)),
    ]
    assert (found.reworded, found.moved, found.reweighted) == ((), (), ())


def test_indicator_and_scale_steps_and_gate_are_added():
    longer = replace(D11, indicators=make_element("D1.1", 10, (1, 1, 1)).indicators)
    gate = Gate("G1", "None below 40 %", "dimension", (), Decimal(40), 4)
    found = difference(OLD, with_d11(longer, ratings=RATINGS[:-1], levels=LEVELS[1:], gates=(gate,)))
    assert keys(found.added) == ["indicator D1.1/3", "gate G1"]
    assert keys(found.removed) == ["rating 5", "level 1"]


def test_reworded_texts_say_where_and_what_word_by_word():
    indicator = replace(D11.indicators[1], text="The organisation always does 2 of D1.1.")
    found = difference(OLD, with_d11(replace(D11, indicators=(D11.indicators[0], indicator))))
    (one,) = found.reworded
    assert (one.item.key, one.field, one.language) == (("indicator", "D1.1/2"), "text", "")
    assert [(piece.kind, piece.text) for piece in one.pieces] == [
        ("kept", "The organisation "),
        ("added", "always "),
        ("kept", "does 2 of D1.1."),
    ]
    assert (found.added, found.removed, found.moved, found.reweighted) == ((), (), (), ())


def test_guide_that_comes_in_is_reworded_and_its_lines_are_one_text():
    guide = Guide(levels=(LevelDescription(2, "Somebody begins."),), evidence=("Minutes", "A plan"))
    old, new = with_d11(D11), with_d11(replace(D11, guide=guide))
    assert [(one.field, one.old, one.new) for one in difference(old, new).reworded] == [
        ("guide.2", "", "Somebody begins."),
        ("evidence", "", "Minutes\nA plan"),
    ]
    more = with_d11(replace(D11, guide=replace(guide, evidence=("A budget", "Minutes", "A plan"))))
    (one,) = difference(new, more).reworded
    assert [(piece.kind, piece.text) for piece in one.pieces] == [("added", "A budget\n"), ("kept", "Minutes\nA plan")]


def test_what_helps_to_reach_a_level_is_one_text_and_who_and_how_long_another():
    own, look = SuggestedAction(3, "Own", "Name who.", "sales", Decimal("2.50")), SuggestedAction(3, "Look", "Often.")
    old, new = (with_d11(replace(D11, guide=Guide(actions=actions))) for actions in ((own,), (look, own)))
    assert [(one.field, one.old, one.new) for one in difference(old, new).reworded] == [
        ("actions.3", "Own\nName who.", "Look\nOften.\nOwn\nName who."),
        ("action_facts.3", "sales, 2.5", "–\nsales, 2.5"),
    ]
    longer = with_d11(replace(D11, guide=Guide(actions=(look, replace(own, effort=Decimal(5))))))
    assert [(one.field, one.new) for one in difference(new, longer).reworded] == [("action_facts.3", "–\nsales, 5")]


def test_texts_of_what_is_new_are_no_rewording():
    assert difference(OLD, changed(enablers=(*OLD.enablers, make_enabler("E2")))).reworded == ()


def test_translations_are_compared_by_language():
    german = Translation("de", "element.D1.1.title", "Baustein")
    old, new = changed(translations=(german,)), changed(translations=(replace(german, text="Der Baustein"),))
    (one,) = difference(old, new).reworded
    assert (one.item.code, one.field, one.language, one.old, one.new) == (
        "D1.1",
        "title",
        "de",
        "Baustein",
        "Der Baustein",
    )


def test_related_codes_are_one_text():
    (one,) = difference(OLD, with_d11(replace(D11, related=("D2.6", "D3.1")))).reworded
    assert (one.field, one.old, one.new) == ("related", "", "D2.6\nD3.1")


def test_every_number_that_scoring_uses_is_a_weight():
    gate = Gate("G1", "A gate", "dimension", (), Decimal(40), 4)
    stricter = replace(gate, scope="element", codes=("D1.1", "D1.2"), at_least=Decimal("42.5"), level=5)
    full, partial, none = OLD.objective_answers
    old = changed(gates=(gate,))
    new = with_d11(
        replace(D11, points=Decimal(15), indicators=(replace(D11.indicators[0], weight=Decimal(2)), D11.indicators[1])),
        points=Decimal(105),
        indicators_share=Decimal(60),
        objective_share=Decimal(40),
        ladder=Decimal(50),
        related_framework="other",
        ratings=(*RATINGS[:2], replace(RATINGS[2], percent=Decimal(45)), *RATINGS[3:]),
        objective_answers=(full, replace(partial, percent=Decimal(40)), none),
        levels=(LEVELS[0], replace(LEVELS[1], from_percent=Decimal("22.5")), *LEVELS[2:]),
        gates=(stricter,),
    )
    new = replace(new, categories=(replace(new.categories[0], share=Decimal(41)), new.categories[1]))
    found = difference(old, new)
    assert [(one.item.code, one.weight, one.old, one.new) for one in found.reweighted] == [
        ("", "points", "100", "105"),
        ("", "indicators_share", "70", "60"),
        ("", "objective_share", "30", "40"),
        ("", "ladder", "", "50"),
        ("", "related_framework", "", "other"),
        ("A", "share", "40", "41"),
        ("D1.1", "points", "10", "15"),
        ("D1.1/1", "weight", "1", "2"),
        ("3", "percent", "50", "45"),
        ("partial", "percent", "50", "40"),
        ("2", "from_percent", "20", "22.5"),
        ("G1", "scope", "dimension", "element"),
        ("G1", "codes", "", "D1.1, D1.2"),
        ("G1", "at_least", "40", "42.5"),
        ("G1", "gate_level", "4", "5"),
    ]
    assert (found.added, found.removed, found.moved, found.reworded) == ((), (), (), ())


def test_element_in_another_dimension_has_moved():
    first, second = OLD.dimensions[:2]
    new = changed(a=(replace(first, elements=(D11,)), replace(second, elements=(D21, D12))))
    assert moves(new) == [("D1.2", "D1.2", "D2", 2, False)]


def test_dimension_in_another_category_has_moved_and_its_elements_with_it():
    first, second = OLD.dimensions[:2]
    assert moves(changed(a=(first,), p=(OLD.dimensions[2], second))) == [("D2", "D2", "P", 2, False)]


def test_enabler_that_becomes_an_element_has_moved():
    counted = make_dimension("D3", D31, make_element("E1", 5))
    assert moves(changed(p=(counted,), enablers=())) == [("E1", "E1", "D3", 2, False)]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("abcd", []),
        ("bacd", ["b"]),
        ("bcda", ["a"]),
        ("dabc", ["d"]),
        ("adcb", ["c", "d"]),
    ],
)
def test_new_order_is_told_by_as_few_moves_as_explain_it(order, expected):
    elements = {letter: make_element(letter, 15) for letter in "abcd"}
    old = changed(p=(make_dimension("D3", *elements.values()),))
    new = changed(p=(make_dimension("D3", *(elements[letter] for letter in order)),))
    found = difference(old, new)
    assert sorted(one.new.code for one in found.moved) == expected
    assert found == replace(Difference(), moved=found.moved)


def test_what_an_upgrade_rule_maps_is_moved_and_not_gone():
    rule = UpgradeRule("1.0", "element", "D1.1", "D1.9")
    renamed = replace(D11, code="D1.9", indicators=make_element("D1.9").indicators)
    found = difference(OLD, with_d11(renamed, upgrades=(rule,)))
    assert [(one.old.code, one.new.code) for one in found.moved] == [("D1.1", "D1.9")]
    assert (found.added, found.removed) == ((), ())
    assert [one.item.code for one in found.reworded] == ["D1.9/1", "D1.9/2"]  # their texts name the code


def test_rule_of_another_version_says_nothing():
    rule = UpgradeRule("0.9", "element", "D1.1", "D1.9")
    renamed = replace(D11, code="D1.9", indicators=make_element("D1.9").indicators)
    found = difference(OLD, with_d11(renamed, upgrades=(rule,)))
    assert keys(found.removed)[0] == "element D1.1"
    assert keys(found.added)[0] == "element D1.9"


def test_merged_elements_are_moved_into_the_one_that_stays():
    rules = (UpgradeRule("1.0", "element", "D1.2", "D1.1"), UpgradeRule("1.0", "indicator", "D1.2/1", "D1.1/3"))
    merged = replace(D11, points=Decimal(20), indicators=make_element("D1.1", 20, (1, 1, 1)).indicators)
    new = changed(a=(replace(OLD.dimensions[0], elements=(merged,)), OLD.dimensions[1]), upgrades=rules)
    found = difference(OLD, new)
    assert moves(new) == [
        ("D1.2/1", "D1.1/3", "D1.1", 3, False),
        ("D1.2", "D1.1", "D1", 1, True),
        ("D1.2/2", "D1.1/2", "D1.1", 2, True),
        ("D1.2/3", "D1.1/3", "D1.1", 3, True),
    ]
    assert keys(found.removed) == []


def test_rating_that_a_rule_maps_has_moved():
    rule = UpgradeRule("1.0", "rating", "5", "6")
    new = changed(ratings=(*RATINGS[:4], replace(RATINGS[4], value=6)), upgrades=(rule,))
    assert moves(new) == [("5", "6", "", 5, False)]


def test_looking_back_turns_everything_round():
    rule = UpgradeRule("1.0", "element", "D1.1", "D1.9")
    renamed = replace(D11, code="D1.9", points=Decimal(30), indicators=make_element("D1.9", 30, (1, 1, 1)).indicators)
    new = with_d11(renamed, upgrades=(rule,))
    forth, back = difference(OLD, new), difference(new, OLD)
    assert keys(forth.added) == keys(back.removed) == ["indicator D1.9/3"]
    assert [(one.old.code, one.new.code) for one in back.moved] == [("D1.9", "D1.1")]
    assert [(one.old, one.new) for one in back.reweighted] == [(one.new, one.old) for one in forth.reweighted]
    assert [(one.old, one.new) for one in back.reworded] == [(one.new, one.old) for one in forth.reworded]
