"""No path through the models changes what was published."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from frameworks.actions.versions import publish_version
from frameworks.models import (
    Category,
    Dimension,
    Element,
    FrameworkVersion,
    FrozenVersionError,
    Gate,
    Indicator,
    LevelDescription,
    MaturityLevel,
    MisplacedContentError,
    ObjectiveStep,
    RatingStep,
    SuggestedAction,
    Translation,
    UpgradeRule,
)
from frameworks.models.reading import read_definition
from tests.definitions import rich_definition
from tests.factories import make_version

OF_VERSION = [RatingStep, ObjectiveStep, MaturityLevel, Category, Dimension, Element, Gate, UpgradeRule, Translation]
CONTENT = [*OF_VERSION, Indicator, LevelDescription, SuggestedAction]
SHARES = {"points": Decimal(100), "indicators_share": Decimal(70), "objective_share": Decimal(30)}


@pytest.fixture
def published(db: None) -> FrameworkVersion:
    """A published version with everything that content can hold."""
    return make_version(rich_definition())


@pytest.fixture
def draft(db: None) -> FrameworkVersion:
    """The same as a draft."""
    return make_version(rich_definition(version="1.1"), published=False)


def rows(model: Any, version: FrameworkVersion) -> Any:
    return model.objects.filter(**{model.version_path: version})


def text_of(model: Any) -> str:
    names = {Indicator: "text", LevelDescription: "text", Translation: "text", UpgradeRule: "new"}
    return names.get(model, "title")


def new_row(model: Any, version: FrameworkVersion) -> Any:
    """A row that could be added to the version if it were a draft."""
    element = version.elements.first()
    values: dict[str, Any] = {
        RatingStep: {"value": 9, "percent": 100},
        ObjectiveStep: {"code": "new", "percent": 10},
        MaturityLevel: {"number": 9, "from_percent": 99},
        Category: {"code": "N", "share": 1},
        Dimension: {"code": "N1", "category": version.categories.first()},
        Element: {"code": "N1.1", "dimension": version.dimensions.first()},
        Gate: {"code": "N", "scope": "dimension", "at_least": 1, "level": 2},
        UpgradeRule: {"from_version": "0.5", "kind": "rating", "old": "9", "new": "5"},
        Translation: {"language": "fr", "key": "framework.title", "text": "Petit"},
        Indicator: {"element": element, "number": 99, "text": "New."},
        LevelDescription: {"element": element, "level": 99, "text": "New."},
        SuggestedAction: {"element": element, "level": 5, "text": "New."},
    }[model]
    if model in OF_VERSION:
        values["version"] = version
    if text_of(model) == "title":
        values["title"] = "New"
    return model(**values)


@pytest.fixture(autouse=True)
def _unchanged(published: FrameworkVersion) -> Any:
    """Whatever a test here tries: afterwards the published version says what it said."""
    yield
    stored = FrameworkVersion.objects.select_related("framework").get(pk=published.pk)
    assert read_definition(stored) == rich_definition()
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
        alike = "text" if model is SuggestedAction else text_of(model)  # no two of an element share a title
        expect(lambda: rows(model, draft).update(**{alike: "Changed"}), False)

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


@pytest.mark.parametrize("model", [RatingStep, ObjectiveStep, MaturityLevel, Category, Gate, UpgradeRule, Translation])
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


@pytest.mark.parametrize("model", OF_VERSION)
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


@pytest.mark.parametrize(
    ("model", "parts"),
    [
        (Indicator, "indicators"),
        (LevelDescription, "level_descriptions"),
        (SuggestedAction, "suggested_actions"),
    ],
)
def test_bulk_writes_move_no_part_to_another_element(
    model: Any, parts: str, published: FrameworkVersion, draft: FrameworkVersion
) -> None:
    with pytest.raises(MisplacedContentError):
        rows(model, draft).update(element=published.elements.first())
    with pytest.raises(MisplacedContentError):
        getattr(published.elements.first(), parts).add(rows(model, draft).first())


@pytest.mark.parametrize("model", CONTENT)
def test_related_managers_write_to_no_published_version(model: Any, published: FrameworkVersion) -> None:
    parent = published if model in OF_VERSION else rows(model, published).first().element
    link = "version" if model in OF_VERSION else "element"
    related = getattr(parent, model._meta.get_field(link).remote_field.related_name)
    row = new_row(model, published)
    values = {field.name: getattr(row, field.name) for field in model._meta.concrete_fields if field.name != "id"}
    expect(lambda: related.create(**values), True)
    expect(lambda: related.get_or_create(**values), True)
    expect(lambda: related.update(**{text_of(model): "Changed"}), True)
    expect(lambda: related.all().delete(), True)
    expect(lambda: related.bulk_create([row]), True)


def test_dimension_moves_to_another_category_of_its_own_version_alone(
    published: FrameworkVersion, draft: FrameworkVersion
) -> None:
    with pytest.raises(MisplacedContentError):
        rows(Dimension, published).update(category=published.categories.last())
    dimension = published.dimensions.first()
    dimension.category = published.categories.last()
    expect(dimension.save, True)
    stray = draft.dimensions.first()
    stray.category = published.categories.first()
    expect(stray.save, True)


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


def test_element_moves_to_another_dimension_of_its_draft(draft: FrameworkVersion) -> None:
    element = draft.elements.get(code="D1.1")
    element.dimension = draft.dimensions.get(code="D2")
    element.save()
    assert [dimension.points for dimension in draft.definition().dimensions] == [10, 30, 60]


@pytest.mark.parametrize("write", ["save", "bulk", "related"])
def test_what_memory_says_of_the_row_above_is_not_believed(
    write: str, published: FrameworkVersion, draft: FrameworkVersion
) -> None:
    element = published.elements.in_order()[0]
    element.version = draft
    row = Indicator(element=element, number=77, text="Slipped in.")
    roads: dict[str, Callable[[], Any]] = {
        "save": row.save,
        "bulk": lambda: Indicator.objects.bulk_create([row]),
        "related": lambda: element.indicators.create(number=77, text="Slipped in."),
    }
    with pytest.raises(FrozenVersionError):
        roads[write]()


def test_dimension_of_a_draft_does_not_lie_in_a_published_category(
    published: FrameworkVersion, draft: FrameworkVersion
) -> None:
    category = published.categories.in_order()[0]
    category.version = draft
    with pytest.raises(FrozenVersionError):
        Dimension.objects.create(version=draft, category=category, code="Z1", title="Slipped in")
