"""Writing an index."""

from __future__ import annotations

import ctypes
import json
import operator
import os
from collections.abc import Iterable, Mapping, Sequence
from types import TracebackType
from typing import Any, Optional, Union

import numpy as np
import numpy.typing as npt

from . import _native as native
from ._arrow import stream_of, stream_pointer, with_members
from ._documents import KEY, Names, alone, key_text, pack_mappings
from .errors import Error, InvalidRequest

Path = Union[str, "os.PathLike[str]"]
Key = Union[str, bytes, int]
#: Names of members of documents, the preferred one first.
Members = Union[str, Sequence[str], None]
Schema = Union[Mapping[str, Any], Sequence[Mapping[str, Any]]]


def text(
    name: str, *, boost: float = 1, analyzer: str = "arabic", stored: bool = True,
    alone: bool = False, from_: Members = None, **more: Any,
) -> dict[str, Any]:
    """A field whose words are searched; ``from_`` names the members of documents that feed it."""
    return _field(
        name, "text", from_, boost=boost, analyzer=analyzer, stored=stored, alone=alone, **more)


def keyword(name: str, *, from_: Members = None, **more: Any) -> dict[str, Any]:
    """A field of names or identifiers, for filters, facets and groups."""
    return _field(name, "keyword", from_, **more)


def date(name: str, *, from_: Members = None, **more: Any) -> dict[str, Any]:
    """A field of days in either calendar, for filters, sorting and histograms."""
    return _field(name, "date", from_, **more)


def number(name: str, *, from_: Members = None, **more: Any) -> dict[str, Any]:
    """A field of numbers with a fraction."""
    return _field(name, "decimal", from_, **more)


def _field(name: str, kind: str, members: Members, **more: Any) -> dict[str, Any]:
    field = {"name": name, "type": kind, **more}
    if members is not None:
        field["from"] = [members] if isinstance(members, str) else list(members)
    return field


def _schema_text(schema: Optional[Schema], key: str) -> Optional[str]:
    if schema is None:
        return None
    members = dict(schema) if isinstance(schema, Mapping) else {"fields": list(schema)}
    return json.dumps({"key": key, **members}, ensure_ascii=False)


class Writer:
    """Adds, replaces and deletes documents of an index.

    There is one writer of an index at a time. What was added is found after ``commit``; as a
    context manager it commits at the end, unless an exception leaves the block. ``threads`` take
    the documents of a call, by default one for each processor that this process may use.

    >>> with fihrist.create(path) as writer:
    ...     writer.add({"id": "1", "title": "محادثات في مسقط", "body": "عُقدت المحادثات في عُمان."})
    1
    """

    def __init__(
        self, path: Path, *, schema: Optional[Schema] = None, key: str = "id",
        memory: Optional[int] = None, k1: Optional[float] = None, b: Optional[float] = None,
        merges: bool = True, threads: Optional[int] = None,
    ) -> None:
        self.path = os.path.abspath(os.fspath(path))
        options = {
            "schema": _schema_text(schema, key), "memory": memory, "k1": k1, "b": b,
            "merges": merges, "threads": native.processors() if threads is None else threads,
        }
        path_bytes, options_bytes = os.fsencode(self.path), native.dumps(options)
        self._handle = native.open_handle(
            "writer_open", "writer_close", "writer", path_bytes, len(path_bytes), options_bytes,
            len(options_bytes),
        )
        self._names = Names(self.info)
        #: Why documents were left out by ``add(…, skip=True)``.
        self.skipped: list[Error] = []

    @property
    def info(self) -> dict[str, Any]:
        """The schema, the names of members, and what the last commit has."""
        with self._handle.use() as writer:
            answer = native.call_for_text("writer_info", writer)
        return dict(json.loads(answer))

    def add(self, documents: Any, *, skip: bool = False) -> int:
        """Adds documents; one with the key of an older one replaces it.

        ``documents`` is a dict, an iterable of dicts, or a table: pyarrow, pandas, polars, DuckDB,
        a dataset of Hugging Face, or anything that exports an Arrow stream. The members of
        articles are recognised by their names; others are named in the schema. Values are texts,
        numbers, dates, or lists of these; None is left out.

        Returns how many were added. A document that cannot be indexed raises ``InvalidRequest``;
        of its batch, some megabytes of text, none is then added. With ``skip`` such documents, for
        example those without a key or a word, are left out, and ``skipped`` says why.
        """
        count = 0
        stream = stream_of(documents)
        if stream is not None:
            return self._add_stream(with_members(stream, self._names.known), skip)
        if type(documents).__module__.startswith("pandas"):
            documents = documents.to_dict("records")
        if isinstance(documents, Mapping):
            documents = [documents]
        for packed in pack_mappings(documents, self._names, self.skipped if skip else None):
            texts = b"".join(packed.texts)
            pointer = ctypes.cast(ctypes.c_char_p(texts), ctypes.c_void_p).value or 0
            ends = np.frombuffer(packed.ends, np.int64)
            count += self._add(pointer, ends, np.frombuffer(packed.fields, np.int32), skip)
        return count

    def _add_stream(self, stream: Any, skip: bool) -> int:
        with self._handle.use() as writer:
            answer = json.loads(
                native.call_for_text("writer_add_arrow", writer, stream_pointer(stream), int(skip)))
        self._names.warn_of(answer["unused"])
        self.skipped += map(native.error_of, answer["skipped"])
        return int(answer["added"])

    def _add(
        self, texts: int, ends: npt.NDArray[np.int64], fields: npt.NDArray[np.int32], skip: bool
    ) -> int:
        """Adds a batch; with ``skip``, of one that is refused each half, down to the document."""
        starts = np.flatnonzero(fields == KEY)
        try:
            with self._handle.use() as writer:
                native.call(
                    "writer_add", writer, texts, ends.ctypes.data, fields.ctypes.data, len(ends))
            return len(starts)
        except InvalidRequest as error:
            if not skip:
                raise
            if len(starts) == 1:
                self.skipped.append(alone(error))
                return 0
        middle = int(starts[len(starts) // 2])
        size = int(ends[middle - 1])
        return self._add(texts, ends[:middle], fields[:middle], skip) + self._add(
            texts + size, ends[middle:] - size, fields[middle:], skip)

    def delete(self, keys: Union[Key, Iterable[Key], None] = None, *, query: Optional[str] = None
               ) -> Optional[int]:
        """Deletes documents as of the next commit: by their keys, or those that ``query`` finds.

        Returns how many match the query; None for keys.
        """
        if query is not None:
            if keys is not None:
                raise InvalidRequest(
                    "keys and a query were given and not both are used; call delete twice")
            data = native.encode(query, "query")
            found = ctypes.c_int64()
            with self._handle.use() as writer:
                native.call(
                    "writer_delete_matching", writer, data, len(data), ctypes.byref(found))
            return found.value
        if keys is None:
            return None
        if isinstance(keys, (str, bytes)) or not isinstance(keys, Iterable):
            keys = [keys]
        for data in map(key_text, keys):
            with self._handle.use() as writer:
                native.call("writer_delete_key", writer, data, len(data))
        return None

    def commit(self, user_data: Optional[Mapping[str, str]] = None) -> int:
        """Makes all changes durable and visible, and merges what is worth it.

        ``user_data`` are names and values that the commit carries. Returns its number.
        """
        data = b"" if user_data is None else native.dumps(dict(user_data))
        generation = ctypes.c_uint64()
        with self._handle.use() as writer:
            native.call("writer_commit", writer, data, len(data), ctypes.byref(generation))
        return generation.value

    def merge(self, segments: int = 1) -> None:
        """Commits, and merges to at most so many segments."""
        with self._handle.use() as writer:
            native.call("writer_merge", writer, operator.index(segments))

    def rollback(self) -> None:
        """Discards all changes since the last commit."""
        with self._handle.use() as writer:
            native.library.fihrist_writer_rollback(writer)

    def close(self) -> None:
        """Frees the lock of the index. What was not committed is lost."""
        self._handle.close()

    def __enter__(self) -> "Writer":
        return self

    def __exit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        try:
            if kind is None and not self._handle.is_closed:
                self.commit()
        finally:
            self.close()
