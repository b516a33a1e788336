"""No write to a version's own row, or its framework's, changes what was published; retiring touches no content."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers
from django.db import transaction
from django.db.models import F, ProtectedError

from frameworks.actions.versions import publish_version, reinstate_version, retire_version
from frameworks.models import Framework, FrameworkVersion, FrozenVersionError, MisplacedContentError
from frameworks.models.reading import read_definition
from frameworks.models.version_content import VersionContent
from tests.definitions import tiny_definition

CONTENT = [model for model in apps.get_app_config("frameworks").get_models() if issubclass(model, VersionContent)]
TEXT = {"title": "Changed"}


@pytest.fixture(autouse=True)
def _unchanged(published: FrameworkVersion) -> Any:
    """Whatever a test here tries: afterwards the published version says what it said."""
    yield
    stored = FrameworkVersion.objects.select_related("framework").get(pk=published.pk)
    assert read_definition(stored) == tiny_definition()
    assert stored.published_at == published.published_at


def expect(write: Callable[[], Any], refused: bool) -> None:
    """The write goes through, or is refused as one to a published version."""
    if not refused:
        write()
        return
    with pytest.raises(FrozenVersionError), transaction.atomic():
        write()


class TestVersion:
    """The version's own row."""

    def test_save(self, published: FrameworkVersion) -> None:
        published.title = "Changed"
        expect(published.save, True)

    def test_save_as_a_draft(self, published: FrameworkVersion) -> None:
        stored = FrameworkVersion.objects.get(pk=published.pk)
        stored.published_at = None
        expect(stored.save, True)

    def test_save_of_a_stale_row(self, draft: FrameworkVersion) -> None:
        publish_version(version=FrameworkVersion.objects.get(pk=draft.pk))
        expect(draft.save, True)
        expect(draft.delete, True)

    def test_update(self, published: FrameworkVersion, draft: FrameworkVersion) -> None:
        expect(lambda: FrameworkVersion.objects.filter(pk=published.pk).update(**TEXT), True)
        expect(lambda: FrameworkVersion.objects.update(published_at=None), True)
        expect(lambda: FrameworkVersion.objects.update(points=F("points") + 1), True)
        expect(lambda: published.framework.versions.update(**TEXT), True)
        expect(lambda: FrameworkVersion.objects.drafts().update(**TEXT), False)
        draft.refresh_from_db()
        assert draft.title == "Changed"

    def test_bulk_update(self, published: FrameworkVersion) -> None:
        stored = FrameworkVersion.objects.get(pk=published.pk)
        stored.title = "Changed"
        expect(lambda: FrameworkVersion.objects.bulk_update([stored], ["title"]), True)

    def test_bulk_create_over_what_is_there(self, published: FrameworkVersion) -> None:
        options = {"update_conflicts": True, "unique_fields": ["uuid"], "update_fields": ["title"]}
        with pytest.raises(MisplacedContentError):
            FrameworkVersion.objects.bulk_create([published], **options)

    def test_delete(self, published: FrameworkVersion) -> None:
        expect(published.delete, True)
        expect(FrameworkVersion.objects.filter(pk=published.pk).delete, True)
        expect(FrameworkVersion.objects.all().delete, True)

    def test_delete_of_a_draft_takes_its_content_along(self, draft: FrameworkVersion) -> None:
        pk = draft.pk
        draft.delete()
        assert [model.objects.filter(**{model.version_path: pk}).count() for model in CONTENT] == [0] * len(CONTENT)

    def test_move_to_another_framework(self, published: FrameworkVersion) -> None:
        other = Framework.objects.create(slug="other", title="Other")
        expect(lambda: other.versions.add(published), True)

    def test_delete_of_its_framework(self, published: FrameworkVersion) -> None:
        with pytest.raises(ProtectedError):
            published.framework.delete()
        with pytest.raises(ProtectedError):
            Framework.objects.all().delete()


def test_framework_is_retitled_at_any_time(published: FrameworkVersion) -> None:
    framework = published.framework
    framework.title = "A better title"
    framework.save()
    Framework.objects.update(title="The best title")
    framework.refresh_from_db()
    assert framework.title == "The best title"


def test_slug_stays_once_a_version_was_published(published: FrameworkVersion) -> None:
    framework = published.framework
    framework.slug = "another"
    expect(framework.save, True)
    expect(lambda: Framework.objects.update(slug="another"), True)


def test_slug_of_a_framework_with_drafts_alone_can_change(published: FrameworkVersion) -> None:
    framework = Framework.objects.create(slug="young", title="Young")
    framework.slug = "older"
    framework.save()
    Framework.objects.filter(pk=framework.pk).update(slug="oldest")
    framework.refresh_from_db()
    assert framework.slug == "oldest"


def test_refusal_says_what_to_do(published: FrameworkVersion) -> None:
    with pytest.raises(FrozenVersionError) as refused:
        published.save()
    assert str(refused.value) == (
        "A published version can't be changed. Copy it to a new draft, change the draft, and publish that."
    )


class TestRetired:
    """Retiring is all that ever happens to a published version."""

    def test_content_is_frozen_before_during_and_after(self, published: FrameworkVersion) -> None:
        for action in (retire_version, reinstate_version):
            action(version=published)
            stored = FrameworkVersion.objects.get(pk=published.pk)
            stored.title = "Changed"
            expect(stored.save, True)
            expect(stored.delete, True)
            expect(lambda: published.elements.update(title="Changed"), True)
            expect(published.elements.first().delete, True)

    def test_moment_is_written_by_the_actions_alone(self, published: FrameworkVersion) -> None:
        expect(lambda: FrameworkVersion.objects.update(retired_at=F("published_at")), True)
        expect(lambda: published.framework.versions.update(retired_at=F("published_at")), True)
        stored = FrameworkVersion.objects.get(pk=published.pk)
        stored.retired_at = stored.published_at
        expect(stored.save, True)
        expect(lambda: FrameworkVersion.objects.bulk_update([stored], ["retired_at"]), True)
        assert FrameworkVersion.objects.get(pk=published.pk).is_retired is False

    def test_marking_leaves_drafts_alone(self, published: FrameworkVersion, draft: FrameworkVersion) -> None:
        assert FrameworkVersion.objects.mark_retired(published.published_at) == 1
        assert FrameworkVersion.objects.get(pk=draft.pk).is_retired is False


class TestShortCuts:
    """A draft becomes a published version by the action that checks it first, and by nothing else."""

    @pytest.mark.parametrize("moment", ["published_at", "retired_at"])
    def test_update(self, published: FrameworkVersion, draft: FrameworkVersion, moment: str) -> None:
        expect(lambda: FrameworkVersion.objects.filter(pk=draft.pk).update(**{moment: published.published_at}), True)
        assert FrameworkVersion.objects.get(pk=draft.pk).is_published is False


def test_rows_are_loaded_as_they_were_dumped(published: FrameworkVersion) -> None:
    """The roads of a backup: content comes back whole, and brings its history along rather than making it."""
    models = ("framework", "frameworkversion", "ratingstep", "category", "dimension", "element", "indicator")
    models += ("objectivestep", "maturitylevel", "gate", "upgraderule", "translation", "leveldescription")
    dumped = serializers.serialize(
        "python", [row for name in models for row in apps.get_model("frameworks", name).objects.all()]
    )
    lines = published.history.count()
    for row in serializers.deserialize("python", dumped):
        row.save()
    assert published.history.count() == lines
