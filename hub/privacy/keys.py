"""Passwords and keys, by the patterns of detect-secrets: the one place that knows it.

Chosen: every pattern of a known kind of key, and words such as `password` with a value beside
them. Left out: entropy (hashes and ids are everywhere in notebooks) and public addresses. Only
lines that hold a sign of a key are given to its patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from hub.privacy.hit import Hit, lines_with
from hub.privacy.sighting import Kind

SIGNS = (  # in small letters: a line without any of them holds no key
    "password", "passwd", "passphrase", "pwd", "secret", "api_key", "apikey", "api-key", "api_pa",
    "auth_key", "authkey", "service_key", "servicekey", "account_key", "accountkey", "db_key",
    "dbkey", "db_pass", "dbpass", "database_key", "database_pass", "priv_key", "private_key",
    "privatekey", "client_key", "clientkey", "key_pass", "keypass", "access_key", "accesskey",
    "token", "artifactory", "softlayer", "sl_", "cloudant", "aws", "bearer", "ibm", "cos_",
    "hmac", "akia", "asia", "abia", "acca", "a3t", "ghp_", "gho_", "ghu_", "ghs_", "ghr_",
    "github_pat_", "glpat-", "gldt-", "glft-", "glsoat-", "glrt-", "glcbt-", "glimt-", "glptt-",
    "glagent-", "gloas-", "gr1348941", "eyj", "-us1", "-us2", "_auth", "t3blbkfj", "begin ",
    "pypi-", "sg.", "xox", "hooks.slack", "sq0", "sk_live_", "rk_live_", ":aa", "://", "sig=",
    "dapi", "aiza", "contrase",
)  # fmt: skip
BOT = re.compile(
    r"[MNO](?<![\w.].)[A-Za-z0-9]{23}\.[\w-]{6}\.[\w-]{27}(?![\w.])|[AS][CK](?<!\w..)[a-f0-9]{32}(?!\w)"
)
MORE = (  # kinds of key that analysts meet and detect-secrets does not know
    re.compile(r"github_pat_[A-Za-z0-9_]{30,}"),
    re.compile(r"\bdapi[0-9a-f]{32}\b"),  # Databricks
    re.compile(r"\bAIza[0-9A-Za-z_-]{35}\b"),  # Google
    re.compile(r"[?&]sig=[A-Za-z0-9%+/]{40,}"),  # a shared access signature of Azure
    re.compile(r"\bAccountKey=[A-Za-z0-9+/]{40,}={0,2}"),
    re.compile(r"\b[Bb]earer\s+[A-Za-z0-9_.~+/-]{24,}={0,2}"),
    re.compile(r"(?i)\b(?:PWD|Password)=(?!\s*[{<%$*;]|\s*$)([^;\"'\s{}<>]{4,})(?=[;\"'])"),
)
STANDS_FOR = re.compile(
    r"(?i)x{4,}|\*{3,}|your|change.?me|example|placeholder|redacted|0{8,}|\{[^}]*\}"
)
HARMLESS = re.compile(
    r"(?i)^[\W_]*$|x{3,}|\*{3,}|your|change.?me|example|placeholder|dummy|redacted|to.?do|<[^>]*>"
    r"|^[\w./-]+\.\w{1,5}$|[${]\{|\{[^}]*\}|%\(|getenv|environ|getpass|input\(|secrets\.|dbutils|key.?vault|none|null|true"
    r"|false|fake|synthetic|invented|\bnot\b|\bstr\b|string|path|file|column|field|token$|password"
    r"|secret$|^test\w*$|^[a-z]+(?:[ _-][a-z]+)*$"
)
MOST = 1_000  # characters to either side, on the same line; long lines are read in parts


@cache
def _known() -> tuple[Any, ...]:
    """The patterns of known kinds of key."""
    from detect_secrets.plugins import (
        artifactory,
        aws,
        azure_storage_key,
        basic_auth,
        cloudant,
        discord,
        github_token,
        gitlab_token,
        ibm_cloud_iam,
        ibm_cos_hmac,
        jwt,
        mailchimp,
        npm,
        openai,
        private_key,
        pypi_token,
        sendgrid,
        slack,
        softlayer,
        square_oauth,
        stripe,
        telegram_token,
        twilio,
    )  # fmt: skip

    return (
        artifactory.ArtifactoryDetector(), aws.AWSKeyDetector(),
        azure_storage_key.AzureStorageKeyDetector(), basic_auth.BasicAuthDetector(),
        cloudant.CloudantDetector(), discord.DiscordBotTokenDetector(),
        github_token.GitHubTokenDetector(), gitlab_token.GitLabTokenDetector(),
        ibm_cloud_iam.IbmCloudIamDetector(), ibm_cos_hmac.IbmCosHmacDetector(),
        jwt.JwtTokenDetector(), mailchimp.MailchimpDetector(), npm.NpmDetector(),
        openai.OpenAIDetector(), private_key.PrivateKeyDetector(), pypi_token.PypiTokenDetector(),
        sendgrid.SendGridDetector(), slack.SlackDetector(), softlayer.SoftlayerDetector(),
        square_oauth.SquareOAuthDetector(), stripe.StripeDetector(),
        telegram_token.TelegramBotTokenDetector(), twilio.TwilioKeyDetector(),
    )  # fmt: skip


@cache
def _words() -> Any:
    """The pattern of words such as `password = "…"`."""
    from detect_secrets.plugins.keyword import KeywordDetector

    return KeywordDetector()


def secrets(text: str) -> Iterator[Hit]:
    """A line that holds a password or key; what only stands for one is passed over."""
    for start, end in lines_with(text, SIGNS, MOST):
        if _holds_key(text[start:end]):
            yield Hit(Kind.SECRET, start, end)
    for match in BOT.finditer(text):
        yield Hit(Kind.SECRET, match.start(), match.end())


def _holds_key(line: str) -> bool:
    if any(pattern.search(line) for pattern in MORE):
        return True
    for plugin in _known():
        if any(not STANDS_FOR.search(found) for found in plugin.analyze_string(line)):
            return True
    values = _words().analyze_string(line)
    return any(len(value) >= 6 and not HARMLESS.search(value) for value in values)
