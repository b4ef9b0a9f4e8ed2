"""A retriever of LlamaIndex; needs ``llama-index-core``."""

from __future__ import annotations

from typing import Any, Optional

from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from ._index import Index


class FihristRetriever(BaseRetriever):
    """Retrieves documents of an index; ``content`` names the field that becomes the text."""

    def __init__(
        self, index: Index, k: int = 10, content: str = "body", filter: Optional[str] = None,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self._index = index
        self._k = k
        self._content = content
        self._filter = filter

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        found = self._index.search(query_bundle.query_str, self._k, filter=self._filter)
        return [
            NodeWithScore(
                node=TextNode(
                    id_=hit.key, text=hit.fields.get(self._content, ""),
                    metadata={n: text for n, text in hit.fields.items() if n != self._content}),
                score=hit.score,
            )
            for hit in found
        ]
