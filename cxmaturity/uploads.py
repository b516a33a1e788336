"""What every request that carries a file goes through before anybody has asked who sent it."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class LimitedUpload(FileUploadHandler):
    """Lets go of a file at the first byte beyond the limit; the form's other fields come through.

    What is too large is never written down. A form learns of it by ``request.is_upload_too_large``.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A file begins; its bytes count from here, those of the files before it too."""
        super().new_file(*args, **kwargs)
        self.received = getattr(self, "received", 0)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand the bytes on, unless they are too many."""
        self.received += len(raw_data)
        if self.received > settings.UPLOAD_MAX_BYTES:
            if self.request:
                self.request.is_upload_too_large = True  # type: ignore[attr-defined]  # ours
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers that follow."""
