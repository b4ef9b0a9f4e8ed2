"""The shared library and its functions; ``fihrist.h`` has their rules."""

from __future__ import annotations

import ctypes
import json
import operator
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import POINTER, byref, c_char_p, c_int32, c_int64, c_size_t, c_uint64, c_void_p
from pathlib import Path
from typing import Any, Callable, Optional

import numpy as np

from .errors import BY_CODE, Closed, Error, QuerySyntaxError

ABI_VERSION = 5

(SEARCH, SIMILAR, EXPLAIN, SUGGEST, CORRECT, KWIC, TRENDS, COLLOCATES, DOCUMENT, INFO, STATISTICS,
 PART, HIT, KWIC_PART, TRENDS_PART, SIMILAR_SEARCH, EXPLANATION, DOCUMENTS, COPIES,
 COPY_PART) = range(1, 21)


class Text(ctypes.Structure):
    _fields_ = [("bytes", c_void_p), ("count", c_size_t)]


class Hits(ctypes.Structure):
    _fields_ = [
        ("query_count", c_int64),
        ("hit_count", c_int64),
        ("hit_offsets", c_void_p),
        ("totals", c_void_p),
        ("scores", c_void_p),
        ("key_offsets", c_void_p),
        ("keys", c_void_p),
    ]


class Terms(ctypes.Structure):
    _fields_ = [
        ("term_count", c_int64),
        ("term_offsets", c_void_p),
        ("terms", c_void_p),
        ("document_counts", c_void_p),
        ("posting_offsets", c_void_p),
        ("documents", c_void_p),
        ("frequencies", c_void_p),
    ]


class Documents(ctypes.Structure):
    _fields_ = [
        ("document_count", c_int64),
        ("key_offsets", c_void_p),
        ("keys", c_void_p),
        ("lengths", c_void_p),
    ]


_TEXT = [c_char_p, c_size_t]
_FUNCTIONS: dict[str, list[Any]] = {
    "open": _TEXT + [POINTER(c_void_p)],
    "refresh": [c_void_p, POINTER(c_int32)],
    "ask": [c_void_p, c_int32] + _TEXT + [POINTER(Text)],
    "rounds_open": [c_int32] + _TEXT + [POINTER(c_void_p)],
    "rounds_next": [c_void_p] + _TEXT + [c_int32, POINTER(Text), POINTER(Text)],
    "merge": [c_int32] + _TEXT + _TEXT + [POINTER(Text)],
    "search_many": [c_void_p, c_char_p, c_void_p, c_int64] + _TEXT
    + [c_int32, POINTER(POINTER(Hits))],
    "pin": [c_void_p, POINTER(c_void_p)],
    "prepare": _TEXT + [POINTER(c_void_p)],
    "rank": [c_void_p, c_void_p] + _TEXT + [c_void_p, c_size_t, POINTER(c_size_t)],
    "hits_arrow": [POINTER(Hits), c_void_p, c_void_p],
    "vocabulary_open": [c_void_p, c_int32, POINTER(c_void_p)],
    "vocabulary_next": [c_void_p, c_int64, c_int32, POINTER(POINTER(Terms))],
    "vocabulary_documents": [c_void_p, POINTER(POINTER(Documents))],
    "walk_open": [c_void_p] + _TEXT + [POINTER(c_void_p)],
    "walk_next": [c_void_p, c_size_t, POINTER(Text)],
    "writer_open": _TEXT + _TEXT + [POINTER(c_void_p)],
    "writer_info": [c_void_p, POINTER(Text)],
    "writer_add": [c_void_p, c_void_p, c_void_p, c_void_p, c_int64],
    "writer_add_arrow": [c_void_p, c_void_p, c_int32, POINTER(Text)],
    "writer_delete_key": [c_void_p] + _TEXT,
    "writer_delete_matching": [c_void_p] + _TEXT + [POINTER(c_int64)],
    "writer_commit": [c_void_p] + _TEXT + [POINTER(c_uint64)],
    "writer_merge": [c_void_p, c_int32],
    "analyze": _TEXT + _TEXT + [c_int32, POINTER(Text)],
}


def _load() -> ctypes.CDLL:
    suffix = "dylib" if sys.platform == "darwin" else "so"
    path = Path(__file__).with_name(f"libfihrist.{suffix}")
    try:
        library = ctypes.CDLL(str(path))
    except OSError as error:
        raise ImportError(
            f"the library of Fihrist cannot be loaded ({error}); install a wheel that was built "
            "for this system, or build one with 'make python'"
        ) from error
    library.fihrist_abi_version.restype = c_int32
    version = library.fihrist_abi_version()
    if version != ABI_VERSION:
        raise ImportError(
            f"{path} has version {version} of the interface and this package needs {ABI_VERSION}; "
            "install one wheel that has both"
        )
    for name, arguments in _FUNCTIONS.items():
        function = getattr(library, f"fihrist_{name}")
        function.restype = c_int32
        function.argtypes = [*arguments, POINTER(Text)]
    for name in ("close", "walk_close", "vocabulary_close", "writer_close", "writer_rollback",
                 "prepared_close", "rounds_close"):
        function = getattr(library, f"fihrist_{name}")
        function.restype = None
        function.argtypes = [c_void_p]
    library.fihrist_text_free.restype = None
    library.fihrist_text_free.argtypes = [Text]
    for name, kind in (("hits", Hits), ("terms", Terms), ("documents", Documents)):
        function = getattr(library, f"fihrist_{name}_free")
        function.restype = None
        function.argtypes = [POINTER(kind)]
    for name in ("generation", "document_count"):
        function = getattr(library, f"fihrist_{name}")
        function.restype = c_uint64
        function.argtypes = [c_void_p]
    return library


library = _load()


def _take(text: Text) -> bytes:
    try:
        return ctypes.string_at(text.bytes, text.count) if text.count else b""
    finally:
        library.fihrist_text_free(text)


def error_of(members: Any) -> Error:
    """The error that an object of the library describes."""
    code = members.get("code", 10)
    kind = BY_CODE.get(code, Error)
    error = kind(
        members.get("message", f"error {code}"),
        location=members.get("location", ""),
        reason=members.get("reason", ""),
        advice=members.get("advice", ""),
    )
    if isinstance(error, QuerySyntaxError):
        error.at = members.get("column")
    return error


def call(name: str, *arguments: Any) -> None:
    """Calls a function; raises what it reports."""
    error = Text()
    code = getattr(library, f"fihrist_{name}")(*arguments, byref(error))
    if code:
        raise failure(code, error)


def failure(code: int, error: Text) -> Error:
    """The error that a call reports; its text is taken."""
    members = json.loads(_take(error)) if error.bytes else {}
    error.bytes = None
    return error_of({"code": code, **members})


def call_for_text(name: str, *arguments: Any) -> bytes:
    """Calls a function whose last argument is a text that comes out."""
    answer = Text()
    call(name, *arguments, byref(answer))
    return _take(answer)


def call_for_texts(name: str, *arguments: Any) -> tuple[bytes, bytes]:
    """Calls a function whose last two arguments are texts that come out."""
    first, second = Text(), Text()
    call(name, *arguments, byref(first), byref(second))
    return _take(first), _take(second)


def encode(text: str, what: str = "text") -> bytes:
    """The text in UTF-8."""
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise BY_CODE[7](
            f"the {what} has half a surrogate pair at character {error.start + 1}; "
            "replace it, for example with text.encode('utf-8', 'replace')"
        ) from None


class Handle:
    """A pointer that is freed when it was closed and no call uses it any more."""

    def __init__(self, pointer: int, close: Callable[[int], None], what: str) -> None:
        self._pointer: Optional[int] = pointer
        self._close = close
        self._what = what
        self._lock = threading.Lock()
        self._users = 0
        self._is_closing = False

    @contextmanager
    def use(self) -> Iterator[int]:
        with self._lock:
            if self._pointer is None or self._is_closing:
                raise Closed(f"the {self._what} was closed; open it again")
            self._users += 1
            pointer = self._pointer
        try:
            yield pointer
        finally:
            with self._lock:
                self._users -= 1
                self._free()

    def close(self) -> None:
        with self._lock:
            self._is_closing = True
            self._free()

    @property
    def pointer(self) -> int:
        """The pointer, for whoever keeps the handle open as long as it is used."""
        return self._pointer or 0

    @property
    def is_closed(self) -> bool:
        return self._is_closing

    def _free(self) -> None:
        if self._is_closing and self._users == 0 and self._pointer is not None:
            pointer, self._pointer = self._pointer, None
            self._close(pointer)

    def __del__(self) -> None:
        self.close()


def open_handle(name: str, close: str, what: str, *arguments: Any) -> Handle:
    """Calls a function whose last argument is a handle that comes out."""
    pointer = c_void_p()
    call(name, *arguments, byref(pointer))
    return Handle(pointer.value or 0, getattr(library, f"fihrist_{close}"), what)


def array(pointer: int, count: int, kind: Any) -> Any:
    """A copy of an array of the library."""
    size = np.dtype(kind).itemsize
    return np.frombuffer(ctypes.string_at(pointer, count * size), kind)


def processors() -> int:
    """How many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def dumps(value: Any) -> bytes:
    """A request as JSON; members that are None are left out."""
    if isinstance(value, dict):
        value = {name: member for name, member in value.items() if member is not None}
    return json.dumps(value, ensure_ascii=False, default=_plain).encode("utf-8", "replace")


def _plain(value: Any) -> Any:
    """A value of JSON for a number of numpy or the like."""
    if hasattr(value, "__index__"):
        return operator.index(value)
    if isinstance(value, np.generic):
        return value.item()
    raise BY_CODE[7](
        f"a request has a value of the type {type(value).__name__}; "
        "pass a text, a number, or a list of these")
