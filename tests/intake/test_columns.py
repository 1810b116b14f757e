"""The columns that a notebook asks of its tables, and not those that it makes itself."""

from __future__ import annotations

import json
from pathlib import Path

from hub.intake import bring
from tests.contributions import as_notebook
from tests.intake.corpus import FENNMARSH

SCRIPT = """
# %%
import pandas as pd
df = pd.read_csv(r"C:\\\\data\\\\hv contacts.csv")
# %%
df["contact_date"] = pd.to_datetime(df["contact_date"])
df["late"] = df["age_days"] > 900
kept = df[df["contact_type"] == "2-2.5 year review"]
# %%
table = kept.groupby("ward_of_review").agg(reviewed=("contact_id", "nunique")).reset_index()
table["odd_share"] = table["reviewed"] / table["late"]
table.sort_values("odd_share")
"""


def test_what_the_notebook_makes_itself_is_not_missed(tmp_path: Path) -> None:
    """Neither methods, nor values of a condition, nor columns that it sets."""
    source = tmp_path / "Reviews at 2½ years.ipynb"
    source.write_text(json.dumps(as_notebook(SCRIPT)))

    made = bring(source, tmp_path / "recipes", FENNMARSH)

    said = " ".join(made.decide)
    for word in ("groupby", "reset_index", "2-2.5 year review", "odd_share", "reviewed,", "late,"):
        assert word not in said
    assert "ward_of_review" in said
    assert made.folder.name == "reviews-at-2-years"
