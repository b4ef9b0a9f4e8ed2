"""A transformer and an indexer of PyTerrier; needs ``python-terrier``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Optional

import pandas as pd
import pyterrier as pt

from ._index import Index
from ._writer import Path, Schema, Writer, text
from .trec import descending


class FihristRetriever(pt.Transformer):  # type: ignore[misc]
    """Retrieves the best ``k`` documents for each query of a frame."""

    def __init__(self, index: Index, k: int = 1000, **choices: Any) -> None:
        self.index = index
        self.k = k
        self.choices = choices

    def transform(self, inp: pd.DataFrame) -> pd.DataFrame:
        """Adds ``docno``, ``score`` and ``rank`` to ``qid`` and ``query``."""
        batch = self.index.search_many(inp["query"].tolist(), self.k, **self.choices)
        frame = inp.loc[inp.index.repeat(batch.counts)].reset_index(drop=True)
        frame = frame.drop(columns=["docno", "score", "rank"], errors="ignore")
        scores: list[float] = []
        ranks: list[int] = []
        for number in range(len(batch)):
            own = descending(batch[number][1])
            scores += own.tolist()
            ranks += range(len(own))
        return frame.assign(docno=batch.flat_keys, score=scores, rank=ranks)


class FihristIndexer(pt.Indexer):  # type: ignore[misc]
    """Makes an index of dicts with ``docno`` and texts."""

    def __init__(
        self, path: Path, fields: Iterable[str] = ("text",), schema: Optional[Schema] = None
    ) -> None:
        self.path = path
        self.schema = schema or [text(name) for name in fields]

    def index(self, iter: Iterable[dict[str, Any]]) -> FihristRetriever:
        """Adds all documents, and gives a retriever over them."""
        with Writer(self.path, schema=self.schema, key="docno") as writer:
            writer.add(iter)
        return FihristRetriever(Index(self.path))
