"""Values that look as if they could belong to a person, and do not: times, codes, numbers, hashes."""
# ruff: noqa: E501 - a line for each kind of file

from __future__ import annotations

import csv
import hashlib
import io
import json
import random
import uuid
from collections.abc import Iterator


def a_table(header: str, rows: Iterator[tuple[object, ...]]) -> str:
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerow(header.split(","))
    writer.writerows(rows)
    return sink.getvalue()


def a_notebook(*sources: str, outputs: list[dict[str, object]] | None = None) -> str:
    cells: list[dict[str, object]] = [
        {"cell_type": "code", "source": source, "metadata": {}, "id": hashlib.sha1(source.encode()).hexdigest()[:8],
         "execution_count": None, "outputs": []} for source in sources
    ]  # fmt: skip
    if outputs:
        cells[-1]["outputs"] = outputs
    return json.dumps(
        {
            "cells": cells,
            "metadata": {"kernelspec": {"name": "python3"}},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    )


def timestamps(draw: random.Random) -> tuple[str, str]:
    rows = ((draw.randint(1_500_000_000, 1_790_000_000), draw.randint(0, 99)) for _ in range(60))
    return "events.csv", a_table("ts,value", rows)


def milliseconds(draw: random.Random) -> tuple[str, str]:
    return "log.json", json.dumps(
        [{"at": draw.randint(1_500_000_000_000, 1_790_000_000_000)} for _ in range(40)]
    )


def random_numbers(draw: random.Random) -> tuple[str, str]:
    return "ids.csv", a_table(
        "row,id", ((i, draw.randint(1_000_000_000, 9_999_999_999)) for i in range(80))
    )


def random_numbers_in_code(draw: random.Random) -> tuple[str, str]:
    return "helper.py", "keys = [" + ", ".join(
        str(draw.randint(10**9, 10**10 - 1)) for _ in range(30)
    ) + "]\n"


def hashes(draw: random.Random) -> tuple[str, str]:
    lines = (f"{hashlib.new(kind, draw.randbytes(9)).hexdigest()}  file{i}.csv" for i, kind in
             enumerate(["md5", "sha1", "sha256", "sha512"] * 10))  # fmt: skip
    return "checksums.txt", "\n".join(lines)


def commits(draw: random.Random) -> tuple[str, str]:
    lines = (
        f"- {draw.randbytes(20).hex()[: draw.choice((7, 8, 10, 40))]} mended the join"
        for _ in range(30)
    )
    return "CHANGELOG.md", "\n".join(lines)


def uuids(draw: random.Random) -> tuple[str, str]:
    return "runs.csv", a_table(
        "run,id", ((i, uuid.UUID(bytes=draw.randbytes(16))) for i in range(40))
    )


def isbns(draw: random.Random) -> tuple[str, str]:
    def isbn() -> str:
        body = f"{draw.choice('3467')}{draw.randint(10**7, 10**8 - 1)}"
        check = -sum((10 - i) * int(d) for i, d in enumerate(body)) % 11
        return isbn() if check == 10 else f"{body}{check}"

    lines = (
        f"{i}. A book on statistics. ISBN {isbn()}; ISBN-13 978-{draw.randint(10**9, 10**10 - 1)}"
        for i in range(9)
    )
    return "README.md", "\n".join(lines)


def dois(draw: random.Random) -> tuple[str, str]:
    lines = (f"- Author A et al. (20{draw.randint(10, 25)}). Title. https://doi.org/10.{draw.randint(1000, 9999)}/"
             f"s{draw.randint(10000, 99999)}-0{draw.randint(10, 99)}-{draw.randint(10000, 99999)}-{draw.choice('wxyz')} "
             f"and doi:10.1016/j.x.20{draw.randint(10, 25)}.{draw.randint(100000, 999999)}" for _ in range(12))  # fmt: skip
    return "README.md", "\n".join(lines)


def orcids(draw: random.Random) -> tuple[str, str]:
    def part() -> str:
        return f"{draw.randint(0, 9999):04}"

    return "recipe.yml", "authors:\n" + "\n".join(
        f"  - {{name: A team, orcid: 0000-000{draw.randint(1, 3)}-{part()}-{part()}}}"
        for _ in range(5)
    )


def lsoas(draw: random.Random) -> tuple[str, str]:
    rows = ((f"E010{draw.randint(10000, 35762)}", f"E02{draw.randint(0, 999999):06}", f"E0{draw.choice('6789')}000{draw.randint(1, 999):03}",
             draw.randint(1, 10)) for _ in range(60))  # fmt: skip
    return "lookups/areas.csv", a_table("lsoa21,msoa21,la,imd_decile", rows)


def snomed(draw: random.Random) -> tuple[str, str]:
    rows = ((draw.choice((draw.randint(10**7, 10**9), draw.randint(10**9, 10**10 - 1), draw.randint(10**14, 10**15))),
             "Finding of development") for _ in range(40))  # fmt: skip
    return "lookups/codes.csv", a_table("snomed_code,term", rows)


def provider_numbers(draw: random.Random) -> tuple[str, str]:
    rows = ((f"EY{draw.randint(100000, 999999)}", draw.randint(100000, 149999), draw.randint(10_000_000, 10_099_999),
             draw.choice(("Good", "Outstanding", "Requires improvement")), f"20{draw.randint(18, 25)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}")
            for _ in range(50))  # fmt: skip
    return "lookups/providers.csv", a_table("ofsted_urn,urn,ukprn,grade,inspected", rows)


def floats(draw: random.Random) -> tuple[str, str]:
    rows = (
        (
            draw.random(),
            draw.gauss(0, 1e6),
            draw.random() * 10 ** draw.randint(0, 12),
            f"{draw.random() * 9e9:.4e}",
        )
        for _ in range(60)
    )
    return "lookups/weights.csv", a_table("a,b,c,d", rows)


def versions(draw: random.Random) -> tuple[str, str]:
    lines = (
        f"package-{i}=={draw.randint(0, 30)}.{draw.randint(0, 99)}.{draw.randint(0, 999)}.post{draw.randint(1, 99)}"
        for i in range(40)
    )
    return "requirements.txt", "\n".join(lines)


def addresses_of_machines(draw: random.Random) -> tuple[str, str]:
    lines = (
        ".".join(str(draw.randint(1, 254)) for _ in range(4)) + f":{draw.randint(1024, 65535)}"
        for _ in range(40)
    )
    return "notes.md", "\n".join(lines)


def grid_references(draw: random.Random) -> tuple[str, str]:
    rows = ((draw.choice(("SE", "NZ", "TQ", "SU", "NS")) + f" {draw.randint(100, 999)} {draw.randint(100, 999)}", draw.randint(100000, 655000),
             draw.randint(100000, 655000), f"{draw.uniform(50, 58):.6f}", f"{draw.uniform(-5, 1):.6f}") for _ in range(40))  # fmt: skip
    return "lookups/sites.csv", a_table("grid,easting,northing,lat,lon", rows)


def colours(draw: random.Random) -> tuple[str, str]:
    colour = lambda: f"#{draw.randint(0, 0xFFFFFF):06X}"  # noqa: E731 - said five times below
    code = f'palette = ["{colour()}", "{colour()}", "{colour()}", "{colour()}"]\nedge = "{colour().lower()}"\n'
    return "helper.py", code * 5
