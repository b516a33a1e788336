"""What every address is held to before any view is asked."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/frameworks/tiny/%00/guide/",
        "/frameworks/tiny/difference/?from=%00",
        "/admin/frameworks/element/?dimension=%00",
        "/assessments/?title=a%00b",
    ],
)
def test_address_with_a_nul_leads_nowhere(client: Client, admin, address) -> None:
    """PostgreSQL can't be asked for it, and would answer with an error of its own."""
    client.force_login(admin)
    response = client.get(address)
    assert response.status_code == 404
    assert "There is no such page" in response.content.decode()


def test_address_without_a_nul_passes(client: Client, admin, version) -> None:
    client.force_login(admin)
    assert client.get(f"/frameworks/{version.framework.slug}/{version.number}/guide/?q=%25zz").status_code == 200
