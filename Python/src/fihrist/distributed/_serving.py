"""A broker over HTTP for the shards that one machine holds, without Ray."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Optional, Union

from .. import _native as native
from . import _http as http
from ._groups import ShardGroup, described, located, merged_suggestions, parts_answer
from ._rounds import Rounds
from ._searching import merge_parts
from ._store import Generation, Store, opened


class ShardServer(ThreadingHTTPServer):
    """Answers as the broker of ``fihrist.ray`` does, from one process.

    ``server_address`` has the port; ``serve_forever`` serves, and ``shutdown`` ends that. Every
    second it looks for a newer generation.
    """

    daemon_threads = True

    def __init__(
        self, store: Union[Store, str, Mapping[str, Any]], address: str = "127.0.0.1",
        port: int = 8000,
    ) -> None:
        self._store = opened(store)
        self._shards = ShardGroup(self._store, 0, 1)
        self._newest = self._store.generation()
        self._shards.reconfigure({"generation": self._newest.number})
        self._looked = time.monotonic()
        self._lock = threading.Lock()
        super().__init__((address, port), _Exchange)

    def _generation(self) -> int:
        with self._lock:
            if time.monotonic() - self._looked >= 1:
                self._looked = time.monotonic()
                newest = self._store.generation()
                if newest.number != self._newest.number:
                    self._shards.reconfigure({"generation": newest.number})
                    self._newest = newest
            return self._newest.number

    def answer(self, question: str, members: dict[str, Any]) -> bytes:
        """The answer to a question, in JSON."""
        number = self._generation()
        number = members.get("generation") or number
        budget = http.budget(members)
        end = None if budget is None else time.monotonic() + budget
        if question == "search":
            return _json(self._search(number, http.request_of(members), end))
        if question == "parts":
            asked = members.get("question") or "search"
            return parts_answer(number, *self._parts(number, members["request"], asked, end))
        if question == "document":
            return self._one(number, "document", members, members["key"])
        if question == "similar":
            request = members["request"]
            return self._one(number, "similar", request, request.get("key"))
        if question == "explain":
            found = self._shards.ask(number, "explanations", members)
            return _json({"explanations": found})
        if question == "documents":
            return _json({"documents": self._documents(number, members)})
        if question == "suggest":
            found = self._shards.ask(number, "suggestions", members)
            return _json({"suggestions": merged_suggestions(found, members.get("limit", 5))})
        return _json(described(self._newest, self._shards.ask(number, "schema", {})))

    def _parts(
        self, number: int, request: dict[str, Any], question: str, end: Optional[float]
    ) -> tuple[list[bytes], list[str]]:
        """The parts of the shards that answer in time, and the other shards."""
        parts = self._shards.search(number, request, question, end)[1]
        late = self._published(number).shards[len(parts):] if end is not None else []
        return parts, [shard.id for shard in late]

    def _search(
        self, number: int, request: dict[str, Any], end: Optional[float]
    ) -> dict[str, Any]:
        if request["collapsesCopies"]:
            found, missing = self._folded(number, request, end)
        else:
            parts, missing = self._parts(number, request, "search", end)
            found = merge_parts(request, parts).answer
        found["generation"] = number
        if missing:
            found["stopped"] = "timeLimit"
            found["missing_shards"] = missing
        return found

    def _folded(
        self, number: int, request: dict[str, Any], end: Optional[float]
    ) -> tuple[dict[str, Any], list[str]]:
        """The answer to a search whose copies are folded, and the shards that are missing: each
        round has half of the time that is left."""
        missing: list[str] = []
        start = time.monotonic()
        with Rounds(native.SEARCH, request) as rounds:
            asked = rounds.next()
            while asked is not None:
                now = time.monotonic()
                half = None if end is None else now + max(end - now, 0.1) / 2
                parts, absent = self._parts(number, asked, "copies", half)
                missing += [shard for shard in absent if shard not in missing]
                late = end is not None and end - time.monotonic() < (end - start) / 10
                asked = rounds.next(parts, stop=late)
            return dict(rounds.answer), missing

    def _published(self, number: int) -> Generation:
        newest = self._newest
        return newest if newest.number == number else self._store.generation(number)

    def _one(self, number: int, question: str, request: dict[str, Any], key: Any) -> bytes:
        found = self._shards.ask(number, question, request)
        if found is None:
            raise LookupError(f"no shard has the key {key!r}")
        return _json(found)

    def _documents(self, number: int, members: dict[str, Any]) -> list[Any]:
        if members.get("keys") is None:
            found = located(self._published(number), int(members.get("offset") or 0))
            if found is None:
                return []
            members = {**members, "shard": found[0], "offset": found[1]}
        return list(self._shards.ask(number, "documents", members))


class _Exchange(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: ShardServer

    def do_GET(self) -> None:
        self._answer("GET")

    def do_POST(self) -> None:
        self._answer("POST")

    def _answer(self, method: str) -> None:
        size = self.headers.get("Content-Length", "0")
        body = self.rfile.read(int(size)) if size.isdigit() else b""
        name: Optional[str] = http.question(method, self.path.partition("?")[0])
        try:
            if name is None:
                raise ValueError(f"{self.path} does not take {method}")
            status, data = 200, self.server.answer(name, http.members(body, name))
        except Exception as error:
            status, data = http.problem(error)
        self.send_response(status)
        self.send_header(
            "Content-Type", "application/json" if status == 200 else "application/problem+json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        pass


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
