import datetime
import multiprocessing
import os
import threading

import numpy as np
import pytest

import fihrist
from conftest import ARTICLES


def keys(path):
    with fihrist.open(path) as index:
        return [document["key"] for document in index.export(fields=[])]


def test_added_is_found_after_commit_and_refresh(path):
    writer = fihrist.create(path)
    writer.add(ARTICLES[:2])
    writer.commit({"source": "test"})
    with fihrist.open(path) as index:
        writer.add(ARTICLES[2:])
        assert not index.refresh() and len(index) == 2
        writer.commit()
        assert index.refresh() and len(index) == 4
        assert index.info["user_data"] == {"source": "test"}
    writer.close()


def test_replace_delete_rollback(path):
    with fihrist.create(path) as writer:
        writer.add(ARTICLES)
        writer.add({"id": "1", "title": "جديد", "body": "نص جديد"})
    with fihrist.append(path) as writer:
        writer.add({"id": "9", "body": "يضيع"})
        writer.rollback()
        writer.delete("2")
        assert writer.delete(query="source:أفق") == 2
    assert keys(path) == ["1"]


def test_an_exception_leaves_the_index_as_it_was(path):
    with fihrist.create(path) as writer:
        writer.add(ARTICLES[0])
    with pytest.raises(ZeroDivisionError):
        with fihrist.append(path) as writer:
            writer.add(ARTICLES[1])
            1 / 0
    assert keys(path) == ["1"]


def test_one_writer_at_a_time(path):
    with fihrist.create(path) as writer:
        writer.add(ARTICLES[0])
        writer.commit()
        with pytest.raises(fihrist.WriterBusy):
            fihrist.append(path)
    with pytest.raises(fihrist.InvalidRequest):
        fihrist.create(path)


def test_values_of_all_kinds(path):
    schema = [
        fihrist.text("body"), fihrist.keyword("tags"), fihrist.date("day"),
        fihrist.number("price"), {"name": "sold", "type": "boolean"},
        {"name": "count", "type": "integer"},
    ]
    with fihrist.create(path, schema, key="no") as writer:
        writer.add({
            "no": 7, "body": "كتاب", "tags": ["أ", "ب", None], "day": datetime.date(2024, 1, 2),
            "price": 1.5, "sold": True, "count": 3,
        })
    with fihrist.open(path) as index:
        columns = index.document("7")["columns"]
    assert columns == {
        "tags": ["أ", "ب"], "day": "2024-01-02", "price": 1.5, "sold": True, "count": 3}


def test_names_of_members(path):
    with fihrist.create(path, [fihrist.text("body", **{"from": ["a.b", "c"]})]) as writer:
        writer.add([{"id": "1", "a": {"b": "نفط"}}, {"id": "2", "c": "غاز"}])
        with pytest.warns(fihrist.UnusedMembers, match="extra"):
            writer.add({"id": "3", "c": "ذهب", "extra": 1})
    assert keys(path) == ["1", "2", "3"]


@pytest.mark.parametrize("bad", [
    {"title": "بلا مفتاح"}, {"id": "", "title": "نص"}, {"id": "x", "title": "!!"},
    {"id": "x" * 2000, "title": "نص"}, {"id": "x", "title": object()}, "نص",
    {"id": "x", "title": "\ud800"},
])
def test_bad_documents_are_refused_and_none_of_the_batch_is_added(path, bad):
    with fihrist.create(path) as writer:
        writer.add(ARTICLES[0])
        with pytest.raises(fihrist.InvalidRequest) as error:
            writer.add([ARTICLES[1], bad])
        assert ";" in str(error.value)
    assert keys(path) == ["1"]


def test_several_threads_write_what_one_writes(tmp_path):
    """Of equal keys the last counts, in other parts of a call and in other calls."""
    documents = [
        {"id": f"k{n * 7 % 900}", "title": f"عنوان {n}", "content": f"نفط {n} غاز " * (n % 9 + 1)}
        for n in range(1500)]
    found = []
    for threads in (1, 2, 5):
        path = tmp_path / str(threads)
        with fihrist.create(path, threads=threads, merges=False) as writer:
            writer.add(documents[:700])
            writer.add(documents[700:])
        with fihrist.open(path) as index:
            assert len(index) == 900
            ranked = index.search("نفط غاز", 900, fields=[])
            found.append((list(index.export()), ranked.keys, ranked.scores.tolist()))
    assert found[0] == found[1] == found[2]
    titles = {document["key"]: document["title"] for document in found[0][0]}
    assert titles["k7"] == "عنوان 901"


def test_threads_of_the_program_write_at_once(tmp_path):
    path = tmp_path / "index"
    writer = fihrist.create(path, threads=3)

    def add(part):
        for start in range(0, 200, 50):
            writer.add({"id": f"{part}-{n}", "content": f"نفط {n}"}
                       for n in range(start, start + 50))
            writer.commit()

    threads = [threading.Thread(target=add, args=(part,)) for part in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    writer.rollback()
    writer.close()
    with fihrist.open(path) as index:
        assert len(index) == 800


def _search(path, queue):
    with fihrist.open(path) as index:
        queue.put(index.search("النفط").keys)


def _inherited(index, queue):
    queue.put(index.search_many(["النفط"], threads=2)[0][0])


@pytest.mark.parametrize("method", ["spawn", "fork"])
def test_processes(news, method):
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip("the system has no fork")
    news.search_many(["النفط"] * 9, threads=3)
    context = multiprocessing.get_context(method)
    queue = context.Queue()
    work = [context.Process(target=_search, args=(news.path, queue))]
    if method == "fork":
        work.append(context.Process(target=_inherited, args=(news, queue)))
    for process in work:
        process.start()
    assert all(set(queue.get(timeout=60)) == {"2", "4"} for _ in work)
    for process in work:
        process.join()


def _write(path, queue):
    with fihrist.create(path) as writer:
        writer.add(ARTICLES)
    queue.put(keys(path))


def test_a_forked_process_writes(news, tmp_path):
    if not hasattr(os, "fork"):
        pytest.skip("the system has no fork")
    context = multiprocessing.get_context("fork")
    queue = context.Queue()
    process = context.Process(target=_write, args=(str(tmp_path / "child"), queue))
    process.start()
    assert queue.get(timeout=60) == ["1", "2", "3", "4"]
    process.join()


BAD = [
    {"title": "بلا مفتاح"}, {"id": "x", "title": "\ud800"}, {"id": "\udfff", "title": "نص"},
    {"id": "x", "title": object()}, {"id": "x", "title": ["نص", object()]}, "نص",
    {"id": "x", "title": "!!"},
]


def test_what_cannot_be_packed_is_skipped_and_named(path):
    documents = [one for pair in zip(articles_of(len(BAD)), BAD) for one in pair]
    with fihrist.create(path) as writer:
        assert writer.add(documents, skip=True) == len(BAD) == len(writer.skipped)
        assert all(isinstance(error, fihrist.InvalidRequest) for error in writer.skipped)
        assert writer.add(BAD[0], skip=True) == 0
    assert keys(path) == sorted(one["id"] for one in articles_of(len(BAD)))


def test_errors_of_what_was_skipped_keep_no_batch(path):
    with fihrist.create(path) as writer:
        writer.add([{"id": "a", "title": "…"}, *BAD, *ARTICLES], skip=True)
        for error in writer.skipped:
            assert error.__traceback__ is None and error.__context__ is None


def articles_of(count):
    return [{"id": f"k{n}", "title": f"عنوان {n}"} for n in range(count)]


NOTHING = [None, float("nan"), np.float64("nan"), np.float32("nan"), np.datetime64("NaT")]


@pytest.mark.parametrize("nothing", NOTHING)
def test_values_that_stand_for_nothing(path, nothing):
    schema = [
        fihrist.text("body", **{"from": ["a", "b"]}), fihrist.keyword("tags"),
        fihrist.number("price"), fihrist.date("day")]
    with fihrist.create(path, schema) as writer:
        writer.add({"id": 1, "a": nothing, "b": "نص", "tags": ["x", nothing], "price": nothing,
                    "day": nothing})
        for key in (nothing, [nothing], b"\xff", ["1"]):
            with pytest.raises(fihrist.InvalidRequest, match="key|cannot be indexed"):
                writer.add({"id": key, "b": "نص"})
    with fihrist.open(path) as index:
        assert index.document("1")["columns"] == {"tags": ["x"]}
        assert [one["body"] for one in index.export()] == ["نص"]
        assert len(index) == 1


def test_values_of_pandas_that_stand_for_nothing(path):
    pandas = pytest.importorskip("pandas")
    schema = [fihrist.text("body"), fihrist.date("day")]
    with fihrist.create(path, schema) as writer:
        for number, nothing in enumerate([pandas.NaT, pandas.NA]):
            writer.add({"id": number, "body": ["نص", nothing], "day": nothing})
    with fihrist.open(path) as index:
        assert len(index) == 2 and index.document("0")["columns"] == {}


def test_values_of_numpy(path):
    schema = [
        fihrist.text("body"), fihrist.keyword("tags"), {"name": "sold", "type": "boolean"},
        {"name": "count", "type": "integer"}]
    with fihrist.create(path, schema) as writer:
        writer.add({"id": np.int64(7), "body": np.array(["نص", "آخر"]), "sold": np.bool_(True),
                    "tags": np.array(["x", "y"]), "count": np.array(3)})
        with pytest.raises(fihrist.InvalidRequest, match="ndarray"):
            writer.add({"id": "8", "body": np.array([["نص"]])})
    with fihrist.open(path) as index:
        assert index.document("7")["columns"] == {"tags": ["x", "y"], "sold": True, "count": 3}


def test_a_list_without_values_lets_the_next_member_feed_the_field(path):
    with fihrist.create(path, [fihrist.text("body", **{"from": ["a", "b"]})]) as writer:
        assert writer.add([{"id": "1", "a": [], "b": "نص"}, {"id": "2", "a": [None], "b": "نص"}]) == 2


def test_members_whose_names_are_not_texts(path):
    with fihrist.create(path) as writer:
        with pytest.warns(fihrist.UnusedMembers, match="7, x"):
            assert writer.add({"id": "1", "title": "نص", 7: "سبعة", "x": 1}) == 1


def test_keys_are_deleted_as_they_were_added(path):
    with fihrist.create(path) as writer:
        writer.add([{"id": n, "title": "نص"} for n in range(6)])
    with fihrist.append(path) as writer:
        writer.delete(0)
        writer.delete([1, np.int64(2)])
        writer.delete(b"3")
        writer.delete("4")
        with pytest.raises(fihrist.InvalidRequest, match="object"):
            writer.delete([object()])
        with pytest.raises(fihrist.InvalidRequest, match="not both"):
            writer.delete("5", query="نص")
    assert keys(path) == ["5"]


def test_fields_name_the_members_that_feed_them(path):
    """``from`` is a word of Python, and type checkers refuse ``**{"from": …}``."""
    assert fihrist.text("body", from_=["a", "b.c"]) == fihrist.text(
        "body", **{"from": ["a", "b.c"]})
    schema = [
        fihrist.text("body", from_=["a", "b.c"]), fihrist.keyword("tags", from_="labels"),
        fihrist.date("day", from_=("on",)), fihrist.number("price", from_="cost")]
    with fihrist.create(path, schema) as writer:
        writer.add({"id": 1, "b": {"c": "نص"}, "labels": "x", "on": "2024-01-02", "cost": 2})
    with fihrist.open(path) as index:
        assert index.document("1")["columns"] == {
            "tags": ["x"], "day": "2024-01-02", "price": 2.0}
