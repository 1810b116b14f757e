"""Paths of somebody's own machine or of a network share: they name people and servers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hub.privacy.hit import Hit, lines_with
from hub.privacy.sighting import Kind

NAME = r"([A-Za-z0-9][\w.' -]{0,60}?)"
HOME = re.compile(
    r"(?:(?<![A-Za-z])[A-Za-z]:[\\/]{1,4}(?:Users|Documents and Settings)[\\/]{1,4}"
    r"|(?<![\w.])/(?:Users|home)/"
    r"|(?<![\w.])/mnt/[a-z]/Users/|file:/{2,3}[A-Za-z]:/Users/)"
    + NAME
    + r"(?=[\\/\"'`\s,;:)\]<|]|$)",
    re.IGNORECASE,
)
NOBODY = re.compile(
    r"public|default|shared|all users|(?:your|my|the)?[ _.-]?(?:user)?[ _.-]?name|users?|username"
    r"|me|you|someone|somebody|anyone|name|jovyan|runner\w*|vscode|ubuntu|debian|docker|root|admin"
    r"|administrator|azureuser|ec2-user|codespace|gitpod|sandbox|app|jupyter|rstudio|node|colab"
    r"|datalab|trusted-?service-?user|nonroot|guest|test|nobody|analyst|dev|developer|xxx+|shiny"
    r"|spark|hadoop|airflow|linuxbrew|conda\w*|git|www-data|project|work|data|site",
    re.IGNORECASE,
)
SHARE = re.compile(
    r"(?<![\\\w/&:])(?:\\\\|\\{4})([A-Za-z0-9][\w.-]{1,62})\\{1,2}([A-Za-z0-9][\w.$ -]{1,80})"
    r"|\b(?:smb|cifs|afp)://([\w.-]+)/([\w.$ -]+)"
    r"|\bfile://(?!/|localhost)([\w.-]+)/([\w.$ -]+)"
    r"|(?<![\w:/.])//([A-Za-z0-9][\w.-]{1,62})/([\w. -]{1,60}\$)/"
)
SIGNS = ("users", "/home/", "documents and settings", "\\\\", "://", "$/")
TEX = re.compile(
    r"(?:alpha|beta|gamma|delta|epsilon|theta|lambda|mu|nu|pi|rho|sigma|tau|phi|psi|omega|hline"
    r"|text\w*|math\w*|frac|sum|prod|int|begin|end|left|right|quad|qquad|midrule|toprule"
    r"|bottomrule|cline|cdot\w*|ldots|vdots|hat|bar|sqrt|log|exp|times|leq|geq|neq|approx|d|w|s|b"
    r"|server|servername|host|example|wsl\$?|localhost)",
    re.IGNORECASE,
)


def personal_paths(text: str) -> Iterator[Hit]:
    """A home folder with somebody's name, or a share on a named server."""
    for start, end in lines_with(text, SIGNS):
        yield from _on_line(text, start, end)


def _on_line(text: str, first: int, last: int) -> Iterator[Hit]:
    for match in HOME.finditer(text, first, last):
        if not NOBODY.fullmatch(match[1].strip()):
            yield Hit(Kind.PERSONAL_PATH, match.start(), match.end())
    for match in SHARE.finditer(text, first, last):
        server = match[1] or match[3] or match[5] or match[7]
        if not TEX.fullmatch(server):
            yield Hit(Kind.PERSONAL_PATH, match.start(), match.end())
