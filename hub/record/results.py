"""Declared results read back from the files of a run; what is not right comes back as spoiled."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hub import pictures
from hub.contribution import FigureResult, NumberResult, RecipeCard, TableResult
from hub.model import Execution, Figure, Number, ResultFile, Spoiled, Table
from hub.seen import plain
from hub.settings import Limits

NUMBERS = "numbers.json"
FIGURES = (".svg", ".png", ".vl.json")
ALT = ".alt.txt"
SUPPRESSED = {"*", "c", "x", "z", "low", ""}
COUNT = re.compile(r"^\d+(\.0+)?$")
LONGEST_ALT = 600
LONGEST_NAME, MOST_NAMED = 60, 20


@dataclass(frozen=True, slots=True)
class Reading:
    """What could be read of the results, what could not, and what nobody declared."""

    results: Mapping[str, ResultFile]
    spoiled: tuple[Spoiled, ...]
    undeclared: tuple[str, ...]
    unasked: tuple[str, ...] = ()  # that rest on an optional input which is not there


class _Wrong(Exception):
    """A result that cannot be used: what is wrong, and what to do."""

    def __init__(self, problem: str, do: str) -> None:
        super().__init__(problem)
        self.problem, self.do = problem, do


def read_back(
    card: RecipeCard, folder: Path, limits: Limits, execution: Execution | None = None
) -> Reading:
    """Read every declared result of a run's results folder.

    What rests on an optional input that the run did not have is not asked for; a file that the run
    left and that was not taken is spoiled, with the reason.
    """
    absent, notes = (execution.absent, execution.notes) if execution else ((), ())
    files = {path.name: path.read_bytes() for path in sorted(folder.glob("*")) if path.is_file()}
    numbers, trouble = _numbers(files.get(NUMBERS))
    found: dict[str, ResultFile] = {}
    spoiled: list[Spoiled] = []
    unasked: list[str] = []
    for name, result in card.results.items():
        try:
            if isinstance(result, NumberResult):
                found[name] = _number(name, numbers, trouble, files.get(NUMBERS, b""))
            elif isinstance(result, TableResult):
                found[name] = _table(name, result, files, limits)
            else:
                found[name] = _figure(name, result, files)
        except _Missing as fault:
            if rests_on(result.needs, absent):
                unasked.append(name)
            else:
                spoiled.append(_why_missing(name, result, fault, notes))
        except _Wrong as fault:
            spoiled.append(Spoiled(name, False, fault.problem, fault.do))
    undeclared = tuple(_undeclared(card, files, numbers))
    return Reading(found, tuple(spoiled), undeclared, tuple(unasked))


def _why_missing(
    name: str,
    result: NumberResult | TableResult | FigureResult,
    fault: _Missing,
    notes: Sequence[str],
) -> Spoiled:
    """That it was not written, unless its file was, and was left behind."""
    endings = {"number": (), "table": (".csv",), "figure": FIGURES}[result.kind]
    files = [NUMBERS] if result.kind == "number" else [f"{name}{one}" for one in endings]
    for note in notes:
        if any(note.startswith(f"{file} was left behind") for file in files):
            return Spoiled(name, False, f"results/{note}", "write it as a plain, smaller file.")
    return Spoiled(name, True, fault.problem, fault.do)


def rests_on(needs: Iterable[str], absent: Sequence[str]) -> bool:
    """Whether one of the optional inputs needed, table or table.field, is not there."""
    return any(one in absent or one.partition(".")[0] in absent for one in needs)


class _Missing(_Wrong):
    """A result that is not there."""


def _undeclared(
    card: RecipeCard, files: Mapping[str, bytes], numbers: Mapping[str, Any]
) -> Iterator[str]:
    expected = {NUMBERS}
    for name, result in card.results.items():
        if isinstance(result, TableResult):
            expected.add(f"{name}.csv")
        elif isinstance(result, FigureResult):
            expected |= {f"{name}{ending}" for ending in (*FIGURES, ALT)}
    yield from sorted(set(files) - expected)
    declared = {n for n, r in card.results.items() if isinstance(r, NumberResult)}
    yield from map(_shown, sorted(set(numbers) - declared))


def _shown(name: str) -> str:
    """A name that a recipe made up, as a finding can hold it."""
    return plain(name[:LONGEST_NAME])


def _numbers(data: bytes | None) -> tuple[dict[str, Any], str | None]:
    """The numbers file as a mapping, and what is wrong with it as a whole."""
    if data is None:
        return {}, None
    try:
        read = json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant)
    except RecursionError:
        return {}, "results/numbers.json nests too deeply."
    except ValueError as fault:
        said = str(fault) if "JSON does not know" in str(fault) else "it is not readable as JSON"
        return {}, f"results/numbers.json: {said}."
    if not isinstance(read, dict):
        return {}, "results/numbers.json holds no names with numbers."
    return read, None


def _no_constant(name: str) -> None:
    raise ValueError(f"it holds {name}, which JSON does not know")


def _number(name: str, numbers: Mapping[str, Any], trouble: str | None, data: bytes) -> ResultFile:
    parts_of_it = '{"value": …, "lower": …, "upper": …, "n": …}'
    form = f'write {{"{name}": {parts_of_it}}}, a plain number, or "*" where it is kept back.'
    if trouble:
        raise _Wrong(trouble, form)
    if name not in numbers:
        raise _Missing(f'the number "{name}" is not in results/numbers.json.', form)
    given = numbers[name]
    parts = given if isinstance(given, dict) else {"value": given}
    strange = set(parts) - {"value", "lower", "upper", "n"}
    if strange:
        raise _Wrong(f'the number "{name}" has a part "{_shown(min(strange))}".', form)
    if "value" in parts and parts["value"] == "*":
        return ResultFile(name, NUMBERS, _sha256(data), Number(None))
    for part, value in parts.items():
        if not _is_number(value) or (part == "n" and value != int(value)):
            raise _Wrong(f'the {part} of "{name}" is not a number.', form)
    if "value" not in parts:
        raise _Wrong(f'the number "{name}" has no value.', form)
    number = Number(
        float(parts["value"]),
        _float(parts.get("lower")),
        _float(parts.get("upper")),
        int(parts["n"]) if "n" in parts else None,
    )
    if number.lower is not None and number.upper is not None and number.lower > number.upper:
        raise _Wrong(f'the interval of "{name}" is upside down.', "give the lower end as lower.")
    return ResultFile(name, NUMBERS, _sha256(data), number)


def _is_number(value: Any) -> bool:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number of more than 308 digits
        return False


def _float(value: Any) -> float | None:
    return None if value is None else float(value)


def _table(
    name: str, result: TableResult, files: Mapping[str, bytes], limits: Limits
) -> ResultFile:
    file = f"{name}.csv"
    if file not in files:
        raise _Missing(f"the table results/{file} was not written.", f"write results/{file}.")
    try:
        text = files[file].decode("utf-8-sig")
        rows = [tuple(row) for row in csv.reader(io.StringIO(text), strict=True) if row]
    except (UnicodeDecodeError, csv.Error) as fault:
        raise _Wrong(
            f"results/{file} is not a table in UTF-8 text with commas.",
            "write it with table.to_csv(…, index=False).",
        ) from fault
    _check_table(file, result, rows, limits)
    return ResultFile(name, file, _sha256(files[file]), Table(rows[0], tuple(rows[1:])))


def _check_table(
    file: str, result: TableResult, rows: list[tuple[str, ...]], limits: Limits
) -> None:
    if not rows or not all(cell.strip() for cell in rows[0]):
        raise _Wrong(
            f"results/{file} has a column without a name.",
            "write it with table.to_csv(…, index=False).",
        )
    header = rows[0]
    if len(set(header)) != len(header):
        raise _Wrong(f"results/{file} has two columns of one name.", "rename one of them.")
    if any(len(row) != len(header) for row in rows):
        raise _Wrong(f"results/{file} has rows of different lengths.", "write it with to_csv.")
    if len(rows) - 1 > limits.table_rows:
        raise _Wrong(
            f"results/{file} has {len(rows) - 1:,} rows; the most is {limits.table_rows:,}.",
            "publish groups, not single records.",
        )
    for count in result.counts:
        if count not in header:
            raise _Wrong(
                f'results/{file} has no column "{count}", which recipe.yml names under counts.',
                f"its columns are: {', '.join(map(_shown, header[:MOST_NAMED]))}.",
            )
        at = header.index(count)
        if not all(COUNT.match(row[at]) or row[at] in SUPPRESSED for row in rows[1:]):
            raise _Wrong(
                f'the column "{count}" of results/{file} holds what is no count.',
                "write whole numbers, or * where a number is kept back.",
            )


def _figure(name: str, result: FigureResult, files: Mapping[str, bytes]) -> ResultFile:
    given = [ending for ending in FIGURES if f"{name}{ending}" in files]
    if not given:
        raise _Missing(
            f"the figure results/{name}.svg was not written.",
            f'write it with figure.savefig(f"{{results}}/{name}.svg").',
        )
    ending = given[0]
    data = files[f"{name}{ending}"]
    if pictures.of(data, ending.lstrip("."), "") is None:
        raise _Wrong(
            f"results/{name}{ending} is not a picture that can be shown.",
            "save it again, smaller than 3 MB, with nothing in it that comes from elsewhere.",
        )
    words = files.get(f"{name}{ALT}", b"").decode("utf-8", errors="replace")
    alt = " ".join(words.split())[:LONGEST_ALT] or result.alt or ""
    kind = ending.lstrip(".")
    figure = Figure(kind, alt, pictures.texts(data, kind), _rows(pictures.rows(data, kind)))
    return ResultFile(name, f"{name}{ending}", _sha256(data), figure)


def _rows(values: list[dict[str, object]]) -> Table | None:
    """The values of a figure as a table, one row a mark."""
    if not values:
        return None
    header = tuple(dict.fromkeys(name for row in values for name in row))
    cells = (tuple("" if row.get(n) is None else str(row[n]) for n in header) for row in values)
    return Table(header, tuple(cells))


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
