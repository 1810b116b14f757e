"""What is said of a finding: kind, place and count, and never the thing itself."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from hub.model import Finding, Level, Place
from hub.privacy import mask, scan_bytes
from tests.contributions import write_recipe
from tests.gitserver import git
from tests.privacy.harmful import everywhere
from tests.privacy.invented import a_person
from tests.privacy.made import a_zip, as_csv

ROOT = Path(__file__).parents[2]
WHO = a_person()
FORMS = ("text", "json", "github", "markdown")


def _hub(folder: Path, *arguments: str, code: int = 1) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "hub", *arguments],
        cwd=folder, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    return done.stdout + done.stderr


def _tells(said: str) -> list[str]:
    """Which values of the invented child stand in what was said."""
    bare = "".join(letter for letter in said if letter.isalnum())
    values = (WHO.nhs, WHO.upn, WHO.ni, WHO.postcode, WHO.mail, WHO.phone)
    return [value for value in values if "".join(c for c in value if c.isalnum()) in bare]


def test_no_sighting_holds_what_was_seen() -> None:
    """Kind, place, count and reason are all that the scan gives back."""
    for hidden in everywhere():
        for one in scan_bytes(hidden.name, hidden.data):
            assert (
                _tells(f"{one.kind} {one.count} {one.reason} {mask(' '.join(one.spot.inside))}")
                == []
            )


@pytest.mark.parametrize("form", FORMS)
def test_no_format_repeats_a_value(tmp_path: Path, form: str) -> None:
    """Not even where the value is a file's name, a heading, a title or a parameter."""
    folder = write_recipe(tmp_path)
    (folder / f"{WHO.nhs}.csv").write_text(as_csv())
    (folder / "people.zip").write_bytes(a_zip({f"{WHO.nhs}.csv": as_csv().encode()}))
    (folder / "recipe.yml").write_text(f"title: {WHO.nhs_spaced}\nupn_{WHO.upn}: {WHO.mail}\n")
    (folder / "README.md").write_text(f"# {WHO.nhs}\n\n{WHO.phone}, {WHO.postcode}\n")
    book = json.loads((folder / "recipe.ipynb").read_text("utf-8"))
    heading = {
        "cell_type": "markdown",
        "id": "h",
        "metadata": {},
        "source": f"# Child {WHO.nhs_spaced}",
    }
    book["cells"] = [heading, *book["cells"]]
    book["cells"][2]["source"] = f"%cd {WHO.nhs}\nopen('/data/{WHO.upn}/{WHO.ni}.csv')"
    (folder / "recipe.ipynb").write_text(json.dumps(book), "utf-8")

    said = _hub(tmp_path, "check", "--no-run", "--format", form)

    assert "P101" in said
    assert _tells(said) == []


def test_the_command_says_what_to_do(tmp_path: Path) -> None:
    """Stop, do not push, whom to tell, and that the history must be rewritten, once committed."""
    (tmp_path / "hub.toml").write_text('security_contact = "mailto:ig@fennmarsh.example.org"\n')
    (tmp_path / "notes.md").write_text(f"See {WHO.nhs_spaced}.\n")

    before = _hub(tmp_path, "privacy", "notes.md")
    git("init", "-q", cwd=tmp_path)
    git("add", "notes.md", cwd=tmp_path)
    git("commit", "-q", "-m", "Add", cwd=tmp_path)

    said = _hub(tmp_path, "privacy", "notes.md")

    assert "take it out of the file before you commit" in before
    assert "notes.md:1" in said
    for words in ("do not push another commit", "ig@fennmarsh.example.org", "rewritten"):
        assert words in said
    assert _tells(said) == []


def test_the_two_hooks_before_a_commit_say_a_thing_once(tmp_path: Path) -> None:
    """One looks for people in every file, the other judges recipes and leaves that to the first."""
    folder = write_recipe(tmp_path)
    (folder / "README.md").write_text(f"# {WHO.nhs}\n")
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0][
        "hooks"
    ]
    entries = {one["id"]: one["entry"].split()[3:] for one in hooks}
    file = "recipes/casebridge/deprived-areas/README.md"

    first = _hub(tmp_path, *entries["hub-privacy"], file)
    second = _hub(tmp_path, *entries["hub-check"], code=0)

    assert first.count("P101 nhs-number") == 1
    assert "P101" not in second
    assert "hub privacy looks for it" in second


def test_a_finding_cannot_quote_a_value() -> None:
    """Whatever a check puts into its words, the finding keeps it back."""
    place = Place(f"recipes/a/b/{WHO.nhs}.csv", heading=f"Child {WHO.nhs_spaced}")

    found = Finding("M101", "x", Level.ERROR, None, place, f'"{WHO.upn}" is odd', f"not {WHO.mail}")

    assert _tells(repr(found)) == []
    assert "[kept back]" in found.problem


@pytest.mark.parametrize("text", ["2024-01-15", "E01900001", "take_up 65.2", "9990044406"])
def test_ordinary_words_are_left_as_they_are(text: str) -> None:
    """A message without anything personal reads as it was written."""
    assert (
        mask(f'the value "{text}" is not in the list') == f'the value "{text}" is not in the list'
    )
