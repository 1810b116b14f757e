"""`hub update`: newer commits of localities' own repositories, written down for a pull request."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from hub.cli.options import OUT
from hub.cli.place import find_project, usable
from hub.update import Proposal, proposals, write


@click.command("update")
@click.option(
    "--write/--dry-run", "do_write", default=True, help="Change locality.yml, or only say."
)
@click.option("--format", "form", type=click.Choice(["text", "markdown"]), default="text")
@OUT
def update_command(do_write: bool, form: str, out: Path) -> None:
    """Find newer commits of localities' repositories and write them into locality.yml.

    Nothing else moves: what is published changes when the change is reviewed and merged.
    """
    project, settings = find_project(())
    found = proposals(project, settings, usable(out))
    for one in found:
        if one.newer and do_write:
            write(project, one)
    click.echo(said(found, "- " if form == "markdown" else ""))


def said(found: Sequence[Proposal], mark: str) -> str:
    """What was found in each repository, and how many there are of each kind."""
    lines = []
    for one in found:
        if one.newer:
            lines.append(f"{mark}{one.locality}: {one.address} has {(one.new or '')[:12]}")
            changes = one.changes or ("no recipe changes",)
            lines += [f"  {mark}{_quoted(change) if mark else change}" for change in changes]
        elif one.problem:
            lines.append(f"{mark}{one.locality}: {one.address} could not be read: {one.problem}")
            lines.append(f"  {mark}Do: {one.do}")
    newer = sum(one.newer for one in found)
    unread = sum(bool(one.problem) for one in found)
    lines.append(
        f"Repositories looked at: {len(found)}; {newer} with something newer, "
        f"{len(found) - newer - unread} current, {unread} not read."
    )
    return "\n".join(lines)


def _quoted(change: str) -> str:
    """Names of files as code: a name could be a link, or call somebody."""
    return "`" + change.replace("`", "'") + "`"
