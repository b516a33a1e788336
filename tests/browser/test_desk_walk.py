"""The whole shipped assessment by keyboard alone, by a driver that counts its keys and times the page's answers."""

import time
from statistics import median as middle

import pytest
from playwright.sync_api import Page, expect

from assessments.models import Assessment
from assessments.scoring import has_objective
from tests.factories import make_assessment

pytestmark = pytest.mark.django_db(transaction=True)

MOST_KEYS = 1.3  # a judgement, moves included
LONGEST_WORK = 100  # milliseconds of the page's own work from a key to the layout that shows what it did

# The work, and the time from the key to the frame painted after it, which counts what else the machine is doing too.
TIME_EACH_KEY = """(() => {
  const waits = JSON.parse(sessionStorage.getItem("waits") || "[]");
  let start = 0;
  addEventListener("keydown", () => (start = performance.now()), true);
  addEventListener("keydown", ({ timeStamp }) => {
    document.body.getBoundingClientRect();
    const work = performance.now() - start;
    requestAnimationFrame(() => {
      const painted = new MessageChannel();
      painted.port1.onmessage = () => {
        waits.push([work, performance.now() - timeStamp]);
        sessionStorage.setItem("waits", JSON.stringify(waits));
      };
      painted.port2.postMessage(0);
    });
  });
})()"""


class Driver:
    """Presses keys as an assessor would who only looks at the statement that is marked."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.keys = 0
        self.longest_change = 0.0

    def press(self, key: str) -> None:
        self.keys += 1
        self.page.keyboard.press(key)

    def answer_what_is_current(self) -> bool:
        """One judgement; False when the element is done."""
        kind, is_open = self.page.evaluate(
            """() => { const row = document.querySelector(".answer--current"), value = desk.answers.read(row).value;
                       return [row.className, value === ""]; }"""
        )
        if is_open:
            self.press("a" if "answer--objective" in kind else str(1 + self.keys % 5))
        return bool(is_open)

    def go_on(self) -> None:
        """To the next element with something unanswered."""
        before, start = self.page.url, time.perf_counter()
        self.press(".")
        self.page.wait_for_function(
            "before => location.href !== before && document.activeElement.closest('.answer')", arg=before
        )
        self.longest_change = max(self.longest_change, time.perf_counter() - start)


@pytest.fixture
def whole(organisation, shipped_version, manager, assessor) -> Assessment:
    return make_assessment(organisation, shipped_version, by=manager, assessors=[assessor])


def test_whole_assessment_is_scored_by_keyboard_alone(page: Page, live_server, whole, assessor, sign_in, capsys):
    definition = whole.version.definition()
    places = list(definition.walk())
    judgements = sum(len(one.indicators) + has_objective(definition, one) for one in places)
    sign_in(assessor)
    page.add_init_script(TIME_EACH_KEY)
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"{live_server.url}/assessments/{whole.uuid}/elements/{places[0].code}/")
    driver = Driver(page)
    for place in places:
        expect(page.get_by_role("heading", level=1)).to_contain_text(place.code)
        while driver.answer_what_is_current():
            pass
        if place is not places[-1]:
            driver.go_on()
    expect(page.locator("[data-saved]")).to_be_visible()
    judged = whole.answers.exclude(item__in=["comment", "scope", "confidence"])
    assert (judged.count(), judged.filter(value="").count()) == (judgements, 0)
    assert Assessment.objects.get(pk=whole.pk).complete
    works, frames = zip(*page.evaluate("JSON.parse(sessionStorage.getItem('waits'))"), strict=True)
    with capsys.disabled():
        print(  # noqa: T201 - the figures of docs/scoring-screen.md
            f"\n{judgements} judgements with {driver.keys} keys: {driver.keys / judgements:.2f} a judgement.",
            f"The page's own work for a key: median {middle(works):.0f} ms, longest {max(works):.0f} ms;",
            f"to the painted frame: median {middle(frames):.0f} ms, longest {max(frames):.0f} ms;",
            f"to the next element at most {driver.longest_change:.1f} s.",
        )
    assert driver.keys / judgements <= MOST_KEYS
    assert middle(works) <= LONGEST_WORK / 4
    assert max(works) <= LONGEST_WORK
