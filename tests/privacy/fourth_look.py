"""A fourth look at the scan: what hangs behind, lies between or is glued to what a reader takes."""
# ruff: noqa: E501 - a line for each place

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zlib
from collections.abc import Iterator

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl.packaging.custom import StringProperty

from hub.privacy import Kind
from tests.privacy.fourth_words import code, documents, words
from tests.privacy.made import Hidden, a_zip, as_csv
from tests.privacy.third_parts import ALL, NHS, WHO

PEOPLE = as_csv().encode()
PLAIN = b"area,n\nA,12\nB,20\n"


def hiding() -> list[Hidden]:
    """Every place of this look."""
    return [*_glued(), *_tables(), *documents(), *code(), *words()]


def _glued() -> Iterator[Hidden]:
    """Two containers in one file, of which a hasty reader opens one."""
    yield Hidden("xz, a second stream", "a.xz", lzma.compress(PLAIN) + lzma.compress(PEOPLE), NHS)
    yield Hidden("bzip2, a second stream", "a.bz2", bz2.compress(PLAIN) + bz2.compress(PEOPLE), NHS)
    yield Hidden("gzip, a second stream", "a.gz", gzip.compress(PLAIN) + gzip.compress(PEOPLE), NHS)
    yield Hidden("zlib, bytes behind it", "a.z", zlib.compress(PLAIN) + PEOPLE, NHS)
    yield Hidden("xz, bytes behind it", "a.xz", lzma.compress(PLAIN) + PEOPLE, NHS)
    yield Hidden("gzip, bytes behind it", "a.gz", gzip.compress(PLAIN) + PEOPLE, Kind.SHUT)
    yield Hidden(
        "zip, one before it", "a.zip", a_zip({"a.csv": PEOPLE}) + a_zip({"b.csv": PLAIN}), NHS
    )
    yield Hidden(
        "zip, text before it",
        "a.zip",
        a_zip({"b.csv": PLAIN})[:4] + PEOPLE + a_zip({"b.csv": PLAIN}),
        Kind.SHUT,
    )
    yield Hidden(
        "tar, one behind it", "a.tar", _tar({"b.csv": PLAIN}) + _tar({"a.csv": PEOPLE}), NHS
    )
    yield Hidden("tar, a folder's name", "a.tar", _tar({}, folder=f"child {WHO.nhs}"), NHS)
    yield Hidden("tar, where a link leads", "a.tar", _tar({}, link=f"{WHO.nhs}.csv"), NHS)
    yield Hidden("tar, its owner's name", "a.tar", _tar({"b.csv": PLAIN}, owner=WHO.nhs), NHS)
    yield Hidden(
        "tar, a comment of its own",
        "a.tar",
        _tar({"b.csv": PLAIN}, comment=f"of {WHO.nhs_spaced}"),
        NHS,
    )
    yield Hidden(
        "tar.xz in a zip", "a.zip", a_zip({"b.tar.xz": lzma.compress(_tar({"a.csv": PEOPLE}))}), NHS
    )
    yield Hidden("7z", "a.7z", b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(range(200)), Kind.SHUT)
    yield Hidden(
        "7z in a zip",
        "a.zip",
        a_zip({"a.7z": b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(range(200))}),
        Kind.SHUT,
    )
    yield Hidden("a kind nobody knows", "a.dat", bytes(range(256)) * 4, Kind.SHUT)
    yield Hidden(
        "LZMA of old", "a.lzma", lzma.compress(PEOPLE, format=lzma.FORMAT_ALONE), Kind.SHUT
    )


def _tar(
    members: dict[str, bytes], folder: str = "", link: str = "", owner: str = "", comment: str = ""
) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size, info.uname = len(data), owner
            info.pax_headers = {"comment": comment} if comment else {}
            archive.addfile(info, io.BytesIO(data))
        if folder:
            info = tarfile.TarInfo(folder)
            info.type = tarfile.DIRTYPE
            archive.addfile(info)
        if link:
            info = tarfile.TarInfo("a.csv")
            info.type, info.linkname = tarfile.SYMTYPE, link
            archive.addfile(info)
    return made.getvalue()


def _tables() -> Iterator[Hidden]:
    people = [{"who": {"nhs": one.nhs, "born": one.born}, "seen": [{"by": "HV"}]} for one in ALL]
    yield Hidden(
        "Parquet, structs in lists", "a.parquet", _parquet({"area": ["A"], "rows": [people]}), NHS
    )
    packed = [gzip.compress(PEOPLE)]
    yield Hidden(
        "Parquet, a packed column", "a.parquet", _parquet({"area": ["A"], "blob": packed}), NHS
    )
    pairs = pa.array([[(one.nhs, 1) for one in ALL]], pa.map_(pa.string(), pa.int64()))
    yield Hidden(
        "Parquet, the keys of a map", "a.parquet", _parquet({"area": ["A"], "m": pairs}), NHS
    )
    yield Hidden("Parquet, a column's name", "a.parquet", _parquet({f"child {WHO.nhs}": [1]}), NHS)
    made = openpyxl.Workbook()
    made.custom_doc_props.append(StringProperty(name="about", value=WHO.nhs_spaced))
    sink = io.BytesIO()
    made.save(sink)
    yield Hidden("workbook, a property of its own", "a.xlsx", sink.getvalue(), NHS)
    rows = "".join(
        f'<table:table-row><table:table-cell office:value-type="float" office:value="{one.nhs}"/></table:table-row>'
        for one in ALL
    )
    yield Hidden(
        "OpenDocument sheet, values",
        "a.ods",
        a_zip({"content.xml": f"<office:spreadsheet>{rows}</office:spreadsheet>".encode()}),
        NHS,
    )
    yield Hidden("CSV in UTF-7", "a.csv", as_csv().encode("utf-7"), NHS)
    yield Hidden("CSV in UTF-32 without a mark", "a.csv", as_csv().encode("utf-32-be"), NHS)
    escaped = "".join(f"\\u{ord(letter):04x}" for letter in WHO.nhs)
    yield Hidden("JSON, every digit escaped", "a.json", f'{{"a": "{escaped}"}}'.encode(), NHS)
    geo = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [0, 52]},
                "properties": {"id": int(one.nhs)},
            }
            for one in ALL
        ],
    }
    yield Hidden("GeoJSON, numbers as numbers", "a.geojson", json.dumps(geo).encode(), NHS)
    topo = {
        "type": "Topology",
        "objects": {
            "a": {
                "geometries": [
                    {
                        "properties": {
                            "forename": one.forename,
                            "surname": one.surname,
                            "dob": one.born,
                        }
                    }
                    for one in ALL
                ]
            }
        },
    }
    yield Hidden("TopoJSON, people", "a.json", json.dumps(topo).encode(), Kind.BIRTH)


def _parquet(columns: dict[str, object]) -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.table(columns), sink, compression="zstd")
    return sink.getvalue()
