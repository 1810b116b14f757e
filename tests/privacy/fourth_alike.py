"""The fourth look, turned round: three hundred files of early years teams with nobody in them."""
# ruff: noqa: E501 - a line for each kind

from __future__ import annotations

import base64
import bz2
import gzip
import io
import json
import lzma
import random
import tarfile
from collections.abc import Callable

import pyarrow as pa
import pyarrow.parquet as pq

from tests.privacy.fourth_prose import (
    WARDS,
    Made,
    cohorts,
    fields,
    halves,
    help_lines,
    invented,
    names,
    prose,
    queries,
    terms,
    totals,
    works,
)
from tests.privacy.harmless import Harmless
from tests.privacy.made import a_workbook, a_zip

EACH = 10  # files of each kind


def looking_alike() -> list[Harmless]:
    """Every kind so often, the same at each call."""
    made = []
    for number, maker in enumerate(MAKERS):
        for turn in range(EACH):
            name, data = maker(random.Random(7_000 * number + turn))
            data = data if isinstance(data, bytes) else data.encode()
            made.append(Harmless(f"{maker.__name__} {turn + 1}", name, data))
    return made


def rates(draw: random.Random) -> Made:
    return "rates.csv", "ward,n,rate,lower,upper\n" + "".join(
        f"{ward},{draw.randint(20, 4000)},{draw.random():.12f},{draw.random():.12f},{draw.random():.12f}\n"
        for ward in WARDS
    )


def counts(draw: random.Random) -> Made:
    return "counts.json", json.dumps(
        {ward: [draw.randint(0, 10**9) for _ in range(20)] for ward in WARDS}
    )


def weights(draw: random.Random) -> Made:
    return "weights.csv", "w\n" + "\n".join(f"{draw.random() * 1e10:.0f}" for _ in range(60))


def nanoseconds(draw: random.Random) -> Made:
    return "times.json", json.dumps(
        [draw.randint(1_600_000_000_000_000_000, 1_790_000_000_000_000_000) for _ in range(30)]
    )


def moments(draw: random.Random) -> Made:
    return "log.txt", "".join(
        f"2026-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}T{draw.randint(0, 23):02}:{draw.randint(0, 59):02}:{draw.randint(0, 59):02}.{draw.randint(0, 999999):06}Z built\n"
        for _ in range(30)
    )


def settings(draw: random.Random) -> Made:
    return "settings.csv", "urn,name,type,inspected,grade\n" + "".join(
        f"EY9{draw.randint(10000, 99999)},{draw.choice(WARDS)} Nursery,Full day care,2024-{draw.randint(1, 12):02}-{draw.randint(1, 28):02},Good\n"
        for _ in range(25)
    )


def schools(draw: random.Random) -> Made:
    return "schools.csv", "laestab,urn,name\n" + "".join(
        f"{draw.randint(201, 938)}{draw.randint(2000, 3999)},{draw.randint(100000, 149999)},{draw.choice(WARDS)} Primary\n"
        for _ in range(30)
    )


def areas(draw: random.Random) -> Made:
    return "areas.csv", "lsoa21cd,lsoa21nm,imd_rank\n" + "".join(
        f"E0{draw.choice((1, 2))}0{draw.randint(10000, 39999)},Area {draw.randint(1, 99)}A,{draw.randint(1, 32844)}\n"
        for _ in range(40)
    )


def shapes(draw: random.Random) -> Made:
    ring = [[round(draw.uniform(-2, 1), 10), round(draw.uniform(50, 55), 10)] for _ in range(60)]
    return "a.geojson", json.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "properties": {
                        "LSOA21CD": f"E010{draw.randint(10000, 33999)}",
                        "GlobalID": f"{draw.getrandbits(128):032x}",
                    },
                    "geometry": {"type": "Polygon", "coordinates": [ring]},
                }
            ],
        }
    )


def paths(draw: random.Random) -> Made:
    return "map.svg", '<svg><path d="M' + " ".join(
        f"{draw.uniform(100, 900):.6f} {draw.uniform(100, 900):.6f}" for _ in range(80)
    ) + '"/></svg>'


def seeds(draw: random.Random) -> Made:
    return (
        "helper.py",
        f"rng = np.random.default_rng({draw.getrandbits(33)})\nSEED = {draw.getrandbits(32)}\nSTATE = ({draw.getrandbits(64)}, {draw.getrandbits(64)})\n",
    )


def digests(draw: random.Random) -> Made:
    return "lock.txt", "\n".join(
        f"pkg{n}==1.{n} --hash=sha256:{draw.getrandbits(256):064x}" for n in range(20)
    )


def tokens(draw: random.Random) -> Made:
    return "a.json", json.dumps(
        {
            "etag": f'W/"{draw.getrandbits(80):x}"',
            "run": draw.randint(10**9, 10**10),
            "sha": f"{draw.getrandbits(160):040x}",
            "node": base64.b64encode(draw.randbytes(18)).decode(),
        }
    )


def keyed(draw: random.Random) -> Made:
    return "recipe.ipynb", json.dumps(
        {
            "cells": [
                {
                    "cell_type": "code",
                    "id": f"{draw.getrandbits(32):08x}",
                    "metadata": {},
                    "source": f"x = {draw.randint(1, 99)}\nmodel.fit(x, seed={draw.getrandbits(31)})",
                    "outputs": [],
                    "execution_count": None,
                }
            ],
            "metadata": {},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    )


def ids(draw: random.Random) -> Made:
    return "batches.csv", "batch,order,ticket\n" + "".join(
        f"B{draw.randint(10**7, 10**8)},{draw.randint(10**9, 10**10)},INC{draw.randint(10**9, 10**10)}\n"
        for _ in range(40)
    )


def packed(draw: random.Random) -> Made:
    text = rates(draw)[1]
    data = text if isinstance(text, bytes) else text.encode()
    turn = draw.randint(0, 3)
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        info = tarfile.TarInfo("rates.csv")
        info.size, info.uname = len(data), "analyst"
        archive.addfile(info, io.BytesIO(data))
    return (
        ("a.xz", lzma.compress(data)),
        ("a.bz2", bz2.compress(data)),
        ("a.zip", a_zip({"a.csv": data, "b/c.csv": data})),
        ("a.tar.gz", gzip.compress(made.getvalue())),
    )[turn]


def columns(draw: random.Random) -> Made:
    sink = io.BytesIO()
    pq.write_table(
        pa.table(
            {
                "row": [draw.randint(10**9, 10**10) for _ in range(80)],
                "nested": [[{"a": draw.random()}] for _ in range(80)],
            }
        ),
        sink,
    )
    return "a.parquet", sink.getvalue()


def books(draw: random.Random) -> Made:
    return "a.xlsx", a_workbook()


def styles(draw: random.Random) -> Made:
    return "a.css", "".join(
        f".c{n}{{color:#{draw.getrandbits(24):06x};margin:{draw.uniform(0, 9):.10f}px}}\n"
        for n in range(30)
    ) + ".i{background:url(data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E)}\n"


MAKERS: tuple[Callable[[random.Random], Made], ...] = (
    rates, counts, weights, nanoseconds, moments, settings, schools, areas, shapes, paths, seeds, digests, tokens,
    keyed, cohorts, terms, prose, works, help_lines, invented, halves, totals, names, fields, queries, ids, packed,
    columns, books, styles,
)  # fmt: skip
