"""The files that other programs read."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest

from hub.contribution import RecipeCard
from hub.render import feed
from tests.builders import a_catalogue, a_record, a_run_folder, an_entry, an_unreadable_recipe
from tests.render.test_render import PAGE, content, tree


@pytest.fixture
def files(tmp_path: Path) -> dict[str, bytes]:
    good = an_entry(records=[a_record(a_run_folder(tmp_path / "run"))])
    bad = an_entry(an_unreadable_recipe(), records=[], reason="recipe.yml cannot be read.")
    return content(tree(a_catalogue(good, bad), tmp_path))


def recipes(files: dict[str, bytes]) -> dict[str, Any]:
    return {recipe["id"]: recipe for recipe in json.loads(files["catalogue.json"])["recipes"]}


def test_the_catalogue_has_the_agreed_shape(files: dict[str, bytes]) -> None:
    """Every key that outside programs rely on is there."""
    good = recipes(files)["sandhythe/two-year-old-take-up"]

    assert json.loads(files["catalogue.json"])["schema"] == "1"
    assert good["verdict"] == "passed"
    assert good["profiles"] == {"clean": {"verdict": "passed", "reason": ""}}
    assert good["results"]["take_up"]["value"] == 61.5
    assert good["inputs"]["birth"]["required"] is True
    assert good["last_run"] == "2026-11-22T07:05:00+00:00"
    assert {"title", "question", "version", "status", "reason", "tier", "page", "entry"} <= set(
        good
    )


def test_every_file_it_names_is_there(files: dict[str, bytes]) -> None:
    """Pages, entries and result files can be fetched by the addresses given."""
    for recipe in recipes(files).values():
        assert f"{recipe['page']}index.md" in files
        assert recipe["entry"] in files
        for result in recipe["results"].values():
            assert "file" not in result or result["file"] in files


def test_a_recipe_that_cannot_be_read_is_listed(files: dict[str, bytes]) -> None:
    """It is in the catalogue with its reason."""
    bad = recipes(files)["sandhythe/broken"]

    assert (bad["verdict"], bad["reason"]) == ("not-run", "recipe.yml cannot be read.")


def test_private_results_are_not_in_the_catalogue(files: dict[str, bytes]) -> None:
    """Not even the name of a private result goes out as data."""
    assert b"child_list" not in files["catalogue.json"]
    assert b"child_list" not in files[f"{PAGE}/entry.json"]


def test_the_entry_tells_the_runs(files: dict[str, bytes]) -> None:
    """The entry adds what the page says of each run."""
    entry = json.loads(files[f"{PAGE}/entry.json"])

    assert entry["runs"][0]["recovered"][0]["met"] is True
    assert entry["runs"][0]["engine"] == "papermill 2.7.0"


def test_the_feed_is_well_formed(files: dict[str, bytes]) -> None:
    """Each recipe is an entry of the feed, dated by its run."""
    root = ElementTree.fromstring(files["feed.xml"])
    atom = "{http://www.w3.org/2005/Atom}"

    assert len(root.findall(f"{atom}entry")) == 2
    assert root.findtext(f"{atom}updated") == "2026-11-22T07:05:00+00:00"


def test_badges_say_the_verdict(files: dict[str, bytes]) -> None:
    """A badge is a drawing that names the verdict in words."""
    root = ElementTree.fromstring(files[f"{PAGE}/badge.svg"])

    assert root.findtext("{http://www.w3.org/2000/svg}title") == "recipe: works"


def test_schemas_are_schemas(files: dict[str, bytes]) -> None:
    """Editors can use the JSON Schema of each file that a contributor writes."""
    for stem in ("recipe", "locality", "expected"):
        jsonschema.Draft202012Validator.check_schema(
            json.loads(files[f"schemas/{stem}.schema.json"])
        )
    assert json.loads(files["schemas/recipe.schema.json"])["title"] == RecipeCard.__name__


def test_linked_data_names_the_recipe(files: dict[str, bytes]) -> None:
    """Search engines get schema.org words."""
    value = json.loads(files[f"{PAGE}/metadata.jsonld"])

    assert value["@type"] == "SoftwareSourceCode"
    assert value["name"] == "Who is missing out on two-year-old places?"


def test_security_contact_is_valid_and_in_time(files: dict[str, bytes]) -> None:
    """Look security.txt over a month before it ends, and move SECURITY_EXPIRES on."""
    lines = files[".well-known/security.txt"].decode().splitlines()
    found = dict(line.partition(": ")[::2] for line in lines)
    expires = dt.datetime.fromisoformat(found["Expires"])

    assert {"Contact", "Expires"} <= set(found)
    assert found["Expires"] == feed.SECURITY_EXPIRES
    assert dt.timedelta(days=30) < expires - dt.datetime.now(dt.UTC)
