"""Versions as wholes: stored, published, copied."""

import dataclasses
from decimal import Decimal
from threading import Thread

import pytest
from django.db import IntegrityError, connection, transaction

from frameworks.actions.storage import store_draft
from frameworks.actions.versions import UnpublishableError, copy_version, next_number, publish_version
from frameworks.models import Element, Framework, FrameworkVersion, FrozenVersionError, Indicator
from tests.definitions import tiny_definition
from tests.factories import make_version


def test_first_version_brings_its_framework(db: None) -> None:
    version = store_draft(content=tiny_definition())
    assert (version.framework.slug, version.framework.title) == ("tiny", "Tiny")
    assert version.is_published is False


def test_later_version_joins_its_framework_and_leaves_its_title(published: FrameworkVersion) -> None:
    later = store_draft(content=tiny_definition(version="2", title="Tiny, revised"))
    assert later.framework == published.framework
    assert [framework.title for framework in Framework.objects.all()] == ["Tiny"]


def test_number_that_is_taken_stores_nothing(published: FrameworkVersion) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        store_draft(content=tiny_definition())
    assert FrameworkVersion.objects.count() == 1
    assert Element.objects.count() == 5


def test_sound_draft_is_published(draft: FrameworkVersion) -> None:
    result = publish_version(version=draft)
    stored = FrameworkVersion.objects.get(pk=draft.pk)
    assert stored.is_published is True
    assert stored.published_at == result.published_at == draft.published_at


def test_draft_with_faults_stays_one_and_every_fault_is_named(draft: FrameworkVersion) -> None:
    draft.elements.filter(code="D1.1").update(points=9)
    Indicator.objects.filter(element__code="D2.1").delete()
    with pytest.raises(UnpublishableError) as refused:
        publish_version(version=draft)
    assert [(fault.place, fault.words) for fault in refused.value.faults] == [
        ("categories.0.dimensions.1.elements.0.indicators", "D2.1 has no indicator"),
        ("points", "the elements add up to 99 points, not to the declared 100"),
        ("categories.0.share", "A holds 39 points, not 40 % of 100"),
    ]
    assert FrameworkVersion.objects.get(pk=draft.pk).is_published is False


def test_what_is_stored_is_published_whatever_memory_says(draft: FrameworkVersion) -> None:
    draft.title, draft.points = "Never saved", Decimal(7)
    publish_version(version=draft)
    stored = FrameworkVersion.objects.get(pk=draft.pk)
    assert (stored.title, stored.points) == ("Tiny", Decimal(100))


def test_published_version_is_not_published_again(published: FrameworkVersion) -> None:
    moment = published.published_at
    with pytest.raises(FrozenVersionError):
        publish_version(version=published)
    assert FrameworkVersion.objects.get(pk=published.pk).published_at == moment


def test_copy_is_a_draft_with_the_same_content_and_codes(published: FrameworkVersion) -> None:
    copy = copy_version(version=published, number="1.1")
    assert copy.is_published is False
    assert copy.definition() == dataclasses.replace(tiny_definition(), version="1.1")
    assert not set(copy.elements.values_list("pk")) & set(published.elements.values_list("pk"))


def test_change_of_a_copy_leaves_the_original(published: FrameworkVersion) -> None:
    copy = copy_version(version=published, number="1.1")
    copy.elements.filter(code="D1.1").update(title="Renamed")
    Indicator.objects.filter(element__version=copy).delete()
    assert FrameworkVersion.objects.get(pk=published.pk).definition() == tiny_definition()


def test_draft_can_be_copied_too(draft: FrameworkVersion) -> None:
    draft.elements.filter(code="D1.1").update(title="Renamed")
    copy = copy_version(version=draft, number="7")
    assert copy.definition() == dataclasses.replace(draft.definition(), version="7")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("there", "of", "expected"),
    [
        (["1.0"], "1.0", "1.1"),
        (["1.0", "1.1", "1.2"], "1.0", "1.3"),
        (["1.0", "1.2"], "1.0", "1.1"),
        (["1"], "1", "2"),
        (["2026.9"], "2026.9", "2026.10"),
        (["1.0.9", "1.0.10"], "1.0.9", "1.0.11"),
    ],
)
def test_next_number_counts_up_to_one_that_is_free(there: list[str], of: str, expected: str) -> None:
    for number in there:
        make_version(tiny_definition(version=number), published=False)
    assert next_number(FrameworkVersion.objects.get(number=of)) == expected


def test_next_number_asks_its_own_framework_alone(published: FrameworkVersion) -> None:
    make_version(tiny_definition(framework="other", version="1.1"))
    assert next_number(published) == "1.1"


@pytest.mark.django_db(transaction=True)
def test_change_that_waits_for_a_publication_is_refused() -> None:
    """A save that begins before the publication is committed must not slip in behind it."""
    draft = make_version(tiny_definition(), published=False)
    row = Element.objects.get(code="D1.1")
    row.title = "Too late"
    outcome: list[str] = []

    def save() -> None:
        try:
            row.save()
            outcome.append("saved")
        except FrozenVersionError:
            outcome.append("refused")
        finally:
            connection.close()

    with transaction.atomic():
        publish_version(version=draft)
        late = Thread(target=save)
        late.start()
        late.join(timeout=0.3)
        assert outcome == []  # it waits
    late.join(timeout=10)
    assert outcome == ["refused"]
    assert Element.objects.get(code="D1.1").title == "Element D1.1"


def test_copies_without_a_number_get_the_next_ones(published: FrameworkVersion) -> None:
    assert [copy_version(version=published).number for _ in range(3)] == ["1.1", "1.2", "1.3"]
