"""Servers that are no git servers, or mean ones: each is left in time, with one clear sentence."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
import trustme

from hub.collect.sources import take_all
from hub.collect.sources.asking import RemoteError
from hub.collect.sources.mirror import Mirror
from hub.contribution import Repository
from tests.collect.meanserver import SECONDS, Mean
from tests.collect.taking import CARD, LIMITS, one_sentence, taken, trust
from tests.gitserver import serving


@pytest.fixture(scope="module")
def mean(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path, list[str]]]:
    """The address of a mean server, the certificate to trust, and what it was asked."""
    folder = tmp_path_factory.mktemp("mean")
    authority = trustme.CA()
    certificate = folder / "authority.pem"
    authority.cert_pem.write_to_path(str(certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    handler = type("Handler", (Mean,), {"over": threading.Event(), "asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"https://localhost:{server.server_port}", certificate, handler.asked  # type: ignore[attr-defined]
    handler.over.set()  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ("stalled", "no whole answer within 3 seconds"),
        ("drip", "no whole answer within 3 seconds"),
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
    trust(monkeypatch, certificate)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    asked.clear()
    before = time.monotonic()

    found = taken(f"{address}/{how}/work", tmp_path)

    assert says in one_sentence(found)
    assert time.monotonic() - before < SECONDS + 7
    assert found.folders == ()
    assert sum(p.stat().st_size for p in tmp_path.rglob("*") if p.is_file()) < 1_000_000
    assert not any(path.startswith("/page") for path in asked) or how == "page"


def test_a_host_that_wants_the_name_with_git_is_asked_by_it(
    mean: tuple[str, Path, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the same server, wherever it points to; the address that it names is never asked."""
    address, certificate, asked = mean
    trust(monkeypatch, certificate)
    asked.clear()

    found = taken(f"{address}/elsewhere/recipes/", tmp_path)

    assert [path.partition("?")[0] for path in asked] == [
        "/elsewhere/recipes/info/refs",
        "/elsewhere/recipes.git/info/refs",
    ]
    assert "moved to another address" in one_sentence(found)


def test_several_silent_servers_cost_the_time_of_one(
    mean: tuple[str, Path, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is named in its place, and the good one among them is read twice."""
    address, certificate, _ = mean
    with serving(tmp_path) as server:
        both = tmp_path / "both.pem"
        both.write_bytes(certificate.read_bytes() + server.certificate.read_bytes())
        trust(monkeypatch, both)
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
    assert all("no whole answer" in one.source.problem for one in found[:5])
    assert [one.folders[0].slug for one in found[5:]] == ["one", "two"]


def test_a_list_of_branches_without_end_is_left(
    mean: tuple[str, Path, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When looking for something newer, too; git may not hold all of it."""
    address, certificate, _ = mean
    trust(monkeypatch, certificate)
    before = time.monotonic()

    with pytest.raises(RemoteError) as caught:
        Mirror(tmp_path, f"{address}/refs/work", LIMITS).tip(None)

    assert caught.value.problem.endswith(".")
    assert time.monotonic() - before < SECONDS + 7


def test_a_server_that_is_silent_before_it_shows_who_it_is_is_left(tmp_path: Path) -> None:
    """It takes the call and says nothing at all."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        before = time.monotonic()

        found = taken(f"https://localhost:{listening.getsockname()[1]}/a/work", tmp_path)

    assert "no whole answer within 3 seconds" in one_sentence(found)
    assert time.monotonic() - before < SECONDS + 7


def test_a_server_that_nobody_trusts_is_said(
    mean: tuple[str, Path, list[str]], tmp_path: Path
) -> None:
    """Its certificate is its own."""
    assert "not trusted" in one_sentence(taken(f"{mean[0]}/page/work", tmp_path))
