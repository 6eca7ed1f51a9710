"""Oddities among new entries: foreign mail domains, two scripts in one word."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from ksnet.basics.expressions import expression
from ksnet.comparing.entries import EntryState, texts_in
from ksnet.comparing.notices import Notice, Topic
from ksnet.comparing.publicity import Effect
from ksnet.lands import Land
from ksnet.records import german

MANY = 10  # new bodies and people of one network that are summed up first
_SHOWN_DOMAINS = 5
_DOMAIN = expression(r"(?:@|https?://(?:www\.)?)([\w.-]+)")
_WORD = expression(r"[^\W\d_]+(?:[.@-][^\W\d_]+)*")
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")
_GERMAN = {
    "CYRILLIC": "kyrillische",
    "GREEK": "griechische",
    "ARMENIAN": "armenische",
    "CHEROKEE": "fremde",
}


def domains_of(entries: Iterable[EntryState]) -> dict[str, set[str]]:
    """Return the mail and web domains in the records, by network."""
    found: dict[str, set[str]] = {}
    for entry in entries:
        found.setdefault(entry.network, set()).update(_domains(entry.data))
    return found


def oddities(entry: EntryState, within: EntryState | None, known: set[str]) -> list[Effect]:
    """Return the oddities of a new or changed entry; `within` is the body of a person."""
    found = [Effect(Topic.OTHER, f"Schrift gemischt: {text}") for text in _mixed(entry.data)]
    address = entry.data.get("email")
    if (
        known
        and isinstance(address, str)
        and entry.kind in ("person", "member", "guest", "coordination")
    ):
        own = _domains({**entry.data, "email": None}) | (_domains(within.data) if within else set())
        found += [
            Effect(Topic.OTHER, f"Mail-Domäne bisher nicht im Netzwerk: {domain}")
            for domain in _domains({"email": address}) - known - own
        ]
    return found


def sums(new_entries: Iterable[EntryState], land: Land) -> tuple[list[Notice], set[str]]:
    """Return a summary for each network with many new bodies and people, and their ids."""
    new: dict[str, list[EntryState]] = {}
    for entry in new_entries:
        if entry.kind in ("member", "person", "guest"):
            new.setdefault(entry.network, []).append(entry)
    many = {network: found for network, found in new.items() if len(found) > MANY}
    notices = [Notice(Topic.OTHER, _sum(found, land), found[0].file) for found in many.values()]
    return notices, set(many)


def _sum(new: list[EntryState], land: Land) -> str:
    bodies = [entry for entry in new if entry.kind == "member"]
    people = [entry for entry in new if entry.kind != "member"]
    counts = [
        german.plural(len(bodies), "neue Stelle", "neue Stellen") if bodies else "",
        german.plural(len(people), "neue Person", "neue Personen") if people else "",
    ]
    categories = Counter(
        land.label(str(one)) for body in bodies for one in _list(body.data, "categories")
    )
    domains = Counter(
        domain for entry in new for domain in _domains({"email": entry.data.get("email")})
    )
    groups = sum(bool(entry.data.get("groups")) for entry in new)
    published = sum("publication" in entry.data for entry in people)
    parts = [
        german.join(filter(None, counts)),
        "nach Kategorien: " + ", ".join(f"{label} {n}" for label, n in sorted(categories.items()))
        if categories
        else "",
        f"{groups} in Gremien" if groups else "",
        f"{published} mit Angaben zur Veröffentlichung" if people else "",
        f"Mail-Domänen: {_most(domains)}" if domains else "",
    ]
    return "; ".join(part for part in parts if part)


def _most(counts: Counter[str]) -> str:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return german.first_few([f"{domain} ({n})" for domain, n in ordered], _SHOWN_DOMAINS)


def _domains(data: dict[str, Any]) -> set[str]:
    texts = [data.get("email"), data.get("website")]
    texts += [
        one.get(key)
        for one in _list(data, "contacts")
        if isinstance(one, dict)
        for key in ("email", "url")
    ]
    return {
        match[1].casefold()
        for text in texts
        if isinstance(text, str)
        for match in _DOMAIN.finditer(text)
    }


def _list(data: dict[str, Any], key: str) -> list[Any]:
    found = data.get(key)
    return found if isinstance(found, list) else []


def _mixed(value: object) -> Iterator[str]:
    """Yield each word with letters of several scripts, and the foreign letter in it."""
    for text in texts_in(value):
        for word in () if text.isascii() else _WORD.findall(text):
            scripts = {script for char in word if (script := _script(char))}
            if len(scripts) > 1:
                foreign = [char for char in word if _script(char) not in ("LATIN", "")]
                yield f"„{word}“ enthält {_GERMAN[_script(foreign[0])]} Buchstaben („{foreign[0]}“)"


def _script(char: str) -> str:
    return next(
        (script for script in _SCRIPTS if unicodedata.name(char, "").startswith(script)), ""
    )
