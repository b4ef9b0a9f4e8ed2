"""Shards built with Spark, for houses that have it: each partition becomes a shard.

Spark builds and does not serve: a job for each query takes about a second. Serve the generation
with ``fihrist.ray``, or with ``fihrist.distributed``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, Optional

from ._writer import Schema
from .distributed import Generation, Shard, Store
from .distributed._building import shard_of

#: The columns of the frame that a build gives: a row is a shard.
COLUMNS = "id string, documents long, bytes long, statistics string"


def build(
    frame: Any, store: Store, schema: Optional[Schema] = None, *, shards: int, key: str = "id",
    expected: Optional[int] = None, **options: Any,
) -> Generation:
    """Makes the rows of a ``DataFrame`` a generation of ``shards`` shards at most.

    Rows are dealt out by a hash of the column ``key`` and sorted by it within each shard. So a task
    that runs again makes the same shard, and no key is in two shards. Rows without a key end the
    build, and nothing is published. Workers need this package, and a store that all of them see.
    """
    dealt = frame.repartition(shards, key).sortWithinPartitions(key)
    rows = dealt.mapInArrow(_Partition(store, schema, {"key": key, **options}), COLUMNS).collect()
    made = sorted((Shard(**row.asDict()) for row in rows), key=lambda shard: shard.id)
    return store.publish(made, expected=expected, check_keys=False)


class _Partition:
    """Makes a shard of the batches of a partition."""

    def __init__(self, store: Store, schema: Optional[Schema], options: dict[str, Any]) -> None:
        self._store = store
        self._schema = schema
        self._options = options

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow

        first = next(batches, None)
        while first is not None and first.num_rows == 0:
            first = next(batches, None)
        if first is None:
            return

        def all_batches() -> Iterator[Any]:
            yield first
            yield from batches

        reader = pyarrow.RecordBatchReader.from_batches(first.schema, all_batches())
        shard = shard_of([reader], self._store, self._schema, **self._options)
        yield pyarrow.RecordBatch.from_pylist([asdict(shard)])
