"""collect: localities' recipes, read as values; nothing of theirs is run or judged here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hub.collect import history, notebook, yamlfile
from hub.collect.folders import FolderError, read_folder, subfolders
from hub.contribution import Expected, LocalityCard, RecipeCard
from hub.model import Locality, Recipe
from hub.nearest import suggestion
from hub.settings import Limits, Settings

__all__ = ["Collection", "FolderError", "collect"]


@dataclass(frozen=True, slots=True)
class Collection:
    """Every recipe that was asked for, and the localities that give them."""

    recipes: tuple[Recipe, ...]
    localities: tuple[Locality, ...]
    commit: str | None
    partial: bool = False  # only some recipes of the project were asked for


def collect(
    project: Path,
    settings: Settings,
    wanted: Sequence[str] = (),
    changed_since: str | None = None,
) -> Collection:
    """Read the recipes folder of a project, or only the recipes wanted (ids or folders).

    Raises FolderError for a recipe that is not there, history.HistoryError for an unknown revision.
    """
    root = project / settings.recipes
    folders = _wanted(root, wanted) if wanted else _all(root)
    if changed_since is not None:
        folders = _changed(folders, history.changed_since(project, changed_since))
    commit = history.commit(project)
    uncommitted = history.uncommitted(project) if commit else frozenset()
    localities: dict[Path, Locality] = {}
    recipes = []
    for folder in folders:
        if folder.parent not in localities:
            localities[folder.parent] = _locality(folder.parent, project, settings.limits)
        own = None if folder.resolve() in uncommitted else commit  # the commit that holds it
        recipes.append(_recipe(folder, localities[folder.parent], project, own, settings.limits))
    if not wanted and changed_since is None:
        for place in subfolders(root) if root.is_dir() else ():
            localities.setdefault(place, _locality(place, project, settings.limits))
    return Collection(
        tuple(recipes),
        tuple(sorted(localities.values(), key=lambda place: place.slug)),
        commit,
        partial=bool(wanted) or changed_since is not None,
    )


def _all(root: Path) -> tuple[Path, ...]:
    if not root.is_dir():
        return ()
    return tuple(recipe for locality in subfolders(root) for recipe in subfolders(locality))


def _wanted(root: Path, wanted: Iterable[str]) -> tuple[Path, ...]:
    found = []
    for name in wanted:
        as_id, as_path = root / name, Path(name)
        if len(Path(name).parts) == 2 and as_id.is_dir():
            found.append(as_id)
        elif as_path.is_dir():
            found.append(as_path.resolve())
        elif as_path.is_file() and as_path.parent.is_dir():
            found.append(as_path.parent.resolve())
        else:
            ids = [f"{path.parent.name}/{path.name}" for path in _all(root)]
            raise FolderError(
                f'There is no recipe "{name}", neither here by that id nor as a folder: '
                + suggestion(name, ids, "recipe")
            )
    return tuple(dict.fromkeys(found))


def _changed(folders: Iterable[Path], paths: Iterable[Path]) -> tuple[Path, ...]:
    """The folders that hold a changed path; a changed locality.yml changes all of its recipes."""
    touched = {parent for path in paths for parent in (path, *path.parents)}
    cards = {path.parent for path in paths if path.name == "locality.yml"}
    return tuple(
        folder
        for folder in folders
        if folder.resolve() in touched or folder.resolve().parent in cards
    )


def _locality(folder: Path, project: Path, limits: Limits) -> Locality:
    path = folder / "locality.yml"
    plain = path.is_file() and not path.is_symlink() and path.stat().st_size <= limits.file_bytes
    data = path.read_bytes() if plain else None
    return Locality(folder.name, yamlfile.read(_shown(path, project), data, LocalityCard))


def _recipe(
    folder: Path, locality: Locality, project: Path, commit: str | None, limits: Limits
) -> Recipe:
    files, refused = read_folder(folder, limits)
    content = {file.path: file.data for file in files}
    shown = _shown(folder, project)
    return Recipe(
        locality=locality,
        slug=folder.name,
        folder=shown,
        files=files,
        refused=refused,
        commit=commit,
        card=yamlfile.read(f"{shown}/recipe.yml", content.get("recipe.yml"), RecipeCard),
        expected=yamlfile.read(f"{shown}/expected.yml", content.get("expected.yml"), Expected),
        notebook=notebook.read(content.get("recipe.ipynb")),
    )


def _shown(path: Path, project: Path) -> str:
    """A path as people see it: from the project's folder where it lies inside, else as it is."""
    resolved = path.resolve()
    if resolved.is_relative_to(project.resolve()):
        return resolved.relative_to(project.resolve()).as_posix()
    return path.as_posix()
