"""Editing a draft in the administration: every text and number, parts added and moved, faults beside their fields."""

from decimal import Decimal

import pytest
from django.test import Client
from pytest_django.asserts import assertRedirects

from frameworks.definition import FrameworkDefinition
from frameworks.models import Element, Framework, FrameworkVersion, Indicator
from tests.definitions import tiny_definition
from tests.factories import make_version
from tests.frameworks.admin_posts import change_url, errors_of, filled, list_url, new_row


def now(draft: FrameworkVersion) -> FrameworkDefinition:
    return FrameworkVersion.objects.get(pk=draft.pk).definition()


def save(client: Client, url: str, **changes: object) -> None:
    """Post the page with these changes; it goes through."""
    response = client.post(url, filled(client, url) | changes)
    assert response.status_code == 302, errors_of(response)


def test_page_saved_as_it_is_changes_nothing(admin_client: Client, draft: FrameworkVersion) -> None:
    rows = [draft, *draft.categories.all(), *draft.dimensions.all(), *draft.elements.all()]
    rows += Indicator.objects.filter(element__version=draft)[:1]
    for row in rows:
        save(admin_client, change_url(row))
    assert now(draft) == tiny_definition(version="1.1")


VERSION = [
    ("number", "2.0", lambda content: content.version),
    ("title", "Renamed", lambda content: content.title),
    ("summary", "Other words.", lambda content: content.summary),
    ("points", Decimal("120.5"), lambda content: content.points),
    ("indicators_share", Decimal(60), lambda content: content.indicators_share),
    ("objective_share", Decimal(40), lambda content: content.objective_share),
    ("categories-0-title", "Renamed", lambda content: content.categories[0].title),
    ("categories-0-share", Decimal(41), lambda content: content.categories[0].share),
    ("elements-0-title", "Renamed", lambda content: content.enablers[0].title),
    ("ratings-1-title", "Renamed", lambda content: content.ratings[1].title),
    ("ratings-1-percent", Decimal(30), lambda content: content.ratings[1].percent),
    ("ratings-1-meaning", "Other words.", lambda content: content.ratings[1].meaning),
    ("ratings-4-value", 6, lambda content: content.ratings[4].value),
    ("objective_answers-1-title", "Renamed", lambda content: content.objective_answers[1].title),
    ("objective_answers-1-percent", Decimal(60), lambda content: content.objective_answers[1].percent),
    ("objective_answers-1-code", "half", lambda content: content.objective_answers[1].code),
    ("levels-2-title", "Renamed", lambda content: content.levels[2].title),
    ("levels-2-from_percent", Decimal("42.5"), lambda content: content.levels[2].from_percent),
    ("levels-2-meaning", "Other words.", lambda content: content.levels[2].meaning),
]
CATEGORY = [
    ("code", "B", lambda category: category.code),
    ("title", "Renamed", lambda category: category.title),
    ("share", Decimal("40.5"), lambda category: category.share),
    ("summary", "Other words.", lambda category: category.summary),
    ("dimensions-1-code", "D7", lambda category: category.dimensions[1].code),
    ("dimensions-1-title", "Renamed", lambda category: category.dimensions[1].title),
    ("dimensions-1-question", "Why?", lambda category: category.dimensions[1].question),
]
DIMENSION = [
    ("code", "D9", lambda dimension: dimension.code),
    ("title", "Renamed", lambda dimension: dimension.title),
    ("question", "Why?", lambda dimension: dimension.question),
    ("summary", "Other words.", lambda dimension: dimension.summary),
    ("elements-1-code", "D1.9", lambda dimension: dimension.elements[1].code),
    ("elements-1-title", "Renamed", lambda dimension: dimension.elements[1].title),
    ("elements-1-points", Decimal("12.25"), lambda dimension: dimension.elements[1].points),
]
ELEMENT = [
    ("code", "D1.9", lambda element: element.code),
    ("title", "Renamed", lambda element: element.title),
    ("definition", "Other words.", lambda element: element.definition),
    ("objective", "Other words.", lambda element: element.objective),
    ("points", Decimal("9.5"), lambda element: element.points),
    ("indicators-1-number", 7, lambda element: element.indicators[1].number),
    ("indicators-1-text", "Other words.", lambda element: element.indicators[1].text),
    ("indicators-1-weight", Decimal("2.125"), lambda element: element.indicators[1].weight),
]


@pytest.mark.parametrize(
    ("find", "changes", "part"),
    [
        (lambda draft: draft, VERSION, lambda content: content),
        (lambda draft: draft.categories.get(code="A"), CATEGORY, lambda content: content.categories[0]),
        (lambda draft: draft.dimensions.get(code="D1"), DIMENSION, lambda content: content.dimensions[0]),
        (lambda draft: draft.elements.get(code="D1.1"), ELEMENT, lambda content: content.elements[0]),
    ],
    ids=["version", "category", "dimension", "element"],
)
def test_every_text_and_number_is_changed_on_its_page(
    admin_client: Client, draft: FrameworkVersion, find, changes, part
) -> None:
    save(admin_client, change_url(find(draft)), **{field: value for field, value, _ in changes})
    changed = part(now(draft))
    assert {field: said(changed) for field, _, said in changes} == {field: value for field, value, _ in changes}


def test_indicator_page_changes(admin_client: Client, draft: FrameworkVersion) -> None:
    row = Indicator.objects.get(element__code="D2.1")
    save(admin_client, change_url(row), text="Other words.", weight="0.5", number="3")
    indicator = now(draft).element_by_code["D2.1"].indicators[0]
    assert (indicator.code, indicator.text, indicator.weight) == ("D2.1/3", "Other words.", Decimal("0.5"))


def test_enabler_page_offers_only_what_an_enabler_has(admin_client: Client, draft: FrameworkVersion) -> None:
    url = change_url(draft.elements.get(code="E1"))
    assert sorted(name for name in filled(admin_client, url) if "-" not in name) == [
        "code",
        "definition",
        "evidence",
        "misjudgements",
        "position",
        "questions",
        "related",
        "title",
    ]
    save(admin_client, url, title="Renamed", points="5", objective="Forged.", dimension=draft.dimensions.first().pk)
    enabler = now(draft).enablers[0]
    assert (enabler.title, enabler.points, enabler.objective) == ("Renamed", 0, "")


def test_element_is_added_to_its_dimension_at_the_end(admin_client: Client, draft: FrameworkVersion) -> None:
    url = change_url(draft.dimensions.get(code="D1"))
    data = new_row(filled(admin_client, url), "elements", code="D1.3", title="Third", points="5", position="")
    data = new_row(data, "elements", code="D1.4", title="Fourth", points="6", position="")
    assertRedirects(
        admin_client.post(url, data), list_url(type(draft.dimensions.first())), fetch_redirect_response=False
    )
    elements = now(draft).dimensions[0].elements
    assert [(element.code, element.points) for element in elements] == [
        ("D1.1", 10),
        ("D1.2", 10),
        ("D1.3", 5),
        ("D1.4", 6),
    ]


def test_element_is_added_where_its_position_says(admin_client: Client, draft: FrameworkVersion) -> None:
    draft.elements.filter(code="D1.2").update(position=5)
    url = change_url(draft.dimensions.get(code="D1"))
    data = new_row(filled(admin_client, url), "elements", code="D1.3", title="Third", points="5", position="2")
    admin_client.post(url, data)
    assert [element.code for element in now(draft).dimensions[0].elements] == ["D1.1", "D1.3", "D1.2"]


def test_parts_are_added_everywhere(admin_client: Client, draft: FrameworkVersion) -> None:
    url = change_url(draft)
    data = filled(admin_client, url)
    data = new_row(data, "categories", code="C", title="Culture", share="5", position="")
    data = new_row(data, "elements", code="E2", title="Second enabler", position="")
    data = new_row(data, "ratings", value="6", title="Beyond", percent="100", meaning="")
    data = new_row(data, "objective_answers", code="mostly", title="Mostly", percent="75", meaning="", position="")
    data = new_row(data, "levels", number="6", title="Beyond", from_percent="95", meaning="")
    assert admin_client.post(url, data).status_code == 302
    content = now(draft)
    assert [category.code for category in content.categories] == ["A", "P", "C"]
    assert [(enabler.code, enabler.points) for enabler in content.enablers] == [("E1", 0), ("E2", 0)]
    assert [rating.value for rating in content.ratings] == [1, 2, 3, 4, 5, 6]
    assert [answer.code for answer in content.objective_answers] == ["full", "partial", "none", "mostly"]
    assert [level.number for level in content.levels] == [1, 2, 3, 4, 5, 6]

    category = change_url(draft.categories.get(code="C"))
    row = {"code": "D4", "title": "Fourth", "question": "", "position": ""}
    assert admin_client.post(category, new_row(filled(admin_client, category), "dimensions", **row)).status_code == 302
    assert [dimension.code for dimension in now(draft).categories[2].dimensions] == ["D4"]

    element = change_url(draft.elements.get(code="E2"))
    row = {"number": "1", "text": "The organisation does it.", "weight": "1"}
    assert admin_client.post(element, new_row(filled(admin_client, element), "indicators", **row)).status_code == 302
    assert [indicator.code for indicator in now(draft).enablers[1].indicators] == ["E2/1"]


@pytest.mark.parametrize(
    ("at", "prefix", "left"),
    [
        ("version", "ratings-4", lambda content: len(content.ratings) == 4),
        ("version", "levels-4", lambda content: len(content.levels) == 4),
        ("version", "objective_answers-1", lambda content: len(content.objective_answers) == 2),
        ("version", "elements-0", lambda content: content.enablers == ()),
        ("version", "categories-1", lambda content: len(content.elements) == 3),
        ("dimension", "elements-0", lambda content: len(content.elements) == 3),
        ("element", "indicators-0", lambda content: len(content.elements[0].indicators) == 1),
    ],
)
def test_parts_are_deleted(admin_client: Client, draft: FrameworkVersion, at: str, prefix: str, left) -> None:
    rows = {"version": draft, "dimension": draft.dimensions.first(), "element": draft.elements.get(code="D1.1")}
    save(admin_client, change_url(rows[at]), **{f"{prefix}-DELETE": "on"})
    assert left(now(draft))


def test_element_moves_to_another_dimension_of_its_version_and_to_no_other(
    admin_client: Client, draft: FrameworkVersion, published: FrameworkVersion
) -> None:
    element = draft.elements.get(code="D1.1")
    url = change_url(element)
    form = admin_client.get(url).context["adminform"].form
    assert [str(dimension) for dimension in form.fields["dimension"].queryset] == [
        "D1 Dimension D1",
        "D2 Dimension D2",
        "D3 Dimension D3",
    ]
    forged = filled(admin_client, url) | {"dimension": published.dimensions.get(code="D2").pk}
    assert errors_of(admin_client.post(url, forged)) == {
        "dimension": ["Select a valid choice. That choice is not one of the available choices."]
    }
    assert errors_of(admin_client.post(url, filled(admin_client, url) | {"dimension": ""})) == {
        "dimension": ["This field is required."]
    }
    save(admin_client, url, dimension=draft.dimensions.get(code="D2").pk)
    assert [len(dimension.elements) for dimension in now(draft).dimensions] == [1, 2, 1]


def test_dimension_moves_to_another_category_of_its_version_and_to_no_other(
    admin_client: Client, draft: FrameworkVersion, published: FrameworkVersion
) -> None:
    url = change_url(draft.dimensions.get(code="D2"))
    forged = filled(admin_client, url) | {"category": published.categories.get(code="P").pk}
    assert errors_of(admin_client.post(url, forged)) == {
        "category": ["Select a valid choice. That choice is not one of the available choices."]
    }
    save(admin_client, url, category=draft.categories.get(code="P").pk)
    assert [len(category.dimensions) for category in now(draft).categories] == [1, 2]


@pytest.mark.parametrize(
    ("at", "changes", "errors"),
    [
        ("element", {"code": "D1.2"}, {"code": ["Another element or enabler of this version has this code already."]}),
        ("element", {"code": "E1"}, {"code": ["Another element or enabler of this version has this code already."]}),
        ("element", {"code": "D 1"}, {"code": ["Use letters, digits and dots, such as D2.6."]}),
        ("element", {"points": "-1"}, {"points": ["Ensure this value is greater than or equal to 0."]}),
        ("element", {"indicators-0-weight": "0"}, {"indicators-0-weight": ["A weight is greater than 0."]}),
        ("element", {"indicators-0-text": ""}, {"indicators-0-text": ["This field is required."]}),
        (
            "element",
            {"indicators-0-number": "0"},
            {"indicators-0-number": ["Ensure this value is greater than or equal to 1."]},
        ),
        ("dimension", {"code": "D2"}, {"code": ["Another dimension of this version has this code already."]}),
        (
            "dimension",
            {"elements-0-code": "D3.1"},
            {"elements-0-code": ["Another element or enabler of this version has this code already."]},
        ),
        ("category", {"code": "P"}, {"code": ["Another category of this version has this code already."]}),
        (
            "category",
            {"dimensions-0-code": "D3"},
            {"dimensions-0-code": ["Another dimension of this version has this code already."]},
        ),
        (
            "version",
            {"elements-0-code": "D1.1"},
            {"elements-0-code": ["Another element or enabler of this version has this code already."]},
        ),
        ("version", {"number": "1.0"}, {"number": ["This framework has a version with this number already."]}),
        ("version", {"number": "one"}, {"number": ["Write the version as numbers and dots, such as 1.1."]}),
        (
            "version",
            {"ratings-0-percent": "101"},
            {"ratings-0-percent": ["Ensure this value is less than or equal to 100."]},
        ),
    ],
)
def test_fault_stands_beside_its_field(
    admin_client: Client, draft: FrameworkVersion, published: FrameworkVersion, at: str, changes, errors
) -> None:
    rows = {
        "version": draft,
        "category": draft.categories.get(code="A"),
        "dimension": draft.dimensions.get(code="D1"),
        "element": draft.elements.get(code="D1.1"),
    }
    url = change_url(rows[at])
    response = admin_client.post(url, filled(admin_client, url) | changes)
    assert errors_of(response) == errors
    assert now(draft) == tiny_definition(version="1.1")


def test_two_new_rows_with_one_code_are_refused(admin_client: Client, draft: FrameworkVersion) -> None:
    url = change_url(draft.dimensions.get(code="D1"))
    data = filled(admin_client, url)
    for _ in range(2):
        data = new_row(data, "elements", code="D1.3", title="Third", points="5", position="")
    errors = errors_of(admin_client.post(url, data))
    assert errors["elements"] == ["Another element or enabler of this version has this code already."]
    assert Element.objects.filter(code="D1.3").count() == 0


def test_blank_draft_is_added_with_its_framework(admin_client: Client, db: None) -> None:
    framework = Framework.objects.create(slug="new", title="New")
    url = "/admin/frameworks/frameworkversion/add/"
    values = {"framework": framework.pk, "number": "1", "title": "New", "points": "10"}
    shares = {"indicators_share": "100", "objective_share": "0"}
    response = admin_client.post(url, filled(admin_client, url) | values | shares)
    version = FrameworkVersion.objects.get()
    assert response.status_code == 302
    assert (version.is_published, version.points, version.elements.count()) == (False, 10, 0)


def test_slug_is_edited_until_a_version_is_published(admin_client: Client, published: FrameworkVersion) -> None:
    fresh = Framework.objects.create(slug="fresh", title="Fresh")
    save(admin_client, change_url(fresh), slug="fresher")
    save(admin_client, change_url(published.framework), slug="forged", title="Retitled")
    assert list(Framework.objects.order_by("pk").values_list("slug", "title")) == [
        ("tiny", "Retitled"),
        ("fresher", "Fresh"),
    ]


def test_draft_of_another_framework_may_use_the_same_codes(admin_client: Client, draft: FrameworkVersion) -> None:
    other = make_version(tiny_definition(framework="other"), published=False)
    save(admin_client, change_url(other.elements.get(code="D1.1")), title="Renamed")
    assert now(draft) == tiny_definition(version="1.1")
    assert now(other).elements[0].title == "Renamed"
