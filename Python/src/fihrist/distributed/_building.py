"""Making shards."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Callable, Optional

from .._writer import Schema, Writer
from ._plans import ShardPlan, read
from ._store import Generation, Shard, Store


def build_shard(
    task: ShardPlan, store: Store, schema: Optional[Schema] = None, *, key: str = "id",
    reader: Callable[[str], Any] = read, memory: int = 256 << 20, threads: int = 1,
) -> Shard:
    """Makes one shard and puts it into the store.

    The bytes depend on nothing but the documents, the schema and the version of the library. So a
    task may be run again, or twice at once, and leaves one shard.
    """
    return shard_of(
        map(reader, task.inputs), store, schema, key=key, memory=memory, threads=threads)


def shard_of(
    sources: Iterable[Any], store: Store, schema: Optional[Schema] = None, *, key: str = "id",
    memory: int = 256 << 20, threads: int = 1,
) -> Shard:
    """Makes a shard of whatever ``Writer.add`` takes, and puts it into the store."""
    with tempfile.TemporaryDirectory(prefix="fihrist-shard-") as scratch:
        directory = Path(scratch) / "index"
        # Commits and their merges would number the segments by chance: there is just one.
        writer = Writer(
            directory, schema=schema, key=key, memory=memory, merges=False, threads=threads)
        try:
            for source in sources:
                writer.add(source)
            writer.merge(1)
        finally:
            writer.close()
        return store.put_shard(directory)


def build(
    tasks: Sequence[ShardPlan], store: Store, schema: Optional[Schema] = None, **options: Any
) -> Generation:
    """Makes all shards of a plan here, one after the other, and publishes them."""
    return store.publish([build_shard(task, store, schema, **options) for task in tasks])
