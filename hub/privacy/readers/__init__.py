"""Readers: each takes one kind of file apart into text with its place. A list, by first bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hub.privacy.passage import Item
from hub.privacy.readers import (
    archive,
    binary,
    columns,
    database,
    notebook,
    office,
    picture,
    text,
)
from hub.privacy.source import Source

Reader = Callable[[Source], Iterator[Item]]

BY_MAGIC: tuple[tuple[Callable[[bytes], bool], Reader], ...] = (
    (lambda head: head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")), office.read),
    (archive.is_compressed, archive.read_compressed),
    (lambda head: head[257:262] == b"ustar", archive.read_tar),
    (lambda head: head.startswith((b"PAR1", b"ARROW1", b"FEA1")), columns.read),
    (lambda head: head.startswith(b"SQLite format 3\x00"), database.read),
    (picture.is_picture, picture.read),
    (lambda head: head.startswith(b"%PDF"), binary.read_pdf),
    (binary.is_shut, binary.read),
)


def items(source: Source) -> Iterator[Item]:
    """The passages of a source, and what in it cannot be looked into."""
    for known, reader in BY_MAGIC:
        if known(source.head):
            return reader(source)
    if notebook.is_notebook(source):
        return notebook.read(source)
    return text.read(source) if text.is_text(source.head) else binary.read(source)
