import datetime
import sys

import pytest

import fihrist
from conftest import ARTICLES

pa = pytest.importorskip("pyarrow")


def exported(path):
    with fihrist.open(path) as index:
        return list(index.export())


@pytest.fixture
def expected(tmp_path):
    path = str(tmp_path / "dicts")
    with fihrist.create(path) as writer:
        writer.add(ARTICLES)
    return exported(path)


def table():
    return pa.Table.from_pylist(ARTICLES)


def variants():
    base = table()
    strings = ["id", "title", "source", "content"]

    def cast(kind):
        fields = [
            pa.field(f.name, kind) if f.name in strings else f for f in base.schema]
        return base.cast(pa.schema(fields))

    yield "table", base
    yield "large", cast(pa.large_string())
    yield "view", cast(pa.string_view())
    yield "sliced", pa.concat_tables([base.slice(2), base]).slice(2, 4)
    yield "chunks", pa.concat_tables([base.slice(0, 1), base.slice(1)])
    number = base.column_names.index("source")
    yield "dictionary", base.set_column(
        number, "source", base.column("source").dictionary_encode())
    days = [datetime.date.fromisoformat(a["date"]) for a in ARTICLES]
    yield "date32", base.set_column(
        base.column_names.index("date"), "date", pa.array(days, pa.date32()))
    tags = base.column("tags").cast(pa.large_list(pa.string()))
    yield "large list", base.set_column(base.column_names.index("tags"), "tags", tags)
    yield "reader", pa.RecordBatchReader.from_batches(base.schema, base.to_batches())
    yield "batch", base.to_batches()[0]


@pytest.mark.parametrize("name", [name for name, _ in variants()])
def test_arrow_equals_dicts(path, expected, name):
    with fihrist.create(path) as writer:
        assert writer.add(dict(variants())[name]) == 4
    assert exported(path) == expected


def test_pandas_and_polars_equal_dicts(tmp_path, expected):
    pandas = pytest.importorskip("pandas")
    polars = pytest.importorskip("polars")
    for name, frame in [
        ("pandas", pandas.DataFrame(ARTICLES)), ("polars", polars.DataFrame(ARTICLES)),
    ]:
        path = str(tmp_path / name)
        with fihrist.create(path) as writer:
            assert writer.add(frame) == 4
        assert exported(path) == expected


def test_nulls_numbers_and_the_first_member_that_is_present(tmp_path):
    schema = [
        fihrist.text("body", **{"from": ["a", "b"]}), fihrist.number("n"),
        {"name": "yes", "type": "boolean"}, fihrist.keyword("tags"),
    ]
    rows = [
        {"id": 1, "a": "نفط", "b": "غاز", "n": 1.5, "yes": True, "tags": ["x", None, "y"]},
        {"id": 2, "a": None, "b": "غاز", "n": None, "yes": False, "tags": None},
        {"id": 3, "a": "ذهب", "b": None, "n": -2.0, "yes": None, "tags": []},
    ]
    for name, documents in [("dicts", rows), ("arrow", pa.Table.from_pylist(rows))]:
        with fihrist.create(tmp_path / name, schema) as writer:
            writer.add(documents)
    assert exported(tmp_path / "arrow") == exported(tmp_path / "dicts")


def test_tables_that_cannot_be_indexed(path):
    with fihrist.create(path) as writer:
        with pytest.raises(fihrist.InvalidRequest, match="no column for keys"):
            writer.add(pa.table({"title": ["نص"]}))
        with pytest.raises(fihrist.InvalidRequest, match="row 1"):
            writer.add(pa.table({"id": ["1", None], "title": ["نص", "نص"]}))
        with pytest.raises(fihrist.InvalidRequest, match="'title'"):
            writer.add(pa.table({"id": ["1"], "title": [{"a": 1}]}))


def test_results_as_tables(news):
    assert set(news.search("النفط").to_arrow().column("key").to_pylist()) == {"2", "4"}


def test_duckdb_and_datasets_equal_dicts(tmp_path, expected):
    duckdb = pytest.importorskip("duckdb")
    articles = table()
    with fihrist.create(tmp_path / "duckdb") as writer:
        assert writer.add(duckdb.sql("SELECT * FROM articles")) == 4
    assert exported(tmp_path / "duckdb") == expected
    datasets = pytest.importorskip("datasets")
    with fihrist.create(tmp_path / "datasets") as writer:
        assert writer.add(datasets.Dataset(articles)) == 4
    assert exported(tmp_path / "datasets") == expected


@pytest.mark.parametrize("kind", ["dicts", "arrow"])
def test_what_cannot_be_indexed_is_skipped_and_named(path, kind):
    rows = [{"id": f"k{n}", "content": "…" if n % 7 == 3 else f"نص {n}"} for n in range(40)]
    documents = rows if kind == "dicts" else pa.Table.from_pylist(rows)
    bad = [row["id"] for row in rows if row["content"] == "…"]
    with fihrist.create(path) as writer:
        with pytest.raises(fihrist.InvalidRequest):
            writer.add(documents)
        assert writer.add(documents, skip=True) == 40 - len(bad)
        assert [e.reason.split('"')[1] for e in writer.skipped] == bad
    kept = {row["id"]: row["content"] for row in rows if row["id"] not in bad}
    assert {d["key"]: d["body"] for d in exported(path)} == kept


NESTED = [
    {"meta": {"id": "a"}, "raw": {"text": "نفط", "by": {"name": "س"}, "more": 1}, "n": 1},
    {"meta": {"id": "b"}, "raw": {"text": None, "by": {"name": "ص"}, "more": 2}, "n": 2},
    {"meta": {"id": "c"}, "raw": {"text": "غاز", "by": None, "more": None}, "n": 3},
    {"meta": {"id": "d"}, "raw": None, "n": 4},
]


@pytest.mark.parametrize("kind", ["table", "chunks", "polars", "pandas", "batch"])
def test_structs_are_read_as_dicts_are(tmp_path, kind):
    schema = [
        fihrist.text("body", **{"from": ["raw.text", "n"]}),
        fihrist.keyword("author", **{"from": ["raw.by.name"]})]
    table = pa.Table.from_pylist(NESTED)
    documents = {
        "table": lambda: table, "chunks": lambda: pa.concat_tables([table[:1], table[1:]]),
        "polars": lambda: pytest.importorskip("polars").DataFrame(NESTED),
        "pandas": lambda: pytest.importorskip("pandas").DataFrame(NESTED),
        "batch": lambda: table.to_batches()[0]}[kind]()
    for name, rows in [("dicts", NESTED), ("arrow", documents)]:
        with fihrist.create(tmp_path / name, schema, key="meta.id") as writer:
            assert writer.add(rows) == 4
    assert exported(tmp_path / "arrow") == exported(tmp_path / "dicts")


def test_structs_without_pyarrow_are_refused(path, monkeypatch):
    table = pa.Table.from_pylist(NESTED)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    schema = [fihrist.text("body", **{"from": ["raw.text"]})]
    with fihrist.create(path, schema, key="n") as writer:
        with pytest.raises(fihrist.InvalidRequest, match="'raw'.*pip install pyarrow"):
            writer.add(table)
