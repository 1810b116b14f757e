"""What the constants of Python code come to: a number in parts is still that number.

Nothing is run. Only literals, what is added, joined, sliced or formatted of them, and a few plain
functions of them are worked out, within bounds.
"""

from __future__ import annotations

import ast
import base64
import binascii
import math
import operator
import re
import warnings
from collections.abc import Callable, Iterator
from typing import Any

LONGEST = 1_000_000  # characters of code that are read
MOST_NODES = 60_000
MOST_CHARACTERS = 20_000
MAGIC = re.compile(r"^\s*[%!?].*$", re.MULTILINE)
NOTHING = object()
DIGITS_APART = 10
IN_GROUPS = [3, 3, 4]  # as NHS numbers are written

DECODERS: dict[str, Callable[[Any], Any]] = {
    "b64decode": base64.b64decode,
    "urlsafe_b64decode": base64.urlsafe_b64decode,
    "b32decode": base64.b32decode,
    "b16decode": base64.b16decode,
    "b85decode": base64.b85decode,
    "a85decode": base64.a85decode,
    "unhexlify": binascii.unhexlify,
    "fromhex": lambda value: bytes.fromhex(value),
    "chr": chr,
    "str": str,
    "bytes": bytes,
    "reversed": lambda value: value[::-1],
}


SIMPLE: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.FloorDiv: operator.floordiv,
    ast.BitOr: operator.or_,
    ast.BitXor: operator.xor,
}
WIDE = re.compile(r"\d{4,}")  # a width that would fill memory with blanks
WORKED_OUT = (ast.BinOp, ast.JoinedStr, ast.Call, ast.Subscript, ast.List, ast.Tuple)


def folded(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of every constant that has to be worked out; nothing where it is no Python."""
    if len(source) > LONGEST:
        return
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(MAGIC.sub("", source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    known: dict[str, Any] = {}
    for count, node in enumerate(ast.walk(tree)):
        if count > MOST_NODES:
            return
        if isinstance(node, ast.Assign):
            value = _value(node.value, known)
            for target in node.targets if value is not NOTHING else ():
                _keep(target, value, known)
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            known[node.target.id] = _value(ast.BinOp(_loaded(node), node.op, node.value), known)
            yield from _text(_loaded(node), known)
        if isinstance(node, WORKED_OUT) or _is_disguised(node, source):
            yield from _text(node, known)


def _keep(target: ast.expr, value: Any, known: dict[str, Any]) -> None:
    """Remember what a name is set to, or each of several names."""
    if isinstance(target, ast.Name):
        known[target.id] = value
    elif isinstance(target, (ast.Tuple, ast.List)) and isinstance(value, (list, tuple, str)):
        for one, part in zip(target.elts, value, strict=False):
            _keep(one, part, known)


def _loaded(node: ast.AugAssign) -> ast.Name:
    """The name that is added to, as one that is asked for."""
    return ast.Name(getattr(node.target, "id", ""), ast.Load(), lineno=node.lineno)


def _is_disguised(node: ast.AST, source: str) -> bool:
    """Whether a number or bytes stand in the code in another form than they are printed in."""
    if not isinstance(node, ast.Constant) or not isinstance(node.value, (int, bytes)):
        return False
    return str(node.value) not in source


def _text(node: Any, known: dict[str, Any]) -> Iterator[tuple[int, str]]:
    value = _value(node, known)
    if isinstance(value, (list, tuple)):
        apart = len(value) == DIGITS_APART and all(str(part).isdigit() for part in value)
        if not apart and [len(str(part)) for part in value if isinstance(part, str)] != IN_GROUPS:
            return
        value = "".join(str(part) for part in value)
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        yield getattr(node, "lineno", 1), str(value)[:MOST_CHARACTERS]


def _value(node: ast.expr | None, known: dict[str, Any], deep: int = 0) -> Any:
    """The constant that an expression comes to, or NOTHING."""
    if node is None or deep > 40:
        return NOTHING
    try:
        return _bounded(_worked_out(node, known, deep + 1))
    except Exception:  # noqa: BLE001 - what Python itself could not work out is no constant
        return NOTHING


def _bounded(value: Any) -> Any:
    if isinstance(value, int) and abs(value) >= 10**40:
        return NOTHING
    if isinstance(value, (str, bytes, list, tuple)) and len(value) > MOST_CHARACTERS:
        return NOTHING
    return value


def _worked_out(node: ast.expr, known: dict[str, Any], deep: int) -> Any:
    def of(part: ast.expr | None) -> Any:
        value = _value(part, known, deep)
        if value is NOTHING:
            raise ValueError
        return value

    match node:
        case ast.Constant(value=value):
            return value
        case ast.Name(id=name):
            return known.get(name, NOTHING)
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            return [of(part) for part in parts[:MOST_CHARACTERS]]
        case ast.JoinedStr(values=parts):
            return "".join(str(of(part)) for part in parts)
        case ast.FormattedValue(value=value):
            return of(value)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -of(operand)
        case ast.BinOp(left=left, op=op, right=right):
            return _operation(op, of(left), of(right))
        case ast.Subscript(value=value, slice=ast.Slice(lower=low, upper=high, step=step)):
            return of(value)[slice(*(of(part) if part else None for part in (low, high, step)))]
        case ast.Call(func=function, args=args, keywords=[]):
            return _call(function, [of(arg) for arg in args], of)
    return NOTHING


def _operation(op: ast.operator, left: Any, right: Any) -> Any:
    if isinstance(op, ast.Add):
        return left + right
    if isinstance(op, ast.Mod) and isinstance(left, str) and not WIDE.search(left):
        return left % (tuple(right) if isinstance(right, list) else right)
    if not (isinstance(left, (int, float)) and isinstance(right, (int, float))):
        return NOTHING
    if isinstance(op, ast.Pow):
        return left**right if abs(left) <= 1000 and 0 <= right <= 20 else NOTHING
    if isinstance(op, ast.LShift):
        small = isinstance(left, int) and isinstance(right, int) and 0 <= right <= 64
        return operator.lshift(left, right) if small else NOTHING
    worked = SIMPLE.get(type(op))
    return NOTHING if worked is None else worked(left, right)


def _call(function: ast.expr, args: list[Any], of: Callable[[ast.expr], Any]) -> Any:
    if isinstance(function, ast.Name):
        name = function.id
        if name == "int" and args and isinstance(args[0], (str, float)):
            return int(*args)
    elif isinstance(function, ast.Attribute):
        name = function.attr
        if name in ("join", "replace", "format", "strip", "decode", "encode", "lower", "upper"):
            return _method(of(function.value), name, args)
    else:
        return NOTHING
    return DECODERS[name](args[0]) if name in DECODERS and len(args) == 1 else NOTHING


def _method(value: Any, name: str, args: list[Any]) -> Any:
    sizes = [len(part) for part in (value, *args) if isinstance(part, (str, bytes, list))]
    if math.prod(size or 1 for size in sizes) > 1_000_000 or (
        name == "format" and WIDE.search(value)
    ):
        return NOTHING
    method: Callable[..., Any] = getattr(value, name)
    return method(*args)
