"""A bundle: one published version of a recipe as a zip that anyone can fetch, check and run.

    <locality>/locality.yml        who it is from
    <locality>/<recipe>/…          the recipe as it was contributed
    about/                         what it is, its tables, how to cite it, its licence and packages
    SHA256SUMS                     the hash of every other file

The same recipe gives the same bytes: entries are sorted, stored without compression (whose bytes
differ between versions of zlib), and dated 1 January 1980, the first day a zip can hold.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import io
import json
import re
import sys
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from hub import pycode
from hub.data import CONTRACT, table_schema
from hub.model import Recipe

SCHEMA = "1"
DAY_ONE = (1980, 1, 1, 0, 0, 0)
SUMS = "SHA256SUMS"
ABOUT = "about/bundle.json"
LICENCE = """The code of this recipe is under the licence {code}, its text under {text}.
Copyright: {authors}.

{code}: https://spdx.org/licenses/{code}.html
{text}: https://spdx.org/licenses/{text}.html
"""


class Damaged(Exception):
    """A bundle is not what it says it is; the text says how."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle that was opened and checked: its files by path, the list of their sums too."""

    about: Mapping[str, Any]
    files: Mapping[str, bytes]

    @property
    def recipe(self) -> str:
        """The id of the recipe in it."""
        return str(self.about["recipe"])

    @property
    def version(self) -> str:
        """The version of the recipe in it."""
        return str(self.about["version"])

    def of_recipe(self) -> dict[str, bytes]:
        """The files of the recipe's folder, by their path inside it."""
        start = f"{self.recipe}/"
        return {p[len(start) :]: data for p, data in self.files.items() if p.startswith(start)}


def make(recipe: Recipe, citation: str, home: str) -> bytes:
    """The bundle of a recipe whose card could be read; `home` is the address of its hub."""
    card = recipe.card.value
    if card is None:
        raise ValueError(f"{recipe.id} has no card")
    files = {f"{recipe.id}/{file.path}": file.data for file in recipe.files}
    if recipe.locality.data:
        files[f"{recipe.locality.slug}/locality.yml"] = recipe.locality.data
    authors = ", ".join(author.name for author in card.authors)
    files["about/CITATION.cff"] = citation.encode()
    files["about/LICENCE.txt"] = LICENCE.format(
        code=card.licence.code, text=card.licence.text, authors=authors
    ).encode()
    files["about/contract.json"] = _json(_contract(recipe))
    files["about/packages.txt"] = _packages(recipe).encode()
    files[ABOUT] = _json(_about(recipe, home))
    return zipped(files)


def _about(recipe: Recipe, home: str) -> dict[str, Any]:
    card = recipe.card.value
    source = recipe.source
    return {
        "schema": SCHEMA,
        "recipe": recipe.id,
        "version": card.version if card else "",
        "title": recipe.title,
        "question": card.question if card else "",
        "hub": home,
        "from": {"address": source.address, "path": source.path} if source else None,
        "contract": CONTRACT.version,
        "python": ".".join(map(str, sys.version_info[:2])),
        "data_of": recipe.locality.data_of,
    }


def _contract(recipe: Recipe) -> dict[str, Any]:
    """The tables that the recipe asks for, with the fields it needs of each."""
    card = recipe.card.value
    tables = []
    for name, asked in sorted(card.inputs.items()) if card else ():
        if not CONTRACT.has_table(name):
            continue
        schema = table_schema(CONTRACT.table(name))
        wanted = set(asked.fields)
        schema["fields"] = [field for field in schema["fields"] if field["name"] in wanted]
        schema.pop("foreignKeys", None)
        schema.pop("primaryKey", None)
        tables.append({"name": name, "required": asked.required, "schema": schema})
    return {"contract": CONTRACT.version, "tables": tables}


def _packages(recipe: Recipe) -> str:
    """The packages that the recipe imports, at the versions it was checked with."""
    found = {
        f"{dist}=={_version(dist)}"
        for name in _imported(recipe)
        for dist in _providers().get(name, ())
    }
    return "".join(f"{line}\n" for line in sorted(found))


@cache
def _providers() -> Mapping[str, Sequence[str]]:
    """Which distributions give each module: looked up once, since that reads all of them."""
    return importlib.metadata.packages_distributions()


@cache
def _version(distribution: str) -> str:
    return importlib.metadata.version(distribution)


def _imported(recipe: Recipe) -> set[str]:
    sources = [cell.source for cell in recipe.notebook.code]
    sources += [recipe.text(file.path) for file in recipe.files if file.suffix == ".py"]
    return {one.name for source in sources for one in pycode.imports(pycode.tree(source))}


def _json(value: Any) -> bytes:
    return (json.dumps(value, indent=1, ensure_ascii=False, sort_keys=True) + "\n").encode()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files and their checksums as a zip of the same bytes wherever it is made."""
    sums = "".join(f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files))
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for path, data in (*sorted(files.items()), (SUMS, sums.encode())):
            info = zipfile.ZipInfo(path, DAY_ONE)
            info.create_system, info.external_attr = 3, 0o100644 << 16
            archive.writestr(info, data)
    return written.getvalue()


SAFE = re.compile(
    r"^(?!(.*/)?\.{1,2}(/|$))"  # up and out
    r"(?!(.*/)?(con|prn|aux|nul|com\d|lpt\d)(\.|/|$))(?!.*[. ](/|$))"  # no file, on Windows
    r"[A-Za-z0-9_][A-Za-z0-9 ._/-]{0,200}$",
    re.IGNORECASE,
)


def open_bundle(data: bytes, most: int = 200_000_000) -> Bundle:
    """Open a bundle and hold every file against its sum. Raises Damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            names = [entry.filename for entry in entries]
            if sum(entry.file_size for entry in entries) > most or len(names) > 1000:
                raise Damaged("it is larger than a recipe can be")
            if len(set(map(str.casefold, names))) != len(names):
                raise Damaged("two of its files have the same name")
            if any(entry.compress_type != zipfile.ZIP_STORED for entry in entries):
                raise Damaged("its files are compressed, and a hub compresses none")
            if not all(SAFE.match(name) for name in names):
                raise Damaged("a file in it would be written elsewhere")
            files = {name: archive.read(name) for name in names}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as fault:
        raise Damaged("it is not a readable zip") from fault
    return _checked(files)


def _checked(files: dict[str, bytes]) -> Bundle:
    sums = files.get(SUMS, b"").decode("utf-8", "replace")
    pairs = (line.partition("  ") for line in sums.splitlines())
    said = {path: digest for digest, _, path in pairs if path}
    if {*said, SUMS} != set(files):
        raise Damaged("its list of files is not that of its files")
    for path in sorted(said):
        if hashlib.sha256(files[path]).hexdigest() != said[path]:
            raise Damaged(f"{path} is not what it was when it was published")
    try:
        about = json.loads(files[ABOUT])
        bundle = Bundle(about, files)
        if about["schema"] != SCHEMA or not bundle.of_recipe():
            raise Damaged("it holds no recipe that this version of the hub understands")
    except (ValueError, KeyError, TypeError) as fault:
        raise Damaged("it does not say what it is") from fault
    return bundle
