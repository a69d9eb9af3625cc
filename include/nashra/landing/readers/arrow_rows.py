"""Arrow IPC, as Hugging Face's `datasets` save it and as Feather files have it: rows as records, a batch at a time.

A compressed batch says before each of its buffers how much it unpacks to: one that says too much is not unpacked.
"""

import io
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.ipc

from nashra.landing.facts.field_names import worth_reading
from nashra.landing.facts.unnamed_parts import reads_as_article
from nashra.landing.files.unpack import Unpacked
from nashra.landing.limits import Limits
from nashra.landing.readers.parquet_cells import cells
from nashra.landing.readers.parquet_rows import one_row
from nashra.landing.records import BLOCK, Damage, Fault, Part, Record

_FILE, _STREAM = b"ARROW1\x00\x00", b"\xff\xff\xff\xff"
_PACKED = (b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18")  # how zstd's and LZ4's frames begin
_SAMPLED = 20  # rows by which a table is told
_SIZE, _STRANGE = 8, 1 << 40  # bytes that say a buffer's size before its frame; a size that is no size but chance
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
            if not any(map(worth_reading, batch.schema.names)) and not _reads_as_articles(batch):
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
        if _unpacked(message.body) > max(limits.unpacked_free_bytes, limits.unpacked_ratio * message.body.size):
            raise Fault(f"bomb: unpacks to more than {limits.unpacked_ratio:g} times its size")
        data = message.serialize().to_pybytes()
        if message.type != "record batch":
            before.append(data)
            continue
        with pa.ipc.open_stream(pa.BufferReader(b"".join([*before, data]))) as reader:
            batch = reader.read_next_batch()
        batch.validate(full=True)
        yield batch


def _unpacked(body: pa.Buffer | None) -> int:
    """Bytes that the compressed buffers of a batch say they unpack to. Also a frame that begins where none should is
    counted: Arrow would read it."""
    if body is None:
        return 0
    data, size = memoryview(body).tobytes(), 0
    for frame in _PACKED:
        at = data.find(frame, _SIZE)
        while at >= 0:
            said = int.from_bytes(data[at - _SIZE : at], "little")
            size += said if at % _SIZE == 0 or said < _STRANGE else 0
            at = data.find(frame, at + 1)
    return size


def _reads_as_articles(batch: pa.RecordBatch) -> bool:
    """Whether one of a batch's first rows reads as an article, whatever its columns are called."""
    columns = [(name, cells(batch.column(i))) for i, name in enumerate(batch.schema.names)]
    rows = range(min(batch.num_rows, _SAMPLED))
    return any(reads_as_article({name: cell(row) for name, cell in columns}) for row in rows)


def _rows(batch: pa.RecordBatch, number: int, part: Part, limits: Limits) -> Iterator[Record | Damage]:
    columns: list[tuple[str, Any]] = [(name, cells(batch.column(i))) for i, name in enumerate(batch.schema.names)]
    for row in range(batch.num_rows):
        if part.takes(number + row):
            yield from one_row({name: cell(row) for name, cell in columns}, number + row, limits)
