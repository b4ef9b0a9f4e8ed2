"""Fits into what the field uses; each test needs the real package."""

import numpy as np
import pytest

import fihrist
from conftest import ARTICLES
from fihrist.trec import descending, lines, run, write


@pytest.fixture
def equal(path):
    """Twenty documents with equal scores."""
    with fihrist.create(path) as writer:
        writer.add({"id": f"k {n:02d}%", "content": "نفط"} for n in range(20))
    with fihrist.open(path) as index:
        yield index


def test_scores_strictly_descend():
    scores = np.array([2, 2, 2, 1, np.nextafter(np.float32(2), np.float32(0))], np.float32)
    lowered = descending(scores)
    assert (np.diff(lowered) < 0).all() and lowered[0] == 2


def test_no_rule_for_equal_scores_changes_a_run(equal, tmp_path):
    measures = pytest.importorskip("ir_measures")
    found = run(equal, {"q": "نفط"})
    order = list(found["q"])
    assert order == equal.search("نفط", 20).keys
    write(tmp_path / "run", found)
    text = (tmp_path / "run").read_text("utf-8").splitlines()
    assert text[0].split()[:4] == ["q", "Q0", "k%2000%25", "1"] and len(text) == 20
    read = list(measures.read_trec_run(str(tmp_path / "run")))
    assert [r.doc_id for r in sorted(read, key=lambda r: -r.score)] == [
        line.split()[2] for line in lines(found)]
    for number, key in enumerate(order):
        (rr,) = measures.calc_aggregate([measures.RR], [measures.Qrel("q", key, 1)], found).values()
        assert rr == pytest.approx(1 / (number + 1))


def test_hits_in_another_order_have_scores_by_rank(news):
    found = run(news, {"q": "*", "none": "لاشيء"}, sort="date:desc")
    assert found == {"q": {"2": 4.0, "4": 3.0, "1": 2.0, "3": 1.0}, "none": {}}
    scored = run(news, {"q": "النفط"}, 5, sort=["source", "score"])["q"]
    assert list(scored) == news.search("النفط", 5, sort=["source", "score"]).keys
    assert sorted(scored.values(), reverse=True) == list(scored.values())


def test_langchain(news):
    pytest.importorskip("langchain_core")
    from fihrist.langchain import FihristRetriever

    documents = FihristRetriever(news, k=2).invoke("النفط")
    assert [d.id for d in documents] == news.search("النفط", 2).keys
    assert documents[0].metadata["title"] and documents[0].page_content


def test_llamaindex(news):
    pytest.importorskip("llama_index.core")
    from fihrist.llamaindex import FihristRetriever

    nodes = FihristRetriever(news, k=2).retrieve("النفط")
    assert [n.node.node_id for n in nodes] == news.search("النفط", 2).keys
    assert nodes[0].score == news.search("النفط", 2)[0].score


def test_haystack(news):
    haystack = pytest.importorskip("haystack")
    from fihrist.haystack import FihristRetriever

    pipeline = haystack.Pipeline()
    pipeline.add_component("retriever", FihristRetriever(news, top_k=2))
    documents = pipeline.run({"retriever": {"query": "النفط"}})["retriever"]["documents"]
    assert [d.id for d in documents] == news.search("النفط", 2).keys


def test_beir(tmp_path):
    pytest.importorskip("beir.retrieval")
    from beir.retrieval.evaluation import EvaluateRetrieval

    from fihrist.beir import FihristSearch

    corpus = {a["id"]: {"title": a["title"], "text": a["content"]} for a in ARTICLES}
    corpus["empty"] = {"title": "", "text": "…"}
    queries = {"q1": "معرض الكتاب", "q2": "محادثات مسقط"}
    qrels = {"q1": {"3": 1}, "q2": {"1": 1}}
    evaluation = EvaluateRetrieval(FihristSearch(), k_values=[1, 3])
    found = evaluation.retrieve(corpus, queries)
    assert next(iter(found["q1"])) == "3"
    ndcg, _, recall, _ = evaluation.evaluate(qrels, found, [1, 3])
    assert ndcg["NDCG@1"] == 1 and recall["Recall@3"] == 1
    with pytest.raises(NotImplementedError):
        FihristSearch(str(tmp_path / "kept")).search_from_files("", [], 1)


def test_pyterrier(path):
    pt = pytest.importorskip("pyterrier")
    pandas = pytest.importorskip("pandas")
    from fihrist.pyterrier import FihristIndexer

    retriever = FihristIndexer(path).index(
        {"docno": a["id"], "text": a["title"] + " " + a["content"]} for a in ARTICLES)
    topics = pandas.DataFrame({"qid": ["1", "2"], "query": ["معرض الكتاب", "محادثات"]})
    qrels = pandas.DataFrame({"qid": ["1", "2"], "docno": ["3", "1"], "label": [1, 1]})
    table = pt.Experiment([retriever, retriever % 1], topics, qrels, ["recip_rank", "P_1"])
    assert len(table) == 2 and table["recip_rank"][0] >= 0.75
    assert retriever.transform(topics)["docno"].tolist()[0] == "3"
    assert retriever.transform(topics.iloc[:0]).empty
