"""Searching shards as one index."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Optional

from .. import _native as native
from .._index import Index, search_request
from .._results import Results
from ..errors import Error
from ._statistics import Statistics
from ._store import Store


class MixedGenerations(Error):
    """Parts of an answer belong to different generations."""


def merge_parts(request: Mapping[str, Any], parts: Sequence[bytes]) -> Results:
    """The parts of an answer as that of one index."""
    asked = native.dumps(dict(request))
    data = b"[" + b",".join(parts) + b"]"
    answer = native.call_for_text("merge", asked, len(asked), data, len(data))
    return Results(json.loads(answer))


def search_part(index: Index, request: Mapping[str, Any]) -> bytes:
    """The part of an answer that one shard has; the request has the statistics of all."""
    data = native.dumps(dict(request))
    with index._handle.use() as pointer:
        return native.call_for_text("ask", pointer, native.PART, data, len(data))


def with_statistics(
    request: Mapping[str, Any], index: Index, statistics: Statistics
) -> dict[str, Any]:
    """The request with what it needs of the statistics of all shards; ``index`` is one of them."""
    own = index._ask(native.STATISTICS, dict(request))
    return {**request, "statistics": statistics.for_search(own)}


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
    ...     index.search("النفط").keys
    ['2']
    """

    def __init__(
        self, store: Store, generation: Optional[int] = None, *, threads: Optional[int] = None
    ) -> None:
        self.generation = store.generation(generation)
        self._statistics = store.statistics(self.generation.statistics)
        self._indexes = [Index(store.shard_path(shard.id)) for shard in self.generation.shards]
        self._pool = ThreadPoolExecutor(threads or min(32, max(1, len(self._indexes))))

    def search(self, query: str, k: int = 10, **choices: Any) -> Results:
        """Finds documents as ``Index.search`` does."""
        asked = search_request(query, k, **choices)
        request = with_statistics(asked, self._indexes[0], self._statistics)
        parts = self._pool.map(lambda index: search_part(index, request), self._indexes)
        return merge_parts(request, list(parts))

    def __len__(self) -> int:
        return self.generation.documents

    def close(self) -> None:
        """Closes all shards."""
        self._pool.shutdown()
        for index in self._indexes:
            index.close()

    def __enter__(self) -> "ShardedIndex":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
