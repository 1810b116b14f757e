"""The command line: one clear sentence for every mistake."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from synthetic_data import line
from synthetic_data.__main__ import main

SMALL = ["--scale", "0.002", "--locality", "sandhythe", "--profile", "clean"]


def test_it_makes_what_is_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And tells rows and seconds by locality."""
    code = main(["--out", str(tmp_path), *SMALL])

    assert code == 0
    assert "Sandhythe" in capsys.readouterr().out
    assert (tmp_path / "clean" / "sandhythe" / "birth.parquet").is_file()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--profile", "mesy"], 'no profile "mesy"; did you mean "messy"?'),
        (["--locality", "hartfold"], 'no locality "hartfold"; did you mean "hartsfold"?'),
        (
            ["--locality", "zzz"],
            "there are: aldermere, hartsfold, sandhythe, wexcombe, stainholme,",
        ),
        (["--scale", "50"], "must not be above 20"),
        (["--scale", "5"], "needs more children than the 909,091 NHS numbers"),
        (["--scale", "0"], "The scale must be a number above 0."),
        (["--scale", "nan"], "The scale must be a number above 0."),
        (["--seed", "-1"], "The seed must be a whole number from 0."),
    ],
)
def test_a_wrong_request_is_told_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    """With exit code 2, and nothing is written."""
    code = main(["--out", str(tmp_path / "data"), *arguments])
    told = capsys.readouterr().err

    assert code == 2
    assert words in told
    assert told.count("\n") == 1
    assert not (tmp_path / "data").exists()


def test_a_folder_that_cannot_be_written_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Here a file stands in its place."""
    (tmp_path / "file").write_text("")
    code = main(["--out", str(tmp_path / "file" / "data"), *SMALL])

    assert code == 2
    assert "Cannot write the data to" in capsys.readouterr().err


def test_a_bug_of_ours_is_not_blamed_on_the_caller(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 3 and a block to paste."""

    def broken(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(line, "write_locality", broken)
    code = main(["--out", str(tmp_path), *SMALL])

    assert code == 3
    assert "paste this into an issue" in capsys.readouterr().err


def test_a_scale_beyond_the_reserved_numbers_is_made_without_them(tmp_path: Path) -> None:
    """The documented way past the limit: no NHS number in any table."""
    asked = ["--out", str(tmp_path), "--locality", "isle-of-sarn", "--profile", "clean"]

    assert main([*asked, "--scale", "3"]) == 2
    assert main([*asked, "--scale", "3", "--without-nhs-numbers"]) == 0
    for table in ("birth", "immunisation_person"):
        held = pq.read_table(tmp_path / "clean" / "isle-of-sarn" / f"{table}.parquet")

        assert held["nhs_number"].null_count == held.num_rows > 300


def test_text_files_are_written_on_request(tmp_path: Path) -> None:
    """Beside the Parquet, with the same rows."""
    asked = ["--out", str(tmp_path), "--locality", "isle-of-sarn", "--profile", "tiny"]
    main([*asked, "--csv"])
    folder = tmp_path / "tiny" / "isle-of-sarn"
    rows = pq.read_metadata(folder / "birth.parquet").num_rows

    assert len((folder / "birth.synthetic.csv").read_text("utf-8").splitlines()) == rows + 1


def test_templates_that_cannot_be_written_are_told_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "file").touch()

    assert main(["--templates", str(tmp_path / "file")]) == 2
    assert "Cannot write the templates to" in capsys.readouterr().err


def test_a_folder_that_was_made_for_nothing_goes_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """When the disk is full not even an empty folder stays."""

    def full(*_: object) -> None:
        raise OSError(28, "Error writing bytes to file. Detail: no space")

    monkeypatch.setattr(line, "write_locality", full)
    code = main(["--out", str(tmp_path / "new"), "--profile", "clean", "--scale", "0.001"])

    assert code == 2
    assert capsys.readouterr().err.rstrip().endswith("clean: No space left on device.")
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".lock"] == []
