"""Documents as the library takes them: texts one behind the other, where each ends, its field."""

from __future__ import annotations

import datetime
import warnings
from array import array
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Optional

import numpy as np

from ._native import encode
from .errors import Error, InvalidRequest, UnusedMembers

KEY = -1

#: A batch ends when it has so many bytes of text.
BATCH_BYTES = 8 << 20


class Packed:
    """Texts, ends and fields of a batch of documents."""

    def __init__(self) -> None:
        self.texts: list[bytes] = []
        self.ends = array("q")
        self.fields = array("i")
        self.size = 0
        self.documents = 0

    def append(self, field: int, text: bytes) -> None:
        self.texts.append(text)
        self.size += len(text)
        self.ends.append(self.size)
        self.fields.append(field)


class Names:
    """Which members of a document are its key and feed its fields."""

    def __init__(self, info: Mapping[str, Any]) -> None:
        mapping = info["mapping"]
        self.keys = list(mapping["keys"])
        names = [field["name"] for field in info["schema"]["fields"]]
        self.fields = [(number, mapping["fields"][name]) for number, name in enumerate(names)]
        self.known = set(self.keys).union(*(members for _, members in self.fields))
        self._warned: set[str] = set()

    def warn_of(self, members: Iterable[str]) -> None:
        """Says once which members nothing takes."""
        unused = sorted(
            {str(name) for name in members if name not in self.known} - self._warned
            - {source.split(".")[0] for source in self.known}
        )
        if unused:
            self._warned.update(unused)
            warnings.warn(
                f"no field takes {', '.join(unused)}; name them in \"from\" of a field of the "
                "schema, or leave them out",
                UnusedMembers,
                stacklevel=4,
            )


def _text(value: Any) -> bytes:
    if isinstance(value, str):
        return encode(value, "value")
    if isinstance(value, bytes):
        return value
    if isinstance(value, (bool, np.bool_)):
        return b"true" if value else b"false"
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat().encode()
    # Numbers of numpy and the like have no dimensions.
    if isinstance(value, (int, float)) or (
            hasattr(value, "item") and getattr(value, "ndim", None) == 0):
        return str(value).removesuffix(".0").encode()
    raise InvalidRequest(
        f"a value of the type {type(value).__name__} cannot be indexed; "
        "pass a text, a number, a date, or a list of these"
    )


def _is_nothing(value: Any) -> bool:
    """Whether a value stands for none: NaN, NaT and NA too."""
    if value is None or isinstance(value, (str, int)):
        return value is None
    if isinstance(value, (float, np.generic, datetime.date)):
        return bool(value != value)
    return type(value).__name__ == "NAType"


def _texts(value: Any) -> list[bytes]:
    """The texts of a value: those of a list, and none of what stands for nothing."""
    if isinstance(value, np.ndarray) and value.ndim == 1:
        value = list(value)
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_text(one) for one in value if not _is_nothing(one)]
    return [] if _is_nothing(value) else [_text(value)]


def _member(document: Mapping[str, Any], name: str) -> Any:
    value = document.get(name)
    if value is None and "." in name:
        value = document
        for part in name.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _key(document: Mapping[str, Any], names: Names) -> bytes:
    for name in names.keys:
        value = _member(document, name)
        if not _is_nothing(value):
            return key_text(value)
    raise InvalidRequest(
        f"a document has no key (its members are {', '.join(map(str, document))}); "
        f"give it a member {names.keys[0]!r}"
    )


def key_text(value: Any) -> bytes:
    """A key as documents have it: a number as its digits."""
    text = _text(value)
    try:
        text.decode()
    except UnicodeDecodeError:
        raise InvalidRequest(f"the key {text!r} is not UTF-8; decode it to a text") from None
    return text


def _values(document: Any, names: Names) -> list[tuple[int, bytes]]:
    """The key and the values of a document, each with its field."""
    if not isinstance(document, Mapping):
        raise InvalidRequest(
            f"a document is a {type(document).__name__} and not a dict; "
            "pass dicts, or a table of Arrow, pandas or polars"
        )
    values = [(KEY, _key(document, names))]
    for number, members in names.fields:
        for member in members:
            value = _member(document, member)
            if value is None:
                continue
            if type(value) is str:  # what most values are
                values.append((number, encode(value, "value")))
                break
            texts = _texts(value)
            if texts:
                values += [(number, text) for text in texts]
                break
    return values


def pack_mappings(
    documents: Iterable[Mapping[str, Any]], names: Names, skipped: Optional[list[Error]] = None
) -> Iterator[Packed]:
    """Batches of documents that are dicts; those that cannot be packed go to ``skipped``."""
    packed = Packed()
    for document in documents:
        try:
            values = _values(document, names)
        except InvalidRequest as error:
            if skipped is None:
                raise
            skipped.append(alone(error))
            continue
        names.warn_of(document)
        for field, text in values:
            packed.append(field, text)
        packed.documents += 1
        if packed.size >= BATCH_BYTES:
            yield packed
            packed = Packed()
    if packed.documents:
        yield packed


def alone(error: Error) -> Error:
    """An error without the frames that it left, which would keep their batch in memory."""
    error.__context__ = None
    return error.with_traceback(None)
