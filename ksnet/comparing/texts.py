"""The differences of a long text: changed sentences before and after, changed words marked."""

from __future__ import annotations

import unicodedata

from ksnet.basics.expressions import expression
from ksnet.basics.steps import steps
from ksnet.records import german
from ksnet.yamltext.reading.scripts import LIKE_LATIN

SHORT = 70  # characters that are shown in full before and after
MOST = 400  # characters shown of a new text
KEPT = 5  # words shown beside a changed one
_SENTENCES = expression(r"(?<=\w\w[.!?:…])\s+|\n+")


def unseen(before: str, after: str) -> str:
    """Return in German what differs in two texts that look the same; empty where it can be seen."""
    if before == after or _looks(before) != _looks(after):
        return ""
    was, now = "".join(before.split()), "".join(after.split())
    if was == now:
        return "nur Leerzeichen anders"
    old, new = next(pair for pair in zip(was, now, strict=True) if pair[0] != pair[1])
    return f"sieht gleich aus, ist aber {_named(new)} statt {_named(old)}"


def _looks(text: str) -> str:
    """Return a text without blanks, each sign as the common one that it looks like."""
    return "".join(
        "-" if unicodedata.category(sign) == "Pd" or sign == "\N{MINUS SIGN}" else sign
        for sign in text.translate(LIKE_LATIN)
        if not sign.isspace()
    )


def _named(sign: str) -> str:
    return f"„{sign}“ U+{ord(sign):04X}"


def is_long(text: str) -> bool:
    """Whether a text is too long to be shown as a whole before and after."""
    return len(text) > SHORT or "\n" in text.strip()


def on_one_line(text: str) -> str:
    """Return a text in quotes on one line; of a very long one its beginning and length."""
    words = " ".join(text.split())
    if len(words) <= MOST:
        return f"„{words}“"
    return f"„{german.shorten(words, MOST)}“ ({german.number(len(words))} Zeichen)"


def changed_phrases(before: str, after: str) -> list[str]:
    """Return a German phrase for each group of changed sentences, changed words in `‹…›`."""
    if before.split() == after.split():
        return ["nur Umbrüche oder Leerzeichen anders"]
    was, now = (_SENTENCES.split(text.strip()) for text in (before, after))
    result = []
    for tag, start, end, new_start, new_end in steps(was, now):
        if tag == "equal":
            continue
        parts = was[start:end], now[new_start:new_end]
        old_text, new_text = (" ".join(" ".join(part).split()) for part in parts)
        if not old_text:
            result.append(f"neu {on_one_line(new_text)}")
        elif not new_text:
            result.append(f"nicht mehr {on_one_line(old_text)}")
        elif old_text == new_text:
            result.append(f"in {on_one_line(new_text)} nur Umbrüche oder Leerzeichen anders")
        else:
            marked_old, marked_new = _marked(old_text.split(), new_text.split())
            same = unseen(old_text, new_text)
            result.append(f"„{marked_new}“ statt „{marked_old}“" + f" ({same})" * bool(same))
    return result


def _marked(was: list[str], now: list[str]) -> tuple[str, str]:
    """Return both texts with changed words marked and long equal parts shortened."""
    parts: tuple[list[str], list[str]] = ([], [])
    codes = steps(was, now)
    for number, (tag, start, end, new_start, new_end) in enumerate(codes):
        if tag == "equal":
            same = _shortened(was[start:end], first=number == 0, last=number == len(codes) - 1)
            for part in parts:
                part.append(same)
            continue
        for part, words in zip(parts, (was[start:end], now[new_start:new_end]), strict=True):
            if words:
                part.append(f"‹{' '.join(words)}›")
    return " ".join(parts[0]), " ".join(parts[1])


def _shortened(words: list[str], *, first: bool, last: bool) -> str:
    """Return equal words without the middle of a long part."""
    if len(words) <= 3 * KEPT:
        return " ".join(words)
    return " ".join([*(() if first else words[:KEPT]), "…", *(() if last else words[-KEPT:])])
