"""The requests of an index, as the library reads them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Optional, Union

from .errors import InvalidRequest

Facet = Union[str, dict[str, Any]]


def _facet(facet: Facet) -> dict[str, Any]:
    if isinstance(facet, dict):
        return facet
    name, colon, count = facet.rpartition(":")
    return {"field": name, "limit": int(count)} if colon and count.isdigit() else {"field": facet}


def _histogram(histogram: Facet) -> dict[str, Any]:
    if isinstance(histogram, dict):
        return histogram
    name, _, unit = histogram.rpartition(":")
    if not name:
        raise InvalidRequest(
            f"the histogram {histogram!r} has no unit; write date:month or length:100")
    try:
        return {"field": name, "width": float(unit)}
    except ValueError:
        hijri = unit.startswith("hijri-")
        calendar = {"calendar": "hijri"} if hijri else {}
        return {"field": name, "unit": unit.removeprefix("hijri-"), **calendar}


def _check_fields(request: dict[str, Any]) -> None:
    """Refuses two facets or the like of one field: an answer names them by it."""
    for member, what in (("facets", "facets"), ("histograms", "histograms"),
                         ("summaries", "summaries"), ("sort", "orders")):
        known: set[str] = set()
        for one in request[member] or ():
            field = one.get("field") if isinstance(one, dict) else str(one).partition(":")[0]
            if field in known:
                raise InvalidRequest(
                    f'field "{field}": the request has two {what} of it; '
                    "ask for one in each search")
            if isinstance(field, str):  # the library refuses anything else
                known.add(field)


def is_plain(choices: dict[str, Any]) -> bool:
    """Whether choices of ``Index.search`` ask for nothing but keys, scores and stored fields."""
    return (
        choices.keys() <= {"filter", "count", "strict", "fields"} and not choices.get("fields")
        and isinstance(choices.get("filter"), (str, type(None))))


#: Choices of ``Index.search`` that ``Index.search_many`` has an answer to.
_BATCHED = ("filter", "sort", "count", "strict", "offset", "after", "time_limit", "statistics")

#: Values of choices that ask for nothing.
_NOTHING: tuple[Any, ...] = (None, False, (), [], "")


def check_batched(choices: dict[str, Any]) -> None:
    """Refuses choices whose answer a batch has no room for."""
    unused = [
        name for name, value in choices.items() if name not in _BATCHED and value not in _NOTHING]
    if unused:
        raise InvalidRequest(
            f"search_many has no answer to {unused[0]!r}; leave it out, or call search for each "
            "query")


def _list(value: Union[str, dict[str, Any], Iterable[Any], None]) -> list[Any]:
    if value is None:
        return []
    return [value] if isinstance(value, (str, dict)) else list(value)


def search_request(
    query: str, k: int = 10, *, offset: int = 0, filter: Optional[str] = None,
    facets: Union[Facet, Iterable[Facet]] = (), histograms: Union[Facet, Iterable[Facet]] = (),
    summaries: Union[str, Iterable[str]] = (), sort: Union[str, Iterable[str], None] = None,
    group: Optional[Facet] = None, snippets: Union[bool, int, dict[str, Any]] = 0,
    fields: Optional[Sequence[str]] = None, count: bool = False, after: Optional[str] = None,
    collapse: bool = False, strict: bool = False, time_limit: Optional[float] = None,
    statistics: Optional[dict[str, Any]] = None,
) -> dict[str, Any]:
    """The request of ``Index.search``, as the library reads it."""
    wanted_snippets: Optional[dict[str, Any]] = None
    if isinstance(snippets, dict):
        wanted_snippets = snippets
    elif snippets:
        wanted_snippets = {"count": int(snippets)}
    grouping = None
    if group is not None:
        grouping = dict(_facet(group))
        if "limit" in grouping:
            grouping["size"] = grouping.pop("limit")
    request = {
        "query": query, "filter": filter, "limit": k, "offset": offset or None, "after": after,
        "facets": [_facet(one) for one in _list(facets)] or None,
        "histograms": [_histogram(one) for one in _list(histograms)] or None,
        "summaries": _list(summaries) or None, "sort": _list(sort) or None, "group": grouping,
        "snippets": wanted_snippets, "fields": None if fields is None else list(fields),
        "counting": "exact" if count or k == 0 else None,
        "collapsesCopies": True if collapse else None,
        "reading": "strict" if strict else None, "timeLimit": time_limit,
        "statistics": statistics,
    }
    _check_fields(request)
    return request


def similar_request(
    key: Optional[str] = None, *, text: Optional[str] = None, k: int = 10, words: int = 25,
    filter: Optional[str] = None, fields: Optional[Sequence[str]] = None,
) -> dict[str, Any]:
    """The request of ``Index.similar``."""
    if (key is None) == (text is None):
        raise InvalidRequest(
            'request: it must have either "key" or "text"; give one of the two')
    return {
        "key": key, "text": text, "limit": k, "words": words, "filter": filter,
        "fields": None if fields is None else list(fields)}


def copies_request(
    key: str, *, overlap: float = 0.5, fields: Sequence[str] = ()
) -> dict[str, Any]:
    """The request of ``Index.copies``."""
    if not 0.3 <= overlap <= 1:
        raise InvalidRequest(f"overlap: it is {overlap}; pass a number from 0.3 to 1")
    return {"key": key, "overlap": overlap, "fields": list(fields)}


def kwic_request(
    query: str, k: int = 100, *, words: int = 8, order: str = "document",
    filter: Optional[str] = None, fields: Optional[Sequence[str]] = None,
    document_fields: Sequence[str] = (),
) -> dict[str, Any]:
    """The request of ``Index.kwic``."""
    return {
        "query": query, "limit": k, "words": words, "order": order, "filter": filter,
        "fields": None if fields is None else list(fields),
        "documentFields": list(document_fields)}


def trends_request(
    queries: Union[str, Sequence[str]], *, by: str = "month", filter: Optional[str] = None,
    field: Optional[str] = None,
) -> dict[str, Any]:
    """The request of ``Index.trends``."""
    return {
        "queries": _list(queries), "unit": by.removeprefix("hijri-"), "filter": filter,
        "field": field, "calendar": "hijri" if by.startswith("hijri-") else None}
