"""Arrow IPC, as Hugging Face's `datasets` save it and as Feather files have it: rows as records, a batch at a time.

What stands in a file whose batches are compressed is refused: how much they unpack to is only known afterwards.
"""

import io
from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.ipc

from nashra.landing.facts.field_names import worth_reading
from nashra.landing.files.unpack import Unpacked
from nashra.landing.limits import Limits
from nashra.landing.readers.parquet_cells import cells
from nashra.landing.readers.parquet_rows import one_row
from nashra.landing.records import BLOCK, Damage, Fault, Part, Record

_FILE, _STREAM = b"ARROW1\x00\x00", b"\xff\xff\xff\xff"
_PACKED = (0xFD2FB528, 0x184D2204)  # how zstd's and LZ4's frames begin
_ERRORS = (pa.ArrowException, OSError, ValueError, MemoryError)


class _Source(io.RawIOBase):
    """The stream as Arrow reads it."""

    def __init__(self, stream: Unpacked) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        return self._stream.read(size)


def read_arrow(stream: Unpacked, part: Part, limits: Limits) -> Iterator[Record | Damage]:
    """Raises Fault where the file can't be read further."""
    if stream.peek(len(_FILE)).startswith(b"ARROW1"):
        stream.read(len(_FILE))  # behind it a file is a stream, and its list of batches comes last
    number = 0
    try:
        for batch in _batches(stream, limits):
            columns = [name for name in batch.schema.names if worth_reading(name)]
            if not columns:
                raise Fault(f"arrow: no column is known among {', '.join(batch.schema.names)[:200]}")
            for start in range(0, batch.num_rows, BLOCK):
                rows = batch.slice(start, BLOCK)
                if any(map(part.takes, (number, number + rows.num_rows - 1))):
                    yield from _rows(rows, number, part, limits)
                number += rows.num_rows
    except _ERRORS as error:
        raise Fault(f"arrow: {' '.join(str(error).split())[:160] or type(error).__name__}") from error


def _batches(stream: Unpacked, limits: Limits) -> Iterator[pa.RecordBatch]:
    """Each message is looked at before it is decoded, and what came of it is validated."""
    before: list[bytes] = []  # the schema, and the dictionaries so far
    for message in pa.ipc.MessageReader.open_stream(_Source(stream)):
        if _is_packed(message.body):
            raise Fault("arrow: compressed batches; save it uncompressed, or as Parquet")
        data = message.serialize().to_pybytes()
        if message.type != "record batch":
            before.append(data)
            continue
        with pa.ipc.open_stream(pa.BufferReader(b"".join([*before, data]))) as reader:
            batch = reader.read_next_batch()
        batch.validate(full=True)
        yield batch


def _is_packed(body: pa.Buffer | None) -> bool:
    """Whether a frame of a compression begins where a buffer's could: behind the eight bytes that say its size."""
    if body is None or body.size < 16:
        return False
    words = np.frombuffer(body, dtype="<u8", count=body.size // 8)
    heads = (words[1:] & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    return bool(np.isin(heads, np.array(_PACKED, dtype=np.uint32)).any())


def _rows(batch: pa.RecordBatch, number: int, part: Part, limits: Limits) -> Iterator[Record | Damage]:
    columns: list[tuple[str, Any]] = [(name, cells(batch.column(i))) for i, name in enumerate(batch.schema.names)]
    for row in range(batch.num_rows):
        if part.takes(number + row):
            yield from one_row({name: cell(row) for name, cell in columns}, number + row, limits)
