"""Tables of Arrow as the library takes documents, without a Python object for any value.

The columns are put behind each other, and then one ``take`` puts the values of each row together:
its offsets and its data are just what the library takes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ._documents import BATCH_BYTES, KEY, Names
from .errors import InvalidRequest


class PackedArrow:
    """Buffers of a batch of documents, kept alive with it."""

    def __init__(self, values: Any, fields: Any, documents: int) -> None:
        _, offsets, data = values.buffers()
        self.texts = data.address if data is not None else 0
        self.ends = offsets.address + 8 * (values.offset + 1)
        self.fields = np.ascontiguousarray(fields, np.int32)
        self.count = len(values)
        self.documents = documents
        self._kept = values


def _strings(column: Any, name: str) -> Any:
    """The column as strings; lists stay lists."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        column = column.cast(kind.value_type)
        kind = column.type
    if pa.types.is_boolean(kind):
        return pc.if_else(column, pa.scalar("true", pa.large_string()), "false")
    try:
        return column.cast(pa.large_string())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, pa.ArrowTypeError):
        raise InvalidRequest(
            f"the column {name!r} has the type {kind}, which cannot be indexed; "
            "cast it to strings, numbers, dates, or lists of these"
        ) from None


def _values(batch: Any, name: str) -> tuple[Any, Any]:
    """The strings of a column, and the row of each; nulls are left out."""
    column = batch.column(name)
    kind = column.type
    rows = np.arange(len(column))
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        rows = pc.list_parent_indices(column).to_numpy(zero_copy_only=False)
        column = pc.list_flatten(column)
    strings = _strings(column, name)
    if strings.null_count:
        valid = strings.is_valid().to_numpy(zero_copy_only=False)
        rows, strings = rows[valid], strings.drop_null()
    return strings, rows


def _columns(table: Any, names: Names) -> list[tuple[int, list[str]]]:
    present = set(table.column_names)
    key = next((name for name in names.keys if name in present), None)
    if key is None:
        raise InvalidRequest(
            f"the table has no column for keys (it has {', '.join(table.column_names)}); "
            f"call one of them {names.keys[0]!r}"
        )
    names.warn_of(table.column_names)
    columns = [(KEY, [key])]
    for number, members in names.fields:
        found = [name for name in members if name in present]
        if found:
            columns.append((number, found))
    return columns


def _batch(batch: Any, columns: list[tuple[int, list[str]]]) -> PackedArrow:
    strings, rows, fields = [], [], []
    for number, members in columns:
        taken = np.zeros(batch.num_rows, bool)
        for name in members:
            values, own = _values(batch, name)
            if taken.any():
                free = ~taken[own]
                values, own = values.filter(pa.array(free)), own[free]
            taken[own] = True
            strings.append(values)
            rows.append(own)
            fields.append(np.full(len(own), number, np.int32))
        if number == KEY and not taken.all():
            raise InvalidRequest(
                f"row {int(np.argmin(taken))} of a table has no key; "
                "fill the column, or leave the row out"
            )
    # A stable order by rows keeps the order of columns, and that of the values of a list.
    order = np.argsort(np.concatenate(rows), kind="stable")
    values = pa.concat_arrays(strings).take(pa.array(order))
    return PackedArrow(values, np.concatenate(fields)[order], batch.num_rows)


def pack_table(table: Any, names: Names) -> Iterator[PackedArrow]:
    """Batches of documents that are rows of a table."""
    columns = _columns(table, names)
    table = table.select(list(dict.fromkeys(name for _, group in columns for name in group)))
    size = max(1, table.nbytes // max(1, table.num_rows))
    rows = max(1, min(1 << 20, BATCH_BYTES // size))
    for batch in table.combine_chunks().to_batches(max_chunksize=rows):
        yield _batch(batch, columns)
