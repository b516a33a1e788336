"""The guide, the rules, and the faults in them, in the administration."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from pytest_django.asserts import assertContains

from frameworks.models import Element, FrameworkVersion, Indicator, LevelDescription, SuggestedAction, Translation
from tests.frameworks.admin_posts import change_url, errors_of, filled, new_row


def element(version: FrameworkVersion) -> Element:
    return version.elements.get(code="D1.1")


def test_guide_of_an_element_is_written_on_its_page(admin_client: Client, draft: FrameworkVersion) -> None:
    FrameworkVersion.objects.filter(pk=draft.pk).update(related_framework="other")
    url = change_url(element(draft))
    data = filled(admin_client, url) | {
        "evidence": "Minutes\r\n\r\n  Plans  ",
        "questions": "Who?",
        "misjudgements": "A plan is no deed.",
        "related": "X1\r\nX2",
        "indicators-0-look_for": "Dates.",
    }
    assert admin_client.post(url, new_row(data, "level_descriptions", level=4, text="It is done.")).status_code == 302
    stored = draft.definition().element_by_code["D1.1"]
    guide = stored.guide
    assert (guide.at(4), guide.evidence, guide.questions) == ("It is done.", ("Minutes", "Plans"), ("Who?",))
    assert (guide.misjudgements, stored.related) == (("A plan is no deed.",), ("X1", "X2"))
    assert stored.indicators[0].look_for == "Dates."


def test_what_helps_to_reach_a_level_is_written_on_the_elements_page(
    admin_client: Client, draft: FrameworkVersion
) -> None:
    url = change_url(element(draft))
    rows: list[dict[str, Any]] = [
        {"level": 4, "title": "Review it", "text": "Every quarter.\r\nWith all.", "function": "", "position": ""},
        {"level": 4, "title": "Own it", "text": "Name one.", "function": "quality", "effort": "2.5", "position": ""},
        {"level": 2, "title": "Begin", "text": "Anywhere.", "function": "sales", "effort": "", "position": ""},
    ]
    data = filled(admin_client, url)
    for row in rows:
        data = new_row(data, "suggested_actions", **row)
    assert admin_client.post(url, data).status_code == 302
    guide = draft.definition().element_by_code["D1.1"].guide
    assert [(one.level, one.title, one.text, one.function, one.effort) for one in guide.actions] == [
        (2, "Begin", "Anywhere.", "sales", None),
        (4, "Review it", "Every quarter.\nWith all.", "", None),
        (4, "Own it", "Name one.", "quality", Decimal("2.5")),
    ]


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"title": "There"}, "title", "This element has an action with this title already."),
        ({"effort": "0"}, "effort", "An effort is greater than 0; leave it empty where nothing is known."),
        ({"effort": "1.25"}, "effort", "Ensure that there are no more than 1 decimal place."),
        ({"function": "it"}, "function", "Select a valid choice. it is not one of the available choices."),
        ({"text": ""}, "text", "This field is required."),
    ],
)
def test_action_with_a_fault_is_refused_beside_its_field(
    admin_client: Client, draft: FrameworkVersion, values: dict[str, str], field: str, words: str
) -> None:
    SuggestedAction.objects.create(element=element(draft), level=2, title="There", text="Already.")
    url = change_url(element(draft))
    row = {"level": 3, "title": "New", "text": "New.", "function": "sales", "position": ""} | values
    response = admin_client.post(url, new_row(filled(admin_client, url), "suggested_actions", **row))
    assert errors_of(response) == {f"suggested_actions-1-{field}": [words]}


def test_enabler_has_a_guide_too(admin_client: Client, draft: FrameworkVersion) -> None:
    url = change_url(draft.elements.get(code="E1"))
    assert admin_client.post(url, filled(admin_client, url) | {"evidence": "Minutes"}).status_code == 302
    assert draft.definition().enablers[0].guide.evidence == ("Minutes",)


def test_rules_of_a_version_are_written_on_its_page(admin_client: Client, draft: FrameworkVersion) -> None:
    url = change_url(draft)
    data = filled(admin_client, url) | {"ladder": "80", "related_framework": "other"}
    gate = {
        "code": "G1",
        "title": "None below 40",
        "scope": "dimension",
        "codes": "D1\r\nD2",
        "at_least": 40,
        "level": 4,
    }
    data = new_row(data, "gates", **gate)
    data = new_row(data, "upgrade_rules", from_version="1.0", kind="element", old="D9", new="D1.1")
    assert admin_client.post(url, data).status_code == 302
    content = FrameworkVersion.objects.get(pk=draft.pk).definition()
    assert (content.ladder, content.related_framework, content.gates[0].codes) == (80, "other", ("D1", "D2"))
    assert [(rule.from_version, rule.old, rule.new) for rule in content.upgrades] == [("1.0", "D9", "D1.1")]


def mends(client: Client, version: FrameworkVersion) -> list[Any]:
    return list(client.get(change_url(version)).context["state"].mends)


def test_each_fault_leads_to_where_it_is_mended(admin_client: Client, draft: FrameworkVersion) -> None:
    row = element(draft)
    row.related = "X1"
    row.save()
    LevelDescription.objects.create(element=row, level=9, text="No such level.")
    SuggestedAction.objects.create(element=row, level=1, title="Wait", text="It is reached already.")
    draft.gates.create(code="G1", title="Gate", scope="element", codes="D9", at_least=40, level=1)
    draft.upgrade_rules.create(from_version="1.1", kind="element", old="D9", new="D8")
    Translation.objects.create(version=draft, language="de", key="element.D9.title", text="Weg")
    FrameworkVersion.objects.filter(pk=draft.pk).update(ladder=0)
    found = mends(admin_client, draft)
    assert [mend.spot.label for mend in found] == [
        "Ladder: a rung holds from (%)",
        "Gates › row 1 › For level",
        "Gates › row 1 › Only these › row 1",
        "Upgrade rules › row 1 › From version",
        "Upgrade rules › row 1 › Here",
        "Translations",
        "D1.1 Element D1.1 › Level descriptions › row 1 › Level",
        "D1.1 Element D1.1 › Suggested actions › row 1 › Helps to reach level",
        "D1.1 Element D1.1 › Related elements",
    ]
    for mend in found:
        page, _, anchor = mend.spot.url.partition("#")
        response = admin_client.get(page)
        if anchor:
            assertContains(response, f'id="{anchor}"', count=1, msg_prefix=mend.spot.label)
        assert response.status_code == 200


def test_published_guide_can_only_be_read(admin_client: Client, published: FrameworkVersion) -> None:
    url = change_url(element(published))
    data = {"evidence": "Forged", "level_descriptions-TOTAL_FORMS": "1", "level_descriptions-INITIAL_FORMS": "0"}
    data |= {"level_descriptions-0-level": "4", "level_descriptions-0-text": "Forged"}
    data |= {"suggested_actions-TOTAL_FORMS": "1", "suggested_actions-INITIAL_FORMS": "0"}
    data |= {"suggested_actions-0-level": "4", "suggested_actions-0-title": "X", "suggested_actions-0-text": "Forged"}
    assert admin_client.post(url, data).status_code == 403
    assert not LevelDescription.objects.exists()
    assert not SuggestedAction.objects.exists()
    assert not Indicator.objects.exclude(look_for="").exists()
