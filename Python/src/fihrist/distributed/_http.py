"""The HTTP that a broker speaks, whatever serves it.

    POST /             a search with the members of ``Index.search``; the answer of one index.
                       It may have ``generation`` and ``budget``, as every question
    GET  /information  the generation, its documents and shards, and the schema
    POST /parts        ``{"request", "question", "generation", "budget"}``: what each shard answers
    POST /similar      ``{"request", "generation"}``: the words that are shared, and their search
    POST /explain      ``{"keys", "search", "generation"}``: why they are hits
    POST /document     ``{"key", "fields", "search", "generation"}``
    POST /documents    ``{"keys", "fields", "generation"}``, or ``offset`` and ``limit``
    POST /suggest      ``{"text", "limit", "generation"}``

``request`` and ``search`` are coded requests of the library; ``question`` is "search", "kwic",
"trends", or "copies" for one of their rounds. The server of Fihrist asks so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Optional

from .._requests import search_request
from ..errors import Error
from ._groups import GenerationGone

#: The last part of an address, and the members that its question may have besides ``generation``
#: and ``budget``.
ADDRESSES = {
    "information": (), "parts": ("request", "question"), "similar": ("request",),
    "explain": ("keys", "search"), "document": ("key", "fields", "search"),
    "documents": ("keys", "offset", "limit", "fields"), "suggest": ("text", "limit")}


def question(method: str, path: str) -> Optional[str]:
    """Which question a request asks; "search" for any other address. None for a wrong method."""
    name = path.rstrip("/").rpartition("/")[2]
    if name not in ADDRESSES:
        name = "search"
    return name if method == ("GET" if name == "information" else "POST") else None


def members(body: bytes, name: str) -> dict[str, Any]:
    """The object that a question has; raises ``ValueError`` for anything else.

    Those of a search are checked when it is made.
    """
    value = json.loads(body or b"{}")
    if not isinstance(value, dict):
        raise ValueError("the body is not a JSON object; send one")
    if name in ADDRESSES:
        known = (*ADDRESSES[name], "generation", "budget")
        unknown = sorted(value.keys() - set(known))
        if unknown:
            raise ValueError(f"the member {unknown[0]!r} is not known; use {', '.join(known)}")
    return value


def budget(members: Mapping[str, Any]) -> Optional[float]:
    """The seconds that a question has; None without a limit."""
    value = members.get("budget")
    if value is not None and (isinstance(value, bool) or not isinstance(value, (int, float))):
        raise ValueError(f"the budget is {value!r}; give a number of seconds")
    return value


def request_of(members: Mapping[str, Any]) -> dict[str, Any]:
    """The request of a search, without what is meant for the broker."""
    return search_request(**{
        name: value for name, value in members.items() if name not in ("generation", "budget")})


def problem(error: BaseException) -> tuple[int, bytes]:
    """The status and the body (RFC 9457) for an error."""
    if isinstance(error, GenerationGone):
        status, title = 410, "gone"
    elif isinstance(error, KeyError) and not isinstance(error, Error):
        status, title = 400, "bad request"
        error = ValueError(f"the member {error} is missing; see Documentation/Distributed.md")
    elif isinstance(error, LookupError) and not isinstance(error, Error):
        status, title = 404, "not found"
    elif isinstance(error, (Error, ValueError, TypeError)):
        status, title = 400, "bad request"
    else:
        status, title = 503, "not available"
    body = {"title": title, "status": status, "detail": str(error)}
    return status, json.dumps(body, ensure_ascii=False).encode()
