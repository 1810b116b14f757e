"""Mapping files: how the files of your systems become the tables that recipes read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hub.adopt.misfit import Misfit
from hub.collect import yamlfile
from hub.contribution.mapping import ColumnCard, MappingCard
from hub.data import CONTRACT, FieldMapping, TableMapping
from hub.nearest import suggestion

LARGEST = 1_000_000  # bytes of a mapping file
ENDINGS = (".yml", ".yaml", ".json")


def read_all(path: Path) -> tuple[dict[str, TableMapping], tuple[Misfit, ...]]:
    """The mappings of a file, or of every mapping file in a folder, by table; and what is wrong."""
    found: dict[str, TableMapping] = {}
    wrong: list[Misfit] = []
    for file in _files(path):
        card, mistakes = _read(file)
        wrong += mistakes
        if card is None or not any(one.column for one in card.fields.values()):
            continue  # a template that nobody has filled in
        if card.table in found:
            words = f"the table {card.table} has a mapping in another file already."
            wrong.append(Misfit(file.name, words, "Keep one of the two."))
        found[card.table] = _mapping(card)
    if not found and not wrong:
        words = "no mapping there names a column."
        wrong.append(Misfit(path.name, words, "Fill one in; hub adopt writes what to fill in."))
    return found, tuple(wrong)


def _mapping(card: MappingCard) -> TableMapping:
    """What a card says, of the fields that have a column."""
    return TableMapping(
        table=card.table,
        file=card.file,
        fields=tuple(_of_field(name, one) for name, one in card.fields.items() if one.column),
        delimiter=card.delimiter,
        encoding=card.encoding,
        yes=card.yes,
        no=card.no,
        blank=card.blank,
        vendor=card.vendor,
    )


def _of_field(name: str, one: ColumnCard) -> FieldMapping:
    codes = {ours: tuple(filter(None, theirs)) for ours, theirs in one.codes.items()}
    return FieldMapping(name, one.column, one.date_format, one.factor, one.yes, one.no, codes)


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(one for one in path.iterdir() if one.suffix.lower() in ENDINGS)
    return [path]


def _read(file: Path) -> tuple[MappingCard | None, list[Misfit]]:
    try:
        data = file.read_bytes() if file.stat().st_size <= LARGEST else b""
    except OSError as fault:
        words = f"it cannot be read: {fault.strerror}."
        return None, [Misfit(file.name, words, "Give --mapping another file or folder.")]
    document = yamlfile.read(file.name, data, MappingCard)
    wrong = [
        Misfit(
            f"{file.name}, line {one.line}" if one.line else file.name,
            one.problem,
            _sentence(one.do),
        )
        for one in document.mistakes
    ]
    card = document.value
    return card, wrong + [Misfit(file.name, *words) for words in _strange(card)] if card else wrong


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _strange(card: MappingCard) -> Iterator[tuple[str, str]]:
    """A table, fields and codes that the data dictionary does not have."""
    if not CONTRACT.has_table(card.table):
        near = suggestion(card.table, CONTRACT.table_names, "table")
        yield f'there is no table "{card.table}".', _sentence(near)
        return
    table = CONTRACT.table(card.table)
    for name, one in card.fields.items():
        if not table.has_field(name):
            near = suggestion(name, table.field_names, "field")
            yield f'the table {table.name} has no field "{name}".', _sentence(near)
            continue
        for code in set(one.codes) - set(table.field(name).codes):
            near = suggestion(code, table.field(name).codes, "code")
            yield f'the field {name} has no code "{code}".', _sentence(near)
