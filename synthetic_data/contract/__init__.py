"""The data contract: every table and field that recipes may ask for and localities map to.

Importing it is cheap: it holds values only. `synthetic_data.contract.arrow` turns a table into the
types of its Parquet file, `frictionless` into a data package, `template` into a mapping template.
"""

from synthetic_data.contract import (
    early_education,
    eyfsp,
    family_hub,
    health_visiting,
    immunisation,
    inspections,
    maternity,
    persons,
    places,
    published,
    send,
    social_care,
    speech,
    wellbeing,
)
from synthetic_data.contract.eyfsp import GOALS, Goal
from synthetic_data.contract.model import Contract, Field, FieldType, Table

CONTRACT = Contract(
    version="2.2.0",
    tables=(
        *places.TABLES,
        *maternity.TABLES,
        *health_visiting.TABLES,
        *immunisation.TABLES,
        *family_hub.TABLES,
        *wellbeing.TABLES,
        *speech.TABLES,
        *social_care.TABLES,
        *early_education.TABLES,
        *inspections.TABLES,
        *send.TABLES,
        *eyfsp.TABLES,
        *published.TABLES,
        *persons.TABLES,
    ),
)

__all__ = ["CONTRACT", "GOALS", "Contract", "Field", "FieldType", "Goal", "Table"]
