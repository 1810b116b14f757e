"""Where the data lie, and how they are made."""

import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd

from falls_data.localities import LOCALITIES, Locality
from synthetic_data.store import data_version, manifest, table_path, truth_values

__all__ = ["CannotMake", "data_version", "make", "manifest", "table_path", "truth_values"]


class CannotMake(Exception):
    """One sentence for whoever asked."""


def make(
    out: Path,
    profile: str,
    *,
    seed: int,
    scale: float,
    localities: Iterable[str] | None = None,
) -> Path:
    """Have the data of a profile in OUT/<profile>; nothing is made that is there already.

    The few localities are so small that all are made, whichever are asked for.
    """
    if scale > 10:
        raise CannotMake("The scale must not be above 10.")
    folder = Path(out) / profile
    facts = {"label": "synthetic", "profile": profile, "seed": seed, "scale": scale}
    if manifest(folder) != facts:
        for number, (slug, place) in enumerate(LOCALITIES.items()):
            random = np.random.default_rng((seed, number))
            _locality(folder / slug, place, random, scale, messy=profile == "messy")
        (folder / "data.json").write_text(json.dumps(facts))
    return folder


def _locality(
    folder: Path, place: Locality, random: np.random.Generator, scale: float, messy: bool
) -> None:
    (folder / "truth").mkdir(parents=True, exist_ok=True)
    count = max(200, int(place.residents * scale))
    ids = np.array([f"R{number:06d}" for number in range(count)])
    residents = pd.DataFrame(
        {
            "resident_id": ids,
            "age": random.integers(65, 100, count),
            "lives_alone": random.random(count) < 0.35,
        }
    )
    falls = random.random(count) < 0.1 + 0.15 * residents["lives_alone"]
    fallen = residents[falls]
    days = pd.Timestamp("2025-01-01") + pd.to_timedelta(random.integers(0, 365, len(fallen)), "D")
    fall = pd.DataFrame(
        {
            "fall_id": [f"F{number:06d}" for number in range(len(fallen))],
            "resident_id": fallen["resident_id"].to_numpy(),
            "injured": random.random(len(fallen)) < 0.4,
            "fell_on": days,
            "place": random.choice(["H", "S"], len(fallen), p=[0.7, 0.3]),
        }
    )
    if messy:
        fall.loc[random.random(len(fall)) < 0.2, "resident_id"] = None
    visited = ids[random.random(count) < 0.2]
    visits = pd.DataFrame({"resident_id": visited, "visited_on": pd.Timestamp("2025-06-01")})
    for name, table in (("resident", residents), ("fall", fall), ("home_visit", visits)):
        table.to_parquet(folder / f"{name}.parquet", index=False)
    share = 100 * float((fall["place"] == "H").mean())
    truth = {"share_at_home": {"value": share, "meaning": "Falls that happen at home, in %."}}
    (folder / "truth" / "values.json").write_text(json.dumps(truth))
