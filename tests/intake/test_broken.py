"""Broken notebooks and broken cards: one plain sentence each, and never a traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from hub.check import check
from hub.collect.yamlfile import read
from hub.contribution import RecipeCard
from hub.intake import CannotRead, bring, survey
from tests.contributions import BASE, collected, write_recipe
from tests.intake.corpus import FENNMARSH

CODE: dict[str, Any] = {
    "cell_type": "code", "source": "x = 1", "metadata": {}, "outputs": [], "execution_count": None,
}  # fmt: skip
NB: dict[str, Any] = {"cells": [CODE], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def _nb(**changes: Any) -> bytes:
    return json.dumps({**NB, **changes}).encode()


def _cell(**changes: Any) -> bytes:
    return _nb(cells=[{**CODE, **changes}])


def _language(name: str) -> bytes:
    return _nb(metadata={"kernelspec": {"name": name, "language": name, "display_name": name}})


BROKEN = {
    "empty": b"",
    "blank": b" \n ",
    "no-json": b"{",
    "json-list": b"[]",
    "json-object": b"{}",
    "json-text": b'"x"',
    "null": b"null",
    "latin-1": json.dumps({**NB, "x": "é"}, ensure_ascii=False).encode("latin-1"),
    "utf-16": json.dumps(NB).encode("utf-16"),
    "nul-bytes": b"\0" * 100,
    "version-5": _nb(nbformat=5),
    "version-2": _nb(nbformat=2),
    "version-of-text": _nb(nbformat="four"),
    "nan": b'{"cells": [], "nbformat": 4, "nbformat_minor": 5, "metadata": {"x": NaN}}',
    "cells-missing": json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}}).encode(),
    "cells-of-text": _nb(cells="x = 1"),
    "cells-of-numbers": _nb(cells=[1, 2]),
    "no-source": _nb(cells=[{"cell_type": "code", "metadata": {}}]),
    "source-a-number": _cell(source=7),
    "odd-kind": _cell(cell_type="video"),
    "metadata-a-list": _cell(metadata=[]),
    "too-deep": b"[" * 100_000,
    "page-of-html": b"<!DOCTYPE html><html><body>Sign in</body></html>",
    "conflict-marks": b"<<<<<<< HEAD\n" + json.dumps(NB).encode() + b"\n=======\n>>>>>>> other\n",
    "r-kernel": _language("R"),
    "julia-kernel": _language("julia"),
    "half-a-character": b'{"cells": [{"cell_type": "code", "source": "\\ud800", "metadata": {}}], '
    b'"metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
}
MAY_BE_READ = {"half-a-character"}  # the rest cannot be


def test_there_are_enough_kinds() -> None:
    """Twenty-six at least."""
    assert len(BROKEN) >= 26


@pytest.mark.parametrize("kind", sorted(BROKEN))
def test_a_broken_notebook_is_said_in_a_sentence_by_the_checks(kind: str, tmp_path: Path) -> None:
    """And in one only, with what to do."""
    folder = write_recipe(tmp_path)
    (folder / "recipe.ipynb").write_bytes(BROKEN[kind])

    found = check(collected(tmp_path)).recipes[0].findings

    about = [one for one in found if one.code in ("N101", "N102", "N104")]
    assert len(about) == 1 or kind in MAY_BE_READ, found
    for one in about:
        assert "Error" not in one.problem
        assert len(one.problem) < 200
        assert len(one.do.split()) > 3


@pytest.mark.parametrize("kind", sorted(set(BROKEN) - MAY_BE_READ))
def test_a_broken_notebook_is_refused_by_import_in_a_sentence(kind: str, tmp_path: Path) -> None:
    """With the reason, and nothing written."""
    source = tmp_path / "mine.ipynb"
    source.write_bytes(BROKEN[kind])

    with pytest.raises(CannotRead) as said:
        bring(source, tmp_path / "recipes", FENNMARSH)

    words = str(said.value)
    assert words.startswith("mine.ipynb")
    assert "Error" not in words
    assert "Traceback" not in words
    assert not (tmp_path / "recipes").exists()


GOOD = (BASE / "recipe.yml").read_text("utf-8")
BAD_CARDS = {
    "empty": "",
    "not-yaml": "a: b: c",
    "list": "- a\n- b",
    "tab": "title:\n\tx: 1",
    "open-quote": "title: 'x",
    "open-list": "topics: [access",
    "alias": "a: &x 1\nb: *x",
    "tag": "a: !!python/name:os.system",
    "twice": GOOD + "title: again\n",
    "odd-key": GOOD + "? [a]\n: b\n",
    "two-documents": GOOD + "---\nb: 1\n",
    "bad-date": GOOD.replace("2026-09-01", "2026-02-31"),
    "number-for-version": GOOD.replace("version: 1.0.0", "version: 1.0"),
    "word-for-list": GOOD.replace("topics: [access]", "topics: access"),
    "everything-wrong": GOOD.replace("access", "acces").replace("MIT", "MTI").replace("?", "."),
}


@pytest.mark.parametrize("kind", sorted(BAD_CARDS))
def test_a_broken_card_is_said_in_sentences(kind: str) -> None:
    """Each with what to do, and without a word of the reader's own."""
    mistakes = read("recipe.yml", BAD_CARDS[kind].encode(), RecipeCard).mistakes

    assert mistakes
    for one in mistakes:
        assert "Node" not in one.problem + one.do
        assert "pydantic" not in one.problem
        assert len(one.do.split()) >= 2


def test_everything_wrong_is_said_at_once() -> None:
    """Not one mistake after the other."""
    mistakes = read("recipe.yml", BAD_CARDS["everything-wrong"].encode(), RecipeCard).mistakes

    assert {"not-in-list", "not-allowed"} <= {one.kind for one in mistakes}
    assert len(mistakes) >= 3


def test_notebooks_in_other_languages_are_listed_with_the_reason(tmp_path: Path) -> None:
    """With their packages and files, by the last part of their names only."""
    (tmp_path / "a.R").write_text(
        'library(dplyr)\nsource("0.setup.R")\n'
        'd <- read_csv(paste0(folder, "C:/Users/a.body/x/births.csv"))\nwrite_csv(d, "out.csv")\n'
    )
    (tmp_path / "b.Rmd").write_text("---\ntitle: x\n---\n```{r}\nlibrary(ggplot2)\n```\n")
    (tmp_path / "c.jl").write_text("using CSV\n")
    (tmp_path / "d.sas").write_text("proc means data=x; run;\n")
    (tmp_path / "e.ipynb").write_bytes(_nb())

    said = {path.name: why for path, why in survey(tmp_path)}

    assert said["e.ipynb"] == ""
    assert "written in R" in said["a.R"]
    assert "dplyr" in said["a.R"]
    assert "births.csv" in said["a.R"]
    assert "0.setup.R" in said["a.R"]
    assert "out.csv" not in said["a.R"]
    assert "a.body" not in said["a.R"]
    assert "Julia" in said["c.jl"]
    assert "SAS" in said["d.sas"]
    assert all("issue" in why for name, why in said.items() if name != "e.ipynb")


def test_import_of_a_large_notebook_stays_small(tmp_path: Path) -> None:
    """Less than 300 MB, whatever is saved in it."""
    output = {"output_type": "stream", "name": "stdout", "text": "x" * 900_000}
    cells = [{**CODE, "outputs": [output]} for _ in range(18)]
    (tmp_path / "large.ipynb").write_bytes(_nb(cells=cells))
    (tmp_path / "recipes").mkdir()

    done = subprocess.run(
        [sys.executable, "-P", "-c", MEASURED, "import", "large.ipynb"],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert int(done.stderr.split()[-1]) < 300_000


MEASURED = """
import pathlib, resource, sys
from hub import cli
try:
    cli.cli(standalone_mode=False)
finally:
    status = pathlib.Path("/proc/self/status")  # getrusage counts what the test itself held
    if status.exists():
        peak = status.read_text().split("VmHWM:")[1].split()[0]
    else:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(peak, file=sys.stderr)
"""
