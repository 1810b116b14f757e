"""Repositories as no tool writes them: bombs, impossible trees, no commits, what is left over."""

from __future__ import annotations

import os
import struct
import subprocess
import zlib
from collections.abc import Callable
from hashlib import sha1
from pathlib import Path

import pytest

from hub.collect.sources.asking import RemoteError
from hub.collect.sources.mirror import Mirror
from hub.lock import in_turn
from hub.settings import Limits
from tests.collect.taking import CARD, LIMITS, PATIENT, one_sentence, taken
from tests.gitserver import GitServer, git


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

    found = taken(f"{server.address}/work", tmp_path, commit, PATIENT)

    assert "unfolds into more" in one_sentence(found)
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

    found = taken(f"{server.address}/work", tmp_path, commit, PATIENT)

    assert len(pack) < 200_000
    assert found.folders == () or [one.path for one in found.folders[0].refused] == ["a.py"]


def test_folders_in_folders_without_end_are_refused(server: GitServer, tmp_path: Path) -> None:
    """Three thousand, one in the other."""
    server.repository("work", {"one/recipe.yml": CARD})
    tree = git("rev-parse", "HEAD^{tree}", cwd=server.root / "work").strip()
    for _ in range(3000):
        content = b"40000 a\0" + bytes.fromhex(tree)
        named = sha1(b"tree %d\0" % len(content) + content).hexdigest()
        path = server.root / "work/.git/objects" / named[:2] / named[2:]
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(zlib.compress(b"tree %d\0" % len(content) + content))
        tree = named
    commit = _with_tree(server, tree)

    found = taken(f"{server.address}/work", tmp_path, commit, PATIENT)

    assert one_sentence(found)
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

    found = taken(f"{server.address}/work", tmp_path, commit, PATIENT)

    assert "damaged or forbidden" in one_sentence(found)
    assert found.folders == ()


@pytest.mark.parametrize("kind", ["tag", "tree", "blob"])
def test_what_is_no_commit_is_said(server: GitServer, tmp_path: Path, kind: str) -> None:
    """A tag can be moved, and a tree has no author."""
    server.repository("work", {"one/recipe.yml": CARD})
    work = server.root / "work"
    git("tag", "-a", "v1", "-m", "one", cwd=work)
    name = {"tag": "v1", "tree": "HEAD^{tree}", "blob": "HEAD:one/recipe.yml"}[kind]
    hashed = git("rev-parse", name, cwd=work).strip()

    found = taken(f"{server.address}/work", tmp_path, hashed, PATIENT)
    again = taken(f"{server.address}/work", tmp_path, hashed, PATIENT)

    assert f"is a {kind}, and no commit" in one_sentence(found)
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
        busy = taken(address, tmp_path, commit, Limits(source_seconds=1))

    assert "another command" in one_sentence(busy)
    assert taken(address, tmp_path, commit, PATIENT).source.problem == ""


def test_a_mirror_that_has_grown_over_the_years_still_grows(
    server: GitServer, tmp_path: Path
) -> None:
    """The bound is on what one fetch brings."""
    limits = Limits(source_seconds=30, source_bytes=150_000)
    for number in range(4):
        noise = f"one/n{number}.txt"
        commit = server.repository("work", {"one/recipe.yml": CARD, noise: os.urandom(60_000)})
        git("rm", "-q", "--cached", noise, cwd=server.root / "work")

        found = taken(f"{server.address}/work", tmp_path, commit, limits)

        (server.root / "work" / noise).unlink()
        assert found.source.problem == ""


def test_what_a_killed_build_left_does_not_stand_in_the_way(
    server: GitServer, tmp_path: Path
) -> None:
    """Its locks are nobody's."""
    first = server.repository("work", {"one/recipe.yml": CARD})
    taken(f"{server.address}/work", tmp_path, first, PATIENT)
    (mirror,) = (tmp_path / "cache").glob("*/repository.git")
    for name in ("shallow.lock", "config.lock", "packed-refs.lock"):
        (mirror / name).write_text("")
    second = server.repository("work", {"one/more.py": "x = 1\n"})

    found = taken(f"{server.address}/work", tmp_path, second, PATIENT)

    assert (found.source.commit, found.source.problem) == (second, "")
