"""Builds with Spark on this machine, in one process and with workers of their own; need pyspark and
Java."""

import os
import shutil
import sys
import time
from pathlib import Path

import pytest

pyspark = pytest.importorskip("pyspark", reason="pyspark is not installed; make spark-test does")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("Spark needs Java, which is not installed", allow_module_level=True)
from pyspark.sql import SparkSession  # noqa: E402

import fihrist  # noqa: E402
import fihrist.spark  # noqa: E402
from fihrist.distributed import ShardedIndex, Store  # noqa: E402

sys.path.insert(0, str(Path(__file__).parent.parent))
from test_distributed import FORMS, QUERIES, articles  # noqa: E402


#: Two threads of one process, and two workers of one processor and 1,024 MB each.
MASTERS = ["local[2]", "local-cluster[2,1,1024]"]


@pytest.fixture(scope="module", params=MASTERS)
def session(request):
    os.environ["PYSPARK_PYTHON"] = sys.executable
    # The addresses of workers are names of this machine, which may not lead to it.
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    spark = (
        SparkSession.builder.master(request.param).config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
        .config("spark.executor.memory", "512m")
        .config("spark.scheduler.minRegisteredResourcesRatio", 1)
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", 40).getOrCreate())
    yield spark
    spark.stop()


@pytest.fixture(scope="module")
def frame(session):
    return session.createDataFrame(list(articles()))


def test_the_workers_are_those_of_the_master(session):
    def parents(batches):
        import pyarrow

        for _ in batches:
            time.sleep(0.5)
            yield pyarrow.RecordBatch.from_pylist([{"parent": os.getppid()}])

    rows = session.range(4, numPartitions=4).mapInArrow(parents, "parent long").collect()
    separate = session.sparkContext.master.startswith("local-cluster")
    assert len({row.parent for row in rows}) == (2 if separate else 1)


def test_a_frame_becomes_shards_that_rank_as_one(frame, tmp_path):
    store = Store(tmp_path / "store")
    generation = fihrist.spark.build(frame, store, shards=3)
    assert generation.documents == 300 and len(generation.shards) == 3
    with fihrist.create(tmp_path / "all") as writer:
        writer.add(articles())
    with ShardedIndex(store) as sharded, fihrist.open(tmp_path / "all") as single:
        for query in QUERIES:
            for form in FORMS:
                expected = single.search(query, **form)
                found = sharded.search(query, **form)
                assert found.keys == expected.keys, (query, form)
                assert found.scores.tobytes() == expected.scores.tobytes()
                assert found.facets == expected.facets


def test_a_build_again_makes_the_same_shards(frame, tmp_path):
    first = fihrist.spark.build(frame, Store(tmp_path / "a"), shards=4)
    # Rows in another order, as a task that runs again may get them.
    shuffled = frame.orderBy("content")
    again = fihrist.spark.build(shuffled, Store(tmp_path / "b"), shards=4)
    assert [shard.id for shard in again.shards] == [shard.id for shard in first.shards]


def test_empty_partitions_make_no_shard(session, tmp_path):
    few = session.createDataFrame([{"id": "1", "title": "نفط", "content": "نفط"}])
    generation = fihrist.spark.build(few, Store(tmp_path / "store"), shards=8)
    assert generation.documents == 1 and len(generation.shards) == 1


def test_a_row_without_a_key_ends_the_build(session, tmp_path):
    rows = session.createDataFrame(
        [("1", "نفط"), (None, "غاز")], "id string, content string")
    store = Store(tmp_path / "store")
    with pytest.raises(Exception, match="key"):
        fihrist.spark.build(rows, store, shards=2)
    assert store.generations() == []
