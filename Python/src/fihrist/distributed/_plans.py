"""Which task reads what."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Union

from ..errors import InvalidRequest

#: Between a Parquet file and the numbers of its row groups: ``news.parquet#rows=2-5``.
_ROWS = "#rows="


@dataclass(frozen=True)
class ShardPlan:
    """What one task reads: files or parts of them, and of which bytes in all."""

    number: int
    inputs: list[str]
    size: int


def _is_remote(path: str) -> bool:
    return "://" in path


def _open(path: str) -> Any:
    if not _is_remote(path):
        return open(path, "rb")
    import fsspec

    return fsspec.open(path, "rb").open()


def _size(path: str) -> int:
    if not _is_remote(path):
        return os.path.getsize(path)
    import fsspec

    file_system, name = fsspec.url_to_fs(path)
    return int(file_system.size(name))


def _row_groups(path: str) -> list[tuple[str, int]]:
    """The row groups of a Parquet file as inputs, with their bytes."""
    import pyarrow.parquet

    with _open(path) as file:
        metadata = pyarrow.parquet.ParquetFile(file).metadata
        return [
            (f"{path}{_ROWS}{number}-{number}", metadata.row_group(number).total_byte_size)
            for number in range(metadata.num_row_groups)
        ]


def _joined(inputs: list[str]) -> list[str]:
    """The inputs, with row groups that follow each other as one."""
    joined: list[str] = []
    for one in inputs:
        path, rows, number = one.partition(_ROWS)
        last = joined[-1].partition(_ROWS) if joined else ("", "", "")
        if rows and last[0] == path and last[1]:
            joined[-1] = f"{path}{_ROWS}{last[2].split('-')[0]}-{number.split('-')[1]}"
        else:
            joined.append(one)
    return joined


def plan(
    inputs: Iterable[Union[str, "os.PathLike[str]"]], shards: int, *, row_groups: bool = False
) -> list[ShardPlan]:
    """Cuts a list of files into shards of about the same size.

    The order of the files is kept, and equal lists give equal plans, so a task that is run again
    makes the same shard. With ``row_groups`` Parquet files are cut between their row groups.
    Names may be URLs that ``fsspec`` opens.

    >>> from fihrist.distributed import plan
    >>> for name in ("a", "b", "c"):
    ...     _ = open(name + ".jsonl", "w").write("x" * 100)
    >>> [one.inputs for one in plan(["a.jsonl", "b.jsonl", "c.jsonl"], 2)]
    [['a.jsonl'], ['b.jsonl', 'c.jsonl']]
    """
    parts: list[tuple[str, int]] = []
    for path in [os.fspath(one) for one in inputs]:
        if row_groups and path.endswith(".parquet"):
            parts += _row_groups(path)
        else:
            parts.append((path, _size(path)))
    if shards < 1 or not parts:
        raise InvalidRequest("a plan needs a file and a shard at least; pass both")
    total, done = sum(size for _, size in parts) or 1, 0
    groups: list[list[tuple[str, int]]] = [[] for _ in range(min(shards, len(parts)))]
    for part in parts:
        # The group that the middle of the part falls into.
        group = min(int((done + part[1] / 2) * len(groups) / total), len(groups) - 1)
        groups[group].append(part)
        done += part[1]
    filled = [group for group in groups if group]
    return [
        ShardPlan(number, _joined([name for name, _ in group]), sum(size for _, size in group))
        for number, group in enumerate(filled)
    ]


def read_json_lines(path: str) -> Iterable[dict[str, Any]]:
    """The documents of a file of JSON lines."""
    with _open(path) as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                document = json.loads(line)
            except ValueError as error:
                raise InvalidRequest(
                    f"{path}, line {number}: it is not JSON ({error}); correct the line, or leave "
                    "it out"
                ) from None
            yield document


def read_parquet(path: str) -> Any:
    """The documents of a Parquet file, or of some of its row groups, as a table of Arrow."""
    import pyarrow.parquet

    name, rows, numbers = path.partition(_ROWS)
    with _open(name) as file:
        whole = pyarrow.parquet.ParquetFile(file)
        if not rows:
            return whole.read()
        first, last = map(int, numbers.split("-"))
        return whole.read_row_groups(list(range(first, last + 1)))


def read(path: str) -> Any:
    """The documents of a file, by the end of its name: ``.parquet``, else JSON lines."""
    name = path.partition(_ROWS)[0]
    return read_parquet(path) if name.endswith(".parquet") else read_json_lines(path)
