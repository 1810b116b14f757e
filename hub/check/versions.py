"""Family M, continued: a version says what changed since the one that was published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from packaging.version import Version

from hub.check.rules import Complaint, StaticCheck, Subject, check
from hub.contribution import Input, RecipeCard
from hub.model import Level, Published

NOT_COUNTED = frozenset(["CHANGELOG.md"])


@check("M141", "published-version-changed")
def published_version_changed(subject: Subject) -> Iterator[Complaint]:
    """A version that was published never changes.

    Others cite it, and fetch it by its number; what they get must be what was published. Any change
    of a file needs a new version, however small.
    """
    card, before = subject.recipe.card.value, subject.published
    if card is None or before is None or card.version != before.version:
        return
    changed = _changed_files(subject, before)
    if changed:
        step, why = needed_step(before.card, card)
        yield Complaint(
            f"version {card.version} is published, and {changed[0]} is not what it was then"
            + (f" (nor are {len(changed) - 1} other files)." if len(changed) > 1 else "."),
            f"write version {_next(before.version, step)} in recipe.yml and in CHANGELOG.md{why}.",
            subject.at("recipe.yml", subject.recipe.card.line("version")),
        )


@check("M142", "version-step-too-small", Level.WARNING)
def version_step_too_small(subject: Subject) -> Iterator[Complaint]:
    """The step from the published version to this one says how much changes for those who use it.

    A result or parameter that is gone, or one more table or field that must be there: the first
    number. A new or changed result or parameter: the second. Anything else: the third.
    See semver.org; while the first number is 0, the second stands for it.
    """
    card, before = subject.recipe.card.value, subject.published
    if card is None or before is None or Version(card.version) <= Version(before.version):
        return
    step, why = needed_step(before.card, card)
    least = _next(before.version, step)
    if Version(card.version) < Version(least):
        yield Complaint(
            f"version {card.version} follows {before.version}, which is too small a step{why}.",
            f"write version {least} in recipe.yml and in CHANGELOG.md.",
            subject.at("recipe.yml", subject.recipe.card.line("version")),
        )


@check("M143", "version-goes-back")
def version_goes_back(subject: Subject) -> Iterator[Complaint]:
    """A version is higher than every version published before it.

    To go back to an older method, publish its files again under a new version, and say why in
    CHANGELOG.md; if the newer one was wrong, write an advisory too.
    """
    card, before = subject.recipe.card.value, subject.published
    if card and before and Version(card.version) < Version(before.version):
        yield Complaint(
            f"version {card.version} is lower than {before.version}, which is published.",
            f"write version {_next(before.version, 'patch')} or higher.",
            subject.at("recipe.yml", subject.recipe.card.line("version")),
        )


VERSIONS: tuple[StaticCheck, ...] = (
    published_version_changed,
    version_step_too_small,
    version_goes_back,
)


def needed_step(before: RecipeCard | None, now: RecipeCard) -> tuple[str, str]:
    """The least step that the change of a card needs, and the reason in words (", since …")."""
    if before is None:
        return "patch", ""
    for step, found in (("major", _broken(before, now)), ("minor", _changed(before, now))):
        reason = next(found, None)
        if reason:
            return step, f", since {reason}"
    return "patch", ""


def _broken(before: RecipeCard, now: RecipeCard) -> Iterator[str]:
    """What those who use the recipe have to change for."""
    for noun, old, new in _parts(before, now):
        for name in sorted(set(old) - set(new)):
            yield f'the {noun} "{name}" is gone'
    for name in sorted(set(before.results) & set(now.results)):
        if before.results[name].kind != now.results[name].kind:
            yield f'the result "{name}" is of another kind'
    for name in sorted(set(before.parameters) & set(now.parameters)):
        if before.parameters[name].type != now.parameters[name].type:
            yield f'the parameter "{name}" is of another type'
    for name, table in sorted(now.inputs.items()):
        had = before.inputs.get(name)
        if table.required and (had is None or not had.required):
            yield f'the table "{name}" must now be there'
        elif had and (more := _must_be_there(table) - _must_be_there(had)):
            yield f'the field "{name}.{min(more)}" must now be there'


def _must_be_there(table: Input) -> set[str]:
    return set(table.fields) - set(table.optional)


def _changed(before: RecipeCard, now: RecipeCard) -> Iterator[str]:
    """What is new or different without breaking anything."""
    for noun, old, new in _parts(before, now):
        for name in sorted(set(new) - set(old)):
            yield f'the {noun} "{name}" is new'
        for name in sorted(set(old) & set(new)):
            if old[name] != new[name]:
                yield f'the {noun} "{name}" changed'


def _parts(
    before: RecipeCard, now: RecipeCard
) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    yield "result", dict(before.results), dict(now.results)
    yield "parameter", dict(before.parameters), dict(now.parameters)


def _changed_files(subject: Subject, before: Published) -> list[str]:
    now = {file.path: file.sha256 for file in subject.recipe.files}
    names = (set(now) | set(before.files)) - NOT_COUNTED
    return sorted(name for name in names if now.get(name) != before.files.get(name))


def _next(version: str, step: str) -> str:
    """The version after a step; before 1.0.0, breaking changes raise the second number."""
    first, second, third = (int(part) for part in version.split("."))
    if first == 0 and step == "major":
        step = "minor"
    if step == "major":
        return f"{first + 1}.0.0"
    return f"{first}.{second + 1}.0" if step == "minor" else f"{first}.{second}.{third + 1}"
