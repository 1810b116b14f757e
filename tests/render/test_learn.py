"""What the site says of exercises and of what came of it all, from the files and nothing else."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from hub.model import Verdict
from hub.render import render
from hub.settings import Settings
from tests.builders import (
    a_catalogue,
    a_code_cell,
    a_locality,
    a_recipe,
    a_record,
    a_run_folder,
    an_entry,
    printed,
)
from tests.exercises import teaching, tried

PAGE = "recipes/sandhythe/two-year-old-take-up"


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two recipes with an exercise each, of which one is not as told, and one that fails."""
    folder = tmp_path_factory.mktemp("learn")
    run = a_run_folder(folder / "run", a_code_cell("x = 1", printed("1")), a_code_cell("y = 2"))
    takes = [{"recipe": "sandhythe/two-year-old-take-up", "since": "2026-10-01",
              "used_for": "The yearly report."}]  # fmt: skip
    place = a_locality("wexcombe", name="Wexcombe", adopts=[*takes, "wexcombe/another"])
    good, odd = teaching(a_recipe()), teaching(a_recipe("another", place), skill="link-records")
    failed = a_record(verdict=Verdict.FAILED, reason="KeyError.", results={})
    catalogue = a_catalogue(
        an_entry(good, records=[a_record(run)]),
        an_entry(odd),
        an_entry(a_recipe("third", place, topics=["linkage"]), records=[failed]),
    )
    seen = (*tried(good), *tried(odd, '"take_up" is not higher.'))
    render(replace(catalogue, practised=seen), Settings(), folder, folder / "docs")
    return folder / "docs"


def text(docs: Path, page: str) -> str:
    return (docs / page / "index.md").read_text("utf-8")


def test_the_path_puts_exercises_under_their_skill_by_level(docs: Path) -> None:
    """Skills without any are named too, and an exercise that is not as told says so."""
    page = text(docs, "learn")
    first, link = (
        page.index('id="skill-run-with-parameters"'),
        page.index('id="skill-link-records"'),
    )

    assert page.index('id="level-reading"') < first < page.index('id="level-judging"') < link
    assert "1 of 2</strong> showed what they say" in page
    assert page.count("Not as told today") == 1 == page[link:].count("Not as told today")
    assert "No exercise teaches this yet" in page


def test_a_recipe_shows_its_exercise_with_the_numbers_of_the_run(docs: Path) -> None:
    """The task, the hint, the answer, the reason, and what was changed."""
    page = text(docs, PAGE)

    assert 'id="exercise-another-term"' in page
    assert "Ask for the <code>spring</code> term." in page
    assert "It was 61.5%, and is 64.0%." in page
    assert "from <code>2024-autumn</code> to <code>2025-spring</code>" in page
    assert "<code>x = 1</code> becomes <code>x = 2</code>, and below it <code>y = 3</code>" in page
    assert "hub practise sandhythe/two-year-old-take-up/another-term" in page


def test_an_answer_that_does_not_hold_is_not_shown(docs: Path) -> None:
    """What is wrong is said in its place."""
    page = text(docs, "recipes/wexcombe/another")

    assert "does not show what it says today" in page
    assert "64.0%" not in page


def test_a_note_explains_its_cell_and_no_other(docs: Path) -> None:
    """Its words are words, whatever stands in them."""
    page = text(docs, PAGE)

    (note,) = re.findall(r'<details class="nb-explained">(.*?)</details>', page)
    assert "Explain cell 1" in note
    assert "It sets x, &amp; &lt;nothing&gt; else." in note


def test_programs_read_of_exercises_too(docs: Path) -> None:
    """In the entry, by name and skill."""
    entry = json.loads((docs / PAGE / "entry.json").read_text("utf-8"))

    assert entry["exercises"] == [
        {
            "name": "another-term",
            "title": "The same question, another term",
            "skill": "run-with-parameters",
            "minutes": 10,
            "holds": True,
        }
    ]


def test_what_came_of_it_is_counted(docs: Path) -> None:
    """Recipes that work, places, adoptions by others, topics with an answer, and the gaps."""
    page = text(docs, "impact")
    numbers = dict(
        re.findall(r"<dt>([^<]+)<br>.*?<dd><strong>([\d,]+</strong>(?: of [\d,]+)?)", page)
    )

    assert numbers["recipes work"] == "2</strong> of 3"
    assert numbers["localities give recipes"] == "2</strong>"
    assert numbers["adoptions by other localities"] == "1</strong>"
    assert numbers["topics have an answer"].startswith("2</strong> of ")
    assert "<td>1 October 2026</td><td>The yearly report.</td>" in page
    assert "nothing answers a question about this today" in page
