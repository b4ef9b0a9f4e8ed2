"""CIFF, read by a parser of protocol buffers that is not ours, and ranked by an engine that is not."""

import numpy as np
import pytest

import fihrist
from equality import Archive
from fihrist import ciff
from test_distributed import WORDS, articles


def bodies(count, seed=7):
    return ({"id": a["id"], "content": a["content"]} for a in articles(count, seed))


@pytest.fixture
def index(path):
    """One field of boost 1 with one term a word, as CIFF has them."""
    schema = [fihrist.text("body", analyzer="light10", **{"from": ["content"]})]
    with fihrist.create(path, schema) as writer:
        writer.add(bodies(120))
        writer.commit()
        writer.add(bodies(160, seed=8))
    with fihrist.append(path) as writer:
        writer.delete("k7")
    with fihrist.open(path) as index:
        yield index


def terms(query, analyzer="light10"):
    return " ".join(token["term"] for token in fihrist.analyze(query, analyzer))


def test_an_index_of_what_was_written_ranks_the_same(index, tmp_path):
    count = ciff.write(index, tmp_path / "index.ciff")
    assert count == sum(1 for _ in index.vocabulary())
    assert ciff.read(tmp_path / "index.ciff", tmp_path / "again") == len(index)
    with fihrist.open(tmp_path / "again") as again:
        for query in [*WORDS, "نفط غاز", "كتاب ذهب أسعار", "+نفط +غاز"]:
            expected = index.search(query, 20, fields=[])
            found = again.search(
                " ".join(("+" if "+" in query else "") + term for term in terms(query).split()), 20)
            assert found.keys == expected.keys, query
            assert (found.scores == expected.scores).all(), query


def messages():
    """The messages of CIFF, from their description."""
    pytest.importorskip("google.protobuf")
    from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

    file = descriptor_pb2.FileDescriptorProto(name="ciff.proto", package="c", syntax="proto3")
    kinds = {"int32": 5, "int64": 3, "string": 9, "double": 1, "Posting": 11}
    for name, fields in {
        "Header": "int32 version, int32 num_postings_lists, int32 num_docs, "
                  "int32 total_postings_lists, int32 total_docs, int64 total_terms_in_collection, "
                  "double average_doclength, string description",
        "Posting": "int32 docid, int32 tf",
        "PostingsList": "string term, int64 df, int64 cf, Posting postings",
        "DocRecord": "int32 docid, string collection_docid, int32 doclength",
    }.items():
        message = file.message_type.add(name=name)
        for number, field in enumerate(fields.split(", "), 1):
            kind, own = field.split()
            message.field.add(
                name=own, number=number, type=kinds[kind], label=3 if kind == "Posting" else 1,
                type_name=".c.Posting" if kind == "Posting" else None)
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return [
        message_factory.GetMessageClass(pool.FindMessageTypeByName(f"c.{name}"))
        for name in ("Header", "PostingsList", "DocRecord")]


def parsed(path):
    from google.protobuf.internal.decoder import _DecodeVarint32

    header_of, list_of, record_of = messages()
    data, position = path.read_bytes(), 0

    def next_of(kind):
        nonlocal position
        size, start = _DecodeVarint32(data, position)
        position = start + size
        return kind.FromString(data[start:position])

    header = next_of(header_of)
    lists = [next_of(list_of) for _ in range(header.num_postings_lists)]
    records = [next_of(record_of) for _ in range(header.num_docs)]
    assert position == len(data)
    return header, lists, records


def test_a_parser_of_protocol_buffers_reads_it(index, tmp_path):
    pytest.importorskip("google.protobuf")
    ciff.write(index, tmp_path / "index.ciff", description="اختبار")
    header, lists, records = parsed(tmp_path / "index.ciff")
    assert header.version == 1 and header.description == "اختبار"
    assert header.num_docs == len(index) == len(records) and header.total_docs == len(index)
    assert header.total_terms_in_collection == sum(record.doclength for record in records)
    assert header.average_doclength == pytest.approx(
        header.total_terms_in_collection / header.num_docs)
    assert [one.term for one in lists] == sorted(one.term for one in lists)
    names = {record.docid: record.collection_docid for record in records}
    texts = {document["key"]: document["body"] for document in index.export()}
    assert set(names.values()) == set(texts)
    counts = {key: {} for key in texts}
    for one in lists:
        assert one.df == len(one.postings) and one.cf == sum(p.tf for p in one.postings)
        for number, posting in zip(np.cumsum([p.docid for p in one.postings]), one.postings):
            counts[names[int(number)]][one.term] = posting.tf
    for key, text in texts.items():
        expected = {}
        for term in terms(text).split():
            expected[term] = expected.get(term, 0) + 1
        assert counts[key] == expected


@pytest.mark.parametrize("cut", [1, 20, -1])
def test_a_file_that_is_cut_is_refused(index, tmp_path, cut):
    ciff.write(index, tmp_path / "index.ciff")
    whole = (tmp_path / "index.ciff").read_bytes()
    (tmp_path / "cut.ciff").write_bytes(whole[:cut])
    with pytest.raises(fihrist.InvalidRequest, match="not CIFF"):
        ciff.read(tmp_path / "cut.ciff", tmp_path / "again")
    assert not (tmp_path / "again").exists()
    (tmp_path / "again").mkdir()
    with pytest.raises(fihrist.InvalidRequest, match="not CIFF"):
        ciff.read(tmp_path / "cut.ciff", tmp_path / "again")
    assert (tmp_path / "again").is_dir(), "what was there before stays"


def test_pisa_ranks_it_the_same(tmp_path):
    """PISA weighs rare terms by another formula, so queries of one term are compared; and lengths are
    in one byte here, so scores that differ by less than 3 per cent may come in any order."""
    pisa = pytest.importorskip("pyterrier_pisa")
    pandas = pytest.importorskip("pandas")
    schema = [fihrist.text("body", analyzer="light10", **{"from": ["content"]})]
    archive = Archive(3, 300)
    with fihrist.create(tmp_path / "index", schema) as writer:
        writer.add({"id": d["id"], "content": d["content"]} for d in archive.documents)
    with fihrist.open(tmp_path / "index") as index:
        ciff.write(index, tmp_path / "index.ciff")
        found_terms = [t.text for t in index.vocabulary() if 5 <= t.document_count <= 100][::7]
        _, lists, records = parsed(tmp_path / "index.ciff")
        names = {record.docid: record.collection_docid for record in records}
        documents = {key: {} for key in names.values()}
        for one in lists:
            for number, posting in zip(np.cumsum([p.docid for p in one.postings]), one.postings):
                documents[names[int(number)]][one.term] = posting.tf
        engine = pisa.PisaIndex(
            str(tmp_path / "pisa"), stemmer="none", stops="none", overwrite=True)
        engine.toks_indexer(scale=1).index(
            {"docno": key, "toks": own} for key, own in documents.items())
        frame = pandas.DataFrame({
            "qid": [str(number) for number in range(len(found_terms))],
            "query_toks": [{term: 1.0} for term in found_terms]})
        found = engine.bm25(k1=1.2, b=0.75, num_results=10)(frame)
        ciff.read(tmp_path / "index.ciff", tmp_path / "again")
        with fihrist.open(tmp_path / "again") as again:
            for number, term in enumerate(found_terms):
                own = found[found["qid"] == str(number)].sort_values("rank")["docno"].tolist()
                expected = again.search(term, 200)
                scores = dict(zip(expected.keys, expected.scores.tolist()))
                assert [scores[key] for key in own] == pytest.approx(
                    expected.scores[:10].tolist(), rel=0.03), term
    assert len(found_terms) > 20
