"""The statistics of shards and generations: how many documents there are, how long they are
together, and how many have each term.

All are integers, and those of a generation are the sums of those of its shards. A file of
statistics is a line of JSON that says where its arrays are, and then the arrays: for each term
space the terms one behind the other in the order of their bytes, where each ends, and how many
documents have it. It is mapped into memory, and a term is looked up by halving.
"""

from __future__ import annotations

import heapq
import json
import mmap
import os
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Union

from .._index import Index
from ..errors import IndexDamaged

_FORMAT = "fihrist statistics 1"
_CODES = {"I": 4, "Q": 8}


def _narrow(numbers: "array[int]") -> "array[int]":
    """The numbers in four bytes each, if they fit."""
    fits = not numbers or max(numbers) < 1 << 32
    return array("I", numbers) if fits and array("I").itemsize == 4 else numbers


def _packed(
    documents: int, spaces: Iterable[tuple[int, int, Iterator[tuple[bytes, int]]]]
) -> bytes:
    """A file of statistics: of each space its number, its length, and its terms in order."""
    heads, body = [], bytearray()

    def append(data: bytes) -> int:
        body.extend(b"\0" * (-len(body) % 8))
        start = len(body)
        body.extend(data)
        return start

    for space, length, terms in spaces:
        text, ends, counts = bytearray(), array("Q"), array("Q")
        for term, count in terms:
            text += term
            ends.append(len(text))
            counts.append(count)
        ends, counts = _narrow(ends), _narrow(counts)
        heads.append({
            "space": space, "length": length, "terms": len(ends), "text": append(bytes(text)),
            "ends": [append(ends.tobytes()), ends.typecode],
            "counts": [append(counts.tobytes()), counts.typecode],
        })
    head = json.dumps({"format": _FORMAT, "documents": documents, "spaces": heads}).encode()
    # The arrays start at a multiple of 8.
    return head + b" " * (-(len(head) + 1) % 8) + b"\n" + bytes(body)


class _Space:
    def __init__(self, head: Mapping[str, Any], data: memoryview) -> None:
        self.length = int(head["length"])
        self.count = int(head["terms"])

        def numbers(where: Sequence[Any]) -> memoryview:
            start, code = where
            return data[start : start + self.count * _CODES[code]].cast(code)

        self.ends = numbers(head["ends"])
        self.counts = numbers(head["counts"])
        size = self.ends[-1] if self.count else 0
        self.text = data[head["text"] : head["text"] + size]

    def term(self, number: int) -> bytes:
        start = self.ends[number - 1] if number else 0
        return bytes(self.text[start : self.ends[number]])

    def terms(self) -> Iterator[tuple[bytes, int]]:
        for number in range(self.count):
            yield self.term(number), self.counts[number]

    def documents_with(self, term: bytes) -> int:
        low, high = 0, self.count
        while low < high:
            middle = (low + high) // 2
            if self.term(middle) < term:
                low = middle + 1
            else:
                high = middle
        found = low < self.count and self.term(low) == term
        return int(self.counts[low]) if found else 0


class Statistics:
    """The statistics of a shard or of a generation.

    >>> from fihrist.distributed import Statistics
    >>> with fihrist.create(path) as writer:
    ...     writer.add(ARTICLES)
    4
    >>> with fihrist.open(path) as index:
    ...     one = Statistics(Statistics.of(index))
    >>> both = Statistics(Statistics.sum([one, one]))
    >>> both.documents, both.documents_with("نفط".encode())
    (8, 4)
    """

    def __init__(self, data: Union[bytes, mmap.mmap]) -> None:
        whole = memoryview(data)
        end = bytes(whole[: 1 << 20]).find(b"\n")
        try:
            head = json.loads(bytes(whole[:end]))
            if head["format"] != _FORMAT:
                raise ValueError(head["format"])
            self.documents = int(head["documents"])
            self._spaces = {
                int(one["space"]): _Space(one, whole[end + 1 :]) for one in head["spaces"]}
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise IndexDamaged(
                f"these are not statistics of this version ({error}); publish the shards again"
            ) from None

    @classmethod
    def open(cls, path: Union[str, "os.PathLike[str]"]) -> "Statistics":
        """Maps a file of statistics into memory."""
        with open(path, "rb") as file:
            return cls(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))

    @staticmethod
    def of(index: Index) -> bytes:
        """The file of the statistics of one index."""
        whole = index.statistics()
        return _packed(
            whole["documents"],
            (
                (one["space"], one["length"], (
                    (term.bytes, term.document_count) for term in index.vocabulary(one["space"])))
                for one in whole["spaces"]
            ),
        )

    @staticmethod
    def sum(parts: Sequence["Statistics"]) -> bytes:
        """The file of the sums of several statistics.

        One term of each part is in memory at a time, and the sums.
        """

        def terms(space: int) -> Iterator[tuple[bytes, int]]:
            walks = [part._spaces[space].terms() for part in parts if space in part._spaces]
            merged = heapq.merge(*walks)
            for term, found in groupby(merged, key=lambda one: one[0]):
                yield term, sum(count for _, count in found)

        numbers = sorted({space for part in parts for space in part._spaces})
        return _packed(
            sum(part.documents for part in parts),
            (
                (number, sum(part.length(number) for part in parts), terms(number))
                for number in numbers
            ),
        )

    def length(self, space: int = 0) -> int:
        """How long all documents are together in a term space, in units."""
        known = self._spaces.get(space)
        return known.length if known else 0

    def documents_with(self, term: bytes, space: int = 0) -> int:
        """How many documents have a term."""
        known = self._spaces.get(space)
        return known.documents_with(term) if known else 0

    def for_search(self, own: Mapping[str, Any]) -> dict[str, Any]:
        """What a search needs of these statistics.

        ``own`` are those of any of the shards for the search: they name its terms, which depend on
        the query and the schema and not on the documents.
        """
        return {
            "documents": self.documents,
            "spaces": [
                {
                    "space": space["space"],
                    "length": self.length(space["space"]),
                    "terms": [
                        {
                            "term": term["term"],
                            "documents": self.documents_with(
                                _bytes(term["term"]), space["space"]),
                        }
                        for term in space["terms"]
                    ],
                }
                for space in own["spaces"]
            ],
        }


def _bytes(term: Union[str, list[int]]) -> bytes:
    """A term as requests have it: a text, or numbers if it is not UTF-8."""
    return term.encode() if isinstance(term, str) else bytes(term)

