"""The group of content editors: made with the database, frameworks only, and mended by each migration."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from frameworks.editors import CONTENT_EDITORS

CONTENT = {
    "category",
    "dimension",
    "element",
    "framework",
    "frameworkversion",
    "gate",
    "indicator",
    "leveldescription",
    "suggestedaction",
    "maturitylevel",
    "objectivestep",
    "ratingstep",
    "translation",
    "upgraderule",
}


def permissions() -> set[tuple[str, str]]:
    rows = Group.objects.get(name=CONTENT_EDITORS).permissions.select_related("content_type")
    return {(one.content_type.app_label, one.codename) for one in rows}


@pytest.mark.django_db
def test_group_may_do_everything_with_content_and_nothing_else() -> None:
    verbs = ("add", "change", "delete", "view")
    assert permissions() == {("frameworks", f"{verb}_{model}") for verb in verbs for model in CONTENT}


@pytest.mark.django_db(transaction=True)
def test_migrating_again_takes_back_what_was_added() -> None:
    group = Group.objects.get(name=CONTENT_EDITORS)
    expected = permissions()
    group.permissions.add(*Permission.objects.exclude(content_type__app_label="frameworks"))
    group.permissions.remove(group.permissions.filter(codename="change_element").get())
    call_command("migrate", verbosity=0)
    assert permissions() == expected
