"""Notebooks of every kind of brokenness become cells or one plain sentence."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hub.collect.notebook import read
from tests.contributions import as_notebook

GOOD = as_notebook("# %% [markdown]\n# # Title\n# %%\nx = 1\n# %% tags=parameters\ny = 2\n")


def _with(**changes: Any) -> bytes:
    return json.dumps({**GOOD, **changes}).encode()


def test_cells_keep_number_source_tags_and_heading() -> None:
    """What a check needs to point at a cell as a person would."""
    cells = read(_with()).cells

    assert [(c.number, c.kind, c.tags, c.heading) for c in cells] == [
        (1, "markdown", (), "Title"),
        (2, "code", (), "Title"),
        (3, "code", ("parameters",), "Title"),
    ]


def test_a_heading_inside_a_code_block_is_no_heading() -> None:
    """A comment in an example does not name the cells below it."""
    made = as_notebook("# %% [markdown]\n# ## True\n# ```\n# # not this\n# ```\n# %%\nx = 1\n")

    assert read(json.dumps(made).encode()).cells[1].heading == "True"


def test_saved_outputs_are_seen_and_not_kept() -> None:
    """Only that there were some is known."""
    made = as_notebook("# %%\nx = 1\n", outputs=True)
    cell = read(json.dumps(made).encode()).cells[0]

    assert cell.has_outputs
    assert not hasattr(cell, "outputs")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"   ", "empty"),
        (b"hello", "not readable as JSON"),
        (b"\xff\xfe\x00", "not UTF-8"),
        ("é".encode("latin-1"), "not UTF-8"),
        (b"[]", "JSON but not a notebook"),
        (b"{}", "JSON but not a notebook"),
        (b"null", "JSON but not a notebook"),
        (_with(nbformat=5), "version 5"),
        (_with(nbformat=2), "version 2"),
        (_with(nbformat="4"), "version 4"),
        (_with(cells=None), "not those of a notebook"),
        (_with(cells=[{}]), "not those of a notebook"),
        (_with(cells=[{"cell_type": "magic", "source": "", "metadata": {}}]), "not those of a"),
        (_with(cells=[{"cell_type": "code", "source": 5, "metadata": {}}]), "not those of a"),
        (b'{"nbformat": 4, "cells": [], "x": NaN}', "not readable as JSON"),
        (b'{"nbformat": 4, "cells": ' + b"[" * 100_000, "too deeply"),
    ],
)
def test_a_broken_notebook_is_one_sentence(data: bytes, says: str) -> None:
    """And what to do about it."""
    notebook = read(data)

    assert notebook.problem is not None
    assert says in notebook.problem
    assert notebook.do


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + _with(),
        _with(nbformat_minor=99),
        _with(metadata={}),
        _with(metadata={"kernelspec": None}),
        _with(metadata=7),
    ],
)
def test_odd_but_usable_notebooks_are_read(data: bytes) -> None:
    """A mark from Windows, a minor version from the future, no metadata."""
    assert len(read(data).cells) == 3


def test_the_language_is_that_of_the_kernel() -> None:
    """So that an R notebook can be told from a Python one."""
    assert read(_with(metadata={"kernelspec": {"language": "R"}})).language == "r"


def test_notebooks_of_version_3_are_read() -> None:
    """They are old, and still about."""
    cell = {
        "cell_type": "code",
        "input": "x = 1",
        "language": "python",
        "metadata": {},
        "outputs": [],
    }
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": [cell]}]}

    assert read(json.dumps(old).encode()).cells[0].source == "x = 1"


@pytest.mark.parametrize(
    ("data", "says", "do"),
    [
        (b"\n<!DOCTYPE html><html>Sign in</html>", "web page", "Download raw file"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "Git LFS", "git lfs pull"),
        (b"# Databricks notebook source\nx = 1\n", "script", "hub import"),
        (b"import pandas as pd\n", "script", "hub import"),
        (b"PK\x03\x04" + bytes(90), "zip", "unpack"),
        (b'{"cells": [\n<<<<<<< HEAD\n1\n=======\n2\n>>>>>>> b\n]}', "conflict", "choose one"),
        (b'{"cells": [], "metadata": {', "cut off", "opens in Jupyter"),
        (b'{"nbformat": "4", "cells": []}', "nbformat", '"nbformat": 4'),
        (b'{"nbformat": 4, "cells": {}}', "no list", "opens in Jupyter"),
        (b'{"nbformat": 4, "cells": [{"cell_type": "code"}]}', "cell 1 has no source", "Jupyter"),
        (b'{"nbformat": 4, "cells": [{"source": "x"}]}', "code or markdown", "Jupyter"),
        (b'{"nbformat": 4, "cells": [' + b"[]," * 1_000_001 + b"1]}", "more values", "Jupyter"),
    ],
)
def test_what_is_there_instead_is_named(data: bytes, says: str, do: str) -> None:
    """So that whoever sent it knows what happened on the way."""
    found = read(data)

    assert says in (found.problem or "")
    assert do in found.do
