"""The retriever for MTEB, evaluated by the real package; needs ``mteb``, which brings PyTorch."""

import pytest

import fihrist
from conftest import ARTICLES

mteb = pytest.importorskip("mteb", reason="mteb is not installed; make mteb-test does")
datasets = pytest.importorskip("datasets")
from mteb.abstasks.retrieval import AbsTaskRetrieval  # noqa: E402
from mteb.abstasks.task_metadata import TaskMetadata  # noqa: E402

from fihrist.mteb import FihristSearch  # noqa: E402

QUERIES = {"q1": "معرض الكتاب", "q2": "محادثات مسقط", "q3": "لاشيء"}
JUDGED = {"q1": {"3": 1}, "q2": {"1": 1}, "q3": {"4": 1}}


def metadata(kind):
    return TaskMetadata(
        name="SmallNews" + kind, dataset={"path": "none", "revision": "1"}, description="Our own.",
        type=kind, category="t2t", modalities=["text"], eval_splits=["test"],
        eval_langs=["ara-Arab"], main_score="ndcg_at_10", reference=None, date=None, domains=None,
        task_subtypes=None, license=None, annotations_creators=None, dialect=None,
        sample_creation=None, bibtex_citation=None)


class SmallNews(AbsTaskRetrieval):
    metadata = metadata("Retrieval")
    ranked = None

    def load_data(self, **_):
        corpus = datasets.Dataset.from_list([
            *({"id": a["id"], "title": a["title"], "text": a["content"]} for a in ARTICLES),
            {"id": "empty", "title": "", "text": "…"}])
        queries = datasets.Dataset.from_list(
            [{"id": name, "text": text} for name, text in QUERIES.items()])
        self.dataset = {"default": {"test": {
            "corpus": corpus, "queries": queries, "relevant_docs": JUDGED,
            "top_ranked": self.ranked}}}
        self.data_loaded = True


class SmallReranking(SmallNews):
    metadata = metadata("Reranking")
    ranked = {"q1": ["1", "3"], "q2": ["3"], "q3": ["1", "4"]}


def test_a_task_is_evaluated():
    model = FihristSearch()
    result = mteb.evaluate(model, SmallNews(), cache=None, co2_tracker=False)
    (scores,) = result.task_results[0].scores["test"]
    assert scores["ndcg_at_1"] == pytest.approx(2 / 3, abs=1e-4)
    assert scores["recall_at_3"] == pytest.approx(2 / 3, abs=1e-4)
    model.close()


def test_only_the_documents_of_a_query_are_reranked():
    model = FihristSearch()
    task = SmallReranking()
    task.load_data()
    split = task.dataset["default"]["test"]
    model.index(split["corpus"])
    found = model.search(split["queries"], top_k=10, top_ranked=split["top_ranked"])
    assert list(found["q1"]) == ["3"] and set(found["q2"]) <= {"3"} and found["q3"] == {}
    assert set(model.search(split["queries"], top_k=1)["q2"]) == {"1"}
    model.close()
    with pytest.raises(ValueError, match="index first"):
        model.search(split["queries"], top_k=1)


def test_a_model_is_a_search_protocol():
    from mteb.models import SearchProtocol

    assert isinstance(FihristSearch(), SearchProtocol)
    assert FihristSearch().mteb_model_meta.revision == fihrist.__version__
