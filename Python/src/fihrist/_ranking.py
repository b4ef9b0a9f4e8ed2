"""Keys and scores of one search with little overhead."""

from __future__ import annotations

import ctypes
import struct
import threading
from typing import Any

from . import _native as native
from .errors import Closed

_HEAD = struct.Struct("=qqq")


class _Memory(threading.local):
    """Where the library writes what it finds, for each thread."""

    def __init__(self) -> None:
        self.size = ctypes.c_size_t()
        self.size_pointer = ctypes.byref(self.size)
        self.error = native.Text()
        self.error_pointer = ctypes.byref(self.error)
        self.grow(1 << 14)

    def grow(self, capacity: int) -> None:
        self.capacity = capacity
        self.block = ctypes.create_string_buffer(capacity)
        self.address = ctypes.addressof(self.block)
        self.view = memoryview(self.block).cast("B")


_memory = _Memory()
_rank = native.library.fihrist_rank


class Ranking:
    """What one search has found, before anybody asks for more than keys and scores."""

    __slots__ = ("count", "total", "is_exact", "_data")

    def __init__(self, data: bytes) -> None:
        self.count, self.total, self.is_exact = _HEAD.unpack_from(data)
        self._data = data

    def keys(self) -> list[str]:
        """The keys, best first."""
        count, data = self.count, self._data
        start = 24 + 12 * count
        keys = []
        for end in struct.unpack_from(f"={count}q", data, 24):
            end += 24 + 12 * count
            keys.append(data[start:end].decode())
            start = end
        return keys

    def score_bytes(self) -> bytes:
        """The scores, best first, four bytes each."""
        start = 24 + 8 * self.count
        return self._data[start : start + 4 * self.count]


class Pin:
    """A commit of an index that stays as it is, and the requests that were prepared for it."""

    #: So many forms of requests are remembered; who makes more pays for reading them again.
    _FORMS = 64

    def __init__(self, index: native.Handle) -> None:
        with index.use() as pointer:
            self.handle = native.open_handle("pin", "close", "index", pointer)
        self._owner = index
        self._address = self.handle.pointer
        self._prepared: dict[Any, native.Handle] = {}

    def rank(self, text: bytes, form: Any, request: Any) -> Ranking:
        """The keys and scores for a text. ``request()`` is the request that ``form`` stands for."""
        if self._owner.is_closed:
            raise Closed("the index was closed; open it again")
        prepared = self._prepared.get(form)
        if prepared is None:
            prepared = self._prepare(form, request())
        memory = _memory
        while True:
            code = _rank(
                self._address, prepared.pointer, text, len(text), memory.address,
                memory.capacity, memory.size_pointer, memory.error_pointer)
            if code:
                raise native.failure(code, memory.error)
            size = memory.size.value
            if size <= memory.capacity:
                return Ranking(bytes(memory.view[:size]))
            memory.grow(2 * size)

    def _prepare(self, form: Any, request: dict[str, Any]) -> native.Handle:
        data = native.dumps(request)
        prepared = native.open_handle("prepare", "prepared_close", "request", data, len(data))
        if len(self._prepared) >= self._FORMS:
            self._prepared = {}
        self._prepared[form] = prepared
        return prepared
