"""A published hub from a terminal: found, shown, fetched, cited, warned of; whole or not at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from hub.cli import cli
from hub.registry import bundle
from hub.registry.shelf import ShelfError, shelf
from tests.contributions import collected, write_recipe
from tests.web import served

ID = "casebridge/deprived-areas"
ADVISORY = {
    "id": f"{ID}/2026-05-01",
    "recipe": ID,
    "date": "2026-05-01",
    "versions": "<1.1.0",
    "problem": "Wrong intervals.",
    "do": "Run version 1.1.0.",
    "fixed_in": "1.1.0",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small published site with two versions of the good recipe, the older with an advisory."""
    write_recipe(tmp_path)
    recipe = collected(tmp_path).recipes[0]
    card = tmp_path / "recipes" / "casebridge" / "deprived-areas" / "recipe.yml"
    old = bundle.make(recipe, "", "https://hub.example.org/")
    card.write_text(card.read_text("utf-8").replace("version: 1.0.0", "version: 1.1.0"), "utf-8")
    new = bundle.make(collected(tmp_path).recipes[0], "", "https://hub.example.org/")
    root = tmp_path / "published"
    versions = []
    for version, data in (("1.1.0", new), ("1.0.0", old)):
        path = f"recipes/{ID}/versions/{version}/bundle.zip"
        (root / path).parent.mkdir(parents=True)
        (root / path).write_bytes(data)
        versions.append(
            {
                "version": version,
                "bundle": path,
                "sha256": hashlib.sha256(data).hexdigest(),
                "advisories": [ADVISORY["id"]] if version == "1.0.0" else [],
            }
        )
    entry = {
        "id": ID,
        "title": "How deprived are our small areas?",
        "question": "How many of our small areas are among the most deprived?",
        "summary": "Counts small areas by tenth of deprivation.",
        "version": "1.1.0",
        "verdict": "passed",
        "profiles": {"clean": {"verdict": "passed", "reason": ""}},
        "inputs": {"area": {"required": True, "fields": ["lsoa21"]}},
        "advisories": [ADVISORY],
        "page": f"recipes/{ID}/",
        "entry": f"recipes/{ID}/entry.json",
        "versions": f"recipes/{ID}/versions.json",
    }
    _write(root / "catalogue.json", {"schema": "1", "recipes": [entry]})
    _write(root / entry["versions"], {"schema": "1", "recipe": ID, "versions": versions})  # type: ignore[operator]
    _write(root / entry["entry"], {"schema": "1", "citation": "A team. How deprived?"})  # type: ignore[operator]
    return root


def _write(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value), "utf-8")


@pytest.fixture
def address(site: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The same site on the web of this computer."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    with served(site) as there:
        yield there


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[str, Any]]:
    """Runs a command in an empty folder; what it printed, and what it raised."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.chdir(home)

    def run(*words: str) -> tuple[str, Any]:
        done = CliRunner().invoke(cli, words, standalone_mode=False)
        return done.output, done.exception

    return run


def test_the_newest_version_is_fetched(address: str, hub: Any, tmp_path: Path) -> None:
    """Whole, into a folder of its own that `hub run` takes."""
    said, _ = hub("get", ID, "--from", address)

    folder = tmp_path / "home" / "casebridge--deprived-areas-1.1.0" / ID
    assert "version: 1.1.0" in (folder / "recipe.yml").read_text("utf-8")
    assert (folder.parent / "locality.yml").is_file()
    assert "fetched and checked" in said
    assert "Advisory" not in said


def test_an_older_version_comes_with_its_advisory(site: Path, hub: Any) -> None:
    """By its number, from a folder as from the web."""
    said, _ = hub("get", f"{ID}@1.0.0", "--from", str(site))

    assert "1.0.0: fetched and checked" in said
    assert "Wrong intervals." in said


def test_fetching_again_changes_nothing(site: Path, hub: Any, tmp_path: Path) -> None:
    """What is there is left; what was changed by hand is never overwritten."""
    hub("get", ID, "--from", str(site))
    again, _ = hub("get", ID, "--from", str(site))
    notebook = tmp_path / "home" / "casebridge--deprived-areas-1.1.0" / ID / "README.md"
    notebook.write_text("mine", "utf-8")

    _, fault = hub("get", ID, "--from", str(site))

    assert "was there already" in again
    assert "differs" in str(fault)
    assert notebook.read_text("utf-8") == "mine"


def test_a_bundle_that_was_changed_is_refused_and_leaves_nothing(
    site: Path, hub: Any, tmp_path: Path
) -> None:
    """One byte is enough."""
    path = site / f"recipes/{ID}/versions/1.1.0/bundle.zip"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))

    _, fault = hub("get", ID, "--from", str(site))

    assert "checksum" in str(fault)
    assert list((tmp_path / "home").iterdir()) == []


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ("casebridge/deprived-area", 'write "casebridge/deprived-areas"'),
        (f"{ID}@9.9.9", "it has: 1.0.0, 1.1.0"),
    ],
)
def test_what_is_not_there_is_said_with_what_is(
    site: Path, hub: Any, wanted: str, says: str
) -> None:
    """The nearest name, or the versions there are."""
    _, fault = hub("get", wanted, "--from", str(site))

    assert isinstance(fault, ShelfError)
    assert says in str(fault)


@pytest.mark.parametrize(
    ("where", "says"),
    [
        ("http://code.example.org/", "https://"),
        ("ftp://code.example.org/", "https://"),
        ("https://me:secret@hub.example.org/", "name or a password"),
        ("no-such-folder", "neither a folder"),
    ],
)
def test_other_places_are_refused(where: str, says: str) -> None:
    """In words that repeat no secret."""
    with pytest.raises(ShelfError) as caught:
        shelf(where)

    assert says in str(caught.value)
    assert "secret" not in str(caught.value)


def test_being_offline_is_said_in_words(hub: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to do about it."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    _, fault = hub("search", "--from", "http://127.0.0.1:9/")

    assert "Are you online?" in str(fault)


def test_a_proxy_that_refuses_is_named(hub: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not the hub's fault, nor the recipe's."""
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    _, fault = hub("search", "--from", "https://hub.example.org/")

    assert "HTTPS_PROXY" in str(fault)


def test_a_site_that_is_no_hub_is_said(address: str, site: Path, hub: Any) -> None:
    """As is a form from the future."""
    (site / "catalogue.json").write_text("<html>", "utf-8")
    _, page = hub("search", "--from", address)
    _write(site / "catalogue.json", {"schema": "2", "recipes": []})
    _, future = hub("search", "--from", address)

    assert "Is it a hub?" in str(page)
    assert "Update the hub" in str(future)


def test_a_catalogue_cannot_lead_out_of_its_site(site: Path, hub: Any) -> None:
    """However it names the file."""
    path = site / f"recipes/{ID}/versions.json"
    for bad in ("../../home/secret", "/etc/passwd", "https://elsewhere.example.org/x"):
        text = json.loads(path.read_text("utf-8"))
        text["versions"][0]["bundle"] = bad
        _write(path, text)
        _, fault = hub("get", ID, "--from", str(site))

        assert "outside its site" in str(fault)


@pytest.mark.parametrize("words", ["deprived", "DEPRIVED areas", "deprivd", "poverty", "depri"])
def test_search_forgives(site: Path, hub: Any, words: str) -> None:
    """Capitals, typing errors, other words for the same, and a beginning."""
    said, _ = hub("search", *words.split(), "--from", str(site))

    assert ID in said


def test_search_says_when_nothing_is_found(site: Path, hub: Any) -> None:
    """And what to try."""
    said, _ = hub("search", "zebra", "--from", str(site))

    assert "Try fewer words" in said


def test_show_says_what_one_needs_to_know(site: Path, hub: Any) -> None:
    """Question, tables, versions, advisories; as JSON for programs."""
    said, _ = hub("show", ID, "--from", str(site))
    found = json.loads(hub("show", ID, "--from", str(site), "--json")[0])

    for part in ("How many of our small areas", "area", "1.1.0, 1.0.0", "Wrong intervals."):
        assert part in said
    assert [one["version"] for one in found["all_versions"]] == ["1.1.0", "1.0.0"]


def test_what_was_fetched_is_held_against_advisories(site: Path, hub: Any) -> None:
    """Only the version that is concerned."""
    hub("get", f"{ID}@1.0.0", "--from", str(site))
    hub("get", ID, "--from", str(site))

    said, ended = hub("advisories", ".", "--from", str(site))

    assert "2 fetched recipes looked at, 1 advisories." in said
    assert "Wrong intervals." in said
    assert getattr(ended, "code", None) == 1 or isinstance(ended, SystemExit)


def test_cite_gives_words(site: Path, hub: Any) -> None:
    """As the page has them."""
    assert hub("cite", ID, "--from", str(site))[0].strip() == "A team. How deprived?"
