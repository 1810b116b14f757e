"""What the models complain of, said for a person: the line, the nearest name, what to write."""

from __future__ import annotations

import copy
import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from hub.collect.phrases import EXAMPLES, FORMS, IN_QUOTES, IN_THAT_FORM, LINE_FORM, NAME_FORM
from hub.model import Mistake
from hub.nearest import listed, nearest, suggestion

Path = tuple[str | int, ...]

KINDS = {
    "missing": "missing",
    "extra_forbidden": "unknown-key",
    "literal_error": "not-in-list",
    "not_in_list": "not-in-list",
    "union_tag_invalid": "not-in-list",
    "union_tag_not_found": "missing",
    "value_error": "not-allowed",
    "string_pattern_mismatch": "not-allowed",
    "string_too_long": "not-allowed",
    "string_too_short": "not-allowed",
    "too_short": "not-allowed",
    "too_long": "not-allowed",
    "greater_than_equal": "not-allowed",
    "less_than_equal": "not-allowed",
}


def mistakes_of(
    fault: ValidationError, raw: Any, lines: Mapping[Path, int], model: type[BaseModel]
) -> Iterator[Mistake]:
    """Every complaint of the model as a mistake with its line in the file."""
    errors = fault.errors(include_url=False)
    near = _misspelt(errors, raw)
    for error in errors:
        path = _path_in_file(error["loc"], raw)
        if path in near.values():
            continue  # said of the key that it should have been
        if path in near:
            right, wrong = path[-1], near[path][-1]
            problem = f'"{_dotted(path)}" is missing, and "{wrong}" is no key that the hub knows.'
            do = f'write "{right}" in the place of "{wrong}".'
            yield Mistake("missing", _nearest_line(near[path], lines), problem, do)
            continue
        kind = KINDS.get(error["type"], "wrong-type")
        problem, do = _words(error, path, model)
        yield Mistake(kind, _nearest_line(path, lines), problem, do)


def _misspelt(errors: Sequence[ErrorDetails], raw: Any) -> dict[Path, Path]:
    """The keys that are missing, each with the unknown key that was meant to be it."""
    paths = {one: [_path_in_file(e["loc"], raw) for e in errors if e["type"] == one]
             for one in ("missing", "extra_forbidden")}  # fmt: skip
    found: dict[Path, Path] = {}
    for path in paths["missing"]:
        beside = {str(one[-1]): one for one in paths["extra_forbidden"] if one[:-1] == path[:-1]}
        name = nearest(path[-1], set(beside) - {str(one[-1]) for one in found.values()})
        if name:
            found[path] = beside[name]
    return found


def without_unknown_keys(fault: ValidationError, raw: Any) -> Any:
    """The same values less the keys that the model does not know: they are not fatal."""
    kept = copy.deepcopy(raw)
    for error in fault.errors(include_url=False):
        if error["type"] != "extra_forbidden":
            continue
        *way, last = _path_in_file(error["loc"], raw)
        here = kept
        for part in way:
            here = here[part]
        del here[last]
    return kept


def _path_in_file(loc: Path, raw: Any) -> Path:
    """The model's path without what only the model knows (the kind of a result, "[key]")."""
    path: list[str | int] = []
    here = raw
    for i, part in enumerate(loc):
        last = i == len(loc) - 1
        inside = (isinstance(here, dict) and part in here) or (
            isinstance(here, list) and isinstance(part, int) and part < len(here)
        )
        if inside:
            path.append(part)
            here = here[part]
        elif last and part != "[key]":
            path.append(part)
    return tuple(path)


def _nearest_line(path: Path, lines: Mapping[Path, int]) -> int | None:
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path)


def _words(error: ErrorDetails, path: Path, model: type[BaseModel]) -> tuple[str, str]:
    name = _dotted(path)
    value = error.get("input")
    context = error.get("ctx", {})
    match error["type"]:
        case "missing":
            return f'"{name}" is missing.', f'add "{path[-1]}: …"{_meaning(model, error["loc"])}'
        case "union_tag_not_found":
            return f'"{name}" does not say its kind.', 'add "kind: number", "table" or "figure".'
        case "extra_forbidden":
            keys = _keys_at(model, error["loc"][:-1])
            return f'"{name}" is no key that the hub knows.', suggestion(path[-1], keys, "key")
        case "literal_error" | "not_in_list" | "union_tag_invalid":
            allowed = _quoted(str(context.get("expected") or context.get("expected_tags", "")))
            wrong = _tag_of(value) if error["type"] == "union_tag_invalid" else value
            return f'"{name}" is {shown(wrong)}, which is not in the list.', suggestion(
                wrong, allowed
            )
        case "string_pattern_mismatch":
            return f'"{name}" is {shown(value)}, which has not the right form.', _form(error, path)
        case "string_too_long":
            most = context["max_length"]
            return (
                f'"{name}" has {len(str(value))} characters; the most is {most}.',
                f"shorten it to {most} characters.",
            )
        case "string_too_short" | "too_short":
            return f'"{name}" is empty or too short.', "fill it in."
        case "value_error":
            said = str(context.get("error", error["msg"]))
            return f'"{name or "the file"}": {said}.', "change it so."
    if isinstance(value, bool) and error["type"] == "string_type":
        return f'"{name}" is {shown(value)}: {_type_wanted(error)}.', IN_QUOTES
    keys = _needed_at(model, error["loc"]) if "model" in error["type"] else ()
    form = (
        "fill it in."
        if value is None
        else EXAMPLES.get(str(path[-1] if path else ""), IN_THAT_FORM)
    )
    form = f"write {', '.join(f'{key}: …' for key in keys)} below it." if keys else form
    return f'"{name}" is {shown(value)}: {_type_wanted(error)}.', form


def _needed_at(model: type[BaseModel], loc: Path) -> tuple[str, ...]:
    """The keys that must stand at a path of the model."""
    owner = _model_at(model, loc)
    fields = owner.model_fields.items() if owner else ()
    return tuple(str(f.alias or name) for name, f in fields if f.is_required())


def _form(error: ErrorDetails, path: Path) -> str:
    if error["loc"][-1] == "[key]" or "{0,40}" in str(error.get("ctx", {}).get("pattern")):
        return NAME_FORM
    for part in reversed(path):
        if part in FORMS:
            return FORMS[str(part)]
    return LINE_FORM


def _type_wanted(error: ErrorDetails) -> str:
    wanted = {
        "string_type": "it should be text",
        "list_type": 'it should be a list, such as "[one, two]"',
        "dict_type": "it should hold keys with values",
        "model_type": "it should hold keys with values",
        "model_attributes_type": "it should hold keys with values",
        "bool_type": "it should be true or false",
        "bool_parsing": "it should be true or false",
        "int_type": "it should be a whole number",
        "int_parsing": "it should be a whole number",
        "float_type": "it should be a number",
        "float_parsing": "it should be a number",
        "date_from_datetime_parsing": "it should be a date such as 2026-09-01",
        "date_from_datetime_inexact": "it should be a date such as 2026-09-01",
        "date_type": "it should be a date such as 2026-09-01",
    }
    return wanted.get(error["type"], error["msg"][0].lower() + error["msg"][1:])


def shown(value: Any) -> str:
    """A value as a message may show it: short, on one line, its type in words."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return f"a mapping with the keys {listed(map(str, value), 4)}" if value else "empty"
    if isinstance(value, (list, tuple)):
        return "a list"
    if isinstance(value, (int, float)):
        return f"the number {value}"
    if isinstance(value, dt.date):
        return f"the date {value}"
    text = " ".join(str(value).split())
    return f'"{text[:57]}…"' if len(text) > 60 else f'"{text}"'


def _dotted(path: Path) -> str:
    words = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path]
    return "".join(words).lstrip(".")


def _quoted(expected: str) -> tuple[str, ...]:
    return tuple(re.findall(r"'([^']*)'", expected))


def _tag_of(value: Any) -> Any:
    return value.get("kind") if isinstance(value, dict) else value


def _meaning(model: type[BaseModel], loc: Path) -> str:
    owner = _model_at(model, loc[:-1])
    found = owner.model_fields.get(str(loc[-1])) if owner else None
    if found is None:
        return "."
    inside = next(_models_in(found.annotation), None)
    if inside is not None:
        needed = [str(f.alias or n) for n, f in inside.model_fields.items() if f.is_required()]
        return f", which holds {', '.join(needed)}." if needed else "."
    options = _quoted(repr(found.annotation)) if "Literal" in repr(found.annotation) else ()
    if options:
        return f"; choose from: {listed(options)}."
    if found.annotation is dt.date:
        return f": {found.description or 'a date'}, such as 2026-09-01."
    listed_in = _terms_of(found)
    if listed_in:
        return f"; choose from: {listed(listed_in)}."
    return f" ({found.description})." if found.description else "."


def _terms_of(found: FieldInfo) -> tuple[str, ...]:
    """The controlled list that the values of a list come from, as its JSON Schema names it."""
    annotation: Any = found.annotation
    schema = TypeAdapter(annotation).json_schema()
    return tuple(str(one) for one in schema.get("items", {}).get("enum", ()))


def _keys_at(model: type[BaseModel], loc: Path) -> tuple[str, ...]:
    owner = _model_at(model, loc)
    if owner is None:
        return ()
    return tuple(str(f.alias or name) for name, f in owner.model_fields.items())


def _model_at(model: type[BaseModel], loc: Path) -> type[BaseModel] | None:
    """The model that stands at a path of the model, found by walking its annotations."""
    here: Any = model
    for part in loc:
        here = _step(here, part)
        if here is None:
            return None
    models = list(_models_in(here))
    return models[0] if models else None


def _step(here: Any, part: str | int) -> Any:
    models = list(_models_in(here))
    for found in models:
        for name, info in found.model_fields.items():
            if part in (name, info.alias):
                return info.annotation
    tagged = [m for m in models if part in _quoted(repr(m.model_fields.get("kind", "")))]
    if tagged:
        return tagged[0]
    return here if models else None


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models inside list[…], dict[…], unions and Annotated, outermost first."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        return
    for inner in get_args(annotation):
        yield from _models_in(inner)
