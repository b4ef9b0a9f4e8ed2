"""Some of the shards of a generation in one process, and what they answer."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Mapping, Sequence
from typing import Any, Optional, Union

from .. import _native as native
from .._index import Index
from ..errors import Error
from ._searching import part_of, requests_for, similar_search, with_statistics
from ._statistics import Statistics
from ._store import Generation, Store, opened


class GenerationGone(Error):
    """A question is about a generation that is not open any more."""


class OpenShards:
    """The shards that are open, with the statistics of all shards of their generation."""

    def __init__(self, indexes: Sequence[Index], statistics: Statistics) -> None:
        self.indexes = list(indexes)
        self._statistics = statistics

    def _ranked(self, request: dict[str, Any]) -> dict[str, Any]:
        if not self.indexes:
            return request
        return with_statistics(request, self.indexes[0], self._statistics)

    def parts(
        self, request: dict[str, Any], question: str = "search", end: Optional[float] = None
    ) -> list[bytes]:
        """The part of an answer that each shard has; of the first ones alone if the time, by
        ``time.monotonic``, is past ``end``."""
        parts: list[bytes] = []
        requests = requests_for(question, request, self.indexes, self._statistics)
        for index, asked in zip(self.indexes, requests):
            if end is not None:
                left = end - time.monotonic()
                if left <= 0:
                    break
                if question == "search":
                    asked = {**asked, "timeLimit": min(left, asked.get("timeLimit") or left)}
            parts.append(part_of(index, question, asked))
        return parts

    def similar(self, request: dict[str, Any]) -> Optional[dict[str, Any]]:
        """The words and the search of documents like that of ``key``, or like ``text``; None
        without it."""
        return similar_search(request, self.indexes, self._statistics)

    def explanations(self, request: dict[str, Any]) -> list[dict[str, Any]]:
        """What ``search`` says of those of ``keys`` that are here."""
        search = self._ranked(request["search"])
        answers = (
            index._ask(native.EXPLANATION, {**search, "key": key})
            for key in request["keys"] for index in self.indexes)
        return [one for one in answers if one is not None]

    def documents(self, request: dict[str, Any]) -> list[dict[str, Any]]:
        """Those of ``keys`` that are here, or documents of ``shard`` from ``offset`` on."""
        indexes = self.indexes
        if request.get("keys") is None:
            indexes = [indexes[request["shard"]]]
        asked = _members(request, "keys", "offset", "limit", "fields")
        return [one for index in indexes for one in index._ask(native.DOCUMENTS, asked)]

    def document(self, request: dict[str, Any]) -> Optional[dict[str, Any]]:
        """The document of ``key``, and what it is as a hit of ``search``; None without it."""
        for index in self.indexes:
            if request["key"] not in index:
                continue
            asked = _members(request, "key", "fields", "search")
            if asked.get("search") is not None:
                asked["search"] = self._ranked(asked["search"])
            return dict(index._ask(native.HIT, asked))
        return None

    def suggestions(self, request: dict[str, Any]) -> list[list[dict[str, Any]]]:
        """What each shard suggests."""
        asked = {"text": str(request["text"]), "limit": request.get("limit", 5)}
        return [index._ask(native.SUGGEST, asked)["suggestions"] for index in self.indexes]

    def schema(self, _: Any = None) -> Optional[dict[str, Any]]:
        """The schema of the documents; None without any shard."""
        return dict(self.indexes[0].info["schema"]) if self.indexes else None

    def close(self) -> None:
        """Closes all; waits for the calls that are under way."""
        for index in self.indexes:
            index.close()


def _members(request: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """What an index is asked: a broker's question also has what is meant for the broker."""
    return {name: request[name] for name in names if name in request}


class ShardGroup:
    """Some of the shards of a generation, opened in one process: the body of a deployment.

    The newest two generations stay open, so that questions that are under way are answered.
    """

    def __init__(
        self, store: Union[Store, str, Mapping[str, Any]], group: int, groups: int
    ) -> None:
        self._store = opened(store)
        self._group = group
        self._groups = groups
        self._lock = threading.Lock()
        self._open: dict[int, OpenShards] = {}

    def reconfigure(self, config: Mapping[str, Any]) -> None:
        """Opens the generation of ``config``."""
        self._generation(int(config["generation"]))

    def _generation(self, number: int) -> OpenShards:
        with self._lock:
            if number not in self._open:
                if self._open and number < min(self._open):
                    raise _gone(number)
                generation = self._store.generation(number)
                shards = generation.shards[self._group :: self._groups]
                self._open[number] = OpenShards(
                    [Index(self._store.shard_path(shard.id)) for shard in shards],
                    self._store.statistics(generation.statistics))
                for old in sorted(self._open)[:-2]:
                    self._open.pop(old).close()
            return self._open[number]

    def search(
        self, generation: int, request: dict[str, Any], question: str = "search",
        end: Optional[float] = None,
    ) -> tuple[int, list[bytes]]:
        """The parts of an answer, with the number of the generation; see ``OpenShards.parts``."""
        return generation, self._generation(generation).parts(request, question, end)

    def ask(self, generation: int, question: str, request: dict[str, Any]) -> Any:
        """The answer to ``document``, ``documents``, ``similar``, ``explanations``,
        ``suggestions`` or ``schema``."""
        return getattr(self._generation(generation), question)(request)


def _gone(number: int) -> GenerationGone:
    return GenerationGone(
        f"generation {number} is older than those that are open; ask for the newest")


def merged_suggestions(
    parts: Sequence[Sequence[Mapping[str, Any]]], limit: int
) -> list[dict[str, Any]]:
    """The suggestions of all shards: words, then titles, each by the documents of all shards.

    A shard names its most frequent ones alone, so counts may miss what others have.
    """
    found: dict[tuple[str, str], int] = {}
    for part in parts:
        for one in part:
            name = (one["kind"], one["text"])
            found[name] = found.get(name, 0) + one["documents"]
    merged: list[dict[str, Any]] = []
    for kind in ("word", "title"):
        own = [(text, count) for (k, text), count in found.items() if k == kind]
        own.sort(key=lambda one: -one[1])
        merged += [
            {"text": text, "kind": kind, "documents": count} for text, count in own[:limit]]
    return merged


def located(generation: Generation, offset: int) -> Optional[tuple[int, int]]:
    """The shard of the document of a number, counted through all shards, and its number there;
    None behind the last one."""
    offset = max(0, offset)
    for number, shard in enumerate(generation.shards):
        if offset < shard.documents:
            return number, offset
        offset -= shard.documents
    return None


def described(generation: Generation, schema: Optional[Mapping[str, Any]]) -> dict[str, Any]:
    """What a broker says of its generation."""
    return {
        "generation": generation.number, "documents": generation.documents,
        "shards": len(generation.shards), "statistics": generation.statistics, "schema": schema}


def parts_answer(generation: int, parts: Sequence[bytes], missing: Sequence[str]) -> bytes:
    """The parts of an answer, which are JSON already, and the shards that did not answer."""
    head = json.dumps({"generation": generation, "missing_shards": list(missing)})
    return head[:-1].encode() + b', "parts": [' + b",".join(parts) + b"]}"
