"""Making a document from the shell."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

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
