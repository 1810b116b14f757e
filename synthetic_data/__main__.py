"""The command `python -m synthetic_data`: make the data of some profiles and localities."""

import argparse
import os
import sys
import time
import traceback
from collections.abc import Sequence
from pathlib import Path

from synthetic_data import __version__
from synthetic_data.store import DEFAULT_SEED, LOCALITIES, PROFILES, CannotMake, Made, make

FINE, FINDINGS, WRONG_COMMAND, OUR_FAULT, STOPPED = 0, 1, 2, 3, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what was asked for; gives the exit code."""
    asked = _parser().parse_args(arguments)
    try:
        return _do(asked)
    except CannotMake as trouble:
        print(trouble, file=sys.stderr)
        return WRONG_COMMAND
    except KeyboardInterrupt:
        print("\nStopped; nothing half-made was left behind.", file=sys.stderr)
        return STOPPED
    except Exception:  # noqa: BLE001 a bug of ours must end in a block to paste
        print(
            "The generator failed; this is its fault. Please paste this into an issue:\n\n"
            f"```\nsynthetic_data {__version__}, Python {sys.version.split()[0]}\n"
            f"{traceback.format_exc()}```",
            file=sys.stderr,
        )
        return OUR_FAULT


def _do(asked: argparse.Namespace) -> int:
    if asked.check is not None:
        return _check(asked.check)
    if asked.templates is not None:
        return _templates(asked.templates)
    if asked.report:
        return _report(asked)
    for profile in asked.profile or list(PROFILES):
        _make(profile, asked)
    return FINE


def _make(profile: str, asked: argparse.Namespace) -> None:
    told: list[Made] = []

    def tell(made: Made) -> None:
        told.append(made)
        place = LOCALITIES[made.locality].name
        print(
            f"{made.profile:12} {place:16} {made.rows:>11,} rows {made.seconds:6.1f} s", flush=True
        )

    started = time.perf_counter()
    folder = make(
        asked.out,
        profile,
        seed=asked.seed,
        scale=asked.scale,
        localities=asked.locality,
        nhs_numbers=not asked.without_nhs_numbers,
        csv=asked.csv,
        tell=tell,
    )
    seconds = time.perf_counter() - started
    where = f"in {folder}" if told else f"is there already: {folder}"
    print(f"{profile:12} {where} ({seconds:.1f} s)", flush=True)


def _check(folder: Path) -> int:
    """Check a folder of tables against the contract."""
    from synthetic_data.validate import check_folder

    found = list(check_folder(folder))
    for one in found:
        print(one)
    print(f"{len(found)} found in {folder}." if found else f"{folder} keeps to the contract.")
    return FINDINGS if found else FINE


def _templates(folder: Path) -> int:
    """Write a mapping template for each table."""
    from synthetic_data.files import write_templates

    try:
        count = write_templates(folder)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else type(error).__name__
        raise CannotMake(f"Cannot write the templates to {folder}: {reason}.") from error
    print(f"{count} mapping templates in {folder}")
    return FINE


def _report(asked: argparse.Namespace) -> int:
    """Write the calibration report as HTML and text."""
    from synthetic_data.report import write_report

    for path in write_report(asked.out, asked.seed, asked.scale):
        print(path)
    return FINE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m synthetic_data",
        description="Make the synthetic early years data: invented children in invented places.",
    )
    parser.add_argument("--out", type=Path, default=Path("build/data"), help="folder to write to")
    parser.add_argument(
        "--profile", action="append", help=f"one of {', '.join(PROFILES)}; all if left out"
    )
    parser.add_argument(
        "--locality", action="append", help=f"one of {', '.join(LOCALITIES)}; all if left out"
    )
    parser.add_argument("--scale", type=float, default=1.0, help="children for each real one")
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED, help="whole number from 0")
    parser.add_argument("--csv", action="store_true", help="write text files beside the Parquet")
    parser.add_argument(
        "--without-nhs-numbers",
        action="store_true",
        help="leave NHS numbers out, so that more children can be made than numbers are reserved",
    )
    parser.add_argument(
        "--report", action="store_true", help="write the calibration report, and no data"
    )
    parser.add_argument("--check", type=Path, help="check a locality's folder, and make nothing")
    parser.add_argument("--templates", type=Path, help="write mapping templates to a folder")
    return parser


if __name__ == "__main__":
    sys.exit(main())
