"""A recipe on every profile: what does not apply, what is left out, what must be the same."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hub.check import check
from hub.model import Catalogue, Entry, Number, ResultFile, Table, Verdict
from hub.record import catalogue, record
from hub.record.same import differences
from hub.run.engines import Engine
from hub.run.schedule import run
from hub.settings import Settings
from synthetic_data import store
from tests.builders import a_card
from tests.contributions import collected, write_recipe

FIELDS = "fields: [lsoa21, imd_decile]"
COUNTING = "deciles = pq.read_table"


def _rewrite(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def _entry(project: Path, data: dict[str, Path], engine: Engine) -> Entry:
    return _catalogue(project, data, engine).entries[0]


def _catalogue(project: Path, data: dict[str, Path], engine: Engine) -> Catalogue:
    settings = Settings(profiles=tuple(data), stand_in="sandhythe")
    checked = check(collected(project, profiles=tuple(data)))
    done = run(checked.recipes, data, project / "build/runs", settings, engine=engine)
    return catalogue(checked, record(checked, done, data, settings), tuple(data), data)


def test_a_recipe_passes_on_every_profile(
    tmp_path: Path, profile_data: dict[str, Path], warm: Engine
) -> None:
    """Where all have what it needs."""
    write_recipe(tmp_path)

    entry = _entry(tmp_path, profile_data, warm)

    assert [one.profile for one in entry.records] == list(store.PROFILES)
    assert {one.verdict for one in entry.records} == {Verdict.PASSED}


def test_a_profile_that_lacks_what_is_required_does_not_apply(
    tmp_path: Path, profile_data: dict[str, Path], warm: Engine
) -> None:
    """It is not run, with the reason, and the recipe stands by the others."""
    folder = write_recipe(tmp_path)
    _rewrite(folder, "recipe.yml", FIELDS, "fields: [lsoa21, imd_decile, rural]")

    entry = _entry(tmp_path, profile_data, warm)
    verdicts = {one.profile: one.verdict for one in entry.records}
    reason = next(one.reason for one in entry.records if one.profile == "minimum")

    assert verdicts.pop("minimum") is Verdict.NOT_RUN
    assert reason == (
        'the profile minimum has no field "rural" in the table "area", which the recipe needs.'
    )
    assert set(verdicts.values()) == {Verdict.PASSED}
    assert entry.verdict is Verdict.PASSED


def test_a_recipe_that_no_profile_fits_does_not_pass(
    tmp_path: Path, profile_data: dict[str, Path], warm: Engine
) -> None:
    """Nothing was shown of it."""
    folder = write_recipe(tmp_path)
    _rewrite(folder, "recipe.yml", FIELDS, "fields: [lsoa21, imd_decile, rural]")

    entry = _entry(tmp_path, {"minimum": profile_data["minimum"]}, warm)

    assert entry.verdict is Verdict.NOT_RUN
    assert '"rural"' in entry.reason


OPTIONAL = f"""  birth: {{required: false, fields: [child_id, sex], optional: [sex]}}
  social_care_episode: {{required: false, fields: [child_id]}}
  area: {{required: true, {FIELDS}}}
"""
CAREFUL = """
births = pq.read_table(f"{data}/birth.parquet")
if "sex" in births.column_names:
    Path(results, "boys.csv").write_text("boys\\n" + str(births["sex"].to_pylist().count("1")))
if Path(data, "social_care_episode.parquet").is_file():
    Path(results, "care.csv").write_text("rows\\n5\\n")
deciles = pq.read_table"""
MORE = """  boys: {kind: table, title: Boys, needs: [birth.sex]}
  care: {kind: table, title: Care, needs: [social_care_episode]}
data_protection:"""


def _with_optional_inputs(project: Path) -> Path:
    folder = write_recipe(project)
    area = f"  area: {{required: true, {FIELDS}}}\n"
    _rewrite(folder, "recipe.yml", area, OPTIONAL)
    _rewrite(folder, "recipe.yml", "data_protection:", MORE)
    text = (folder / "recipe.ipynb").read_text("utf-8")
    as_json = CAREFUL.replace('"', '\\"').replace("\\n", "\\\\n").replace("\n", "\\n")
    (folder / "recipe.ipynb").write_text(text.replace(COUNTING, as_json.strip(), 1), "utf-8")
    return folder


def test_what_rests_on_a_missing_optional_input_is_not_asked_for_and_said(
    tmp_path: Path, profile_data: dict[str, Path], warm: Engine
) -> None:
    """On the profile minimum; on the others it is asked for."""
    _with_optional_inputs(tmp_path)

    entry = _entry(tmp_path, profile_data, warm)
    clean, *_, least, _ = entry.records

    assert entry.verdict is Verdict.PASSED, entry.reason
    assert {"boys", "care"} <= set(clean.results)
    assert not {"boys", "care"} & set(least.results)
    assert clean.reason == ""
    assert least.reason == (
        "The profile has no birth.sex, social_care_episode, and the recipe does without. "
        "Not asked for: boys, care."
    )


def test_a_result_that_is_left_out_without_having_said_so_is_missing(
    tmp_path: Path, profile_data: dict[str, Path], warm: Engine
) -> None:
    """An optional input is no excuse for results that do not declare that they need it."""
    folder = _with_optional_inputs(tmp_path)
    _rewrite(folder, "recipe.yml", ", needs: [birth.sex]", "")

    entry = _entry(tmp_path, profile_data, warm)

    assert entry.verdict is Verdict.FAILED
    assert entry.reason == "on the profile minimum: the table results/boys.csv was not written."


def test_other_results_through_another_system_are_a_finding(
    tmp_path: Path, profile_data: dict[str, Path], warm: Engine
) -> None:
    """The hub holds them against those of the profile clean by itself."""
    write_recipe(tmp_path)
    (tmp_path / "data").mkdir()
    data = {name: tmp_path / "data" / name for name in ("clean", "other-system")}
    for name, folder in data.items():
        _link_all(profile_data[name], folder)
    path = store.table_path(tmp_path / "data", "other-system", "sandhythe", "area")
    table = pq.read_table(path)
    all_in_one = pa.array([1] * table.num_rows, table.schema.field("imd_decile").type)
    changed = table.set_column(table.schema.get_field_index("imd_decile"), "imd_decile", all_in_one)
    path.unlink()
    pq.write_table(changed, path)

    entry = _entry(tmp_path, data, warm)
    found = [one.problem for one in entry.findings if one.code == "R108"]

    assert entry.verdict is Verdict.FAILED
    assert (
        found[0] == 'the value of "deprived" differs, between the profiles clean and other-system.'
    )


def _link_all(source: Path, target: Path) -> None:
    for path in source.rglob("*"):
        if path.is_file():
            made = target / path.relative_to(source)
            made.parent.mkdir(parents=True, exist_ok=True)
            made.hardlink_to(path)


def _number(value: float, **more: float) -> dict[str, ResultFile]:
    return {"take_up": ResultFile("take_up", "numbers.json", "", Number(value, **more))}  # type: ignore[arg-type]


def _table(*rows: tuple[str, ...]) -> dict[str, ResultFile]:
    header = ("area", "eligible", "taken_up")
    return {"take_up_by_area": ResultFile("take_up_by_area", "x.csv", "", Table(header, rows))}


@pytest.mark.parametrize(
    ("here", "there", "says"),
    [
        (_number(61.5), _number(61.5), ()),
        (_number(61.5), _number(61.6), ()),
        (_number(61.5), _number(61.8), ('the value of "take_up" differs',)),
        (_number(61.5, n=100), _number(61.5, n=101), ('the n of "take_up" differs',)),
        (_number(61.5, lower=60.0), _number(61.5), ('the lower of "take_up" differs',)),
        (_number(61.5), {}, ('"take_up" is given on one of the two only',)),
        (_table(("A", "10", "5.1")), _table(("A", "10", "5.2")), ()),
        (
            _table(("A", "10", "5.1")),
            _table(("A", "*", "5.9")),
            (
                '1 cells of the column "eligible" of "take_up_by_area" differ',
                '1 cells of the column "taken_up" of "take_up_by_area" differ',
            ),
        ),
        (
            _table(("A", "10", "5")),
            _table(("A", "10", "5"), ("B", "10", "5")),
            ('"take_up_by_area" has 1 rows on one and 2 on the other',),
        ),
    ],
)
def test_the_same_is_the_same_but_for_the_last_digit(
    here: dict[str, ResultFile], there: dict[str, ResultFile], says: tuple[str, ...]
) -> None:
    """Counts and what is kept back must be equal; other numbers may differ in their last digit."""
    assert differences(a_card(), here, there) == says
