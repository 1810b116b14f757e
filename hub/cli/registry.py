"""`hub search`, `show`, `get`, `cite` and `advisories`: a published hub from a terminal."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from hub.cli.codes import FINE, FOUND, WRONG
from hub.cli.place import near
from hub.nearest import suggestion
from hub.registry import adopted, fetch, find
from hub.registry.shelf import Shelf, ShelfError, catalogue, shelf, value
from hub.seen import plain
from hub.settings import load

FROM = click.option(
    "--from",
    "where",
    metavar="ADDRESS|FOLDER",
    help="The published hub; without it, the address in the settings.",
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")
WIDTH = 96


@click.command("search")
@click.argument("words", nargs=-1)
@FROM
@JSON
def search_command(words: tuple[str, ...], where: str | None, as_json: bool) -> None:
    """Recipes that hold all WORDS, best first; every recipe without words."""
    there = _shelf(where)
    found = find.search(catalogue(there), " ".join(words))
    if as_json:
        _print_json([dict(one) for one in found])
    elif not found:
        click.echo(f"No recipe of {there.name} holds all of: {' '.join(words)}. Try fewer words.")
    else:
        _table(found)


@click.command("show")
@click.argument("recipe")
@FROM
@JSON
def show_command(recipe: str, where: str | None, as_json: bool) -> None:
    """What one recipe answers, how it stands, what it needs, and the versions there are."""
    there = _shelf(where)
    one, listing = fetch.listing_of(there, recipe)
    versions = listing["versions"]
    if as_json:
        _print_json({**(one or {"id": recipe, "status": None}), "all_versions": versions})
        return
    if one is None:
        click.echo(f"{recipe}  is no longer in the catalogue of {there.name}")
    else:
        click.echo(f"{one['id']}  {one.get('version') or ''}  {_state(one)}")
    _replaced((one or listing).get("superseded_by"))
    _advise((one or listing).get("advisories", ()))
    if one is not None:
        _describe(one)
    click.echo("\nVersions")
    click.echo(_indented(", ".join(v["version"] for v in versions) or "none published yet"))
    page = f"{there.name.rstrip('/')}/{_page(one or listing)}"
    click.echo(f"\nPage      {page}")
    if versions:
        click.echo(f"Fetch it  hub get {recipe}{_from(where)}")


def _describe(one: Mapping[str, Any]) -> None:
    for name in ("question", "answer", "reason"):
        if one.get(name):
            click.echo(f"\n{name.capitalize()}\n{_indented(one[name])}")
    click.echo("\nProfiles")
    for profile, said in one.get("profiles", {}).items():
        click.echo(f"  {profile:<14}{said.get('verdict')}")
    click.echo("\nTables")
    for table, asked in one.get("inputs", {}).items():
        need = "required" if asked.get("required") else "optional"
        click.echo(f"  {table:<30}{need:<10}{len(asked.get('fields', ()))} fields")


@click.command("get")
@click.argument("recipe", metavar="RECIPE[@VERSION]")
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="Where its folder is made; here, if left out.",
)
@FROM
@JSON
def get_command(recipe: str, into: Path, where: str | None, as_json: bool) -> None:
    """Fetch a version of a recipe, every file checked, into a folder of its own."""
    got = fetch.get(_shelf(where), recipe, into)
    if as_json:
        _print_json(
            {
                "recipe": got.recipe,
                "version": got.version,
                "folder": str(got.folder),
                "advisories": list(got.advisories),
            }
        )
        return
    state = "was there already, unchanged" if got.was_there else "fetched and checked"
    click.echo(f"{got.recipe} {got.version}: {state}, in {near(got.folder.resolve())}")
    _advise(got.advisories)
    _replaced(got.superseded_by)
    place = near(got.folder.resolve())
    click.echo(f"Run it on synthetic data:  hub run {place}")
    click.echo(f"Take it to your own data:  hub adopt {place}")


@click.command("cite")
@click.argument("recipe")
@click.option("--bibtex", is_flag=True, help="As BibTeX.")
@click.option("--cff", is_flag=True, help="As CITATION.cff.")
@FROM
@JSON
def cite_command(recipe: str, bibtex: bool, cff: bool, where: str | None, as_json: bool) -> None:
    """How to cite a recipe, in words or as BibTeX or CITATION.cff."""
    there = _shelf(where)
    one = _entry(there, recipe)
    if bibtex and cff:
        raise click.UsageError("--bibtex and --cff are two forms; ask for one.")
    if bibtex or cff:
        name = "citation.bib" if bibtex else "CITATION.cff"
        lines = there.read(f"{_page(one)}{name}").decode("utf-8", "replace").splitlines()
        text = "\n".join(map(plain, lines))
        click.echo(json.dumps({"recipe": recipe, name: text}) if as_json else text)
        return
    said = value(there, f"{_page(one)}entry.json").get("citation")
    if not said:
        raise ShelfError(f"{recipe} says nothing of how to cite it: its recipe.yml is unreadable.")
    if as_json:
        _print_json({"recipe": recipe, "version": one.get("version"), "citation": said})
        return
    click.echo(textwrap.fill(said, WIDTH, break_long_words=False, break_on_hyphens=False))


@click.command("advisories")
@click.argument("folder", required=False, type=click.Path(path_type=Path, exists=True))
@FROM
@JSON
def advisories_command(folder: Path | None, where: str | None, as_json: bool) -> None:
    """Advisories on the recipes that you fetched into FOLDER; without one, all of a hub.

    Exit code 1 when a fetched version is concerned; a hub that cannot be asked is named.
    """
    if folder is None:
        _all_advisories(_shelf(where), as_json)
        return
    mine = adopted.below(folder)
    hubs, silent = _hubs({where or one.hub for one in mine})
    concerned = []
    for one in mine:
        if asked := hubs.get(where or one.hub):
            concerned += [(one, found) for found in adopted.concerning(one, *asked)]
    if as_json:
        _print_json([{"folder": str(one.folder), **found} for one, found in concerned])
    else:
        for one, found in concerned:
            click.echo(f"{one.recipe} {one.version}, in {near(one.folder.resolve())}")
            _advise([found])
        click.echo(f"{len(mine)} fetched recipes looked at, {len(concerned)} advisories.")
    for problem in silent:
        click.echo(problem, err=True)
    sys.exit(FOUND if concerned else WRONG if silent else FINE)


def _hubs(
    names: Iterable[str],
) -> tuple[dict[str, tuple[list[Mapping[str, Any]], Shelf]], list[str]]:
    """The recipes of each hub, and what those said that could not be asked: none stops the rest."""
    found, silent = {}, []
    for name in sorted(names):
        try:
            there = shelf(name)
            found[name] = (catalogue(there), there)
        except ShelfError as fault:
            silent.append(f"Not asked for advisories: {fault}")
    return found, silent


def _all_advisories(there: Shelf, as_json: bool) -> None:
    found = [one for recipe in catalogue(there) for one in recipe.get("advisories", ())]
    found.sort(key=lambda one: str(one.get("date")), reverse=True)
    if as_json:
        _print_json(found)
        return
    for one in found:
        click.echo(one.get("recipe"))
        _advise([one])
    if not found:
        click.echo(f"{there.name} has no advisories.")


def _state(one: Mapping[str, Any]) -> str:
    """Whether it works, and whether it is more or less than a recipe for everybody."""
    said = str(one.get("verdict"))
    return said if one.get("status") in (None, "active") else f"{said}, {one['status']}"


def _table(found: Iterable[Mapping[str, Any]]) -> None:
    """A line for each, in columns, and its question below."""
    rows = [(str(one["id"]), one.get("version") or "-", _state(one), one) for one in found]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    for name, version, state, one in rows:
        click.echo(f"{name:<{widths[0]}}  {version:<{widths[1]}}  {state}")
        click.echo(_indented(one.get("question") or one.get("title") or "It has no question yet."))
        if one.get("superseded_by"):
            click.echo(_indented(f"Use {one['superseded_by']} instead."))


def _page(one: Mapping[str, Any]) -> str:
    """Where its page stands, from the root of the site."""
    return str(one.get("page") or f"recipes/{one.get('id') or one.get('recipe')}/")


def _replaced(successor: str | None) -> None:
    if successor:
        click.echo(f"  It was replaced. Use {successor} instead.")


def _from(where: str | None) -> str:
    """What a command must be told to ask the same hub."""
    return f" --from {where}" if where else ""


def _shelf(where: str | None) -> Shelf:
    return shelf(where or load(Path.cwd()).address)


def _entry(there: Shelf, recipe: str) -> Mapping[str, Any]:
    recipes = catalogue(there)
    one = find.by_id(recipes, recipe)
    if one is None:
        near_it = suggestion(recipe, [str(each["id"]) for each in recipes], "recipe")
        raise ShelfError(f'{there.name} has no recipe "{recipe}": {near_it}')
    return one


def _advise(advisories: Iterable[Mapping[str, Any]]) -> None:
    for one in advisories:
        click.echo(f"  Advisory of {one.get('date')}: versions {one.get('versions')}")
        click.echo(_indented(f"{one.get('problem')} Do: {one.get('do')}"))


def _indented(text: object) -> str:
    return textwrap.indent(textwrap.fill(str(text), WIDTH - 2), "  ")


def _print_json(found: object) -> None:
    click.echo(json.dumps(found, indent=1, ensure_ascii=False))
