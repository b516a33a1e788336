"""What is stored of a framework, and that it comes back as it went in."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from frameworks.actions.storage import store_draft
from frameworks.actions.versions import publish_version
from frameworks.definition import FrameworkDefinition
from frameworks.models import (
    Category,
    Dimension,
    Element,
    Framework,
    FrameworkVersion,
    Indicator,
    MaturityLevel,
    ObjectiveStep,
    RatingStep,
)
from frameworks.models.reading import published_definition
from tests.definitions import (
    ladder_definition,
    make_category,
    make_dimension,
    make_element,
    make_enabler,
    one_element,
    rich_definition,
    tiny_definition,
)
from tests.factories import make_version, shipped_content

BARE = tiny_definition(
    framework="bare",
    summary="",
    indicators_share=Decimal(100),
    objective_share=Decimal(0),
    objective_answers=(),
    enablers=(),
)
LADDER = ladder_definition(
    framework="ladder",
    categories=(make_category("L", 100, *ladder_definition().dimensions),),
)
EXACT = one_element(make_element("X1.1", "999999.99", ("0.001", "2.5", "999.999")), framework="exact")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "content",
    [tiny_definition(), BARE, EXACT, rich_definition(), LADDER, shipped_content()],
    ids=["tiny", "no objective, no enablers", "all digits", "rich", "ladder", "shipped"],
)
def test_content_comes_back_as_it_went_in(content: FrameworkDefinition) -> None:
    draft = FrameworkVersion.objects.get(pk=store_draft(content=content).pk)
    assert draft.definition() == content
    publish_version(version=draft)
    assert FrameworkVersion.objects.get(pk=draft.pk).definition() == content


def test_rows_come_in_reading_order_whatever_order_they_were_made_in(db: None) -> None:
    content = tiny_definition(
        categories=(
            make_category("P", 60, make_dimension("D3", make_element("D3.1", 60))),
            make_category(
                "A",
                40,
                make_dimension("D2", make_element("D2.9", 20), make_element("D2.1", 10)),
                make_dimension("D1", make_element("D1.1", 10)),
            ),
        ),
        enablers=(make_enabler("E2"), make_enabler("E1")),
    )
    version = store_draft(content=content)
    codes = [element.code for element in version.elements.in_order()]
    assert codes == ["D3.1", "D2.9", "D2.1", "D1.1", "E2", "E1"]
    indicators = Indicator.objects.filter(element__version=version).in_order()
    expected = [indicator.code for element in content.walk() for indicator in element.indicators]
    assert [str(indicator) for indicator in indicators.select_related("element")] == expected


def test_position_moves_a_row_and_equal_positions_keep_the_order_of_making(draft: FrameworkVersion) -> None:
    draft.elements.filter(code="D1.1").update(position=5)
    assert [element.code for element in draft.definition().dimensions[0].elements] == ["D1.2", "D1.1"]
    draft.elements.update(position=0)
    assert [element.code for element in draft.definition().dimensions[0].elements] == ["D1.1", "D1.2"]


@pytest.mark.django_db
@pytest.mark.parametrize("content", [tiny_definition(), shipped_content()], ids=["tiny", "shipped"])
def test_definition_takes_the_same_queries_whatever_its_size(
    content: FrameworkDefinition, django_assert_num_queries
) -> None:
    draft = FrameworkVersion.objects.select_related("framework").get(pk=make_version(content, published=False).pk)
    with django_assert_num_queries(12):  # three scales, four levels of structure, two of the guide, three of rules
        draft.definition()


@pytest.mark.django_db
@pytest.mark.parametrize("content", [tiny_definition(), shipped_content()], ids=["tiny", "shipped"])
def test_storing_takes_the_same_writes_whatever_its_size(
    content: FrameworkDefinition, django_assert_max_num_queries
) -> None:
    Framework.objects.create(slug=content.framework, title=content.title)
    with django_assert_max_num_queries(54):  # a lock, a savepoint and an insert for each of thirteen tables
        store_draft(content=content)


def test_published_definition_is_read_once(published: FrameworkVersion, django_assert_num_queries) -> None:
    first = published.definition()
    again = FrameworkVersion.objects.get(pk=published.pk)
    with django_assert_num_queries(0):
        assert again.definition() is first


def test_draft_definition_is_read_every_time(draft: FrameworkVersion) -> None:
    before = draft.definition()
    draft.elements.filter(code="D1.1").update(title="Renamed")
    assert before.element_by_code["D1.1"].title == "Element D1.1"
    assert draft.definition().element_by_code["D1.1"].title == "Renamed"


def test_publication_that_was_rolled_back_leaves_nothing_in_memory(draft: FrameworkVersion) -> None:
    with transaction.atomic():
        read = publish_version(version=draft).definition()
        transaction.set_rollback(True)
    stored = FrameworkVersion.objects.get(pk=draft.pk)
    assert stored.is_published is False
    stored.elements.filter(code="D1.1").update(title="Renamed")
    assert read.element_by_code["D1.1"].title == "Element D1.1"
    assert publish_version(version=stored).definition().element_by_code["D1.1"].title == "Renamed"


def test_draft_that_calls_itself_published_is_not_kept_in_memory(
    draft: FrameworkVersion, published: FrameworkVersion
) -> None:
    kept = published_definition.cache_info().currsize
    draft.published_at = published.published_at
    with pytest.raises(FrameworkVersion.DoesNotExist):
        draft.definition()
    assert published_definition.cache_info().currsize == kept


def test_versions_are_told_apart_by_state(draft: FrameworkVersion, published: FrameworkVersion) -> None:
    assert list(FrameworkVersion.objects.published()) == [published]
    assert list(FrameworkVersion.objects.drafts()) == [draft]


def test_newest_published_is_the_one_published_last(draft: FrameworkVersion, published: FrameworkVersion) -> None:
    assert FrameworkVersion.objects.newest_published("tiny") == published
    publish_version(version=draft)
    assert FrameworkVersion.objects.newest_published("tiny") == draft
    assert FrameworkVersion.objects.newest_published("unknown") is None


def test_counts_leave_enablers_out(draft: FrameworkVersion) -> None:
    counted = FrameworkVersion.objects.with_counts().get()
    assert (counted.element_count, counted.element_points) == (4, Decimal(100))
    draft.elements.filter(dimension__isnull=False).delete()
    counted = FrameworkVersion.objects.with_counts().get()
    assert (counted.element_count, counted.element_points) == (0, Decimal(0))


def test_rows_have_names_that_people_know_them_by(draft: FrameworkVersion) -> None:
    assert str(draft.framework) == "Tiny"
    assert str(draft) == "Tiny 1.1"
    assert str(Category.objects.first()) == "Category A"
    assert str(Dimension.objects.first()) == "D1 Dimension D1"
    assert str(Element.objects.get(code="D1.1")) == "D1.1 Element D1.1"
    assert str(Indicator.objects.get(element__code="D2.1")) == "D2.1/1"
    assert str(RatingStep.objects.get(value=2)) == "2 Developing"
    assert str(ObjectiveStep.objects.get(code="full")) == "Fully achieved"
    assert str(MaturityLevel.objects.get(number=5)) == "5 Optimising"


@pytest.mark.parametrize(
    ("model", "values", "words"),
    [
        (Category, {"code": "A"}, {"code": ["Another category of this version has this code already."]}),
        (Dimension, {"code": "D1"}, {"code": ["Another dimension of this version has this code already."]}),
        (Element, {"code": "E1"}, {"code": ["Another element or enabler of this version has this code already."]}),
        (RatingStep, {"value": 3}, {"value": ["Another step of this scale has this rating already."]}),
        (ObjectiveStep, {"code": "none"}, {"code": ["Another answer of this scale has this code already."]}),
        (MaturityLevel, {"number": 2}, {"number": ["Another level has this number already."]}),
        (MaturityLevel, {"number": 9, "from_percent": 20}, {"from_percent": ["Another level starts here already."]}),
    ],
)
def test_taken_value_is_said_beside_its_field(draft: FrameworkVersion, model, values, words) -> None:
    with pytest.raises(ValidationError) as refused:
        model(version=draft, **values).validate_constraints()
    assert refused.value.message_dict == words


def test_taken_indicator_number_is_said_beside_it(draft: FrameworkVersion) -> None:
    row = Indicator(element=draft.elements.get(code="D2.1"), number=1, text="Again.")
    with pytest.raises(ValidationError) as refused:
        row.validate_constraints()
    assert refused.value.message_dict == {"number": ["Another indicator of this element has this number already."]}


def test_taken_version_number_is_said_beside_it(draft: FrameworkVersion) -> None:
    with pytest.raises(ValidationError) as refused:
        FrameworkVersion(framework=draft.framework, number="1.1").validate_constraints()
    assert refused.value.message_dict == {"number": ["This framework has a version with this number already."]}


@pytest.mark.parametrize("code", ["", "D1.", ".1", "D 1", "D1/1", "D1\n", "é1", "D1..1", "<b>"])
@pytest.mark.parametrize("model", [Category, Dimension, Element])
def test_code_of_another_form_is_refused(model, code: str) -> None:
    with pytest.raises(ValidationError):
        model._meta.get_field("code").clean(code, None)


@pytest.mark.parametrize("number", ["", "1.", "v1", "1.0-beta", "1 0", "1.0\n"])
def test_version_number_of_another_form_is_refused(number: str) -> None:
    with pytest.raises(ValidationError):
        FrameworkVersion._meta.get_field("number").clean(number, None)


@pytest.mark.parametrize("number", ["1", "1.0", "2026.11.3"])
def test_version_number_of_digits_and_dots_is_taken(number: str) -> None:
    assert FrameworkVersion._meta.get_field("number").clean(number, None) == number


@pytest.mark.parametrize(
    ("model", "field", "value"),
    [
        (Indicator, "number", 0),
        (Indicator, "weight", Decimal(0)),
        (Element, "points", Decimal(-1)),
        (Category, "share", Decimal(101)),
        (RatingStep, "percent", Decimal("100.01")),
        (ObjectiveStep, "percent", Decimal(-1)),
        (MaturityLevel, "from_percent", Decimal(101)),
        (FrameworkVersion, "points", Decimal(-1)),
        (FrameworkVersion, "indicators_share", Decimal(101)),
        (FrameworkVersion, "objective_share", Decimal(-1)),
    ],
)
def test_number_out_of_bounds_is_refused(model, field: str, value) -> None:
    with pytest.raises(ValidationError):
        model._meta.get_field(field).clean(value, None)


@pytest.mark.parametrize("values", [{"points": 1}, {"objective": "Something is achieved."}])
def test_database_refuses_an_enabler_that_counts(draft: FrameworkVersion, values) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        draft.elements.filter(code="E1").update(**values)


def test_database_refuses_a_weight_of_nothing(draft: FrameworkVersion) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Indicator.objects.filter(element__version=draft).update(weight=0)
