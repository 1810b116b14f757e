"""What another server is asked for, and what its refusal means, in our words."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from hub.collect.sources.command import Answer, git
from hub.settings import Limits

REDIRECTED = tuple(f"error: {code}" for code in (301, 302, 303, 307, 308))
GIT = ".git"


class RemoteError(Exception):
    """A repository did not give what was asked of it: the problem, and what to do."""

    def __init__(self, problem: str, do: str) -> None:
        super().__init__(f"{problem} Do: {do}")
        self.problem, self.do = problem, do


def ask(
    address: str,
    before: Sequence[str],
    after: Sequence[str],
    limits: Limits,
    *,
    what: str,
    most: int = 50_000_000,
    too_much: Callable[[], bool] = lambda: False,
) -> Answer:
    """What git answers to these words with the address between them. Raises RemoteError.

    A server that points elsewhere is not followed. Some know a repository only by its name with
    .git, and point there: that name of the same server is tried, whatever it points to, within the
    same time.
    """
    until = time.monotonic() + limits.source_seconds

    def at(name: str) -> Answer:
        left = max(until - time.monotonic(), 1)
        return git(*before, "--", name, *after, seconds=left, most=most, too_much=too_much)

    answer = at(address)
    if _redirected(answer) and not address.endswith(GIT):
        answer = at(address.rstrip("/") + GIT)
    if answer.over or answer.code != 0:
        raise _why(answer, what, limits)
    return answer


def _redirected(answer: Answer) -> bool:
    return not answer.over and any(words in answer.error for words in REDIRECTED)


def _why(answer: Answer, what: str, limits: Limits) -> RemoteError:
    """What git complained of, in our words; its own may repeat an address or a secret."""
    said = answer.error.lower()
    if answer.over == "time" or "too slow" in said or "timed out" in said:
        return RemoteError(
            f"the server gave no whole answer within {limits.source_seconds} seconds.",
            "try again later; if it stays silent, ask its owner.",
        )
    if answer.over == "said":
        return RemoteError(
            "the server says more than the hub will listen to.",
            "tell its owner; it does not answer as git does.",
        )
    if answer.over == "size":
        return RemoteError(
            f"the repository is larger than {limits.source_bytes // 1_000_000} MB.",
            "keep recipes in a smaller repository of their own.",
        )
    known = (
        (REDIRECTED,
         "the server says that it was moved to another address.",
         "open it in a browser, and write the address that it has now in locality.yml."),
        (("error: 500", "error: 502", "error: 503", "error: 504"),
         "the server has a fault of its own.", "try again later; if it stays so, ask its owner."),
        (("over limit", "out of memory", "cannot allocate", "unable to create threaded"),
         "what it sends unfolds into more than the hub will hold.",
         "keep recipes in a smaller repository of their own."),
        (("resolve host", "could not resolve"), "the server's name is not known.",
         "look at the address, and at your own connection."),
        (("certificate", "ssl"), "the server's certificate is not trusted.",
         "on a network that looks into https, name its certificates in SSL_CERT_FILE."),
        (("not our ref", "couldn't find remote ref", "no such remote ref", "unadvertised"),
         f"the commit {what[:12]} is not there any more.",
         "the history was rewritten; agree on a commit that stands: hub update."),
        (("is this a git repository", "dumb http", "not valid"),
         "there is no git repository at that address.",
         "look at the address: it is the one that git clone takes."),
        (("early eof", "hung up", "rpc failed", "disconnect", "bytes of body", "empty reply",
          "terminated"),
         "the connection ended in the middle of what it was sending.",
         "try again later; if it stays so, ask its owner."),
        (("not found", "403", "404", "401", "terminal prompts", "authentication"),
         "there is no such repository that anyone may read.",
         "look at the address; it may have been renamed or made private."),
        (("expected 'packfile'", "fsck", "invalid", "corrupt", "bad object", "index-pack",
          "unpack"),
         "what it sends is damaged or forbidden.", "its owner should run git fsck."),
        (("connect", "connection", "proxy", "refused", "unreachable"),
         "the server cannot be reached.", "try again later; behind a proxy, set HTTPS_PROXY."),
    )  # fmt: skip
    for words, problem, do in known:
        if any(word in said for word in words):
            return RemoteError(problem, do)
    return RemoteError("git could not fetch it.", "try: git ls-remote with that address.")
