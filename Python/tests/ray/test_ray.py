"""Shards on several nodes of Ray in this machine: workers, nodes and replicas are killed."""

import json
import os
import signal
import sys
import threading
import time
import urllib.request
from pathlib import Path

import pytest

os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
# A busy machine starts a proxy slowly.
os.environ.setdefault("RAY_SERVE_PROXY_READY_CHECK_TIMEOUT_S", "120")
os.environ.setdefault("RAY_SERVE_PROXY_HEALTH_CHECK_TIMEOUT_S", "120")
ray = pytest.importorskip("ray")
from ray import serve  # noqa: E402
from ray.cluster_utils import Cluster  # noqa: E402

import fihrist  # noqa: E402
import fihrist.ray  # noqa: E402
from fihrist.distributed import Store, plan  # noqa: E402

sys.path.insert(0, str(Path(__file__).parent.parent))
from test_distributed import FORMS, QUERIES, articles, write  # noqa: E402
from test_remote import (  # noqa: E402
    check_other_answers, check_pages, get, refused, server_binary, serving, text_of,
)


@pytest.fixture(scope="module")
def cluster():
    cluster = Cluster(
        initialize_head=True,
        head_node_args={
            "num_cpus": 8, "include_dashboard": False, "object_store_memory": 100 << 20})
    folder = Path(__file__).parent
    paths = [str(folder), str(folder.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    ray.init(
        address=cluster.address, log_to_driver=False,
        runtime_env={"env_vars": {"PYTHONPATH": os.pathsep.join(paths)}})
    yield cluster
    serve.shutdown()
    ray.shutdown()
    cluster.shutdown()


@pytest.fixture(scope="module")
def built(tmp_path_factory, cluster):
    folder = tmp_path_factory.mktemp("build")
    paths = write(folder, articles(), 4)
    marks = folder / "marks"
    marks.mkdir()
    store = Store(folder / "store")

    def reader(path):
        # The first task of each of two files kills its own worker in the middle.
        documents = [json.loads(line) for line in open(path, encoding="utf-8")]
        mark = marks / Path(path).name
        if path.endswith(("0.jsonl", "2.jsonl")) and not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return documents

    generation = fihrist.ray.build(plan(paths, 2), store, reader=reader)
    assert len(list(marks.iterdir())) == 2, "both tasks were killed once"
    with fihrist.create(folder / "all") as writer:
        writer.add(articles())
    return folder, store, generation


def test_killed_workers_lose_and_double_nothing(built):
    folder, store, generation = built
    assert generation.documents == 300 and len(generation.shards) == 2
    assert len(list((folder / "store" / "shards").iterdir())) == 2


def test_a_build_survives_a_node_that_is_lost(cluster, tmp_path):
    node = cluster.add_node(num_cpus=2, resources={"lost": 2}, object_store_memory=100 << 20)
    paths = write(tmp_path, articles(), 2)
    store = Store(tmp_path / "store")
    started = tmp_path / "started"

    def reader(path):
        documents = [json.loads(line) for line in open(path, encoding="utf-8")]
        started.touch()
        time.sleep(2)
        return documents

    build = ray.remote(fihrist.distributed.build_shard).options(
        max_retries=-1, num_cpus=0.1, scheduling_strategy="SPREAD")
    tasks = [build.remote(task, store, reader=reader) for task in plan(paths, 2)]
    while not started.exists():
        time.sleep(0.1)
    cluster.remove_node(node, allow_graceful=False)
    generation = store.publish(ray.get(tasks))
    assert generation.documents == 300


@pytest.fixture(scope="module")
def served(built):
    _, store, _ = built
    return fihrist.ray.deploy(
        fihrist.ray.configuration(store, groups=2, replicas=2, cpus=0.1))


def comparable(answer):
    return {
        name: value for name, value in answer.items()
        if name not in ("took_ms", "read_as", "notes", "generation", "total")}


def test_answers_are_those_of_one_index_bit_for_bit(built, served):
    folder, _, _ = built
    with fihrist.open(folder / "all") as single:
        for query in QUERIES:
            for form in FORMS:
                expected = single.search(query, **form).answer
                found = fihrist.ray.ask(served, query, **form).answer
                assert comparable(found) == comparable(expected), (query, form)


def test_http(built, served):
    def post(body):
        request = urllib.request.Request(
            "http://127.0.0.1:8000/", json.dumps(body).encode(), method="POST")
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    status, answer = post({"query": "نفط", "k": 3})
    assert status == 200 and len(answer["hits"]) == 3
    assert post({"query": 'نفط "', "strict": True})[0] == 400
    assert post({"no": 1})[0] == 400


def test_the_server_over_the_broker_agrees_with_the_library(built, served):
    folder, _, _ = built
    address = "http://127.0.0.1:8000"
    about = get(f"{address}/information")
    assert about["documents"] == 300 and about["shards"] == 2 and about["schema"]["fields"]
    assert get(f"{address}/document", {"key": "k7"})["document"]["key"] == "k7"
    assert refused(f"{address}/document", {"key": "none"})[0] == 404
    assert get(f"{address}/suggest", {"text": "كت"})["suggestions"]
    assert refused(f"{address}/parts", {"request": {"query": "a"}, "generation": -3})[0] == 410
    with fihrist.open(folder / "all") as single:
        check_other_answers(address, single)
    binary = server_binary()
    if binary is None:
        pytest.skip("fihrist-server is not built; make server, or set FIHRIST_SERVER")
    with serving(binary, address) as page, fihrist.open(folder / "all") as single:
        for query in QUERIES:
            expected = single.search(query, 10, count=True, facets=["source:10"])
            answer = json.loads(text_of(
                f"{page}/v1/indexes/news/search", {"q": query, "facets": "source", "limit": 10}))
            assert [hit["key"] for hit in answer["hits"]] == expected.keys, query
            assert answer["total"]["value"] == expected.total
            values = dict(map(tuple, answer["facets"]["source"]["values"]))
            assert values == expected.facets.get("source", {})
        assert "/doc/" in text_of(f"{page}/search", {"q": "نفط"})
        check_pages(page, single)


def test_killed_replicas_lose_no_request(built, served):
    folder, _, _ = built
    with fihrist.open(folder / "all") as single:
        expected = single.search("نفط غاز").keys
    outcomes, stop = [], threading.Event()

    def load():
        while not stop.is_set():
            try:
                found = fihrist.ray.ask(served, "نفط غاز")
                outcomes.append(found.keys == expected and "missing_shards" not in found.answer)
            except Exception as error:
                outcomes.append(error)

    thread = threading.Thread(target=load)
    thread.start()
    time.sleep(1)
    for group in range(2):
        handle = serve.get_deployment_handle(f"shards-{group}", "fihrist")
        os.kill(handle.process.remote().result(), signal.SIGKILL)
        time.sleep(2)
    end = time.monotonic() + 60
    while len(outcomes) <= 20 and time.monotonic() < end:
        time.sleep(0.1)
    stop.set()
    thread.join()
    assert len(outcomes) > 20
    assert all(outcome is True for outcome in outcomes), [o for o in outcomes if o is not True][:3]


def test_a_generation_is_swapped_without_a_restart(built, served, tmp_path):
    _, store, first = built
    handle = serve.get_deployment_handle("shards-0", "fihrist")
    before = {handle.process.remote().result() for _ in range(20)}
    (path,) = write(tmp_path, [{"id": "new", "content": "زلزال"}], 1)
    added = fihrist.distributed.build_shard(
        fihrist.distributed.ShardPlan(0, [path], 0), store)
    second = store.publish([*first.shards, added], expected=first.number)
    swapped = fihrist.ray.deploy(
        fihrist.ray.configuration(store, groups=2, replicas=2, cpus=0.1))
    end = time.monotonic() + 30
    found = fihrist.ray.ask(swapped, "زلزال")
    while found.answer["generation"] != second.number and time.monotonic() < end:
        # Until the broker has the number, it answers from the whole old generation.
        assert found.keys == [] and found.answer["generation"] == first.number
        found = fihrist.ray.ask(swapped, "زلزال")
    assert found.keys == ["new"]
    after = {handle.process.remote().result() for _ in range(20)}
    assert before <= after, "no replica was restarted; one that was killed before may have come back"
