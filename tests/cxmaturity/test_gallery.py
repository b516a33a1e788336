import re

import pytest
from django.test import Client


def test_gallery_is_hidden_from_people_without_a_part_in_building(client: Client, manager):
    client.force_login(manager)
    assert client.get("/gallery/").status_code == 404


@pytest.mark.django_db
def test_gallery_asks_the_world_to_sign_in(client: Client):
    assert client.get("/gallery/").url == "/accounts/login/?next=/gallery/"


def test_gallery_is_open_to_everyone_signed_in_while_debugging(client: Client, manager, settings):
    settings.DEBUG = True
    client.force_login(manager)
    assert client.get("/gallery/").status_code == 200


def test_gallery_shows_every_component_and_chart(client: Client, admin):
    client.force_login(admin)
    html = client.get("/gallery/").content.decode()
    names = [
        "loop__drawing",
        "radar__drawing",
        "rows__drawing",
        "bars",
        "level-scale",
        "points--figure",
        "progress-mark",
        "facts",
        "empty",
    ]
    assert [name for name in names if not re.search(rf'class="[^"]*\b{name}\b', html)] == []
    assert len(re.findall(r"<h1\b", html)) == 1


def test_page_configures_htmx_without_eval_or_style_of_its_own(client: Client, admin):
    client.force_login(admin)
    html = client.get("/gallery/").content.decode()
    assert re.findall(r'"(includeIndicatorStyles|allowEval|selfRequestsOnly)": (\w+)', html) == [
        ("includeIndicatorStyles", "false"),
        ("allowEval", "false"),
        ("selfRequestsOnly", "true"),
    ]
    assert re.findall(r"\sstyle=|<style|<script(?![^>]*src=)|\son\w+=", html) == []


def test_missing_page_has_the_same_bytes_each_time(client: Client, admin):
    client.force_login(admin)
    assert client.get("/nowhere/").content == client.get("/elsewhere/at/all/").content
