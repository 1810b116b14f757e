"""Recipes of a locality that lie in its own repositories, beside those that lie here."""

from __future__ import annotations

from pathlib import Path

from hub.check import check
from hub.collect import collect
from hub.model import Level
from hub.settings import Settings
from tests.contributions import write_recipe
from tests.gitserver import GitServer


def test_one_bad_repository_never_stops_the_rest(server: GitServer, tmp_path: Path) -> None:
    """The good one beside it gives its recipe, and the finding names the line of the bad one."""
    folder = write_recipe(tmp_path)
    files = {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()}
    commit = server.repository("good", {f"recipes/elsewhere/{p}": files[p] for p in files})
    card = folder.parent / "locality.yml"
    text = card.read_text("utf-8").rstrip() + "\nrepositories:\n"
    for name, at in (("bad", "1" * 40), ("good", commit)):
        text += (
            f"  - address: {server.address}/{name}\n    commit: '{at}'\n"
            "    path: recipes\n    owner: The early years team\n"
        )
    card.write_text(text, "utf-8")

    found = collect(tmp_path, Settings(), cache=tmp_path / "cache")
    named = collect(tmp_path, Settings(), ["casebridge"], cache=tmp_path / "cache")
    checked = check(found)

    assert (named.recipes, len(named.sources)) == (found.recipes, 2)
    assert [recipe.id for recipe in found.recipes] == [
        "casebridge/deprived-areas",
        "casebridge/elsewhere",
    ]
    assert found.recipes[1].commit == commit
    assert [(f.code, f.level) for f in checked.findings] == [("F120", Level.ERROR)]
    assert checked.findings[0].place.line == text[: text.index("address")].count("\n") + 1


def test_a_recipe_elsewhere_is_found_by_its_id(server: GitServer, tmp_path: Path) -> None:
    """As if it lay here."""
    folder = write_recipe(tmp_path)
    commit = server.repository(
        "good", {f"elsewhere/{p.name}": p.read_bytes() for p in folder.iterdir() if p.is_file()}
    )
    card = folder.parent / "locality.yml"
    card.write_text(
        card.read_text("utf-8") + f"\nrepositories:\n  - address: {server.address}/good\n"
        f"    commit: '{commit}'\n    owner: The team\n",
        "utf-8",
    )

    found = collect(tmp_path, Settings(), ["casebridge/elsewhere"], cache=tmp_path / "cache")

    assert [recipe.id for recipe in found.recipes] == ["casebridge/elsewhere"]
