"""The two states that framework content knows: a draft, and a published version."""

import pytest
from django.test import Client

from frameworks.models import FrameworkVersion
from tests.definitions import tiny_definition
from tests.factories import make_user, make_version


@pytest.fixture
def draft(db: None) -> FrameworkVersion:
    """Version 1.1 of the tiny framework, not published."""
    return make_version(tiny_definition(version="1.1"), published=False)


@pytest.fixture
def published(db: None) -> FrameworkVersion:
    """Version 1.0 of the tiny framework, published."""
    return make_version(tiny_definition())


@pytest.fixture
def admin_client(client: Client, db: None) -> Client:
    """An administrator's browser."""
    client.force_login(make_user("Ada Admin", staff=True))
    return client
