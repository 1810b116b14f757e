"""The draft as files, and in words: what was done, and what only the author can decide."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files as resources
from pathlib import Path
from string import Template

from hub.check.instead import INSTEAD
from hub.data import CONTRACT
from hub.intake.reading import Page
from hub.intake.rewritten import Input, Rewritten
from hub.nearest import listed, number_of
from hub.new import choices
from hub.privacy import Kind, mask, scan_bytes
from hub.repair.notebook import as_text
from hub.vocabulary import NATIONS, WORDS


@dataclass(frozen=True, slots=True)
class Told:
    """What is known beside the notebook: its file's name, a title that was given, whose it is."""

    stem: str
    title: str | None
    locality: str


def title_of(made: Rewritten, told: Told) -> str:
    """The title given, or the first heading, or the file's name in words."""
    words = told.title or made.heading or re.sub(r"[_\-.]+", " ", told.stem)
    plain = re.sub(r"[*_`#<>\[\]{}]", "", words)
    plain = "".join(letter for letter in plain if letter.isprintable()).strip()[:100]
    return plain if len(plain) >= 3 else f"Notebook {plain}".strip()


def files(made: Rewritten, told: Told) -> dict[str, str]:
    """recipe.yml, README.md, CHANGELOG.md and the notebook."""
    title = title_of(made, told)
    question = title if title.endswith("?") else f"To say: what does {title} answer?"
    said = {
        "title": quoted(title),
        "plain_title": title,
        "question": quoted(question[:200]),
        "summary": quoted(f"To say: what it shows. ({title[:110]})"),
        "team": quoted(f"{told.locality} {WORDS.says.about} team"),
        "topic": _topic(made),
        "method": choices.method(),
        "nation": NATIONS[0].slug,
        "people": WORDS.says.people,
        "inputs": "\n".join(_inputs(made)),
        "parameters": "\n".join(_parameters(made)),
        "results": "\n".join(_results(made)),
        "today": dt.datetime.now(dt.UTC).date().isoformat(),
        "cells": str(sum(one["cell_type"] == "code" for one in made.cells)),
        "reads": listed({one.match.table for one in made.inputs if one.match}) or "no table yet",
    }
    return {
        "recipe.yml": _filled("recipe.yml", said),
        "README.md": _filled("README.md", said),
        "CHANGELOG.md": "# Changes\n\n## 0.1.0\n\n- First draft, made of a notebook.\n",
        "recipe.ipynb": as_text(made.cells),
    }


def _topic(made: Rewritten) -> str:
    services = [CONTRACT.table(one.match.table).service for one in made.inputs if one.match]
    known = [one for one in services if one in WORDS.services]
    return choices.topic(known[0] if known else "")


def _inputs(made: Rewritten) -> Iterator[str]:
    tables: dict[str, dict[str, None]] = {}
    for one in made.inputs:
        if one.match:
            table = CONTRACT.table(one.match.table)
            fields = tables.setdefault(one.match.table, {})
            if not (one.no_others and one.match.fields):
                fields.update(dict.fromkeys(table.key))
            fields.update(dict.fromkeys(one.match.fields.values()))
    for name, fields in tables.items():
        yield f"  {name}:\n    fields: [{', '.join(fields)}]"
    if not tables:
        first = CONTRACT.tables[0]
        yield f"  # To say: the tables it reads; hub explain table lists them.\n  {first.name}:"
        yield f"    fields: [{', '.join(first.key)}]"


def _parameters(made: Rewritten) -> Iterator[str]:
    if made.parameters:
        yield "\nparameters:"
    for one in made.parameters:
        value = str(one.value) if one.kind == "date" else json.dumps(one.value, ensure_ascii=False)
        yield f"  {one.name}:\n    type: {one.kind}\n    default: {value}"
        yield f"    title: {quoted(one.name.replace('_', ' ').capitalize())}"


def _results(made: Rewritten) -> Iterator[str]:
    for name, kind in made.results.items():
        title = quoted(name.replace("_", " ").capitalize())
        yield f"  {name}:\n    kind: {kind}\n    title: {title}"
        if kind == "figure":
            yield '    alt: "To say: what the figure shows, for those who cannot see it."'
        yield "    class: local # publishable once its small counts are made safe"
    if not made.results:
        yield "  # To say: what it gives; the notebook wrote no file.\n  first_number:"
        yield "    kind: number\n    title: To say"


def done(page: Page, made: Rewritten) -> tuple[str, ...]:
    """What was done to the notebook, in words."""
    said = []
    if page.outputs:
        said.append(f"took out the outputs of {number_of(page.outputs, 'cell')}")
    if page.attachments:
        said.append(f"took out the attachments of {number_of(page.attachments, 'cell')}")
    if page.owner:
        said.append(f"took out metadata: {listed(page.owner, 6)}")
    if made.parameters:
        said.append(f"made parameters of {listed(one.name for one in made.parameters)}")
    for one in made.inputs:
        if one.match:
            sure = "" if one.match.sure else " (a guess)"
            said.append(f"cell {one.cell}: {one.file} is now the table {one.match.table}{sure}")
    if made.results:
        said.append(f"declared the results {listed(made.results)}")
    if made.helpers:
        said.append(f"copied the helpers {listed(made.helpers)}")
    if made.taken:
        said.append(f"took out {listed(set(made.taken), 8)}")
    used = made.packages - set(made.missing)
    if used:
        said.append(f"uses the packages {listed(used, 15)}")
    return tuple(mask(one) for one in said)


def decide(made: Rewritten, folder: Path, notebook: str, first: bool) -> tuple[str, ...]:
    """What only the author can decide, most pressing first."""
    said = [*_private(notebook)]
    said += [f"cell {number}: {problem}." for number, problem in made.problems]
    said += _tables(made)
    said += _packages(made)
    said += [f"the file {name} is needed and was not found beside the notebook."
             for name in sorted(made.lacking)]  # fmt: skip
    said += [f"cell {n}: {call} reads from the internet, which a run does not have."
             for n, call in made.network]  # fmt: skip
    if made.spark:
        cells = listed(map(str, made.spark), 8)
        said.append(f"cell {cells}: still speaks to Spark; write it with pandas, which reads now.")
    if not made.results:
        said.append("what does it give? Write a number, a table or a figure as a result.")
    said.append(f'say in {folder.name}/recipe.yml and README.md what begins with "To say:".')
    said.append(
        "write expected.yml: what the results must be on the synthetic data (hub explain R105)."
    )
    if first:
        said.append(f"say in {folder.parent.name}/locality.yml who you are, and your mailbox.")
    return tuple(mask(one) for one in said)


def _private(notebook: str) -> Iterator[str]:
    """What must go before anybody else sees the draft: by kind and cell, never the thing itself."""
    for one in scan_bytes("recipe.ipynb", notebook.encode()):
        yield (
            f"cell {one.spot.cell} of the draft holds what could be {one.kind}: "
            "take it out before you commit the draft"
            + (", and change it, for it was in a file." if one.kind is Kind.SECRET else ".")
        )


def _tables(made: Rewritten) -> Iterator[str]:
    """Which table is which, each question asked once for all the files that it is about."""
    lost = [one for one in made.inputs if one.match is None and not one.published]
    published = [one for one in made.inputs if one.published]
    guessed = [one for one in made.inputs if one.match and not one.match.sure]
    if lost:
        yield (
            f"{_files(lost)}: no table of the contract is like it. Choose one (hub explain table), "
            "or put a small reference table in lookups/."
        )
    if published:
        yield (
            f"{_files(published)}: these are published totals, and not records. Count them from a "
            "table of the contract, or put them in lookups/ with their source and licence."
        )
    for one in guessed:
        table = one.match.table if one.match else ""
        yield f"is {one.file} the table {table}? It is a guess (cell {one.cell})."
    for one in made.inputs:
        if one.match and one.match.unknown:
            columns = listed(one.match.unknown, 6)
            yield (
                f"the table {one.match.table} has nothing like: {columns} (cell {one.cell}). "
                f"What it has: hub explain table {one.match.table}."
            )
    asked = sorted({one.cell for one in made.inputs if one.query})
    if asked:
        yield (
            f"cell {listed(map(str, asked))}: what the query chose or joined must be done in "
            "pandas now; its words stand there as a comment."
        )


def _files(inputs: list[Input]) -> str:
    return listed(dict.fromkeys(f"{one.file} (cell {one.cell})" for one in inputs), 12)


def _packages(made: Rewritten) -> Iterator[str]:
    """The packages that are not here, with what can be used in their place."""
    names = [name for name in sorted(made.missing) if name not in INSTEAD]
    for name in sorted(set(made.missing) - set(names)):
        yield f"cell {made.missing[name]}: the hub does not offer {name}: {INSTEAD[name]}"
    if names:
        cells = listed((f"{name} (cell {made.missing[name]})" for name in names), 12)
        yield (
            f"the hub does not offer {cells}: do without, or put the helper file beside the "
            "notebook if it is yours (hub explain N109)."
        )


def _filled(name: str, said: dict[str, str]) -> str:
    text = resources("hub.intake").joinpath("templates", name).read_text("utf-8")
    return Template(text).substitute(said)


def quoted(words: str) -> str:
    """Words as YAML takes them, whatever is in them."""
    return json.dumps(" ".join(words.split()), ensure_ascii=False)
