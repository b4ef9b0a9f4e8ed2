"""A retriever of LangChain; needs ``langchain-core``."""

from __future__ import annotations

from typing import Any, Optional

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from ._index import Index


class FihristRetriever(BaseRetriever):
    """Retrieves documents of an index.

    ``content`` names the field that becomes the text of a document; the other fields, the key, the
    rank and the score are its metadata.
    """

    index: Any
    k: int = 10
    content: str = "body"
    filter: Optional[str] = None

    def __init__(self, index: Index, **options: Any) -> None:
        super().__init__(index=index, **options)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        return [
            Document(
                id=hit.key,
                page_content=hit.fields.get(self.content, ""),
                metadata={
                    **{name: text for name, text in hit.fields.items() if name != self.content},
                    "key": hit.key, "rank": hit.rank, "score": hit.score,
                },
            )
            for hit in self.index.search(query, self.k, filter=self.filter)
        ]
