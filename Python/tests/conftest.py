"""An index of a few articles for the tests and the examples of the documentation."""

from __future__ import annotations

import pytest

import fihrist

ARTICLES = [
    {
        "id": "1", "title": "محادثات في مسقط", "source": "أفق", "date": "2024-05-18",
        "content": "عُقدت المحادثات النووية في سلطنة عُمان بين إيران والولايات المتحدة.",
        "tags": ["سياسة", "إيران"],
    },
    {
        "id": "2", "title": "أسعار النفط ترتفع", "source": "الميزان", "date": "2024-06-02",
        "content": "ارتفعت أسعار النفط بعد اجتماع المنتجين في فيينا <b>أمس</b>.",
        "tags": ["اقتصاد"],
    },
    {
        "id": "3", "title": "معرض الكتاب", "source": "أفق", "date": "2023-01-10",
        "content": "افتتح معرض الكتاب في مسقط وسط حضور كبير من القراء والناشرين.",
        "tags": ["ثقافة", "كتب"],
    },
    {
        "id": "4", "title": "النفط والمحادثات", "source": "أفق", "date": "2024-05-20",
        "content": "تراجعت أسعار النفط مع تقدم المحادثات النووية.", "tags": ["اقتصاد", "سياسة"],
    },
]


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "news.index")


@pytest.fixture
def news(path):
    with fihrist.create(path) as writer:
        writer.add(ARTICLES)
    with fihrist.open(path) as index:
        yield index


@pytest.fixture(autouse=True)
def names(doctest_namespace, tmp_path, monkeypatch):
    doctest_namespace["fihrist"] = fihrist
    doctest_namespace["ARTICLES"] = ARTICLES
    monkeypatch.chdir(tmp_path)
    path = str(tmp_path / "doc.index")
    doctest_namespace["path"] = path
