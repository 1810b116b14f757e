"""A published hub that means harm: nothing leaves its folder, nothing reaches the terminal."""

from __future__ import annotations

import hashlib
import io
import json
import sys
import threading
import zipfile
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from hub.registry import bundle
from hub.registry.shelf import ShelfError, catalogue, shelf
from tests.commands import shell
from tests.contributions import collected, write_recipe

ID = "casebridge/deprived-areas"
COMMANDS = (
    ("search",),
    ("search", "--json"),
    ("show", ID),
    ("get", ID),
    ("cite", ID),
    ("cite", ID, "--bibtex"),
    ("advisories",),
)
ESCAPES = "\x1b[2J\x1b]0;mine\x07 red \u202e txet \x9b31m\r\nfake"
Edit = Callable[[dict[str, Any]], None]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bundle of the good recipe."""
    project = tmp_path_factory.mktemp("good")
    write_recipe(project)
    return bundle.make(collected(project).recipes[0], "", "https://hub.example.org/")


def a_site(folder: Path, data: bytes, change: Edit = lambda _: None) -> Path:
    """A site with one recipe and one version: its two files as a dict that `change` may change."""
    entry = {"id": ID, "verdict": "passed", "version": "1.0.0", "page": f"recipes/{ID}/"}
    version = {"version": "1.0.0", "bundle": "b.zip", "sha256": hashlib.sha256(data).hexdigest()}
    said: dict[str, Any] = {"entry": entry, "version": version}
    change(said)
    files = {
        "catalogue.json": {"schema": "1", "recipes": [said["entry"]]},
        f"recipes/{ID}/versions.json": {"schema": "1", "versions": [said["version"]]},
        f"recipes/{ID}/entry.json": {"schema": "1", "citation": said.get("citation", "A team.")},
    }
    for path, value in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(json.dumps(value), "utf-8")
    (folder / f"recipes/{ID}/citation.bib").write_text(said.get("citation", "@software{}\n"))
    (folder / "b.zip").write_bytes(data)
    return folder


@pytest.fixture
def ask(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    """Runs a command from an empty folder; how it ended, and all that it said."""
    home = tmp_path / "a/b/home"
    home.mkdir(parents=True)
    monkeypatch.chdir(home)

    hub = shell(monkeypatch, capsys)

    def run(site: Path, *words: str) -> tuple[int, str]:
        code, *said = hub(*words, "--from", str(site))
        return code, "".join(said)

    return run


def _all_of(said: dict[str, Any]) -> None:
    notice = dict.fromkeys(("id", "recipe", "date", "versions", "problem", "do"), ESCAPES)
    words = dict.fromkeys(("title", "question", "answer", "reason", "status", "verdict"), ESCAPES)
    said["entry"] |= words | {"version": ESCAPES, "advisories": [notice], "superseded_by": ESCAPES}
    said["entry"] |= {"profiles": {ESCAPES: {"verdict": ESCAPES}}, "inputs": {ESCAPES: {}}}
    said["citation"] = ESCAPES


def test_nothing_that_a_hub_says_moves_the_terminal(tmp_path: Path, good: bytes, ask: Any) -> None:
    """No command to it, no text that runs backwards, no line that seems to be ours."""
    site = a_site(tmp_path / "site", good, _all_of)

    for words in COMMANDS:
        _, said = ask(site, *words)

        assert "fake" in said or words[0] == "get", words
        assert [letter for letter in said if letter != "\n" and not letter.isprintable()] == []
        assert "fake" not in said.splitlines() or "--bibtex" in words  # which has lines


@pytest.mark.parametrize(
    "change",
    [
        lambda said: said["entry"].update(id=5),
        lambda said: said["entry"].update(page=5),
        lambda said: said["entry"].update(question={"a": 1}),
        lambda said: said["entry"].update(profiles=["clean"]),
        lambda said: said["entry"].update(inputs=None),
        lambda said: said["entry"].update(advisories=[1]),
        lambda said: said["version"].pop("bundle"),
        lambda said: said["version"].update(version="1"),
    ],
)
def test_what_is_not_of_the_form_is_said_with_its_place(
    tmp_path: Path, good: bytes, ask: Any, change: Edit
) -> None:
    """Whatever it is, in one sentence that says whom to tell."""
    code, said = ask(a_site(tmp_path / "site", good, change), "get", ID)

    assert code == 2
    assert "is not of the form that a hub's has, at " in said
    assert "Tell whoever runs it." in said


@pytest.mark.parametrize(
    "text", ["<html>", "[1]", "[" * 100_000, '{"schema": "9"}', "\udcff", f"[{'9' * 9000}]"]
)
def test_what_is_no_catalogue_is_said(tmp_path: Path, good: bytes, ask: Any, text: str) -> None:
    """A page, a list, folders without end, a later form, another alphabet."""
    site = a_site(tmp_path / "site", good)
    (site / "catalogue.json").write_text(text, "utf-8", "surrogateescape")

    code, said = ask(site, "search")

    assert code == 2
    assert "Traceback" not in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize(
    "path", ["../../x.zip", "/etc/passwd", "https://x.example.org/", "%2e%2e/x.zip", "b.zip?x"]
)
def test_a_bundle_outside_the_site_is_not_asked_for(
    tmp_path: Path, good: bytes, ask: Any, path: str
) -> None:
    """However it is written."""
    site = a_site(tmp_path / "site", good, lambda said: said["version"].update(bundle=path))

    code, said = ask(site, "get", ID)

    assert (code, "outside its site" in said) == (2, True)


def _packed(*files: tuple[str, bytes], how: int = zipfile.ZIP_STORED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", how) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return written.getvalue()


def _with_sums(*files: tuple[str, bytes]) -> bytes:
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files)
    return _packed(*files, ("SHA256SUMS", sums.encode()))


ABOUT = json.dumps({"schema": "1", "recipe": ID, "version": "1.0.0"}).encode()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"hello", "not a readable zip"),
        (_packed(("a", b"\0" * 1_000_000), how=zipfile.ZIP_DEFLATED), "compressed"),
        (_packed(*((f"a{i}", b"") for i in range(1001))), "larger than a recipe"),
        (_with_sums(("../../x", b"")), "written elsewhere"),
        (_with_sums(("a/../../x", b"")), "written elsewhere"),
        (_with_sums(("/x", b"")), "written elsewhere"),
        (_with_sums(("a\\b", b"")), "written elsewhere"),
        (_with_sums(("a/CON.txt", b"")), "written elsewhere"),
        (_with_sums(("a/end.", b"")), "written elsewhere"),
        (_with_sums(("a", b""), ("A", b"")), "the same name"),
        (_with_sums(("about/bundle.json", b"[1]")), "does not say what it is"),
        (_with_sums(("about/bundle.json", ABOUT), ("x", b"")), "holds no recipe"),
        (
            _with_sums(("about/bundle.json", ABOUT), (f"{ID}/a", b""), (f"{ID}/a/b", b"")),
            "cannot be written",
        ),
    ],
)
def test_a_mean_bundle_is_refused_and_leaves_nothing(
    tmp_path: Path, ask: Any, data: bytes, says: str
) -> None:
    """Although its checksum is the one that the hub says."""
    site = a_site(tmp_path / "site", data)

    code, said = ask(site, "get", ID)

    assert (code, says in said) == (2, True), said
    assert list((tmp_path / "a").rglob("*")) == [tmp_path / "a/b", tmp_path / "a/b/home"]


def test_a_version_cannot_lead_out_of_the_folder(tmp_path: Path, ask: Any) -> None:
    """It is part of the name of what is written."""
    about = json.dumps({"schema": "1", "recipe": ID, "version": "../../x"}).encode()
    data = _with_sums(("about/bundle.json", about), (f"{ID}/a", b""))
    site = a_site(tmp_path / "site", data, lambda said: said["version"].update(version="../../x"))

    code, said = ask(site, "get", ID)

    assert (code, "not of the form" in said) == (2, True)
    assert not list((tmp_path / "a").rglob("x"))


class Slow(BaseHTTPRequestHandler):
    """Begins an answer and does not go on; or wants to know who asks; or leads to plain http."""

    over = threading.Event()

    def do_GET(self) -> None:
        """What it does is the first part of the path."""
        how = self.path.split("/")[1]
        self.send_response({"slow": 200, "closed": 403}.get(how, 302))
        self.send_header("Content-Length", "1000" if how == "slow" else "0")
        self.send_header("Location", f"http://127.1:{self.server.server_address[1]}/slow/")
        self.end_headers()
        if how == "slow":
            self.over.wait(60)

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ("slow", "ended in the middle"),
        ("closed", "with the code 403"),
        pytest.param(
            "moved",
            "address that is not https",
            marks=pytest.mark.skipif(
                sys.platform != "linux", reason="elsewhere 127.1 may be no address of this computer"
            ),
        ),
    ],
)
def test_a_server_of_a_hub_is_left_in_words(
    monkeypatch: pytest.MonkeyPatch, how: str, says: str
) -> None:
    """However slowly it sends, whatever it wants to know, wherever it leads."""
    monkeypatch.setattr("hub.registry.shelf.LONGEST", 0.5)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,127.1")
    with ThreadingHTTPServer(("127.0.0.1", 0), Slow) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()

        with pytest.raises(ShelfError) as caught:
            catalogue(shelf(f"http://127.0.0.1:{server.server_port}/{how}/"))

        Slow.over.set()
        server.shutdown()
    Slow.over.clear()
    assert says in str(caught.value)
