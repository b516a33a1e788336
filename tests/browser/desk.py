"""What the stories at the assessor's desk do again and again."""

from playwright.sync_api import Locator, Page, Route

from assessments.actions.answers import GivenAnswer, save_answer
from assessments.models import Answer, AnswerChange, Assessment


def row(page: Page, item: str) -> Locator:
    return page.locator(f"#answer-{item}")


def choose(page: Page, item: str, name: str) -> None:
    # As a person does: the button is the label's face, the radio itself lies under it.
    row(page, item).get_by_role("radio", name=name, exact=True).check(force=True)


def status(page: Page, item: str) -> Locator:
    return row(page, item).get_by_role("status")


def current(page: Page) -> str:
    """The item of the row that the keys act on."""
    return str(page.locator(".answer--current").get_attribute("data-answer"))


def kept(page: Page) -> int:
    """How many operations the browser keeps, whoever's they are."""
    return int(page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('cxmaturity-desk/')).length"))


def stored(assessment: Assessment, item: str, element: str = "D1.1") -> tuple[str, str, int]:
    answer = Answer.objects.get(assessment=assessment, element=element, item=item)
    return answer.value, answer.reason, answer.version


def history(assessment: Assessment, item: str, element: str = "D1.1") -> list[str]:
    changes = AnswerChange.objects.filter(answer__assessment=assessment, answer__element=element, answer__item=item)
    return list(changes.values_list("value", flat=True))


def save_as(person, assessment, item, value, version=0, reason="") -> None:
    given = GivenAnswer(value, reason, version)
    save_answer(assessment_uuid=assessment.uuid, element_code="D1.1", item=item, given=given, by=person)


def save_and_lose_the_reply(route: Route) -> None:
    route.fetch()
    route.abort("internetdisconnected")


def out_of_reach(route: Route) -> None:
    route.abort("internetdisconnected")
