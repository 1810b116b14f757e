"""Parquet, Arrow and Feather: the values, row by row, and what their metadata says.

A few bytes can stand for gigabytes: a long text that every row repeats, a page that unfolds. So
texts stay as the dictionary that the file keeps them in, rows are written out in slices of bounded
size, and a file whose parts unfold into more than may be held is not opened further.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, BinaryIO

from hub.privacy import readers
from hub.privacy.budget import MEBIBYTE, TooMuch
from hub.privacy.passage import Item, Passage
from hub.privacy.readers import binary
from hub.privacy.source import BLOCK, Source

ROWS = 10_000
MOST_COLUMNS = 5_000
MOST_HELD = 96 * MEBIBYTE  # what one row group or batch may unfold into
SLICE = 8 * MEBIBYTE  # of text at a time
PACKED = re.compile(rb"(.{8})(?:\x28\xb5\x2f\xfd|\x04\x22\x4d\x18)", re.DOTALL)  # in Arrow files
CONTAINERS = (b"\x1f\x8b", b"PK\x03\x04", b"BZh", b"\xfd7zXZ\x00", b"PAR1", b"ARROW1")
MOST_PACKED = 20  # values that are looked into; one of them tells
A_VALUE = "a packed value"
TOO_LARGE = "its parts unfold into more than can be held"


def read(source: Source) -> Iterator[Item]:
    """The rows as text, and the metadata of file and fields."""
    if source.head.startswith(b"FEA1"):
        yield from binary.read(source)
        return
    schema, own, batches = _parquet(source) if source.head.startswith(b"PAR1") else _arrow(source)
    yield Passage(source.spot.within("its metadata"), (_said(schema, own),))
    packed: list[bytes] = []
    yield Passage(source.spot, _lines(batches, source, packed))
    for data in packed:
        yield from readers.items(source.inner(A_VALUE, io.BytesIO(data)))


def _parquet(source: Source) -> tuple[Any, dict[bytes, bytes], Iterator[Any]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    stream = source.seekable()
    metadata = pq.read_metadata(stream)
    groups = [metadata.row_group(at).total_byte_size for at in range(metadata.num_row_groups)]
    if metadata.num_columns > MOST_COLUMNS or max(groups, default=0) > MOST_HELD:
        raise TooMuch(TOO_LARGE)
    schema = metadata.schema.to_arrow_schema()
    texts = [one.name for one in schema if pa.types.is_string(one.type) or _is_bytes(one.type)]
    opened = pq.ParquetFile(stream, pre_buffer=False, read_dictionary=texts)
    return schema, metadata.metadata or {}, opened.iter_batches(batch_size=ROWS)


def _is_bytes(kind: Any) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_binary(kind) or pa.types.is_large_string(kind))


def _arrow(source: Source) -> tuple[Any, dict[bytes, bytes], Iterator[Any]]:
    import pyarrow as pa

    stream = source.seekable()
    if _unfolds_into(stream) > MOST_HELD:
        raise TooMuch(TOO_LARGE)
    opened = pa.ipc.open_file(stream)
    return opened.schema, {}, _batches(opened)


def _unfolds_into(stream: BinaryIO) -> int:
    """What its compressed parts say they unfold into: eight bytes before each, at whole eights."""
    total, at = 0, 0
    stream.seek(0)
    while len(block := stream.read(BLOCK + 16)) > 16:
        for match in PACKED.finditer(block):
            size = int.from_bytes(match[1], "little", signed=True)
            aligned = (at + match.start()) % 8 == 0 and match.start() < BLOCK
            total += size if aligned and size > 0 else 0
        at += BLOCK
        stream.seek(at)
    stream.seek(0)
    return total


def _batches(opened: Any) -> Iterator[Any]:
    for at in range(opened.num_record_batches):
        batch = opened.get_batch(at)
        yield from (batch.slice(start, ROWS) for start in range(0, batch.num_rows, ROWS))


def _said(schema: Any, own: dict[bytes, bytes]) -> str:
    """Key-value metadata of the file and of each field; the schema as Arrow packs it is no text."""
    pairs = {**own, **(schema.metadata or {})}
    for field in schema:
        pairs |= field.metadata or {}
    kept = {key: value for key, value in pairs.items() if key != b"ARROW:schema"}
    words = [f"{_text(key)}: {_text(value)}" for key, value in kept.items()]
    return "\n".join([*schema.names, *words])


def _text(value: bytes) -> str:
    return value.decode("utf-8", "replace")


def _packed(batch: Any) -> Iterator[bytes]:
    """The values of a batch that are files of a kind that holds others."""
    import pyarrow as pa

    for column in batch.columns:
        values = column.dictionary if pa.types.is_dictionary(column.type) else column
        if pa.types.is_binary(values.type):
            found = (value.as_py() for value in values)
            yield from (
                one for one in found if isinstance(one, bytes) and one.startswith(CONTAINERS)
            )


def _lines(batches: Iterator[Any], source: Source, packed: list[bytes]) -> Iterator[str]:
    """The rows as text; what is packed in them is laid aside."""
    header = True
    for batch in batches:
        packed += islice(_packed(batch), MOST_PACKED - len(packed))
        for part in _sliced(batch):
            text = _as_csv(part, header)
            source.budget.spend(len(text))
            yield text
            header = False


def _sliced(batch: Any) -> Iterator[Any]:
    """The batch in parts whose text is of bounded size."""
    widest = _widest_row(batch)
    if widest > SLICE:
        raise TooMuch(TOO_LARGE)
    rows = max(1, min(batch.num_rows, SLICE // max(widest, 1)))
    yield from (batch.slice(start, rows) for start in range(0, batch.num_rows, rows))


def _widest_row(batch: Any) -> int:
    """At most so many bytes of text stand in one row."""
    import pyarrow as pa
    import pyarrow.compute as pc

    widest = 0
    for column in batch.columns:
        values = column.dictionary if pa.types.is_dictionary(column.type) else column
        if pa.types.is_string(values.type) or _is_bytes(values.type):
            widest += pc.max(pc.binary_length(values)).as_py() or 0
        elif pa.types.is_nested(values.type):
            widest += values.nbytes // 8 + 30  # one row may hold nearly all of them
        else:
            widest += 30
    return widest


def _as_csv(batch: Any, header: bool) -> str:
    import pyarrow as pa
    from pyarrow import csv

    sink = io.BytesIO()
    try:
        csv.write_csv(_written_out(batch), sink, csv.WriteOptions(include_header=header))
        return sink.getvalue().decode("utf-8", "replace")
    except pa.ArrowException:  # nested values have no form in a CSV
        return "\n".join(str(row) for row in batch.to_pylist()) + "\n"


def _written_out(batch: Any) -> Any:
    import pyarrow as pa

    columns = [
        column.dictionary_decode() if pa.types.is_dictionary(column.type) else column
        for column in batch.columns
    ]
    return pa.RecordBatch.from_arrays(columns, names=batch.schema.names)
