"""Every page is HTML by the standard, as html-validate reads it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from hub.publish import finish

ROOT = Path(__file__).parents[2]
VALIDATE = ROOT / "build" / ".npm" / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
PINNED = "html-validate@9.7.1"  # as in .ci/run
SETTINGS = Path(__file__).with_name("htmlvalidate.json")
"""Style is not asked for; nor is what axe looks at with more care, such as names of landmarks."""
ID = re.compile(r'<[a-z][^>]*? id="([^"]+)"')


def test_no_page_names_two_elements_alike(site: Path) -> None:
    """A link to a part of a page leads to one place."""
    for page in finish.pages(site):
        twice = [
            name
            for name, count in Counter(ID.findall(page.read_text("utf-8"))).items()
            if count > 1
        ]

        assert twice == [], page


def test_html_validate_finds_nothing(site: Path) -> None:
    """Elements where they may stand, attributes that exist, references that lead somewhere."""
    node = shutil.which("node")
    if node is None or not VALIDATE.is_file():
        assert not os.environ.get("HUB_HTML"), "html-validate is required here, and not there"
        pytest.skip(
            f"npm install --prefix build/.npm --ignore-scripts --no-save {PINNED} puts it in"
        )

    done = subprocess.run(
        [node, VALIDATE, "-c", SETTINGS, "-f", "json", *finish.pages(site)],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    found = {
        (said["ruleId"], said["message"], one["filePath"])
        for one in json.loads(done.stdout)
        for said in one["messages"]
    }

    assert found == set()
