"""Measures shards on one machine: building, publishing, and queries over 1, 2 and 4 of them.

    python shards.py articles.jsonl queries.tsv

Articles are JSON lines with ``id``, ``title``, ``content`` and more; queries are lines of class, tab,
text. Prints one JSON object a number of shards. CPU seconds are those of this process with its
threads. Latencies are wall times of queries one after the other. The straggler model draws the
latency of each of n machines from the measured distribution and takes the greatest.
"""

from __future__ import annotations

import json
import random
import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from fihrist import _native as native
from fihrist._requests import kwic_request, search_request, similar_request, trends_request
from fihrist.distributed import (
    ShardedIndex, ShardPlan, Store, build_shard, merge_parts, search_part, with_statistics,
)
from fihrist.distributed._searching import merged, part_of, similar_search


def cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def measure(articles: str, queries: list[str], count: int, folder: Path) -> dict[str, object]:
    lines = Path(articles).read_bytes().split(b"\n")
    # Texts that have no word are refused by an index; a build reads what is clean.
    documents = [line for line in lines if line and json.loads(line).get("content", "").strip()]
    tasks = []
    for number in range(count):
        path = folder / f"{number}.jsonl"
        path.write_bytes(b"\n".join(documents[number::count]))
        tasks.append(ShardPlan(number, [str(path)], path.stat().st_size))
    store = Store(folder / "store")
    start, wall = cpu(), time.monotonic()
    shards = [build_shard(task, store) for task in tasks]
    built, built_wall = cpu() - start, time.monotonic() - wall
    start = cpu()
    generation = store.publish(shards)
    published = cpu() - start
    stats = [folder / "store" / "stats" / shard.statistics for shard in shards]
    found: dict[str, object] = {
        "shards": count, "documents": generation.documents,
        "index_bytes": sum(shard.bytes for shard in shards),
        "build_cpu_s": round(built, 2), "build_wall_s": round(built_wall, 2),
        "publish_cpu_s": round(published, 2),
        "stats_bytes_of_shards": sum(path.stat().st_size for path in stats),
        "stats_bytes": (folder / "store" / "stats" / generation.statistics).stat().st_size,
        "terms": sum(
            space.count for space in store.statistics(generation.statistics)._spaces.values()),
    }
    with ShardedIndex(store) as index:
        for _ in range(2):
            walls = []
            for query in queries:
                start = time.perf_counter()
                index.search(query, 10, fields=[])
                walls.append(time.perf_counter() - start)
        found["latency_us"] = {
            f"p{p}": round(float(np.percentile(walls, p)) * 1e6) for p in (50, 90, 99)}
        spent = {"statistics": 0.0, "part": 0.0, "merge": 0.0}
        sent = received = 0
        for query in queries:
            asked = search_request(query, 10, fields=[])
            start = time.thread_time()
            request = with_statistics(asked, index._indexes[0], index._statistics)
            spent["statistics"] += time.thread_time() - start
            start = time.thread_time()
            parts = [search_part(one, request) for one in index._indexes]
            spent["part"] += (time.thread_time() - start) / count
            start = time.thread_time()
            merge_parts(request, parts)
            spent["merge"] += time.thread_time() - start
            sent += len(json.dumps(asked))
            received += sum(map(len, parts))
        found["cpu_us"] = {
            name: round(value / len(queries) * 1e6) for name, value in spent.items()}
        found["bytes"] = {
            "request": sent // len(queries), "part": received // len(queries) // count}
        found["questions_cpu_us"] = measure_questions(index, queries[::10])
        chance = random.Random(1)
        found["slowest_of_us"] = {
            n: round(float(np.percentile(
                [max(chance.choices(walls, k=n)) for _ in range(4000)], 99)) * 1e6)
            for n in (1, 10, 50)}
    return found


def measure_questions(index: ShardedIndex, queries: list[str]) -> dict[str, object]:
    """What concordances, trends and similar documents cost: CPU of a part and of merging, and the
    bytes of a part."""
    keys = [key for query in queries for key in index.search(query, 1, fields=[]).keys]
    asked = {
        "kwic": [kwic_request(query, 100, order="left") for query in queries],
        "trends": [trends_request(query, by="month") for query in queries],
        "similar": [similar_request(key) for key in keys],
    }
    found: dict[str, object] = {}
    for name, requests in asked.items():
        spent, size = {"choose": 0.0, "part": 0.0, "merge": 0.0}, 0
        question = "search" if name == "similar" else name
        for request in requests:
            start = time.thread_time()
            if name == "similar":
                chosen = similar_search(request, index._indexes, index._statistics)
                assert chosen is not None
                request, asked_of_parts = chosen, chosen["request"]
            else:
                asked_of_parts = request
            chosen_at = time.thread_time()
            parts = [part_of(one, question, asked_of_parts) for one in index._indexes]
            parted = time.thread_time()
            merged(getattr(native, name.upper()), request, parts)
            spent["choose"] += chosen_at - start
            spent["part"] += (parted - chosen_at) / len(parts)
            spent["merge"] += time.thread_time() - parted
            size += sum(map(len, parts)) // len(parts)
        found[name] = {
            **{step: round(value / len(requests) * 1e6) for step, value in spent.items()},
            "bytes": size // len(requests)}
    return found


def main() -> None:
    queries = []
    with open(sys.argv[2], encoding="utf-8") as lines:
        for line in lines:
            queries.append(line.rstrip("\n").partition("\t")[2])
    queries = queries[::10]
    for count in (1, 2, 4):
        folder = Path(tempfile.mkdtemp())
        print(json.dumps(measure(sys.argv[1], queries, count, folder)), flush=True)
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
