import pickle
import threading

import numpy as np
import pytest

import fihrist


def test_five_lines(path):
    with fihrist.create(path) as writer:
        writer.add({"id": "1", "title": "محادثات", "body": "المحادثات في عُمان"})
    with fihrist.open(path) as index:
        assert index.search("عمان").keys == ["1"]


def test_hits_have_everything(news):
    found = news.search("المحادثات النووية", snippets=1, facets=["source"], count=True)
    assert set(found.keys) == {"1", "4"}
    assert found.total == 2 and found.total_is_exact
    assert found.scores.dtype == np.float32
    assert list(found.scores) == sorted(found.scores, reverse=True)
    assert found.facets == {"source": {"أفق": 2}}
    assert found[0].rank == 1 and found[0]["title"]
    assert "<mark>" in found[0].snippet.html()


def test_filters_sorting_histograms_groups(news):
    found = news.search("*", filter="source:أفق", sort="date:desc", histograms="date:year")
    assert found.keys == ["4", "1", "3"]
    assert found.histograms == {"date": {"2023": 1, "2024": 2}}
    assert np.isnan(found.scores).all()
    groups = news.search("*", group="source:1").groups
    assert {group.value: group.total for group in groups} == {"أفق": 3, "الميزان": 1}
    hijri = news.search("*", histograms="date:hijri-year").histograms["date"]
    assert sum(hijri.values()) == 4


def test_pages_by_cursor(news):
    first = news.search("*", 2, sort="date")
    second = news.search("*", 2, sort="date", after=first.next)
    assert first.keys + second.keys == ["3", "1", "4", "2"]


def test_search_many_equals_search(news):
    queries = ["المحادثات", "النفط", "مسقط", "لاشيء", "«معرض الكتاب»"] * 9
    single = [news.search(query, 3) for query in queries]
    for threads in (1, 2, 5):
        batch = news.search_many(queries, 3, threads=threads)
        assert len(batch) == len(queries)
        for number, results in enumerate(single):
            keys, scores = batch[number]
            assert keys == results.keys
            assert scores.tobytes() == results.scores.tobytes()
    assert batch.keys.shape == batch.scores.shape == (45, 2)
    assert batch.keys[3].tolist() == [None, None] and np.isnan(batch.scores[3]).all()
    assert len(news.search_many([], 3)) == 0


PLAIN = [{}, {"filter": "source:أفق"}, {"count": True}, {"fields": []}, {"strict": True}]
TEXTS = ["المحادثات", "النفط", "مسقط", "لاشيء", "«معرض الكتاب»", "*", "", "نفط OR غاز", "\ud800"]


def test_what_is_read_later_is_the_answer_of_the_whole_search(news):
    """Without choices only keys and scores come at once; ``time_limit`` asks for all at once."""
    for text in TEXTS:
        for choices in PLAIN:
            for k in (0, 1, 10):
                if text in ("", "\ud800") and choices.get("strict"):
                    continue
                lazy = news.search(text, k, **choices)
                whole = news.search(text, k, time_limit=60, **choices)
                assert lazy._answer is None and whole._answer is not None
                assert (lazy.keys, lazy.total, len(lazy)) == (whole.keys, whole.total, len(whole))
                assert lazy.scores.tobytes() == whole.scores.tobytes()
                assert lazy.total_is_exact == whole.total_is_exact
                assert lazy._answer is None, "keys and scores ask for nothing else"
                assert lazy.hits == whole.hits and lazy.next == whole.next
                assert lazy.read_as == whole.read_as and lazy.notes == whole.notes
                assert lazy.stopped is None
    assert pickle.loads(pickle.dumps(news.search("النفط"))).keys == news.search("النفط").keys


def test_what_is_read_later_is_of_the_same_commit(path):
    with fihrist.create(path) as writer:
        writer.add({"id": "1", "content": "نفط قديم"})
    index = fihrist.open(path)
    before = index.search("نفط")
    with fihrist.append(path) as writer:
        writer.add({"id": "1", "content": "ذهب"})
        writer.add({"id": "2", "content": "نفط جديد"})
    assert index.search("نفط").keys == ["1"] and index.refresh()
    after = index.search("نفط")
    index.close()
    assert [hit["body"] for hit in before] == ["نفط قديم"]
    assert [hit["body"] for hit in after] == ["نفط جديد"]
    with pytest.raises(fihrist.Error, match="open it again"):
        index.search("نفط")


def test_many_hits_and_long_keys(path):
    with fihrist.create(path) as writer:
        writer.add({"id": f"مفتاح-{n}-" + "ك" * 200, "content": "نفط"} for n in range(300))
    with fihrist.open(path) as index:
        found = index.search("نفط", 250)
        assert len(found.keys) == 250 and found.keys == index.search("نفط", 250, time_limit=60).keys
        for k in range(100):
            assert len(index.search("نفط", k, filter=f"-غاز{k}")) == k, "more forms than are kept"


def test_wrong_requests_fail_at_once(news):
    for query, choices in [(None, {}), ("a", {"filter": ["x"]}), ("a", {"fields": ["nope"]})]:
        with pytest.raises(fihrist.InvalidRequest):
            news.search(query, **choices)
    with pytest.raises(fihrist.InvalidRequest):
        news.search("a", "ten")
    with pytest.raises(fihrist.QuerySyntaxError):
        news.search('نفط "غاز', strict=True)


def test_other_questions(news):
    assert news.similar("1").keys[0] == "4"
    assert news.explain("النفط", "2")["found"] is True
    assert news.explain("النفط", "no such key") is None
    assert news.suggest("المحا")[0]["documents"] >= 1
    assert isinstance(news.correct("المحادثاث"), list)
    lines = news.kwic("النفط", words=2)
    assert [line.key for line in lines] == ["2", "2", "4", "4"]
    assert all("النفط" in line.match for line in lines)
    (series,) = news.trends("النفط", by="month")
    assert series.occurrences.sum() == 4 and len(series.periods) == 18
    assert news.collocates("أسعار", minimum=1)
    assert news.document("3")["fields"]["title"] == "معرض الكتاب"
    with pytest.raises(KeyError):
        news.document("none")
    with pytest.raises(KeyError):
        news.similar("none")
    assert "1" in news and "none" not in news and len(news) == 4
    assert news.info["documents"] == 4


def test_numbers_of_numpy_in_requests(news):
    two = np.int64(2)
    assert news.search("*", two).keys == news.search("*", 2).keys
    assert len(news.search("*", two, facets="source", offset=np.int32(1))) == 2
    assert len(news.search_many(["*"], two, threads=two)[0][0]) == 2
    assert len(news.kwic("النفط", two)) == 2 and len(news.suggest("ال", two)) <= 4
    assert news.search("*", time_limit=np.float32(9)).total == 4
    with pytest.raises(fihrist.InvalidRequest, match="type object"):
        news.search("*", object(), facets="source")


def test_search_many_refuses_what_it_does_not_answer(news):
    for name, value in {
        "group": "source", "facets": "source", "histograms": "date:year", "summaries": ["date"],
        "snippets": 1, "collapse": True, "fields": ["title"],
    }.items():
        with pytest.raises(fihrist.InvalidRequest, match=f"{name}.*call search"):
            news.search_many(["النفط"], **{name: value})
    assert news.search_many(["النفط"], fields=[], group=None, collapse=False).flat_keys


def test_fields_that_are_not_there_are_refused(news):
    for ask in (lambda: news.document("1", ["titel"]), lambda: news.copies("1", fields=["titel"])):
        with pytest.raises(fihrist.InvalidRequest, match="'titel'.*ask for title, body"):
            ask()
    assert news.document("1", ["author", "title"])["fields"] == {"title": "محادثات في مسقط"}
    with pytest.raises(KeyError):
        news.document("none", ["title"])
    for overlap in (5, 0.2, float("nan")):
        with pytest.raises(fihrist.InvalidRequest, match="0.3 to 1"):
            news.copies("1", overlap=overlap)


def test_an_export_is_of_the_commit_of_its_call(path):
    with fihrist.create(path) as writer:
        writer.add({"id": "1", "title": "نص"})
    with fihrist.open(path) as index:
        export = index.export()
        with fihrist.append(path) as writer:
            writer.add({"id": "2", "title": "نص"})
        assert index.refresh()
        assert [one["key"] for one in export] == ["1"]
        with pytest.raises(fihrist.InvalidRequest):
            index.export(fields=["titel"])


def test_export(news):
    documents = list(news.export())
    assert [document["key"] for document in documents] == ["1", "2", "3", "4"]
    assert documents[0]["tags"] == ["سياسة", "إيران"]
    assert [d["key"] for d in news.export("النفط", fields=["title"])] == ["2", "4"]


def test_html_is_escaped_and_right_to_left(news):
    page = news.search("النفط", snippets=1)._repr_html_()
    assert 'dir="rtl"' in page and "<bdi>" in page and "<b>أمس</b>" not in page


def test_pickle(news):
    with pickle.loads(pickle.dumps(news)) as copy:
        assert copy.search("النفط").keys == news.search("النفط").keys


def test_errors_say_what_to_do(news, tmp_path):
    with pytest.raises(fihrist.IndexNotFound) as missing:
        fihrist.open(tmp_path / "none")
    assert missing.value.advice and missing.value.advice in str(missing.value)
    with pytest.raises(fihrist.QuerySyntaxError) as syntax:
        news.search('نفط "غاز', strict=True)
    assert syntax.value.at == 5 and syntax.value.expected
    with pytest.raises(fihrist.InvalidRequest):
        news.search("نفط", sort="no such field")
    with pytest.raises(fihrist.InvalidRequest):
        news.search_many(["نفط", "غاز"], sort="no such field")
    news.close()
    with pytest.raises(fihrist.Closed):
        news.search("نفط")
    assert issubclass(fihrist.WriterBusy, fihrist.Error)


def test_threads_share_an_index_that_is_closed_under_them(news):
    outcomes = []
    expected = news.search("النفط").keys

    def work():
        try:
            while True:
                outcomes.append(news.search("النفط").keys == expected)
        except fihrist.Closed:
            pass

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    while len(outcomes) < 50:
        pass
    news.close()
    for thread in threads:
        thread.join()
    assert all(outcomes)
