"""What a Databricks notebook asks for becomes a parameter, and its tables are those of pandas."""

from __future__ import annotations

from pathlib import Path

import yaml

from hub.intake import bring
from tests.intake.corpus import FENNMARSH

SOURCE = """# Databricks notebook source
dbutils.widgets.text("term", "2024-autumn")
dbutils.widgets.dropdown("area", "Mill Lane", ["Mill Lane", "Old Town"])
term = dbutils.widgets.get("term")

# COMMAND ----------

area = dbutils.widgets.get("area")
census = spark.table("early_years.headcount").toPandas()
census["child_id"].nunique()
"""


def test_widgets_become_parameters_with_their_defaults(tmp_path: Path) -> None:
    """And no word of Spark or Databricks is left where it would fail."""
    source = tmp_path / "take_up.py"
    source.write_text(SOURCE)

    made = bring(source, tmp_path / "recipes", FENNMARSH)

    card = yaml.safe_load((made.folder / "recipe.yml").read_text())
    code = (made.folder / "recipe.ipynb").read_text()
    assert {name: one["default"] for name, one in card["parameters"].items()} == {
        "term": "2024-autumn",
        "area": "Mill Lane",
    }
    assert "dbutils" not in code
    assert "toPandas" not in code
    assert "early_education.parquet" in code
