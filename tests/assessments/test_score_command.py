"""``manage.py score`` as a person types it: what is printed where, and with which exit status."""

import io
import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from assessments.models import Assessment
from frameworks.actions.storage import store_draft
from frameworks.actions.versions import publish_version
from tests.definitions import tiny_definition

CASES = json.loads((Path(__file__).parent / "data/cases.json").read_text())
SHIPPED = "fixtures/cem-six-dimensions.yaml"

pytestmark = pytest.mark.django_db


def document(**changes):
    return {"format": "cxmaturity-assessment/1", "framework": "tiny", "ratings": {}} | changes


def run(file):
    """Exit status, standard output and standard error of the command."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("score", str(file), stdout=out, stderr=err)
    except SystemExit as stop:
        return stop.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture
def write(tmp_path):
    """Writes a value to a file as JSON and gives its path."""

    def write_file(value):
        path = tmp_path / "assessment.json"
        path.write_text(json.dumps(value))
        return path

    return write_file


@pytest.fixture
def tiny():
    """The small framework, published."""
    return publish_version(version=store_draft(content=tiny_definition()))


def test_golden_cases_come_out_to_the_letter(write):
    call_command("load_framework", SHIPPED, stdout=io.StringIO())
    for case in CASES:
        status, out, err = run(write(case["assessment"]))
        assert (status, json.dumps(json.loads(out)), err) == (0, json.dumps(case["expected"]), "")


def test_list_in_gives_list_out(write):
    call_command("load_framework", SHIPPED, stdout=io.StringIO())
    status, out, err = run(write([case["assessment"] for case in CASES]))
    assert (status, json.loads(out), err) == (0, [case["expected"] for case in CASES], "")


def test_empty_list_gives_empty_list(write):
    assert run(write([])) == (0, "[]\n", "")


def test_dash_reads_standard_input(tiny, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(document()).encode())))
    status, out, err = run("-")
    assert (status, json.loads(out)["total"]["max"], err) == (0, "100", "")


def test_scoring_stores_nothing(tiny, write, django_assert_num_queries):
    run(write(document()))
    with django_assert_num_queries(1):  # the definition of a published version is kept in memory
        run(write(document(ratings={"D1.1": {"indicators": {"1": 5}}})))
    assert Assessment.objects.count() == 0


def test_wrong_document_has_every_fault_on_a_line_of_standard_error(tiny, write):
    ratings = {"D1.1": {"indicators": {"9": 1, "1": "n/a"}}, "D9.9": {}}
    status, out, err = run(write(document(ratings=ratings)))
    assert (status, out) == (1, "")
    assert err.splitlines() == [
        "ratings.D1.1.indicators.9: D1.1 has 2 indicators",
        'ratings.D1.1.indicators.1: not applicable needs a reason: {"rating": "n/a", "reason": "..."}',
        "ratings.D9.9: tiny 1.0 has no such element",
    ]


def test_one_wrong_document_of_a_list_leaves_standard_output_empty(tiny, write):
    wrong = document(ratings={"E1": {"objective": "full"}})
    assert run(write([document(), document(), wrong])) == (
        1,
        "",
        "[2].ratings.E1.objective: E1 has no statement of objective to answer\n",
    )


def test_framework_that_is_not_loaded_is_named(write):
    assert run(write(document(framework="other"))) == (
        1,
        "",
        'framework: no published framework "other" is loaded\n',
    )


def test_draft_can_not_be_scored_with(write):
    store_draft(content=tiny_definition())
    assert run(write(document())) == (1, "", 'framework: no published framework "tiny" is loaded\n')


def test_newest_published_version_is_used_unless_another_is_named(tiny, write):
    newer = tiny_definition(version="2.0", levels=(replace(tiny_definition().levels[0], title="Only"),))
    publish_version(version=store_draft(content=newer))
    levels = {
        number: json.loads(run(write(document(framework_version=number)))[1])["total"]["level"]
        for number in (None, "1.0", "2.0")
    }
    assert levels == {None: "Only", "1.0": "Initial", "2.0": "Only"}


def test_version_that_is_not_published_is_named(tiny, write):
    store_draft(content=tiny_definition(version="3.0"))
    assert run(write(document(framework_version="3.0"))) == (
        1,
        "",
        'framework_version: tiny has no published version "3.0"\n',
    )


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("no-such-file.json", "no-such-file.json: No such file or directory"),
        ("tests", "tests: Is a directory"),
        ("a\0b", "a\0b: embedded null byte"),
    ],
)
def test_file_that_can_not_be_read_is_named(file, words):
    with pytest.raises(CommandError) as refusal:
        run(file)
    assert str(refusal.value) == words


def test_text_that_is_not_json_is_refused_at_its_line(tmp_path):
    path = tmp_path / "broken.json"
    path.write_bytes(b'{"format":\n}')
    assert run(path) == (1, "", "line 2 column 1: is not JSON: Expecting value\n")
