"""Saves over HTTP through a network that repeats, reorders and loses: what was acknowledged is what stands.

``docs/scoring-screen.md`` tells the protocol. These are its server's half, without a browser;
``tests/browser/test_lossy_network.py`` has both.
"""

import random
import threading
import uuid
from collections import Counter
from dataclasses import dataclass, field

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.models import Answer, AnswerChange

PLACE = ("D1.1", "comment")
WRITERS, SAVES = 16, 8


@dataclass
class Network:
    """Sends an operation over HTTP one to five times, some copies late, and loses 30 % of the replies."""

    client: Client
    url: str
    version: uuid.UUID
    random: random.Random
    late: list[dict[str, str]] = field(default_factory=list)

    def send(self, operation: uuid.UUID, seen: int, value: str) -> int:
        """The status that the sender hears in the end, as one who repeats until somebody answers."""
        fields = {"value": value, "version": str(seen), "operation": str(operation)}
        data = {f"{PLACE[1]}-{name}": one for name, one in fields.items()}
        data |= {"framework_version": str(self.version)}
        while True:
            statuses = [self._post(data) for _copy in range(self.random.randint(1, 3))]
            if self.random.random() < 0.4:
                self.late += [data] * self.random.randint(1, 2)
            if self.random.random() < 0.5 and self.late:
                self._post(self.late.pop(self.random.randrange(len(self.late))))  # overtaken by newer ones
            if self.random.random() >= 0.3:
                return statuses[-1]

    def deliver(self) -> None:
        """Let what is late arrive, in any order."""
        self.random.shuffle(self.late)
        while self.late:
            self._post(self.late.pop())

    def _post(self, data: dict[str, str]) -> int:
        return self.client.post(self.url, data).status_code


@dataclass
class Writer:
    """Saves one answer again and again, and goes on from what stands where somebody else was faster."""

    network: Network
    name: str
    acknowledged: list[tuple[uuid.UUID, str]] = field(default_factory=list)

    def save(self, number: int) -> None:
        """Once more, until it is acknowledged; each try after a refusal is an operation of its own."""
        value = f"{self.name} {number}"
        while True:
            operation, seen = uuid.uuid4(), stored().version
            status = self.network.send(operation, seen, value)
            if status == 200:
                self.acknowledged.append((operation, value))
                return
            assert status == 409


def stored() -> Answer:
    return Answer.objects.get(element=PLACE[0], item=PLACE[1])


def history() -> list[tuple[uuid.UUID, str]]:
    return list(AnswerChange.objects.order_by("version").values_list("operation", "value"))


def network(assessment, person, seed: int) -> Network:
    client = Client()
    client.force_login(person)
    url = reverse("assessments:answer-save", args=[assessment.uuid, *PLACE])
    return Network(client, url, assessment.version.uuid, random.Random(seed))


@pytest.mark.django_db(transaction=True)
def test_16_writers_of_one_answer_through_a_lossy_network(assessment, assessor, team_mate):
    """Seen to fail with ``_is_done`` answering no: who hears no reply repeats, and is told that they were overtaken by
    their own save."""
    people = (assessor, team_mate)
    writers = [Writer(network(assessment, people[one % 2], one), f"Writer {one}") for one in range(WRITERS)]
    start, faults = threading.Barrier(WRITERS), []

    def run(writer: Writer) -> None:
        try:
            start.wait(timeout=30)
            for number in range(SAVES):
                writer.save(number)
            writer.network.deliver()
        except BaseException as fault:
            faults.append(repr(fault))
            raise
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[writer]) for writer in writers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=300)
    acknowledged = [one for writer in writers for one in writer.acknowledged]
    assert faults == []
    assert len(acknowledged) == WRITERS * SAVES
    assert stored().version == WRITERS * SAVES
    assert Counter(history()) == Counter(acknowledged)
    for writer in writers:  # each one's in the order in which they were acknowledged
        assert [one for one in history() if one in set(writer.acknowledged)] == writer.acknowledged
    assert stored().value == history()[-1][1]


@pytest.mark.django_db
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), number=st.integers(1, 12))
def test_one_writer_through_any_lossy_network(assessment, assessor, seed, number):
    """What was acknowledged last stands, and the history has one row for each operation, in their order."""
    before = len(history())
    writer = Writer(network(assessment, assessor, seed), f"Seed {seed} {uuid.uuid4()}")
    for one in range(number):
        writer.save(one)
    writer.network.deliver()
    assert history()[before:] == writer.acknowledged
    assert len(writer.acknowledged) == number
    assert (stored().value, stored().version) == (writer.acknowledged[-1][1], before + number)
