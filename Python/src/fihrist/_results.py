"""What searches give."""

from __future__ import annotations

import ctypes
import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Callable, Optional, Union, overload

import numpy as np
import numpy.typing as npt

from . import _native as native
from ._ranking import Ranking


@dataclass(frozen=True)
class Snippet:
    """A passage of a text: pieces, each marked or not."""

    field: str
    direction: str
    parts: list[tuple[str, bool]]

    @property
    def text(self) -> str:
        """The passage without marks."""
        return "".join(text for text, _ in self.parts)

    def html(self) -> str:
        """The passage with ``<mark>`` around what matches; everything else is escaped."""
        return "".join(
            f"<mark>{html.escape(text)}</mark>" if marked else html.escape(text)
            for text, marked in self.parts
        )


@dataclass(frozen=True)
class Copy:
    """A document of those with much the same text."""

    key: str
    #: How much of its text is that of the first: 1 for that itself.
    overlap: float
    #: The stored fields that were asked for.
    fields: dict[str, str]


def copies_of(answer: Any, key: str) -> list[Copy]:
    """The documents of an answer. Raises ``KeyError`` without one."""
    if answer is None:
        raise KeyError(key)
    return [Copy(**document) for document in answer["documents"]]


@dataclass(frozen=True)
class Hit:
    """A document that was found."""

    rank: int
    key: str
    #: BM25; None if hits are ordered by other values alone.
    score: Optional[float]
    #: The stored fields that were asked for; several values of one are on lines of their own.
    fields: dict[str, str]
    snippets: list[Snippet]
    #: Whether it does not match and was ranked for words of the same roots.
    is_related: bool = False
    #: What it was ordered by, by the names of fields.
    sort: dict[str, Optional[str]] = field(default_factory=dict)
    #: The keys of the hits that were folded under it.
    copies: list[str] = field(default_factory=list)

    @property
    def snippet(self) -> Optional[Snippet]:
        """The first passage."""
        return self.snippets[0] if self.snippets else None

    def __getitem__(self, name: str) -> str:
        return self.fields[name]

    def get(self, name: str, default: Optional[str] = None) -> Optional[str]:
        """The text of a field."""
        return self.fields.get(name, default)

    @classmethod
    def of(cls, members: dict[str, Any]) -> "Hit":
        """A hit of an answer."""
        return cls(
            rank=members["rank"],
            key=members["key"],
            score=members.get("score"),
            fields={
                name: value if isinstance(value, str) else "\n".join(value)
                for name, value in members["fields"].items()
            },
            snippets=[
                Snippet(s["field"], s["dir"], [(text, bool(mark)) for text, mark in s["parts"]])
                for s in members.get("snippets", [])
            ],
            is_related=members.get("related", False),
            sort=members.get("sort", {}),
            copies=members.get("copies", []),
        )


@dataclass(frozen=True)
class Group:
    """The best hits of one value of a field; None stands for documents that have none."""

    value: Optional[str]
    total: int
    hits: list[Hit]


class Results(Sequence[Hit]):
    """The best hits of a query, and what was counted of all that match."""

    def __init__(self, answer: dict[str, Any]) -> None:
        self._answer: Optional[dict[str, Any]] = answer
        # Whoever wants keys and scores alone does not pay for objects.
        self._hits: Optional[list[Hit]] = None

    @property
    def answer(self) -> dict[str, Any]:
        """The answer as the library gave it, with the shape of ``fihrist search --json``."""
        assert self._answer is not None
        return self._answer

    @property
    def read_as(self) -> str:
        """How the query was understood; empty for shards."""
        return str(self.answer.get("read_as", ""))

    @property
    def next(self) -> Optional[str]:
        """Where the next page starts, for ``search(after=…)``; None after the last hit."""
        return self.answer.get("next")

    @property
    def stopped(self) -> Optional[str]:
        """Why the search stopped early; None for a complete result."""
        return self.answer.get("stopped")

    @property
    def hits(self) -> list[Hit]:
        """The hits, best first."""
        if self._hits is None:
            self._hits = [Hit.of(hit) for hit in self.answer["hits"]]
        return self._hits

    @property
    def notes(self) -> list[str]:
        """What was assumed where a text is not a valid query."""
        return [note["text"] for note in self.answer.get("notes", [])]

    @property
    def keys(self) -> list[str]:
        """The keys, best first."""
        return [hit["key"] for hit in self.answer["hits"]]

    @property
    def scores(self) -> npt.NDArray[np.float32]:
        """The scores, in the order of the hits; NaN where hits are ordered by other values.

        For a query of one word, hits with related words alone come last, whatever their scores.
        """
        return np.array(
            [hit.get("score", np.nan) for hit in self.answer["hits"]], np.float32
        )

    @property
    def total(self) -> int:
        """How many documents match, as far as it was counted."""
        return int(self.answer["total"]["value"])

    @property
    def total_is_exact(self) -> bool:
        """Whether exactly ``total`` match; otherwise at least so many do."""
        return bool(self.answer["total"]["relation"] == "eq")

    @property
    def facets(self) -> dict[str, dict[str, int]]:
        """For each field, its most frequent values with their exact counts."""
        facets = self.answer.get("facets", {})
        return {name: dict(map(tuple, facet["values"])) for name, facet in facets.items()}

    @property
    def histograms(self) -> dict[str, dict[str, int]]:
        """For each field, its buckets with their exact counts."""
        histograms = self.answer.get("histograms", {})
        return {name: dict(map(tuple, one["buckets"])) for name, one in histograms.items()}

    @property
    def summaries(self) -> dict[str, dict[str, Any]]:
        """For each field its least and greatest value, sum and mean."""
        return dict(self.answer.get("summaries", {}))

    @property
    def groups(self) -> list[Group]:
        """The groups that were asked for."""
        return [
            Group(group["value"], group["total"], [Hit.of(hit) for hit in group["hits"]])
            for group in self.answer.get("groups", [])
        ]

    def __len__(self) -> int:
        return len(self.answer["hits"])

    @overload
    def __getitem__(self, index: int) -> Hit: ...

    @overload
    def __getitem__(self, index: slice) -> list[Hit]: ...

    def __getitem__(self, index: Union[int, slice]) -> Union[Hit, list[Hit]]:
        return self.hits[index]

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def _columns(self) -> dict[str, list[Any]]:
        columns: dict[str, list[Any]] = {
            "rank": [hit.rank for hit in self.hits],
            "key": self.keys,
            "score": [hit.score for hit in self.hits],
        }
        names = list(dict.fromkeys(name for hit in self.hits for name in hit.fields))
        for name in names:
            if name not in columns:
                columns[name] = [hit.fields.get(name) for hit in self.hits]
        return columns

    def to_arrow(self) -> Any:
        """The hits as a ``pyarrow.Table``."""
        import pyarrow

        return pyarrow.table(self._columns())

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """The hits for any package that reads Arrow; needs ``pyarrow``."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def to_pandas(self) -> Any:
        """The hits as a ``pandas.DataFrame``."""
        import pandas

        return pandas.DataFrame(self._columns())

    def __repr__(self) -> str:
        lines = [
            f"{hit.rank}. {hit.fields.get('title') or hit.key}"
            + ("" if hit.score is None else f"  ({hit.score:.3f})")
            for hit in self.hits
        ]
        more = "" if self.total_is_exact else " or more"
        return "\n".join(lines + [f"{len(self)} hits of {self.total}{more}"])

    def _repr_html_(self) -> str:
        """The hits for notebooks, from right to left."""
        items = []
        for hit in self.hits:
            title = html.escape(hit.fields.get("title") or hit.key)
            details = " · ".join(
                f"<bdi>{html.escape(text)}</bdi>"
                for text in (hit.fields.get("source"), hit.fields.get("date"), hit.key)
                if text
            )
            passages = "".join(
                f'<div dir="{html.escape(snippet.direction)}">{snippet.html()}</div>'
                for snippet in hit.snippets
            )
            items.append(
                f'<li value="{hit.rank}"><b dir="auto">{title}</b>{passages}'
                f"<small>{details}</small></li>"
            )
        return f'<ol dir="rtl" style="text-align:start">{"".join(items)}</ol>'


class LazyResults(Results):
    """Keys, scores and the total of a search. What else ``Results`` has is read when it is asked
    for, by the same search of the same commit, even if the index was refreshed or closed since."""

    def __init__(self, ranking: Ranking, answer: Callable[[], dict[str, Any]]) -> None:
        self._ranking = ranking
        self._ask = answer
        self._answer = None
        self._hits = None

    @property
    def answer(self) -> dict[str, Any]:
        """The answer as the library gave it, with the shape of ``fihrist search --json``."""
        if self._answer is None:
            self._answer = self._ask()
        return self._answer

    @property
    def keys(self) -> list[str]:
        """The keys, best first."""
        return self._ranking.keys()

    @property
    def scores(self) -> npt.NDArray[np.float32]:
        """The scores, in the order of the hits."""
        return np.frombuffer(self._ranking.score_bytes(), np.float32)

    @property
    def total(self) -> int:
        """How many documents match, as far as it was counted."""
        return int(self._ranking.total)

    @property
    def total_is_exact(self) -> bool:
        """Whether exactly ``total`` match; otherwise at least so many do."""
        return bool(self._ranking.is_exact)

    def __len__(self) -> int:
        return int(self._ranking.count)

    def __reduce__(self) -> Any:
        return Results, (self.answer,)


class Batch:
    """The hits of many queries."""

    def __init__(self, hits: Any) -> None:
        block = hits.contents
        queries, found = block.query_count, block.hit_count
        try:
            #: For each query, how many hits all before it have; then how many there are.
            self.hit_offsets: npt.NDArray[np.int64] = native.array(
                block.hit_offsets, queries + 1, np.int64)
            #: For each query, how many documents match, as far as it was counted.
            self.totals: npt.NDArray[np.int64] = native.array(block.totals, queries, np.int64)
            #: The scores of all hits, one query after the other.
            self.flat_scores: npt.NDArray[np.float32] = native.array(
                block.scores, found, np.float32)
            self._key_offsets: npt.NDArray[np.int64] = native.array(
                block.key_offsets, found + 1, np.int64)
            self._key_bytes = ctypes.string_at(block.keys, int(self._key_offsets[-1]))
        finally:
            native.library.fihrist_hits_free(hits)
        self._flat_keys: Optional[list[str]] = None

    def __arrow_c_array__(self, requested_schema: Any = None) -> tuple[Any, Any]:
        """The hits as an array of Arrow: query (its number), key and score, a row a hit."""
        from ._arrow import capsules

        keys = ctypes.create_string_buffer(self._key_bytes, max(1, len(self._key_bytes)))
        block = native.Hits(
            len(self), len(self.flat_scores), self.hit_offsets.ctypes.data,
            self.totals.ctypes.data, self.flat_scores.ctypes.data,
            self._key_offsets.ctypes.data, ctypes.addressof(keys))
        return capsules(ctypes.byref(block))

    def to_arrow(self) -> Any:
        """The hits as a ``pyarrow.Table``: query (its number), key and score, a row a hit."""
        import pyarrow

        return pyarrow.Table.from_batches([pyarrow.record_batch(self)])

    @property
    def flat_keys(self) -> list[str]:
        """The keys of all hits, one query after the other."""
        if self._flat_keys is None:
            offsets = self._key_offsets.tolist()
            starts, ends = offsets[:-1], offsets[1:]
            if self._key_bytes.isascii():
                text = self._key_bytes.decode()
                self._flat_keys = [text[a:b] for a, b in zip(starts, ends)]
            else:
                data = self._key_bytes
                self._flat_keys = [data[a:b].decode() for a, b in zip(starts, ends)]
        return self._flat_keys

    @property
    def counts(self) -> npt.NDArray[np.int64]:
        """How many hits each query has."""
        return np.diff(self.hit_offsets)

    def _square(self, values: Any, filler: Any, kind: Any) -> Any:
        counts = self.counts
        square = np.full((len(counts), int(counts.max(initial=0))), filler, kind)
        square[np.arange(square.shape[1]) < counts[:, None]] = values
        return square

    @property
    def keys(self) -> npt.NDArray[np.object_]:
        """A row of keys for each query, best first; short rows end with None."""
        values = np.empty(len(self.flat_keys), object)
        values[:] = self.flat_keys
        return self._square(values, None, object)  # type: ignore[no-any-return]

    @property
    def scores(self) -> npt.NDArray[np.float32]:
        """A row of scores for each query, in the order of its hits; short rows end with NaN.

        For a query of one word, hits with related words alone come last, whatever their scores:
        ``fihrist.trec.descending`` lowers these for tools that sort by the score.
        """
        return self._square(self.flat_scores, np.nan, np.float32)  # type: ignore[no-any-return]

    def __len__(self) -> int:
        return len(self.hit_offsets) - 1

    def __getitem__(self, index: int) -> tuple[list[str], npt.NDArray[np.float32]]:
        """The keys and the scores of one query."""
        index = range(len(self))[index]
        start, end = int(self.hit_offsets[index]), int(self.hit_offsets[index + 1])
        return self.flat_keys[start:end], self.flat_scores[start:end]
