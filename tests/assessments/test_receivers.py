"""The impact preview on the page that asks before publishing: for administrators, and no figure for others."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from frameworks.models import FrameworkVersion
from tests.definitions import make_category, make_element, tiny_definition
from tests.factories import make_version, rate_all
from tests.pages import text_of


@pytest.fixture
def draft(assessment, assessor):
    """Version 1.1 without D1.2 and with D1.3; the assessment, all 4, loses four answers."""
    rate_all(assessment, 4, by=assessor)
    old = tiny_definition()
    d1, d2, _d3 = old.dimensions
    elements = (replace(d1.elements[0], points=Decimal(15)), make_element("D1.3", 5, (1,)))
    alignment = make_category("A", 40, replace(d1, elements=elements), d2)
    return make_version(tiny_definition(version="1.1", categories=(alignment, old.categories[1])), published=False)


def publish_url(version: FrameworkVersion) -> str:
    return reverse("admin:frameworks_frameworkversion_publish", args=[version.pk])


def test_administrators_see_each_assessment(client, admin, draft):
    client.force_login(admin)
    response = client.get(publish_url(draft))
    text = text_of(response)
    assert "assessments in progress 1 would have other points 1 would be at another level 0" in text
    assert "answers would be lost 4" in text
    assert "New since version 1.0, and unanswered at first: D1.3 Element D1.3" in text
    assert "2026 self-assessment Harbour Bank, version 1.0 67.50 64.13 Managed Managed 4 answers" in text
    for line in ("D1.2/1 The organisation does 1 of D1.2.", "D1.2 D1.2 is achieved."):
        assert line in text
    assertContains(response, reverse("admin:frameworks_frameworkversion_difference", args=[draft.pk]))


def test_content_editor_sees_no_figure(client, editor, draft):
    """Sums over drafts of one's own making would tell answer by answer."""
    client.force_login(editor)
    response = client.get(publish_url(draft))
    text = text_of(response)
    assert "is shown here to administrators who may see assessments" in text
    for words in ("in progress 1", "lost", "would have", "New since", "Harbour", "2026 self-assessment", "67.50"):
        assert words not in text


def test_content_editor_reads_the_same_whatever_the_draft_would_do(client, editor, draft):
    client.force_login(editor)
    before = text_of(client.get(publish_url(draft)))
    draft.elements.get(code="D1.1").indicators.filter(number=1).update(weight=2)
    assert text_of(client.get(publish_url(draft))) == before


def test_draft_with_faults_is_not_previewed(client, admin, draft):
    draft.elements.filter(code="D1.3").update(points=4)
    client.force_login(admin)
    assertNotContains(client.get(publish_url(draft)), "What it would do to assessments in progress")


def test_nothing_in_progress_is_said_in_words(client, admin, db):
    client.force_login(admin)
    draft = make_version(tiny_definition(), published=False)
    assertContains(client.get(publish_url(draft)), "No assessment is in progress with an older version.")


def test_looking_changes_no_assessment(client, admin, draft, assessment):
    client.force_login(admin)
    client.get(publish_url(draft))
    client.post(publish_url(draft))
    stored = type(assessment).objects.get(pk=assessment.pk)
    assert (stored.version_id, stored.points) == (assessment.version_id, Decimal("67.50"))
