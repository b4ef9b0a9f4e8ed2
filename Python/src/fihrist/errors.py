"""What can go wrong. Every message ends with what to do about it."""

from __future__ import annotations

from typing import Optional


class Error(Exception):
    """Any error of Fihrist.

    ``reason`` says what is wrong, ``location`` where, and ``advice`` what to do about it; the
    message has all three.
    """

    def __init__(
        self, message: str, *, location: str = "", reason: str = "", advice: str = ""
    ) -> None:
        super().__init__(message)
        self.location = location
        self.reason = reason
        self.advice = advice


class IndexNotFound(Error):
    """Neither an index nor such a file is there."""


class IndexDamaged(Error):
    """The bytes are not what was written."""


class IndexUnsupported(Error):
    """Another release wrote the index, in a way that this one does not read."""


class WriterBusy(Error):
    """Another writer is open on the index."""


class IndexMoved(Error):
    """The path leads to another directory than the one that was opened."""


class StorageError(Error):
    """The system refused to read or write."""


class InvalidRequest(Error):
    """A request, a schema or a document cannot be used."""


class QuerySyntaxError(Error):
    """A text is not a query, in a strict reading.

    ``at`` is the number of the character, from 1, and ``expected`` says what should be there.
    """

    at: Optional[int] = None

    @property
    def expected(self) -> str:
        return self.advice


class Closed(Error):
    """The index or the writer was closed."""


class UnusedMembers(UserWarning):
    """Documents have members that no field of the index takes."""


BY_CODE: dict[int, type[Error]] = {
    1: IndexNotFound,
    2: IndexDamaged,
    3: IndexUnsupported,
    4: WriterBusy,
    5: IndexMoved,
    6: StorageError,
    7: InvalidRequest,
    8: QuerySyntaxError,
    9: InvalidRequest,
}
