"""Functions of a notebook that read whatever file they are given: `def load(path): …`."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hub import pycode
from hub.intake.cells import Work
from hub.intake.values import path_of

READ = {"read_csv", "read_excel", "read_parquet", "read_json", "read_table", "read_feather",
        "read_pickle", "read_stata", "read_sas", "read_spss", "read_fwf", "read_html", "read_xml",
        "read_file", "read_hdf", "load_workbook", "loadtxt", "genfromtxt", "scan_csv",
        "scan_parquet", "read_orc", "read_sql_table"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Loader:
    """Such a function: where it reads, and which of its arguments the path is."""

    work: Work
    read: ast.Call
    name: str
    argument: str
    place: int

    def given(self, call: ast.Call) -> ast.expr | None:
        """The path that a call gives."""
        by_name = (one.value for one in call.keywords if one.arg == self.argument)
        return call.args[self.place] if len(call.args) > self.place else next(by_name, None)


def loaders(works: Sequence[Work], known: Mapping[str, str]) -> dict[str, Loader]:
    """Every such function that is given a path which can be worked out, by its name."""
    found = {one.name: one for work in works for one in _of(work)}
    used = set()
    for work in works:
        for call in ast.walk(work.tree or ast.Module([], [])):
            loader = found.get(pycode.called(call)) if isinstance(call, ast.Call) else None
            if loader and path_of(loader.given(call), known):  # type: ignore[arg-type] # a call
                used.add(loader.name)
    return {name: one for name, one in found.items() if name in used}


def _of(work: Work) -> Iterator[Loader]:
    for node in work.tree.body if work.tree else ():
        if not isinstance(node, ast.FunctionDef):
            continue
        names = [one.arg for one in node.args.args]
        for call in ast.walk(node):
            if not isinstance(call, ast.Call) or pycode.called(call) not in READ or not call.args:
                continue
            first = call.args[0]
            if isinstance(first, ast.Name) and first.id in names:
                yield Loader(work, call, node.name, first.id, names.index(first.id))
                break


def read_tables(found: dict[str, Loader]) -> None:
    """Let each of them read a table of the contract, which needs no further options."""
    for one in found.values():
        one.work.replace(one.read, f"pd.read_parquet({one.argument})")
