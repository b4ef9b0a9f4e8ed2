"""Retrieval for BEIR, and for whatever takes a corpus and queries as dicts; needs ``beir``."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from typing import Any, Optional

from beir.retrieval.search import BaseSearch

from ._index import Index
from ._writer import Schema, Writer, text
from .trec import run


class FihristSearch(BaseSearch):  # type: ignore[misc]
    """Indexes a corpus of BEIR, and searches it for ``EvaluateRetrieval``.

    The index is made in ``path``, or in a folder that is removed at the end. Scores strictly
    descend, so that no rule for equal ones changes the order.
    """

    def __init__(
        self, path: Optional[str] = None, schema: Optional[Schema] = None, **choices: Any
    ) -> None:
        self._folder = None
        if path is None:
            self._folder = tempfile.TemporaryDirectory(prefix="fihrist-beir-")
            path = f"{self._folder.name}/index"
        self.path = path
        self.schema = schema or [text("title"), text("text")]
        self.choices = choices
        self._index: Optional[Index] = None

    def index(self, corpus: Mapping[str, Mapping[str, str]]) -> None:
        """Indexes the articles of a corpus; those without a word are left out."""

        def documents() -> Iterator[dict[str, str]]:
            for key, article in corpus.items():
                yield {
                    "_id": key, "title": article.get("title", ""), "text": article.get("text", "")}

        with Writer(self.path, schema=self.schema, key="_id") as writer:
            writer.add(documents(), skip=True)
        self._index = Index(self.path)

    def search(
        self, corpus: Mapping[str, Mapping[str, str]], queries: Mapping[str, str], top_k: int,
        *_: Any, **__: Any,
    ) -> dict[str, dict[str, float]]:
        """The best articles of each query with their scores; indexes the corpus first."""
        if self._index is None:
            self.index(corpus)
        assert self._index is not None
        return run(self._index, queries, top_k, **self.choices)

    def encode(self, *_: Any, **__: Any) -> None:
        """Nothing: words are not vectors."""

    def search_from_files(self, *_: Any, **__: Any) -> dict[str, dict[str, float]]:
        """Refused: there are no vectors."""
        raise NotImplementedError("an index of words has no vectors; use search")
