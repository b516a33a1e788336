"""Progress as pages show it, from plain results."""

from dataclasses import replace

import pytest

from assessments.progress import Figure, progress_of
from assessments.scoring import ElementAnswers, score
from tests.definitions import tiny_definition

FULL = ElementAnswers({1: 5, 2: 5}, "full")


def progress(**answers):
    definition = tiny_definition()
    return progress_of(
        definition, score(definition, {code.replace("_", "."): given for code, given in answers.items()})
    )


def codes(places):
    return [place.element.code for place in places]


def test_places_are_walked_in_reading_order_enablers_last():
    assert codes(progress().walk()) == ["D1.1", "D1.2", "D2.1", "D3.1", "E1"]


def test_counts_are_of_complete_elements():
    some = progress(D1_1=FULL, E1=ElementAnswers({1: 2}))
    assert (some.complete_count, some.count, some.enabler_count) == (1, "1 of 4", "0 of 1")
    assert [one.count for one in some.dimensions] == ["1 of 2", "0 of 1", "0 of 1"]
    assert [(one.answered, one.applicable) for one in some.dimensions] == [(3, 7), (0, 2), (0, 5)]
    assert [some.group_count(code) for code in ("D1.2", "D3.1", "E1")] == ["1 of 2", "0 of 1", "0 of 1"]


def test_excluded_element_is_complete_and_open_nowhere():
    some = progress(D1_1=ElementAnswers(excluded=True))
    assert codes(some.open_elements()) == ["D1.2", "D2.1", "D3.1"]
    assert some.is_started
    assert some.figures("D1.1")[0] == Figure("D1.1", "excluded")


def test_next_open_place_is_the_first_that_is_not_complete():
    assert progress().next_open().element.code == "D1.1"
    assert progress(D1_1=FULL).next_open().element.code == "D1.2"


def test_enablers_come_once_all_elements_are_complete():
    everything = {
        "D1_1": FULL,
        "D1_2": ElementAnswers({1: 1, 2: 1, 3: 1}, "none"),
        "D2_1": ElementAnswers({1: 1}, "none"),
    }
    everything["D3_1"] = ElementAnswers(dict.fromkeys(range(1, 5), 3), "partial")
    assert progress(**everything).next_open().element.code == "E1"
    assert progress(**everything, E1=ElementAnswers({1: 1, 2: 1})).next_open() is None


@pytest.mark.parametrize(
    ("code", "before", "after"), [("D1.1", None, "D1.2"), ("D2.1", "D1.2", "D3.1"), ("E1", "D3.1", None)]
)
def test_neighbours(code, before, after):
    some = progress()
    found = [place and place.element.code for place in (some.before(code), some.after(code))]
    assert found == [before, after]


def test_figures_of_an_element_its_dimension_and_the_total():
    assert progress(D1_1=FULL).figures("D1.1") == [
        Figure("D1.1", "10.00", "of 10"),
        Figure("Dimension D1", "10.00", "of 20"),
        Figure("Total so far", "10.00", "of 100"),
    ]


def test_figures_of_an_enabler_are_its_percentage_and_the_total():
    assert progress(E1=ElementAnswers({1: 5})).figures("E1") == [
        Figure("E1", "50.0 %"),
        Figure("Total so far", "0.00", "of 100"),
    ]


def test_total_is_no_longer_so_far_once_everything_is_answered():
    some = progress()
    assert replace(some, total=replace(some.total, complete=True)).figures("E1")[-1].label == "Total"
