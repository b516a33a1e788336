"""Browsers of people who are signed in."""

from collections.abc import Callable

import pytest
from django.test import Client

from organisations.models import User


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """A client for a person."""

    def enter(person: User) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return enter
