"""YAML as values with their lines: no aliases, no tags, no duplicate keys, no surprises."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from hub.collect.mistakes import mistakes_of, without_unknown_keys
from hub.contribution import Card
from hub.model import Document, Mistake

DEEPEST = 20
MOST_EVENTS = 20_000
SOME_DAY = dt.date(2000, 1, 1)  # stands for one that cannot be read, so that reading goes on

Loads = type[yaml.SafeLoader] | type[yaml.CSafeLoader]
QUICK: Loads = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # not everywhere is libyaml there
Path = tuple[str | int, ...]
C = TypeVar("C", bound=Card)


class _Unreadable(Exception):
    def __init__(self, mistake: Mistake) -> None:
        super().__init__(mistake.problem)
        self.mistake = mistake


@dataclass
class _Reader:
    loader: yaml.SafeLoader | yaml.CSafeLoader
    lines: dict[Path, int] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def value(self, node: yaml.Node, path: Path = ()) -> Any:
        self.lines.setdefault(path, _line(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*path, i)) for i, child in enumerate(node.value)]
        try:
            return self.loader.construct_object(node, deep=True)
        except ValueError:  # a date such as 2026-02-31
            self.mistakes.append(_no_day(node, path))
            return SOME_DAY

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, child in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise _Unreadable(_odd_key(key_node))
            key = str(key_node.value)
            if key in found:
                first = self.lines[(*path, key)]
                self.mistakes.append(
                    Mistake(
                        "duplicate-key",
                        _line(key_node),
                        f'"{key}" stands twice; the first is on line {first}.',
                        "keep one of the two.",
                    )
                )
                continue
            self.lines[(*path, key)] = _line(key_node)
            found[key] = self.value(child, (*path, key))
        return found


def _no_day(node: yaml.Node, path: Path) -> Mistake:
    problem = f'"{path[-1] if path else ""}" is {str(node.value)[:20]}, which is no day.'
    return Mistake("wrong-type", _line(node), problem, "write a day such as 2026-09-01.")


def _odd_key(node: yaml.Node) -> Mistake:
    kind = "a list" if isinstance(node, yaml.SequenceNode) else "a mapping"
    do = 'put text that holds "[", "{" or "?" in quotes.'
    return Mistake("unreadable", _line(node), f"{kind} stands where the name of a key should.", do)


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def read(file: str, data: bytes | None, model: type[C]) -> Document[C]:
    """Read a YAML file into its model; whatever is wrong comes back as mistakes, all at once."""
    if data is None:
        return Document(file)
    try:
        text = data.decode("utf-8-sig")
        reader, raw = _read(text)
        json.dumps(raw, ensure_ascii=False, default=str).encode()  # fails on half a character
    except UnicodeEncodeError:
        half = "the file holds half of a character, written as \\uD800 or the like."
        return Document(
            file, mistakes=(Mistake("unreadable", None, half, "type the character itself."),)
        )
    except UnicodeDecodeError:
        return Document(
            file,
            mistakes=(
                Mistake("unreadable", 1, "the file is not UTF-8 text.", "save it as UTF-8."),
            ),
        )
    except _Unreadable as fault:
        return Document(file, mistakes=(fault.mistake,))
    except yaml.YAMLError as fault:
        return Document(file, mistakes=(_syntax(fault),))
    return _modelled(file, reader, raw, model)


def _modelled(file: str, reader: _Reader, raw: Any, model: type[C]) -> Document[C]:
    if not isinstance(raw, dict):
        wrong = Mistake(
            "unreadable",
            1,
            "the file holds no keys with values.",
            f'begin with "{next(iter(model.model_fields))}: …".',
        )
        return Document(file, mistakes=(wrong,), lines=reader.lines)
    found = list(reader.mistakes)
    value: C | None = None
    try:
        value = model.model_validate(raw)
    except ValidationError as fault:
        found += mistakes_of(fault, raw, reader.lines, model)
        if all(mistake.kind == "unknown-key" for mistake in found):
            value = model.model_validate(without_unknown_keys(fault, raw))
    ordered = tuple(sorted(found, key=lambda m: (m.line or 0, m.problem)))
    kept = None if reader.mistakes else value
    return Document(file, value=kept, mistakes=ordered, lines=reader.lines)


def _read(text: str) -> tuple[_Reader, Any]:
    """By the quick loader; what it cannot read goes to the one whose words can be made plain."""
    try:
        _refuse_what_hides(text, QUICK)
        return _parse(text, QUICK)
    except yaml.YAMLError:
        _refuse_what_hides(text, yaml.SafeLoader)
        return _parse(text, yaml.SafeLoader)


def _parse(text: str, loads: Loads) -> tuple[_Reader, Any]:
    loader = loads(text)
    try:
        node = loader.get_single_node()
        reader = _Reader(loader)
        return reader, reader.value(node) if node is not None else None
    finally:
        loader.dispose()


def _refuse_what_hides(text: str, loads: Loads) -> None:
    """Refuse aliases (a few lines can unfold into gigabytes), tags, and bottomless nesting."""
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=loads)):
        line = int(event.start_mark.line) + 1 if event.start_mark else None
        opened = isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent))
        closed = isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent))
        depth += opened - closed
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor:
            raise _Unreadable(
                Mistake(
                    "alias",
                    line,
                    f'"{anchor}" is a YAML anchor or alias, and the hub reads none.',
                    "write the value out where it is needed, or put text that begins with "
                    "& or * in quotes.",
                )
            )
        if tag:
            raise _Unreadable(
                Mistake(
                    "tag",
                    line,
                    f'"{str(tag)[:40]}" is a YAML tag, and the hub reads none.',
                    'take it out, or put text that begins with "!" in quotes.',
                )
            )
        if depth > DEEPEST:
            deep = f"it nests too deeply: more than {DEEPEST} levels."
            raise _Unreadable(Mistake("unreadable", line, deep, "write it in simpler parts."))
        if count > MOST_EVENTS:
            long = "the file is longer than a card can be."
            raise _Unreadable(Mistake("unreadable", line, long, "keep what the hub asks for."))


PLAINLY = (
    ("mapping values are not allowed", "a colon and a blank stand inside a text"),
    ("found character '\\t'", "a tab stands where only blanks may"),
    ("expected <block end>", "the line does not fit those above it"),
    ("could not find expected ':'", "a key has no colon"),
    ("expected ',' or", "a bracket is not closed, or a comma is missing"),
    ("found unexpected end of stream", "a quote or bracket is not closed"),
    ("cannot start any token", "a text begins with a sign that YAML keeps for itself"),
    ("found another document", "a second document begins here, with ---"),
    ("<document start>", "a line begins with %, which YAML keeps for itself"),
    ("special characters are not allowed", "there is a character that cannot be seen"),
)


def _syntax(fault: yaml.YAMLError) -> Mistake:
    mark = getattr(fault, "problem_mark", None)
    said = getattr(fault, "problem", None) or str(fault).splitlines()[0]
    said = " ".join(str(said).split())
    plain = next((words for sign, words in PLAINLY if sign in said), said)
    line = mark.line + 1 if mark else None
    column = f" at column {mark.column + 1}" if mark else ""
    return Mistake("unreadable", line, f"not readable as YAML{column}: {plain}.", _hint(said))


def _hint(said: str) -> str:
    if "mapping values are not allowed" in said:
        return 'put text that holds ": " in quotes.'
    if "special characters" in said:
        return "take out the character that cannot be seen; type the line again."
    if "\\t" in said or "tab" in said:
        return "indent with blanks, not with tabs."
    if "cannot start any token" in said or "<document start>" in said:
        return "put the text in quotes."
    if "found another document" in said:
        return "keep one, and take out the line with ---."
    if "expected <block end>" in said or "could not find expected" in said:
        return "look at the indentation of this line and the one above; each key needs a colon."
    if "end of stream" in said or "scanning a quoted" in said:
        return "close the quote or bracket that this line opens."
    return "look at this line and the one above: quotes, colons, indentation."
