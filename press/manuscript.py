"""What one PDF is made of, whole: nothing else reaches the engine, and the same manuscript gives the same bytes."""

import base64
import dataclasses
import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Attachment:
    """A file that rides inside the PDF: what the document was made from, to be read again by a machine."""

    name: str
    media_type: str
    description: str
    data: bytes
    relationship: str = "Source"


@dataclass(frozen=True)
class Manuscript:
    """A page of our own templates with all that it needs.

    ``style_sheets`` are names out of ``press.press.STYLE_SHEETS`` in their order, ``styles`` further CSS of our own
    making that comes after them (house colours, paper size). ``pictures`` are PNG or JPEG files by name, such as
    ``logo.png``, which the page and its styles reach as ``asset:///picture/logo.png``. ``created`` is the time that the
    PDF names as its own; without it, it names none.
    """

    html: str
    style_sheets: tuple[str, ...]
    styles: str = ""
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    attachment: Attachment | None = None
    created: datetime.datetime | None = None

    def order(self) -> dict[str, Any]:
        """All of it as JSON values, as the engine takes it."""
        values = {one.name: getattr(self, one.name) for one in dataclasses.fields(self)}
        values["pictures"] = {name: _text(data) for name, data in sorted(self.pictures.items())}
        values["attachment"] = self.attachment and dataclasses.asdict(self.attachment) | {
            "data": _text(self.attachment.data)
        }
        values["created"] = self.created and self.created.isoformat(timespec="seconds")
        return values

    @property
    def digest(self) -> str:
        """One word for all of it: the same for the same manuscript, another for any other."""
        return hashlib.sha256(json.dumps(self.order(), sort_keys=True).encode()).hexdigest()


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
