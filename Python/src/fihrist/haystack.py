"""A retriever component of Haystack; needs ``haystack-ai``."""

from __future__ import annotations

from typing import Any, Optional

from haystack import Document, component

from ._index import Index


@component
class FihristRetriever:
    """Retrieves documents of an index; ``content`` names the field that becomes the text."""

    def __init__(
        self, index: Index, top_k: int = 10, content: str = "body", filter: Optional[str] = None
    ) -> None:
        self._index = index
        self._top_k = top_k
        self._content = content
        self._filter = filter

    @component.output_types(documents=list[Document])
    def run(
        self, query: str, top_k: Optional[int] = None, filter: Optional[str] = None
    ) -> dict[str, Any]:
        """The documents that are found, best first."""
        found = self._index.search(
            query, self._top_k if top_k is None else top_k, filter=filter or self._filter)
        return {
            "documents": [
                Document(
                    id=hit.key, content=hit.fields.get(self._content, ""), score=hit.score,
                    meta={n: text for n, text in hit.fields.items() if n != self._content})
                for hit in found
            ]
        }
