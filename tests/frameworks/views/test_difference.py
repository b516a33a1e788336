"""What changed between two published versions, for everybody who is signed in."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from frameworks.difference import difference, difference_to_json
from tests.definitions import make_element, tiny_definition
from tests.factories import make_user, make_version
from tests.pages import headings, text_of

URL = reverse("frameworks:difference-detail", args=["tiny"])


def newer(version: str = "1.1"):
    """D1.1 is reworded and has another title, D1.3 is new, D2.1 has moved, a level starts elsewhere."""
    old = tiny_definition()
    d1, d2, _d3 = old.dimensions
    d11 = replace(d1.elements[0], title="A <new> title", objective="D1.1 is well achieved.")
    d1 = replace(d1, elements=(d11, d1.elements[1], make_element("D1.3", 10, (1,)), *d2.elements))
    levels = (old.levels[0], replace(old.levels[1], from_percent=old.levels[1].from_percent + 5), *old.levels[2:])
    categories = (replace(old.categories[0], dimensions=(d1, replace(d2, elements=()))), old.categories[1])
    return tiny_definition(version=version, categories=categories, levels=levels)


@pytest.fixture
def reader(client: Client, db: None) -> Client:
    client.force_login(make_user("Rita Reader"))
    return client


@pytest.fixture
def versions(db: None) -> list:
    """Versions 1.0 and 1.1, published; 1.2, a draft."""
    old, new = make_version(tiny_definition()), make_version(replace(newer(), categories=tiny_definition().categories))
    return [old, new, make_version(newer("1.2"), published=False)]


def test_newest_version_is_compared_with_the_one_before(reader, versions):
    response = reader.get(URL)
    assert headings(response) == ["Tiny"]
    comparison = response.context["comparison"]
    assert (comparison.old, comparison.new) == tuple(versions[:2])
    assert "Maturity level 2 Developing From 20 % 25 %" in text_of(response)


def test_any_two_can_be_compared_either_way_round(reader, versions):
    response = reader.get(URL, {"from": "1.1", "to": "1.0"})
    assert "Maturity level 2 Developing From 25 % 20 %" in text_of(response)
    assert "Versions 1.0 and 1.0 say the same." in text_of(reader.get(URL, {"from": "1.0", "to": "1.0"}))


def test_drafts_are_nowhere(reader, versions):
    assert reader.get(URL, {"from": "1.0", "to": "1.2"}).status_code == 404
    assert "1.2" not in text_of(reader.get(URL))


@pytest.mark.parametrize("asked", [{"from": "9"}, {"to": "9"}, {"from": "1.0", "to": "<script>"}])
def test_version_that_is_not_there(reader, versions, asked):
    assert reader.get(URL, asked).status_code == 404


def test_framework_that_is_not_there_or_not_published(reader, db):
    make_version(tiny_definition(), published=False)
    assert reader.get(URL).status_code == 404
    assert reader.get(reverse("frameworks:difference-detail", args=["nowhere"])).status_code == 404


def test_single_version_has_nothing_to_be_compared_with(reader, db):
    make_version(tiny_definition())
    assert "There is nothing to compare yet" in text_of(reader.get(URL))


def test_page_says_everything_in_words(reader, db):
    make_version(tiny_definition())
    new = newer()
    # Published as it is, with D2 empty, it would have a fault: leave D2 its element's twin.
    d2 = replace(tiny_definition().dimensions[1], elements=(make_element("D2.2", 10, (1,)),))
    d1 = replace(new.dimensions[0], elements=(*new.dimensions[0].elements[:2], replace(new.elements[3], points=10)))
    make_version(replace(new, categories=(replace(new.categories[0], dimensions=(d1, d2)), new.categories[1])))
    text = text_of(reader.get(URL))
    for words in (
        "2 added 1 moved 2 numbers or rules changed 2 texts reworded",
        "Element D2.2 Element D2.2 10 points Indicator D2.2/1 The organisation does 1 of D2.2.",
        "Moved Element D2.1 Element D2.1 from D2 to D1",
        "Element D2.1 Element D2.1 Points 20 10",
        "Maturity level 2 Developing From 20 % 25 %",
        "Title removed: Element D1.1 end of removed added: A <new> title end of added",
        "Statement of objective D1.1 is added: well end of added achieved.",
    ):
        assert words in text


def test_json_says_the_same(reader, versions):
    old, new = (version.definition() for version in versions[:2])
    expected = difference_to_json(old, new, difference(old, new))
    assert reader.get(URL, {"format": "json"}).json() == expected
    assert reader.get(URL, {"from": "1.0", "to": "1.1", "format": "json"}).json() == expected


def test_page_costs_the_same_whatever_is_compared(reader, versions, django_assert_max_num_queries):
    reader.get(URL)
    with django_assert_max_num_queries(4):
        reader.get(URL)
