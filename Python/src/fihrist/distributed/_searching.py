"""Searching shards as one index."""

from __future__ import annotations

import heapq
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Optional, Union

from .. import _native as native
from .._index import Index
from .._occurrences import Line, Series, lines_of, series_of
from .._requests import (
    copies_request, kwic_request, search_request, similar_request, trends_request,
)
from .._results import Copy, Results, copies_of
from ..errors import Closed, Error, InvalidRequest
from ._rounds import Rounds
from ._statistics import Statistics
from ._store import Store


class MixedGenerations(Error):
    """Parts of an answer belong to different generations."""


#: How one shard is asked for its part of an answer, by the names of questions.
PARTS = {
    "search": native.PART, "kwic": native.KWIC_PART, "trends": native.TRENDS_PART,
    "copies": native.COPY_PART}


def merge_parts(request: Mapping[str, Any], parts: Sequence[bytes]) -> Results:
    """The parts of an answer as that of one index."""
    return Results(merged(native.SEARCH, request, parts))


def search_part(index: Index, request: Mapping[str, Any]) -> bytes:
    """The part of an answer that one shard has; the request has the statistics of all."""
    return part_of(index, "search", request)


def merged(question: int, request: Mapping[str, Any], parts: Sequence[bytes]) -> dict[str, Any]:
    """The answer of one index to a question, of the parts of several."""
    asked = native.dumps(dict(request))
    data = b"[" + b",".join(parts) + b"]"
    answer = native.call_for_text("merge", question, asked, len(asked), data, len(data))
    return dict(json.loads(answer))


def part_of(index: Index, question: str, request: Mapping[str, Any]) -> bytes:
    """What one shard answers to a question of ``PARTS``."""
    if question not in PARTS:
        raise InvalidRequest(
            f"{question!r} is not asked of shards; ask for one of {', '.join(PARTS)}")
    data = native.dumps(dict(request))
    with index._handle.use() as pointer:
        return native.call_for_text("ask", pointer, PARTS[question], data, len(data))


def with_statistics(
    request: Mapping[str, Any], index: Index, statistics: Statistics
) -> dict[str, Any]:
    """The request with what it needs of the statistics of all shards; ``index`` is one of them."""
    own = index._ask(native.STATISTICS, dict(request))
    return {**request, "statistics": statistics.for_search(own)}


def requests_for(
    question: str, request: Mapping[str, Any], indexes: Sequence[Index], statistics: Statistics
) -> list[Mapping[str, Any]]:
    """What each shard is asked: the request with what it needs of the statistics of all."""
    request = dict(request)
    if question == "search" and indexes:
        request = with_statistics(request, indexes[0], statistics)
    elif question == "copies" and request.get("search") is not None and indexes:
        request["search"] = with_statistics(request["search"], indexes[0], statistics)
    elif question == "copies" and request.get("similar") is not None:
        return [_like(request, index, statistics) for index in indexes]
    return [request] * len(indexes)


def _like(
    request: Mapping[str, Any], index: Index, statistics: Statistics
) -> Mapping[str, Any]:
    """The question for documents like another: the shard that has it knows its words."""
    own = index._ask(native.STATISTICS, dict(request["similar"]))
    if own is None:
        return request
    similar = {**request["similar"], "statistics": statistics.for_search(own)}
    return {**request, "similar": similar}


def similar_search(
    request: Mapping[str, Any], indexes: Iterable[Index], statistics: Statistics
) -> Optional[dict[str, Any]]:
    """The words that documents like another have, and the search for them; None without it.

    The shard that has the document chooses the words, by the statistics of all.
    """
    for index in indexes:
        own = index._ask(native.STATISTICS, dict(request))
        if own is not None:
            known = {**request, "statistics": statistics.for_search(own)}
            return dict(index._ask(native.SIMILAR_SEARCH, known))
    return None


class ShardedIndex:
    """The shards of a generation, searched as one index in this process.

    >>> from fihrist.distributed import Store, ShardPlan, ShardedIndex, build
    >>> import json
    >>> for number, article in enumerate(ARTICLES[:2]):
    ...     _ = open(f"{number}.jsonl", "w").write(json.dumps(article))
    >>> store = Store("store")
    >>> tasks = [ShardPlan(n, [f"{n}.jsonl"], 0) for n in range(2)]
    >>> build(tasks, store).documents
    2
    >>> with ShardedIndex(store) as index:
    ...     index.search("النفط").keys, index.trends("النفط", by="year")[0].occurrences.tolist()
    (['2'], [2])
    """

    def __init__(
        self, store: Store, generation: Optional[int] = None, *, threads: Optional[int] = None
    ) -> None:
        self.generation = store.generation(generation)
        self._statistics = store.statistics(self.generation.statistics)
        self._indexes = [Index(store.shard_path(shard.id)) for shard in self.generation.shards]
        self._threads = threads or min(32, max(1, len(self._indexes)))
        self._pool: Optional[ThreadPoolExecutor] = None
        self._process = 0
        self._is_closed = False

    def _workers(self) -> ThreadPoolExecutor:
        """The threads of this process: a fork takes none of its parent along."""
        if self._is_closed:
            raise Closed("the shards were closed; open them again")
        if self._pool is None or self._process != os.getpid():
            self._pool = ThreadPoolExecutor(self._threads)
            self._process = os.getpid()
        return self._pool

    def search(self, query: str, k: int = 10, **choices: Any) -> Results:
        """Finds documents as ``Index.search`` does."""
        request = search_request(query, k, **choices)
        if request["collapsesCopies"]:
            return Results(self._in_rounds(native.SEARCH, request))
        return merge_parts(request, self._parts("search", request))

    def _parts(self, question: str, request: Mapping[str, Any]) -> list[bytes]:
        workers = self._workers()
        requests = requests_for(question, request, self._indexes, self._statistics)
        return list(workers.map(
            lambda index, asked: part_of(index, question, asked), self._indexes, requests))

    def _in_rounds(self, question: int, request: Mapping[str, Any]) -> Any:
        with Rounds(question, request) as rounds:
            return rounds.run(lambda asked: self._parts("copies", asked))

    def explain(self, query: str, key: str, *, filter: Optional[str] = None) -> Any:
        """Why the document of ``key`` has its score, as ``Index.explain`` does."""
        request = with_statistics(
            search_request(query, filter=filter), self._indexes[0], self._statistics)
        answers = (
            index._ask(native.EXPLAIN, {**request, "key": key}) for index in self._indexes)
        return next((one for one in answers if one is not None), None)

    def similar(self, key: Optional[str] = None, **choices: Any) -> Results:
        """Documents like another, or like a text, as ``Index.similar`` finds them."""
        chosen = similar_search(similar_request(key, **choices), self._indexes, self._statistics)
        if chosen is None:
            raise KeyError(key)
        return Results(merged(native.SIMILAR, chosen, self._parts("search", chosen["request"])))

    def copies(self, key: str, **choices: Any) -> list[Copy]:
        """The document of ``key`` and those with much the same text, in all shards, as
        ``Index.copies`` finds them."""
        if choices.get("fields") and self._indexes:
            self._indexes[0]._check_kept(choices["fields"], "stored")
        return copies_of(
            self._in_rounds(native.COPIES, copies_request(key, **choices)), key)

    def kwic(self, query: str, k: int = 100, **choices: Any) -> list[Line]:
        """Occurrences in their contexts, as ``Index.kwic`` gives them."""
        request = kwic_request(query, k, **choices)
        return lines_of(merged(native.KWIC, request, self._parts("kwic", request)))

    def trends(self, queries: Union[str, Sequence[str]], **choices: Any) -> list[Series]:
        """How often queries occur in each period, as ``Index.trends`` counts."""
        request = trends_request(queries, **choices)
        return series_of(merged(native.TRENDS, request, self._parts("trends", request)))

    def document(self, key: str, fields: Optional[Sequence[str]] = None) -> dict[str, Any]:
        """The document of ``key``. Raises ``KeyError``."""
        for index in self._indexes:
            try:
                return index.document(key, fields)
            except KeyError:
                continue
        raise KeyError(key)

    def export(self, query: Optional[str] = None, **choices: Any) -> Iterator[dict[str, Any]]:
        """All documents, or those that a query finds, in the order of their keys."""
        walks = [index.export(query, **choices) for index in self._indexes]
        return heapq.merge(*walks, key=lambda document: str(document["key"]).encode())

    def __len__(self) -> int:
        return self.generation.documents

    def close(self) -> None:
        """Closes all shards."""
        self._is_closed = True
        if self._pool is not None and self._process == os.getpid():
            self._pool.shutdown()
        for index in self._indexes:
            index.close()

    def __enter__(self) -> "ShardedIndex":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
