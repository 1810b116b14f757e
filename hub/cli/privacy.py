"""`hub privacy`: what in files could belong to a person; the same scan as a pre-commit hook."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from hub import report
from hub.check.branch import findings_since
from hub.check.moment import by_moment
from hub.check.privacy import LookedThrough, findings_in
from hub.cli.codes import FINE, FOUND
from hub.collect.history import added_since
from hub.model import Seen
from hub.privacy import Kind, Sighting, Spot, scan_path
from hub.settings import load


@click.command("privacy")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@click.option("--changed-since", metavar="REV", help="Look through every commit since a revision.")
@click.option(
    "--format", "form", type=click.Choice(sorted(report.FORMATS)), default="text", show_default=True
)
def privacy_command(files: tuple[Path, ...], changed_since: str | None, form: str) -> None:
    """Say what in files could belong to a person: place, kind and count, never the thing itself.

    Folders are looked through whole. Before each commit: see .pre-commit-hooks.yaml.
    """
    if not files and changed_since is None:
        raise click.UsageError("write: hub privacy FILE…, or: hub privacy --changed-since REV")
    project = Path.cwd()
    contact = load(project).security_contact
    paths = tuple(dict.fromkeys(path for given in files for path in _plain(given)))
    seen = tuple(one for path in paths for one in _seen(path))
    found = [*by_moment(findings_in(LookedThrough(seen, contact)), project)]
    if changed_since is not None:
        found += findings_since(added_since(project, changed_since), found, contact)
    made = report.Report((), tuple(found), files=len(paths))
    if found or form != "text":
        click.echo(report.FORMATS[form](made), nl=form == "json")
    sys.exit(FOUND if made.blocked else FINE)


def _plain(given: Path) -> Iterator[Path]:
    """A file by itself, and every plain file below a folder; links are not followed."""
    if not given.is_dir():
        yield given
        return
    for here, folders, names in os.walk(given):
        folders[:] = sorted(name for name in folders if name != ".git")
        yield from (Path(here) / name for name in sorted(names))


def _seen(path: Path) -> Iterator[Seen]:
    shown = path.as_posix()
    if path.is_symlink() or not path.is_file():
        return
    try:
        found = scan_path(path, shown)
    except OSError as fault:
        reason = f"it cannot be read ({fault.strerror})"
        found = (Sighting(Kind.SHUT, Spot(), reason=reason),)
    yield from (Seen(shown, one) for one in found)
