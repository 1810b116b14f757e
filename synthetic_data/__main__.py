"""The command `python -m synthetic_data`: make the data of some profiles and localities."""

import argparse
import sys
import time
import traceback
from collections.abc import Sequence
from pathlib import Path

from synthetic_data import __version__
from synthetic_data.store import DEFAULT_SEED, LOCALITIES, PROFILES, CannotMake, Made, make

FINE, WRONG_COMMAND, OUR_FAULT = 0, 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Make what was asked for; gives the exit code."""
    asked = _parser().parse_args(arguments)
    try:
        for profile in asked.profile or list(PROFILES):
            _make(profile, asked)
    except CannotMake as trouble:
        print(trouble, file=sys.stderr)
        return WRONG_COMMAND
    except Exception:  # noqa: BLE001 a bug of ours must end in a block to paste
        print(
            "The generator failed; this is its fault. Please paste this into an issue:\n\n"
            f"```\nsynthetic_data {__version__}, Python {sys.version.split()[0]}\n"
            f"{traceback.format_exc()}```",
            file=sys.stderr,
        )
        return OUR_FAULT
    return FINE


def _make(profile: str, asked: argparse.Namespace) -> None:
    told: list[Made] = []

    def tell(made: Made) -> None:
        told.append(made)
        place = LOCALITIES[made.locality].name
        print(
            f"{made.profile:10} {place:14} {made.rows:>10,} rows {made.seconds:6.1f} s", flush=True
        )

    started = time.perf_counter()
    folder = make(
        asked.out,
        profile,
        seed=asked.seed,
        scale=asked.scale,
        localities=asked.locality,
        tell=tell,
    )
    seconds = time.perf_counter() - started
    print(f"{profile:10} {'in ' + str(folder) if told else 'is there already: ' + str(folder)}"
          f" ({seconds:.1f} s)", flush=True)  # fmt: skip


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
    return parser


if __name__ == "__main__":
    sys.exit(main())
