"""No path through the models changes what was published."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.db.models import F, ProtectedError

from frameworks.actions.versions import publish_version
from frameworks.models import (
    Category,
    Dimension,
    Element,
    Framework,
    FrameworkVersion,
    FrozenVersionError,
    Indicator,
    MaturityLevel,
    MisplacedContentError,
    ObjectiveStep,
    RatingStep,
)
from frameworks.models.reading import read_definition
from tests.definitions import tiny_definition

CONTENT = [RatingStep, ObjectiveStep, MaturityLevel, Category, Dimension, Element, Indicator]
TEXT = {"title": "Changed"}


def rows(model: Any, version: FrameworkVersion) -> Any:
    return model.objects.filter(**{model.version_path: version})


def text_of(model: Any) -> str:
    return "text" if model is Indicator else "title"


def new_row(model: Any, version: FrameworkVersion) -> Any:
    """A row that could be added to the version if it were a draft."""
    values: dict[str, Any] = {
        RatingStep: {"value": 9, "percent": 100},
        ObjectiveStep: {"code": "new", "percent": 10},
        MaturityLevel: {"number": 9, "from_percent": 99},
        Category: {"code": "N", "share": 1},
        Dimension: {"code": "N1", "category": version.categories.first()},
        Element: {"code": "N1.1", "dimension": version.dimensions.first()},
    }.get(model, {})
    if model is Indicator:
        return Indicator(element=version.elements.first(), number=99, text="New.")
    return model(version=version, title="New", **values)


@pytest.fixture(autouse=True)
def _unchanged(published: FrameworkVersion) -> Any:
    """Whatever a test here tries: afterwards the published version says what it said."""
    yield
    stored = FrameworkVersion.objects.select_related("framework").get(pk=published.pk)
    assert read_definition(stored) == tiny_definition()
    assert stored.published_at == published.published_at


@pytest.mark.parametrize("model", CONTENT)
class TestContent:
    """Each kind of row, each way of writing it: refused when published, done when a draft."""

    def test_save(self, model: Any, published: FrameworkVersion, draft: FrameworkVersion) -> None:
        for version, refused in ((published, True), (draft, False)):
            row = rows(model, version).first()
            setattr(row, text_of(model), "Changed")
            expect(row.save, refused)
            row.refresh_from_db()
            assert (getattr(row, text_of(model)) == "Changed") is not refused

    def test_save_of_one_field(self, model: Any, published: FrameworkVersion) -> None:
        row = rows(model, published).first()
        setattr(row, text_of(model), "Changed")
        expect(lambda: row.save(update_fields=[text_of(model)]), True)

    def test_create(self, model: Any, published: FrameworkVersion, draft: FrameworkVersion) -> None:
        expect(new_row(model, published).save, True)
        expect(new_row(model, draft).save, False)

    def test_delete(self, model: Any, published: FrameworkVersion, draft: FrameworkVersion) -> None:
        expect(rows(model, published).first().delete, True)
        expect(rows(model, draft).first().delete, False)

    def test_bulk_create(self, model: Any, published: FrameworkVersion, draft: FrameworkVersion) -> None:
        expect(lambda: model.objects.bulk_create([new_row(model, draft), new_row(model, published)]), True)
        assert rows(model, draft).count() == rows(model, published).count()
        expect(lambda: model.objects.bulk_create([new_row(model, draft)]), False)
        assert rows(model, draft).count() == rows(model, published).count() + 1

    def test_bulk_create_over_what_is_there(self, model: Any, published: FrameworkVersion) -> None:
        row = rows(model, published).first()
        setattr(row, text_of(model), "Changed")
        options = {"update_conflicts": True, "unique_fields": ["id"], "update_fields": [text_of(model)]}
        with pytest.raises(MisplacedContentError):
            model.objects.bulk_create([row], **options)

    def test_bulk_update(self, model: Any, published: FrameworkVersion, draft: FrameworkVersion) -> None:
        for version, refused in ((published, True), (draft, False)):
            row = rows(model, version).first()
            setattr(row, text_of(model), "Changed")
            expect(lambda row=row: model.objects.bulk_update([row], [text_of(model)]), refused)

    def test_update(self, model: Any, published: FrameworkVersion, draft: FrameworkVersion) -> None:
        expect(lambda: rows(model, published).update(**{text_of(model): "Changed"}), True)
        expect(lambda: model.objects.update(**{text_of(model): "Changed"}), True)
        assert rows(model, draft).filter(**{text_of(model): "Changed"}).count() == 0
        expect(lambda: rows(model, draft).update(**{text_of(model): "Changed"}), False)

    def test_update_through_the_base_manager(self, model: Any, published: FrameworkVersion) -> None:
        expect(lambda: model._base_manager.update(**{text_of(model): "Changed"}), True)

    def test_update_or_create(self, model: Any, published: FrameworkVersion) -> None:
        pk = rows(model, published).first().pk
        expect(lambda: model.objects.update_or_create(pk=pk, defaults={text_of(model): "Changed"}), True)

    def test_delete_of_many(self, model: Any, published: FrameworkVersion, draft: FrameworkVersion) -> None:
        expect(rows(model, published).delete, True)
        expect(model.objects.all().delete, True)
        expect(rows(model, draft).delete, False)
        assert rows(model, draft).count() == 0

    def test_stale_row_of_a_draft_that_was_published_meanwhile(self, model: Any, draft: FrameworkVersion) -> None:
        row = rows(model, draft).select_related(model.version_path).first()
        publish_version(version=FrameworkVersion.objects.get(pk=draft.pk))
        expect(row.save, True)
        expect(row.delete, True)
        expect(lambda: model.objects.bulk_create([new_row(model, draft)]), True)


def expect(write: Callable[[], Any], refused: bool) -> None:
    """The write goes through, or is refused as one to a published version."""
    if not refused:
        write()
        return
    with pytest.raises(FrozenVersionError), transaction.atomic():
        write()


@pytest.mark.parametrize("model", [RatingStep, ObjectiveStep, MaturityLevel, Category])
def test_row_moves_neither_into_a_published_version_nor_out_of_it(
    model: Any, published: FrameworkVersion, draft: FrameworkVersion
) -> None:
    model.objects.filter(version=draft).delete()
    leaving = rows(model, published).first()
    leaving.version = draft
    expect(leaving.save, True)
    coming = new_row(model, draft)
    coming.save()
    coming.version = published
    expect(coming.save, True)


def test_parts_move_neither_into_a_published_version_nor_out_of_it(
    published: FrameworkVersion, draft: FrameworkVersion
) -> None:
    for source, target in ((published, draft), (draft, published)):
        indicator = rows(Indicator, source).first()
        indicator.element, indicator.number = target.elements.first(), 50
        expect(indicator.save, True)
        element = source.elements.get(code="D1.1")
        element.version, element.dimension, element.code = target, target.dimensions.first(), "D1.9"
        expect(element.save, True)
        dimension = source.dimensions.get(code="D1")
        dimension.version, dimension.category, dimension.code = target, target.categories.first(), "D9"
        expect(dimension.save, True)


@pytest.mark.parametrize("model", [RatingStep, ObjectiveStep, MaturityLevel, Category, Dimension, Element])
@pytest.mark.parametrize("key", ["version", "version_id"])
def test_bulk_writes_move_nothing_between_versions(
    model: Any, key: str, published: FrameworkVersion, draft: FrameworkVersion
) -> None:
    target = published if key == "version" else published.pk
    with pytest.raises(MisplacedContentError):
        rows(model, draft).update(**{key: target})
    row = rows(model, draft).first()
    row.version = published
    with pytest.raises(MisplacedContentError), transaction.atomic():
        model.objects.bulk_update([row], ["version"])
    with pytest.raises(MisplacedContentError):
        getattr(published, model._meta.get_field("version").remote_field.related_name).add(row)


def test_bulk_writes_move_no_indicator_to_another_element(published: FrameworkVersion, draft: FrameworkVersion) -> None:
    with pytest.raises(MisplacedContentError):
        rows(Indicator, draft).update(element=published.elements.first())
    with pytest.raises(MisplacedContentError):
        published.elements.first().indicators.add(rows(Indicator, draft).first())


def test_elements_of_a_published_dimension_can_be_neither_removed_nor_cleared(published: FrameworkVersion) -> None:
    dimension = published.dimensions.first()
    with pytest.raises(MisplacedContentError):
        dimension.elements.clear()
    with pytest.raises(MisplacedContentError):
        dimension.elements.remove(dimension.elements.first())


def test_content_lies_in_one_version_with_all_that_it_is_part_of(draft: FrameworkVersion) -> None:
    other = FrameworkVersion.objects.create(framework=draft.framework, number="2", title="Two", **SHARES)
    for row, parent in (
        (draft.elements.get(code="D1.1"), {"version": other}),
        (draft.dimensions.first(), {"version": other}),
        (draft.categories.first(), {"version": other}),
    ):
        for name, value in parent.items():
            setattr(row, name, value)
        with pytest.raises(MisplacedContentError):
            row.save()
    stray = Element(version=other, dimension=draft.dimensions.first(), code="X1", title="Stray")
    with pytest.raises(MisplacedContentError):
        stray.save()
    with pytest.raises(MisplacedContentError):
        Element.objects.bulk_create([stray])


SHARES = {"points": Decimal(100), "indicators_share": Decimal(70), "objective_share": Decimal(30)}


def test_element_moves_to_another_dimension_of_its_draft(draft: FrameworkVersion) -> None:
    element = draft.elements.get(code="D1.1")
    element.dimension = draft.dimensions.get(code="D2")
    element.save()
    assert [dimension.points for dimension in draft.definition().dimensions] == [10, 30, 60]


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
