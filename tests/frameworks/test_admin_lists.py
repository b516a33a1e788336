"""The lists of the administration: what they show, in which order, and that everything can be found."""

from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from frameworks.actions.versions import copy_version
from frameworks.models import Category, Dimension, Element, Framework, FrameworkVersion, Indicator
from tests.definitions import tiny_definition
from tests.factories import make_version
from tests.frameworks.admin_posts import list_url

MODELS = [Framework, FrameworkVersion, Category, Dimension, Element, Indicator]


def shown(client: Client, model: type, query: str = "") -> list[str]:
    """The rows that a list shows, in its order."""
    return [str(row) for row in client.get(list_url(model) + query).context["cl"].result_list]


def cells(client: Client, model: type, query: str = "") -> list[list[str]]:
    """What the columns of a list say."""
    changelist = client.get(list_url(model) + query).context["cl"]
    admin = changelist.model_admin
    columns = [name for name in admin.list_display if hasattr(admin, name)]
    return [[str(getattr(admin, name)(row)) for name in columns] for row in changelist.result_list]


@pytest.mark.parametrize("model", MODELS)
def test_every_list_opens(admin_client: Client, draft: FrameworkVersion, model: type) -> None:
    assert admin_client.get(list_url(model)).status_code == 200


def test_versions_say_their_state_their_elements_and_whether_their_points_add_up(
    admin_client: Client, published: FrameworkVersion, draft: FrameworkVersion
) -> None:
    draft.elements.filter(code="D3.1").update(points=Decimal("50.5"))
    link = '<a href="/admin/frameworks/element/?version__id__exact={}">4</a>'
    tree = '<a href="/admin/frameworks/frameworkversion/{}/tree/" aria-label="Tree of {}">{}</a>'
    assert cells(admin_client, FrameworkVersion) == [
        ["Draft", tree.format(draft.pk, draft, "Tree"), link.format(draft.pk), "90.5 of 100", "False"],
        ["Published", tree.format(published.pk, published, "Tree"), link.format(published.pk), "100 of 100", "True"],
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [("?state=draft", ["Tiny 1.1"]), ("?state=published", ["Tiny 1.0"]), ("", ["Tiny 1.1", "Tiny 1.0"])],
)
def test_versions_are_filtered_by_state(
    admin_client: Client, published: FrameworkVersion, draft: FrameworkVersion, query: str, expected: list[str]
) -> None:
    assert shown(admin_client, FrameworkVersion, query) == expected


def test_elements_come_in_reading_order_with_the_enablers_last(admin_client: Client, draft: FrameworkVersion) -> None:
    assert [name.split()[0] for name in shown(admin_client, Element)] == ["D1.1", "D1.2", "D2.1", "D3.1", "E1"]
    assert [row.points for row in Element.objects.in_order()] == [10, 10, 20, 60, 0]


def test_newest_version_comes_first_and_frameworks_by_title(
    admin_client: Client, published: FrameworkVersion, draft: FrameworkVersion
) -> None:
    make_version(tiny_definition(framework="another", title="Another"))
    rows = admin_client.get(list_url(Category)).context["cl"].result_list
    assert [(str(row.version), row.code) for row in rows] == [
        ("Another 1.0", "A"),
        ("Another 1.0", "P"),
        ("Tiny 1.1", "A"),
        ("Tiny 1.1", "P"),
        ("Tiny 1.0", "A"),
        ("Tiny 1.0", "P"),
    ]


def test_elements_say_their_share_and_their_indicators(admin_client: Client, draft: FrameworkVersion) -> None:
    assert cells(admin_client, Element) == [
        ["10.00 %", "2"],
        ["10.00 %", "3"],
        ["20.00 %", "1"],
        ["60.00 %", "4"],
        ["0.00 %", "2"],
    ]


def test_dimensions_say_their_points_and_their_share(admin_client: Client, draft: FrameworkVersion) -> None:
    assert cells(admin_client, Dimension) == [
        ["20", "20.00 %", "2"],
        ["20", "20.00 %", "1"],
        ["60", "60.00 %", "1"],
    ]


def test_indicators_say_their_codes_and_versions(admin_client: Client, draft: FrameworkVersion) -> None:
    assert cells(admin_client, Indicator, "?q=D1.1")[:2] == [["D1.1/1", "tiny 1.1"], ["D1.1/2", "tiny 1.1"]]


@pytest.mark.parametrize(
    ("model", "query", "expected"),
    [
        (Element, "?dimension=D2", ["D2.1 Element D2.1"]),
        (Element, "?dimension=-", ["E1 Enabler E1"]),
        (Indicator, "?dimension=D2", ["D2.1/1"]),
        (Indicator, "?dimension=-", ["E1/1", "E1/2"]),
    ],
)
def test_rows_are_filtered_by_dimension(
    admin_client: Client, draft: FrameworkVersion, model: type, query: str, expected: list[str]
) -> None:
    assert shown(admin_client, model, query) == expected


@pytest.mark.parametrize("model", [Category, Dimension, Element, Indicator])
def test_rows_are_filtered_by_state_and_version(
    admin_client: Client, published: FrameworkVersion, draft: FrameworkVersion, model: type
) -> None:
    both, half = shown(admin_client, model), shown(admin_client, model, "?state=draft")
    assert both == half * 2
    assert shown(admin_client, model, f"?{model.version_path}__id__exact={published.pk}") == half


@pytest.mark.parametrize(
    ("model", "words", "expected"),
    [
        (Framework, "tiny", ["Tiny"]),
        (FrameworkVersion, "framework for tests", ["Tiny 1.1"]),
        (Category, "about P", ["Category P"]),
        (Dimension, "what about D2?", ["D2 Dimension D2"]),
        (Dimension, "about D3.", ["D3 Dimension D3"]),
        (Element, "D2.1 is achieved", ["D2.1 Element D2.1"]),
        (Element, "What D1.2 is", ["D1.2 Element D1.2"]),
        (Element, "does 3 of D1.2", ["D1.2 Element D1.2"]),
        (Element, "does E1", ["E1 Enabler E1"]),
        (Indicator, "D3.1/4", ["D3.1/4"]),
        (Indicator, "does 2 of D1.1", ["D1.1/2"]),
        (Indicator, "Enabler", ["E1/1", "E1/2"]),
        (Indicator, "nothing of the kind", []),
    ],
)
def test_every_text_can_be_searched(
    admin_client: Client, draft: FrameworkVersion, model: type, words: str, expected: list[str]
) -> None:
    assert shown(admin_client, model, f"?q={words}") == expected


def test_search_leaves_the_counts_as_they_are(admin_client: Client, draft: FrameworkVersion) -> None:
    assert cells(admin_client, Element, "?q=does 1 of D3.1") == [["60.00 %", "4"]]


@pytest.mark.parametrize(
    ("model", "queries"),
    [(Framework, 5), (FrameworkVersion, 6), (Category, 6), (Dimension, 6), (Element, 7), (Indicator, 7)],
)
@pytest.mark.parametrize("copies", [1, 3])
def test_list_takes_the_same_queries_for_one_version_and_for_three(
    admin_client: Client,
    published: FrameworkVersion,
    django_assert_num_queries: DjangoAssertNumQueries,
    model: type,
    queries: int,
    copies: int,
) -> None:
    for number in range(1, copies):
        copy_version(version=published, number=f"1.{number}")
    admin_client.get(list_url(model))
    with django_assert_num_queries(queries):  # session and person, two counts, the rows, and one for each filter
        admin_client.get(list_url(model))


@pytest.mark.parametrize("name", ["category", "dimension", "element"])
def test_number_that_no_database_holds_finds_nothing(admin_client: Client, published, name: str) -> None:
    response = admin_client.get(f"/admin/frameworks/{name}/?version={'9' * 26}", follow=True)
    assert response.status_code == 200
