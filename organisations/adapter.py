"""How accounts come to be: only by invitation or by an administrator, never by signing oneself up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Closes the public sign-up that the sign-in library would offer."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by invitation."""
        return False
