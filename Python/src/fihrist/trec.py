"""Runs in the form of TREC, in which no rule for equal scores changes the order.

Tools that evaluate runs sort by the score and have their own order for equal ones. So a score that is
not below the one before is lowered to the next number.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from typing import Any, Union

import numpy as np
import numpy.typing as npt

from ._index import Index

_BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def descending(scores: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The scores, each lowered where it is not below the one before.

    Hits that were ordered by other values have none, and get scores by their ranks: 1 for the last.
    """
    if np.isnan(scores).any():
        return np.arange(len(scores), 0, -1, dtype=np.float32)
    lowered = scores.copy()
    for index in range(1, len(lowered)):
        below = np.nextafter(lowered[index - 1], np.float32(-np.inf))
        lowered[index] = min(lowered[index], below)
    return lowered


def _word(key: str) -> str:
    """The key as one word: white space and controls, and then its ``%``, are percent-encoded."""
    if not _BREAKS.search(key):
        return key
    return "".join(
        "".join(f"%{byte:02X}" for byte in letter.encode())
        if letter == "%" or _BREAKS.match(letter) else letter
        for letter in key
    )


def run(
    index: Index, topics: Mapping[str, str], k: int = 1000, **choices: Any
) -> dict[str, dict[str, float]]:
    """The run of topics (texts by their names), as ``ir_measures`` and ``pytrec_eval`` take it.

    ``choices`` are those of ``Index.search_many``. Scores are those of ``descending``.

    >>> from fihrist.trec import run
    >>> with fihrist.create(path) as writer:
    ...     writer.add(ARTICLES)
    4
    >>> with fihrist.open(path) as index:
    ...     list(run(index, {"q1": "معرض الكتاب"})["q1"])
    ['3']
    """
    batch = index.search_many(list(topics.values()), k, **choices)
    found = {}
    for number, name in enumerate(topics):
        keys, scores = batch[number]
        found[name] = dict(zip(keys, descending(scores).tolist()))
    return found


def lines(found: Mapping[str, Mapping[str, float]], tag: str = "fihrist") -> Iterator[str]:
    """The lines of a run: topic, Q0, key, rank, score, tag."""
    for topic, hits in found.items():
        for rank, (key, score) in enumerate(hits.items(), 1):
            yield f"{topic} Q0 {_word(key)} {rank} {np.float32(score)!s} {tag}"


def write(
    path: Union[str, "os.PathLike[str]"], found: Mapping[str, Mapping[str, float]],
    tag: str = "fihrist",
) -> None:
    """Writes a run to a file."""
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(line + "\n" for line in lines(found, tag))
