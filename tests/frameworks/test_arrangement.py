"""Moves within a draft: codes that stay, codes that change, and the upgrade rules by which answers follow."""

from typing import Any

import pytest
from django.test import Client

from frameworks.actions.arrangement import new_element, new_indicator, next_code, put
from frameworks.actions.codes import ancestry, follow_codes
from frameworks.actions.versions import copy_version, publish_version
from frameworks.models import (
    Element,
    FrameworkVersion,
    FrozenVersionError,
    Gate,
    Indicator,
    MisplacedContentError,
    Translation,
)
from tests.frameworks.admin_posts import change_url, filled


@pytest.fixture
def copy(published: FrameworkVersion) -> FrameworkVersion:
    """A draft, 1.1, of a framework whose version 1.0 is published."""
    return copy_version(version=published, number="1.1")


def element(version: FrameworkVersion, code: str) -> Element:
    return version.elements.get(code=code)


def indicator(version: FrameworkVersion, code: str) -> Indicator:
    of, number = code.split("/")
    return Indicator.objects.get(element__version=version, element__code=of, number=number)


def codes(version: FrameworkVersion) -> list[list[str]]:
    return [[one.code for one in dimension.elements] for dimension in version.definition().dimensions]


def texts(version: FrameworkVersion, code: str) -> dict[int, str]:
    return {one.number: one.text.split()[3] for one in version.definition().element_by_code[code].indicators}


def rules(version: FrameworkVersion) -> list[tuple[str, str, str, str]]:
    return sorted((one.from_version, one.kind, one.old, one.new) for one in version.definition().upgrades)


def text(version: FrameworkVersion, key: str) -> None:
    Translation.objects.create(version=version, language="de", key=key, text=key)


def test_element_goes_to_a_place_in_its_dimension_and_keeps_its_code(copy: FrameworkVersion) -> None:
    put(row=element(copy, "D1.2"), at=0)
    assert codes(copy) == [["D1.2", "D1.1"], ["D2.1"], ["D3.1"]]
    assert rules(copy) == []


def test_element_goes_to_another_dimension_and_keeps_its_code(copy: FrameworkVersion) -> None:
    put(row=element(copy, "D1.1"), parent=copy.dimensions.get(code="D3"))
    assert codes(copy) == [["D1.2"], ["D2.1"], ["D3.1", "D1.1"]]
    assert rules(copy) == []


def test_dimension_goes_to_another_category(copy: FrameworkVersion) -> None:
    put(row=copy.dimensions.get(code="D2"), parent=copy.categories.get(code="P"), at=0)
    assert codes(copy) == [["D1.1", "D1.2"], ["D2.1"], ["D3.1"]]
    assert copy.dimensions.get(code="D2").category.code == "P"


def test_category_goes_first(copy: FrameworkVersion) -> None:
    put(row=copy.categories.get(code="P"), at=0)
    assert codes(copy) == [["D3.1"], ["D1.1", "D1.2"], ["D2.1"]]


@pytest.mark.parametrize("at", [-5, 99])
def test_place_beyond_the_ends_is_the_end(copy: FrameworkVersion, at: int) -> None:
    put(row=element(copy, "D1.1"), at=at)
    assert codes(copy)[0] == (["D1.1", "D1.2"] if at < 0 else ["D1.2", "D1.1"])


def test_indicators_that_change_places_change_numbers_and_answers_follow(copy: FrameworkVersion) -> None:
    put(row=indicator(copy, "D1.2/3"), at=0)
    assert texts(copy, "D1.2") == {1: "3", 2: "1", 3: "2"}
    assert rules(copy) == [
        ("1.0", "indicator", "D1.2/1", "D1.2/2"),
        ("1.0", "indicator", "D1.2/2", "D1.2/3"),
        ("1.0", "indicator", "D1.2/3", "D1.2/1"),
    ]


def test_move_that_is_taken_back_leaves_no_rule(copy: FrameworkVersion) -> None:
    put(row=indicator(copy, "D1.2/3"), at=0)
    put(row=indicator(copy, "D1.2/1"))
    assert texts(copy, "D1.2") == {1: "1", 2: "2", 3: "3"}
    assert rules(copy) == []


def test_indicator_goes_to_another_element_with_a_new_code_and_a_rule(copy: FrameworkVersion) -> None:
    text(copy, "indicator.D1.2/2.text")
    put(row=indicator(copy, "D1.2/2"), parent=element(copy, "D2.1"))
    assert (texts(copy, "D1.2"), texts(copy, "D2.1")) == ({1: "1", 3: "3"}, {1: "1", 2: "2"})
    assert rules(copy) == [("1.0", "indicator", "D1.2/2", "D2.1/2")]
    assert [one.key for one in copy.definition().translations] == ["indicator.D2.1/2.text"]


def test_indicator_that_moves_twice_has_one_rule(copy: FrameworkVersion) -> None:
    put(row=indicator(copy, "D1.2/2"), parent=element(copy, "D2.1"))
    put(row=indicator(copy, "D2.1/2"), parent=element(copy, "D3.1"))
    assert rules(copy) == [("1.0", "indicator", "D1.2/2", "D3.1/5")]


def test_rules_of_every_published_version_follow(copy: FrameworkVersion) -> None:
    put(row=indicator(copy, "D1.2/2"), parent=element(copy, "D2.1"))
    publish_version(version=copy)
    third = copy_version(version=copy, number="1.2")
    put(row=indicator(third, "D2.1/2"), parent=element(third, "D3.1"))
    assert rules(third) == [
        ("1.0", "indicator", "D1.2/2", "D3.1/5"),
        ("1.1", "indicator", "D2.1/2", "D3.1/5"),
    ]


def test_draft_of_a_framework_without_a_published_version_needs_no_rule(draft: FrameworkVersion) -> None:
    put(row=indicator(draft, "D1.2/3"), at=0)
    assert rules(draft) == []


def test_number_of_a_removed_indicator_is_not_given_to_another(copy: FrameworkVersion) -> None:
    indicator(copy, "D1.2/3").delete()
    assert new_indicator(element(copy, "D1.2")).number == 4


def test_code_of_a_removed_element_is_not_given_to_another(copy: FrameworkVersion) -> None:
    element(copy, "D1.2").delete()
    assert next_code(copy.dimensions.get(code="D1")) == "D1.3"
    assert next_code(copy) == "E2"


def test_new_element_is_the_last_of_its_dimension(copy: FrameworkVersion) -> None:
    row = new_element(copy.dimensions.get(code="D1"))
    row.title = "New"
    row.save()
    assert codes(copy)[0] == ["D1.1", "D1.2", "D1.3"]


def test_published_version_stays_as_it_is(published: FrameworkVersion) -> None:
    for move in (
        lambda: put(row=element(published, "D1.2"), at=0),
        lambda: put(row=indicator(published, "D1.2/3"), at=0),
        lambda: put(row=indicator(published, "D1.2/3"), parent=element(published, "D1.1")),
    ):
        with pytest.raises(FrozenVersionError):
            move()
    assert codes(published)[0] == ["D1.1", "D1.2"]


def test_nothing_goes_to_another_version_or_below_another_kind(
    copy: FrameworkVersion, published: FrameworkVersion
) -> None:
    moves: list[tuple[Any, Any]] = [
        (indicator(copy, "D1.2/3"), element(published, "D1.1")),
        (element(copy, "D1.1"), published.dimensions.get(code="D2")),
        (element(copy, "D1.1"), copy),
        (element(copy, "E1"), copy.dimensions.get(code="D2")),
        (copy.dimensions.get(code="D1"), element(copy, "D1.1")),
    ]
    for row, parent in moves:
        with pytest.raises((MisplacedContentError, FrozenVersionError)):
            put(row=row, parent=parent)


def test_code_changed_in_the_form_leaves_a_rule_and_takes_texts_and_gates_along(
    admin_client: Client, copy: FrameworkVersion
) -> None:
    text(copy, "element.D1.2.title")
    text(copy, "indicator.D1.2/3.text")
    Gate.objects.create(
        version=copy, code="G1", title="Gate", scope="element", codes="D1.1\nD1.2", at_least=40, level=4
    )
    put(row=indicator(copy, "D2.1/1"), parent=element(copy, "D1.2"))
    url = change_url(element(copy, "D1.2"))
    response = admin_client.post(url, filled(admin_client, url) | {"code": "D1.9"})
    assert response.status_code == 302
    assert rules(copy) == [("1.0", "element", "D1.2", "D1.9"), ("1.0", "indicator", "D2.1/1", "D1.9/4")]
    content = copy.definition()
    assert [one.key for one in content.translations] == ["element.D1.9.title", "indicator.D1.9/3.text"]
    assert content.gates[0].codes == ("D1.1", "D1.9")


def test_number_changed_in_the_form_leaves_a_rule(admin_client: Client, copy: FrameworkVersion) -> None:
    url = change_url(element(copy, "D1.2"))
    admin_client.post(url, filled(admin_client, url) | {"indicators-2-number": "7"})
    assert rules(copy) == [("1.0", "indicator", "D1.2/3", "D1.2/7")]


def test_codes_exchanged_on_one_page_take_their_texts_along(admin_client: Client, copy: FrameworkVersion) -> None:
    text(copy, "dimension.D1.title")
    text(copy, "dimension.D2.title")
    first, second = (change_url(copy.dimensions.get(code=code)) for code in ("D1", "D2"))
    for url, code in ((first, "D9"), (second, "D1"), (first, "D2")):
        assert admin_client.post(url, filled(admin_client, url) | {"code": code}).status_code == 302
    assert [(one.key, one.text) for one in copy.definition().translations] == [
        ("dimension.D2.title", "dimension.D1.title"),
        ("dimension.D1.title", "dimension.D2.title"),
    ]
    assert rules(copy) == []


def test_only_the_row_that_was_moved_is_in_the_history(copy: FrameworkVersion) -> None:
    row: Any = element(copy, "D1.2")
    put(row=row, at=0)
    assert [line.changes for line in row.history.all()] == [[["position", "1", "0"]]]
    assert not Element.history.exclude(id=row.pk).filter(version_key=copy.pk).exists()  # type: ignore[attr-defined]


def test_texts_of_a_longer_code_stay_where_they_are(copy: FrameworkVersion) -> None:
    """D1.1 is no part of an element D1; and case tells codes apart."""
    copy.elements.filter(code="D1.2").update(code="D1")
    for key in ("element.D1.title", "element.D1.evidence.2", "element.D1.action_text.4.2", "indicator.D1/1.text"):
        text(copy, key)
    for key in ("element.D1.1.title", "element.D1.1.action_text.4.2", "element.d1.title", "indicator.D1.1/1.text"):
        text(copy, key)
    follow_codes(before=ancestry(copy), kind="element", codes={"D1": "X1"})
    assert [one.key for one in copy.translations.order_by("pk")] == [
        *("element.X1.title", "element.X1.evidence.2", "element.X1.action_text.4.2", "indicator.X1/1.text"),
        *("element.D1.1.title", "element.D1.1.action_text.4.2", "element.d1.title", "indicator.D1.1/1.text"),
    ]


@pytest.mark.parametrize("siblings", [3, 30])
def test_move_costs_the_same_whatever_makes_room(
    draft: FrameworkVersion, django_assert_num_queries: Any, siblings: int
) -> None:
    dimension = draft.dimensions.get(code="D1")
    for number in range(siblings):
        Element.objects.create(version=draft, dimension=dimension, code=f"D1.{number + 10}", title="More", position=9)
    row = Element.objects.select_related("version", "dimension").get(version=draft, code="D1.12")
    with django_assert_num_queries(16):
        put(row=row, at=0)
    assert draft.definition().dimensions[0].elements[0].code == "D1.12"
