"""Two people with the same page open: nobody's change is overwritten unseen."""

import html
import re
from typing import Any

import pytest
from django.test import Client

from frameworks.models import Element, FrameworkVersion
from tests.frameworks.admin_posts import change_url, errors_of, filled

SEEN = re.compile(r'<input type="hidden" name="((?:\w+-\d+-)?initial-[\w-]+|initial-[\w-]+)"(?: value="([^"]*)")?')


def opened(client: Client, url: str) -> dict[str, Any]:
    """What a browser would send back, and what each field said when the page was opened."""
    page = client.get(url).content.decode()
    return filled(client, url) | {name: html.unescape(value) for name, value in SEEN.findall(page)}


@pytest.fixture
def element(draft: FrameworkVersion) -> Element:
    return draft.elements.get(code="D1.1")


def changed(element: Element, **values: Any) -> None:
    """What somebody else does meanwhile."""
    for name, value in values.items():
        setattr(element, name, value)
    element.save()


def now(element: Element) -> Element:
    return Element.objects.get(pk=element.pk)


def test_page_brings_what_each_field_said(admin_client: Client, element: Element) -> None:
    sent = opened(admin_client, change_url(element))
    assert sent["initial-title"] == "Element D1.1"
    assert sent["initial-indicators-0-text"] == "The organisation does 1 of D1.1."


def test_field_that_its_reader_left_alone_stays_as_somebody_else_wrote_it(
    admin_client: Client, element: Element
) -> None:
    sent = opened(admin_client, change_url(element))
    changed(element, title="Theirs", points=12)
    assert admin_client.post(change_url(element), sent | {"definition": "Mine."}).status_code == 302
    assert (now(element).title, now(element).points, now(element).definition) == ("Theirs", 12, "Mine.")


def test_field_that_both_changed_is_refused_once(admin_client: Client, element: Element) -> None:
    url = change_url(element)
    sent = opened(admin_client, url) | {"title": "Mine"}
    changed(element, title="Theirs")
    response = admin_client.post(url, sent)
    (error,) = errors_of(response)["title"]
    assert "It says now: “Theirs”." in error
    assert now(element).title == "Theirs"
    again = sent | {name: html.unescape(value) for name, value in SEEN.findall(response.content.decode())}
    assert admin_client.post(url, again).status_code == 302
    assert now(element).title == "Mine"


def test_same_change_by_both_is_no_conflict(admin_client: Client, element: Element) -> None:
    sent = opened(admin_client, change_url(element)) | {"title": "Same"}
    changed(element, title="Same")
    assert admin_client.post(change_url(element), sent).status_code == 302


def test_row_of_a_table_is_kept_safe_as_well(admin_client: Client, element: Element) -> None:
    url, indicator = change_url(element), element.indicators.get(number=1)
    sent = opened(admin_client, url) | {"indicators-0-text": "Mine."}
    indicator.text = "Theirs."
    indicator.save()
    assert list(errors_of(admin_client.post(url, sent))) == ["indicators-0-text"]
    untouched = opened(admin_client, url)
    indicator.text = "Theirs again."
    indicator.save()
    assert admin_client.post(url, untouched | {"indicators-1-text": "Mine."}).status_code == 302
    assert [one.text for one in element.indicators.order_by("number")] == ["Theirs again.", "Mine."]


def test_lines_are_the_same_however_a_browser_ends_them(admin_client: Client, element: Element) -> None:
    changed(element, definition="One.\nTwo.")
    sent = opened(admin_client, change_url(element))
    sent |= {name: value.replace("\n", "\r\n") for name, value in sent.items() if isinstance(value, str)}
    assert admin_client.post(change_url(element), sent | {"title": "Mine"}).status_code == 302
    assert now(element).definition == "One.\nTwo."
    assert [change[0] for change in now(element).history.first().changes] == ["title"]  # type: ignore[attr-defined]


def test_choice_that_both_changed_is_refused(admin_client: Client, element: Element) -> None:
    url, version = change_url(element), element.version
    sent = opened(admin_client, url) | {"dimension": version.dimensions.get(code="D2").pk}
    changed(element, dimension=version.dimensions.get(code="D3"))
    assert list(errors_of(admin_client.post(url, sent))) == ["dimension"]
