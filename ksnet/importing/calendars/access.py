"""What lets somebody into a meeting: links, numbers and passwords; records never hold it."""

from __future__ import annotations

import re

from ksnet.basics.expressions import expression

# A label has up to 63 characters; a longer word would be read again from each of its hyphens.
HOST = r"(?:[\w-]{1,63}\.){0,3}(?:zoom\.us|webex\.com|teams\.microsoft\.com|teams\.live\.com|meet\.google\.com)\b"
_SCHEME = r"(?:(?:https?|sips?|tel|skype|msteams|zoommtg)://?|(?:sips?|tel|skype|msteams):)"
LINK = expression(rf"[<(]?(?:{_SCHEME}\S+|\b{HOST}\S*)", re.IGNORECASE)
_MEETING = (
    r"(?:meeting|besprechungs|konferenz|sitzungs|webinar)[- ]?(?:id|nr\.?|nummer|code|kennung)"
)
_WORDS = r"pass(?:wort|code|word)|kenn(?:code|wort|nummer)|zugangs(?:code|nummer|daten)"
_DIALLED = r"(?:\btel(?:efon)?\b[.: ]{0,3})?(?:\+|\b00)\d[\d ()/-]{4,}\d(?:,{1,3}[\d ]*#?)*"
_LONG_NUMBER = r"\W{1,3}\d[\d -]{5,}"
# „Meeting-ID: 812 3456“, „Kenncode aB3xYz“, „PIN 4711#“, „ID: 853 1234 5678, PW: x“
_IN_PLACE = expression(
    rf"\b(?:{_MEETING}|(?:w-?lan-)?(?:{_WORDS})|einwahl(?:nummer|daten)?|dial-?in)\b[^;,|()\[\]]*"
    rf"|\b(?:pin|\w*code)\b\W{{0,3}}\d[\d ]*#?|\bid\b{_LONG_NUMBER}|\bpwd?\b\s*[:=][^;,|()\[\]]*|{_DIALLED}",
    re.IGNORECASE,
)
# A title may speak of passwords, or name the third Konferenz: the value has to look like one.
_IN_TITLE = expression(
    rf"(?:\beinwahl\W+)?{_DIALLED}|\b(?:{_SCHEME}|{HOST})[^\s)\]>]*|\b(?:{_MEETING}|id|einwahl|dial-?in)\b{_LONG_NUMBER}"
    rf"|\b(?:{_WORDS}|pin)\b\W{{1,3}}(?=\S*\d)[^\s,;)\]]+|\bpwd?\b\s*[:=]\s*[^\s,;)\]]+",
    re.IGNORECASE,
)
_HOLLOW = expression(r"[(\[<][\s,;:]*[)\]>]|[,;:]\s?(?=[)\]>])|(?:^|(?<=[;,]))[\s,;:–-]+(?=[;,]|$)")


def without_access(place: str) -> str:
    """Return a place without numbers and passwords; links stay."""
    return _without(_IN_PLACE, place)


def title_without_access(title: str) -> str:
    """Return a title without links, numbers and passwords."""
    return " ".join(_without(_IN_TITLE, title).split())


def _without(access: re.Pattern[str], text: str) -> str:
    rest = access.sub("", text)
    return text if rest == text else _HOLLOW.sub("", rest).strip(" ,;:|–-")
