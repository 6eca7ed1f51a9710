"""Names of entries and values in sentences, without confidential content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property

from ksnet.comparing.entries import Data, EntryState, Identity
from ksnet.comparing.places import Places
from ksnet.protection.bodies import Bodies
from ksnet.protection.who import PROTECTED
from ksnet.records import german
from ksnet.records.members import REDACTED_NAME
from ksnet.records.vocabulary import FieldOfWork

LONGEST = 70
_FORGOTTEN_GUEST = "ein Gast"
_NAMED_BY = ("id", "name", "title", "theme", "text", "family_name", "given_name", "organisation")
_UNNAMED = {
    "person": ("eine Person", "die"),
    "guest": ("ein Gast", "der"),
    "member": ("eine Stelle", "die"),
    "event": ("ein Termin", "der"),
}


class Names:
    """The entries of one side by id, to name what is referred to.

    `places` knows what may be shown of their files, `bodies` are those that no text may name,
    `forgotten` the people and guests whose data were removed.
    """

    def __init__(
        self,
        entries: Iterable[EntryState],
        places: Places,
        bodies: Iterable[Bodies],
        forgotten: Collection[Identity] = (),
    ) -> None:
        """Collect the entries that others may refer to."""
        self.forgotten = frozenset(forgotten)
        self.bodies = [found for found in bodies if found.names]
        self.by_id: dict[tuple[str, str], EntryState] = {}
        self.places, self.land = places, places.side.repository.land
        for entry in entries:
            if entry.kind not in ("network", "members", "settings", "year"):
                self.by_id.setdefault((entry.network, entry.id), entry)

    def is_protected(self, entry: EntryState) -> bool:
        """Whether an entry is a protected body, or a person of one."""
        holder = self.by_id.get((entry.network, entry.within)) if entry.kind == "person" else entry
        return holder is not None and holder.kind == "member" and bool(holder.data.get("sensitive"))

    def is_veiled(self, entry: EntryState) -> bool:
        """Whether an entry must not be named, as its name is confidential."""
        if self.is_protected(entry) or self.places.hides_file(entry.file):
            return True
        keys = [key for key in _NAMED_BY if key in entry.data]
        return any(self.places.reason(entry.file, (*entry.path, key)) for key in keys)

    def names_forgotten(self, values: str) -> bool:
        """Whether the `repr` of values names somebody whose data were removed."""
        return any(repr(ident) in values for _, _, _, ident in self.forgotten)

    def without_forgotten(self, sentence: str) -> str:
        """Return a sentence of the check without people whose data were removed."""
        for _, kind, _, ident in sorted(self.forgotten):
            sentence = sentence.replace(
                f"„{ident}“", _FORGOTTEN_GUEST if kind == "guest" else REDACTED_NAME
            )
        return sentence

    def veil(self, text: str) -> str:
        """Return a text without names of sensitive bodies."""
        for found in self.bodies:
            text = found.veil(text)
        return text

    def name(self, entry: EntryState) -> str:
        """Return the name of an entry."""
        if self.is_protected(entry):
            person = f"Person einer Stelle, die geschützt ist ({PROTECTED})"
            return PROTECTED if entry.kind == "member" else person
        if self.is_veiled(entry):
            return self._unnamed(entry)
        if entry.identity in self.forgotten:
            return _forgotten(entry)
        teller = _NAMES.get(entry.kind, _by_text)
        return teller(self, entry) or entry.own_id or f"{_noun(entry)[0]} ohne Kennung"

    def _unnamed(self, entry: EntryState) -> str:
        where = self.by_id.get((entry.network, entry.within)) if entry.kind == "person" else None
        noun, article = _noun(entry)
        return (
            f"{noun}{f' ({self.body(where)})' if where else ''}, {article} hier nicht benannt wird"
        )

    def body(self, entry: EntryState) -> str:
        """Return the name of a body; a Jugendamt takes it from the network."""
        if self.is_veiled(entry):
            return self.name(entry)
        return str(entry.data.get("name") or "") or self.of_id(
            entry.network, str(entry.data.get("youth_office") or "")
        )

    def of_id(self, network: str, ident: str) -> str:
        """Return the name of the entry with an id, the id itself where there is none.

        Where others are called the same, the id stands behind the name.
        """
        entry = self.by_id.get((network, ident))
        if entry is None:
            return ident
        is_secret = self.is_veiled(entry) or entry.identity in self.forgotten
        is_one_of_many = not is_secret and self._called[_called(entry)] > 1
        return f"{self.name(entry)} (Kennung „{ident}“)" if is_one_of_many else self.name(entry)

    @cached_property
    def _called(self) -> Counter[tuple[str, ...]]:
        return Counter(map(_called, self.by_id.values()))


def _called(entry: EntryState) -> tuple[str, ...]:
    """Return what makes up the name of an entry; two with the same are called the same."""
    named = (str(entry.data.get(key)) for key in (*_NAMED_BY[1:], "youth_office"))
    return (entry.network, entry.kind, entry.within if entry.kind == "person" else "", *named)


def _noun(entry: EntryState) -> tuple[str, str]:
    return _UNNAMED.get(entry.kind, ("ein Eintrag", "der"))


# --- one function for each kind ---


def _by_text(_: Names, entry: EntryState) -> str:
    data = entry.data
    text = str(data.get("name") or data.get("title") or data.get("text") or "")
    short = german.shorten(text, LONGEST)
    return f"„{short}“" if short and "text" in data and "name" not in data else short


def _person(names: Names, entry: EntryState) -> str:
    data = entry.data
    if "redacted" in data:
        return REDACTED_NAME
    name = german.person_name(
        *(str(data.get(key) or "") for key in ("family_name", "given_name", "title"))
    )
    name = name or f"{_noun(entry)[0]} ohne Namen"
    body = names.by_id.get((entry.network, entry.within))
    where = (
        names.body(body) if body and entry.kind == "person" else str(data.get("organisation") or "")
    )
    return f"{name} ({where})" if where else name


def _forgotten(entry: EntryState) -> str:
    """Return how to call somebody whose data were removed; a comment would keep the name."""
    if entry.kind == "person":
        return REDACTED_NAME
    organisation = str(entry.data.get("organisation") or "")
    return f"{_FORGOTTEN_GUEST} ({organisation})" if organisation else _FORGOTTEN_GUEST


def _member(names: Names, entry: EntryState) -> str:
    return names.body(entry) + _belongs(names, entry.data)


def _belongs(names: Names, data: Data) -> str:
    """Return the legal categories of a body, or its Handlungsfeld, in brackets."""
    known = {category.value: category.number for category in names.land.categories}
    listed = data.get("categories")
    numbers = [known[c] for c in listed if known.get(c)] if isinstance(listed, list) else []
    if numbers:
        return f" ({'Kategorie' if len(numbers) == 1 else 'Kategorien'} {german.join(str(n) for n in numbers)})"
    field = {one.value: one.label for one in FieldOfWork}.get(str(data.get("field")))
    return f" ({field})" if field else ""


def _event(_: Names, entry: EntryState) -> str:
    return german.titled(
        str(entry.data.get("title") or entry.id), str(entry.data.get("theme") or "") or None
    )


def _post(names: Names, entry: EntryState) -> str:
    title = str(entry.data.get("title") or "Koordinierungsstelle")
    office = names.of_id(entry.network, str(entry.data.get("youth_office") or ""))
    return f"{title} ({office})" if office else title


def _vacancy(names: Names, entry: EntryState) -> str:
    category = str(entry.data.get("category") or "")
    return f"unbesetzt: {names.land.label(category)}" if category else ""


_NAMES: Mapping[str, Callable[[Names, EntryState], str]] = {
    "person": _person,
    "guest": _person,
    "member": _member,
    "event": _event,
    "coordination": _post,
    "vacancy": _vacancy,
    "year": lambda _, entry: f"Angaben zum Jahr {entry.id}",
    "settings": lambda _, entry: f"Einstellungen ({entry.file})",
    "members": lambda _, __: "Mitgliederliste insgesamt",
    "affiliation": lambda _, entry: str(entry.data.get("name") or ""),
}

GROUPS: Mapping[str, str] = {
    "network": "Netzwerk",
    "youth_office": "Jugendämter",
    "coordination": "Koordinierungsstellen",
    "group": "Gremien",
    "members": "Mitgliederliste",
    "member": "Mitglieder",
    "person": "Personen",
    "guest": "Gäste",
    "event": "Termine",
    "agreement": "Vereinbarungen",
    "goal": "Ziele",
    "workstream": "Arbeitsthemen",
    "vacancy": "Unbesetzte Kategorien",
    "affiliation": "Vertretung in anderen Netzwerken",
    "year": "Angaben zum Jahr",
    "plan": "Pläne",
    "plan_goal": "Ziele des Plans",
    "analysis": "Untersuchungen des Plans",
    "need": "Bedarfe des Plans",
    "measure": "Maßnahmen des Plans",
    "milestone": "Meilensteine des Plans",
    "source": "Quellen",
    "settings": "Einstellungen",
}
