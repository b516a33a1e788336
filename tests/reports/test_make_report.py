"""Making a document from the shell."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from assessments.models import Assessment
from assessments.workflow import Mode

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def test_file_is_written_and_only_what_has_pages_is_counted_in_them(assessment, manager, tmp_path, capsys):
    target = tmp_path / "report.xlsx"
    call_command("make_report", str(assessment.uuid), "--format=xlsx", f"--for={manager.email}", f"--output={target}")
    assert capsys.readouterr().out == f"{target}: {target.stat().st_size} bytes\n"


@pytest.mark.parametrize("person", ["assessor", "stranger"])
def test_document_is_only_for_who_may_have_it(assessment, request, person):
    whose = request.getfixturevalue(person).email
    with pytest.raises(CommandError, match="may not have this document"):
        call_command("make_report", str(assessment.uuid), f"--for={whose}")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"for": "nobody@example.org"}, "Nobody here has this e-mail address"),
        ({"kind": "plan", "format": "docx"}, "This document is made as pdf."),
        ({"kind": "plan"}, "There is nothing yet that this document could say"),
        ({"assessment": "4711"}, "invalid UUID value: '4711'"),
    ],
)
def test_what_is_not_made_is_told_why(assessment, manager, given, said):
    asked = {"assessment": str(assessment.uuid), "for": manager.email} | given
    uuid = asked.pop("assessment")
    with pytest.raises(CommandError, match=said):
        call_command("make_report", uuid, *(f"--{name}={value}" for name, value in asked.items()))


def test_nothing_is_made_while_everybody_scores_alone(assessment, manager):
    Assessment.objects.update(mode=Mode.INDEPENDENT)
    with pytest.raises(CommandError, match="Everybody scores alone"):
        call_command("make_report", str(assessment.uuid), f"--for={manager.email}")
