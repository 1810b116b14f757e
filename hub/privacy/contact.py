"""Ways to reach a person: mail addresses and telephone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hub.privacy.hit import Hit, before, lines_with
from hub.privacy.sighting import Kind

ENDINGS = (
    "uk|com|org|net|edu|gov|mil|info|biz|io|ai|eu|ie|fr|de|es|it|nl|be|pl|pt|se|no|dk|fi|ch|us|ca"
    "|au|nz|in|pk|ng|ro|cz|hu|gr|tr|ua|cn|jp|me|co|tv|nhs|scot|wales|cymru|london|academy|school"
    "|email|health|care|family|foundation|charity|cloud|online|app|dev"
)
MAIL = re.compile(
    r"(?<![\w.+'-])([\w.+'-]{1,64})(@|%40| @ (?=[\w.-]+\.(?:uk|com|org|net)(?![\w(.]))"
    r"| ?[\[({] ?at ?[\])}] ?| at (?=[\w-]+ dot ))"
    rf"((?:[\w-]{{1,63}}(?:\.| ?[\[({{] ?dot ?[\])}}] ?| dot )){{1,6}}(?:{ENDINGS}))(?![\w@-])",
    re.IGNORECASE,
)
SIGNS = ("@", "%40", " dot ", "[dot]", "(dot)", "{dot}", "[at]", "(at)", "{at}")
INVENTED = re.compile(
    r"(?:^|[.\s])(?:example(?:[.\s\[\](){}dot]+(?:org|com|net|co.uk|gov.uk))?|invalid|test|localhost)$"
    r"|users\.noreply\.|noreply\.",
    re.IGNORECASE,
)
NOBODY = re.compile(
    r"git|hg|svn|no-?reply|do-?not-?reply|name|your\.?name|user(?:name)?", re.IGNORECASE
)
PHONE = re.compile(
    r"[+(0](?<![\w.+@#/=-].)(?<!\d[ -].)"
    r"(?:(?:(?<=\+)44|(?<=0)044)()[ -]?(?:\(0\)[ -]?)?|(?<=\()0|(?<=0))"
    r"((?:7[1-57-9]|1\d|2[03489])\d?(?:[ ().-]{0,2}\d){7,9})(?![\w@]|[ -]?\d|\.\d)"
)
SHORTENED = re.compile(r"[1-9]\d{9}(?<![\w.+-]\d{10})(?:\.0)?(?![\w.-])")
MOBILE = re.compile(r"7[1-57-9]")
NAMED = re.compile(r"tel|phone|mobile|\bmob\b|\bcall|contact|ring|whatsapp|\btxt|fax")
DRAMA = re.compile(
    r"7700900|20(?:7|3)946|1(?:13|14|15|16|17|18|21|31|41|51|61)4960|191498|28964|2920180|1632960"
)


def mail_addresses(text: str) -> Iterator[Hit]:
    """A mail address that could reach somebody; those at example.org cannot."""
    for start, end in lines_with(text, SIGNS):
        yield from _mail(text, start, end)


def _mail(text: str, first: int, last: int) -> Iterator[Hit]:
    for match in MAIL.finditer(text, first, last):
        domain = re.sub(r"[ \[\](){}]+", "", re.sub(r" ?[\[({ ]dot[\])} ] ?", ".", match[3]))
        sign_only = match[2].strip() in ("@", "%40")
        nobody = NOBODY.fullmatch(match[1]) is not None
        if INVENTED.search(domain) or (nobody and sign_only) or not match[1].strip(".'-+"):
            continue
        yield Hit(Kind.MAIL, match.start(), match.end())


def phone_numbers(text: str) -> Iterator[Hit]:
    """A number of a mobile or a landline; numbers kept for drama and help lines are silent."""
    for match in PHONE.finditer(text):
        digits = re.sub(r"\D", "", match[2])
        if len(digits) not in (9, 10) or DRAMA.match(digits):
            continue
        mobile = digits[0] == "7"
        if mobile and len(digits) != 10:
            continue
        spaced = not match[2].isdigit() or match[1] is not None or match[0].startswith("(")
        named = NAMED.search(before(text, match.start())) is not None
        sure = named or (mobile and len(digits) == 10) or (spaced and len(digits) == 10)
        yield Hit(Kind.PHONE, match.start(), match.end(), sure or named, sure, "written out")
    for match in SHORTENED.finditer(text):
        if not DRAMA.match(match[0]):
            mobile = MOBILE.match(match[0]) is not None
            named = NAMED.search(before(text, match.start())) is not None
            yield Hit(
                Kind.PHONE, match.start(), match.end(), mobile, mobile and named, "without its 0"
            )
