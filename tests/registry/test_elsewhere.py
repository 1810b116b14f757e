"""From one machine to another: published, fetched by version, run with the same results."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from hub.build import build
from hub.progress import Progress
from hub.registry import keep
from hub.settings import load
from tests.commands import Shell, shell
from tests.contributions import write_recipe
from tests.gitserver import git
from tests.web import BehindProxy, behind_a_proxy

ROOT = Path(__file__).parents[2]
HOST = "hub.example.org"
ID = "casebridge/deprived-areas"
GONE = "casebridge/first-try"
SMALL = 'scale = 0.02\nprofiles = ["clean"]\n'
ADVISORIES = f"""advisories:
  - recipe: {ID}
    date: 2026-05-01
    versions: "<1.1.0"
    problem: The second tenth was left out.
    do: Run version 1.1.0 again.
    fixed_in: 1.1.0
  - recipe: {GONE}
    date: 2026-05-02
    versions: "==1.0.0"
    problem: It counted twice.
    do: Use {ID}.
"""


@dataclass(frozen=True)
class Published:
    """A site after three builds, and the results that each version had when it was new."""

    site: Path
    results: dict[str, Any]


def _edit(path: Path, *pairs: tuple[str, str]) -> None:
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")


def _built(project: Path) -> Any:
    """Build and keep the past, as the workflow does; the results of the recipe."""
    settings = load(project)
    build(project, project / "build", settings, Progress())
    keep.keep(project, project / "build", settings.history, "A hub", push=False)
    record = project / "build/runs" / ID / "clean/run.json"
    return json.loads(record.read_text("utf-8"))["results"]


def _unpolished(_: Path, docs: Path, site: Path, *__: object) -> None:
    """The files of a site without what the site engine makes of them, which takes a while."""
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(docs, site)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, every_place: Path) -> Published:
    """Version 1.0.0, then 1.1.0 with an advisory on it; another recipe archived, then taken out.

    The site engine makes the last of the three sites, which is the one that is looked at.
    """
    project = tmp_path_factory.mktemp("hub")
    shutil.copytree(every_place, project / "build/data/clean")
    shutil.copytree(ROOT / "docs", project / "docs")
    shutil.copy(ROOT / "mkdocs.yml", project / "mkdocs.yml")
    (project / "hub.toml").write_text(f'address = "https://{HOST}/"\n{SMALL}')
    folder, other = write_recipe(project), write_recipe(project, slug="first-try")
    git("init", "-q", "-b", "main", cwd=project)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hub.build.watch", lambda *_: None)  # the canaries have tests of their own
        with patch.context() as quick:
            quick.setattr("hub.build.publish", _unpolished)
            first = _built(project)
        _edit(
            folder / "recipe.yml",
            ("version: 1.0.0", "version: 1.1.0"),
            ("default: 2", "default: 3"),
        )
        _edit(folder / "recipe.ipynb", ("most = 2", "most = 3"))
        _edit(folder / "CHANGELOG.md", ("## 1.0.0", "## 1.1.0\n\nThree tenths.\n\n## 1.0.0"))
        _edit(
            other / "recipe.yml",
            ("status: active", f"status: archived\nsuperseded_by: {ID}"),
        )
        (folder.parent / "advisories.yml").write_text(ADVISORIES)
        with patch.context() as quick:
            quick.setattr("hub.build.publish", _unpolished)
            second = _built(project)
        shutil.rmtree(other)
        _built(project)
    return Published(project / "build/site", {"1.0.0": first, "1.1.0": second})


@pytest.fixture(scope="module")
def web(published: Published, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BehindProxy]:
    """The site as the web has it, behind a proxy."""
    with behind_a_proxy(published.site, HOST, tmp_path_factory.mktemp("keys")) as made:
        yield made


@pytest.fixture(name="shell")
def shell_elsewhere(
    web: BehindProxy,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Shell:
    """Runs a command on a machine of its own: another home, an empty folder, only a proxy."""
    home = tmp_path / "home"
    here = home / "work"
    here.mkdir(parents=True)
    (here / "hub.toml").write_text(SMALL)
    monkeypatch.chdir(here)
    for name in ("NO_PROXY", "no_proxy", "https_proxy", "ALL_PROXY", "REQUESTS_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in web.environment(home).items():
        monkeypatch.setenv(name, value)

    return shell(monkeypatch, capsys)


def test_versions_give_the_same_results_elsewhere(
    shell: Shell, web: BehindProxy, published: Published, tmp_path: Path
) -> None:
    """Byte for byte, on data made there; the older one too, although the hub has moved on."""
    found = {}
    for version in ("1.0.0", "1.1.0"):
        got = shell("get", f"{ID}@{version}", "--from", web.address, "--json")
        ran = shell("run", json.loads(got.stdout)["folder"])
        assert ran.returncode == 0, ran.stdout + ran.stderr
        (record,) = (tmp_path / "home/work/build/runs").rglob("run.json")
        found[version] = json.loads(record.read_text())["results"]

    assert found == published.results
    assert found["1.0.0"] != found["1.1.0"]
    assert f"{HOST}:443" in web.asked


def test_every_command_reads_the_site_through_the_proxy(shell: Shell, web: BehindProxy) -> None:
    """In words and as JSON."""
    asked = {
        "search": ("search", "deprived"),
        "show": ("show", ID),
        "cite": ("cite", ID),
        "advisories": ("advisories",),
    }
    for name, words in asked.items():
        said = shell(*words, "--from", web.address)
        data = shell(*words, "--from", web.address, "--json")

        assert (said.returncode, data.returncode) == (0, 0), (name, said.stderr, data.stderr)
        assert said.stdout.strip()
        assert json.loads(data.stdout)


def test_offline_is_said_in_one_sentence(
    shell: Shell, web: BehindProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy that knows no such host, or none at all; never a traceback."""
    refused = shell("search", "--from", "https://other.example.org/")
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    gone = shell("get", ID, "--from", web.address)

    for done in (refused, gone):
        assert done.returncode == 2
        assert "HTTPS_PROXY" in done.stderr
        assert "Traceback" not in done.stderr
        assert not done.stdout


def test_an_advisory_stands_everywhere(
    shell: Shell, web: BehindProxy, published: Published
) -> None:
    """On the page of the recipe and the version, in the feed, the data, the terminal, on what
    somebody has fetched."""
    said = "The second tenth was left out."
    site = published.site
    entry = json.loads((site / "catalogue.json").read_text())["recipes"][0]
    feed = ElementTree.parse(site / "feed.xml")
    shell("get", f"{ID}@1.0.0", "--from", web.address)
    shell("get", ID, "--from", web.address)

    mine = shell("advisories", ".")

    assert said in (site / "recipes" / ID / "index.html").read_text()
    assert said in (site / "recipes" / ID / "versions/1.0.0/index.html").read_text()
    assert said not in (site / "recipes" / ID / "versions/1.1.0/index.html").read_text()
    assert [one["problem"] for one in entry["advisories"]] == [said]
    assert said in "".join(feed.getroot().itertext())
    assert said in shell("show", ID, "--from", web.address).stdout
    assert said in shell("get", f"{ID}@1.0.0", "--from", web.address).stdout
    assert mine.returncode == 1
    assert "2 fetched recipes looked at, 1 advisories." in mine.stdout
    assert "deprived-areas 1.0.0" in mine.stdout


def test_a_hub_that_cannot_be_asked_stops_no_other(
    shell: Shell, web: BehindProxy, tmp_path: Path
) -> None:
    """It is named, and what the others say is said."""
    shell("get", f"{ID}@1.0.0", "--from", web.address)
    (about,) = (tmp_path / "home/work").rglob("bundle.json")
    other = tmp_path / "home/work/other/about/bundle.json"
    other.parent.mkdir(parents=True)
    other.write_text(about.read_text().replace(web.address, "https://other.example.org/"))

    done = shell("advisories", ".")

    assert done.returncode == 1
    assert "2 fetched recipes looked at, 1 advisories." in done.stdout
    assert "Not asked for advisories" in done.stderr
    assert "other.example.org" in done.stderr


def test_a_recipe_that_was_taken_out_leads_to_its_successor(
    shell: Shell, web: BehindProxy, published: Published
) -> None:
    """By its old address, and its versions can still be had."""
    page = (published.site / "recipes" / GONE / "index.html").read_text()

    got = shell("get", f"{GONE}@1.0.0", "--from", web.address)

    shown = shell("show", GONE, "--from", web.address).stdout
    assert f"Use {ID} instead." in shown
    assert "no longer in the catalogue" in shown
    assert "It counted twice." in shown
    assert f'content="0; url=../../../recipes/{ID}/"' in page
    assert f'href="../../../recipes/{ID}/"' in page
    assert "noindex" in page
    assert (published.site / "recipes" / GONE / "versions/1.0.0/index.html").is_file()
    assert "1.0.0: fetched and checked" in got.stdout
    assert f"Use {ID} instead." in got.stdout
    assert "It counted twice." in got.stdout
    assert "It counted twice." in shell("advisories", ".").stdout


def test_a_changed_bundle_is_refused_from_afar(
    shell: Shell, web: BehindProxy, published: Published, tmp_path: Path
) -> None:
    """One byte of it, and nothing is written."""
    (bundle,) = (published.site / "recipes" / ID / "versions/1.1.0").glob("*.zip")
    good = bundle.read_bytes()
    bundle.write_bytes(good[:-30] + bytes([good[-30] ^ 1]) + good[-29:])

    done = shell("get", ID, "--from", web.address)
    bundle.write_bytes(good)

    assert done.returncode == 2
    assert "checksum" in done.stderr
    assert [one.name for one in (tmp_path / "home/work").iterdir()] == ["hub.toml"]
