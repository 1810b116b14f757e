"""`hub propose`: an issue form becomes the draft of a recipe."""

from __future__ import annotations

from typing import TextIO

import click

from hub.cli.place import UserError, find_project, near
from hub.intake import CannotRead, proposal


@click.command("propose")
@click.argument("form", type=click.File("r", encoding="utf-8"))
def propose_command(form: TextIO) -> None:
    """Make the draft of a recipe of FORM, the text of an issue form; - reads standard input.

    The draft blocks nothing, and its checks say what is missing. A locality that is new gets its
    locality.yml. Prints the folder.
    """
    project, settings = find_project(())
    try:
        made = proposal.draft(form.read(), project / settings.recipes, settings.stand_in)
    except (CannotRead, UnicodeDecodeError) as fault:
        raise UserError(str(fault)) from fault
    click.echo(near(made))
