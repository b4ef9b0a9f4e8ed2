"""Full-text search for archives of Arabic articles.

>>> import fihrist
>>> with fihrist.create(path) as writer:
...     writer.add([{"id": "1", "title": "محادثات في مسقط", "body": "عُقدت المحادثات في عُمان."}])
1
>>> with fihrist.open(path) as index:
...     index.search("المحادثات في عمان").keys
['1']
"""

from __future__ import annotations

import json as _json
import os as _os
from typing import Any, Optional

from . import _native
from ._index import Index, Line, Series
from ._results import Batch, Copy, Group, Hit, Results, Snippet
from ._writer import Path, Schema, Writer, date, keyword, number, text
from .errors import (
    Closed,
    Error,
    IndexDamaged,
    IndexMoved,
    IndexNotFound,
    IndexUnsupported,
    InvalidRequest,
    QuerySyntaxError,
    StorageError,
    UnusedMembers,
    WriterBusy,
)

__version__ = "0.1.0"


def open(path: Path) -> Index:
    """Opens the newest commit of an index."""
    return Index(path)


def create(path: Path, schema: Optional[Schema] = None, **options: Any) -> Writer:
    """Makes an index and opens it for writing.

    ``schema`` is a list of fields (``text``, ``keyword``, ``date``, ``number``), or what a schema
    file has; without it the fields are those of an article. ``key`` names the member that
    identifies a document. ``memory`` is in bytes, of all ``threads``. ``append`` opens an index that is there.
    """
    if _os.path.isdir(path) and _os.listdir(path):
        raise InvalidRequest(
            f"{_os.fspath(path)}: something is there already; "
            "use fihrist.append(path) to add to an index, or choose another path"
        )
    return Writer(path, schema=schema, **options)


def append(path: Path, **options: Any) -> Writer:
    """Opens an index that is there for writing."""
    Index(path).close()
    return Writer(path, **options)


def analyze(text: str, analyzer: str = "arabic", *, explain: bool = False) -> list[dict[str, Any]]:
    """How a text becomes terms: each word with its term and the rules that changed it.

    With ``explain``, the form, the stem and the root of each word, and the steps to them.

    >>> [token["term"] for token in fihrist.analyze("والسيارات الجديدة", "light10")]
    ['سيار', 'جديد']
    """
    name, data = _native.encode(analyzer), _native.encode(text)
    answer = _json.loads(
        _native.call_for_text("analyze", name, len(name), data, len(data), int(explain)))
    return list(answer["words" if explain else "tokens"])


__all__ = [
    "Batch", "Closed", "Copy", "Error", "Group", "Hit", "Index", "IndexDamaged", "IndexMoved",
    "IndexNotFound", "IndexUnsupported", "InvalidRequest", "Line", "QuerySyntaxError", "Results",
    "Schema", "Series", "Snippet", "StorageError", "UnusedMembers", "Writer", "WriterBusy",
    "analyze", "append", "create", "date", "keyword", "number", "open", "text",
]
