"""The options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

OUT = click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("build"),
    show_default=True,
    help="Where everything generated goes.",
)
JOBS = click.option(
    "--jobs", type=click.IntRange(min=1), default=None, help="How many runs at a time."
)
ENGINE = click.option(
    "--engine",
    type=click.Choice(["auto", "warm", "kernel"]),
    help="What runs the notebooks: children of a warm parent (Linux), or a stock kernel each.",
)
ISOLATION = click.option(
    "--isolation",
    type=click.Choice(["auto", "strict", "landlock", "none"]),
    help="How tightly runs are confined; auto is the tightest that holds here. "
    "Without isolation only your own recipes are run.",
)
CLUSTER = click.option(
    "--cluster", metavar="ADDRESS", help="Run on the workers of this Dask scheduler."
)
DATA = click.option(
    "--data", type=click.Path(path_type=Path), help="The folder that holds your own files."
)
MAPPING = click.option(
    "--mapping",
    type=click.Path(path_type=Path),
    help="What your columns and codes mean: a mapping file, or a folder of them.",
)
SET = click.option(
    "-p", "said", multiple=True, metavar="NAME=VALUE", help="Set a parameter, with --data."
)
RECIPES = click.argument("recipes", nargs=-1, metavar="[RECIPE]...")


class Shard(click.ParamType[tuple[int, int]]):
    """Which part of the work: `2/5` is the second of five."""

    name = "I/N"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """Two numbers, the first from 1 to the second."""
        number, _, of = str(value).partition("/")
        if not (number.isdigit() and of.isdigit() and 1 <= int(number) <= int(of)):
            self.fail(f'"{value}" is no part of the work; write for example 2/5.', param, ctx)
        return int(number), int(of)
