"""An issue form becomes a draft, whatever strangers write in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hub.check import check
from hub.intake import CannotRead
from hub.intake.proposal import draft
from hub.model import Level
from tests.contributions import collected

FORM = """### Locality

Fennmarsh

### Title

Who misses the review at two?

### Question

Which families do not come

### Tables

health_visiting_child, area

### Method

Count those due and those seen.

### Purpose

To find whom the service does not reach.

### Possible harm

_No response_

### Notebook

```python
import pandas as pd
df = pd.read_csv(r'C:\\Users\\x\\hv caseload.csv')
### not a heading
df['DOB'].min()
```
"""


def test_a_form_becomes_a_draft_that_blocks_nothing(tmp_path: Path) -> None:
    """What was said is in it, what was not is still to say."""
    folder = draft(FORM, tmp_path / "recipes", "sandhythe")

    judged = check(collected(tmp_path)).recipes[0]
    card = judged.recipe.card.value
    assert folder.name == "who-misses-the-review-at-two"
    assert card is not None, judged.recipe.card.mistakes
    assert card.question == "Which families do not come?"
    assert {"health_visiting_child", "area"} <= set(card.inputs)  # said, and read by no code
    assert card.data_protection.purpose == "To find whom the service does not reach."
    assert card.data_protection.possible_harm.startswith("To say:")
    assert "Count those due" in judged.recipe.text("README.md")
    assert [one for one in judged.findings if one.level is Level.ERROR] == []
    assert "M124" in {one.code for one in judged.findings}
    assert "C:" not in json.dumps([cell.source for cell in judged.recipe.notebook.code])


def test_a_form_without_code_is_welcome(tmp_path: Path) -> None:
    """The tables that it names are declared."""
    draft(FORM.split("### Notebook")[0], tmp_path / "recipes", "sandhythe")

    card = check(collected(tmp_path)).recipes[0].recipe.card.value
    assert card is not None
    assert set(card.inputs) == {"health_visiting_child", "area"}


def test_a_new_locality_gets_its_card_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    """The same that hub new and hub import write."""
    draft(FORM, tmp_path / "recipes", "sandhythe")

    card = tmp_path / "recipes" / "fennmarsh" / "locality.yml"
    place = collected(tmp_path).localities[0].card
    assert place.value is not None, place.mistakes
    assert (place.value.name, place.value.stands_in) == ("Fennmarsh", "sandhythe")

    card.write_text(card.read_text("utf-8").replace("Fennmarsh", "The Fens"), "utf-8")
    draft(FORM.replace("Who misses", "When misses"), tmp_path / "recipes", "sandhythe")

    assert "The Fens" in card.read_text("utf-8")


@pytest.mark.parametrize(
    "title",
    ["../../etc/passwd", "x: y\n- z", "${{ github.token }}", "<script>", "\u202eevil", '"; rm -rf'],
)
def test_no_words_leave_the_recipes_folder_or_break_the_card(title: str, tmp_path: Path) -> None:
    """They are text in quotes, and a plain folder name."""
    folder = draft(
        FORM.replace("Who misses the review at two?", title), tmp_path / "recipes", "sandhythe"
    )

    assert folder.parent == tmp_path / "recipes" / "fennmarsh"
    assert check(collected(tmp_path)).recipes[0].recipe.card.value is not None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "says nothing under"),
        ("### Locality\n\nx\n", "### Title"),
        ("### Locality\n\n_No response_\n\n### Title\n\nx\n\n### Question\n\ny?", "### Locality"),
        ("x" * 200_000, "too long"),
    ],
)
def test_what_is_no_form_is_refused_in_a_sentence(text: str, says: str, tmp_path: Path) -> None:
    """And nothing is written."""
    with pytest.raises(CannotRead, match=says):
        draft(text, tmp_path / "recipes", "sandhythe")

    assert not (tmp_path / "recipes").exists()
