"""Many shards that rank as one index.

A build is a plan over inputs; each task makes one shard, an index whose name is the hash of its
bytes. A published generation names the shards. A search adds up the statistics of all shards as
integers, searches each with the sum, and puts the parts together: hits, scores, facets, histograms,
groups and cursors are those of one index with all documents, bit for bit.

The layout of a store::

    shards/<sha256>/        an index with one segment
    generations/<n>.json    which shards, and how many documents; never written twice
"""

from __future__ import annotations

import hashlib
import heapq
import json
import os
import shutil
import tempfile
import time
import uuid
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Callable, Optional, Union

from . import _native as native
from ._index import Index, search_request
from ._results import Results
from ._writer import Schema, Writer
from .errors import Error, InvalidRequest


class PublishConflict(Error):
    """Another builder published a generation first."""


class MixedGenerations(Error):
    """Parts of an answer belong to different generations."""


# Plans


@dataclass(frozen=True)
class ShardPlan:
    """What one task reads: files, and of which bytes in all."""

    number: int
    inputs: list[str]
    size: int


def plan(inputs: Iterable[Union[str, "os.PathLike[str]"]], shards: int) -> list[ShardPlan]:
    """Cuts a list of files into shards of about the same size.

    The order of the files is kept, and equal lists give equal plans, so a task that is run again
    makes the same shard.

    >>> from fihrist.distributed import plan
    >>> for name in ("a", "b", "c"):
    ...     _ = open(name + ".jsonl", "w").write("x" * 100)
    >>> [one.inputs for one in plan(["a.jsonl", "b.jsonl", "c.jsonl"], 2)]
    [['a.jsonl'], ['b.jsonl', 'c.jsonl']]
    """
    paths = [os.fspath(path) for path in inputs]
    sizes = [os.path.getsize(path) for path in paths]
    if shards < 1 or not paths:
        raise InvalidRequest("a plan needs a file and a shard at least; pass both")
    total, done = sum(sizes) or 1, 0
    groups: list[list[int]] = [[] for _ in range(min(shards, len(paths)))]
    for number, size in enumerate(sizes):
        # The group that the middle of the file falls into.
        group = min(int((done + size / 2) * len(groups) / total), len(groups) - 1)
        groups[group].append(number)
        done += size
    filled = [group for group in groups if group]
    return [
        ShardPlan(number, [paths[i] for i in group], sum(sizes[i] for i in group))
        for number, group in enumerate(filled)
    ]


def read_json_lines(path: str) -> Iterable[dict[str, Any]]:
    """The documents of a file of JSON lines."""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def read_parquet(path: str) -> Any:
    """The documents of a Parquet file, as a table of Arrow."""
    import pyarrow.parquet

    return pyarrow.parquet.read_table(path)


def read(path: str) -> Any:
    """The documents of a file, by the end of its name: ``.parquet``, else JSON lines."""
    return read_parquet(path) if path.endswith(".parquet") else read_json_lines(path)


# The store


@dataclass(frozen=True)
class Shard:
    """A shard in a store."""

    id: str
    documents: int
    bytes: int


@dataclass(frozen=True)
class Generation:
    """What was published: shards that rank as one."""

    number: int
    shards: list[Shard]
    #: What the author of the generation wants to remember.
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def documents(self) -> int:
        """Documents of all shards."""
        return sum(shard.documents for shard in self.shards)


class Store:
    """Shards and generations in a folder that all machines see. Nothing in it is overwritten."""

    def __init__(self, root: Union[str, "os.PathLike[str]"]) -> None:
        self.root = Path(root).absolute()

    def shard_path(self, shard: str) -> Path:
        """The directory of a shard."""
        return self.root / "shards" / shard

    def put_shard(self, directory: Path) -> str:
        """Moves an index into the store, under the hash of its bytes.

        Two tasks that made the same shard leave one: whoever comes second finds it there.
        """
        name = content_hash(directory)
        target = self.shard_path(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            # A copy beside the target first: a rename within one file system is atomic.
            scratch = target.parent / f".{name}.{uuid.uuid4().hex}"
            shutil.copytree(directory, scratch)
            for path in scratch.iterdir():
                _sync(path)
            try:
                scratch.rename(target)
            except OSError:
                shutil.rmtree(scratch, ignore_errors=True)
                if not target.exists():
                    raise
            _sync(target.parent)
        return name

    def generations(self) -> list[int]:
        """The numbers of the generations, ascending."""
        folder = self.root / "generations"
        names = [path.stem for path in folder.glob("*.json")] if folder.exists() else []
        return sorted(int(name) for name in names if name.isdigit())

    def generation(self, number: Optional[int] = None) -> Generation:
        """A generation; the newest without a number."""
        known = self.generations()
        if number is None and known:
            number = known[-1]
        if number is None or number not in known:
            raise InvalidRequest(
                f"{self.root}: there is no generation {'' if number is None else number}; "
                "publish one first"
            )
        members = json.loads((self.root / "generations" / f"{number}.json").read_text("utf-8"))
        shards = [Shard(**shard) for shard in members["shards"]]
        return Generation(members["number"], shards, members["notes"])

    def publish(
        self, shards: Sequence[Shard], *, notes: Optional[Mapping[str, str]] = None,
        expected: Optional[int] = None,
    ) -> Generation:
        """Makes shards the next generation.

        With ``expected``, the number of the newest generation that the caller knows (0 for none),
        another builder that was faster is noticed, and ``PublishConflict`` is raised. Without it
        the next free number is taken. A key that is in two shards is refused.
        """
        _check_keys([self.shard_path(shard.id) for shard in shards])
        folder = self.root / "generations"
        folder.mkdir(parents=True, exist_ok=True)
        while True:
            newest = (self.generations() or [0])[-1]
            if expected is not None and newest != expected:
                raise PublishConflict(
                    f"{self.root}: generation {newest} was published meanwhile, not {expected}; "
                    "read it, and publish again with its number"
                )
            generation = Generation(newest + 1, list(shards), dict(notes or {}))
            scratch = folder / f".{uuid.uuid4().hex}"
            scratch.write_text(json.dumps(asdict(generation), ensure_ascii=False), "utf-8")
            _sync(scratch)
            try:
                # A link fails if the name is there: of two builders one wins.
                os.link(scratch, folder / f"{generation.number}.json")
            except FileExistsError:
                continue
            finally:
                scratch.unlink()
            _sync(folder)
            return generation

    def collect(self, *, keep: int = 2, age: float = 3600) -> list[str]:
        """Removes generations but the newest ``keep``, and shards that none of these names.

        Nothing younger than ``age`` seconds is removed: a task may be about to publish it.
        Returns the names of the shards that were removed.
        """
        now = time.time()
        known = self.generations()
        for number in known[: max(0, len(known) - max(1, keep))]:
            path = self.root / "generations" / f"{number}.json"
            if now - path.stat().st_mtime >= age:
                path.unlink()
        used = {
            shard.id for number in self.generations() for shard in self.generation(number).shards
        }
        removed = []
        folder = self.root / "shards"
        for path in folder.iterdir() if folder.exists() else []:
            if path.name not in used and now - path.stat().st_mtime >= age:
                shutil.rmtree(path)
                removed.append(path.name)
        return removed


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def content_hash(directory: Path) -> str:
    """The hash of the files of a directory, with their names."""
    whole = hashlib.sha256()
    for path in sorted(directory.iterdir()):
        digest = hashlib.sha256()
        with open(path, "rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
        whole.update(f"{path.name}\0{digest.hexdigest()}\n".encode())
    return whole.hexdigest()


def _check_keys(paths: Sequence[Path]) -> None:
    indexes = [Index(path) for path in paths]
    try:
        # Each index gives its keys in the order of their bytes.
        walks = [
            (document["key"].encode() for document in index.export(fields=[]))
            for index in indexes
        ]
        last = None
        for key in heapq.merge(*walks):
            if key == last:
                raise InvalidRequest(
                    f"the key {key.decode()!r} is in two shards; "
                    "give each document to one shard, for example by a hash of its key"
                )
            last = key
    finally:
        for index in indexes:
            index.close()


# Building


def build_shard(
    task: ShardPlan, store: Store, schema: Optional[Schema] = None, *, key: str = "id",
    reader: Callable[[str], Any] = read, memory: int = 256 << 20,
) -> Shard:
    """Makes one shard and puts it into the store.

    The bytes depend on nothing but the documents, the schema and the version of the library. So a
    task may be run again, or twice at once, and leaves one shard.
    """
    with tempfile.TemporaryDirectory(prefix="fihrist-shard-") as scratch:
        directory = Path(scratch) / "index"
        # Commits and their merges would number the segments by chance: there is just one.
        writer = Writer(directory, schema=schema, key=key, memory=memory, merges=False)
        try:
            for path in task.inputs:
                writer.add(reader(path))
            writer.merge(1)
        finally:
            writer.close()
        with Index(directory) as index:
            documents = len(index)
        size = sum(path.stat().st_size for path in directory.iterdir())
        return Shard(store.put_shard(directory), documents, size)


def build(
    tasks: Sequence[ShardPlan], store: Store, schema: Optional[Schema] = None, **options: Any
) -> Generation:
    """Makes all shards of a plan here, one after the other, and publishes them."""
    return store.publish([build_shard(task, store, schema, **options) for task in tasks])


# Searching


def add_statistics(parts: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The statistics of several indexes as those of one: all numbers are integers that add up."""
    documents = 0
    lengths: dict[int, int] = {}
    terms: dict[int, dict[Any, int]] = {}
    names: dict[Any, Any] = {}
    for part in parts:
        documents += part["documents"]
        for space in part["spaces"]:
            ordinal = space["space"]
            lengths[ordinal] = lengths.get(ordinal, 0) + space["length"]
            known = terms.setdefault(ordinal, {})
            for term in space["terms"]:
                name = json.dumps(term["term"])
                names[name] = term["term"]
                known[name] = known.get(name, 0) + term["documents"]
    return {
        "documents": documents,
        "spaces": [
            {
                "space": ordinal,
                "length": lengths[ordinal],
                "terms": [
                    {"term": names[name], "documents": count}
                    for name, count in terms[ordinal].items()
                ],
            }
            for ordinal in sorted(lengths)
        ],
    }


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


def part_statistics(index: Index, request: Mapping[str, Any]) -> dict[str, Any]:
    """The statistics of one shard for a request."""
    return dict(index._ask(native.STATISTICS, dict(request)))


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
        self._indexes = [Index(store.shard_path(shard.id)) for shard in self.generation.shards]
        self._pool = ThreadPoolExecutor(threads or min(32, max(1, len(self._indexes))))

    def search(self, query: str, k: int = 10, **choices: Any) -> Results:
        """Finds documents as ``Index.search`` does."""
        request = search_request(query, k, **choices)
        statistics = self._pool.map(lambda index: part_statistics(index, request), self._indexes)
        request["statistics"] = add_statistics(statistics)
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
