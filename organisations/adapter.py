"""How accounts come to be: only by invitation or by an administrator, never by signing oneself up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Closes the public sign-up that the sign-in library would offer, and counts attempts by account alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by invitation."""
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """One count an address. The library's own would be one for each spelling of the host, port and all."""
        return str(credentials.get("email", "")).strip().lower()
