"""What is taken from one repository of a server, and the sentence that is said of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.collect.sources import Taken, take
from hub.contribution import Repository
from hub.settings import Limits
from tests.collect.meanserver import SECONDS

LIMITS = Limits(source_seconds=SECONDS)

PATIENT = Limits(source_seconds=30)

CARD = "title: One\n"


def trust(monkeypatch: pytest.MonkeyPatch, certificate: Path) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setenv("NO_PROXY", "localhost")


def taken(address: str, folder: Path, commit: str = "1" * 40, limits: Limits = LIMITS) -> Taken:
    named = Repository(address=address, commit=commit, owner="A team")
    return take(named, folder / "cache", limits)


def one_sentence(found: Taken) -> str:
    """The problem, which is one sentence, says nothing of theirs, and comes with what to do."""
    problem = found.source.problem

    assert problem.endswith(".")
    assert "\n" not in problem
    assert "::error::" not in problem
    assert found.source.do.endswith(".")
    return problem
