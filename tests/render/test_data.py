"""The files that other programs read."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
import yaml
from rocrate.model.file import File
from rocrate.rocrate import ROCrate

from hub.contribution import RecipeCard
from hub.render import feed
from hub.settings import Settings
from tests.builders import (
    a_catalogue,
    a_recipe,
    a_record,
    a_run_folder,
    an_entry,
    an_unreadable_recipe,
)
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


def test_the_feed_tells_each_dated_version(tmp_path: Path) -> None:
    """The newest first, dated by the changelog and not by a run."""
    changelog = "# Changes\n\n## 1.2.0, 2026-11-20\n\n- Steadied & safe.\n\n## 1.1.0, 2026-10-01\n"
    entry = an_entry(a_recipe(changelog=changelog))
    root = ElementTree.fromstring(content(tree(a_catalogue(entry), tmp_path))["feed.xml"])
    atom = "{http://www.w3.org/2005/Atom}"

    assert [found.findtext(f"{atom}updated") for found in root.findall(f"{atom}entry")] == [
        "2026-11-20T00:00:00+00:00",
        "2026-10-01T00:00:00+00:00",
    ]
    assert "Steadied & safe." in (root.findtext(f"{atom}entry/{atom}summary") or "")
    assert root.findtext(f"{atom}updated") == "2026-11-20T00:00:00+00:00"


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


def test_what_programs_read_is_of_the_published_shape(files: dict[str, bytes]) -> None:
    """catalogue.json and each entry.json hold to the schema beside them."""
    shapes = {
        stem: jsonschema.Draft202012Validator(json.loads(files[f"schemas/{stem}.schema.json"]))
        for stem in ("catalogue", "entry")
    }

    shapes["catalogue"].validate(json.loads(files["catalogue.json"]))
    for path, data in files.items():
        if path.endswith("/entry.json"):
            shapes["entry"].validate(json.loads(data))


def test_a_shape_does_not_hold_for_anything(files: dict[str, bytes]) -> None:
    """A key that is missing is noticed."""
    value = json.loads(files["catalogue.json"])
    del value["recipes"][0]["verdict"]
    shape = json.loads(files["schemas/catalogue.schema.json"])

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(shape).validate(value)


def test_linked_data_names_the_recipe_and_its_results(files: dict[str, bytes]) -> None:
    """Search engines get schema.org words for the code and for the data."""
    code, data = json.loads(files[f"{PAGE}/metadata.jsonld"])["@graph"]

    assert (code["@type"], data["@type"]) == ("SoftwareSourceCode", "Dataset")
    assert code["name"] == "Who is missing out on two-year-old places?"
    assert [found["contentUrl"].rpartition("/")[2] for found in data["distribution"]] == [
        "take_up_by_area.csv"
    ]


def test_open_data_portals_can_harvest_the_catalogue(files: dict[str, bytes]) -> None:
    """Every data set that the DCAT catalogue names is described in it, with files that exist."""
    graph = json.loads(files["catalogue.jsonld"])["@graph"]
    described = {node["@id"]: node for node in graph[1:]}

    assert {one["@id"] for one in graph[0]["dcat:dataset"]} == set(described)
    for node in described.values():
        for found in node["dcat:distribution"]:
            path = found["dcat:downloadURL"]["@id"].removeprefix(Settings().address)
            assert path in files


def test_a_page_is_a_research_object(files: dict[str, bytes], tmp_path: Path) -> None:
    """The library reads the crate back, and every file that it names is there."""
    for path, data in files.items():
        if path.startswith(f"{PAGE}/"):
            (tmp_path / "crate" / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "crate" / path).write_bytes(data)
    crate = ROCrate(tmp_path / "crate" / PAGE)
    named = {entity.id for entity in crate.get_entities() if isinstance(entity, File)}

    assert crate.name == "Who is missing out on two-year-old places?"
    assert {"results/take_up_by_area.csv", "CITATION.cff", "brief.html"} <= named
    assert all(f"{PAGE}/{name}" in files for name in named)


def test_the_citation_file_is_of_its_kind(files: dict[str, bytes]) -> None:
    """It has what version 1.2 of the format asks for, and no key that it does not know."""
    value = yaml.safe_load(files[f"{PAGE}/CITATION.cff"])
    known = {"cff-version", "message", "type", "title", "abstract", "version", "authors", "license"}
    known |= {"url", "repository-code", "keywords", "commit"}

    assert {"cff-version", "message", "title", "authors"} <= set(value) <= known
    assert all(set(author) <= {"name", "orcid"} for author in value["authors"])


def test_security_contact_is_valid_and_in_time(files: dict[str, bytes]) -> None:
    """Look security.txt over a month before it ends, and move SECURITY_EXPIRES on."""
    lines = files[".well-known/security.txt"].decode().splitlines()
    found = dict(line.partition(": ")[::2] for line in lines)
    expires = dt.datetime.fromisoformat(found["Expires"])

    assert {"Contact", "Expires"} <= set(found)
    assert found["Expires"] == feed.SECURITY_EXPIRES
    assert dt.timedelta(days=30) < expires - dt.datetime.now(dt.UTC)
