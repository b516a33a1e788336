"""A manuscript that is put away comes out as it was, so that it prints the same bytes again."""

import datetime
from dataclasses import replace

import pytest

from press.manuscript import Attachment, Manuscript
from reports.packing import pack, unpack

pytestmark = [pytest.mark.sqlite]
WHOLE = Manuscript(
    html="<p>تقرير</p>",
    style_sheets=("css/fonts.css", "css/report.css"),
    styles="p { margin: 0 }",
    pictures={"logo.png": b"\x89PNG", "chart.png": b"\x00"},
    attachment=Attachment("assessment.json", "application/json", "The answers", b'{"ratings": {}}', "Data"),
    created=datetime.datetime(2026, 11, 22, 12, 30, 5, tzinfo=datetime.UTC),
)
ALONE = Manuscript("<p>x</p>", ())


@pytest.mark.parametrize("manuscript", [WHOLE, ALONE], ids=["whole", "a page alone"])
def test_manuscript_comes_out_as_it_was_put_away(manuscript):
    assert unpack(pack(manuscript)) == manuscript
    assert unpack(pack(manuscript)).digest == manuscript.digest


def test_same_manuscript_is_put_away_as_the_same_bytes():
    turned = replace(WHOLE, pictures=dict(reversed(WHOLE.pictures.items())))
    assert pack(turned) == pack(WHOLE)
    assert turned.digest == WHOLE.digest


OTHERS = {
    "html": {"html": "<p>x</p>"},
    "sheets": {"style_sheets": ("css/report.css", "css/fonts.css")},
    "styles": {"styles": ""},
    "picture": {"pictures": {"logo.png": b"\x89PNG", "chart.png": b"\x01"}},
    "picture's name": {"pictures": {"logo.png": b"\x89PNG", "chart.jpg": b"\x00"}},
    "no attachment": {"attachment": None},
    "attached data": {"attachment": replace(WHOLE.attachment, data=b"{}")},
    "attached as": {"attachment": replace(WHOLE.attachment, relationship="Source")},
    "created": {"created": WHOLE.created + datetime.timedelta(seconds=1)},
    "never created": {"created": None},
}


@pytest.mark.parametrize("change", OTHERS.values(), ids=OTHERS)
def test_any_other_manuscript_has_another_digest(change):
    assert replace(WHOLE, **change).digest != WHOLE.digest
