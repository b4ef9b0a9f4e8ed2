"""A broker over HTTP, and the server of Fihrist over it: page, API and library agree."""

import html
import json
import os
import re
import subprocess
import threading
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

import fihrist
from fihrist.distributed import ShardServer, Store, build, plan
from test_distributed import FORMS, QUERIES, articles, write

SERVER = Path(__file__).parents[2] / "Server" / ".build"


def server_binary():
    names = [os.environ.get("FIHRIST_SERVER"), SERVER / "release/fihrist-server",
             SERVER / "debug/fihrist-server"]
    return next((str(name) for name in names if name and Path(name).exists()), None)


@pytest.fixture
def broker(tmp_path):
    """A broker over three shards, with its store and one index of the same documents."""
    store = Store(tmp_path / "store")
    build(plan(write(tmp_path, articles(), 5), 3), store)
    with fihrist.create(tmp_path / "all") as writer:
        writer.add(articles())
    server = ShardServer(store, port=0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    with fihrist.open(tmp_path / "all") as single:
        yield f"http://127.0.0.1:{server.server_address[1]}", store, single
    server.shutdown()
    server.server_close()


def get(url, members=None):
    data = None if members is None else json.dumps(members).encode()
    with urllib.request.urlopen(urllib.request.Request(url, data), timeout=20) as answer:
        return json.loads(answer.read())


def refused(url, members):
    with pytest.raises(urllib.error.HTTPError) as caught:
        get(url, members)
    return caught.value.code, json.loads(caught.value.read())["detail"]


def test_a_broker_answers_as_one_index(broker):
    address, store, single = broker
    for query in QUERIES[::2]:
        for form in FORMS:
            expected = single.search(query, **form).answer
            found = get(address, {"query": query, **form})
            assert found.pop("generation") == 1
            for name in ("took_ms", "read_as", "notes"):
                expected.pop(name, None), found.pop(name, None)
            if not form.get("count") and expected["total"]["relation"] == "gte":
                expected.pop("total"), found.pop("total")
            assert found == expected, (query, form)


def test_a_broker_tells_of_documents_schema_and_words(broker):
    address, store, single = broker
    about = get(f"{address}/information")
    assert about["documents"] == 300 and about["shards"] == 3 and about["generation"] == 1
    assert about["schema"] == single.info["schema"]
    found = get(f"{address}/document", {"key": "k7", "search": {"query": "نفط"}})
    assert found["document"]["key"] == "k7" and found["hit"]["key"] == "k7"
    assert "hit" not in get(f"{address}/document", {"key": "k7", "fields": ["title"]})
    words = get(f"{address}/suggest", {"text": "كت", "limit": 3})["suggestions"]
    expected = single.suggest("كت", 3)
    assert {w["text"]: w["documents"] for w in words if w["kind"] == "word"} == {
        w["text"]: w["documents"] for w in expected if w["kind"] == "word"}
    parts = get(f"{address}/parts", {"request": {"query": "نفط"}})
    assert len(parts["parts"]) == 3 and parts["missing_shards"] == []


def check_other_answers(address, single):
    """Compares what a broker answers besides searches with one index."""
    keys = single.search("نفط غاز", 4).keys
    found = get(f"{address}/explain", {
        "keys": [*keys, "none"], "search": {"query": "نفط غاز", "filter": "source:أفق"}})
    reasons = {one["key"]: one for one in found["explanations"]}
    assert list(reasons) and set(reasons) == set(keys)
    for key in keys:
        expected = single.explain("نفط غاز", key, filter="source:أفق")
        assert reasons[key]["value"] == expected["value"]
        assert reasons[key]["score"] == expected["score"]
    chosen = get(f"{address}/similar", {"request": {"key": "k7", "limit": 3, "words": 5}})
    assert [(word["text"], word["documents"]) for word in chosen["words"]] == [
        (word["word"], word["documents"]) for word in single.similar("k7", words=5).answer["words"]]
    assert chosen["request"]["limit"] == 4 and chosen["key"] == "k7"
    named = get(f"{address}/documents", {"keys": ["k7", "none", "k9"], "fields": ["title"]})
    assert sorted(one["key"] for one in named["documents"]) == ["k7", "k9"]
    walked, offset = [], 0
    while True:
        page = get(f"{address}/documents", {"offset": offset, "limit": 70, "fields": []})
        if not page["documents"]:
            break
        offset += len(page["documents"])
        walked += [one["key"] for one in page["documents"]]
    assert sorted(walked) == [one["key"] for one in single.export(fields=[])]
    for question, request in [
            ("kwic", {"query": "نفط"}), ("trends", {"queries": ["نفط"], "unit": "year"}),
            ("copies", {"document": "k7"})]:
        parts = get(f"{address}/parts", {"question": question, "request": request})
        assert len(parts["parts"]) > 1 and parts["missing_shards"] == []


def test_a_broker_answers_all_questions(broker):
    address, _, single = broker
    check_other_answers(address, single)


def test_every_question_may_have_a_generation_and_a_budget(broker):
    address, store, single = broker
    store.publish(store.generation().shards[:1])
    questions = {
        "": {"query": "نفط"}, "/parts": {"request": {"query": "نفط"}},
        "/similar": {"request": {"key": "k7"}}, "/document": {"key": "k7"},
        "/explain": {"keys": ["k7"], "search": {"query": "نفط"}}, "/documents": {"keys": ["k7"]},
        "/suggest": {"text": "كت"}}
    for name, members in questions.items():
        for folds in ({}, {"collapse": True}) if not name else ({},):
            found = get(address + name, {**members, **folds, "generation": 1, "budget": 30})
            assert found.get("generation", 1) == 1 and not found.get("missing_shards")
            if not name:
                assert found["hits"] == single.search("نفط", **folds).answer["hits"]
    status, detail = refused(address, {"query": "نفط", "budget": "soon"})
    assert status == 400 and "seconds" in detail
    assert refused(address, {"query": "نفط", "generation": 9})[0] == 400


def test_a_budget_that_is_spent_names_the_shards_that_are_missing(broker):
    address, store, _ = broker
    names = [shard.id for shard in store.generation().shards]
    for question, request in [
            ("search", {"query": "نفط"}), ("kwic", {"query": "نفط"}),
            ("trends", {"queries": ["نفط"], "unit": "year"}), ("copies", {"document": "k7"})]:
        found = get(f"{address}/parts", {"question": question, "request": request, "budget": 0})
        assert found["parts"] == [] and found["missing_shards"] == names
    for folds in ({}, {"collapse": True}):
        found = get(address, {"query": "نفط", "budget": 0, **folds})
        assert found["stopped"] == "timeLimit"
    assert get(address, {"query": "نفط", "budget": 0})["missing_shards"] == names


def test_a_broker_says_what_is_wrong(broker):
    address, _, _ = broker
    assert refused(f"{address}/similar", {"request": {"key": "none"}})[0] == 404
    assert refused(f"{address}/similar", {"request": {}})[0] == 400
    status, detail = refused(f"{address}/parts", {"request": {"query": "a"}, "question": "x"})
    assert status == 400 and "kwic" in detail
    for request in ([1], {}, {"search": "a"}, {"similar": {}}, {"texts": "k7"}, {"other": 1},
                    {"copiesOf": {"key": "k7", "shingles": "AAAA"}}):
        assert refused(f"{address}/parts", {"request": request, "question": "copies"})[0] == 400
    assert refused(f"{address}/documents", {"offset": 0, "limit": "x"})[0] == 400
    status, detail = refused(f"{address}/suggest", {"text": "كت", "limt": 3})
    assert status == 400 and "'limt' is not known; use text, limit" in detail
    assert refused(address, {"query": "a", "limt": 3})[0] == 400
    assert refused(f"{address}/document", {"key": "none"})[0] == 404
    assert refused(f"{address}/document", {})[0] == 400
    assert refused(address, {"query": "a", "nonsense": 1})[0] == 400
    assert refused(f"{address}/parts", {"request": {"query": "a", "limit": "x"}})[0] == 400
    status, detail = refused(f"{address}/parts", {"request": {"query": "a"}, "generation": 9})
    assert status == 400 and "publish" in detail
    assert refused(f"{address}/information", {})[0] == 400  # it takes GET


def test_a_generation_before_those_that_are_open_is_gone(tmp_path):
    paths = write(tmp_path, articles(60), 3)
    store = Store(tmp_path / "store")
    for path in paths:
        build(plan([path], 1), store)
    shards = fihrist.distributed.ShardGroup(store, 0, 1)
    for number in (1, 2, 3):
        shards.reconfigure({"generation": number})
    assert shards.search(2, {"query": "نفط"})[0] == 2
    with pytest.raises(fihrist.distributed.GenerationGone, match="newest"):
        shards.search(1, {"query": "نفط"})


@contextmanager
def serving(binary, broker):
    """The address of a server over a broker, while it runs."""
    process = subprocess.Popen(
        [binary, "serve", "--remote", f"news={broker}", "--port", "0"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        line = process.stdout.readline()
        yield re.search(r"http://[^/\s]+", line)[0]
    finally:
        process.terminate()
        assert process.wait(timeout=30) == 0


@pytest.fixture
def page(broker):
    """The address of the server over the broker."""
    binary = server_binary()
    if binary is None:
        pytest.skip("fihrist-server is not built; make server, or set FIHRIST_SERVER")
    with serving(binary, broker[0]) as address:
        yield address


def text_of(url, parameters):
    with urllib.request.urlopen(f"{url}?{urllib.parse.urlencode(parameters)}", timeout=20) as found:
        return found.read().decode()


def test_page_api_and_library_agree(broker, page):
    _, store, single = broker
    for query in QUERIES:
        expected = single.search(query, 10, count=True, facets=["source:10"])
        answer = json.loads(text_of(
            f"{page}/v1/indexes/news/search", {"q": query, "limit": 10, "facets": "source"}))
        assert [hit["key"] for hit in answer["hits"]] == expected.keys, query
        assert [hit["score"] for hit in answer["hits"]] == [hit.score for hit in expected.hits]
        assert answer["total"]["value"] == expected.total
        values = dict(map(tuple, answer["facets"]["source"]["values"]))
        assert values == expected.facets.get("source", {})
        shown = text_of(f"{page}/search", {"q": query, "lang": "en"})
        links = re.findall(r'<h2><a href="/doc/([^"?]+)', shown)
        assert [urllib.parse.unquote(html.unescape(link)) for link in links] == expected.keys
        total = re.search(r'role="status"><span>([\d,]+) result', shown)
        assert (int(total[1].replace(",", "")) if total else 0) == expected.total, query
        counts = re.findall(r'name="source" value="([^"]*)".*?class="number">(\d+)<', shown)
        assert {name: int(count) for name, count in counts} == expected.facets.get("source", {})
    document = json.loads(text_of(f"{page}/v1/indexes/news/documents/k7", {}))
    assert document == single.document("k7")


def check_pages(page, single):
    """Compares what the server answers over a broker with one index."""
    api = f"{page}/v1/indexes/news"
    for query in QUERIES[::3]:
        found = json.loads(text_of(f"{api}/trends", {"q": query, "unit": "year"}))
        (expected,) = single.trends(query, by="year")
        points = found["series"][0]["points"]
        assert [point["period"] for point in points] == expected.periods
        assert [point["occurrences"] for point in points] == expected.occurrences.tolist()
        assert [point["words"] for point in points] == expected.words.tolist()
        for order in ("document", "left", "right"):
            found = json.loads(text_of(f"{api}/kwic", {"q": query, "sort": order, "limit": 30}))
            assert found["lines"] == [
                vars(line) for line in single.kwic(query, 30, order=order)], (query, order)
        explained = json.loads(text_of(f"{api}/search", {"q": query, "explain": 1, "limit": 5}))
        for hit in explained["hits"]:
            assert hit["explanation"] == single.explain(query, hit["key"]), query
    for key in ("k7", "k100", "k299"):
        found = json.loads(text_of(f"{api}/similar", {"key": key, "limit": 5}))
        expected = single.similar(key, k=5)
        assert [(hit["key"], hit["score"]) for hit in found["hits"]] == [
            (hit.key, hit.score) for hit in expected.hits]
    for key in ("k7", "k100", "k299"):
        found = json.loads(text_of(f"{api}/copies", {"key": key, "fields": "title"}))
        assert found["documents"] == [
            {**vars(copy), "overlap": round(copy.overlap, 3)}
            for copy in single.copies(key, fields=["title"])]
    for query in QUERIES[::4]:
        found = json.loads(text_of(f"{api}/search", {"q": query, "collapse": "copies"}))
        assert [(hit["key"], hit.get("copies", [])) for hit in found["hits"]] == [
            (hit.key, hit.copies) for hit in single.search(query, 20, collapse=True).hits]
    lines = text_of(f"{api}/export", {}).splitlines()
    assert sorted(map(json.loads, lines), key=lambda one: one["key"]) == list(single.export())
    ranked = text_of(f"{api}/export", {"q": "نفط", "format": "trec"})
    assert re.findall("<DOCNO>(.*)</DOCNO>", ranked) == single.search("نفط", 300).keys
    sitemap = text_of(f"{page}/sitemap.xml", {"page": 1})
    assert len(set(re.findall("<loc>[^<]+", sitemap))) == len(single)
    article = text_of(f"{page}/doc/k7", {"q": "نفط", "lang": "en"})
    assert "Similar articles" in article


def test_the_server_answers_all_questions(broker, page):
    check_pages(page, broker[2])


def test_the_server_takes_a_new_generation(broker, page, tmp_path):
    _, store, single = broker
    (tmp_path / "more.jsonl").write_text(
        json.dumps({"id": "new", "title": "خبر جديد", "content": "زلزال"}), "utf-8")
    old = store.generation()
    new = build(plan([str(tmp_path / "more.jsonl")], 1), store)
    store.publish([*old.shards, *new.shards])
    for _ in range(100):
        about = json.loads(text_of(f"{page}/v1/indexes/news", {}))
        if about["documents"] == 301:
            break
        threading.Event().wait(0.1)
    assert about["documents"] == 301
    found = json.loads(text_of(f"{page}/v1/indexes/news/search", {"q": "زلزال"}))
    assert [hit["key"] for hit in found["hits"]] == ["new"]
