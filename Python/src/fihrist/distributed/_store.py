"""Shards, statistics and generations in a folder or an object store."""

from __future__ import annotations

import hashlib
import heapq
import json
import os
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Optional, Union

from .._index import Index
from ..errors import Error, IndexDamaged, InvalidRequest
from ._files import Folder, Objects, content_hash
from ._statistics import Statistics


class PublishConflict(Error):
    """Another builder published a generation first."""


class UnsafeStore(Error):
    """An object store writes over objects although it was told not to."""


@dataclass(frozen=True)
class Shard:
    """A shard in a store."""

    id: str
    documents: int
    bytes: int
    #: The name of its statistics.
    statistics: str


@dataclass(frozen=True)
class Generation:
    """What was published: shards that rank as one."""

    number: int
    shards: list[Shard]
    #: The name of the sums of the statistics of all shards.
    statistics: str
    #: What the author of the generation wants to remember.
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def documents(self) -> int:
        """Documents of all shards."""
        return sum(shard.documents for shard in self.shards)


class Store:
    """Shards, statistics and generations. Nothing in it is overwritten.

    ``root`` is a folder that all machines see, or a URL that ``fsspec`` opens, such as
    ``s3://bucket/news``. Of an object store, shards are copied into the folder ``cache`` where they
    are searched, and their bytes are compared with their names. ``storage_options`` go to
    ``fsspec``.
    """

    def __init__(
        self, root: Union[str, "os.PathLike[str]"], *, cache: Optional[str] = None,
        storage_options: Optional[Mapping[str, Any]] = None,
    ) -> None:
        text = os.fspath(root).removeprefix("file://")
        options = dict(storage_options or {})
        self._files: Union[Folder, Objects] = (
            Objects(text, cache, options) if "://" in text else Folder(text))
        self._is_probed = isinstance(self._files, Folder)
        self.root = str(self._files.root)
        #: How to open the store elsewhere: the arguments of ``Store``, in values of JSON.
        self.arguments: dict[str, Any] = {
            "root": self.root, "cache": cache, "storage_options": options}

    def __reduce__(self) -> Any:
        return _opened, (self.arguments,)

    def __repr__(self) -> str:
        return f"Store({self.root!r})"

    # Shards and statistics

    def shard_path(self, shard: str) -> Path:
        """The directory of a shard on this machine."""
        return self._files.local(f"shards/{shard}")

    def put_shard(self, directory: Path) -> Shard:
        """Copies an index into the store, under the hash of its bytes, with its statistics.

        Two tasks that made the same shard leave one: whoever comes second finds it there.
        """
        with Index(directory) as index:
            documents = len(index)
            statistics = self.put_statistics(Statistics.of(index))
        size = sum(path.stat().st_size for path in directory.iterdir())
        name = content_hash(directory)
        self._files.put_folder(directory, f"shards/{name}")
        return Shard(name, documents, size, statistics)

    def put_statistics(self, data: bytes) -> str:
        """Writes statistics under the hash of their bytes."""
        name = hashlib.sha256(data).hexdigest()
        self._files.put(f"stats/{name}", data)
        return name

    def statistics(self, name: str) -> Statistics:
        """Statistics by their name, which is compared with their bytes."""
        return Statistics.open(self._files.local(f"stats/{name}"))

    def _statistics_of(self, shard: Shard) -> Statistics:
        """The statistics of a shard; damaged ones are counted again."""
        try:
            return self.statistics(shard.statistics)
        except IndexDamaged:
            with Index(self.shard_path(shard.id)) as index:
                self.put_statistics(Statistics.of(index))
            return self.statistics(shard.statistics)

    # Generations

    def generations(self) -> list[int]:
        """The numbers of the generations, ascending."""
        stems = [name.removesuffix(".json") for name in self._files.names("generations")]
        return sorted(int(stem) for stem in stems if stem.isdigit())

    def generation(self, number: Optional[int] = None) -> Generation:
        """A generation; the newest without a number."""
        if number is None:
            number = (self.generations() or [0])[-1]
        name = f"generations/{number}.json"
        try:
            members = json.loads(self._files.read(name))
            shards = [Shard(**shard) for shard in members["shards"]]
            return Generation(members["number"], shards, members["statistics"], members["notes"])
        except FileNotFoundError:
            raise InvalidRequest(
                f"{self.root}: there is no generation {number or ''}; publish one first"
            ) from None
        except (ValueError, KeyError, TypeError) as error:
            raise IndexDamaged(
                f"{self.root}/{name}: it is not what was published ({error!r}); remove it, and "
                "publish the shards again"
            ) from None

    def publish(
        self, shards: Sequence[Shard], *, notes: Optional[Mapping[str, str]] = None,
        expected: Optional[int] = None, check_keys: bool = True,
    ) -> Generation:
        """Makes shards the next generation.

        With ``expected``, the number of the newest generation that the caller knows (0 for none),
        another builder that was faster is noticed, and ``PublishConflict`` is raised. Without it
        the next free number is taken. A key that is in two shards is refused, and shards of
        different schemas are; this opens all shards here, so leave it out with
        ``check_keys=False`` where documents are assigned by their keys: then schemas are compared
        in a folder alone. An object store that ignores preconditions is refused with
        ``UnsafeStore``.
        """
        self._probe()
        if check_keys or isinstance(self._files, Folder):
            _check_schemas([self.shard_path(shard.id) for shard in shards])
        if check_keys:
            _check_keys([self.shard_path(shard.id) for shard in shards])
        sums = Statistics.sum([self._statistics_of(shard) for shard in shards])
        statistics = self.put_statistics(sums)
        while True:
            newest = (self.generations() or [0])[-1]
            if expected is not None and newest != expected:
                raise PublishConflict(
                    f"{self.root}: generation {newest} was published meanwhile, not {expected}; "
                    "read it, and publish again with its number"
                )
            generation = Generation(newest + 1, list(shards), statistics, dict(notes or {}))
            data = json.dumps(asdict(generation), ensure_ascii=False).encode()
            try:
                self._files.create(f"generations/{generation.number}.json", data)
                return generation
            except FileExistsError:
                continue

    def _probe(self) -> None:
        """Writes one object twice: the second must be refused, or two builders could both win."""
        if self._is_probed:
            return
        name = f"probes/{uuid.uuid4().hex}"
        self._files.create(name, b"first")
        try:
            self._files.create(name, b"second")
        except FileExistsError:
            self._is_probed = True
        finally:
            self._files.remove(name)
        if not self._is_probed:
            raise UnsafeStore(
                f"{self.root}: the store wrote over an object although it was told not to, so two "
                "builders could publish the same generation; use a store with conditional writes "
                "(If-None-Match), or a folder"
            )

    def collect(self, *, keep: int = 2, age: float = 3600) -> list[str]:
        """Removes generations but the newest ``keep``, and what none of these names.

        Nothing younger than ``age`` seconds is removed: a task may be about to publish it. What
        builders left that were killed is removed too. Returns the names of the shards that were
        removed.
        """
        known = self.generations()
        for number in known[: max(0, len(known) - max(1, keep))]:
            self._remove_old(f"generations/{number}.json", age)
        kept = [self.generation(number) for number in self.generations()]
        used = {shard.id for generation in kept for shard in generation.shards}
        sums = {shard.statistics for generation in kept for shard in generation.shards}
        sums.update(generation.statistics for generation in kept)
        for name in set(self._files.names("stats")) - sums:
            self._remove_old(f"stats/{name}", age)
        for folder in ("shards", "stats", "generations"):
            for name in self._files.leftovers(folder):
                self._remove_old(f"{folder}/{name}", age)
        unused = sorted(set(self._files.names("shards")) - used)
        return [name for name in unused if self._remove_old(f"shards/{name}", age)]

    def _remove_old(self, name: str, age: float) -> bool:
        try:
            if self._files.age(name) < age:
                return False
            self._files.remove(name)
        except FileNotFoundError:  # renamed or removed meanwhile
            return False
        return True


def _opened(arguments: Mapping[str, Any]) -> Store:
    return Store(**arguments)


def opened(store: Union[Store, str, Mapping[str, Any]]) -> Store:
    """A store, from its path or from its ``arguments``."""
    if isinstance(store, Store):
        return store
    return Store(store) if isinstance(store, str) else Store(**store)


def _check_schemas(paths: Sequence[Path]) -> None:
    first: Optional[dict[str, Any]] = None
    for path in paths:
        with Index(path) as index:
            schema = _searched(index)
        first = first or schema
        if schema != first:
            raise InvalidRequest(
                f"the shards {paths[0].name} and {path.name} have different schemas; build both "
                "with one")


def _searched(index: Index) -> dict[str, Any]:
    """The schema, but for the members of documents that feed its fields."""
    schema = dict(index.info["schema"])
    schema.pop("key", None)
    fields = [dict(field) for field in schema["fields"]]
    for one in fields:
        one.pop("from", None)
    return {**schema, "fields": fields}


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
