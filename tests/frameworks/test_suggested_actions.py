"""What helps an element to reach a level: in the plain guide, in files, in the database and in other languages."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import jsonschema
import pytest
import yaml
from django.db import IntegrityError, transaction

from frameworks.actions.versions import copy_version, publish_version
from frameworks.content import read_content, write_content
from frameworks.definition import FUNCTIONS, Guide, SuggestedAction, Translation
from frameworks.functions import Function
from frameworks.history import entry, lines_of
from frameworks.models import FrameworkVersion
from frameworks.models import SuggestedAction as StoredAction
from frameworks.wording import in_language, wording
from tests.definitions import make_element, one_element, rich_definition, tiny_definition
from tests.factories import make_version
from tests.frameworks.test_schema import SCHEMA

BEGIN = SuggestedAction(2, "Begin", "Do it once.", "sales", Decimal("0.5"))
AGREE = SuggestedAction(3, "Agree", "Write it down.")
OWN = SuggestedAction(3, "Own", "Name who.", effort=Decimal(12))


def with_actions(*actions: SuggestedAction, **changes: Any) -> Any:
    """A framework of one element with these actions in its guide."""
    return one_element(replace(make_element("D1.1"), guide=Guide(actions=actions)), **changes)


def actions_of(version: FrameworkVersion) -> tuple[SuggestedAction, ...]:
    return version.definition().element_by_code["D1.1"].guide.actions


def test_guide_says_what_helps_to_reach_a_level_in_its_order() -> None:
    guide = Guide(actions=(BEGIN, AGREE, OWN))
    assert [guide.actions_for(level) for level in (1, 2, 3, 4)] == [(), (BEGIN,), (AGREE, OWN), ()]


def test_functions_have_a_name_each() -> None:
    assert tuple(Function.values) == FUNCTIONS
    assert len(set(Function.labels)) == len(FUNCTIONS)


# Files


def test_content_file_says_no_more_of_an_action_than_there_is() -> None:
    written = write_content(with_actions(BEGIN, AGREE))
    assert written.partition("              actions:\n")[2].partition("            indicators:")[0] == (
        "                - level: 2\n"
        "                  title: Begin\n"
        "                  text: Do it once.\n"
        "                  function: sales\n"
        "                  effort: 0.5\n"
        "                - level: 3\n"
        "                  title: Agree\n"
        "                  text: Write it down.\n"
    )
    assert read_content(written) == with_actions(BEGIN, AGREE)


def test_version_without_actions_is_written_as_it_always_was() -> None:
    assert "actions" not in write_content(tiny_definition())
    assert "guide" not in write_content(with_actions())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("function", "chef"),
        ("function", ""),
        ("effort", 0),
        ("effort", "5"),
        ("title", " "),
        ("level", 2.5),
        ("due", 1),
    ],
)
def test_schema_refuses_what_is_no_action(key: str, value: Any) -> None:
    content = yaml.safe_load(write_content(with_actions(BEGIN)))
    validator = jsonschema.Draft202012Validator(SCHEMA)
    assert list(validator.iter_errors(content)) == []
    content["categories"][0]["dimensions"][0]["elements"][0]["guide"]["actions"][0][key] = value
    assert len(list(validator.iter_errors(content))) == 1


def test_schema_offers_every_function() -> None:
    assert tuple(SCHEMA["$defs"]["action"]["properties"]["function"]["enum"]) == FUNCTIONS


# In other languages


def test_title_and_text_are_translated_and_nothing_else_is() -> None:
    german = (
        Translation("de", "element.D1.1.action_title.3.2", "Verantwortung"),
        Translation("de", "element.D1.1.action_text.2.1", "Einmal tun."),
    )
    spoken = in_language(with_actions(BEGIN, AGREE, OWN, translations=german), "de")
    assert spoken.elements[0].guide.actions == (
        replace(BEGIN, text="Einmal tun."),
        AGREE,
        replace(OWN, title="Verantwortung"),
    )


def test_one_more_action_for_a_level_leaves_the_keys_of_other_levels_as_they_are() -> None:
    before = wording(with_actions(BEGIN, OWN))
    after = wording(with_actions(BEGIN, replace(BEGIN, title="Begin again"), OWN))
    assert {key: text for key, text in after.items() if "_title.3" in key or "_text.3" in key} == {
        "element.D1.1.action_title.3.1": "Own",
        "element.D1.1.action_text.3.1": "Name who.",
    }
    assert before.items() <= after.items()


# The database


def test_actions_are_stored_published_and_copied_as_they_are(db: None) -> None:
    version = publish_version(version=make_version(with_actions(BEGIN, AGREE, OWN), published=False))
    assert actions_of(version) == (BEGIN, AGREE, OWN)
    assert actions_of(copy_version(version=version)) == (BEGIN, AGREE, OWN)


def test_actions_are_read_level_by_level_and_by_their_positions(db: None) -> None:
    draft = make_version(with_actions(BEGIN, AGREE, OWN), published=False)
    StoredAction.objects.filter(title="Agree").update(position=9)
    StoredAction.objects.filter(title="Begin").update(level=5)
    assert [(one.level, one.title) for one in actions_of(draft)] == [(3, "Own"), (3, "Agree"), (5, "Begin")]
    assert [row.title for row in StoredAction.objects.in_order()] == ["Own", "Agree", "Begin"]


@pytest.mark.parametrize("values", [{"title": "Begin"}, {"title": "Free", "effort": Decimal(0)}])
def test_database_takes_no_second_title_and_no_effort_of_nothing(db: None, values: dict[str, Any]) -> None:
    draft = make_version(with_actions(BEGIN), published=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        StoredAction.objects.create(element=draft.elements.get(code="D1.1"), level=3, text="Go.", **values)


def test_change_of_an_action_is_in_the_history_of_its_element(db: None) -> None:
    draft = make_version(rich_definition(), published=False)
    row = StoredAction.objects.get(element__code="D1.1", element__version=draft, level=2)
    row.function, row.effort = "legal", None
    row.save()
    (line,) = [entry(found) for found in lines_of(draft.pk, f"element-{row.element_id}")]
    assert (line.kind, line.item, [(one.field, one.old, one.new) for one in line.changes]) == (
        "Suggested action",
        "Name an owner",
        [("Owning function", "Executive", "Legal and Compliance"), ("Effort (person-days)", "2.5", "")],
    )
