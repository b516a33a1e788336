"""The pages of the administration: the state of the version at all times, the structure, the way up, down and along."""

import re
from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains

from frameworks.models import Category, Dimension, Element, FrameworkVersion, Indicator, MaturityLevel, RatingStep
from tests.definitions import tiny_definition
from tests.factories import make_version, shipped_content
from tests.frameworks.admin_posts import change_url


def mends(client: Client, row) -> list[tuple[str, str]]:
    """The faults that a page names: where, and what."""
    return [(mend.spot.label, mend.words) for mend in client.get(change_url(row)).context["state"].mends]


def pages_of(version: FrameworkVersion) -> list:
    """One page of every kind."""
    indicator = Indicator.objects.filter(element__version=version).first()
    enabler = version.elements.get(dimension=None)
    return [
        version,
        version.categories.first(),
        version.dimensions.first(),
        version.elements.first(),
        enabler,
        indicator,
    ]


def test_every_page_of_a_sound_draft_says_that_the_points_add_up(admin_client: Client, draft: FrameworkVersion) -> None:
    for row in pages_of(draft):
        response = admin_client.get(change_url(row))
        assertContains(response, "The points add up: 100 of 100.", count=1)
        assertContains(response, "This draft has no faults and can be published.", count=1)


def test_every_page_of_a_draft_says_what_is_off(admin_client: Client, draft: FrameworkVersion) -> None:
    draft.elements.filter(code="D3.1").update(points=Decimal("50.5"))
    for row in pages_of(draft):
        response = admin_client.get(change_url(row))
        assertContains(response, "The points don't add up: 90.5 of 100.", count=1)
        assertContains(response, "2 things keep this draft from being published:", count=1)
        assert mends(admin_client, row) == [
            ("Points in total", "the elements add up to 90.5 points, not to the declared 100"),
            ("Category P › Share (%)", "P holds 50.5 points, not 60 % of 100"),
        ]


def test_every_page_of_a_published_version_says_that_it_stays(
    admin_client: Client, published: FrameworkVersion
) -> None:
    for row in pages_of(published):
        response = admin_client.get(change_url(row))
        assertContains(response, f"Tiny 1.0 was published on {published.published_at:%-d %B %Y} and can't be changed.")
        assertContains(response, "The points add up: 100 of 100.")
        assertNotContains(response, "can be published")


def spoil(version: FrameworkVersion) -> None:
    """Make every fault that can be made in the administration."""
    rows = Indicator.objects.filter(element__version=version)
    RatingStep.objects.filter(version=version, value=1).delete()
    RatingStep.objects.filter(version=version, value=3).update(percent=10)
    version.objective_answers.filter(code="full").delete()
    MaturityLevel.objects.filter(version=version, number=1).delete()
    MaturityLevel.objects.filter(version=version, number=4).update(from_percent=30)
    rows.filter(element__code="E1").delete()
    version.elements.filter(code="D1.1").update(points=0)
    version.elements.filter(code="D1.2").update(objective="")
    version.elements.filter(code="D3.1").delete()
    version.dimensions.filter(code="D2").update(title="Dimension D1")
    Category.objects.create(version=version, code="C", title="Category A", share=Decimal(5), position=9)
    FrameworkVersion.objects.filter(pk=version.pk).update(indicators_share=60)
    version.framework.slug = "Not_Small"
    version.framework.save()


def test_each_fault_is_named_as_the_administrator_knows_its_place(
    admin_client: Client, draft: FrameworkVersion
) -> None:
    spoil(draft)
    assert mends(admin_client, draft) == [
        ("Framework", "must be small letters, digits and hyphens, such as quick-scan"),
        ("Share of the indicators (%)", "indicators and objective add up to 90, not 100"),
        ("Rating scale", "the scale has no bottom: one step must be worth 0 %"),
        ("Rating scale › row 2 › Worth (%)", "a higher rating can't be worth less than a lower one"),
        ("Objective scale", "the scale has no top: one step must be worth 100 %"),
        ("Maturity levels", "the first level must start at 0 %"),
        ("Maturity levels › row 3 › From (%)", "must be greater than 40: levels rise"),
        ("D3 Dimension D3 › Elements", "D3 has no element"),
        ("Category A › Dimensions", "C has no dimension"),
        ("D1.1 Element D1.1 › Points", "must be greater than 0"),
        ("D1.2 Element D1.2 › Statement of objective", "D1.2 has no statement of objective"),
        ("E1 Enabler E1 › Maturity indicators", "E1 has no indicator"),
        ("Category A › Title", "Category A is there already, at Category A › Title"),
        ("D2 Dimension D1 › Title", "Dimension D1 is there already, at D1 Dimension D1 › Title"),
        ("Points in total", "the elements add up to 30 points, not to the declared 100"),
        ("Categories", "the shares add up to 105, not 100"),
        ("Category A › Share (%)", "A holds 30 points, not 40 % of 100"),
        ("Category P › Share (%)", "P holds 0 points, not 60 % of 100"),
        ("Category A › Share (%)", "C holds 0 points, not 5 % of 100"),
    ]


def test_each_fault_leads_to_the_field_or_row_where_it_is_mended(admin_client: Client, draft: FrameworkVersion) -> None:
    spoil(draft)
    for mend in admin_client.get(change_url(draft)).context["state"].mends:
        page, _, anchor = mend.spot.url.partition("#")
        assertContains(admin_client.get(page), f'id="{anchor}"', count=1, msg_prefix=mend.spot.label)


def test_fault_in_an_indicator_leads_to_its_row(admin_client: Client, draft: FrameworkVersion) -> None:
    element = draft.elements.get(code="D1.2")
    element.code = "D1,2"
    element.save()
    (mend, *_) = admin_client.get(change_url(draft)).context["state"].mends
    assert (mend.spot.label, mend.spot.url) == ("D1,2 Element D1.2 › Code", f"{change_url(element)}#id_code")


@pytest.mark.parametrize(
    ("model", "code", "sentence"),
    [
        (Dimension, "D1", "D1 Dimension D1 holds 20 of the 100 points: 20.00 %."),
        (Element, "D1.1", "D1.1 Element D1.1 holds 10 of the 100 points: 10.00 %."),
    ],
)
def test_page_says_what_it_holds(
    admin_client: Client, draft: FrameworkVersion, model, code: str, sentence: str
) -> None:
    assertContains(admin_client.get(change_url(model.objects.get(code=code))), sentence)


def test_enabler_page_speaks_of_no_points_of_its_own(admin_client: Client, draft: FrameworkVersion) -> None:
    assertNotContains(admin_client.get(change_url(draft.elements.get(code="E1"))), "holds")


def test_element_rows_link_to_their_pages_and_say_their_share(admin_client: Client, draft: FrameworkVersion) -> None:
    response = admin_client.get(change_url(draft.dimensions.get(code="D1")))
    for element in draft.elements.filter(dimension__code="D1"):
        assertContains(response, f'<a href="{change_url(element)}" aria-label="{element}">Open</a>', html=True)
    assertContains(response, "<p>10.00 %</p>", count=2)


def test_way_up_goes_by_version_and_dimension(admin_client: Client, draft: FrameworkVersion) -> None:
    element = draft.elements.get(code="D1.2")
    indicator = element.indicators.first()
    version, category = (str(draft), change_url(draft)), draft.categories.get(code="A")
    dimension = (str(element.dimension), change_url(element.dimension))
    trails = {
        category: [version],
        element.dimension: [version, (str(category), change_url(category))],
        element: [version, dimension],
        draft.elements.get(code="E1"): [version],
        indicator: [version, dimension, (str(element), change_url(element))],
    }
    for row, trail in trails.items():
        response = admin_client.get(change_url(row))
        assert [(above.label, above.url) for above in response.context["trail"]] == trail
        crumbs = response.content.decode().partition('<ol class="breadcrumbs">')[2].partition("</ol>")[0]
        assert re.findall(r'href="([^"]+)"', crumbs)[2:] == [url for _, url in trail]


def test_elements_are_leafed_through_over_dimensions_into_the_enablers(
    admin_client: Client, draft: FrameworkVersion, published: FrameworkVersion
) -> None:
    seen, url = [], change_url(draft.elements.get(code="D1.1"))
    while url:
        context = admin_client.get(url).context
        seen.append((context["previous"] and context["previous"].label.split()[0], context["original"].code))
        url = context["next"] and context["next"].url
    assert seen == [(None, "D1.1"), ("D1.1", "D1.2"), ("D1.2", "D2.1"), ("D2.1", "D3.1"), ("D3.1", "E1")]


def test_versions_are_not_leafed_through(admin_client: Client, draft: FrameworkVersion) -> None:
    context = admin_client.get(change_url(draft)).context
    assert (context["previous"], context["next"], context["trail"]) == (None, None, [])


def test_texts_are_shown_as_texts(admin_client: Client, draft: FrameworkVersion) -> None:
    script = "<script>alert(1)</script>"
    for row in draft.elements.all(), draft.dimensions.all(), draft.categories.all():
        row.update(title=script)
    for row in pages_of(draft):
        assertNotContains(admin_client.get(change_url(row)), script)


@pytest.mark.django_db
@pytest.mark.parametrize("content", [tiny_definition(), shipped_content()], ids=["tiny", "shipped"])
def test_version_page_takes_the_same_queries_whatever_its_size(
    admin_client: Client, django_assert_num_queries: DjangoAssertNumQueries, content
) -> None:
    version = make_version(content, published=False)
    admin_client.get(change_url(version))
    with django_assert_num_queries(23):
        admin_client.get(change_url(version))


@pytest.mark.django_db
@pytest.mark.parametrize("content", [tiny_definition(), shipped_content()], ids=["tiny", "shipped"])
def test_element_page_takes_the_same_queries_whatever_its_size(
    admin_client: Client, django_assert_num_queries: DjangoAssertNumQueries, content
) -> None:
    version = make_version(content, published=False)
    element = version.elements.in_order()[1]
    admin_client.get(change_url(element))
    with django_assert_num_queries(24):
        admin_client.get(change_url(element))


@pytest.mark.parametrize("more", [0, 5])
def test_dimension_page_takes_the_same_queries_for_any_number_of_elements(
    admin_client: Client, django_assert_num_queries: DjangoAssertNumQueries, draft: FrameworkVersion, more: int
) -> None:
    dimension = draft.dimensions.get(code="D1")
    for number in range(more):
        Element.objects.create(version=draft, dimension=dimension, code=f"D1.{number + 3}", title="More", position=9)
    FrameworkVersion.objects.filter(pk=draft.pk).update(points=100)
    admin_client.get(change_url(dimension))
    with django_assert_num_queries(22 if not more else 25):  # a draft with faults is asked for its tree as well
        admin_client.get(change_url(dimension))
