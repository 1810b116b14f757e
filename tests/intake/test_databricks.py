"""What a Databricks notebook asks for becomes a parameter, and its tables are those of pandas."""

from __future__ import annotations

import json
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


PUBLISHED = """# Databricks notebook source
# DBTITLE 1,Which term
term = dbutils.widgets.get("term")

# COMMAND ----------

# DBTITLE 1,The children
 %sql
 SELECT child_id FROM early_years.headcount

# COMMAND ----------

 %md
 ## Funded hours

# COMMAND ----------

# DBTITLE 1,Count them
 %python

 from pyspark.sql import functions as F
 import pandas as pd
 census = spark.table("early_years.headcount")
 census.groupBy("term").agg(F.sum("funded_hours"))

# COMMAND ----------

dbutils.notebook.run("../02_Aggregate/Inpatient measures", 0, {})
term = dbutils.widgets.get("term")
"""


def test_commands_as_they_are_published_are_taken(tmp_path: Path) -> None:
    """One blank in, without the word MAGIC; titles stay as comments, and Spark is named by cell."""
    source = tmp_path / "hours.py"
    source.write_text(PUBLISHED)

    made = bring(source, tmp_path / "recipes", FENNMARSH)

    cells = json.loads((made.folder / "recipe.ipynb").read_text())["cells"]
    text = ["".join(one["source"]) for one in cells]
    assert "## Funded hours" in [
        text[n] for n, one in enumerate(cells) if one["cell_type"] == "markdown"
    ]
    assert any(one.startswith("```\n%%sql\n-- The children\nSELECT child_id") for one in text)
    assert any(one.startswith("# Count them\n") and "groupBy" in one for one in text)
    assert "cell 4: still speaks to Spark; write it with pandas, which reads now." in made.decide
    assert not any("Python cannot read it" in one for one in made.decide)
    assert any("Inpatient measures is needed" in one for one in made.decide)
    assert "dbutils" not in "".join(text)


def test_a_notebook_that_only_read_with_spark_is_not_said_to_need_it(tmp_path: Path) -> None:
    """What was there before the rewriting is no matter."""
    source = tmp_path / "take_up.py"
    source.write_text(SOURCE)

    made = bring(source, tmp_path / "recipes", FENNMARSH)

    assert not any("Spark" in one for one in made.decide)
