from decimal import Decimal

import pytest
from django.db.models import Q

from assessments.models import Assessment
from comparisons.paging import Order, page_of

PERCENT = Order("percent", lambda row: row.percent, Q(percent__isnull=True), descending=True)
TITLE = Order("title", lambda row: row.title)


@pytest.fixture
def stored(organisation, version, manager):
    """Seven assessments: two pairs with one percentage each, and two without any."""
    percents = ["50.0", None, "20.0", "50.0", "90.0", None, "20.0"]
    return Assessment.objects.bulk_create(
        Assessment(
            organisation=organisation,
            version=version,
            created_by=manager,
            title="BACEDGF"[place],
            percent=None if percent is None else Decimal(percent),
        )
        for place, percent in enumerate(percents)
    )


def forward(order, size):
    """The titles page by page from the first on, and the last row of each page but the last."""
    pages, page = [], page_of(Assessment.objects.all(), order, size)
    while True:
        pages.append("".join(row.title for row in page.rows))
        if not page.has_after:
            return pages, page
        page = page_of(Assessment.objects.all(), order, size, after=page.rows[-1])


def backward(order, size, page):
    pages = ["".join(row.title for row in page.rows)]
    while page.has_before:
        page = page_of(Assessment.objects.all(), order, size, before=page.rows[0])
        pages.append("".join(row.title for row in page.rows))
    return pages[::-1]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 10])
@pytest.mark.parametrize(
    ("order", "whole"),
    [
        (TITLE, "ABCDEFG"),
        (Order("title", TITLE.value, descending=True), "GFEDCBA"),
        (PERCENT, "DEBFCGA"),
        (Order("percent", PERCENT.value, PERCENT.without), "CFBEDGA"),
    ],
)
def test_every_row_is_shown_once_in_the_order(stored, order, whole, size):
    pages, last = forward(order, size)
    assert "".join(pages) == whole
    assert [len(page) for page in pages[:-1]] == [size] * (len(pages) - 1)
    if 7 % size == 0:
        assert backward(order, size, last) == pages
    else:
        assert "".join(backward(order, size, last)) == whole


@pytest.mark.parametrize(("order", "queries"), [(TITLE, 1), (PERCENT, 2)])
def test_page_costs_two_queries_at_most(stored, order, queries, django_assert_num_queries):
    with django_assert_num_queries(queries):
        page_of(Assessment.objects.all(), order, 10, after=stored[4])


def test_nothing_has_nothing_on_either_side(db):
    page = page_of(Assessment.objects.all(), TITLE, 5)
    assert (page.rows, page.has_before, page.has_after) == ([], False, False)
