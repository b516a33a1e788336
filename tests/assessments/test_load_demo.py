"""The demo: what its files say, and what the command makes of them."""

import datetime
import re
from collections import Counter
from dataclasses import replace
from io import StringIO
from itertools import pairwise
from typing import Any

import pytest
import yaml
from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.management import CommandError, call_command
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.actions.answers import GivenAnswer, save_answer
from assessments.actions.approval import sign_off
from assessments.demo import FOLDER, FRAMEWORK, Demo, DemoAssessment, DemoElement, build_demo, read_demo
from assessments.models import Answer, AnswerChange, Assessment, Snapshot
from assessments.results import result_to_json
from assessments.scoring import ElementAnswers, Result, score
from frameworks.models import FrameworkVersion
from organisations.models import Membership, Organisation, User
from tests.factories import make_user, make_version, shipped_contents

DEFINITIONS = {content.framework: content for content in shipped_contents()}
DEFINITION = DEFINITIONS[FRAMEWORK]
DEMO = read_demo()
ASSESSMENTS = [(plan.name, assessment) for plan in DEMO.organisations for assessment in plan.assessments]
ELEMENTS = [
    pytest.param(plan, code, element, id=f"{name}-{plan.period}-{code}")
    for name, plan in ASSESSMENTS
    for code, element in plan.answers.items()
]
SHEETS = [(name, plan, answers) for name, plan in ASSESSMENTS for answers in (plan.answers, *plan.sheets.values())]
# points, maximum, percentage, level, complete, share answered
TOTALS = {
    ("Aldermere City Services", "2025/26"): ("642.86", "950", "67.7", "Managed", True, "100.0"),
    ("Aldermere City Services", "2026"): ("30.94", "100.0", "30.9", "Better experience", False, "65.0"),
    ("Aldermere City Services", "2026–2028"): ("123.01", "400", "30.8", "First steps", False, "59.3"),
    ("Aldermere City Services", "February 2026"): ("56.00", "100", "56.0", "Joining up", True, "100.0"),
    ("Aldermere City Services", "May 2026"): ("61.25", "100", "61.3", "Setting out", True, "100.0"),
    ("Fennmoor Clinics", "2026"): ("226.01", "980", "23.1", "Developing", False, "54.8"),
    ("Harbour Bank", "2025"): ("422.47", "1000", "42.2", "Defined", True, "100.0"),
    ("Harbour Bank", "2026"): ("566.61", "1000", "56.7", "Defined", True, "100.0"),
    ("Harbour Bank", "May 2026"): ("42.00", "100", "42.0", "Gathering", True, "100.0"),
    ("Harbour Bank", "November 2026"): ("0.00", "100", "0.0", "Scattered", False, "0.0"),
}
ASSESSMENTS_OF_THE_BANK = [(name, plan) for name, plan in ASSESSMENTS if name == "Harbour Bank" and not plan.sheets]
IN_CONSENSUS = {"November 2026"}
APPROVED = {"2025", "2025/26", "February 2026", "May 2026"}
ACCOUNTS = """\
Demo accounts, all with the password quiet-harbour-lights unless it was changed:
  admin@demo.example      Ada Wren: frameworks and accounts, in the administration pages
  manager@demo.example    Helen Marsh: manages Harbour Bank, where an assessment waits for approval
  assessor@demo.example   Maya Lindqvist: scores for Harbour Bank and Fennmoor Clinics
  assessor2@demo.example  Joss Okafor: scores for all three organisations
  manager2@demo.example   Brigid Tallon: manages Fennmoor Clinics, where an assessment is half done
  manager3@demo.example   Rewi Cutler: manages Aldermere City Services, which uses all five frameworks
"""


def of_the_files(rows: QuerySet[Any], whose: str = "") -> QuerySet[Any]:
    """Those that the demo's own files hold; units and other organisations come from what is to be improved."""
    return rows.exclude(**{f"{whose}period": ""})


def results_of_the_files() -> dict[tuple[str, str], Result]:
    """The results by organisation and period, read from the files and scored without the code under test."""
    files = [yaml.safe_load(path.read_text()) for path in FOLDER.glob("*.yaml") if path.name != "people.yaml"]
    results = {}
    for organisation in files:
        for assessment in organisation["assessments"]:
            answers = {code: _answers(given) for code, given in assessment["answers"].items()}
            definition = DEFINITIONS[assessment.get("framework", FRAMEWORK)]
            results[organisation["name"], assessment["period"]] = score(definition, answers)
    return results


def _answers(given: dict) -> ElementAnswers:
    ratings = enumerate(given.get("ratings", "").split(), start=1)
    indicators = {number: rating if rating == "n/a" else int(rating) for number, rating in ratings if rating != "."}
    return ElementAnswers(indicators, given.get("objective"), excluded="excluded" in given)


def part_of_the_demo(name: str) -> Demo:
    """The demo with one organisation, which is built sooner."""
    return replace(DEMO, organisations=[plan for plan in DEMO.organisations if plan.name == name])


def people_of_the_demo() -> Demo:
    """The demo without its assessments, which is built at once."""
    return replace(DEMO, organisations=[replace(plan, assessments=[]) for plan in DEMO.organisations])


def load_demo() -> str:
    out = StringIO()
    call_command("load_demo", "--with-known-passwords", stdout=out)
    return out.getvalue()


@pytest.fixture
def framework(db: None) -> FrameworkVersion:
    versions = [make_version(content) for content in DEFINITIONS.values()]
    return next(version for version in versions if version.framework.slug == FRAMEWORK)


@pytest.fixture
def clinics(framework: FrameworkVersion) -> Organisation:
    """One organisation of the demo, built."""
    return build_demo(part_of_the_demo("Fennmoor Clinics"))[0]


@pytest.fixture
def bank(framework: FrameworkVersion) -> Organisation:
    """The organisation with two cycles, built."""
    return build_demo(part_of_the_demo("Harbour Bank"))[0]


@pytest.mark.sqlite
class TestFiles:
    def test_totals_are_those_that_the_files_add_up_to(self):
        totals = {key: result.total for key, result in results_of_the_files().items()}
        assert {
            key: (
                str(total.points),
                str(total.maximum),
                str(total.percent),
                total.level.title,
                total.complete,
                str(total.answered_percent),
            )
            for key, total in totals.items()
        } == TOTALS

    @pytest.mark.parametrize(("plan", "code", "element"), ELEMENTS)
    def test_an_element_is_rated_whole_or_excluded(self, plan: DemoAssessment, code: str, element: DemoElement):
        numbers = range(1, len(DEFINITIONS[plan.framework].element_by_code[code].indicators) + 1)
        assert len(element.ratings.split()) == (0 if element.excluded else len(numbers))
        assert list(element.reasons) == [n for n, rating in element.rated().items() if rating == "n/a"]

    @pytest.mark.parametrize(("name", "plan"), ASSESSMENTS, ids=lambda value: getattr(value, "period", value))
    def test_every_part_that_is_answered_has_one_assessor(self, name: str, plan):
        parts = [part for parts in plan.assessors.values() for part in parts]
        answered = [{code.split(".")[0] for code in answers} for answers in (plan.sheets.values() or [plan.answers])]
        assert sorted(parts) == sorted(part for sheet in answered for part in sheet)

    def test_no_sentence_is_written_twice(self):
        comments = [element.comment for _, _, sheet in SHEETS for element in sheet.values() if element.comment]
        sentences = Counter(part for comment in comments for part in re.split(r"(?<=[.!?]) ", comment))
        assert [sentence for sentence, times in sentences.items() if times > 1] == []
        assert len(comments) == 154

    def test_nobody_is_named_who_exists(self):
        """Every capital within a sentence is accounted for, so that no company slips in."""
        texts = [
            text
            for _, _, sheet in SHEETS
            for element in sheet.values()
            for text in (element.comment, element.excluded, *element.reasons.values())
        ]
        inside = {
            word for text in texts for word in re.findall(r"(?<![.!?:] )(?<!^)(?<![.!?]” )(?<!“)\b[A-Z]\w*", text)
        }
        assert inside == {
            "April",
            "February",
            "I",
            "IT",
            "January",
            "June",
            "May",
            "Reo",
            "Saturday",
            "September",
            "Te",
            "Thursday",
        }

    def test_ratings_move_a_step_between_the_cycles_or_stay_and_a_few_fall(self):
        (_, before), (_, after) = ASSESSMENTS_OF_THE_BANK
        moves = Counter(
            int(after.answers[code].rated()[number]) - int(rating)
            for code, element in before.answers.items()
            for number, rating in element.rated().items()
        )
        assert moves == {1: 125, 0: 79, 2: 4, -1: 3}

    def test_the_password_is_one_that_the_project_accepts(self):
        for person in DEMO.people:
            validate_password(DEMO.password, User(email=person.email, full_name=person.name))

    def test_addresses_can_belong_to_nobody(self):
        assert {person.email.rsplit("@")[1] for person in DEMO.people} == {"demo.example"}


class TestCommand:
    def test_it_builds_what_the_files_say(self, framework: FrameworkVersion):
        said = load_demo()

        assert said == (f"Aldermere City Services built.\nFennmoor Clinics built.\nHarbour Bank built.\n{ACCOUNTS}")
        results = results_of_the_files()
        assert {
            (each.organisation.name, each.period): (each.points, each.maximum, each.percent, each.complete, each.state)
            for each in of_the_files(Assessment.objects.select_related("organisation"))
        } == {
            key: (
                result.total.points,
                result.total.maximum,
                result.total.percent,
                result.total.complete,
                "approved" if key[1] in APPROVED else "consensus" if key[1] in IN_CONSENSUS else "scoring",
            )
            for key, result in results.items()
        }
        assert {
            (each.assessment.organisation.name, each.assessment.period): each.result
            for each in of_the_files(Snapshot.objects.select_related("assessment__organisation"), "assessment__")
        } == {key: result_to_json(results[key]) for key in results if key[1] in APPROVED}
        members = Membership.objects.filter(organisation__name__in={name for name, _period in results}).order_by("pk")
        assert list(members.values_list("organisation__name", "user__full_name", "role")) == [
            ("Aldermere City Services", "Rewi Cutler", "manager"),
            ("Aldermere City Services", "Joss Okafor", "assessor"),
            ("Fennmoor Clinics", "Brigid Tallon", "manager"),
            ("Fennmoor Clinics", "Maya Lindqvist", "assessor"),
            ("Fennmoor Clinics", "Joss Okafor", "assessor"),
            ("Harbour Bank", "Helen Marsh", "manager"),
            ("Harbour Bank", "Maya Lindqvist", "assessor"),
            ("Harbour Bank", "Joss Okafor", "assessor"),
        ]
        assert list(User.objects.filter(is_staff=True).values_list("email", "is_superuser")) == [
            ("admin@demo.example", True)
        ]

        before = everything()
        assert load_demo() == ACCOUNTS
        assert everything() == before

    def test_without_the_flag_it_refuses_and_makes_nothing(self, framework: FrameworkVersion):
        with pytest.raises(CommandError) as refusal:
            call_command("load_demo")
        assert str(refusal.value) == (
            "The demo makes accounts, an administrator among them, whose password anybody can know: never on a site "
            "that others can reach. Where that is no danger, type: manage.py load_demo --with-known-passwords"
        )
        assert User.objects.count() == Organisation.objects.count() == 0

    def test_a_database_in_real_use_is_left_alone(self, framework: FrameworkVersion):
        make_user("Mona Manager")
        assert load_demo() == "This database has people of its own, so the demo was not built in it.\n"
        assert (User.objects.count(), Organisation.objects.count()) == (1, 0)

    def test_without_the_framework_it_says_what_to_type(self, db: None):
        with pytest.raises(CommandError) as refusal:
            load_demo()
        words = "A framework of the demo is not loaded. Type this first: manage.py load_framework fixtures/*.yaml"
        assert str(refusal.value) == words
        assert User.objects.count() == 0


def everything() -> list[list[tuple]]:
    """All rows that the demo could touch."""
    models = (User, EmailAddress, Organisation, Membership, Assessment, Answer, AnswerChange, Snapshot)
    return [list(model.objects.order_by("pk").values_list()) for model in models]


class TestKeeping:
    def test_what_a_user_changed_stays(self, clinics: Organisation):
        assessor = User.objects.get(email="assessor@demo.example")
        assessor.set_password("a phrase of my own choice")
        assessor.save()
        assessment = clinics.assessments.get()
        given = GivenAnswer("5", "", version=1)
        save_answer(assessment_uuid=assessment.uuid, element_code="D1.1", item="1", given=given, by=assessor)
        Organisation.objects.filter(pk=clinics.pk).update(name="Fennmoor Hospitals")
        Membership.objects.filter(user__email="assessor2@demo.example").delete()
        before = everything()

        assert build_demo(part_of_the_demo("Fennmoor Clinics")) == []

        assert everything() == before

    def test_an_account_that_was_removed_does_not_come_back_and_is_not_printed(self, framework: FrameworkVersion):
        build_demo(people_of_the_demo())
        User.objects.filter(email="admin@demo.example").delete()
        heading, _administrator, *others = ACCOUNTS.splitlines(keepends=True)
        assert load_demo() == "".join([heading, *others])
        assert User.objects.filter(is_staff=True).count() == 0

    def test_an_account_that_is_there_joins_as_it_is(self, framework: FrameworkVersion):
        User.objects.create_user("assessor@demo.example", "a phrase of my own choice", full_name="Maya L.")
        build_demo(part_of_the_demo("Fennmoor Clinics"))
        maya = User.objects.get(email="assessor@demo.example")
        assert (maya.full_name, maya.check_password("a phrase of my own choice")) == ("Maya L.", True)
        assert list(maya.memberships.values_list("organisation__name", flat=True)) == ["Fennmoor Clinics"]

    def test_an_organisation_is_built_whole_or_not_at_all(self, framework: FrameworkVersion):
        plan = part_of_the_demo("Fennmoor Clinics").organisations[0]
        broken = replace(plan.assessments[0], answers={"D1.5": DemoElement(ratings="3 9 2")})
        with pytest.raises(ValueError, match=r"^Patient experience maturity 2026, D1\.5: \{'2': "):
            build_demo(replace(DEMO, organisations=[replace(plan, assessments=[broken])]))
        assert User.objects.count() == Organisation.objects.count() == Assessment.objects.count() == 0


@pytest.mark.sqlite
class TestUse:
    def test_everybody_signs_in_with_the_printed_password(self, framework: FrameworkVersion):
        call_command("createcachetable")
        build_demo(people_of_the_demo())
        for person in DEMO.people:
            client = Client()
            answer = client.post(reverse("account_login"), {"login": person.email, "password": DEMO.password})
            user = User.objects.get(email=person.email)
            assert (answer.status_code, client.session.get("_auth_user_id")) == (302, str(user.pk))

    def test_the_manager_can_approve_this_years_cycle_which_follows_last_years(self, bank: Organisation):
        first, second = bank.assessments.filter(mode="joint").order_by("created_at")
        assert (first.period, second.period) == ("2025", "2026")
        assert list(Assessment.objects.approved_before(second)) == [first]
        snapshot = sign_off(assessment_uuid=second.uuid, by=User.objects.get(full_name="Helen Marsh"))
        assert snapshot.result["total"]["points"] == "566.61"


@pytest.mark.sqlite
class TestTeam:
    def test_three_sheets_are_kept_and_the_answers_agreed_are_the_assessments_own(self, bank: Organisation):
        may = bank.assessments.get(period="May 2026")
        sheets = {str(sheet.assessor): str(sheet.points) for sheet in may.sheets.all()}
        assert sheets == {"Helen Marsh": "58.00", "Joss Okafor": "37.00", "Maya Lindqvist": "38.00"}
        assert (str(may.points), may.state) == ("42.00", "approved")

    def test_novembers_check_waits_for_the_team_to_agree(self, bank: Organisation):
        november = bank.assessments.get(period="November 2026")
        assert (november.state, november.sheets.filter(submitted_at=None).count()) == ("consensus", 0)
        assert not november.answers.exclude(value="").exists()


@pytest.mark.sqlite
class TestDays:
    def test_an_assessment_took_place_on_its_days(self, bank: Organisation):
        assessment = bank.assessments.get(period="2025")
        hour = datetime.timedelta(hours=1)
        first, last = (
            datetime.datetime(2025, 3, 3, tzinfo=datetime.UTC),
            datetime.datetime(2025, 3, 28, tzinfo=datetime.UTC),
        )
        assert (assessment.created_at, assessment.approved_at) == (first + 8 * hour, last + 17 * hour)
        assert assessment.snapshots.get().taken_at == last + 17 * hour
        moments = list(
            AnswerChange.objects.filter(answer__assessment=assessment)
            .order_by("pk")
            .values_list("changed_at", "answer__changed_at")
        )
        assert all(change == answer for change, answer in moments)
        assert all(earlier <= later for (earlier, _), (later, _) in pairwise(moments))
        assert {moment.isoweekday() for moment, _ in moments} == {1, 2, 3, 4, 5}
        assert first + 9 * hour == moments[0][0]
        assert last + 9 * hour < moments[-1][0] < last + 16 * hour

    def test_an_open_one_was_answered_by_two_people_until_yesterday(self, clinics: Organisation):
        answers = clinics.assessments.get().answers.exclude(version=0).select_related("changed_by")
        today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
        days = [answer.changed_at for answer in answers]
        assert today - datetime.timedelta(days=12) <= min(days) < max(days) < today
        assert {(answer.element.split(".")[0], answer.changed_by.full_name) for answer in answers} == {
            *((part, "Maya Lindqvist") for part in ("D1", "D2", "D3", "E1")),
            *((part, "Joss Okafor") for part in ("D4", "D5", "E2")),
        }
