"""collect: localities' recipes, read as values; nothing of theirs is run or judged here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from hub.collect import notebook, sources, yamlfile
from hub.collect.folders import FolderError, read_folder, subfolders, unread
from hub.contribution import Advisories, Card, Expected, Learning, LocalityCard, RecipeCard
from hub.model import Document, File, Locality, Recipe, Refused, Source
from hub.nearest import suggestion
from hub.settings import Limits, Settings

__all__ = ["CACHE", "Collection", "FolderError", "collect", "recipe_of"]


C = TypeVar("C", bound=Card)
NO_RECIPE = 'The locality "{}" has no recipe yet. hub new makes one.'
CACHE = Path("cache", "sources")  # below the output folder: what was fetched from elsewhere


@dataclass(frozen=True, slots=True)
class Collection:
    """Every recipe that was asked for, and the localities that give them."""

    recipes: tuple[Recipe, ...]
    localities: tuple[Locality, ...]
    commit: str | None
    partial: bool = False  # only some recipes of the project were asked for
    sources: tuple[tuple[Locality, Source], ...] = ()


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns folders, here or in a repository, into recipes."""

    project: Path
    limits: Limits
    commit: str | None
    uncommitted: frozenset[Path]

    def locality(self, folder: Path) -> Locality:
        card, data = self._card(folder / "locality.yml", LocalityCard)
        notices, found = self._card(folder / "advisories.yml", Advisories)
        beside = () if data is None else read_folder(folder, self.limits)[0]
        return Locality(
            folder.name,
            card,
            data or b"",
            notices if found is not None else None,
            tuple(file for file in beside if file.path != "locality.yml"),
        )

    def _card(self, path: Path, model: type[C]) -> tuple[Document[C], bytes | None]:
        plain = path.is_file() and not path.is_symlink()
        small = plain and path.stat().st_size <= self.limits.file_bytes
        data = path.read_bytes() if small else None
        return yamlfile.read(self._shown(path), data, model), data

    def here(self, folder: Path, locality: Locality) -> Recipe:
        files, refused = read_folder(folder, self.limits)
        own = None if folder.resolve() in self.uncommitted else self.commit  # what holds it
        made = recipe_of(locality, folder.name, self._shown(folder), files, refused, own)
        return replace(made, unread=unread(folder, files))

    def there(self, found: sources.Folder, locality: Locality, source: Source) -> Recipe:
        shown = f"{source.address}: {found.path}"
        return recipe_of(
            locality, found.slug, shown, found.files, found.refused, source.commit, source
        )

    def _shown(self, path: Path) -> str:
        """A path as people see it: from the project where it lies inside, else from the root."""
        resolved = path.resolve()
        if resolved.is_relative_to(self.project.resolve()):
            return resolved.relative_to(self.project.resolve()).as_posix()
        return resolved.as_posix()


def collect(
    project: Path,
    settings: Settings,
    wanted: Sequence[str] = (),
    changed_since: str | None = None,
    cache: Path | None = None,
) -> Collection:
    """Read the recipes of a project, or only those wanted (ids or folders).

    Recipes in localities' own repositories are fetched into `cache`; without one they are left out.
    Raises FolderError for a recipe that is not there, history.HistoryError for an unknown revision.
    """
    root = project / settings.recipes
    commit, uncommitted = _committed(project)
    reader = _Reader(project, settings.limits, commit, uncommitted)
    names = {name for name in wanted if cache and _maybe_there(root, name)}
    folders = _wanted(root, wanted, names) if wanted else _all(root)
    places = {folder.parent for folder in folders} | {root / n.partition("/")[0] for n in names}
    if changed_since is not None:
        from hub.collect import history

        paths = history.changed_since(project, changed_since)
        folders = _changed(folders, paths)
        places = {folder.parent for folder in folders} | {
            path.parent
            for path in paths
            if path.parent.parent == root.resolve() and (path.parent / "locality.yml").is_file()
        }
    elif not wanted and root.is_dir():
        places |= set(subfolders(root))
    localities = {place: reader.locality(place) for place in sorted(places)}
    recipes = [reader.here(folder, localities[folder.parent]) for folder in folders]
    asked = {root / name.partition("/")[0] for name in names} if wanted else localities
    taken = _taken([localities[place] for place in sorted(asked)], cache, settings.limits)
    fetched = [
        reader.there(found, place, one.source) for place, one in taken for found in one.folders
    ]
    mine = {recipe.id for recipe in recipes}
    recipes += [
        one
        for one in fetched
        if one.id not in mine and (not wanted or names & {one.id, one.locality.slug})
    ]
    _all_found(names - {place.slug for place, _ in taken}, [one.id for one in recipes], root)
    return Collection(
        tuple(recipes),
        tuple(sorted(localities.values(), key=lambda place: place.slug)),
        commit,
        partial=bool(wanted) or changed_since is not None,
        sources=tuple((place, one.source) for place, one in taken),
    )


def _committed(project: Path) -> tuple[str | None, frozenset[Path]]:
    """The commit, and what it does not hold as it is here; git is imported where there is one."""
    here = project.resolve()
    if not any((folder / ".git").exists() for folder in (here, *here.parents)):
        return None, frozenset()
    from hub.collect import history

    commit = history.commit(project)
    return commit, history.uncommitted(project) if commit else frozenset()


def _all(root: Path) -> tuple[Path, ...]:
    if not root.is_dir():
        return ()
    return tuple(recipe for locality in subfolders(root) for recipe in subfolders(locality))


def _wanted(root: Path, wanted: Iterable[str], elsewhere: Set[str]) -> tuple[Path, ...]:
    """The folders of what is wanted; those `elsewhere` may lie in a repository of their own."""
    found: list[Path] = []
    for name in wanted:
        as_id, as_path = root / name, Path(name)
        if name in elsewhere:
            found += subfolders(as_id) if as_id.is_dir() else []
        elif len(Path(name).parts) in (1, 2) and as_id.is_dir():
            found += _of_locality(as_id, root) or [as_id]
        elif as_path.is_dir():
            found += _of_locality(as_path.resolve(), root) or [as_path.resolve()]
        elif as_path.is_file() and as_path.parent.is_dir():
            found.append(as_path.parent.resolve())
        else:
            raise FolderError(
                f'There is no recipe "{name}", neither here by that id nor as a folder: '
                + suggestion(name, _ids(root), "recipe")
            )
    return tuple(dict.fromkeys(found))


def _of_locality(folder: Path, root: Path) -> list[Path]:
    """The recipes of a locality, where the folder is one; raises FolderError where it has none."""
    card = (folder / "locality.yml").is_file() and not (folder / "recipe.yml").exists()
    if not card and folder.resolve().parent != root.resolve():
        return []
    recipes = list(subfolders(folder))
    if not recipes:
        raise FolderError(NO_RECIPE.format(folder.name))
    return recipes


def _changed(folders: Iterable[Path], paths: Iterable[Path]) -> tuple[Path, ...]:
    """The folders that hold a changed path; a changed locality.yml changes all of its recipes."""
    touched = {parent for path in paths for parent in (path, *path.parents)}
    cards = {path.parent for path in paths if path.name == "locality.yml"}
    return tuple(
        folder
        for folder in folders
        if folder.resolve() in touched or folder.resolve().parent in cards
    )


def _maybe_there(root: Path, name: str) -> bool:
    """Whether a name is a locality, or a recipe of one, that could have it in its repository."""
    locality, slash, slug = name.partition("/")
    known = bool(locality) and (root / locality / "locality.yml").is_file()
    if not slash:
        return known
    return known and bool(slug) and not (root / name).exists() and not Path(name).exists()


def _taken(
    localities: Sequence[Locality], cache: Path | None, limits: Limits
) -> list[tuple[Locality, sources.Taken]]:
    """What every repository of the localities gives; nothing where there is no cache."""
    named = [
        (place, repository)
        for place in localities
        for repository in (place.card.value.repositories if place.card.value else ())
    ]
    if cache is None or not named:
        return []
    found = sources.take_all([repository for _, repository in named], cache, limits)
    return [(place, one) for (place, _), one in zip(named, found, strict=True)]


def _all_found(names: Iterable[str], found: Sequence[str], root: Path) -> None:
    """Raise FolderError for a name that is no recipe here nor in its locality's repositories."""
    localities = {one.partition("/")[0] for one in found}
    for name in sorted(set(names) - {*found, *localities}):
        if "/" not in name:
            raise FolderError(NO_RECIPE.format(name))
        raise FolderError(
            f'There is no recipe "{name}", neither here nor in the repositories of its locality: '
            + suggestion(name, [*_ids(root), *found], "recipe")
        )


def _ids(root: Path) -> list[str]:
    return [f"{path.parent.name}/{path.name}" for path in _all(root)]


def recipe_of(
    locality: Locality,
    slug: str,
    shown: str,
    files: tuple[File, ...],
    refused: tuple[Refused, ...],
    commit: str | None,
    source: Source | None = None,
) -> Recipe:
    """A recipe from the files of its folder, wherever they were read; `shown` names the place."""
    content = {file.path: file.data for file in files}
    return Recipe(
        locality=locality,
        slug=slug,
        folder=shown,
        files=files,
        refused=refused,
        commit=commit,
        source=source,
        card=yamlfile.read(f"{shown}/recipe.yml", content.get("recipe.yml"), RecipeCard),
        expected=yamlfile.read(f"{shown}/expected.yml", content.get("expected.yml"), Expected),
        notebook=notebook.read(content.get("recipe.ipynb")),
        learning=_learning(shown, content.get("learning.yml")),
    )


def _learning(shown: str, data: bytes | None) -> Document[Learning]:
    """What can be learnt with a recipe; nothing where it says nothing of it."""
    file = f"{shown}/learning.yml"
    return yamlfile.read(file, data, Learning) if data is not None else Document(file)
