"""Searching an index."""

from __future__ import annotations

import ctypes
import json
import operator
import os
from array import array
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Any, Optional, Union

from . import _native as native
from ._occurrences import Line, Series, lines_of, series_of
from ._ranking import Pin
from ._requests import (
    check_batched, copies_request, is_plain, kwic_request, search_request, similar_request, trends_request,
)
from ._results import Batch, Copy, Hit, LazyResults, Results, copies_of
from ._vocabulary import Vocabulary
from .errors import IndexMoved, InvalidRequest

Path = Union[str, "os.PathLike[str]"]


class Index:
    """An index, open for searching.

    It shows the commit that was newest when it was opened or last refreshed. Any number of threads
    may use it at once; calls release the GIL. It pickles as its path and the number of its commit,
    and opens the index again where it is unpickled.

    >>> with fihrist.create(path) as writer:
    ...     writer.add({"id": "1", "body": "المحادثات في عُمان"})
    1
    >>> with fihrist.open(path) as index:
    ...     found = index.search("محادثات عمان", k=10)
    >>> found.keys
    ['1']
    """

    def __init__(self, path: Path) -> None:
        self.path = os.path.abspath(os.fspath(path))
        data = os.fsencode(self.path)
        self._handle = native.open_handle("open", "close", "index", data, len(data))
        self._pin: Optional[Pin] = None

    # Asking

    def _ask(self, question: int, request: dict[str, Any]) -> Any:
        data = native.dumps(request)
        with self._handle.use() as index:
            answer = native.call_for_text("ask", index, question, data, len(data))
        return json.loads(answer)

    def search(self, query: str, k: int = 10, **choices: Any) -> Results:
        """Finds the ``k`` best documents for a text in the query language.

        ``filter``: a query that hits must match too; it adds nothing to scores.
        ``facets``: fields whose most frequent values are counted, such as "source" or "author:20".
        ``histograms``: "date:month", "date:hijri-year", "length:100".
        ``summaries``: fields whose least and greatest value, sum and mean are wanted.
        ``sort``: "date:desc", or several of these; the score is "score".
        ``group``: "source:3" for the three best hits of each value.
        ``snippets``: how many passages hits have; a dict for more choices.
        ``fields``: the stored fields that hits have; all if None.
        ``count``: whether the total must be exact. ``offset`` and ``after`` (``Results.next``) page.
        ``collapse`` folds copies of a text under one hit. ``strict`` refuses texts that are not a
        query. ``time_limit`` in seconds. ``statistics`` for several indexes that rank as one.
        """
        if isinstance(query, str) and (not choices or is_plain(choices)):
            return self._ranked(query, k, choices)
        return Results(self._ask(native.SEARCH, search_request(query, k, **choices)))

    def _ranked(self, query: str, k: int, choices: dict[str, Any]) -> Results:
        """Keys and scores now, and the rest when it is asked for."""
        pin = self._pin
        if pin is None:
            pin = self._pin = Pin(self._handle)
        form = (k, choices.get("filter"), choices.get("count"), choices.get("strict"))
        ranking = pin.rank(
            query.encode("utf-8", "replace"), form, lambda: search_request("", k, **choices))

        def answer() -> dict[str, Any]:
            data = native.dumps(search_request(query, k, **choices))
            return dict(json.loads(native.call_for_text(
                "ask", pin.handle.pointer, native.SEARCH, data, len(data))))

        return LazyResults(ranking, answer)

    def search_many(
        self, queries: Sequence[str], k: int = 10, threads: Optional[int] = None, **choices: Any
    ) -> Batch:
        """Finds the best documents for many texts, with threads of its own.

        ``threads`` is by default the number of processors that this process may use. The choices
        are those of ``search`` that a batch has an answer to: ``filter``, ``sort``, ``count``,
        ``strict``, ``offset``, ``after``, ``time_limit`` and ``statistics``.
        """
        check_batched(choices)
        threads = native.processors() if threads is None else operator.index(threads)
        request = native.dumps(search_request("", k, **choices))
        texts = [native.encode(query, "query") for query in queries]
        ends, size = array("q"), 0
        for text in texts:
            size += len(text)
            ends.append(size)
        hits = ctypes.POINTER(native.Hits)()
        with self._handle.use() as index:
            native.call(
                "search_many", index, b"".join(texts), ends.buffer_info()[0], len(ends), request,
                len(request), threads, ctypes.byref(hits),
            )
        return Batch(hits)

    def explain(self, query: str, key: str, *, filter: Optional[str] = None) -> Any:
        """Why the document of ``key`` has its score, or why it is not found; None without it."""
        return self._ask(native.EXPLAIN, {"key": key, "query": query, "filter": filter})

    def similar(
        self, key: Optional[str] = None, *, text: Optional[str] = None, k: int = 10,
        words: int = 25, filter: Optional[str] = None, fields: Optional[Sequence[str]] = None,
    ) -> Results:
        """Documents like another, or like a text. ``answer["words"]`` are what they share."""
        answer = self._ask(native.SIMILAR, similar_request(
            key, text=text, k=k, words=words, filter=filter, fields=fields))
        if answer is None:
            raise KeyError(key)
        return Results(answer)

    def copies(
        self, key: str, *, overlap: float = 0.5, fields: Sequence[str] = ()
    ) -> list[Copy]:
        """The document of ``key`` and those with much the same text, the earliest first.

        ``overlap`` is how much of two texts must be the same, 0.3 to 1. Raises ``KeyError``.
        """
        if fields:
            self._check_kept(fields, "stored")
        return copies_of(
            self._ask(native.COPIES, copies_request(key, overlap=overlap, fields=fields)), key)

    def suggest(self, text: str, k: int = 5) -> list[dict[str, Any]]:
        """Words and titles that a text may go on to."""
        return list(self._ask(native.SUGGEST, {"text": text, "limit": k})["suggestions"])

    def correct(self, query: str, *, filter: Optional[str] = None) -> list[dict[str, Any]]:
        """Other queries that may be meant, and that find more."""
        return list(self._ask(native.CORRECT, {"query": query, "filter": filter})["corrections"])

    def kwic(
        self, query: str, k: int = 100, *, words: int = 8, order: str = "document",
        filter: Optional[str] = None, fields: Optional[Sequence[str]] = None,
        document_fields: Sequence[str] = (),
    ) -> list[Line]:
        """Occurrences of a query with ``words`` words on both sides, in the order "document",
        "left" or "right"."""
        return lines_of(self._ask(native.KWIC, kwic_request(
            query, k, words=words, order=order, filter=filter, fields=fields,
            document_fields=document_fields)))

    def trends(
        self, queries: Union[str, Sequence[str]], *, by: str = "month",
        filter: Optional[str] = None, field: Optional[str] = None,
    ) -> list[Series]:
        """How often queries occur in each period: "year", "month", "week", "day", or one of these
        behind "hijri-"."""
        return series_of(self._ask(
            native.TRENDS, trends_request(queries, by=by, filter=filter, field=field)))

    def collocates(
        self, query: str, k: int = 50, *, left: int = 5, right: int = 5, minimum: int = 5,
        filter: Optional[str] = None, measure: str = "log-likelihood",
    ) -> list[dict[str, Any]]:
        """The words that stand near the words of a query more often than elsewhere."""
        answer = self._ask(
            native.COLLOCATES,
            {"query": query, "limit": k, "left": left, "right": right, "minimum": minimum,
             "filter": filter, "measure": measure})
        return list(answer["words"])

    def document(self, key: str, fields: Optional[Sequence[str]] = None) -> dict[str, Any]:
        """The document of ``key``: its stored fields, and its columns. Raises ``KeyError``."""
        answer = self._ask(
            native.DOCUMENT, {"key": key, "fields": None if fields is None else list(fields)})
        if answer is None:
            raise KeyError(key)
        if not answer["fields"].keys() | answer["columns"].keys() >= set(fields or ()):
            # The document has no value of a field, or no document has such a field.
            self._check_kept(fields or (), "stored", "column")
        return dict(answer)

    def _check_kept(self, fields: Sequence[str], *ways: str) -> None:
        """Refuses names but those of fields whose values are kept in one of the ways."""
        known = [
            one["name"] for one in self.info["schema"]["fields"] if any(map(one.get, ways))]
        unknown = [name for name in fields if name not in known]
        if unknown:
            raise InvalidRequest(
                f"fields: {unknown[0]!r} is not a field whose values are kept; "
                f"ask for {', '.join(known)}")

    def export(
        self, query: Optional[str] = None, *, filter: Optional[str] = None,
        fields: Optional[Sequence[str]] = None,
    ) -> Iterator[dict[str, Any]]:
        """All documents of this commit, or those that a query finds, in the order of their keys.

        The commit is that of the call, also if the index is refreshed or closed before the end.
        """
        data = native.dumps(
            {"query": query, "filter": filter,
             "fields": None if fields is None else list(fields)})
        with self._handle.use() as index:
            return _documents(
                native.open_handle("walk_open", "walk_close", "walk", index, data, len(data)))

    def statistics(self, query: Optional[str] = None, **choices: Any) -> dict[str, Any]:
        """What scores of a search are computed from; those of several indexes add up.

        Without a query, the documents and the lengths of all term spaces, and no terms.
        """
        request = {} if query is None else search_request(query, **choices)
        return dict(self._ask(native.STATISTICS, request))

    def vocabulary(self, space: int = 0, *, postings: bool = False) -> Vocabulary:
        """The terms of the index in the order of their bytes; see ``Vocabulary``."""
        with self._handle.use() as index:
            walk = native.open_handle(
                "vocabulary_open", "vocabulary_close", "vocabulary", index, operator.index(space))
        return Vocabulary(walk, postings)

    # The commit

    @property
    def info(self) -> dict[str, Any]:
        """What the index consists of."""
        return dict(self._ask(native.INFO, {}))

    @property
    def generation(self) -> int:
        """The number of the commit that is shown."""
        with self._handle.use() as index:
            return int(native.library.fihrist_generation(index))

    def refresh(self) -> bool:
        """Moves to the newest commit. Returns whether there was another one."""
        changed = ctypes.c_int32()
        with self._handle.use() as index:
            native.call("refresh", index, ctypes.byref(changed))
        if changed.value:
            self._pin = None
        return bool(changed.value)

    def __len__(self) -> int:
        with self._handle.use() as index:
            return int(native.library.fihrist_document_count(index))

    def __bool__(self) -> bool:
        return True

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._ask(
            native.DOCUMENT, {"key": key, "fields": []}) is not None

    def __repr__(self) -> str:
        return f"<fihrist.Index {self.path!r}>"

    # The end

    def close(self) -> None:
        """Closes the index. Calls that are under way end first."""
        self._handle.close()
        self._pin = None

    def __enter__(self) -> "Index":
        return self

    def __exit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        self.close()

    def __reduce__(self) -> Any:
        return _reopen, (self.path, self.generation)


def _documents(walk: native.Handle) -> Iterator[dict[str, Any]]:
    try:
        while True:
            with walk.use() as pointer:
                lines = native.call_for_text("walk_next", pointer, 1 << 20)
            if not lines:
                return
            for line in lines.splitlines():
                yield json.loads(line)
    finally:
        walk.close()


def _reopen(path: str, generation: int) -> Index:
    index = Index(path)
    if index.generation < generation:
        index.close()
        raise IndexMoved(
            f"{path}: it has commit {index.generation} here, and had {generation} where it was "
            "pickled; copy the newer index, or open this one by its path"
        )
    return index


__all__ = ["Hit", "Index", "Line", "Series"]
