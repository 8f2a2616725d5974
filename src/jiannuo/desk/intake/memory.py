"""Uploads stay in memory: what may turn out to be a state secret is never written to a disk.

Django's own handler writes larger files to the temporary folder before any view has seen them.
"""

import io
from typing import Any, Final

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

LARGEST_REQUEST: Final = 2
"""Times the largest file: what one request may bring in all its files together."""


class InMemory(FileUploadHandler):
    """Keeps each file in memory up to the limit; of one that is larger only its size goes on.

    A file over the limit arrives as an empty `InMemoryUploadedFile` whose `size` tells, so that the
    view can name it. A request that brings too much altogether keeps its first files.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._total = 0
        self._content = io.BytesIO()
        self._over = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self._content, self._over = io.BytesIO(), False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take a part of the file, or let it go by where the limit is passed."""
        largest = settings.JIANNUO_UPLOAD_BYTES
        self._total += len(raw_data)
        if start + len(raw_data) > largest or self._total > LARGEST_REQUEST * largest:
            self._content, self._over = io.BytesIO(), True
        if not self._over:
            self._content.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[bytes]:
        """Hand the file over."""
        if self.file_name is None:
            raise SkipFile
        self._content.seek(0)
        return InMemoryUploadedFile(
            file=self._content,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )


def content_of(file: UploadedFile[bytes]) -> bytes | None:
    """Return a file's bytes; None where it was over the limit and let go."""
    content: bytes = file.read()
    return content if len(content) == file.size else None
