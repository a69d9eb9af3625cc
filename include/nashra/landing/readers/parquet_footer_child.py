"""Run as a process of its own by parquet_footer: reads footers of Parquet files, and dies of those that Arrow dies of.

On stdin, again and again: the footer's bytes, two limits, each number in eight bytes; on stdout, a length and JSON.
"""

import io
import json
import select
import struct
import sys
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

HEAD, LENGTH = struct.Struct("<QQQ"), struct.Struct("<Q")
MAGIC = b"PAR1"
IDLE = 30  # seconds without a question after which it ends: it is begun again when there is one


def told(footer: bytes, strings: int, containers: int) -> dict[str, Any]:
    """What a footer says of each row group: its rows, and of each column path, type, bytes unpacked and values."""
    whole = MAGIC + footer + struct.pack("<I", len(footer)) + MAGIC
    try:
        file = pq.ParquetFile(
            io.BytesIO(whole), thrift_string_size_limit=strings, thrift_container_size_limit=containers
        )
        return {"groups": [_group(file.metadata.row_group(group)) for group in range(file.num_row_groups)]}
    except (pa.ArrowException, OSError, ValueError, MemoryError) as error:
        return {"error": " ".join(str(error).split())[:300] or type(error).__name__}


def _group(group: Any) -> dict[str, Any]:
    columns = [group.column(index) for index in range(group.num_columns)]
    return {
        "rows": group.num_rows,
        "columns": [[c.path_in_schema, c.physical_type, c.total_uncompressed_size, c.num_values] for c in columns],
    }


def main(asked: BinaryIO, answers: BinaryIO) -> None:
    while select.select([asked], [], [], IDLE)[0] and (head := asked.read(HEAD.size)):
        size, strings, containers = HEAD.unpack(head)
        said = json.dumps(told(asked.read(size), strings, containers)).encode()
        answers.write(LENGTH.pack(len(said)) + said)
        answers.flush()


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
