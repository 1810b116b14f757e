"""`hub new`: a recipe that passes every check and runs, from a few answers."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import replace
from pathlib import Path

import click

from hub import new
from hub.check.files import slug
from hub.cli.place import UserError, find_project, near
from hub.new import choices

TABLE, MEASURE, GROUP = "eyfsp_result", "gld", "deprivation"


@click.command("new")
@click.option("--locality", help="Whose recipe it is: the name of a folder in recipes/.")
@click.option("--table", "of", help="The table of the contract that it counts.")
@click.option("--measure", help="What is counted: a field, or field=code.")
@click.option("--by", help="By which groups: a field, or deprivation.")
@click.option("--title", help="What the recipe is called.")
@click.option("--question", help="What it answers, one sentence that ends in a question mark.")
@click.option("--team", help="Who gives it, where the locality is new.")
@click.option("--contact", help="The team's mailbox, where the locality is new.")
@click.option("--yes", is_flag=True, help="Ask nothing: take what is proposed.")
def new_command(yes: bool, **said: str | None) -> None:
    """Write a recipe that passes every check and runs, to make your own.

    Asks for what no option says. It counts rows of a table of the contract by group, with
    intervals, small numbers kept back and a figure.

    For one: hub new --locality fennmarsh --table eyfsp_result --measure gld --by sex --yes
    """
    project, settings = find_project(())
    recipes = project / settings.recipes
    try:
        place = _place(recipes, said, settings.stand_in, yes)
        asked = _asked(said, yes)
        today = dt.datetime.now(dt.UTC).date().isoformat()
        written = new.create(recipes, place, asked, today)
    except new.NotPossible as fault:
        raise UserError(str(fault)) from fault
    for path in written:
        click.echo(f"wrote {near(path)}")
    click.echo(_next(f"{place.slug}/{slug(asked.title)}", near(written[0].parent)))


def _ask(words: str, said: str | None, proposed: str, yes: bool) -> str:
    if said is not None or yes:
        return said if said is not None else proposed
    return str(click.prompt(words, default=proposed))


def _place(recipes: Path, said: dict[str, str | None], stand_in: str, yes: bool) -> new.Place:
    there = sorted(path.parent.name for path in recipes.glob("*/locality.yml"))
    others = f" (here already: {', '.join(there)})" if there else ""
    name = _ask(f"Your locality{others}", said["locality"], "my-locality", yes)
    place = new.default_place(name, stand_in)
    if (recipes / place.slug / "locality.yml").is_file():
        return place
    team = _ask("Your team", said["team"], place.team, yes)
    return replace(
        place, team=team, contact=_ask("Its mailbox", said["contact"], place.contact, yes)
    )


def _asked(said: dict[str, str | None], yes: bool) -> new.Asked:
    proposed = TABLE if TABLE in choices.tables() else next(iter(choices.tables()), TABLE)
    table = choices.table(_ask("Table (hub explain table lists them)", said["of"], proposed, yes))
    measured = choices.measures(table)
    first = MEASURE if MEASURE in measured else measured[0]
    measure = choices.measure(
        table, _ask("What to count (a field, or field=code)", said["measure"], first, yes)
    )
    groups = [one for one in choices.groups(table) if one != measure.field.name]
    by = _ask(f"By which groups ({', '.join(groups)})", said["by"], groups[0], yes)
    group = choices.group(table, by)
    title = _ask("Title", said["title"], new.default_title(measure, group), yes)
    proposed = new.default_question(measure, group)
    question = _ask("Question", said["question"], proposed, yes).strip()
    return new.Asked(title, question.rstrip("?") + "?", table, measure, group)


def _next(recipe: str, folder: Path) -> str:
    here = near(Path(sys.argv[0]))
    hub = "hub" if here.is_absolute() or here.name != "hub" else str(here)
    return "\n".join(
        [
            "",
            f"It passes and runs:  {hub} check {recipe}",
            f"Look at its page:    {hub} preview {recipe}",
            f"Then make it yours, in {folder}:",
            "  recipe.yml    the purpose, the harm it could do, its limits, what it is not for",
            "  recipe.ipynb  the analysis",
            "  expected.yml  what the results must be; best a planted truth (hub explain R105)",
            "When a second person has read it, set status: active.",
        ]
    )
