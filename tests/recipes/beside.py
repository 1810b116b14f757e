"""The modules and cells of recipes, for tests of what they work out."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

RECIPES = Path(__file__).parents[2] / "recipes"


def helper(recipe: str, name: str) -> ModuleType:
    """A module that lies beside a recipe's notebook."""
    spec = importlib.util.spec_from_file_location(name, RECIPES / recipe / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def cells(recipe: str, *marks: str) -> str:
    """The code of a recipe's notebook: the cells that hold these words, each in exactly one."""
    notebook = json.loads((RECIPES / recipe / "recipe.ipynb").read_text("utf-8"))
    codes = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    found = [[code for code in codes if mark in code] for mark in marks]
    assert [len(one) for one in found] == [1] * len(marks)
    return "\n".join(one[0] for one in found)
