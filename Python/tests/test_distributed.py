import json
import random
import threading

import pytest

import fihrist
from fihrist.distributed import (
    PublishConflict, ShardedIndex, ShardPlan, Store, build, build_shard, plan,
)

WORDS = "نفط غاز ذهب كتاب محادثات مسقط عمان إيران مجلس الأمن سيارات أسعار المكتبات الكتب".split()


def articles(count=300, seed=7):
    chance = random.Random(seed)
    for number in range(count):
        text = " ".join(chance.choice(WORDS) for _ in range(chance.randint(3, 30)))
        yield {
            "id": f"k{number}", "title": chance.choice(WORDS), "content": text,
            "source": chance.choice(["أفق", "الميزان", "سديم"]),
            "date": f"20{chance.randint(10, 24)}-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}",
        }


def write(folder, documents, files):
    documents = list(documents)
    paths = []
    for number in range(files):
        path = folder / f"part-{number}.jsonl"
        path.write_text(
            "\n".join(json.dumps(d, ensure_ascii=False) for d in documents[number::files]), "utf-8")
        paths.append(str(path))
    return paths


@pytest.fixture
def shards(tmp_path):
    """A store with a generation of three shards, and one index with the same documents."""
    paths = write(tmp_path, articles(), 5)
    store = Store(tmp_path / "store")
    build(plan(paths, 3), store)
    with fihrist.create(tmp_path / "all") as writer:
        writer.add(articles())
    with fihrist.open(tmp_path / "all") as single, ShardedIndex(store) as sharded:
        yield single, sharded


QUERIES = [*WORDS, "نفط غاز", "+نفط -غاز", "«مجلس الأمن»", "كت*", "title:نفط", "نفط~ ذهب",
           "(نفط OR كتاب) AND سيارات", "NEAR(نفط غاز, 3)", "*"]
FORMS = [
    {}, {"filter": "source:أفق"}, {"facets": ["source:2"], "count": True},
    {"histograms": "date:year"}, {"sort": "date:desc"}, {"group": "source:2"}, {"offset": 7},
    {"sort": ["source", "score"]}, {"snippets": 2, "fields": ["title"]},
    {"sort": "date", "histograms": "date:hijri-month", "facets": "source", "k": 3},
]


def test_shards_answer_as_one_index_bit_for_bit(shards):
    single, sharded = shards
    compared = 0
    for query in QUERIES:
        for form in FORMS:
            expected = single.search(query, **form).answer
            found = sharded.search(query, **form).answer
            for name in ("took_ms", "read_as", "notes"):
                expected.pop(name, None), found.pop(name, None)
            if not form.get("count") and expected["total"]["relation"] == "gte":
                expected.pop("total"), found.pop("total")
            assert found == expected, (query, form)
            compared += 1
    assert compared == len(QUERIES) * len(FORMS)


def test_pages_by_cursor_are_those_of_one_index(shards):
    single, sharded = shards
    walks = []
    for index in (single, sharded):
        keys, after = [], None
        while True:
            page = index.search("نفط", 20, after=after)
            keys += page.keys
            after = page.next
            if after is None:
                break
        walks.append(keys)
    assert walks[0] == walks[1] and len(walks[0]) == len(set(walks[0]))


def test_a_task_that_runs_twice_leaves_one_shard(tmp_path):
    (path,) = write(tmp_path, articles(50), 1)
    store = Store(tmp_path / "store")
    task = ShardPlan(0, [path], 0)
    first = build_shard(task, store)
    assert build_shard(task, store) == first
    assert [p.name for p in (tmp_path / "store" / "shards").iterdir()] == [first.id]


def test_plans_are_balanced_and_complete(tmp_path):
    paths = write(tmp_path, articles(100), 7)
    for count in (1, 2, 3, 7, 9):
        tasks = plan(paths, count)
        assert [path for task in tasks for path in task.inputs] == paths
        assert len(tasks) <= count
    assert plan(paths, 3) == plan(paths, 3)


def test_two_builders_publish_at_once(tmp_path):
    (path,) = write(tmp_path, articles(10), 1)
    store = Store(tmp_path / "store")
    shard = build_shard(ShardPlan(0, [path], 0), store)
    numbers, conflicts = [], []

    def publish(expected):
        try:
            numbers.append(store.publish([shard], expected=expected).number)
        except PublishConflict:
            conflicts.append(expected)

    def race(expected, count):
        threads = [threading.Thread(target=publish, args=(expected,)) for _ in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    race(None, 8)
    assert sorted(numbers) == list(range(1, 9)) == store.generations()
    race(8, 8)
    assert len(conflicts) == 7 and store.generations()[-1] == 9


def test_a_key_in_two_shards_is_refused(tmp_path):
    (path,) = write(tmp_path, articles(10), 1)
    other = tmp_path / "other.jsonl"
    other.write_text('{"id":"k3","content":"نص"}', "utf-8")
    store = Store(tmp_path / "store")
    with pytest.raises(fihrist.InvalidRequest, match="k3"):
        build([ShardPlan(0, [path], 0), ShardPlan(1, [str(other)], 0)], store)
    assert store.generations() == []


def test_old_generations_are_collected(tmp_path):
    store = Store(tmp_path / "store")
    for count in (10, 11, 12):
        (path,) = write(tmp_path, articles(count), 1)
        build([ShardPlan(0, [path], 0)], store)
    assert store.collect(keep=2) == [], "young shards stay"
    removed = store.collect(keep=2, age=0)
    assert len(removed) == 1 and store.generations() == [2, 3]
    with ShardedIndex(store, 2) as index:
        assert len(index) == 11
    with pytest.raises(fihrist.InvalidRequest):
        store.generation(1)
