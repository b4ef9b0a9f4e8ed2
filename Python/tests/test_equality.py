"""Shards rank as one index: queries of all classes and forms, bit for bit.

The tests of every change draw few queries; ``FIHRIST_QUERIES`` and ``FIHRIST_SEED`` draw others, as
``make shard-proof`` does.
"""

import json
import os
import random

import pytest

import fihrist
from equality import CLASSES, FORMS, Archive, comparable, other_answers, pages
from fihrist.distributed import ShardedIndex, ShardPlan, Store, build

SEED = int(os.environ.get("FIHRIST_SEED", "20"))
QUERIES = int(os.environ.get("FIHRIST_QUERIES", "100"))


def write(tmp_path, archive, shards):
    """An index "one" of an archive, and a store of shards by source."""
    with fihrist.create(tmp_path / "one") as writer:
        writer.add(archive.documents)
    tasks = []
    for number in range(shards):
        path = tmp_path / f"{number}.jsonl"
        with open(path, "w", encoding="utf-8") as lines:
            for document in archive.documents:
                if archive.sources.index(document["source"]) % shards == number:
                    lines.write(json.dumps(document, ensure_ascii=False) + "\n")
        tasks.append(ShardPlan(number, [str(path)], path.stat().st_size))
    store = Store(tmp_path / "store")
    assert build(tasks, store).documents == len(archive.documents)
    return store


@pytest.mark.parametrize("shards", [2, 5])
def test_shards_equal_one_index(tmp_path, shards):
    print(f"FIHRIST_SEED={SEED} FIHRIST_QUERIES={QUERIES} shards={shards}")
    archive = Archive(SEED + shards, min(2000, 200 + 2 * QUERIES))
    store = write(tmp_path, archive, shards)
    answers = hits = copies = 0
    with fihrist.open(tmp_path / "one") as one, ShardedIndex(store) as many:
        for number in range(QUERIES):
            query = archive.query(CLASSES[number % len(CLASSES)])
            # 7 and 18 have no factor in common with 23: all pairs of class and form come up.
            form = archive.form(FORMS[(number // len(CLASSES) * 7 + number) % len(FORMS)])
            expected = list(pages(one.search, query, form))
            found = list(pages(many.search, query, form))
            # Behind a cursor to nothing there is one page without hits.
            shorter, longer = sorted([found, expected], key=len)
            assert all(not answer["hits"] for answer in longer[len(shorter):]), (SEED, query, form)
            for answers_of_both in zip(found, expected):
                left, right = comparable(*answers_of_both)
                assert left == right, (SEED, query, form)
                assert "total" in left or not form.get("count"), (SEED, query, form)
            answers += len(expected)
            hits += sum(len(a["hits"]) for a in expected)
            copies += sum(len(hit.get("copies", [])) for a in expected for hit in a["hits"])
    print(f"{QUERIES} queries, {answers} answers, {hits} hits with {copies} copies are equal")
    assert hits > QUERIES, "the queries find something"
    assert copies > QUERIES / 10, "hits are folded"


@pytest.mark.parametrize("shards", [2, 5])
def test_shards_answer_all_questions_as_one_index(tmp_path, shards):
    """Contexts, trends, explanations, copies, similar documents and exports, for a tenth of the
    queries."""
    count = max(36, QUERIES // 10)
    print(f"FIHRIST_SEED={SEED} FIHRIST_QUERIES={QUERIES} shards={shards}")
    archive = Archive(SEED + 7 * shards, min(2000, 200 + 2 * QUERIES))
    store = write(tmp_path, archive, shards)
    found = copies = 0
    with fihrist.open(tmp_path / "one") as one, ShardedIndex(store) as many:
        for number in range(count):
            query = archive.query(CLASSES[number % len(CLASSES)])
            expected, answer = (
                other_answers(index, query, random.Random(SEED + number)) for index in (one, many))
            for name in expected:
                assert answer[name] == expected[name], (SEED, query, name)
            found += len(expected["kwic"]) + len(expected["export"])
            copies += sum(len(cluster) - 1 for cluster in expected["copies"])
        assert list(many.export()) == list(one.export())
        assert many.document("k00007") == one.document("k00007")
        with pytest.raises(KeyError):
            many.document("none")
        with pytest.raises(KeyError):
            many.similar("none")
        assert many.explain("a", "none") is None
    print(f"{count} queries, {found} lines and documents, {copies} copies are equal")
    assert found > count and copies > count / 10
