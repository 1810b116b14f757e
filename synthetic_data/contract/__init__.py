"""The data contract: every table and field that recipes may ask for and localities map to.

Importing it is cheap: it holds values only. `synthetic_data.contract.arrow` turns a table into the
types of its Parquet file.
"""

from synthetic_data.contract import early_education, eyfsp, health, places, social_care
from synthetic_data.contract.eyfsp import GOALS, Goal
from synthetic_data.contract.model import Contract, Field, FieldType, Table

CONTRACT = Contract(
    version="1.0.0",
    tables=(
        *places.TABLES,
        *health.TABLES,
        *social_care.TABLES,
        *early_education.TABLES,
        *eyfsp.TABLES,
    ),
)

__all__ = ["CONTRACT", "GOALS", "Contract", "Field", "FieldType", "Goal", "Table"]
