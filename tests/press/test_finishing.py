"""What is added to a PDF after the engine, where a whole page says too little."""

import io
import random
import zlib

import pikepdf
import pytest

from press.finishing import LEVEL, _compress, _saved

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
