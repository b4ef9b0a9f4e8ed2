"""The terms of an index."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from . import _native as native

#: So many terms are fetched at once.
_BLOCK = 4096


@dataclass(frozen=True)
class Term:
    """A term, and the documents that have it."""

    bytes: bytes
    #: How many documents have it.
    document_count: int
    #: Their numbers, ascending; empty unless postings were asked for.
    documents: npt.NDArray[np.uint32]
    #: How often each has it: an occurrence counts the units of the boost of its field.
    frequencies: npt.NDArray[np.uint32]

    @property
    def text(self) -> str:
        """The term as a text."""
        return self.bytes.decode("utf-8", "replace")


class Vocabulary(Iterator[Term]):
    """A walk over the terms of one commit of an index, in the order of their bytes.

    Of fields with levels these are the forms of words; stems and roots have spaces of their own.

    >>> with fihrist.create(path) as writer:
    ...     writer.add([{"id": "a", "body": "نفط وغاز"}, {"id": "b", "body": "غاز"}])
    2
    >>> with fihrist.open(path) as index:
    ...     [(term.text, term.document_count) for term in index.vocabulary()]
    [('غاز', 1), ('نفط', 1), ('وغاز', 1)]
    """

    def __init__(self, walk: native.Handle, postings: bool) -> None:
        self._walk = walk
        self._postings = postings
        self._terms: Iterator[Term] = iter(())
        self._is_at_end = False

    def __next__(self) -> Term:
        while True:
            term = next(self._terms, None)
            if term is not None:
                return term
            if self._is_at_end:
                self._walk.close()
                raise StopIteration
            self._terms = self._fetch()

    def _fetch(self) -> Iterator[Term]:
        found = ctypes.POINTER(native.Terms)()
        with self._walk.use() as walk:
            native.call("vocabulary_next", walk, _BLOCK, int(self._postings), ctypes.byref(found))
        block = found.contents
        count = block.term_count
        self._is_at_end = count < _BLOCK
        try:
            ends = native.array(block.term_offsets, count + 1, np.int64).tolist()
            text = ctypes.string_at(block.terms, ends[-1])
            counts = native.array(block.document_counts, count, np.int64).tolist()
            own = native.array(block.posting_offsets, count + 1, np.int64).tolist()
            documents = native.array(block.documents, own[-1], np.uint32)
            frequencies = native.array(block.frequencies, own[-1], np.uint32)
        finally:
            native.library.fihrist_terms_free(found)
        for number in range(count):
            first, last = own[number], own[number + 1]
            yield Term(
                text[ends[number] : ends[number + 1]], counts[number], documents[first:last],
                frequencies[first:last])

    def documents(self) -> tuple[list[str], npt.NDArray[np.uint32]]:
        """The keys and the lengths of all documents, in the order of their numbers."""
        found = ctypes.POINTER(native.Documents)()
        with self._walk.use() as walk:
            native.call("vocabulary_documents", walk, ctypes.byref(found))
        block = found.contents
        count = block.document_count
        try:
            ends = native.array(block.key_offsets, count + 1, np.int64).tolist()
            text = ctypes.string_at(block.keys, ends[-1])
            lengths: Any = native.array(block.lengths, count, np.uint32)
        finally:
            native.library.fihrist_documents_free(found)
        keys = [text[a:b].decode("utf-8", "replace") for a, b in zip(ends, ends[1:])]
        return keys, lengths
