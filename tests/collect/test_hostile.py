"""Servers that are no git servers, or mean ones: each is left in time, with one clear sentence."""

from __future__ import annotations

import contextlib
import os
import socket
import ssl
import struct
import subprocess
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from hashlib import sha1
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import trustme

from hub.collect.sources import Taken, take, take_all
from hub.collect.sources.mirror import Mirror, RemoteError
from hub.contribution import Repository
from hub.lock import in_turn
from hub.settings import Limits
from tests.gitserver import GitServer, git, serving

SECONDS = 3
LIMITS = Limits(source_seconds=SECONDS)
PATIENT = Limits(source_seconds=30)
SMART = "application/x-git-upload-pack-advertisement"
RESULT = "application/x-git-upload-pack-result"
CARD = "title: One\n"


def _line(text: bytes) -> bytes:
    return f"{len(text) + 4:04x}".encode() + text


ABLE = b"".join(
    [
        _line(b"# service=git-upload-pack\n"),
        b"0000",
        _line(b"version 2\n"),
        _line(b"ls-refs\n"),
        _line(b"fetch=shallow filter\n"),
        b"0000",
    ]
)


class _Mean(BaseHTTPRequestHandler):
    """What it does is the first part of the path."""

    over: threading.Event
    asked: list[str]

    def do_GET(self) -> None:
        self._do()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0) or 0))
        self._do()

    def finish(self) -> None:
        """Take leave as TLS wants it, so that git reads what was said to its end."""
        with contextlib.suppress(OSError, ValueError):
            self.wfile.flush()
            self.connection.unwrap()  # type: ignore[attr-defined]
        with contextlib.suppress(OSError, ValueError):
            super().finish()

    def log_message(self, *_: object) -> None:
        pass

    def _do(self) -> None:
        self.asked.append(self.path)
        with contextlib.suppress(OSError):  # git hangs up when it has had enough
            getattr(self, self.path.split("/")[1])()

    def _head(self, code: int = 200, kind: str = SMART, **more: str) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        for name, value in more.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def _without_end(self, data: bytes, pause: float = 0.0) -> None:
        while not self.over.wait(pause) if pause else not self.over.is_set():
            self.wfile.write(data)
            self.wfile.flush()

    def stalled(self) -> None:
        self._head()
        self.wfile.write(ABLE[:20])
        self.wfile.flush()
        self.over.wait(60)

    def drip(self) -> None:
        self._head()
        self._without_end(b"0", 0.2)

    def page(self) -> None:
        self._head(kind="text/html")
        self.wfile.write(b"<h1>Sign in</h1>")

    def broken(self) -> None:
        self._head(500)

    def login(self) -> None:
        self._head(401, WWW_Authenticate='Basic realm="x"')

    def cut(self) -> None:
        if self.command == "GET":
            self._head()
            self.wfile.write(ABLE)
        else:
            self._head(kind=RESULT, Content_Length="5000")
            self.wfile.write(_line(b"packfile\n") + _line(b"\x01PACK"))

    def elsewhere(self) -> None:
        port = self.server.server_address[1]
        self._head(302, Location=self.path.replace("/elsewhere", f"https://localhost:{port}/page"))

    def tofile(self) -> None:
        self._head(301, Location="file:///etc/" + self.path.split("?")[0])

    def inward(self) -> None:
        self._head(307, Location=self.path.replace("/inward", "http://127.0.0.1:9/secret"))

    def refs(self) -> None:
        if self.command == "GET":
            self._head()
            self.wfile.write(ABLE)
        else:
            self._head(kind=RESULT)
            self._without_end(_line(b"%040d refs/heads/%0900d\n" % (1, 2)) * 500)

    def chatter(self) -> None:
        if self.command == "GET":
            self._head()
            self.wfile.write(ABLE)
        else:
            self._head(kind=RESULT)
            self.wfile.write(_line(b"packfile\n"))
            self._without_end(_line(b"\x02" + b"::error::look at me " * 1000 + b"\n"))


@pytest.fixture(scope="module")
def mean(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path, list[str]]]:
    """The address of a mean server, the certificate to trust, and what it was asked."""
    folder = tmp_path_factory.mktemp("mean")
    authority = trustme.CA()
    certificate = folder / "authority.pem"
    authority.cert_pem.write_to_path(str(certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    handler = type("Handler", (_Mean,), {"over": threading.Event(), "asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"https://localhost:{server.server_port}", certificate, handler.asked  # type: ignore[attr-defined]
    handler.over.set()  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GitServer]:
    """A true git server, for repositories that are mean themselves."""
    with serving(tmp_path) as made:
        _trust(monkeypatch, made.certificate)
        yield made


def _trust(monkeypatch: pytest.MonkeyPatch, certificate: Path) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setenv("NO_PROXY", "localhost")


def _taken(address: str, folder: Path, commit: str = "1" * 40, limits: Limits = LIMITS) -> Taken:
    named = Repository(address=address, commit=commit, owner="A team")
    return take(named, folder / "cache", limits)


def _one_sentence(found: Taken) -> str:
    """The problem, which is one sentence, says nothing of theirs, and comes with what to do."""
    problem = found.source.problem

    assert problem.endswith(".")
    assert "\n" not in problem
    assert "::error::" not in problem
    assert found.source.do.endswith(".")
    return problem


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ("stalled", "no answer within 3 seconds"),
        ("drip", "no answer within 3 seconds"),
        ("page", "no git repository"),
        ("broken", "a fault of its own"),
        ("login", "that anyone may read"),
        ("cut", "in the middle"),
        ("elsewhere", "moved to another address"),
        ("tofile", "moved to another address"),
        ("inward", "moved to another address"),
        ("chatter", "more than the hub will listen to"),
    ],
)
def test_a_mean_server_is_left_in_time(
    mean: tuple[str, Path, list[str]],
    how: str,
    says: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """However it goes on; and nothing of it is left on the disk."""
    address, certificate, asked = mean
    _trust(monkeypatch, certificate)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    asked.clear()
    before = time.monotonic()

    found = _taken(f"{address}/{how}/work", tmp_path)

    assert says in _one_sentence(found)
    assert time.monotonic() - before < SECONDS + 7
    assert found.folders == ()
    assert sum(p.stat().st_size for p in tmp_path.rglob("*") if p.is_file()) < 1_000_000
    assert not any(path.startswith("/page") for path in asked) or how == "page"


def test_several_silent_servers_cost_the_time_of_one(
    mean: tuple[str, Path, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is named in its place, and the good one among them is read twice."""
    address, certificate, _ = mean
    with serving(tmp_path) as server:
        both = tmp_path / "both.pem"
        both.write_bytes(certificate.read_bytes() + server.certificate.read_bytes())
        _trust(monkeypatch, both)
        commit = server.repository("work", {"a/one/recipe.yml": CARD, "b/two/recipe.yml": CARD})
        silent = [f"{address}/stalled/{number}" for number in range(5)]
        good = [f"{server.address}/work"] * 2
        named = [
            Repository(address=one, commit=commit, path=path, owner="A team")
            for one, path in zip([*silent, *good], [".", ".", ".", ".", ".", "a", "b"], strict=True)
        ]
        before = time.monotonic()

        found = take_all(named, tmp_path / "cache", LIMITS)

    assert time.monotonic() - before < 3 * SECONDS
    assert [one.source.address for one in found] == [one.address for one in named]
    assert all("no answer" in one.source.problem for one in found[:5])
    assert [one.folders[0].slug for one in found[5:]] == ["one", "two"]


def test_a_list_of_branches_without_end_is_left(
    mean: tuple[str, Path, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When looking for something newer, too; git may not hold all of it."""
    address, certificate, _ = mean
    _trust(monkeypatch, certificate)
    before = time.monotonic()

    with pytest.raises(RemoteError) as caught:
        Mirror(tmp_path, f"{address}/refs/work", LIMITS).tip(None)

    assert caught.value.problem.endswith(".")
    assert time.monotonic() - before < SECONDS + 7


def test_a_server_that_is_silent_before_it_shows_who_it_is_is_left(tmp_path: Path) -> None:
    """It takes the call and says nothing at all."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        before = time.monotonic()

        found = _taken(f"https://localhost:{listening.getsockname()[1]}/a/work", tmp_path)

    assert "no answer within 3 seconds" in _one_sentence(found)
    assert time.monotonic() - before < SECONDS + 7


def test_a_server_that_nobody_trusts_is_said(
    mean: tuple[str, Path, list[str]], tmp_path: Path
) -> None:
    """Its certificate is its own."""
    assert "not trusted" in _one_sentence(_taken(f"{mean[0]}/page/work", tmp_path))


def _store(server: GitServer, kind: str, content: bytes) -> str:
    done = subprocess.run(
        ["git", "hash-object", "-w", "-t", kind, "--literally", "--stdin"],
        cwd=server.root / "work",
        input=content,
        capture_output=True,
        check=True,
        timeout=60,
    )
    return done.stdout.decode().strip()


def _with_tree(server: GitServer, tree: str) -> str:
    commit = git("commit-tree", tree, "-m", "mean", cwd=server.root / "work").strip()
    git("update-ref", "refs/heads/main", commit, cwd=server.root / "work")
    return commit


def test_a_commit_that_unfolds_into_memory_is_refused(server: GitServer, tmp_path: Path) -> None:
    """A message of 140 MB is a pack of 140 kB."""
    first = server.repository("work", {"one/recipe.yml": CARD})
    tree = git("rev-parse", f"{first}^{{tree}}", cwd=server.root / "work").strip()
    who = "A <a@example.org> 0 +0000"
    head = f"tree {tree}\nauthor {who}\ncommitter {who}\n\n".encode()
    commit = _store(server, "commit", head + b"a" * 140_000_000)
    git("update-ref", "refs/heads/main", commit, cwd=server.root / "work")

    found = _taken(f"{server.address}/work", tmp_path, commit, PATIENT)

    assert "unfolds into more" in _one_sentence(found)
    assert found.folders == ()


def _size(number: int) -> bytes:
    """A size as a delta has it: seven bits a byte, the least first."""
    out = bytearray()
    while True:
        out.append(number & 0x7F | (0x80 if number > 0x7F else 0))
        number >>= 7
        if not number:
            return bytes(out)


def _entry(kind: int, size: int, content: bytes, base: bytes = b"") -> bytes:
    first, rest = kind << 4 | size & 15, size >> 4
    head = bytes([first | (0x80 if rest else 0)]) + (_size(rest) if rest else b"")
    return head + base + zlib.compress(content)


def _delta_bomb(doublings: int) -> tuple[bytes, str]:
    """A pack in which each piece is its base twice: 64 kB become 64 kB × 2 ** doublings."""
    size = 0xFFFF
    data = b"#" * size
    pieces = [_entry(3, size, data)]
    for _ in range(doublings):
        copies = b""
        for at in range(0, size, 0xFFFFFF):
            length = min(0xFFFFFF, size - at)
            copies += b"\xff" + struct.pack("<I", at) + struct.pack("<I", length)[:3]
        delta = _size(size) + _size(size * 2) + copies * 2
        name = sha1(b"blob %d\0" % len(data) + data).digest()
        pieces.append(_entry(7, len(delta), delta, name))
        size, data = size * 2, data * 2
    body = b"PACK" + struct.pack(">II", 2, len(pieces)) + b"".join(pieces)
    return body + sha1(body).digest(), sha1(b"blob %d\0" % len(data) + data).hexdigest()


def test_a_pack_of_deltas_that_double_is_not_unfolded(server: GitServer, tmp_path: Path) -> None:
    """A few kilobytes that become 33 MB."""
    server.repository("work", {"one/recipe.yml": CARD})
    pack, bomb = _delta_bomb(9)
    subprocess.run(
        ["git", "index-pack", "--stdin"], cwd=server.root / "work", input=pack, check=True,
        capture_output=True, timeout=60,
    )  # fmt: skip
    git("update-index", "--add", "--cacheinfo", f"100644,{bomb},one/a.py", cwd=server.root / "work")
    commit = server.commit("work")

    found = _taken(f"{server.address}/work", tmp_path, commit, PATIENT)

    assert len(pack) < 200_000
    assert found.folders == () or [one.path for one in found.folders[0].refused] == ["a.py"]


def test_folders_in_folders_without_end_are_refused(server: GitServer, tmp_path: Path) -> None:
    """Five thousand, one in the other."""
    server.repository("work", {"one/recipe.yml": CARD})
    tree = git("rev-parse", "HEAD^{tree}", cwd=server.root / "work").strip()
    for _ in range(5000):
        content = b"40000 a\0" + bytes.fromhex(tree)
        named = sha1(b"tree %d\0" % len(content) + content).hexdigest()
        path = server.root / "work/.git/objects" / named[:2] / named[2:]
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(zlib.compress(b"tree %d\0" % len(content) + content))
        tree = named
    commit = _with_tree(server, tree)

    found = _taken(f"{server.address}/work", tmp_path, commit, PATIENT)

    assert _one_sentence(found)
    assert found.folders == ()


@pytest.mark.parametrize("name", [b".git", b"..", b".", b".GIT", b"a/b"])
def test_trees_that_no_git_writes_are_refused(
    server: GitServer, tmp_path: Path, name: bytes
) -> None:
    """Their entries would leave the folder, or pass for git's own."""
    server.repository("work", {"one/recipe.yml": CARD})
    blob = bytes.fromhex(_store(server, "blob", b"x"))
    card = bytes.fromhex(_store(server, "blob", CARD.encode()))
    rows = sorted([b"100644 " + name + b"\0" + blob, b"100644 recipe.yml\0" + card])
    inner = bytes.fromhex(_store(server, "tree", b"".join(rows)))
    commit = _with_tree(server, _store(server, "tree", b"40000 one\0" + inner))

    found = _taken(f"{server.address}/work", tmp_path, commit, PATIENT)

    assert "damaged or forbidden" in _one_sentence(found)
    assert found.folders == ()


@pytest.mark.parametrize("kind", ["tag", "tree", "blob"])
def test_what_is_no_commit_is_said(server: GitServer, tmp_path: Path, kind: str) -> None:
    """A tag can be moved, and a tree has no author."""
    server.repository("work", {"one/recipe.yml": CARD})
    work = server.root / "work"
    git("tag", "-a", "v1", "-m", "one", cwd=work)
    name = {"tag": "v1", "tree": "HEAD^{tree}", "blob": "HEAD:one/recipe.yml"}[kind]
    hashed = git("rev-parse", name, cwd=work).strip()

    found = _taken(f"{server.address}/work", tmp_path, hashed, PATIENT)
    again = _taken(f"{server.address}/work", tmp_path, hashed, PATIENT)

    assert f"is a {kind}, and no commit" in _one_sentence(found)
    assert again.source.problem == found.source.problem


def _empty(server: GitServer) -> None:
    git("init", "-q", "-b", "main", cwd=server.root, path="work")


def _unborn(server: GitServer) -> None:
    server.repository("work", {"one/recipe.yml": CARD})
    git("symbolic-ref", "HEAD", "refs/heads/none", cwd=server.root / "work")


@pytest.mark.parametrize("made", [_empty, _unborn])
def test_a_repository_without_a_main_commit_is_said(
    server: GitServer, tmp_path: Path, made: Callable[[GitServer], None]
) -> None:
    """With what to write so that another branch is looked at."""
    made(server)

    with pytest.raises(RemoteError) as caught:
        Mirror(tmp_path, f"{server.address}/work", PATIENT).tip(None)

    assert "no commit on its main branch" in caught.value.problem
    assert "branch:" in caught.value.do


def test_a_detached_head_is_a_tip_like_any(server: GitServer, tmp_path: Path) -> None:
    """It names a commit."""
    commit = server.repository("work", {"one/recipe.yml": CARD})
    git("checkout", "-q", "--detach", cwd=server.root / "work")

    assert Mirror(tmp_path, f"{server.address}/work", PATIENT).tip(None) == commit


def test_two_commands_fetch_one_after_the_other(server: GitServer, tmp_path: Path) -> None:
    """The later one waits its turn, and not for ever."""
    commit = server.repository("work", {"one/recipe.yml": CARD})
    address = f"{server.address}/work"
    with in_turn(Mirror(tmp_path / "cache", address, LIMITS).folder, 1):
        busy = _taken(address, tmp_path, commit, Limits(source_seconds=1))

    assert "another command" in _one_sentence(busy)
    assert _taken(address, tmp_path, commit, PATIENT).source.problem == ""


def test_a_mirror_that_has_grown_over_the_years_still_grows(
    server: GitServer, tmp_path: Path
) -> None:
    """The bound is on what one fetch brings."""
    limits = Limits(source_seconds=30, source_bytes=150_000)
    for number in range(4):
        noise = f"one/n{number}.txt"
        commit = server.repository("work", {"one/recipe.yml": CARD, noise: os.urandom(60_000)})
        git("rm", "-q", "--cached", noise, cwd=server.root / "work")

        found = _taken(f"{server.address}/work", tmp_path, commit, limits)

        (server.root / "work" / noise).unlink()
        assert found.source.problem == ""


def test_what_a_killed_build_left_does_not_stand_in_the_way(
    server: GitServer, tmp_path: Path
) -> None:
    """Its locks are nobody's."""
    first = server.repository("work", {"one/recipe.yml": CARD})
    _taken(f"{server.address}/work", tmp_path, first, PATIENT)
    (mirror,) = (tmp_path / "cache").glob("*/repository.git")
    for name in ("shallow.lock", "config.lock", "packed-refs.lock"):
        (mirror / name).write_text("")
    second = server.repository("work", {"one/more.py": "x = 1\n"})

    found = _taken(f"{server.address}/work", tmp_path, second, PATIENT)

    assert (found.source.commit, found.source.problem) == (second, "")
