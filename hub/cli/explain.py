"""`hub explain`: what a check wants, what a table holds."""

from __future__ import annotations

import click

from hub import explain


@click.command("explain")
@click.argument("what", nargs=-1, metavar="CODE | table [NAME]")
def explain_command(what: tuple[str, ...]) -> None:
    """What a check wants, or what a table holds; without a name, the list of them."""
    match what:
        case ():
            click.echo(explain.list_checks(), nl=False)
        case ("table",):
            click.echo(explain.list_tables(), nl=False)
        case ("table", name):
            click.echo(explain.explain_table(name), nl=False)
        case (code,):
            click.echo(explain.explain_check(code), nl=False)
        case _:
            raise click.UsageError("write: hub explain CODE, or: hub explain table NAME")
