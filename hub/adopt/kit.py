"""The kit of a recipe: all that is needed to bring your data to it, with a sample to try first."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pyarrow.parquet as pq
from pyarrow import csv

from hub.contribution import RecipeCard
from hub.data import CONTRACT, as_text, mapping_template, store
from hub.errors import Mendable
from hub.model import Recipe
from hub.render import gloss
from hub.settings import Settings

MAPPING, SAMPLE = "mapping", "sample"
SIZE = 0.2
"""The part of the size of the synthetic data that a sample has."""
START = """\
# {title}: on your own data

{question}

Nothing that you do here leaves your computer.

1. **Try it on the sample.** The folder `{sample}` holds invented records in the form that the
   recipe reads. Run it, and open the report that it names:

       hub run {recipe} --data {kit}/{sample}

2. **Put your files into a folder,** one for each table, as CSV or Parquet. In the place of names
   and numbers give each person a pseudonym, the same in every file.

{tables}

3. **Say which of your columns is which.** `{mapping}` holds a file for each table: write into it
   the name of your file, and that of your column beside each field. A star marks what must be
   there; delete what you do not hold. Files that have the names and codes of the data dictionary
   already need no mapping.

4. **See whether it fits:**

       hub fit {recipe} --data FOLDER --mapping {kit}/{mapping}

5. **Run it:**

       hub run {recipe} --data FOLDER --mapping {kit}/{mapping}
{parameters}
   The report holds what may be shared once your own rules for small numbers are met too.
   All else stays in the folder of the run.

A mapping serves every recipe that reads the table, and every place that has the same system. It
holds no data: keep it, and share it.
"""
RESPONSIBLE = """\
# Before you use it: {title}

This comes from the card of the recipe, as {locality} wrote it. It is no legal advice.
Fill in your own beside it.

| question | the recipe | yours |
|---|---|---|
| What is it for? | {purpose} | |
| Who gains by it? | {benefit} | |
| What harm could it do? | {harm} | |
| What data does it read? | {identifiability}; special categories: {special} | |
| Why no more than these fields? | {minimisation} | |
| On what legal basis? | {basis} | |
| Is there an assessment of data protection (DPIA)? | {dpia} | |
| Who may be missing from the data? | {missing} | |
| How were families asked? | {voice} | |
| How are small numbers protected? | {disclosure} | |

It must not be used for:

{prohibited}

Reviewed by {reviewed_by}, on {review_date}.
"""


class NoKit(Mendable):
    """A kit cannot be written; the text says why and what to do."""


def write(
    recipe: Recipe, card: RecipeCard, named: str, to: Path, shown: Path, settings: Settings
) -> None:
    """Write the kit into a new folder, whole or not at all.

    `named` is the recipe as the terminal knows it, `shown` the folder. Raises NoKit.
    """
    if to.exists():
        raise NoKit(f"{shown} is there already. Give --to another folder.")
    made = to.with_name(f".{to.name}.part")
    try:
        made.mkdir(parents=True)
        _mappings(card, made / MAPPING)
        _sample(recipe, card, made / SAMPLE, settings)
        (made / "START.md").write_text(_start(card, named, shown), encoding="utf-8")
        (made / "RESPONSIBLE-USE.md").write_text(_responsible(recipe, card), encoding="utf-8")
        made.rename(to)
    except OSError as fault:
        raise NoKit(f"{shown} cannot be written: {fault.strerror or fault}.") from fault
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _mappings(card: RecipeCard, folder: Path) -> None:
    folder.mkdir()
    for name, wanted in card.inputs.items():
        needed = [one for one in wanted.fields if one not in wanted.optional]
        text = mapping_template(CONTRACT.table(name), needed, wanted.fields)
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")


def _sample(recipe: Recipe, card: RecipeCard, folder: Path, settings: Settings) -> None:
    """Invented files in the form that the recipe reads, which their names say."""
    folder.mkdir()
    place, profile = settings.data_of(recipe.locality.data_of), settings.profiles[0]
    with tempfile.TemporaryDirectory() as root:
        try:
            store().make(Path(root), profile, seed=settings.seed, scale=SIZE, localities=[place])
        except store().CannotMake as fault:
            raise NoKit(f"The sample cannot be made: {fault}") from fault
        for name, wanted in card.inputs.items():
            path = store().table_path(Path(root), profile, place, name)
            if path.is_file():
                held = pq.read_schema(path).names
                rows = pq.read_table(path, columns=[one for one in wanted.fields if one in held])
                csv.write_csv(as_text(rows), folder / f"{name}.synthetic.csv")


def _start(card: RecipeCard, named: str, shown: Path) -> str:
    tables = "\n".join(
        f"   - `{name}.csv`: {CONTRACT.table(name).title}"
        f"{'' if wanted.required else ' (the recipe can do without)'}"
        for name, wanted in card.inputs.items()
    )
    titles = "".join(
        f"\n   - `-p {name}={one.default}`: {one.title}" for name, one in card.parameters.items()
    )
    return START.format(
        title=card.title,
        question=card.question,
        recipe=named,
        kit=shown.as_posix(),
        sample=SAMPLE,
        mapping=MAPPING,
        tables=tables,
        parameters=f"\n   You may set these, here as they are shared:\n{titles}\n"
        if titles
        else "",
    )


def _responsible(recipe: Recipe, card: RecipeCard) -> str:
    said = card.data_protection
    home = recipe.locality.card.value
    return RESPONSIBLE.format(
        title=card.title,
        locality=home.name if home else recipe.locality.slug,
        purpose=_cell(said.purpose),
        benefit=_cell(said.benefit),
        harm=_cell(said.possible_harm),
        identifiability=gloss.identifiability(said.identifiability),
        special=_cell(", ".join(said.special_category) or "none"),
        minimisation=_cell(said.minimisation),
        basis=_cell(said.legal_basis),
        dpia=said.dpia.done,
        missing=_cell(said.under_represented),
        voice=_cell(said.family_voice),
        disclosure=gloss.disclosure(said.disclosure_profile),
        prohibited="\n".join(f"- {one}" for one in said.prohibited_uses),
        reviewed_by=said.reviewed_by,
        review_date=said.review_date,
    )


def _cell(text: str | None) -> str:
    """A text as one cell of a table in Markdown."""
    return " ".join((text or "it does not say").split()).replace("|", "\\|")
