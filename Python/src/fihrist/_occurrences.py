"""Occurrences in their contexts and over time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Line:
    """An occurrence with the text around it; the three pieces joined are a piece of the text."""

    key: str
    field: str
    left: str
    match: str
    right: str
    start: int
    end: int
    fields: dict[str, str]


@dataclass(frozen=True)
class Series:
    """How often a query occurs in each period; ``per_million`` is nan in those without words."""

    query: str
    periods: list[str]
    documents: npt.NDArray[np.int64]
    occurrences: npt.NDArray[np.int64]
    words: npt.NDArray[np.int64]
    per_million: npt.NDArray[np.float64]


def lines_of(answer: Mapping[str, Any]) -> list[Line]:
    """The lines of an answer."""
    return [Line(**line) for line in answer["lines"]]


def series_of(answer: Mapping[str, Any]) -> list[Series]:
    """The series of an answer."""
    return [_series(series) for series in answer["series"]]


def _series(members: dict[str, Any]) -> Series:
    points = members["points"]

    def column(name: str, kind: Any) -> Any:
        return np.array([point[name] for point in points], kind)

    return Series(
        members["query"], [point["period"] for point in points], column("documents", np.int64),
        column("occurrences", np.int64), column("words", np.int64),
        column("per_million", np.float64),
    )
