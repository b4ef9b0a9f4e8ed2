"""Where a store keeps its files: a folder, or the objects of a service that fsspec speaks to.

Names are relative and have ``/`` between their parts. Nothing that is there is overwritten with
other bytes.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Optional

from ..errors import IndexDamaged


def content_hash(directory: Path) -> str:
    """The hash of the files of a directory, with their names."""
    whole = hashlib.sha256()
    for path in sorted(directory.iterdir()):
        whole.update(f"{path.name}\0{_file_hash(path)}\n".encode())
    return whole.hexdigest()


def _file_hash(path: Path) -> str:
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _hash(path: Path) -> str:
    """The hash of a file, or of the files of a directory."""
    return content_hash(path) if path.is_dir() else _file_hash(path)


def _is_sound(path: Path) -> bool:
    """Whether the bytes of a file or folder are those of its name."""
    try:
        return _hash(path) == path.name
    except OSError:  # what should be a file cannot be read
        return False


def _discard(path: Path) -> None:
    """Removes a file or folder in one step for all who look for it."""
    aside = path.parent / f".{path.name}.{uuid.uuid4().hex}"
    try:
        path.rename(aside)
    except FileNotFoundError:  # somebody else was faster
        return
    _remove(aside)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _damaged(root: object, name: str, reason: str = "its bytes are not those of its name"
             ) -> IndexDamaged:
    again = "build the shard" if name.startswith("shards/") else "publish the shards"
    return IndexDamaged(f"{root}/{name}: {reason}; {again} again")


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class Folder:
    """A folder that all machines see."""

    def __init__(self, root: str) -> None:
        self.root = Path(root).absolute()

    def read(self, name: str) -> bytes:
        """The bytes of a file."""
        return (self.root / name).read_bytes()

    def create(self, name: str, data: bytes) -> None:
        """Writes a file; ``FileExistsError`` if the name is taken."""
        target = self.root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        scratch = target.parent / f".{uuid.uuid4().hex}"
        scratch.write_bytes(data)
        _sync(scratch)
        try:
            # A link fails if the name is there: of two builders one wins.
            os.link(scratch, target)
        finally:
            scratch.unlink()
        _sync(target.parent)

    def put(self, name: str, data: bytes) -> None:
        """Writes a file that the hash of its bytes names; a damaged one is replaced."""
        try:
            self.create(name, data)
        except FileExistsError:
            target = self.root / name
            if _is_sound(target):
                os.utime(target)  # its age starts anew
            else:
                _discard(target)
                self.put(name, data)

    def names(self, folder: str) -> list[str]:
        """What is in a folder."""
        path = self.root / folder
        found = os.listdir(path) if path.is_dir() else []
        return sorted(name for name in found if not name.startswith("."))

    def leftovers(self, folder: str) -> list[str]:
        """What builders have begun to write into a folder."""
        path = self.root / folder
        return [name for name in os.listdir(path) if name[0] == "."] if path.is_dir() else []

    def put_folder(self, directory: Path, name: str) -> None:
        """Copies a directory whose bytes the name stands for; a damaged one is replaced."""
        target = self.root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        is_damaged = target.exists() and not _is_sound(target)
        if target.exists() and not is_damaged:
            # Somebody is about to use it again: its age starts anew.
            os.utime(target)
            return
        # A copy beside the target first: a rename within one file system is atomic.
        scratch = target.parent / f".{target.name}.{uuid.uuid4().hex}"
        shutil.copytree(directory, scratch)
        os.utime(scratch)
        for path in scratch.iterdir():
            _sync(path)
        if is_damaged:
            _discard(target)
        try:
            scratch.rename(target)
        except OSError:  # somebody else was faster
            _remove(scratch)
            if not target.exists():
                raise
        _sync(target.parent)

    def local(self, name: str) -> Path:
        """The path of a folder, or of a file whose bytes are those of its name."""
        path = self.root / name
        if not path.exists():
            raise _damaged(self.root, name, "it is not there")
        if path.is_file() and not _is_sound(path):
            raise _damaged(self.root, name)
        return path

    def age(self, name: str) -> float:
        """Seconds since a file or folder was written; files may be written into a new folder."""
        path = self.root / name
        paths = [path, *path.iterdir()] if path.is_dir() and path.name[0] == "." else [path]
        return time.time() - max(one.stat().st_mtime for one in paths)

    def remove(self, name: str) -> None:
        """Removes a file or folder."""
        path = self.root / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


class Objects:
    """The objects of a service, such as ``s3://bucket/news``; shards are copied to ``cache``."""

    def __init__(self, url: str, cache: Optional[str], options: Mapping[str, Any]) -> None:
        import fsspec

        self.root = url.rstrip("/")
        self._system, self._prefix = fsspec.url_to_fs(self.root, **options)
        default = os.path.join(
            tempfile.gettempdir(), "fihrist-" + hashlib.sha256(self.root.encode()).hexdigest()[:16])
        self.cache = Path(cache or default).absolute()
        #: Copies of shards whose bytes were compared.
        self._compared: set[str] = set()

    def _name(self, name: str) -> str:
        return f"{self._prefix}/{name}"

    def read(self, name: str) -> bytes:
        """The bytes of an object."""
        return bytes(self._system.cat_file(self._name(name)))

    def create(self, name: str, data: bytes) -> None:
        """Writes an object; ``FileExistsError`` if the name is taken."""
        self._system.pipe_file(self._name(name), data, mode="create")
        self._system.invalidate_cache()

    def put(self, name: str, data: bytes) -> None:
        """Writes an object that the hash of its bytes names; its age starts anew."""
        self._system.pipe_file(self._name(name), data)
        self._system.invalidate_cache()

    def names(self, folder: str) -> list[str]:
        """What is under a name."""
        self._system.invalidate_cache()
        try:
            found = self._system.ls(self._name(folder), detail=False)
        except FileNotFoundError:
            return []
        return sorted(path.rstrip("/").rpartition("/")[2] for path in found)

    def leftovers(self, folder: str) -> list[str]:
        """Objects are written whole."""
        return []

    def put_folder(self, directory: Path, name: str) -> None:
        """Writes the files of a directory whose bytes the name stands for.

        They are written also if they are there: a builder may have died in between, and their age
        starts anew.
        """
        known = {path.name for path in directory.iterdir()}
        for member in sorted(known):
            self._system.put_file(str(directory / member), self._name(f"{name}/{member}"))
        for member in set(self.names(name)) - known:
            self.remove(f"{name}/{member}")

    def local(self, name: str) -> Path:
        """A copy on this machine, made if it is not there or damaged.

        The last part of the name is the hash of the bytes, and is compared: that of a shard once
        for each store that is opened.
        """
        target = self.cache / name
        if target.exists():
            if name in self._compared or _is_sound(target):
                self._note(target, name)
                return target
            _discard(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        scratch = target.parent / f".{target.name}.{uuid.uuid4().hex}"
        self._system.invalidate_cache()
        if self._system.isfile(self._name(name)):
            self._system.get_file(self._name(name), str(scratch))
        else:
            scratch.mkdir()
            members = self.names(name)
            for member in members:
                self._system.get_file(self._name(f"{name}/{member}"), str(scratch / member))
            if not members:
                _remove(scratch)
                raise _damaged(self.root, name, "it is not there")
        if _hash(scratch) != target.name:
            _remove(scratch)
            raise _damaged(self.root, name)
        try:
            scratch.rename(target)
        except OSError:
            _remove(scratch)
            if not target.exists():
                raise
        self._note(target, name)
        return target

    def _note(self, target: Path, name: str) -> None:
        """Remembers that a copy was compared; a file is small, and always compared."""
        if target.is_dir():
            self._compared.add(name)

    def age(self, name: str) -> float:
        """Seconds since the newest object under a name was written."""
        members = self.names(name)
        paths = [f"{name}/{member}" for member in members if member != name.rpartition("/")[2]]
        times = [
            float(self._system.modified(self._name(path)).timestamp()) for path in paths or [name]]
        return time.time() - max(times)

    def remove(self, name: str) -> None:
        """Removes an object, or all under a name."""
        self._system.rm(self._name(name), recursive=True)
        self._system.invalidate_cache()
