"""The store: same input, same bytes; made once; nothing half-made."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from synthetic_data import line, store
from synthetic_data.store import CannotMake

SMALL = {"scale": 0.003, "localities": ["sandhythe"]}


def hashes(folder: Path) -> dict[str, str]:
    """The hash of every file below a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(f.relative_to(folder)): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    """Files, manifest and all."""
    first = store.make(tmp_path / "a", "messy", seed=1, **SMALL)
    second = store.make(tmp_path / "b", "messy", seed=1, **SMALL)

    assert hashes(first) == hashes(second)


def test_another_seed_gives_other_data(tmp_path: Path) -> None:
    """Other children in the same places."""
    first = hashes(store.make(tmp_path / "a", "clean", seed=1, **SMALL))
    second = hashes(store.make(tmp_path / "b", "clean", seed=2, **SMALL))

    assert first["sandhythe/birth.parquet"] != second["sandhythe/birth.parquet"]
    assert first["sandhythe/area.parquet"] == second["sandhythe/area.parquet"]


def test_a_locality_does_not_depend_on_the_others(tmp_path: Path) -> None:
    """It is the same alone as among all."""
    alone = hashes(store.make(tmp_path / "a", "messy", scale=0.003, localities=["sandhythe"]))
    among = hashes(store.make(tmp_path / "b", "messy", scale=0.003))
    same = [name for name in alone if name.startswith("sandhythe/") and alone[name] == among[name]]

    assert len(same) == len(alone) - 2  # all but the two lists of files


def test_data_that_is_there_is_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second call only looks."""
    store.make(tmp_path, "clean", **SMALL)
    monkeypatch.setattr(line, "write_locality", None)

    assert store.make(tmp_path, "clean", **SMALL) == tmp_path / "clean"


def test_a_lost_file_is_made_again(tmp_path: Path) -> None:
    """What is there must be complete."""
    folder = store.make(tmp_path, "clean", **SMALL)
    before = hashes(folder)
    (folder / "sandhythe" / "birth.parquet").unlink()
    store.make(tmp_path, "clean", **SMALL)

    assert hashes(folder) == before


def test_localities_are_added_and_the_folder_is_as_if_made_at_once(tmp_path: Path) -> None:
    """Whatever came first: the same files, lists and version, and nothing is made twice."""
    order, few = ["sandhythe", "isle-of-sarn"], {"scale": 0.003}
    told: list[str] = []
    for place in (*order, order[0]):
        folder = store.make(
            tmp_path / "a",
            "tiny",
            localities=[place],
            tell=lambda m: told.append(m.locality),
            **few,
        )
    alone = store.data_version(store.make(tmp_path / "c", "tiny", localities=order[:1], **few))
    at_once = store.make(tmp_path / "b", "tiny", localities=order, **few)

    assert told == order
    assert hashes(folder) == hashes(at_once)
    assert store.data_version(folder) == store.data_version(at_once) == alone


def test_what_a_stopped_maker_left_is_no_data(tmp_path: Path) -> None:
    """A folder that the list does not name is made again, whatever lies in it."""
    whole = hashes(store.make(tmp_path / "a", "tiny", scale=0.003))
    folder = store.make(tmp_path / "b", "tiny", **SMALL)
    (folder / "aldermere").mkdir()
    (folder / "aldermere" / "birth.parquet").write_bytes(b"half")
    store.make(tmp_path / "b", "tiny", scale=0.003)

    assert hashes(folder) == whole


def test_two_makers_at_once_lose_nothing(tmp_path: Path) -> None:
    """Each waits for its turn, and adds to what the other made."""
    places = ["sandhythe", "isle-of-sarn", "stainholme"]
    with ThreadPoolExecutor(3) as makers:
        asked = [
            makers.submit(store.make, tmp_path, "tiny", scale=0.003, localities=[place])
            for place in places
        ]
        for one in asked:
            one.result()

    assert set(store.manifest(tmp_path / "tiny")["localities"]) == set(places)


def test_nothing_half_made_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk is full the old data is still there and nothing else."""
    folder = store.make(tmp_path, "clean", **SMALL)
    before = hashes(folder)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(line, "write_locality", full)
    with pytest.raises(CannotMake, match="No space left on device"):
        store.make(tmp_path, "clean", seed=5, **SMALL)

    assert hashes(folder) == before
    assert {path.name for path in tmp_path.iterdir()} <= {"clean", ".clean.lock"}


def test_the_version_of_the_data_changes_with_the_data(tmp_path: Path) -> None:
    """It is what decides whether a recipe must run again."""
    first = store.data_version(store.make(tmp_path / "a", "clean", seed=1, **SMALL))
    same = store.data_version(store.make(tmp_path / "b", "clean", seed=1, **SMALL))
    other = store.data_version(store.make(tmp_path / "c", "clean", seed=2, **SMALL))

    assert first == same != other


def test_the_manifest_counts_and_labels(tmp_path: Path) -> None:
    """Rows and hash of every file, and that all of it is synthetic."""
    folder = store.make(tmp_path, "clean", **SMALL)
    content = store.manifest(folder)
    listed = {file["path"]: file["sha256"] for file in content["files"]}
    held = hashes(folder)
    held.pop("data.json")

    assert content["label"] == "synthetic"
    assert listed == held


def test_the_scale_scales(tmp_path: Path) -> None:
    """Twice the scale, twice the births; the small areas stay."""
    rows = []
    for scale in (0.01, 0.02):
        folder = store.make(tmp_path, "clean", scale=scale, localities=["aldermere"])
        rows.append({file["path"]: file["rows"] for file in store.manifest(folder)["files"]})

    assert rows[1]["aldermere/birth.parquet"] == 2 * rows[0]["aldermere/birth.parquet"]
    assert rows[1]["aldermere/area.parquet"] == rows[0]["aldermere/area.parquet"]


def test_a_handful_of_children_can_be_made(tmp_path: Path) -> None:
    """Even where most groups are empty."""
    folder = store.make(tmp_path, "messy", scale=0.0001)

    assert store.table_path(tmp_path, "messy", "sandhythe", "birth").is_file()
    assert folder.is_dir()
