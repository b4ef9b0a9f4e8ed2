"""Measures Fihrist beside other engines that Python calls: building, one query at a time, many at once.

    python compare.py articles.jsonl queries.tsv --engine fihrist --out results.jsonl

Articles are JSON lines with ``id``, ``title`` and ``content``; queries are lines of class, tab, text.
All engines index the title and the content as one text, in which hyphens, quotes and other signs are
spaces; queries have their words alone, so that a word means the same to all. Each engine runs in a
process of its own, with one thread. Times are CPU seconds, the best of three passes, so that other
work on the machine counts little; queries that name an operator of Fihrist are left out.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shutil
import tempfile
import time
from pathlib import Path

PASSES = 3
K = 10


def cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


class Fihrist:
    #: Light stems, as the others have; ``arabic`` looks for forms, stems and roots.
    analyzer = "light10"

    def prepare(self):
        """What is loaded and compiled before anything is measured."""
        import fihrist

        fihrist.analyze("نص")

    def build(self, documents, folder):
        import fihrist

        schema = [fihrist.text("body", analyzer=self.analyzer, stored=False)]
        with fihrist.create(f"{folder}/index", schema, threads=1) as writer:
            writer.add(({"id": key, "body": text} for key, text in documents), skip=True)
        self.index = fihrist.open(f"{folder}/index")

    def one(self, query):
        return self.index.search(query, K, fields=[]).keys

    def many(self, queries):
        return self.index.search_many(queries, K, threads=1).flat_keys


class FihristLevels(Fihrist):
    analyzer = "arabic"


class Tantivy:
    def prepare(self):
        import tantivy

        self.module = tantivy

    def build(self, documents, folder):
        tantivy = self.module
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("body", stored=False, tokenizer_name="arabic")
        index = tantivy.Index(builder.build(), path=folder)
        index.register_tokenizer("arabic", tantivy.TextAnalyzerBuilder(
            tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase()).filter(
            tantivy.Filter.stemmer("arabic")).build())
        writer = index.writer(512 << 20, num_threads=1)
        for key, text in documents:
            writer.add_document(tantivy.Document(id=key, body=text))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self.index, self.searcher = index, index.searcher()

    def one(self, query):
        parsed = self.index.parse_query(query, ["body"])
        hits = self.searcher.search(parsed, K).hits
        return [self.searcher.doc(address)["id"][0] for _, address in hits]

    def many(self, queries):
        return [self.one(query) for query in queries]


class BM25S:
    def prepare(self):
        import bm25s
        import Stemmer

        self.module = bm25s
        self.stem = Stemmer.Stemmer("arabic")
        self.build([(str(number), "نفط وغاز") for number in range(2 * K)], "")
        self.many(["نفط"])

    def build(self, documents, folder):
        documents = list(documents)
        self.keys = [key for key, _ in documents]
        tokens = self.module.tokenize(
            [text for _, text in documents], stopwords=[], stemmer=self.stem, show_progress=False)
        self.retriever = self.module.BM25(backend="numba")
        self.retriever.index(tokens, show_progress=False)

    def many(self, queries):
        tokens = self.module.tokenize(
            queries, stopwords=[], stemmer=self.stem, show_progress=False, return_ids=False)
        found, _ = self.retriever.retrieve(
            tokens, k=K, show_progress=False, n_threads=0, backend_selection="numba")
        return [[self.keys[number] for number in row] for row in found]

    def one(self, query):
        return self.many([query])[0]


class Pyserini:
    """The package Pyserini, which calls the Java program Anserini."""

    def prepare(self):
        import jnius_config

        jnius_config.add_options("-Xmx4g")
        # A module that is imported with the searcher wants one, and nothing here uses it.
        os.environ.setdefault("OPENAI_API_KEY", "none")
        from pyserini.pyclass import autoclass
        from pyserini.search.lucene import LuceneSearcher

        self.open = LuceneSearcher
        # What ``python -m pyserini.index.lucene`` calls.
        self.indexer = autoclass("io.anserini.index.IndexCollection")

    def build(self, documents, folder):
        feed = Path(folder) / "feed"
        feed.mkdir()
        with open(feed / "all.jsonl", "w", encoding="utf-8") as lines:
            for key, text in documents:
                lines.write(json.dumps({"id": key, "contents": text}) + "\n")
        self.indexer.main([
            "-collection", "JsonCollection", "-input", str(feed), "-index", f"{folder}/index",
            "-generator", "DefaultLuceneDocumentGenerator", "-threads", "1", "-language", "ar",
            "-optimize"])
        self.searcher = self.open(f"{folder}/index")
        self.searcher.set_language("ar")

    def one(self, query):
        return [hit.docid for hit in self.searcher.search(query, K)]

    def many(self, queries):
        names = [str(number) for number in range(len(queries))]
        found = self.searcher.batch_search(queries, names, K, threads=1)
        return [[hit.docid for hit in found.get(name) or []] for name in names]


ENGINES = {
    "fihrist": Fihrist, "fihrist-levels": FihristLevels, "tantivy": Tantivy, "bm25s": BM25S,
    "pyserini": Pyserini,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("articles")
    parser.add_argument("queries")
    parser.add_argument("--engine", choices=ENGINES, required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    documents = []
    with open(options.articles, encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            text = words(f"{one.get('title') or ''} {one.get('content') or ''}")
            if text:
                documents.append((str(one["id"]), text))
    queries: list[str] = []
    with open(options.queries, encoding="utf-8") as lines:
        for line in lines:
            kind, _, text = line.rstrip("\n").partition("\t")
            if kind in ("term", "or2", "or3_5", "or_long"):
                queries.append(words(text))
    folder = tempfile.mkdtemp()
    engine = ENGINES[options.engine]()
    engine.prepare()
    start, wall = cpu(), time.monotonic()
    engine.build(documents, folder)
    built = {"cpu": cpu() - start, "wall": time.monotonic() - wall}
    results = {"engine": options.engine, "documents": len(documents), "queries": len(queries),
               "build": built}
    for name, body in [
        ("one", lambda: [engine.one(query) for query in queries]),
        ("many", lambda: engine.many(queries)),
    ]:
        best = {"cpu": float("inf"), "wall": float("inf")}
        for _ in range(PASSES):
            start, wall = cpu(), time.monotonic()
            body()
            best["cpu"] = min(best["cpu"], cpu() - start)
            best["wall"] = min(best["wall"], time.monotonic() - wall)
        results[name] = {kind: value / len(queries) * 1e6 for kind, value in best.items()}
    results["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    shutil.rmtree(folder)
    with open(options.out, "a", encoding="utf-8") as out:
        out.write(json.dumps(results) + "\n")
    print(results)


if __name__ == "__main__":
    main()
