"""Every change of content is noted with who, when and the old text; what goes with a whole version is not."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains

from frameworks.actions.versions import copy_version, publish_version, reinstate_version, retire_version
from frameworks.history import entry, lines_of
from frameworks.models import Element, FrameworkVersion, FrozenVersionError, Indicator, RatingStep, Translation
from tests.definitions import tiny_definition
from tests.factories import make_version, shipped_content
from tests.frameworks.admin_posts import change_url, filled
from tests.pages import text_of


def told(version: FrameworkVersion, item: str = "") -> list[tuple[Any, ...]]:
    """The lines, the newest first: what was done, to what, the note, and each field with old and new."""
    entries = [entry(line) for line in lines_of(version.pk, item)]
    return [
        (line.done, line.item, line.note, [(change.field, change.old, change.new) for change in line.changes])
        for line in entries
    ]


def history_of(client: Client, version: FrameworkVersion, **query: str) -> Any:
    return client.get(reverse("admin:frameworks_frameworkversion_history", args=[version.pk]), query)


def test_version_stored_whole_leaves_one_line(draft: FrameworkVersion) -> None:
    ((done, item, note, changes),) = told(draft)
    assert (done, item, note) == ("Added", "Tiny 1.1", "Stored from a file.")
    assert ("Points in total", "", "100") in changes


def test_copy_says_what_it_was_copied_from_and_takes_no_history_along(published: FrameworkVersion) -> None:
    copy = copy_version(version=published, number="2.0")
    assert [line[:3] for line in told(copy)] == [("Added", "Tiny 2.0", "Copied from version 1.0.")]


def test_life_of_a_version_is_noted(draft: FrameworkVersion) -> None:
    publish_version(version=draft)
    retire_version(version=draft)
    reinstate_version(version=draft)
    assert [line[2] for line in told(draft)] == [
        "Taken back into use.",
        "Retired.",
        "Published.",
        "Stored from a file.",
    ]


def test_change_keeps_the_old_text_beside_the_new(draft: FrameworkVersion) -> None:
    element = draft.elements.get(code="D1.1")
    element.title, element.points = "Renamed", Decimal("12.50")
    element.save()
    assert told(draft)[0] == (
        "Changed",
        "D1.1 Renamed",
        "",
        [("Title", "Element D1.1", "Renamed"), ("Points", "10", "12.5")],
    )


def test_save_without_a_change_leaves_no_line(draft: FrameworkVersion) -> None:
    element = draft.elements.get(code="D1.1")
    element.points = Decimal(10)
    element.save()
    assert len(told(draft)) == 1


def test_save_of_some_fields_notes_only_those(draft: FrameworkVersion) -> None:
    element = draft.elements.get(code="D1.1")
    element.title, element.definition = "Renamed", "Not stored."
    element.save(update_fields=["title"])
    assert told(draft)[0][3] == [("Title", "Element D1.1", "Renamed")]


def test_move_names_both_places(draft: FrameworkVersion) -> None:
    element = draft.elements.get(code="D1.1")
    element.dimension = draft.dimensions.get(code="D2")
    element.save()
    assert told(draft)[0][3] == [("Dimension", "D1 Dimension D1", "D2 Dimension D2")]


def test_added_and_removed_rows_keep_their_texts(draft: FrameworkVersion) -> None:
    element = draft.elements.get(code="D2.1")
    Indicator.objects.create(element=element, number=2, text="Another.")
    element.indicators.get(number=1).delete()
    assert told(draft)[:2] == [
        (
            "Removed",
            "D2.1/1",
            "",
            [("Number", "1", ""), ("Statement", "The organisation does 1 of D2.1.", ""), ("Weight", "1", "")],
        ),
        ("Added", "D2.1/2", "", [("Number", "", "2"), ("Statement", "", "Another."), ("Weight", "", "1")]),
    ]


def test_removed_element_keeps_the_texts_of_its_indicators(draft: FrameworkVersion) -> None:
    draft.elements.get(code="D1.2").delete()
    assert sorted(line[1] for line in told(draft) if line[0] == "Removed") == [
        "D1.2 Element D1.2",
        "D1.2/1",
        "D1.2/2",
        "D1.2/3",
    ]


def test_deleted_draft_leaves_one_line_and_not_one_for_each_row(draft: FrameworkVersion) -> None:
    key = draft.pk
    draft.delete()
    assert [entry(line).done for line in lines_of(key)] == ["Removed", "Added"]


def test_history_of_an_element_holds_its_indicators_and_nothing_else(draft: FrameworkVersion) -> None:
    element, other = draft.elements.get(code="D1.1"), draft.elements.get(code="D1.2")
    for row in (element.indicators.first(), other.indicators.first()):
        row.text = "Reworded."
        row.save()
    assert [line[1] for line in told(draft, f"element-{element.pk}")] == ["D1.1/1"]


def test_history_of_a_language_and_of_the_scales(draft: FrameworkVersion) -> None:
    Translation.objects.create(version=draft, language="de", key="framework.title", text="Winzig")
    step = RatingStep.objects.get(version=draft, value=3)
    step.title = "Renamed"
    step.save()
    assert [line[1] for line in told(draft, "translation-de")] == ["framework.title (de)"]
    assert [line[1] for line in told(draft, "version")] == ["3 Renamed", "Tiny 1.1"]


def test_lines_stay_as_they_are(draft: FrameworkVersion) -> None:
    element = draft.elements.get(code="D1.1")
    element.title = "Renamed"
    element.save()
    lines: Any = Element.history.all()
    for attempt in (lines.first().save, lines.first().delete, lines.delete, lambda: lines.update(item="Forged")):
        with pytest.raises(FrozenVersionError):
            attempt()
    assert told(draft)[0][1] == "D1.1 Renamed"


def test_no_revert_passes_the_guard_of_a_published_version(draft: FrameworkVersion) -> None:
    element = draft.elements.get(code="D1.1")
    element.title = "Renamed"
    element.save()
    old: Any = Element.history.first().instance
    old.title = "Element D1.1"
    publish_version(version=draft)
    for attempt in (old.save, old.save_without_historical_record, old.delete):
        with pytest.raises(FrozenVersionError):
            attempt()
    assert draft.elements.get(code="D1.1").title == "Renamed"


def test_page_names_who_changed_what_and_marks_the_words(admin_client: Client, draft: FrameworkVersion) -> None:
    indicator = Indicator.objects.get(element__version=draft, element__code="D2.1")
    data = filled(admin_client, change_url(indicator))
    admin_client.post(change_url(indicator), data | {"text": "The organisation does 2 of D2.1."})
    response = history_of(admin_client, draft)
    assertContains(response, '<span class="who">Ada Admin</span>', count=1, html=True)
    assert "The organisation does removed: 1 end of removed added: 2 end of added of D2.1." in text_of(response)
    assertContains(response, "a command on the server", count=1)


def test_page_shows_one_item_alone(admin_client: Client, draft: FrameworkVersion) -> None:
    element = draft.elements.get(code="D1.1")
    element.title = "Renamed"
    element.save()
    assert len(history_of(admin_client, draft).context["entries"]) == 2
    response = admin_client.get(reverse("admin:frameworks_element_history", args=[element.pk]), follow=True)
    assert [shown["line"].item for shown in response.context["entries"]] == ["D1.1 Renamed"]
    assertContains(response, f'<option value="element-{element.pk}" selected>D1.1 Renamed</option>', html=True)


def test_page_names_what_was_removed_among_the_choices(admin_client: Client, draft: FrameworkVersion) -> None:
    element = draft.elements.get(code="D1.2")
    key = f"element-{element.pk}"
    element.delete()
    assert (key, "D1.2 Element D1.2") in dict(history_of(admin_client, draft).context["choices"])["Removed"]


@pytest.mark.django_db
@pytest.mark.parametrize("changed", [1, 3])
@pytest.mark.parametrize("content", [tiny_definition(), shipped_content()], ids=["tiny", "shipped"])
def test_page_takes_the_same_queries_whatever_was_changed(
    admin_client: Client, django_assert_num_queries: DjangoAssertNumQueries, content: Any, changed: int
) -> None:
    version = make_version(content, published=False)
    for row in (*version.elements.all()[:changed], *version.dimensions.all()[:changed]):
        row.title = "Renamed"
        row.save()
    with django_assert_num_queries(10):
        history_of(admin_client, version)


def test_save_of_a_row_takes_these_queries(
    django_assert_num_queries: DjangoAssertNumQueries, draft: FrameworkVersion
) -> None:
    element = draft.elements.get(code="D1.1")
    element.title = "Renamed"
    with django_assert_num_queries(7):
        element.save()
