"""Where a command works: the project, its settings, and the folder for what is generated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any

import click

from hub.cli.codes import WRONG
from hub.nearest import listed
from hub.settings import Settings, load

# what an output folder may hold
MADE = {"cache", "canary", "data", "docs", "exercises", "own", "places", "preview", "runs", "site"}
NOT_A_HUB = (
    "This folder is not a hub. Go to your clone, to the folder with mkdocs.yml and recipes/."
)


class UserError(click.ClickException):
    """Something that the person at the keyboard can mend."""

    exit_code = WRONG

    def show(self, file: IO[Any] | None = None) -> None:
        """Say it plainly, on standard error."""
        click.echo(self.format_message(), file=file, err=file is None)


def usable(out: Path) -> Path:
    """The output folder, made if need be; refused where it holds what the hub did not make."""
    folder = out.resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        others = {path.name for path in folder.iterdir() if path.name[0] != "."} - MADE
    except OSError as fault:
        raise UserError(
            f"{out} cannot be written: {fault.strerror or fault}. Give --out another folder."
        ) from fault
    if others:
        raise UserError(
            f"{out} holds {listed(others, 3)}, which the hub did not make. "
            "Give --out a folder of its own."
        )
    return folder


def find_project(
    wanted: Sequence[str] = ("all",), how: Mapping[str, str | None] | None = None
) -> tuple[Path, Settings]:
    """The project is the current folder; recipes that lie elsewhere can be named by path.

    What the command line says of how to run goes before the settings.
    """
    project = Path.cwd()
    said = {name: value for name, value in (how or {}).items() if value is not None}
    settings = load(project).model_copy(update=said)
    here = (project / settings.recipes).is_dir() or (project / "mkdocs.yml").is_file()
    if not wanted and not here:
        raise UserError(NOT_A_HUB)
    return project, settings


def near(path: Path) -> Path:
    """A path as short as it can be said from here."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
