"""Recipes for tests: a whole good one on disk, changed as a case says."""

from __future__ import annotations

import json
import pickle
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from hub.collect import Collection, collect
from hub.settings import Settings
from tests.privacy.invented import a_person
from tests.privacy.made import a_jpeg, an_exif_position, as_csv

CASES = Path(__file__).parent / "cases"
BASE = CASES / "base"
LOCALITY, SLUG = "casebridge", "deprived-areas"


@dataclass(frozen=True)
class Case:
    """A folder of tests/cases: the check it is for, and how it differs from the good recipe."""

    code: str
    folder: Path
    says: dict[str, Any]


def cases() -> list[Case]:
    """Every case, sorted by code."""
    return [
        Case(folder.name[:4], folder, yaml.safe_load((folder / "case.yml").read_text("utf-8")))
        for folder in sorted(CASES.iterdir())
        if folder.name != "base"
    ]


def write_recipe(
    project: Path, *, locality: str = LOCALITY, slug: str = SLUG, case: Case | None = None
) -> Path:
    """Write the good recipe into project/recipes, changed as a case says; its folder."""
    says = case.says if case else {}
    folder = project / "recipes" / locality / says.get("slug", slug)
    shutil.copytree(BASE, folder)
    if case:
        shutil.copytree(case.folder, folder, dirs_exist_ok=True)
        (folder / "case.yml").unlink()
    for change in says.get("replace", ()):
        path = folder / change["in"]
        text = path.read_text("utf-8")
        assert change["this"] in text, f"{change['this']!r} is not in {path.name}"
        path.write_text(text.replace(change["this"], change["by"], 1), "utf-8")
    for name, more in says.get("append", {}).items():
        (folder / name).write_text((folder / name).read_text("utf-8") + more, "utf-8")
    if "plant" in says:
        path = folder / says["plant"]["in"]
        path.write_text(path.read_text("utf-8") + an_issued(says["plant"]["kind"]), "utf-8")
    for name, kind in says.get("put", {}).items():
        (folder / name).write_bytes(a_file(kind))
    for name in says.get("remove", ()):
        (folder / name).unlink()
    for old, new in says.get("rename", {}).items():
        (folder / old).rename(folder / new)
    if (folder / "recipe.py").exists():
        script = (folder / "recipe.py").read_text("utf-8")
        notebook = as_notebook(script, says.get("language", "python"), says.get("outputs", False))
        (folder / "recipe.ipynb").write_text(json.dumps(notebook), "utf-8")
        (folder / "recipe.py").unlink()
    if (folder / "locality.yml").exists():
        (folder / "locality.yml").rename(folder.parent / "locality.yml")
    for other in says.get("beside", ()):
        shutil.copytree(folder, folder.with_name(other))
    return folder


def as_notebook(script: str, language: str = "python", outputs: bool = False) -> dict[str, Any]:
    """A notebook from a script in percent form: `# %%`, `# %% [markdown]` or `# %% tags=…`."""
    cells = []
    for block in script.split("# %%")[1:]:
        head, _, body = block.partition("\n")
        markdown = "[markdown]" in head
        source = "\n".join(line[2:] for line in body.splitlines()) if markdown else body
        cell: dict[str, Any] = {
            "cell_type": "markdown" if markdown else "code",
            "id": f"c{len(cells)}",
            "metadata": {"tags": head.split("tags=")[1].split(",")} if "tags=" in head else {},
            "source": source.strip("\n"),
        }
        if not markdown:
            output = {"output_type": "stream", "name": "stdout", "text": "1"}
            cell |= {"execution_count": None, "outputs": [output] if outputs else []}
        cells.append(cell)
    kernel = {"name": "k", "display_name": "k", "language": language}
    return {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}


def an_issued(kind: str) -> str:
    """What could belong to a person, made up here so that no file of ours holds any."""
    who = a_person()
    made = {
        "nhs_number": who.nhs,
        "pupil_number": who.upn,
        "national_insurance_number": who.ni,
        "postcode": who.postcode,
        "mail_address": who.mail,
        "phone_number": who.phone,
        "date_of_birth": f"dob: {who.born}",
        "records": as_csv(),
        "password": f'password = "{who.nhs}x{who.upn}"',
        "path": rf"C:\Users\{who.surname.lower()}\early years.csv",
    }
    return f"\n{made[kind]}\n"


def a_file(kind: str) -> bytes:
    """A file that is refused, or tells more than its maker thought."""
    made = {"pickle": pickle.dumps([1, 2]), "picture": a_jpeg(exif=an_exif_position())}
    return made[kind]


def collected(project: Path, **changes: Any) -> Collection:
    """Everything in a project's recipes folder."""
    return collect(project, Settings(**changes))
