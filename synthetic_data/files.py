"""Writing one locality's tables and truth as files that say they are synthetic."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from synthetic_data import __version__
from synthetic_data.contract import CONTRACT
from synthetic_data.truth import TruthValue

LABEL = "synthetic"
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
    pq.write_table(labelled, target, compression="zstd", compression_level=1)
    return _written(root, path, table.num_rows)


def write_values(root: Path, path: str, values: Mapping[str, TruthValue]) -> Written:
    """Write the named truths as JSON."""
    content = {
        name: {key: part for key, part in asdict(value).items() if part is not None}
        for name, value in sorted(values.items())
    }
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    write_json(target, content)
    return _written(root, path, len(content))


def write_json(path: Path, content: object) -> None:
    """Write a value as JSON that is the same for the same value."""
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def read_values(path: Path) -> dict[str, TruthValue]:
    """Read named truths back."""
    content = json.loads(path.read_text(encoding="utf-8"))
    return {name: TruthValue(**parts) for name, parts in content.items()}


def _written(root: Path, path: str, rows: int) -> Written:
    content = (root / path).read_bytes()
    return Written(path, rows, len(content), hashlib.sha256(content).hexdigest())
