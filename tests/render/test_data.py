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
from hub.registry.ledger import Ledger, PastRun
from hub.registry.past import Past
from hub.render import feed
from hub.settings import Settings
from tests.builders import (
    a_catalogue,
    a_recipe,
    a_record,
    a_run_folder,
    a_text_cell,
    an_entry,
    an_unreadable_recipe,
)
from tests.render.test_render import PAGE, content, tree


@pytest.fixture
def files(tmp_path: Path) -> dict[str, bytes]:
    run = a_run_folder(tmp_path / "run", a_text_cell("# Join"))
    changes = "## 1.2.0, 2026-11-20\n\n- New.\n"
    good = an_entry(a_recipe(changelog=changes), records=[a_record(run)])
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
    """Search engines get schema.org words for the code, for the data, and for the way there."""
    code, data, way = json.loads(files[f"{PAGE}/metadata.jsonld"])["@graph"]

    assert [one["@type"] for one in (code, data, way)] == [
        "SoftwareSourceCode", "Dataset", "BreadcrumbList",
    ]  # fmt: skip
    assert code["name"] == "Who is missing out on two-year-old places?"
    assert [found["contentUrl"].rpartition("/")[2] for found in data["distribution"]] == [
        "take_up_by_area.csv"
    ]
    assert data["variableMeasured"][0] == {
        "@type": "PropertyValue", "name": "Take-up of the entitlement", "value": 61.5,
        "minValue": 57.7, "maxValue": 65.1, "unitText": "%",
    }  # fmt: skip


def test_a_search_engine_for_data_sets_has_what_it_asks_for(files: dict[str, bytes]) -> None:
    """Google asks for a name and 50 to 5,000 characters of description, and likes the others."""
    data = json.loads(files[f"{PAGE}/metadata.jsonld"])["@graph"][1]

    assert 50 <= len(data["description"]) <= 5000
    assert {"name", "creator", "license", "keywords", "identifier", "version", "url"} <= set(data)
    assert {"isAccessibleForFree", "includedInDataCatalog", "datePublished"} <= set(data)


def test_the_front_page_says_what_the_hub_is(files: dict[str, bytes]) -> None:
    """A web site whose search others can call, and a catalogue that the results belong to."""
    site, held = json.loads(files["metadata.jsonld"])["@graph"]
    data = json.loads(files[f"{PAGE}/metadata.jsonld"])["@graph"][1]

    assert site["potentialAction"]["target"]["urlTemplate"].endswith(
        "catalogue/?find={search_term_string}"
    )
    assert held["@id"] == data["includedInDataCatalog"]["@id"]


def test_open_data_portals_can_harvest_the_catalogue(files: dict[str, bytes]) -> None:
    """Every data set of the DCAT catalogue is described, by files that exist; so is who gives it.

    Data sets and their files have what DCAT-AP makes mandatory: a title and a description, and an
    address of access.
    """
    hub, *rest = json.loads(files["catalogue.jsonld"])["@graph"]
    by_id = {node["@id"]: node for node in rest}

    assert {"dct:title", "dct:description", "dct:publisher", "dct:modified"} <= set(hub)
    for one in hub["dcat:dataset"]:
        node = by_id[one["@id"]]
        assert {"dct:title", "dct:description", "dcat:contactPoint", "dct:issued"} <= set(node)
        assert by_id[node["dct:publisher"]["@id"]]["foaf:name"] == "Sandhythe"
        assert all(by_id[theme["@id"]]["skos:prefLabel"] for theme in node["dcat:theme"])
        for found in node["dcat:distribution"]:
            path = found["dcat:accessURL"]["@id"].removeprefix(Settings().address)
            assert path in files


def test_a_page_is_a_research_object(files: dict[str, bytes], tmp_path: Path) -> None:
    """The library reads the crate back: every file that it names is there, and so is the run."""
    for path, data in files.items():
        if path.startswith(f"{PAGE}/"):
            (tmp_path / "crate" / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "crate" / path).write_bytes(data)
    crate = ROCrate(tmp_path / "crate" / PAGE)
    named = {entity.id for entity in crate.get_entities() if isinstance(entity, File)}
    run = crate.get("#run")

    assert crate.name == "Who is missing out on two-year-old places?"
    assert {"results/take_up_by_area.csv", "CITATION.cff", "brief.html"} <= named
    assert all(f"{PAGE}/{name}" in files for name in named)
    assert crate.mainEntity.id == run["instrument"].id == "recipe.ipynb"
    assert "results/take_up_by_area.csv" in {one.id for one in run["result"]}


def test_the_past_is_short_for_the_site_and_whole_for_each_recipe(tmp_path: Path) -> None:
    """Of three runs the site tells the last, so that it stays small; the recipe tells them all."""
    name = "sandhythe/two-year-old-take-up"
    runs = tuple(
        PastRun(name, "1.2.0", "clean", "passed", "", None, f"2026-05-0{day}", 3.0, "f", "b")
        for day in (1, 2, 3)
    )
    found = content(tree(a_catalogue(an_entry()), tmp_path, Past(Ledger(runs))))
    short, whole = (json.loads(found[path]) for path in ("history.json", f"{PAGE}/history.json"))

    assert short["lines"] == 3
    assert [run["started"] for run in short["runs"]] == ["2026-05-03"]
    assert [run["started"] for run in whole["runs"]] == ["2026-05-01", "2026-05-02", "2026-05-03"]


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
