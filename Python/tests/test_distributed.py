import asyncio
import json
import multiprocessing
import os
import pickle
import random
import threading
import time

import pytest

import fihrist
from fihrist.distributed import (
    PublishConflict, ShardedIndex, ShardPlan, Statistics, Store, UnsafeStore, build, build_shard,
    merge_parts, plan, read, search_part,
)
from fihrist.ray import Broker, ShardGroup

WORDS = "نفط غاز ذهب كتاب محادثات مسقط عمان إيران مجلس الأمن سيارات أسعار المكتبات الكتب".split()


def articles(count=300, seed=7):
    chance, copying = random.Random(seed), random.Random(seed + 1)
    texts = []
    for number in range(count):
        text = " ".join(chance.choice(WORDS) for _ in range(chance.randint(3, 30)))
        if texts and copying.random() < 0.3:
            text = f"{copying.choice(texts)} {copying.choice(WORDS)}"
        texts.append(text)
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
    {"collapse": True, "k": 20}, {"collapse": True, "group": "source:2"},
    {"collapse": True, "k": 3, "offset": 4, "sort": "date:desc", "snippets": 1},
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


@pytest.mark.parametrize("ask", [
    lambda index: index.search("نفط", facets=["source", "source:2"]),
    lambda index: index.search("نفط", histograms=["date:year", "date:month"]),
    lambda index: index.search("نفط", summaries=["date", "date"]),
    lambda index: index.search("نفط", sort=["date", "date:desc"], collapse=True),
    lambda index: index.similar(), lambda index: index.similar("k1", text="نفط"),
])
def test_shards_refuse_what_one_index_refuses(shards, ask):
    messages = []
    for index in shards:
        with pytest.raises(fihrist.InvalidRequest) as error:
            ask(index)
        messages.append(str(error.value))
    assert messages[0] == messages[1]


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


def test_folded_pages_by_cursor_are_those_of_one_index(shards):
    walks = []
    for index in shards:
        hits, after = [], None
        while True:
            page = index.search("نفط", 20, after=after, collapse=True)
            hits += [(hit.rank, hit.key, hit.score, hit.copies) for hit in page.hits]
            after = page.next
            if after is None:
                break
        walks.append(hits)
    assert walks[0] == walks[1] and sum(len(copies) for *_, copies in walks[0]) > 20


def test_copies_of_documents_are_those_of_one_index(shards):
    single, sharded = shards
    found = 0
    for number in range(0, 300, 7):
        for overlap in (0.3, 0.8):
            choices = {"overlap": overlap, "fields": ["title", "date"]}
            expected = single.copies(f"k{number}", **choices)
            assert sharded.copies(f"k{number}", **choices) == expected
            found += len(expected)
    assert found > 100
    for index in shards:
        with pytest.raises(KeyError):
            index.copies("none")


def test_copies_are_not_folded_in_one_round(shards):
    _, sharded = shards
    request = fihrist._requests.search_request("نفط", collapse=True)
    with pytest.raises(fihrist.Error, match="rounds"):
        merge_parts(request, [])
    with pytest.raises(fihrist.Error, match="rounds"):
        search_part(sharded._indexes[0], request)


def test_shards_with_signatures_find_the_same_copies(tmp_path):
    schema = {
        "key": "id", "signatures": True, "fields": [
            {"name": "title", "type": "text"}, {"name": "content", "type": "text"},
            {"name": "source", "type": "keyword"}, {"name": "date", "type": "date"}]}
    paths = write(tmp_path, articles(), 5)
    store = Store(tmp_path / "store")
    build(plan(paths, 3), store, schema)
    with fihrist.create(tmp_path / "all", schema=schema) as writer:
        writer.add(articles())
    with fihrist.open(tmp_path / "all") as single, ShardedIndex(store) as sharded:
        for query in QUERIES[::3]:
            form = {"collapse": True, "k": 30, "count": True}
            expected, found = (index.search(query, **form).answer for index in (single, sharded))
            assert found["hits"] == expected["hits"] and found["total"] == expected["total"]
        for number in range(0, 300, 11):
            assert sharded.copies(f"k{number}") == single.copies(f"k{number}")


def test_a_task_that_runs_twice_leaves_one_shard(tmp_path):
    (path,) = write(tmp_path, articles(50), 1)
    store = Store(tmp_path / "store")
    task = ShardPlan(0, [path], 0)
    first = build_shard(task, store)
    assert build_shard(task, store) == first
    assert [p.name for p in (tmp_path / "store" / "shards").iterdir()] == [first.id]
    assert [p.name for p in (tmp_path / "store" / "stats").iterdir()] == [first.statistics]


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
    kept = {shard.statistics for n in (2, 3) for shard in store.generation(n).shards}
    kept.update(store.generation(n).statistics for n in (2, 3))
    assert {path.name for path in (tmp_path / "store" / "stats").iterdir()} == kept


def test_published_statistics_are_the_sums_that_searches_ask_for(shards):
    """The oracle: what every shard says of the query, added up term by term."""
    _, sharded = shards
    for query in QUERIES:
        parts = [index.statistics(query) for index in sharded._indexes]
        sums = {}
        for part in parts:
            for space in part["spaces"]:
                for term in space["terms"]:
                    name = (space["space"], term["term"])
                    sums[name] = sums.get(name, 0) + term["documents"]
        found = sharded._statistics.for_search(parts[0])
        assert found["documents"] == sum(part["documents"] for part in parts) == 300
        assert sums == {
            (space["space"], term["term"]): term["documents"]
            for space in found["spaces"] for term in space["terms"]}
        for number, space in enumerate(found["spaces"]):
            own = sum(part["spaces"][number]["length"] for part in parts)
            assert own in (0, space["length"]), "spaces that are not scored by have no length"


def test_statistics_of_what_was_deleted(tmp_path):
    # With one thread, documents are numbered in their order.
    path = tmp_path / "index"
    with fihrist.create(path, threads=1) as writer:
        writer.add(articles(40))
    with fihrist.append(path) as writer:
        writer.delete([f"k{n}" for n in range(0, 40, 3)])
    with fihrist.create(tmp_path / "new", threads=1) as writer:
        writer.add(a for n, a in enumerate(articles(40)) if n % 3)
    with fihrist.open(path) as old, fihrist.open(tmp_path / "new") as new:
        assert Statistics.of(old) == Statistics.of(new)
        for space in (0, 1):
            walks = [list(index.vocabulary(space, postings=True)) for index in (old, new)]
            assert [(t.bytes, t.documents.tolist(), t.frequencies.tolist()) for t in walks[0]] == [
                (t.bytes, t.documents.tolist(), t.frequencies.tolist()) for t in walks[1]]
        keys, lengths = old.vocabulary().documents()
        assert len(keys) == 26 and lengths.sum() == old.statistics()["spaces"][0]["length"]
        with pytest.raises(fihrist.InvalidRequest, match="term space 99"):
            old.vocabulary(99)


def test_row_groups_of_parquet(tmp_path):
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet

    table = pa.Table.from_pylist(list(articles(100)))
    path = str(tmp_path / "a.parquet")
    pyarrow.parquet.write_table(table, path, row_group_size=15)
    tasks = plan([path], 3, row_groups=True)
    assert len(tasks) == 3 and all(len(task.inputs) == 1 for task in tasks)
    keys = [key for task in tasks for key in read(task.inputs[0]).column("id").to_pylist()]
    assert keys == table.column("id").to_pylist()
    assert build(tasks, Store(tmp_path / "store")).documents == 100


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
def test_a_forked_process_searches_shards_that_its_parent_searched(tmp_path):
    store = Store(tmp_path / "store")
    build(plan(write(tmp_path, articles(60), 2), 2), store)
    context = multiprocessing.get_context("fork")
    # With one thread, all threads are there after the first search.
    with ShardedIndex(store, threads=1) as sharded:
        expected = sharded.search("نفط").keys
        queue = context.Queue()
        child = context.Process(target=lambda: queue.put(sharded.search("نفط").keys))
        child.start()
        try:
            assert queue.get(timeout=20) == expected
        finally:
            child.kill()
            child.join()
        assert sharded.search("نفط").keys == expected


def test_shards_that_were_closed_say_so(tmp_path):
    store = Store(tmp_path / "store")
    build([ShardPlan(0, write(tmp_path, articles(9), 1), 0)], store)
    sharded = ShardedIndex(store)
    sharded.close()
    for ask in (
        lambda: sharded.search("نفط"), lambda: sharded.search("نفط", collapse=True),
        lambda: sharded.kwic("نفط"), lambda: sharded.trends("نفط"), lambda: sharded.copies("k1"),
        lambda: sharded.similar("k1"), lambda: sharded.explain("نفط", "k1"),
        lambda: sharded.document("k1"), lambda: list(sharded.export()),
    ):
        with pytest.raises(fihrist.Closed):
            ask()
    sharded.close()


# Object stores


@pytest.fixture
def memory():
    fsspec = pytest.importorskip("fsspec")
    system = fsspec.filesystem("memory")
    yield f"memory://{random.random()}"
    system.store.clear()


@pytest.fixture
def s3(monkeypatch):
    """A bucket of a server in this process."""
    pytest.importorskip("s3fs")
    server = pytest.importorskip("moto.server").ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    address, port = server.get_host_and_port()
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    options = {"client_kwargs": {"endpoint_url": f"http://{address}:{port}",
                                 "region_name": "us-east-1"}}
    import boto3

    # The buckets of a process outlive its servers.
    bucket = f"archive-{random.randrange(1 << 40)}"
    boto3.client("s3", **options["client_kwargs"]).create_bucket(Bucket=bucket)
    yield f"s3://{bucket}/news", options
    server.stop()


def check_objects(url, options, tmp_path):
    paths = write(tmp_path, articles(60), 3)
    store = Store(url, cache=str(tmp_path / "cache"), storage_options=options)
    first = build(plan(paths, 2), store)
    assert pickle.loads(pickle.dumps(store)).generation() == first
    with fihrist.create(tmp_path / "all") as writer:
        writer.add(articles(60))
    elsewhere = Store(url, cache=str(tmp_path / "elsewhere"), storage_options=options)
    with fihrist.open(tmp_path / "all") as single, ShardedIndex(elsewhere) as sharded:
        for query in WORDS:
            assert sharded.search(query).keys == single.search(query).keys
            assert (sharded.search(query).scores == single.search(query).scores).all()
    with pytest.raises(PublishConflict):
        store.publish(first.shards, expected=0)
    assert store.publish(first.shards[:1], expected=1).number == 2
    assert store.publish(first.shards[:1]).number == 3
    assert store.collect(keep=2) == [] and store.generations() == [1, 2, 3], "all are young"
    assert store.collect(keep=2, age=-1) == [first.shards[1].id]
    assert store.generations() == [2, 3]
    assert store._files.names("shards") == [first.shards[0].id]
    assert len(store._files.names("stats")) == 1, "one shard: its statistics are those of all"
    assert store._files.names("probes") == []


def test_objects_in_memory(memory, tmp_path):
    check_objects(memory, {}, tmp_path)


def test_objects_of_a_folder(tmp_path):
    pytest.importorskip("fsspec")
    check_objects("local://" + str(tmp_path / "objects"), {"auto_mkdir": True}, tmp_path)


def test_objects_of_s3(s3, tmp_path):
    check_objects(*s3, tmp_path)


def test_two_builders_publish_to_s3_at_once(s3, tmp_path):
    """Both have read that nothing is published; the precondition lets one win."""
    url, options = s3
    (path,) = write(tmp_path, articles(5), 1)
    store = Store(url, cache=str(tmp_path / "cache"), storage_options=options)
    shard = build_shard(ShardPlan(0, [path], 0), store)
    late = pickle.loads(pickle.dumps(store))
    reads = iter([[], [1], [], [1]])
    late.generations = lambda: next(reads)
    assert store.publish([shard], expected=0).number == 1
    with pytest.raises(PublishConflict):
        late.publish([shard], expected=0)
    assert late.publish([shard]).number == 2, "without a number it takes the next free one"
    assert store.generations() == [1, 2]


def test_a_store_that_ignores_preconditions_is_refused(memory, tmp_path):
    (path,) = write(tmp_path, articles(5), 1)
    store = Store(memory, cache=str(tmp_path / "cache"))
    shard = build_shard(ShardPlan(0, [path], 0), store)
    system = store._files._system

    class Careless:
        """The same objects, written over."""

        def __getattr__(self, name):
            return getattr(system, name)

        def pipe_file(self, path, data, mode="overwrite"):
            system.pipe_file(path, data)

    store._files._system = Careless()
    with pytest.raises(UnsafeStore, match="conditional"):
        store.publish([shard])
    assert store.generations() == [] and store._files.names("probes") == []


def test_bytes_that_are_not_those_of_the_name_are_refused(memory, tmp_path):
    (path,) = write(tmp_path, articles(5), 1)
    store = Store(memory, cache=str(tmp_path / "cache"))
    shard = build_shard(ShardPlan(0, [path], 0), store)
    system = store._files._system
    name = store._files._name(f"shards/{shard.id}")
    file = next(one for one in system.ls(name, detail=False) if "stored" in one or "manifest" in one)
    system.pipe_file(file, system.cat_file(file) + b"x")
    with pytest.raises(fihrist.IndexDamaged, match=shard.id):
        store.shard_path(shard.id)


# The broker, without Ray


class Replicas:
    """A handle of a group whose replicas fail or wait as they are told."""

    def __init__(self, group, *faults):
        self._group = group
        self._faults = list(faults)
        self.calls = 0

    @property
    def search(self):
        return self

    async def remote(self, *arguments):
        self.calls += 1
        fault = self._faults.pop(0) if self._faults else 0
        if isinstance(fault, Exception):
            raise fault
        await asyncio.sleep(fault)
        return self._group.search(*arguments)


@pytest.fixture
def brokered(shards):
    """Makes a broker over two groups with faults, and gives the expected answer."""
    single, sharded = shards
    store = Store(os.path.dirname(os.path.dirname(sharded._indexes[0].path)))

    def make(first=(), second=(), generation=1, **options):
        config = {"generation": generation}
        groups = []
        for number, faults in enumerate((first, second)):
            group = ShardGroup(store.arguments, number, 2)
            group.reconfigure({"generation": 1})
            group.reconfigure(config)
            groups.append(Replicas(group, *faults))
        broker = Broker(store.arguments, groups, **options)
        broker.reconfigure(config)

        def ask(query, asked=None, **choices):
            request = fihrist._requests.search_request(query, **choices)
            return json.loads(asyncio.run(broker.search(request, generation=asked)))

        return ask, groups

    return make, single.search("نفط غاز").answer["hits"], store.generation(1)


def test_a_broker_asks_each_group_once(brokered):
    make, expected, _ = brokered
    ask, groups = make()
    answer = ask("نفط غاز")
    assert answer["hits"] == expected and "missing_shards" not in answer
    assert [group.calls for group in groups] == [1, 1]


def test_a_request_that_fails_is_sent_again(brokered):
    make, expected, _ = brokered
    ask, groups = make([ConnectionError("gone"), ConnectionError("gone")])
    assert ask("نفط غاز")["hits"] == expected and groups[0].calls == 3
    ask, groups = make([ConnectionError("gone")] * 9, attempts=2)
    assert ask("نفط غاز")["stopped"] == "timeLimit" and groups[0].calls == 2


def test_a_slow_replica_is_overtaken(brokered):
    make, expected, _ = brokered
    ask, groups = make([3.0], hedge=0.05)
    start = time.monotonic()
    assert ask("نفط غاز")["hits"] == expected and groups[0].calls == 2
    assert time.monotonic() - start < 2


def test_an_answer_names_the_shards_that_are_missing(brokered):
    make, _, generation = brokered
    ask, _ = make((), [9.0, 9.0], budget=0.3)
    answer = ask("نفط غاز")
    assert answer["stopped"] == "timeLimit"
    assert answer["missing_shards"] == [shard.id for shard in generation.shards[1::2]]
    assert answer["hits"], "the other shards have answered"


def test_a_broker_answers_from_the_generation_that_is_asked_for(brokered, shards):
    make, expected, generation = brokered
    store = Store(os.path.dirname(os.path.dirname(shards[1]._indexes[0].path)))
    store.publish(generation.shards[:1])
    ask, _ = make(generation=2)
    assert ask("نفط غاز")["hits"] != expected
    answer = ask("نفط غاز", asked=1)
    assert answer["hits"] == expected and answer["generation"] == 1


def test_a_broker_folds_copies_in_rounds(brokered, shards):
    make, _, generation = brokered
    ask, groups = make([ConnectionError("gone")])
    expected = shards[0].search("نفط", 30, collapse=True).answer["hits"]
    answer = ask("نفط", k=30, collapse=True)
    assert answer["hits"] == expected and "missing_shards" not in answer
    assert any(hit.get("copies") for hit in expected)
    assert groups[1].calls in (3, 4), "hits, signatures, shingles, and fields"
    ask, _ = make((), [9.0] * 9, budget=1)
    start = time.monotonic()
    answer = ask("نفط", k=30, collapse=True)
    assert answer["missing_shards"] == [shard.id for shard in generation.shards[1::2]]
    assert answer["stopped"] == "timeLimit" and answer["hits"]
    assert time.monotonic() - start < 2


def test_errors_of_a_query_are_not_faults_of_a_group(brokered):
    make, _, _ = brokered
    ask, groups = make()
    with pytest.raises(fihrist.QuerySyntaxError):
        ask('نفط "', strict=True)
    assert groups[0].calls == 1
