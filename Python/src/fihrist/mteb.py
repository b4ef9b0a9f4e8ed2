"""Retrieval for MTEB: a model that finds words, where others compare vectors; needs ``mteb``."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import Any, Optional

from mteb.models import ModelMeta

from . import __version__
from ._index import Index
from ._writer import Schema, Writer, text
from .trec import run


class FihristSearch:
    """Indexes the corpus of a retrieval task, and searches it: a ``SearchProtocol`` of MTEB.

        mteb.evaluate(FihristSearch(), tasks=mteb.get_tasks(languages=["ara"]))

    Each corpus is indexed anew in a folder that is removed at the end. Of a reranking task, the
    documents that a query is given are ranked, as far as they have its words. ``choices`` are those
    of ``Index.search_many``. Scores strictly descend, so that no rule for equal ones changes the
    order.
    """

    def __init__(self, schema: Optional[Schema] = None, **choices: Any) -> None:
        self.schema = schema or [text("title"), text("text")]
        self.choices = choices
        self._index: Optional[Index] = None
        self._folder: Optional["tempfile.TemporaryDirectory[str]"] = None

    @property
    def mteb_model_meta(self) -> ModelMeta:
        """What results are filed under."""
        return ModelMeta.create_empty(overwrites={
            "name": "fihrist/fihrist", "revision": __version__, "framework": [],
            "open_weights": True, "license": "apache-2.0", "languages": ["ara-Arab"],
            "use_instructions": False})

    def index(self, corpus: Any, **_: Any) -> None:
        """Indexes the documents of a corpus; those without a word are left out."""
        self.close()

        def documents() -> Iterator[dict[str, str]]:
            for document in corpus:
                yield {
                    "_id": document["id"], "title": document.get("title") or "",
                    "text": document.get("text") or ""}

        self._folder = tempfile.TemporaryDirectory(prefix="fihrist-mteb-")
        path = f"{self._folder.name}/index"
        with Writer(path, schema=self.schema, key="_id") as writer:
            writer.add(documents(), skip=True)
        self._index = Index(path)

    def search(
        self, queries: Any, *, top_k: int, top_ranked: Optional[Any] = None, **_: Any
    ) -> dict[str, dict[str, float]]:
        """The best documents of each query with their scores."""
        if self._index is None:
            raise ValueError("nothing is indexed; call index first")
        topics = dict(zip(list(queries["id"]), list(queries["text"])))
        if top_ranked is None:
            return run(self._index, topics, top_k, **self.choices)
        found = run(self._index, topics, len(self._index), **self.choices)
        chosen = {}
        for name, scores in found.items():
            allowed = set(top_ranked[name])
            kept = [(key, score) for key, score in scores.items() if key in allowed]
            chosen[name] = dict(kept[:top_k])
        return chosen

    def close(self) -> None:
        """Removes what was indexed."""
        if self._index is not None:
            self._index.close()
            self._index = None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
