"""What is added to a PDF after the engine, where a whole page says too little."""

import hashlib
import io
import random
import zlib

import pikepdf
import pypdf
import pytest

from press.finishing import LEVEL, _compress, _saved
from press.manuscript import Attachment
from tests.engine import page
from tests.press.checkers import complaints

pytestmark = [pytest.mark.sqlite]


def test_no_stream_ends_as_a_line_does():
    chance = random.Random(1)
    texts = (" ".join(str(chance.random()) for _place in range(40)).encode() for _try in range(100_000))
    text = next(one for one in texts if zlib.compress(one, LEVEL).endswith(b"\r"))
    document = pikepdf.new()
    document.add_blank_page()
    document.pages[0].Contents = document.make_stream(text)
    _compress(document)
    saved = _saved(document)
    assert b"\r\nendstream" not in saved
    with pikepdf.open(io.BytesIO(saved)) as opened:
        assert opened.pages[0].Contents.read_bytes().rstrip() == text


def answers_that_end_in(last: bytes) -> bytes:
    """An assessment document, as it may be: one of 256 ends so when it is packed."""
    texts = (f'{{"comment": "{"seen " * number}", "rating": 3}}\n'.encode() for number in range(10_000))
    return next(text for text in texts if zlib.compress(text, LEVEL).endswith(last))


@pytest.mark.parametrize("last", [b"\r", b"\n"])
def test_file_inside_that_would_end_as_a_line_does_keeps_its_bytes_and_pleases_the_checkers(last, press):
    data = answers_that_end_in(last)
    held = Attachment("answers.json", "application/json", "The answers", data)
    made = press.render(page("<h1>Answers</h1><p>They ride inside.</p>", attachment=held))
    assert b"\r\nendstream" not in made
    assert complaints(made) == []
    with pikepdf.open(io.BytesIO(made)) as opened:
        inside = opened.attachments["answers.json"].get_file()
        assert (inside.read_bytes(), inside.md5) == (data, hashlib.md5(data, usedforsecurity=False).digest())
        kept = next(one for one in opened.objects if isinstance(one, pikepdf.Stream) and "/Params" in one)
        assert (kept.read_raw_bytes().endswith((b"\r", b"\n")), kept.Params.Size) == (False, len(data))
    assert pypdf.PdfReader(io.BytesIO(made)).attachments["answers.json"] == [data]
