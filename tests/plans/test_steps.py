"""The codes that plans share with the shipped content."""

from frameworks.definition import FUNCTIONS
from frameworks.functions import Function
from plans.road import step_by_element
from plans.steps import PURPOSES, Step
from tests.factories import make_version, shipped_contents


def steps_content():
    return next(one for one in shipped_contents() if one.framework == "transformation-steps")


def test_the_road_map_has_the_steps_of_the_shipped_framework():
    assert [(step.value, str(step.label)) for step in Step] == [
        (element.code, element.title) for element in steps_content().elements
    ]
    assert list(PURPOSES) == list(Step)


def test_the_functions_are_those_that_guides_suggest():
    assert tuple(Function.values) == FUNCTIONS


def test_an_element_lies_on_the_first_step_that_works_on_it(db):
    assert step_by_element("cem-six-dimensions") == {}
    make_version(steps_content())
    found = step_by_element("cem-six-dimensions")
    assert (found["D2.6"], found["D3.4"]) == ("T1", "T5")
    assert set(found.values()) <= set(Step.values)
    assert step_by_element("another-framework") == {}
