"""Writing one locality's tables and truth as files that say they are synthetic."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import csv

from synthetic_data import __version__
from synthetic_data.contract import CONTRACT
from synthetic_data.contract.arrow import as_text
from synthetic_data.contract.template import mapping_template
from synthetic_data.truth import TruthValue
from synthetic_data.vendors import VENDORS, mapping

LABEL = "synthetic"
_UNIQUE = ("_id", "_number", "upn", "key")
NOTICE = (
    "Synthetic data: invented children in invented places. No record is about a real person, and "
    "no identifier in it was ever issued."
)


@dataclass(frozen=True)
class Written:
    """One file of a profile: its path inside the profile's folder, its rows, size and hash."""

    path: str
    rows: int
    bytes: int
    sha256: str

    @property
    def is_table(self) -> bool:
        """Whether it is a table of the contract, and not truth, an export or a list."""
        return self.path.endswith(".parquet") and self.path.count("/") == 1


def write_table(root: Path, path: str, table: pa.Table) -> Written:
    """Write a table as Parquet with its label in the file's own metadata."""
    labels = {
        "label": LABEL,
        "notice": NOTICE,
        "generator": f"synthetic_data {__version__}",
        "contract": CONTRACT.version,
    }
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    labelled = table.replace_schema_metadata(labels)
    pq.write_table(
        labelled,
        target,
        compression="zstd",
        compression_level=1,
        use_dictionary=_repeating(labelled.schema),
        write_statistics=False,
    )
    return written(root, path, table.num_rows)


def _repeating(schema: pa.Schema) -> list[str]:
    """The columns of text that repeat few values; looking for repeats in numbers costs time."""
    return [
        field.name
        for field in schema
        if pa.types.is_string(field.type) and not field.name.endswith(_UNIQUE)
    ]


def write_csv(root: Path, path: str, table: pa.Table) -> Written:
    """Write a table as comma-separated text; its name must say that it is synthetic."""
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    csv.write_csv(as_text(table), target)
    return written(root, path, table.num_rows)


def write_mappings(root: Path, here: str, vendors: tuple[str, ...]) -> list[Written]:
    """Write how each vendor's export of each table becomes the table of the contract."""
    files = []
    for vendor in vendors:
        for table in CONTRACT.tables:
            path = f"{here}/export/{vendor}/mapping/{table.name}.json"
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            write_json(root / path, {"label": LABEL, **mapping(VENDORS[vendor], table).as_json()})
            files.append(written(root, path, len(table.fields)))
    return files


def write_templates(folder: Path) -> int:
    """Write a mapping template for each table; gives how many."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".templates-", dir=folder) as aside:
        for table in CONTRACT.tables:
            path = Path(aside) / f"{table.name}.yml"
            path.write_text(mapping_template(table), encoding="utf-8")
        for path in Path(aside).iterdir():
            path.replace(folder / path.name)
    return len(CONTRACT.tables)


def write_values(root: Path, path: str, values: Mapping[str, TruthValue]) -> Written:
    """Write the named truths as JSON."""
    content = {
        name: {key: part for key, part in asdict(value).items() if part is not None}
        for name, value in sorted(values.items())
    }
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    write_json(target, {"label": LABEL, **content})
    return written(root, path, len(content))


def write_json(path: Path, content: object) -> None:
    """Write a value as JSON that is the same for the same value."""
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def read_values(path: Path) -> dict[str, TruthValue]:
    """Read named truths back."""
    content = json.loads(path.read_text(encoding="utf-8"))
    content.pop("label", None)
    return {name: TruthValue(**parts) for name, parts in content.items()}


def written(root: Path, path: str, rows: int) -> Written:
    """What is told of a file that was written."""
    content = (root / path).read_bytes()
    return Written(path, rows, len(content), hashlib.sha256(content).hexdigest())
