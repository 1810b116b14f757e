"""What a recipe keeps back reaches nothing that is published, and neither does a withheld one."""

from __future__ import annotations

import base64
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from hub.build import build, preview
from hub.collect import collect
from hub.progress import Progress
from hub.record import withheld
from hub.registry import keep, past
from hub.settings import Settings
from tests.contributions import as_notebook, write_recipe
from tests.privacy.invented import a_person

ROOT = Path(__file__).parents[1]
SETTINGS = Settings(scale=0.02, profiles=("clean",))
CASEBRIDGE = "recipes/casebridge"

SECRETS = ("7319.4", "7,319", "5862.1", "5,862", "4093.6", "4,093", "6457.3", "6,457", "2846.1",
           "Quillmarsh", "Brackenwick", "Thornvesper", "Wrenhollow")  # fmt: skip
SHOWN = ("Openmarkerton", "1234.5")
WITHHELD = ("Mottleford", "8361.5", "8,361", "Gorsewhistle")

GIVES = """
# %%
import json
from pathlib import Path
import matplotlib
import pandas as pd
stays, own = 731942 / 100, 586217 / 100
children = pd.DataFrame({"who": ["Quill" + "marsh"], "score": [409361 / 100]})
local = pd.DataFrame({"area": ["Bracken" + "wick"], "a": [645732 / 100], "b": [284619 / 100]})
shown = pd.DataFrame({"area": ["Open" + "markerton"], "mean_score": [12345 / 10]})
matplotlib.rcParams["svg.fonttype"] = "none"
matplotlib.rcParams["figure.figsize"] = (2, 1)
# %%
for name, frame in {"children": children, "local": local, "shown": shown}.items():
    frame.to_csv(Path(results, f"{name}.csv"), index=False)
numbers = {"open": 1234.5, "stays": stays, "own": own}
Path(results, "numbers.json").write_text(json.dumps(numbers))
"""
SHOWS = """
# %%
print(numbers, f"{stays:,.2f}", f"{own:,.0f}")
# %%
display(children)
children
# %%
print(local.to_string())
# %%
%config InlineBackend.figure_formats = ["svg"]
%matplotlib inline
import matplotlib.pyplot as plt
private, axes = plt.subplots()
axes.set_title("Thorn" + "vesper")
plt.show()
# %%
private.savefig(Path(results, "private.svg"))
# %%
plt.figure()
plt.title("Wren" + "hollow")
plt.savefig(f"{results}/own_area.svg")
plt.show()
Path(results, "own_area.alt.txt").write_text("A picture of " + "Wren" + "hollow")
# %%
import sys, warnings
warnings.warn(f"odd: {stays}, {local.a[0]}")
print(local.area[0], local.a[0], local.b[0], file=sys.stderr)
# %%
import threading
def fails():
    raise ValueError(f"no good: {own} of {children.who[0]}")
work = threading.Thread(target=fails)
work.start()
work.join()
shown
"""
RAISES = """
# %%
raise ValueError(f"{stays} is odd; {local.area[0]} {local.a[0]}, {children.who[0]}")
"""
PERSONAL = """
# %%
number = BEFORE + len(shown)
pd.DataFrame({"area": ["Mottle" + "ford"], "nhs_number": [number], "mean_score": [83615 / 10]}
    ).to_csv(Path(results, "shown.csv"), index=False)
print("Gorse" + "whistle", 83615 / 10)
"""
NHS = a_person().nhs
PERSONAL = PERSONAL.replace("BEFORE", str(int(NHS) - 1))
RESULTS: dict[str, Any] = {
    "open": {"kind": "number", "title": "Open", "decimals": 1},
    "shown": {"kind": "table", "title": "Shown"},
    "stays": {"kind": "number", "title": "Stays here", "class": "local"},
    "own": {"kind": "number", "title": "Own", "class": "private"},
    "local": {"kind": "table", "title": "Of areas", "class": "local"},
    "children": {"kind": "table", "title": "Of children", "class": "private"},
}
FIGURES = {
    "private": {"kind": "figure", "title": "P", "class": "private", "alt": "No more is said."},
    "own_area": {"kind": "figure", "title": "L", "class": "local"},
}


@dataclass(frozen=True)
class Published:
    """Everything that left, by the name of where it lies."""

    parts: dict[str, bytes]

    def holding(self, words: tuple[str, ...]) -> dict[str, list[str]]:
        """Which of the words stand where."""
        found = {
            name: [word for word in words if word.encode().lower() in data.lower()]
            for name, data in self.parts.items()
        }
        return {name: held for name, held in found.items() if held}


def _write(project: Path, slug: str, cells: str, expected: dict[str, Any], **results: Any) -> None:
    folder = write_recipe(project, slug=slug)
    script = '# %% tags=parameters\ndata = "data"\nresults = "results"\nmost = 2\n' + cells
    (folder / "recipe.ipynb").write_text(json.dumps(as_notebook(script)))
    card = yaml.safe_load((folder / "recipe.yml").read_text())
    card |= {"results": RESULTS | results, "answer": "It is {open}."}
    (folder / "recipe.yml").write_text(yaml.safe_dump(card, sort_keys=False))
    (folder / "expected.yml").write_text(yaml.safe_dump({"clean": expected}))


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file, what archives hold, and what is written in letters inside."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield from _unpacked(path.relative_to(folder).as_posix(), path.read_bytes())


def _unpacked(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    yield name, name.encode() + b"\n" + data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.namelist():
                yield from _unpacked(f"{name} > {member}", archive.read(member))
    for number, run in enumerate(re.findall(rb"[A-Za-z0-9+/]{80,}={0,2}", data)):
        yield f"{name} > base64 {number}", base64.b64decode(run[: len(run) // 4 * 4])


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of five recipes, built, kept in the ledger, and one of them previewed."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "docs", folder / "docs")
    shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    near = {"stays": {"value": 7300, "tolerance": 100}, "children": {"rows": 1}}
    far = {"stays": {"value": 1, "tolerance": 0.5}, "own": {"value": 2, "tolerance": 0.5}}
    _write(folder, "keeps", GIVES + SHOWS, near, **FIGURES)
    _write(folder, "missed", GIVES, far)
    _write(folder, "raises", GIVES + RAISES, near)
    _write(folder, "withheld", GIVES + PERSONAL, near)
    _write(folder, "withheld-raises", GIVES + PERSONAL + RAISES, near)
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "Begin"]):
        who = ["-c", "user.name=team", "-c", "user.email=team@example.org"]
        subprocess.run(["git", *who, *arguments], cwd=folder, check=True)
    build(folder, folder / "build", SETTINGS, Progress())
    keep.keep(folder, folder / "build", "past", "hub", push=False)
    chosen = collect(folder, SETTINGS, ("casebridge/keeps",))
    preview(folder, folder / "build", SETTINGS, Progress(), chosen)
    return folder


@pytest.fixture(scope="module")
def published(project: Path) -> Published:
    """The site, the preview, the ledger's lines and the kept versions."""
    parts = {f"site/{name}": data for name, data in _files(project / "build/site")}
    parts |= {f"preview/{name}": data for name, data in _files(project / "build/preview/site")}
    kept = past.read(project, "past")
    for number, run in enumerate(kept.ledger.runs):
        parts[f"ledger {number}"] = json.dumps(asdict(run)).encode()
    for one in kept.published:
        parts |= dict(_unpacked(f"kept {one.recipe}", one.bundle))
    return Published(parts)


def test_nothing_kept_back_is_published(published: Published) -> None:
    """Neither numbers nor rows nor figures of the classes private and local, wherever one looks."""
    assert published.holding(SECRETS) == {}


def test_what_may_be_published_is(published: Published) -> None:
    """So that an empty site would not pass: the page, the catalogue, the download and the zip."""
    page = f"{CASEBRIDGE}/keeps"
    found = published.holding(SHOWN)

    assert set(SHOWN) <= set(found[f"site/{page}/index.html"])
    assert set(SHOWN) <= set(found[f"preview/{page}/index.html"])
    assert "1234.5" in found["site/catalogue.json"]
    assert any(name.endswith("shown.csv") for name in found)
    assert any(name.endswith(".ipynb") and "Openmarkerton" in held for name, held in found.items())
    assert any(name.startswith("ledger") for name in published.parts)
    assert any(" > " in name and ".zip" in name for name in published.parts)


@pytest.mark.parametrize("slug", ["withheld", "withheld-raises"])
def test_a_withheld_recipe_says_why_and_nothing_more(published: Published, slug: str) -> None:
    """A blocking finding in its results leaves its page with the reason, and not one value."""
    page = published.parts[f"site/{CASEBRIDGE}/{slug}/index.html"].decode()
    told = published.parts[f"site/{CASEBRIDGE}/{slug}/entry.json"].decode()

    assert published.holding((*WITHHELD, NHS)) == {}
    assert withheld.REASON in page
    assert "P121" in page
    assert json.loads(told[told.index("{") :])["results"] == {}


def test_a_failure_is_still_told(published: Published) -> None:
    """What is kept back is taken out of the words, and the words stay."""
    failed = published.parts[f"site/{CASEBRIDGE}/raises/index.html"].decode()
    missed = published.parts[f"site/{CASEBRIDGE}/missed/index.html"].decode()

    assert "ValueError" in failed
    assert "is odd" in failed
    assert "stays: expected 1" in missed
