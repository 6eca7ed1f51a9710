"""Keep GitHub's runner from reading lines of our output as its commands.

GitHub's runner reads standard output and error line by line. A line that begins with `::name …::`,
after spaces, is a command, and so is `##[name]` anywhere in a line (`ActionCommand.cs` of
actions/runner). Where a format has another notation for it, that is used; elsewhere a space is
inserted. Files are treated the same, since a job may print them.
"""

from __future__ import annotations

from typing import NamedTuple

from ksnet.basics.expressions import expression
from ksnet.rendering import BINARY

_BEGIN = expression(r"(\A|(?<=[\r\n]))([^\S\r\n]*+):(?=:[^\r\n]*::)")
# The end of a command: this looks at few places of a text, the whole expression at each.
_END = expression(r"::[^\r\n]*::")
_OLD = "##["


class _Instead(NamedTuple):
    """The replacements in a format for the first colon of a command, and for `##[`."""

    colon: str
    old: str


_PLAIN = _Instead(": ", "# #[")
_MARKUP = _Instead("&#58;", "#&#35;[")
# A line is continued after a line end and a space: RFC 5545 § 3.1, RFC 6350 § 3.2.
_FOLDED = _Instead(":\r\n ", "#\r\n #[")
_FORMATS = {
    "html": _MARKUP,
    "junit": _MARKUP,
    "md": _Instead("\\:", "#\\#["),
    "ics": _FOLDED,
    "vcf": _FOLDED,
    # No line there begins with a colon, as texts are quoted.
    **dict.fromkeys(("json", "gitlab", "sarif"), _Instead(":", "#\\u0023[")),
}
_LEFT = BINARY | {"github"}  # not text, or with intended commands


def without_commands(content: str, form: str = "text") -> str:
    """Return a text that contains no runner command; nearly always it is unchanged."""
    if form in _LEFT or not (_END.search(content) or _OLD in content):
        return content
    instead = _FORMATS.get(form, _PLAIN)
    return _BEGIN.sub(lambda found: f"{found[2]}{instead.colon}", content).replace(
        _OLD, instead.old
    )
