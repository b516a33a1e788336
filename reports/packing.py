"""Manuscripts put away with the reports that were printed from them, and taken out again."""

import base64
import datetime
import json
import zlib

from press.manuscript import Attachment, Manuscript


def pack(manuscript: Manuscript) -> bytes:
    """A manuscript as bytes; the same one gives the same bytes."""
    return zlib.compress(json.dumps(manuscript.order(), sort_keys=True).encode(), 9)


def unpack(kept: bytes) -> Manuscript:
    """The manuscript that was put away."""
    order = json.loads(zlib.decompress(kept))
    attachment = order["attachment"]
    return Manuscript(
        html=order["html"],
        style_sheets=tuple(order["style_sheets"]),
        styles=order["styles"],
        pictures={name: base64.b64decode(data) for name, data in order["pictures"].items()},
        attachment=attachment and Attachment(**{**attachment, "data": base64.b64decode(attachment["data"])}),
        created=order["created"] and datetime.datetime.fromisoformat(order["created"]),
    )
