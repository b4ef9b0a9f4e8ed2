"""The C data interface of Arrow: tables in, hits out, without any package that has Arrow."""

from __future__ import annotations

import ctypes
from collections.abc import Collection, Iterator
from typing import Any, Callable, Optional

from . import _native as native
from .errors import InvalidRequest


class ArrowSchema(ctypes.Structure):
    """As fihrist.h has it."""

    _fields_ = [
        ("format", ctypes.c_char_p), ("name", ctypes.c_char_p), ("metadata", ctypes.c_char_p),
        ("flags", ctypes.c_int64), ("n_children", ctypes.c_int64), ("children", ctypes.c_void_p),
        ("dictionary", ctypes.c_void_p), ("release", ctypes.c_void_p),
        ("private_data", ctypes.c_void_p),
    ]


class ArrowArray(ctypes.Structure):
    """As fihrist.h has it."""

    _fields_ = [
        ("length", ctypes.c_int64), ("null_count", ctypes.c_int64), ("offset", ctypes.c_int64),
        ("n_buffers", ctypes.c_int64), ("n_children", ctypes.c_int64),
        ("buffers", ctypes.c_void_p), ("children", ctypes.c_void_p),
        ("dictionary", ctypes.c_void_p), ("release", ctypes.c_void_p),
        ("private_data", ctypes.c_void_p),
    ]


class ArrowStream(ctypes.Structure):
    """As fihrist.h has it."""

    _fields_ = [
        ("get_schema",
         ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.POINTER(ArrowSchema))),
        ("get_next", ctypes.c_void_p), ("get_last_error", ctypes.c_void_p),
        ("release", ctypes.c_void_p), ("private_data", ctypes.c_void_p),
    ]


_get_pointer = ctypes.pythonapi.PyCapsule_GetPointer
_get_pointer.restype = ctypes.c_void_p
_get_pointer.argtypes = [ctypes.py_object, ctypes.c_char_p]
_new_capsule = ctypes.pythonapi.PyCapsule_New
_new_capsule.restype = ctypes.py_object
_new_capsule.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]

#: A consumer takes a structure by setting its ``release`` to NULL. Capsules whose structure was
#: not taken release it when they end.
_kept: dict[int, ctypes.Structure] = {}


def _capsule(structure: ctypes.Structure, name: bytes, destructor: Any) -> Any:
    address = ctypes.addressof(structure)
    _kept[address] = structure
    return _new_capsule(address, name, ctypes.cast(destructor, ctypes.c_void_p))


_pointer_of_dying = ctypes.PYFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p)(
    ("PyCapsule_GetPointer", ctypes.pythonapi))


def _release(structure: Any, kind: Any) -> None:
    if structure.release:
        ctypes.CFUNCTYPE(None, ctypes.POINTER(kind))(structure.release)(ctypes.byref(structure))


def _destructor(name: bytes, kind: Any) -> Callable[..., Any]:
    def end(capsule: int) -> None:
        address = _pointer_of_dying(capsule, name)
        structure: Any = _kept.pop(address or 0, None)
        if structure is not None:
            _release(structure, kind)

    return ctypes.PYFUNCTYPE(None, ctypes.c_void_p)(end)


_end_schema = _destructor(b"arrow_schema", ArrowSchema)
_end_array = _destructor(b"arrow_array", ArrowArray)


def capsules(hits: Any) -> tuple[Any, Any]:
    """The capsules of hits: what ``__arrow_c_array__`` returns."""
    schema, array = ArrowSchema(), ArrowArray()
    native.call("hits_arrow", hits, ctypes.byref(schema), ctypes.byref(array))
    return (
        _capsule(schema, b"arrow_schema", _end_schema), _capsule(array, b"arrow_array", _end_array))


def stream_pointer(capsule: Any) -> int:
    """The address of the stream in a capsule."""
    return int(_get_pointer(capsule, b"arrow_array_stream"))


def stream_of(documents: Any) -> Optional[Any]:
    """The documents as a capsule of a stream; None if they are not a table."""
    kind = type(documents).__module__.split(".")[0]
    if kind == "datasets" and not hasattr(documents, "__arrow_c_stream__"):
        documents = documents.with_format("arrow")[:]
    if kind == "duckdb" and not hasattr(documents, "__arrow_c_stream__"):
        documents = documents.to_arrow_table()
    if hasattr(documents, "__arrow_c_stream__"):
        try:
            return documents.__arrow_c_stream__()
        except ImportError:  # pandas without pyarrow
            return None
    if not hasattr(documents, "__arrow_c_array__"):
        return None
    try:
        import pyarrow
    except ImportError:
        raise InvalidRequest(
            f"a single array of {kind} is read with pyarrow, which is not installed; "
            "pip install pyarrow, or pass a table"
        ) from None
    return pyarrow.table(documents).__arrow_c_stream__()


def with_members(stream: Any, known: Collection[str]) -> Any:
    """The stream, with a column for each of the ``known`` members of its structs.

    A struct is what a dict in a dict is: its member ``text`` in ``raw`` is known as "raw.text".
    """
    wanted = [name for name in _structs(stream) if _has_known(name, known)]
    if not wanted:
        return stream
    try:
        import pyarrow
    except ImportError:
        raise InvalidRequest(
            f"the column {wanted[0]!r} has structs, which are read with pyarrow, and that is not "
            "installed; pip install pyarrow, or pass its members as columns of their own"
        ) from None
    reader = pyarrow.RecordBatchReader.from_stream(_Exported(stream))

    def members(batch: Any) -> Any:
        names = batch.schema.names
        found = {name: batch.column(number) for number, name in enumerate(names)}
        for name in wanted:
            for member, column in _members(name, found.pop(name), known):
                found.setdefault(member, column)
        return pyarrow.Table.from_pydict(found)

    schema = members(reader.schema.empty_table()).schema
    batches = (one for batch in reader for one in members(batch).to_batches())
    return pyarrow.RecordBatchReader.from_batches(schema, batches).__arrow_c_stream__()


class _Exported:
    """A stream, for whoever asks an object for one."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self._stream


def _structs(stream: Any) -> list[str]:
    """The columns of a stream that have structs."""
    address, schema = stream_pointer(stream), ArrowSchema()
    if ArrowStream.from_address(address).get_schema(address, ctypes.byref(schema)):
        return []  # whoever reads the stream learns why
    try:
        children = ctypes.cast(schema.children, ctypes.POINTER(ctypes.POINTER(ArrowSchema)))
        columns = [children[number].contents for number in range(schema.n_children)]
        return [one.name.decode() for one in columns if one.format == b"+s"]
    finally:
        _release(schema, ArrowSchema)


def _has_known(name: str, known: Collection[str]) -> bool:
    return any(one.startswith(f"{name}.") for one in known)


def _members(name: str, column: Any, known: Collection[str]) -> Iterator[tuple[str, Any]]:
    """The known members of a column of structs, and of structs in it."""
    from pyarrow import StructType

    for field, values in zip(column.type, column.flatten()):
        member = f"{name}.{field.name}"
        if member in known:
            yield member, values
        elif _has_known(member, known) and isinstance(field.type, StructType):
            yield from _members(member, values, known)
