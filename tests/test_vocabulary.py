"""The words of a hub are data: another sector brings its own, and mistakes in them are said."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hub import vocabulary

OWN = """
[[topics]]
slug = "falls"
title = "Falls"
meaning = "Falls at home and in care."

[[methods]]
slug = "rate"
title = "Rate"
meaning = "A share."
"""


def test_a_hub_without_words_of_its_own_has_those_of_early_years(tmp_path: Path) -> None:
    """They come with the package."""
    found = vocabulary.read(tmp_path)

    assert {"linkage", "early-education"} <= {term.slug for term in found.topics}
    assert found.same


def test_another_sector_brings_its_own(tmp_path: Path) -> None:
    """All of them in place of ours, none beside."""
    (tmp_path / "vocabulary.toml").write_text(OWN, "utf-8")

    found = vocabulary.read(tmp_path)

    assert [term.slug for term in found.topics] == ["falls"]
    assert [term.title for term in found.methods] == ["Rate"]
    assert not found.problem


SKILLS = """
[[levels]]
slug = "first"
title = "First"
meaning = "To begin with."

[[skills]]
slug = "count-falls"
title = "Count falls"
meaning = "Know what a fall is."
level = "first"
"""


def test_what_can_be_learnt_is_ours_unless_a_hub_says_otherwise(tmp_path: Path) -> None:
    """Skills of working with data are the same everywhere; a path of its own takes their place."""
    ours = vocabulary.read(tmp_path)
    (tmp_path / "vocabulary.toml").write_text(OWN, "utf-8")
    same = vocabulary.read(tmp_path)
    (tmp_path / "vocabulary.toml").write_text(OWN + SKILLS, "utf-8")
    own = vocabulary.read(tmp_path)

    assert same.skills == ours.skills
    assert same.levels == ours.levels
    assert [(skill.slug, skill.level) for skill in own.skills] == [("count-falls", "first")]
    assert [level.slug for level in own.levels] == ["first"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (OWN + SKILLS.replace('level = "first"', 'level = "last"'), "names no level"),
        (OWN + SKILLS.replace("[[levels]]", "[[floors]]"), "no [[levels]]"),
        ("[[topics", "not readable TOML"),
        ("", "no [[topics]]"),
        (OWN.replace('slug = "falls"\n', ""), "number 1 lacks 'slug'"),
        (OWN.replace("falls", "Falls in care"), "is no slug"),
        (OWN + OWN, "same slug"),
    ],
)
def test_mistakes_are_said(tmp_path: Path, text: str, says: str) -> None:
    """With the file, the place and what is wrong."""
    (tmp_path / "vocabulary.toml").write_text(text, "utf-8")

    assert says in vocabulary.read(tmp_path).problem


def test_a_command_says_the_mistake_and_stops(tmp_path: Path) -> None:
    """One sentence and exit code 2, before anything is done."""
    (tmp_path / "vocabulary.toml").write_text("[[topics", "utf-8")
    (tmp_path / "recipes").mkdir()

    done = subprocess.run(
        [sys.executable, "-P", "-m", "hub", "check", "--no-run"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=120,
    )

    assert done.returncode == 2
    assert "vocabulary.toml is not readable TOML" in done.stderr
    assert "Traceback" not in done.stderr
