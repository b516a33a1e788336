"""``export_assessment`` and ``import_assessment``: answers as files, for scripts."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from assessments.access import Desk
from assessments.models import Answer, Assessment, Upload
from assessments.transfer import document_of, workbook_of
from assessments.workflow import Mode, State
from tests.assessments.actions.test_uploads import answer, save
from tests.assessments.documents import document
from tests.assessments.workbooks import filled
from tests.factories import make_assessment

ASSESSOR = "amal.assessor@example.org"


def command(*arguments):
    """What it said, what it complained of, and its exit status."""
    out, err, status = io.StringIO(), io.StringIO(), 0
    try:
        call_command(*map(str, arguments), stdout=out, stderr=err)
    except SystemExit as end:
        status = end.code
    return out.getvalue(), err.getvalue(), status


def desk(assessment):
    return Desk(Assessment.objects.get(pk=assessment.pk), None)


@pytest.fixture
def file(tmp_path):
    def write(content):
        path = tmp_path / "answers"
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return path

    return write


def rated(rating, element="D1.1"):
    return document(ratings={element: {"indicators": {"1": rating}}})


def test_export_gives_the_document(assessment, assessor, tmp_path):
    save(assessment, assessor, "1", "4")
    assert command("export_assessment", assessment.uuid)[0].encode() == document_of(desk(assessment))
    path = tmp_path / "answers.json"
    assert command("export_assessment", assessment.uuid, path) == (f"{path} written.\n", "", 0)
    assert path.read_bytes() == document_of(desk(assessment))


def test_export_gives_the_workbook(assessment, tmp_path):
    path = tmp_path / "answers.xlsx"
    for arguments in (["--xlsx", path], [path, "--xlsx"]):
        assert command("export_assessment", assessment.uuid, *arguments) == (f"{path} written.\n", "", 0)
        assert path.read_bytes() == workbook_of(desk(assessment))
        path.unlink()


def test_export_as_somebody_gives_what_is_on_their_desk(organisation, version, manager, assessor):
    made = make_assessment(organisation, version, by=manager, assessors=[assessor], mode=Mode.INDEPENDENT)
    save_on_sheet = Answer.on_sheets.get(element="D1.1", item="1")
    Answer.on_sheets.filter(pk=save_on_sheet.pk).update(value="3")
    assert "D1.1" not in command("export_assessment", made.uuid)[0]
    assert "D1.1" in command("export_assessment", made.uuid, "--as", ASSESSOR)[0]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["00000000-0000-4000-8000-000000000000"], "There is no assessment 00000000-0000-4000-8000-000000000000."),
        (["{uuid}", "--as", "nobody@example.org"], "There is nobody with the address nobody@example.org."),
        (["{uuid}", "--as", "sami.stranger@example.org"], "sami.stranger@example.org may see no assessment {uuid}."),
        (["{uuid}", "--xlsx"], "A workbook goes to a file: say which."),
        (["{uuid}", "/nowhere/x.json"], "/nowhere/x.json can't be written: No such file or directory."),
    ],
)
def test_export_that_can_not_be_is_said(assessment, stranger, arguments, words):
    with pytest.raises(CommandError) as refusal:
        command("export_assessment", *(one.format(uuid=assessment.uuid) for one in arguments))
    assert str(refusal.value) == words.format(uuid=assessment.uuid)


def test_import_saves_a_document(assessment, file):
    done = command("import_assessment", assessment.uuid, file(rated(4)), "--as", ASSESSOR.upper())
    assert done == ("1 new, 0 changed, 1 unchanged. Saved.\n", "", 0)
    assert answer(assessment, "1") == ("4", "", 1)
    assert not Upload.objects.exists()


def test_import_saves_a_workbook(assessment, assessor, file):
    save(assessment, assessor, "2", "2")
    data = filled(workbook_of(desk(assessment)), {"D1.1/1": "4 Managed", "D1.1/2": "5"})
    said, complained, status = command("import_assessment", assessment.uuid, file(data), "--as", ASSESSOR)
    assert (said, complained, status) == ("1 new, 1 changed, 28 unchanged. Saved.\n", "", 0)
    assert [answer(assessment, item)[0] for item in ("1", "2")] == ["4", "5"]


def test_dry_run_changes_nothing(assessment, file):
    done = command("import_assessment", assessment.uuid, file(rated(4)), "--as", ASSESSOR, "--dry-run")
    assert done == ("1 new, 0 changed, 1 unchanged. Nothing was saved.\n", "", 0)
    assert answer(assessment, "1") == ("", "", 0)
    assert not Upload.objects.exists()


def test_faults_are_one_a_line_with_their_place(assessment, file):
    broken = document(ratings={"D1.1": {"indicators": {"1": 4, "9": 3}}, "D9": {}})
    assert command("import_assessment", assessment.uuid, file(broken), "--as", ASSESSOR) == (
        "",
        "ratings.D1.1.indicators.9: D1.1 has 2 indicators\nratings.D9: tiny 1.0 has no such element\n",
        1,
    )
    assert answer(assessment, "1") == ("", "", 0)


def test_wrong_cell_keeps_everything_back(assessment, file):
    data = filled(workbook_of(desk(assessment)), {"D1.1/1": "4", "D1.1/2": "n/a"})
    said, complained, status = command("import_assessment", assessment.uuid, file(data), "--as", ASSESSOR)
    words = "Say why in a few words; it is saved as soon as there is a reason."
    assert (said, complained, status) == ("", f"Dimension D1!D8: {words}\n", 1)
    assert answer(assessment, "1") == ("", "", 0)
    assert not Upload.objects.exists()


def test_answer_that_differs_stays_unless_told_otherwise(assessment, team_mate, file):
    save(assessment, team_mate, "1", "2")
    arguments = ("import_assessment", assessment.uuid, file(rated(4)), "--as", ASSESSOR)
    words = "“2 Developing” stands here already; --overwrite puts “4 Managed” over it"
    assert command(*arguments) == ("", f"ratings.D1.1.indicators.1: {words}\n", 1)
    assert answer(assessment, "1") == ("2", "", 1)
    assert command(*arguments, "--overwrite") == ("0 new, 0 changed, 1 overwritten, 1 unchanged. Saved.\n", "", 0)
    assert answer(assessment, "1") == ("4", "", 2)


def test_file_of_something_else_is_refused(assessment, file):
    other = document(framework="other")
    words = "This document is about other, and the assessment stands under tiny 1.0.\n"
    assert command("import_assessment", assessment.uuid, file(other), "--as", ASSESSOR) == ("", words, 1)


@pytest.mark.parametrize(
    ("email", "words"),
    [
        ("nobody@example.org", "There is nobody with the address nobody@example.org."),
        ("sami.stranger@example.org", "sami.stranger@example.org may see no assessment {uuid}."),
        ("mona.manager@example.org", "mona.manager@example.org is not assigned to score this assessment."),
    ],
)
def test_import_as_somebody_who_may_not_is_said(assessment, stranger, file, email, words):
    with pytest.raises(CommandError) as refusal:
        command("import_assessment", assessment.uuid, file(rated(4)), "--as", email)
    assert str(refusal.value) == words.format(uuid=assessment.uuid)


def test_import_in_another_state_is_said(assessment, file):
    Assessment.objects.filter(pk=assessment.pk).update(state=State.REVIEW)
    with pytest.raises(CommandError, match="The assessment is being reviewed, so nothing was saved"):
        command("import_assessment", assessment.uuid, file(rated(4)), "--as", ASSESSOR)


def test_import_of_a_file_that_is_not_there_is_said(assessment, tmp_path):
    with pytest.raises(CommandError, match="can't be read: No such file or directory"):
        command("import_assessment", assessment.uuid, tmp_path / "x", "--as", ASSESSOR)
