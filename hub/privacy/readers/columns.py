"""Parquet, Arrow and Feather: the values, column by column, and what their metadata says."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from hub.privacy.passage import Item, Passage
from hub.privacy.readers import binary
from hub.privacy.source import Source

ROWS = 10_000


def read(source: Source) -> Iterator[Item]:
    """The rows as text, and the metadata of file and fields."""
    if source.head.startswith(b"FEA1"):
        yield from binary.read(source)
        return
    if source.head.startswith(b"PAR1"):
        import pyarrow.parquet as pq

        opened = pq.ParquetFile(source.seekable(), pre_buffer=False)
        schema, batches = opened.schema_arrow, opened.iter_batches(batch_size=ROWS)
        own = opened.metadata.metadata or {}
    else:
        import pyarrow as pa

        table = pa.ipc.open_file(source.seekable())
        schema, own = table.schema, {}
        batches = (table.get_batch(at) for at in range(table.num_record_batches))
    yield Passage(source.spot.within("its metadata"), (_said(schema, own),))
    yield Passage(source.spot, _lines(batches, source))


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


def _lines(batches: Iterator[Any], source: Source) -> Iterator[str]:
    header = True
    for batch in batches:
        text = _as_csv(batch, header)
        source.budget.spend(len(text))
        yield text
        header = False


def _as_csv(batch: Any, header: bool) -> str:
    import pyarrow as pa
    from pyarrow import csv

    sink = io.BytesIO()
    try:
        csv.write_csv(batch, sink, csv.WriteOptions(include_header=header))
        return sink.getvalue().decode("utf-8", "replace")
    except pa.ArrowException:  # nested values have no form in a CSV
        return "\n".join(str(row) for row in batch.to_pylist()) + "\n"
