"""What the demo's organisations do with their scores."""

from io import StringIO

import pytest
import yaml
from django.core.management import call_command

from assessments.demo import read_demo
from benchmarking.models import BenchmarkSnapshot
from organisations.models import Organisation
from plans.models import Action, Plan
from pulses.models import Pulse
from reports.demo import FOLDER
from targets.models import Target
from tests.factories import make_version, shipped_contents

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

FILES = sorted(FOLDER.glob("*.yaml"))


@pytest.fixture
def built() -> str:
    for content in shipped_contents():
        make_version(content)
    out = StringIO()
    call_command("load_demo", "--with-known-passwords", stdout=out)
    return out.getvalue()


def test_every_file_is_of_an_organisation_of_the_demo():
    assert {file.stem for file in FILES} <= {organisation.slug for organisation in read_demo().organisations}


def test_demo_has_targets_plans_and_pulses_as_its_files_say_and_built_again_adds_nothing(built):
    for file in FILES:
        said = yaml.safe_load(file.read_text(encoding="utf-8"))
        assessment = Organisation.objects.get(slug=file.stem).assessments.get(period=said["period"])
        assert Target.objects.filter(assessment=assessment).count() == 1
        plan = Plan.objects.get(assessment=assessment)
        assert plan.is_approved is said["approved"]
        actions = Action.objects.filter(plan=plan)
        assert [action.suggestion.partition(":")[0] for action in actions.order_by("created_at", "pk")] == [
            entry["element"] for entry in said["actions"]
        ]
        assert all(action.moves for action in actions)
        assert [action.status for action in actions.order_by("created_at", "pk")] == [
            entry.get("status", "planned") for entry in said["actions"]
        ]
        pulse = Pulse.objects.get(assessment=assessment)
        assert pulse.sheets_shown == len(said["pulse"]["sheets"])
        assert [unit.name for unit in assessment.organisation.units.all()] == sorted(
            one["name"] for one in said.get("units", {}).get("made", [])
        )
        assert not assessment.organisation.assessments.exclude(unit=None).exclude(state="approved").exists()
    assert "Harbour Bank built." in built
    everybody = BenchmarkSnapshot.objects.get().groups.get(kind="all")
    assert (everybody.size, set(everybody.figures["total"])) == (15, {"25", "50", "75"})
    before = Action.objects.count(), Target.objects.count(), Pulse.objects.count()
    again = StringIO()
    call_command("load_demo", "--with-known-passwords", stdout=again)
    assert (Action.objects.count(), Target.objects.count(), Pulse.objects.count()) == before
    assert "built." not in again.getvalue()
