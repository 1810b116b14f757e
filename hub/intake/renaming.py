"""New names for the plain names of a notebook, in its code, f-strings and queries of pandas."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping, Sequence

from hub import pycode
from hub.intake.cells import Work

BRACED = re.compile(r"(?<!\{)\{[^{}]+\}(?!\})")
ASKS = {"query", "eval"}


def names_of(works: Sequence[Work]) -> set[str]:
    """Every plain name that the notebook uses, those of arguments among them."""
    return {
        node.id if isinstance(node, ast.Name) else node.arg
        for work in works
        for node in ast.walk(work.tree or ast.Module([], []))
        if isinstance(node, (ast.Name, ast.arg))
    }


def rename(works: Sequence[Work], names: Mapping[str, str]) -> None:
    """Give names others everywhere in the code, but not in the words of strings."""
    if not names:
        return
    any_of = "|".join(re.escape(one) for one in names)
    whole = re.compile(rf"(?<![\w.\"'])(?:{any_of})(?![\w\"'])")
    asked = re.compile(rf"(?<=@)(?:{any_of})(?!\w)")
    for work in works:
        if work.tree is None:
            continue
        hidden: set[int] = set()
        for node in ast.walk(work.tree):
            if isinstance(node, ast.JoinedStr):
                hidden |= {id(inner) for inner in ast.walk(node)}
                text = work.text(node)
                _change(work, node, BRACED.sub(lambda m: _sub(whole, names, m[0]), text))
            elif isinstance(node, ast.Call) and pycode.called(node) in ASKS:
                for one in node.args[:1]:
                    _change(work, one, _sub(asked, names, work.text(one)))
            elif isinstance(node, ast.Name) and node.id in names and id(node) not in hidden:
                work.replace(node, names[node.id])
        work.settle()


def _sub(pattern: re.Pattern[str], names: Mapping[str, str], text: str) -> str:
    return pattern.sub(lambda found: names[found[0]], text)


def _change(work: Work, node: ast.AST, text: str) -> None:
    if text != work.text(node):
        work.replace(node, text)
