"""Queries of all classes and forms, drawn from the sample archive with a seed, and what must be equal
between shards and one index."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

ARCHIVE = Path(__file__).parent.parent.parent / "Data" / "archive" / "articles.jsonl"

CLASSES = [
    "term", "or2", "or4", "and2", "not", "phrase", "phrase-not", "near", "prefix", "wildcard",
    "fuzzy", "field", "field-phrase", "tree", "all", "sentence", "boost", "missing",
]

FORMS = [
    "plain", "filter", "filter-date", "facets", "facets-many", "histogram", "histogram-hijri",
    "sort-date", "sort-source-score", "sort-score-date", "group", "group-sorted", "offset", "count",
    "snippets", "summaries", "cursor", "cursor-sorted", "none", "folded", "folded-sorted",
    "folded-group", "folded-cursor",
]


class Archive:
    """Articles made of the sentences of the sample archive."""

    def __init__(self, seed: int, count: int) -> None:
        self.chance = random.Random(seed)
        articles = [json.loads(line) for line in ARCHIVE.read_text("utf-8").split("\n") if line]
        articles = [a for a in articles if isinstance(a.get("content"), str) and a.get("title")]
        self.titles = [a["title"] for a in articles]
        self.sources = sorted({a["source"] for a in articles if a.get("source")})
        self.authors = sorted({a["author"] for a in articles if a.get("author")})
        self.sentences = [
            sentence for a in articles for sentence in re.split(r"(?<=[.؟!])\s+", a["content"])
            if len(sentence) > 20
        ]
        self.words = sorted(set(re.findall(r"[ء-ي]{3,}", " ".join(self.sentences))))
        self.documents: list[dict[str, object]] = []
        for number in range(count):
            self.documents.append(self._document(number))

    def _document(self, number: int) -> dict[str, object]:
        chance = self.chance
        document: dict[str, object] = {
            "id": f"k{number:05}", "title": chance.choice(self.titles),
            # Few sources have most of the articles, so shards by source are unlike each other.
            "source": self.sources[min(int(chance.expovariate(0.7)), len(self.sources) - 1)],
            "content": " ".join(self._content()),
        }
        if chance.random() < 0.8:
            document["author"] = chance.choice(self.authors)
        if chance.random() < 0.95:
            day = (chance.randint(1, 12), chance.randint(1, 28))
            document["date"] = "20%02d-%02d-%02d" % (chance.randint(10, 24), *day)
        return document

    def _content(self) -> list[str]:
        """Sentences, or those of an earlier article, more or less changed, as papers print them."""
        chance = self.chance
        if not self.documents or chance.random() < 0.7:
            return chance.choices(self.sentences, k=chance.randint(1, 9))
        text = str(chance.choice(self.documents[-200:])["content"])
        sentences = re.split(r"(?<=[.؟!])\s+", text)
        for _ in range(chance.randint(0, 2)):
            sentences[chance.randrange(len(sentences))] = chance.choice(self.sentences)
        return sentences

    def _some(self, count: int) -> list[str]:
        return self.chance.choices(self.words, k=count)

    def _run(self, count: int) -> str:
        """Words that follow each other somewhere."""
        words = re.findall(r"[ء-ي]+", self.chance.choice(self.sentences))
        start = self.chance.randint(0, max(0, len(words) - count))
        return " ".join(words[start : start + count])

    def query(self, kind: str) -> str:
        """A query of a class."""
        chance = self.chance
        first, second, third, fourth = self._some(4)
        return {
            "term": first,
            "or2": f"{first} {second}",
            "or4": f"{first} {second} {third} {fourth}",
            "and2": f"+{first} +{second}",
            "not": f"{self._run(2)} -{first}",
            "phrase": f"«{self._run(chance.randint(2, 3))}»",
            "phrase-not": f"«{self._run(2)}» {first} -{second}",
            "near": f"NEAR({self._run(3)}, {chance.randint(1, 6)})",
            "prefix": first[:3] + "*",
            "wildcard": first[:2] + "*" + first[-1],
            "fuzzy": f"{first}~ {second}",
            "field": f"title:{first} {second}",
            "field-phrase": f"title:«{' '.join(chance.choice(self.titles).split()[:2])}»",
            "tree": f"({first} OR {second}) AND ({third} OR {fourth} OR {self._run(1)})",
            "all": "*",
            "sentence": self._run(8),
            "boost": f"{first}^3 {second}",
            "missing": f"{first} زخضغظ",
        }[kind]

    def form(self, kind: str) -> dict[str, object]:
        """The choices of a form."""
        chance = self.chance
        source, year = chance.choice(self.sources), chance.randint(2010, 2022)
        k = chance.choice([1, 3, 10, 50])
        return {
            "plain": {"k": k},
            "filter": {"filter": f"source:«{source}»", "k": k},
            "filter-date": {"filter": f"date:[{year} TO {year + 2}]", "k": k},
            "facets": {"facets": [f"source:{chance.randint(1, 5)}"], "count": True},
            "facets-many": {"facets": ["source", "author:3"], "k": 2, "count": True},
            "histogram": {"histograms": f"date:{chance.choice(['year', 'month', 'week'])}"},
            "histogram-hijri": {"histograms": "date:hijri-year", "facets": "source", "k": 0},
            "sort-date": {"sort": chance.choice(["date", "date:desc"]), "k": k},
            "sort-source-score": {"sort": ["source", "score"], "k": k},
            "sort-score-date": {"sort": ["score", "date:desc"], "k": k},
            "group": {"group": f"source:{chance.randint(1, 4)}", "k": 5},
            "group-sorted": {"group": "source:2", "sort": "date:desc", "k": 5},
            "offset": {"offset": chance.randint(1, 30), "k": k},
            "count": {"count": True, "k": k},
            "snippets": {"snippets": 2, "fields": ["title"], "k": 5},
            "summaries": {"summaries": "date", "k": 1},
            "cursor": {"k": 17}, "cursor-sorted": {"k": 17, "sort": "date:desc"},
            "none": {"k": 0, "count": True},
            "folded": {"collapse": True, "k": k, "snippets": 1, "offset": chance.randint(0, 5)},
            "folded-sorted": {
                "collapse": True, "k": k, "sort": ["source", "score"], "facets": "source"},
            "folded-group": {"collapse": True, "k": 5, "group": f"source:{chance.randint(1, 4)}"},
            "folded-cursor": {"collapse": True, "k": 17, "sort": "date:desc", "count": True},
        }[kind]


def comparable(
    one: dict[str, object], other: dict[str, object]
) -> tuple[dict[str, object], dict[str, object]]:
    """What must be equal: everything but times and notes, and totals that one did not count."""
    left_out = {"took_ms", "read_as", "notes", "generation"}
    if any(answer["total"]["relation"] != "eq" for answer in (one, other)):  # type: ignore[index]
        left_out.add("total")
    first, second = (
        {name: value for name, value in answer.items() if name not in left_out}
        for answer in (one, other))
    return first, second


def pages(search, query: str, form: dict[str, object], most: int = 6):
    """The answer, and for walks by cursor those of the next pages.

    An index that has not counted does not know whether a full page is the last, and gives a cursor
    to a page without hits; several may know. Such a cursor is left out.
    """
    found = search(query, **form)
    yield _without_a_cursor_to_nothing(found, search, query, form)
    if form.get("k") != 17:
        return
    for _ in range(most - 1):
        if found.next is None:
            return
        found = search(query, **form, after=found.next)
        yield _without_a_cursor_to_nothing(found, search, query, form)


def _without_a_cursor_to_nothing(found, search, query: str, form: dict[str, object]):
    answer = found.answer
    if found.next is not None and answer["total"]["relation"] != "eq":
        rest = {name: value for name, value in form.items() if name != "offset"}
        if not search(query, **rest, after=found.next).answer["hits"]:
            return {name: value for name, value in answer.items() if name != "next"}
    return answer


def other_answers(index, query: str, chance: random.Random) -> dict[str, object]:
    """What an index answers to a query besides a search: occurrences in their contexts and by time,
    and why its best hits are hits; their copies; documents like the first; and what it exports."""
    order = chance.choice(["document", "left", "right"])
    unit = chance.choice(["year", "month", "week", "hijri-year", "hijri-month"])
    k, words = chance.choice([1, 5, 40]), chance.randint(0, 5)
    series = index.trends([query, "من"], by=unit, filter=chance.choice([None, "date:*"]))
    overlap = chance.choice([0.3, 0.5, 1])
    keys = index.search(query, 3).keys
    similar = [index.similar(key, k=k, words=chance.randint(1, 25)).answer for key in keys[:1]]
    for answer in similar:
        del answer["total"]  # it was not asked for exactly
    return {
        "kwic": index.kwic(query, k, words=words, order=order, document_fields=["date"]),
        "trends": [
            (one.query, one.periods, one.documents.tolist(), one.occurrences.tolist(),
             one.words.tolist(), str(one.per_million.tolist())) for one in series],
        "explain": [index.explain(query, key) for key in keys],
        "similar": similar,
        "copies": [index.copies(key, overlap=overlap, fields=["title"]) for key in keys],
        "export": [document["key"] for document in index.export(query, fields=[])],
    }
