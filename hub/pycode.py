"""The Python of a notebook's cells, read and never run: magics, imports, paths, constants."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

ABSOLUTE = re.compile(
    r"^(?:/(?:home|Users|root|mnt|media|content|workspaces?|tmp|var|opt|srv|data|dbfs|lakehouse|"
    r"Volumes|kaggle)/|~[/\\]|[A-Za-z]:[\\/]|\\\\\w|//\w+[/\\]|file:/|dbfs:|abfss?:|wasbs?:|s3a?:|"
    r"gs:|adl:)",
    re.IGNORECASE,
)
REMOTE = re.compile(r"^(?:https?|ftp)://", re.IGNORECASE)
READERS = re.compile(r"^(read_\w+|load_workbook|ExcelFile|open|loadtxt|genfromtxt|read|from_file)$")
OTHER_LANGUAGE = re.compile(r"\s*(%%(?:R|r|sql|scala|julia|stata|sas)\b)")
BARE_INSTALL = re.compile(r"^(?:pip3?|conda) install\s+(.*)$", re.MULTILINE)  # as Jupyter takes it
CONFLICT = re.compile(r"^(?:<{7} |>{7} )", re.MULTILINE)  # the marks that git leaves
NETWORK = {"get", "post", "put", "urlopen", "urlretrieve", "request", "Request", "download"}
ASKING = {"requests", "httpx", "urllib3"}
MAGIC = re.compile(r"\A\s|^\s*[%/,;]|=\s*%|!(?!=)|\?|>>>|^\s*\.\.\.|^In \[", re.MULTILINE)
"""What stands in every cell that is more than Python, and in some that are not."""
REMEMBERED = 256  # cells: those of one recipe, which many checks ask for one after the other


@lru_cache(REMEMBERED)
def python(source: str) -> str:
    """The Python that IPython makes of a cell, its magics turned into calls."""
    if source and not MAGIC.search(source):
        return source if source.endswith("\n") else f"{source}\n"
    from IPython.core.inputtransformer2 import TransformerManager  # few cells need it

    return str(TransformerManager().transform_cell(source))  # type: ignore[no-untyped-call]


@lru_cache(REMEMBERED)
def tree(source: str) -> ast.Module | None:
    """The cell as a tree for reading, or None where it is no Python."""
    try:
        return ast.parse(python(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


@lru_cache(REMEMBERED)
def nodes(module: ast.AST | None) -> tuple[ast.AST, ...]:
    """Everything in a tree; nothing where there is none."""
    return tuple(ast.walk(module)) if module is not None else ()


def called(node: ast.Call) -> str:
    """The last name of what a call calls: `read_csv` of `pd.read_csv(…)`."""
    function = node.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def literal(node: ast.expr | None) -> str | None:
    """The text of a string, or the part of an f-string before its first blank; else None."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr) and node.values:
        return literal(node.values[0])
    return None


@dataclass(frozen=True, slots=True)
class Import:
    """A package that a cell imports; `guarded` where it goes on without it."""

    name: str
    guarded: bool = False


def imports(module: ast.Module | None) -> Iterator[Import]:
    """Every package imported, by its first name."""
    if module is None:
        return
    guarded = {
        id(inner)
        for node in nodes(module)
        if isinstance(node, ast.Try) and _forgives(node)
        for inner in ast.walk(node)
    }
    for node in nodes(module):
        for name in _packages(node):
            yield Import(name, id(node) in guarded)


def _packages(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name.split(".")[0] for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [node.module.split(".")[0]]
    return []


def _forgives(node: ast.Try) -> bool:
    caught = {
        inner.id
        for handler in node.handlers
        for inner in ast.walk(handler.type or ast.Name("Exception"))
        if isinstance(inner, ast.Name)
    }
    return bool(caught & {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"})


def names(node: ast.AST | None, use: type[ast.expr_context] = ast.Load) -> set[str]:
    """The names that code asks for, or with another `use` those that it sets."""
    return {one.id for one in nodes(node) if isinstance(one, ast.Name) and isinstance(one.ctx, use)}


def targets(node: ast.stmt) -> list[ast.expr]:
    """What a statement sets: names, tuples of them, columns."""
    if isinstance(node, ast.AnnAssign) and node.value is not None:
        return [node.target]
    return node.targets if isinstance(node, ast.Assign) else []


def assigned(node: ast.stmt) -> list[str]:
    """The plain names that a statement sets."""
    return [target.id for target in targets(node) if isinstance(target, ast.Name)]


def constant(node: ast.expr | None) -> object:
    """The value of a plain literal. Raises ValueError for anything that must be computed."""
    if node is None:
        raise ValueError("nothing is assigned")
    try:
        return ast.literal_eval(node)
    except (TypeError, SyntaxError, MemoryError, RecursionError) as fault:
        raise ValueError("it must be computed") from fault


def network_reads(module: ast.Module | None) -> Iterator[str]:
    """The calls that would go to the internet, each as `name(…)`."""
    for node in nodes(module):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name, first = called(node), literal(node.args[0])
        remote = first and REMOTE.match(first) and (READERS.match(name) or name in NETWORK)
        if remote or asks_the_network(node):
            yield f"{name}(…)"


def asks_the_network(node: ast.Call) -> bool:
    """Whether a call goes to the internet whatever it is given: requests.get(url), urlopen(…)."""
    owner = node.func.value if isinstance(node.func, ast.Attribute) else None
    by_package = isinstance(owner, ast.Name) and owner.id in ASKING and called(node) in NETWORK
    return bool(node.args or node.keywords) and (
        by_package or called(node) in ("urlopen", "urlretrieve")
    )


def paths_of_one_computer(module: ast.Module | None) -> Iterator[str]:
    """The strings of a cell that name a place on one computer or one account."""
    for node in nodes(module):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and len(text) < 500 and ABSOLUTE.match(text):
            yield text
