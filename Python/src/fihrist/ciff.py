"""The Common Index File Format: an index for other engines, and one of other engines read.

A file has a header, the posting list of each term, and a record of each document, each a message of
protocol buffers with its length before it. Positions, stored texts and columns are not in it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import BinaryIO, Union

import numpy as np
import numpy.typing as npt

from ._index import Index
from ._writer import Path, Writer, text
from .errors import InvalidRequest


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value) if value else b""


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _delimited(message: bytes) -> bytes:
    return _varint(len(message)) + message


def _header(lists: int, documents: int, occurrences: int, description: str) -> bytes:
    average = occurrences / documents if documents else 0.0
    return b"".join([
        _number(1, 1), _number(2, lists), _number(3, documents), _number(4, lists),
        _number(5, documents), _number(6, occurrences),
        _varint(7 << 3 | 1), np.float64(average).astype("<f8").tobytes(),
        _bytes(8, description.encode()),
    ])


def _list(
    term: bytes, documents: npt.NDArray[np.uint32], frequencies: npt.NDArray[np.uint32]
) -> bytes:
    """A posting list; the numbers of its documents are gaps."""
    gaps = np.diff(documents.astype(np.int64), prepend=0).tolist()
    postings = bytearray()
    for gap, frequency in zip(gaps, frequencies.tolist()):
        postings += _bytes(4, _number(1, gap) + _number(2, frequency))
    return (
        _bytes(1, term) + _number(2, len(documents)) + _number(3, int(frequencies.sum()))
        + bytes(postings))


def write(
    index: Index, path: Union[str, "os.PathLike[str]"], *, space: int = 0,
    description: str = "Fihrist",
) -> int:
    """Writes the terms of ``index`` with their documents as CIFF; returns how many terms.

    Frequencies and lengths are in the units of boosts: with fields of boost 1 they are counts of
    words. ``space`` 0 has the words of all searched fields.
    """
    keys, lengths = index.vocabulary(space).documents()
    lists = sum(1 for _ in index.vocabulary(space))
    with open(path, "wb") as file:
        file.write(_delimited(_header(lists, len(keys), int(lengths.sum()), description)))
        for term in index.vocabulary(space, postings=True):
            file.write(_delimited(_list(term.bytes, term.documents, term.frequencies)))
        for number, (key, length) in enumerate(zip(keys, lengths.tolist())):
            record = _number(1, number) + _bytes(2, key.encode()) + _number(3, length)
            file.write(_delimited(record))
    return lists


class _Messages:
    """Reads messages; ``location`` says where a damaged one is."""

    def __init__(self, file: BinaryIO, location: str) -> None:
        self._file = file
        self._location = location

    def _damage(self) -> InvalidRequest:
        return InvalidRequest(
            f"{self._location}: it is not CIFF at byte {self._file.tell()}; "
            "write it again, uncompressed"
        )

    def next(self) -> dict[int, list[Union[int, bytes]]]:
        """The members of the next message by their numbers."""
        size = shift = 0
        while True:
            byte = self._file.read(1)
            if not byte or shift > 63:
                raise self._damage()
            size |= (byte[0] & 127) << shift
            shift += 7
            if byte[0] < 128:
                break
        message = self._file.read(size)
        if len(message) < size:
            raise self._damage()
        return self.members(message)

    def members(self, message: bytes) -> dict[int, list[Union[int, bytes]]]:
        """The members of a message by their numbers."""
        found: dict[int, list[Union[int, bytes]]] = {}
        position = 0
        try:
            while position < len(message):
                tag, position = self._read(message, position)
                kind, value = tag & 7, message[position:position + 8]
                if kind == 0:
                    number, position = self._read(message, position)
                    found.setdefault(tag >> 3, []).append(number)
                    continue
                if kind == 2:
                    size, position = self._read(message, position)
                    value = message[position:position + size]
                    if len(value) < size:
                        raise self._damage()
                elif kind != 1:
                    raise self._damage()
                position += len(value)
                found.setdefault(tag >> 3, []).append(value)
        except IndexError:
            raise self._damage() from None
        return found

    @staticmethod
    def _read(message: bytes, position: int) -> tuple[int, int]:
        value = shift = 0
        while True:
            byte = message[position]
            position += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value, position

    def integer(self, members: dict[int, list[Union[int, bytes]]], number: int) -> int:
        """A member that is a number; 0 if it is not there."""
        value = members.get(number, [0])[-1]
        if not isinstance(value, int):
            raise self._damage()
        return value

    def text(self, members: dict[int, list[Union[int, bytes]]], number: int) -> bytes:
        """A member that is a text."""
        value = members.get(number, [b""])[-1]
        if not isinstance(value, bytes):
            raise self._damage()
        return value


def _documents(path: Union[str, "os.PathLike[str]"]) -> Iterator[dict[str, str]]:
    """The documents of a CIFF file, each with its terms as often as it has them."""
    with open(path, "rb") as file:
        messages = _Messages(file, os.fspath(path))
        header = messages.next()
        if messages.integer(header, 1) != 1:
            raise InvalidRequest(
                f"{os.fspath(path)}: it has version {messages.integer(header, 1)} of CIFF and 1 is "
                "read; write it with that version")
        terms: list[str] = []
        numbers: list[npt.NDArray[np.int64]] = []
        for _ in range(messages.integer(header, 2)):
            members = messages.next()
            term = messages.text(members, 1).decode("utf-8", "replace")
            if not term or term.split() != [term]:
                raise InvalidRequest(
                    f"{os.fspath(path)}: the term {term!r} is empty or has white space; "
                    "leave it out of the file")
            pairs = [
                messages.members(one) for one in members.get(4, []) if isinstance(one, bytes)]
            gaps = np.array([messages.integer(pair, 1) for pair in pairs], np.int64)
            counts = np.array([messages.integer(pair, 2) for pair in pairs], np.int64)
            numbers.append(np.stack([
                np.cumsum(gaps), counts, np.full(len(pairs), len(terms), np.int64)]))
            terms.append(term)
        whole = np.concatenate(numbers, axis=1) if numbers else np.empty((3, 0), np.int64)
        whole = whole[:, np.argsort(whole[0], kind="stable")]
        for _ in range(messages.integer(header, 3)):
            record = messages.next()
            document = messages.integer(record, 1)
            first, last = np.searchsorted(whole[0], [document, document + 1])
            words = [
                word for count, term in whole[1:, first:last].T.tolist()
                for word in [terms[term]] * count]
            yield {"key": messages.text(record, 2).decode(), "text": " ".join(words)}


def read(path: Union[str, "os.PathLike[str]"], index: Path) -> int:
    """Makes an index of a CIFF file; returns how many documents it has.

    Its terms are searched as they are, in the field ``text``, and documents have them in the order
    of the terms: phrases cannot be found. Documents without terms are left out. Of a damaged file
    no index is made.
    """
    schema = [text("text", analyzer="whitespace", stored=False)]
    is_new = not os.path.exists(index)
    try:
        with Writer(index, schema=schema, key="key") as writer:
            return writer.add(_documents(path), skip=True)
    except BaseException:
        if is_new:
            shutil.rmtree(index, ignore_errors=True)
        raise
