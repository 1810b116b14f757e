"""SQLite databases: every table as rows, and the bytes as they lie, deleted rows among them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from urllib.parse import quote

from hub.privacy.budget import TooMuch
from hub.privacy.passage import Item, Passage
from hub.privacy.readers import binary, office
from hub.privacy.source import Source

STEPS = 100_000  # of its machine, between two looks at the clock
LONGEST = 4 << 20  # bytes of one value: a column may be worked out, and come to gigabytes


def read(source: Source) -> Iterator[Item]:
    """The rows of every table, and the strings of the file itself."""
    database = _opened(source)
    try:
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
        database.execute("PRAGMA trusted_schema = OFF")
        database.set_progress_handler(lambda: _late(source), STEPS)
        names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for number, (name,) in enumerate(names, start=1):
            quoted = '"' + str(name).replace('"', '""') + '"'
            rows = database.execute(f"SELECT * FROM {quoted}")  # noqa: S608 - a name, quoted
            header = tuple(column[0] for column in rows.description)
            lines = office.as_lines(_chained(header, rows))
            yield Passage(source.spot.within(f"table {number}"), lines)
    finally:
        database.close()
    stream = source.seekable()
    yield Passage(source.spot.within("its bytes"), binary.strings(binary.blocks_of(stream)))


def _opened(source: Source) -> sqlite3.Connection:
    if source.path is not None:
        address = f"file:{quote(str(source.path.resolve()))}?mode=ro&immutable=1"
        return sqlite3.connect(address, uri=True)
    database = sqlite3.connect(":memory:")
    database.deserialize(source.seekable().read())
    return database


def _chained(header: tuple[str, ...], rows: sqlite3.Cursor) -> Iterator[tuple[object, ...]]:
    yield header
    while some := rows.fetchmany(1_000):
        yield from some


def _late(source: Source) -> int:
    try:
        source.budget.in_time()
    except TooMuch:
        return 1
    return 0
