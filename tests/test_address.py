"""Addresses of repositories: only plain https reaches git, and no secret is repeated."""

from __future__ import annotations

import pytest

from hub.address import checked_address

GOOD = ["https://code.example.org/team/recipes", "https://code.example.org:8443/t/r.git"]
BAD = [
    "http://code.example.org/t/r",
    "git://code.example.org/t/r",
    "ssh://-oProxyCommand=id/r",
    "git@code.example.org:t/r",
    "file:///etc",
    "/srv/r",
    "ext::sh -c id",
    " https://code.example.org/t/r",
    "--upload-pack=id",
    "-uid",
    "https://-oProxyCommand/t/r",
    "https://code.example.org",
    "https://code.example.org/-x/r",
    "https://code.example.org/../r",
    "https://code.example.org/t/r?x=1",
    "https://code.example.org/t/r#main",
    "https://code.example.org:x/t/r",
    "https:///t/r",
    "https://code.example.org/t r",
    "https://cödé.example.org/t/r",
]


@pytest.mark.parametrize("address", GOOD)
def test_plain_https_is_allowed(address: str) -> None:
    """With or without a port."""
    assert checked_address(address) == address


@pytest.mark.parametrize("address", BAD)
def test_everything_else_is_refused(address: str) -> None:
    """Before git sees it."""
    with pytest.raises(ValueError, match=r"address"):
        checked_address(address)


def test_a_secret_in_an_address_is_not_repeated() -> None:
    """The message says what to do with it."""
    with pytest.raises(ValueError, match="take it out") as caught:
        checked_address("https://team:hunter2@code.example.org/t/r")

    assert "hunter2" not in str(caught.value)
