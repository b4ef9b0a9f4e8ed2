"""Questions about copies, which shards answer together, round by round."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Any, Optional

from .. import _native as native


class Rounds:
    """A search whose copies are folded (``SEARCH``), or the copies of a document (``COPIES``).

    Each question goes to all shards, and their answers to ``next``, until there is ``answer``.
    """

    def __init__(self, question: int, request: Mapping[str, Any]) -> None:
        asked = native.dumps(dict(request))
        self._handle = native.open_handle(
            "rounds_open", "rounds_close", "rounds", question, asked, len(asked))
        self.answer: Any = None

    def next(
        self, parts: Optional[Sequence[bytes]] = None, *, stop: bool = False
    ) -> Optional[dict[str, Any]]:
        """Takes the parts of an answer. Gives the next question; None if ``answer`` is there.

        With ``stop``, no more copies are looked for.
        """
        data = b"" if parts is None else b"[" + b",".join(parts) + b"]"
        with self._handle.use() as rounds:
            question, answer = native.call_for_texts(
                "rounds_next", rounds, data, len(data), int(stop))
        if question:
            return dict(json.loads(question))
        self.answer = json.loads(answer)
        return None

    def run(self, ask: Callable[[dict[str, Any]], Sequence[bytes]]) -> Any:
        """The answer, where ``ask`` gives the parts that all shards answer to a question."""
        asked = self.next()
        while asked is not None:
            asked = self.next(ask(asked))
        return self.answer

    def __enter__(self) -> "Rounds":
        return self

    def __exit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        self._handle.close()
