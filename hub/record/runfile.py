"""run.json: the record of one run as other programs read it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hub.model import Record

SCHEMA = "1"


def as_json(record: Record) -> dict[str, Any]:
    """The record in the published shape; fields may be added to it, never changed."""
    execution = record.execution
    return {
        "schema": SCHEMA,
        "recipe": execution.recipe,
        "version": record.version,
        "profile": execution.profile,
        "commit": record.commit,
        "fingerprint": execution.fingerprint,
        "verdict": record.verdict.value,
        "reason": record.reason,
        "cell": record.cell,
        "started": execution.started,
        "seconds": dict(execution.seconds),
        "peak_mib": execution.peak_mib,
        "engine": execution.engine,
        "isolation": execution.isolation,
        "environment": execution.environment,
        "data": execution.data,
        "results": {
            name: {"file": f"results/{result.file}", "sha256": result.sha256}
            for name, result in record.results.items()
        },
        "absent": list(execution.absent),
        "warnings": list(record.warnings),
    }


def write(record: Record) -> None:
    """Write run.json into the run's folder, aside first."""
    folder = record.execution.folder
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / ".run.json.part"
    text = json.dumps(as_json(record), indent=1, ensure_ascii=False) + "\n"
    aside.write_text(text, encoding="utf-8")
    aside.replace(Path(folder / "run.json"))
