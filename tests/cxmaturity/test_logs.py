"""No token of a link in the log."""

import io
import logging

import pytest
from django.conf import settings

from cxmaturity.logs import HideTokens


@pytest.mark.parametrize(
    ("words", "hidden"),
    [
        ("Not Found: /p/abc-DEF_1/", "Not Found: /p/…/"),
        ("Gone: /invitations/abc-DEF_1/?x=1", "Gone: /invitations/…/?x=1"),
        ("Not Found: /s/abc-DEF_1/", "Not Found: /s/…/"),
        ("Not Found: /accounts/password/reset/key/3-abc/", "Not Found: /accounts/password/reset/key/…/"),
        ("Not Found: /static/s.css", "Not Found: /static/s.css"),
        ("Not Found: /pulses/abc/", "Not Found: /pulses/abc/"),
    ],
)
def test_token_is_taken_out_of_the_words(words, hidden):
    kind, _colon, path = words.partition(": ")
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "%s: %s", (kind, path), None)
    assert HideTokens().filter(record)
    assert record.getMessage() == hidden


def test_what_goes_to_the_console_passes_the_filter():
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["tokens"]
    assert settings.LOGGING["filters"]["tokens"]["()"] == "cxmaturity.logs.HideTokens"


@pytest.mark.django_db
def test_refused_link_leaves_no_token_in_the_log(client):
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(HideTokens())
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    try:
        assert client.get("/p/the-secret-token/").status_code == 404
    finally:
        logger.removeHandler(handler)
    assert stream.getvalue() == "Not Found: /p/…/\n"
