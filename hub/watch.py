"""Which issue to open or close: one for each recipe that does not work, addressed to its owner."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hub.model import Locality

LABEL = "recipe does not work"
TITLE = re.compile(r"^([a-z][a-z0-9-]*/[a-z][a-z0-9-]*) does not work$")
WORKS = {"passed"}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do on the code host."""

    do: str  # open | close
    recipe: str
    title: str
    body: str
    number: int | None = None
    owners: tuple[str, ...] = ()


def steps(
    catalogue: Mapping[str, Any], is_open: Sequence[Mapping[str, Any]], places: Iterable[Locality]
) -> tuple[Step, ...]:
    """What to open and what to close, so that each failing recipe has exactly one open issue.

    `is_open` holds the open issues of the label, as `gh issue list --json number,title` gives them.
    """
    owners = {one.slug: tuple(one.card.value.owners) for one in places if one.card.value}
    failing = {one["id"]: one for one in catalogue["recipes"] if _fails(one)}
    told: dict[str, int] = {}
    found = []
    for issue in sorted(is_open, key=lambda one: int(one["number"])):
        about = TITLE.match(str(issue["title"]))
        if about is None:
            continue
        recipe, number = about[1], int(issue["number"])
        if recipe not in failing:
            found.append(Step("close", recipe, issue["title"], _works_again(recipe), number))
        elif recipe in told:
            found.append(Step("close", recipe, issue["title"], f"Told in #{told[recipe]}.", number))
        told.setdefault(recipe, number)
    for recipe, entry in sorted(failing.items()):
        if recipe not in told:
            mine = owners.get(recipe.partition("/")[0], ())
            body = _body(entry, mine)
            found.append(Step("open", recipe, f"{recipe} does not work", body, owners=mine))
    return tuple(found)


def _fails(entry: Mapping[str, Any]) -> bool:
    """Whether somebody must hear of it: drafts and archived recipes hold nobody up."""
    return entry["verdict"] not in WORKS and entry.get("status") not in ("draft", "archived")


def _works_again(recipe: str) -> str:
    return f"{recipe} works again, or is no longer asked to. This was closed by the weekly run."


def _body(entry: Mapping[str, Any], owners: Sequence[str]) -> str:
    """What is wrong in the hub's words; nothing in it is markup or a mention but the owners."""
    to = f"{', '.join(owners)}: " if owners else ""
    reason = _plain(str(entry.get("reason") or "no reason was given"))
    return (
        f"{to}the weekly run of all recipes found that {entry['id']} does not work "
        f"({entry['verdict']}).\n\n"
        f"    {reason}\n\n"
        f"See it on your computer, with what to do: `hub check {entry['id']}`\n\n"
        "Its page says so too. This issue is closed by itself when the recipe works again; "
        "to set the recipe aside, write `status: archived` in its recipe.yml.\n"
    )


def _plain(text: str) -> str:
    flat = " ".join(text.split())[:500]
    return re.sub(r"([`@#<>\[\]])", " ", flat)


def as_json(planned: Iterable[Step]) -> str:
    """The steps as a list that programs can read."""
    rows = [
        {"do": one.do, "recipe": one.recipe, "title": one.title, "body": one.body,
         "number": one.number, "owners": list(one.owners)}
        for one in planned
    ]  # fmt: skip
    return json.dumps(rows, indent=1, ensure_ascii=False)
