"""Stores whose files were damaged, lost or left behind."""

import os
import shutil
import time

import pytest

import fihrist
from fihrist.distributed import ShardedIndex, ShardPlan, Store, build, build_shard
from test_distributed import articles, memory, write  # noqa: F401


@pytest.fixture
def task(tmp_path):
    (path,) = write(tmp_path, articles(50), 1)
    return ShardPlan(0, [path], 0)


def found(store):
    with ShardedIndex(store) as index:
        return index.search("نفط", 50).keys


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def remove_one(folder):
    min(folder.iterdir(), key=lambda path: path.stat().st_size).unlink()


def change_one(folder):
    path = max(folder.iterdir(), key=lambda path: path.stat().st_size)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def add_one(folder):
    (folder / "more").mkdir()


DAMAGES = [remove_one, change_one, add_one]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_shard_is_mended_by_building_it_again(tmp_path, task, damage):
    store = Store(tmp_path / "store")
    shard = build([task], store).shards[0]
    expected = found(store)
    folder = store.shard_path(shard.id)
    sound = contents(folder)
    damage(folder)
    assert build_shard(task, store) == shard
    assert contents(folder) == sound
    assert os.listdir(folder.parent) == [shard.id], "what was damaged is removed"
    assert found(store) == expected


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_copy_of_an_object_store_is_copied_again(memory, tmp_path, task, damage):  # noqa: F811
    def opened():
        return Store(memory, cache=str(tmp_path / "cache"))

    shard = build([task], opened()).shards[0]
    folder = opened().shard_path(shard.id)
    sound = contents(folder)
    damage(folder)
    assert opened().shard_path(shard.id) == folder and contents(folder) == sound
    assert os.listdir(folder.parent) == [shard.id]
    assert len(found(opened())) > 9


def test_a_damaged_shard_of_an_object_store_is_mended_by_building_it_again(
    memory, tmp_path, task  # noqa: F811
):
    store = Store(memory, cache=str(tmp_path / "cache"))
    shard = build_shard(task, store)
    store._files._system.pipe_file(store._files._name(f"shards/{shard.id}/more"), b"x")
    with pytest.raises(fihrist.IndexDamaged, match="build the shard again"):
        store.shard_path(shard.id)
    assert build_shard(task, store) == shard
    assert store.shard_path(shard.id).is_dir()


def cut(path):
    path.write_bytes(b"")


def change(path):
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)


def lose(path):
    path.unlink()


@pytest.mark.parametrize("damage", [cut, change, lose])
@pytest.mark.parametrize("kind", ["folder", "objects"])
@pytest.mark.parametrize("whose", ["shard", "generation"])
def test_damaged_statistics_are_refused_and_mended(tmp_path, damage, kind, whose):
    paths = write(tmp_path, articles(50), 2)
    root = str(tmp_path / "store")
    options = {"storage_options": {"auto_mkdir": True}, "cache": str(tmp_path / "cache")}

    def opened():
        return Store(root) if kind == "folder" else Store(f"local://{root}", **options)

    generation = build([ShardPlan(n, [path], 0) for n, path in enumerate(paths)], opened())
    expected = found(opened())
    name = {"shard": generation.shards[0], "generation": generation}[whose].statistics
    shutil.rmtree(tmp_path / "cache" / "stats", ignore_errors=True)
    damage(tmp_path / "store" / "stats" / name)
    with pytest.raises(fihrist.IndexDamaged, match=f"stats/{name}.*publish the shards again"):
        opened().statistics(name)
    assert opened().publish(generation.shards).statistics == generation.statistics
    assert opened().statistics(name).documents in (25, 50)
    assert found(opened()) == expected


def test_damaged_copies_of_statistics_are_copied_again(memory, tmp_path, task):  # noqa: F811
    store = Store(memory, cache=str(tmp_path / "cache"))
    shard = build([task], store).shards[0]
    store.statistics(shard.statistics)
    cut(tmp_path / "cache" / "stats" / shard.statistics)
    assert store.statistics(shard.statistics).documents == 50


def shard_of(store, folder, name, schema, **options):
    (folder / name).write_text(f'{{"id":"{name}","title":"نص","name":"{name}"}}', "utf-8")
    return build_shard(ShardPlan(0, [str(folder / name)], 0), store, schema, **options)


@pytest.mark.filterwarnings("ignore::fihrist.UnusedMembers")
@pytest.mark.parametrize("check_keys", [True, False])
def test_shards_of_different_schemas_are_refused(tmp_path, check_keys):
    store = Store(tmp_path / "store")
    one = shard_of(store, tmp_path, "a", [fihrist.text("title")])
    two = shard_of(store, tmp_path, "b", [fihrist.text("title", boost=2)])
    with pytest.raises(fihrist.InvalidRequest, match=f"(?s){one.id}.*{two.id}.*schema"):
        store.publish([one, two], check_keys=check_keys)
    assert store.generations() == []


@pytest.mark.filterwarnings("ignore::fihrist.UnusedMembers")
def test_shards_may_take_their_fields_from_other_members(tmp_path):
    store = Store(tmp_path / "store")
    one = shard_of(store, tmp_path, "a", [fihrist.text("title")])
    two = shard_of(
        store, tmp_path, "b", [fihrist.text("title", **{"from": ["title", "x"]})], key="name")
    assert store.publish([one, two]).documents == 2


@pytest.mark.parametrize("data", [b"", b'{"number": 1', b"[]", b'{"number": 1, "shards": [{}]}'])
def test_a_generation_that_was_cut_is_named(tmp_path, task, data):
    store = Store(tmp_path / "store")
    shards = build([task], store).shards
    path = tmp_path / "store" / "generations" / "1.json"
    path.write_bytes(data)
    with pytest.raises(fihrist.IndexDamaged, match="generations/1.json.*remove it"):
        store.generation()
    path.unlink()
    assert store.publish(shards) == store.generation()


@pytest.mark.parametrize("line", ['{"id": "2", "title"', '{"id": "\\', b"\xff"])
def test_a_line_that_is_not_json_is_named(tmp_path, line):
    path = tmp_path / "part.jsonl"
    data = line if isinstance(line, bytes) else line.encode()
    path.write_bytes(b'{"id": "1", "title": "a"}\n\n' + data + b"\n")
    with pytest.raises(fihrist.InvalidRequest, match=r"part\.jsonl, line 3: it is not JSON"):
        build_shard(ShardPlan(0, [str(path)], 0), Store(tmp_path / "store"))


def test_what_killed_builders_left_is_collected(tmp_path, task):
    store = Store(tmp_path / "store")
    shard = build([task], store).shards[0]
    root = tmp_path / "store"
    left = root / "shards" / f".{shard.id}.{'0' * 32}"
    shutil.copytree(root / "shards" / shard.id, left)
    (root / "stats" / ("." + "0" * 32)).write_bytes(b"half")
    (root / "generations" / ("." + "1" * 32)).write_bytes(b"half")
    old = time.time() - 9000
    os.utime(left, (old, old))
    assert store.collect() == [] and left.exists(), "files are written into it"
    for path in left.iterdir():
        os.utime(path, (old, old))
    assert store.collect() == [] and not left.exists()
    assert store.collect(age=0) == []
    assert not [path for path in root.rglob(".*")] and len(found(store)) > 9


def test_of_two_builders_at_once_the_first_shard_stays(tmp_path, task, monkeypatch):
    store, copy, inodes = Store(tmp_path / "store"), shutil.copytree, []

    def slow(source, target):
        monkeypatch.undo()
        first = build_shard(task, store)
        inodes.append(os.stat(store.shard_path(first.id)).st_ino)
        return copy(source, target)

    monkeypatch.setattr(shutil, "copytree", slow)
    shard = build_shard(task, store)
    assert os.stat(store.shard_path(shard.id)).st_ino == inodes[0]
    assert os.listdir(tmp_path / "store" / "shards") == [shard.id]
