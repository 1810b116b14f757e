"""What lies beside a locality's card is looked through too: advisories, notes, anything."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from hub.check import check
from hub.record import catalogue
from tests.contributions import collected, write_recipe
from tests.privacy.invented import a_person

WHO = a_person()


@pytest.mark.parametrize("name", ["advisories.yml", "notes.md"])
def test_a_number_beside_the_card_is_found(name: str, tmp_path: Path) -> None:
    """At its own place, once, and without the number."""
    beside = write_recipe(tmp_path).parent / name
    beside.write_text(f"advisories: []\n# see {WHO.nhs_spaced}\n")

    found = [one for one in check(collected(tmp_path)).findings if one.code == "P101"]

    assert [(one.place.file, one.place.line) for one in found] == [
        (f"recipes/casebridge/{name}", 2)
    ]
    assert WHO.nhs_spaced not in repr(found)


def test_a_locality_with_such_a_file_is_withheld(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its advisories would stand on pages."""
    beside = write_recipe(tmp_path).parent / "advisories.yml"
    beside.write_text(f"advisories: []\n# see {WHO.nhs_spaced}\n")
    checked = check(collected(tmp_path))
    data = {"clean": tmp_path}

    monkeypatch.setattr("hub.record.store", lambda: SimpleNamespace(manifest=lambda _: {}))

    (place,) = catalogue(checked, (), ("clean",), data).localities

    assert place.notices is None
    assert place.card.value is None


def test_the_neighbours_of_a_lone_folder_are_left_alone(tmp_path: Path) -> None:
    """A recipe outside any locality may lie among anything."""
    folder = write_recipe(tmp_path)
    (folder.parent / "locality.yml").unlink()
    (folder.parent / "private.txt").write_text(WHO.nhs_spaced)

    assert [one.code for one in check(collected(tmp_path)).findings if one.code[0] == "P"] == []
