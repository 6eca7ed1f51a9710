"""The reference of all kinds of records and keys for `docs/datenformat.md`, from the models.

Examples come from the example repository, so that they are valid and invented. A key that came
after the first edition of the format is named in `ADDED`; a test holds the keys of the first one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from ksnet.basics.controlled import Vocabulary
from ksnet.basics.scalars import text_of
from ksnet.lands import Category
from ksnet.protection.public_keys import may_be_public
from ksnet.records.base import Matching, WhoEntry
from ksnet.records.declared import declared, parts_of
from ksnet.records.event import EventRecord
from ksnet.records.members import Guest, Person
from ksnet.records.model import BaseModel
from ksnet.records.month_day import MonthDay
from ksnet.records.plan import PlanRecord
from ksnet.records.simple import EMAIL_PATTERN, ID_PATTERN, KEY_PATTERN, URL_PATTERN
from ksnet.records.structure import FieldShape, fields_of
from ksnet.records.values import Moment, PartialDate
from ksnet.reporting.schemas import RECORD_SCHEMAS, models
from ksnet.repository.lands import packaged
from ksnet.yamltext.reading.yaml import read_yaml

FIRST, SECOND = "1.0", "1.1"
# The keys that the second edition of the format brought, by the class of the entry.
ADDED: Mapping[str, tuple[str, ...]] = {
    "Goal": ("done",),
    "PlanGoal": ("done",),
    "YouthOffice": ("contacts", "involvement"),
    "Member": ("contacts", "unconfirmed"),
    "NetworkRecord": ("status",),
    "ReportDuty": ("due",),
    "Group": ("invitation",),
    "Agreement": ("decided", "decided_by"),
    "EventRecord": ("sessions", "uid"),
    "Registration": ("contact", "cost", "target"),
    "YearRecord": ("figures",),
    "Resource": ("other",),
    "PlanRecord": ("participation", "document", "public"),
    "MembersRecord": ("sources", "reported", "remarks"),
    "FullTimeEquivalent": ("sources", "reported", "remarks"),
    "Holder": ("sources", "reported"),
    "Cadence": ("sources", "reported", "remarks"),
    "MembershipEntry": ("sources", "reported"),
    "CountEntry": ("remarks",),
    "Contact": ("sources", "reported", "remarks"),
    "Session": ("sources", "reported", "remarks"),
    "OtherUse": ("sources", "reported", "remarks"),
}
REFERENCES: Mapping[str, tuple[str, str]] = {  # the meaning of an id, and an example
    "source": ("Quelle", "kreis-muster-netzwerk"),
    "youth_office": ("Jugendamt", "stadt-muster"),
    "coordination": ("Koordinierungsstelle", "koordination-kreis"),
    "group": ("Gremium", "regionalgruppe-nord"),
    "member": ("Stelle", "polizei-muster"),
    "person": ("Person", "beispiel"),
    "guest": ("Gast", "mustermann"),
    "event": ("Termin", "2025-03-12-netzwerktreffen"),
    "plan": ("Plan", "kinderschutzentwicklungsplan"),
    "goal": ("Ziel", "verfahren-abstimmen"),
    "network": ("Netzwerk", "musterkreis"),
    "plan_goal": ("Ziel des Plans", "schneller-vermitteln"),
    "workstream": ("Arbeitsthema", "mitteilungswege"),
    "agreement": ("Vereinbarung", "kooperationsvereinbarung"),
    "need": ("Bedarf", "mehr-zeit"),
    "measure": ("Maßnahme", "leitfaden"),
    "milestone": ("Meilenstein", "auftakt"),
    "analysis": ("Untersuchung", "leistungsfaehigkeit"),
}
PATTERNS = {
    ID_PATTERN: ("Kennung", "regionalgruppe-nord"),
    EMAIL_PATTERN: ("E-Mail-Adresse", "kinderschutz@musterstadt.example"),
    URL_PATTERN: ("Internetadresse", "https://musterstadt.example/kinderschutz"),
    KEY_PATTERN: ("amtlicher Schlüssel", '"05974040"'),
    "^[0-9]{5}$": ("Postleitzahl", '"59494"'),
}
TYPES: Mapping[type, tuple[str, str]] = {
    bool: ("`true` oder `false`", "true"),
    int: ("ganze Zahl", "12"),
    float: ("Zahl", "0.5"),
    PartialDate: ("Tag, Monat oder Jahr", "2025-05-21"),
    Moment: ("Tag mit Uhrzeit, oder ungenauer", "2025-05-21 13:30"),
    MonthDay: ("Monat und Tag", "05-31"),
    str: ("Text", ""),
}
SHORT = {
    "network": "Netzwerk", "members": "Mitglieder", "event": "Termin", "year": "Jahr",
    "plan": "Plan", "settings": "Einstellungen", "imports": "Import",
}  # fmt: skip
PUBLIC_IF: Mapping[type[BaseModel], str] = {
    Person: "mit `publication`",
    Guest: "mit `publication`",
    EventRecord: "mit `public: true`",
    PlanRecord: "mit `public: true`",
}
WHO = "Kennung von Jugendamt, Koordinierungsstelle, Gremium, Stelle, Person oder Gast; sonst `text: …`"
MANY = 20  # named places
LONGEST = 44  # characters of an example in a table
HEAD = """\
# Das Datenformat

Jede Art von Datei und jeder Schlüssel, aus den Modellen des Programms geschrieben (`make accept`); von Hand wird hier nichts
geändert. Wie man damit arbeitet, steht im [Handbuch](handbuch.md); was an einer Datei falsch ist, sagt `ksnet validate`.

- **Pflicht**: Ohne diesen Schlüssel ist der Eintrag ein Fehler. Was das Gesetz oder der Bericht verlangt, fragen die
  [Regeln](regeln.md) ab, nicht das Format.
- **öffentlich**: ob die Angabe in Ausgaben für alle stehen darf (`--audience oeffentlich`, `ksnet site`). Von einer
  geschützten Einrichtung (`sensitive: true`) ist nie etwas öffentlich.
- **seit**: die Fassung des Formats, die den Schlüssel gebracht hat.
- Ein Tag darf ungenau sein: `2025`, `2025-05`, `2025-05-21` oder `2022/2023-02-08` für „irgendwann dazwischen“. Zeiten sind Ortszeit.
- Eine **Kennung** besteht aus Kleinbuchstaben, Ziffern und einzelnen Bindestrichen, höchstens 63 Zeichen, und ist in einem Netzwerk
  einmalig.
"""


def page(example: Path) -> str:
    """Return the reference as Markdown; `example` is the folder of the example records."""
    reference = _Reference(dict(_examples(example)))
    return "\n".join(line for line in reference.lines()).rstrip() + "\n"


def examples(model: type[BaseModel], example: Path) -> dict[str, str]:
    """Return an example of each key of an entry that contains no entries, as in a file."""
    reference = _Reference(dict(_examples(example)))
    shown = {key: reference.example(model, shape) for key, shape in fields_of(model).items()}
    return {key: text for key, text in shown.items() if text}


class _Reference:
    """Where entries and closed lists are described, and which kinds of records contain them."""

    def __init__(self, examples: Mapping[tuple[str, str], str]) -> None:
        self.examples = examples
        self.entries: dict[type[BaseModel], list[str]] = {}  # the paths of keys with an entry
        self.vocabularies: dict[type[Vocabulary | Category], list[str]] = {}
        self.kinds: dict[type[BaseModel], set[str]] = {}
        for kind, model in models().items():
            self._collect(kind, model, f"{SHORT[kind]} `")

    def _collect(self, kind: str, model: type[BaseModel], path: str) -> None:
        for key, shape in fields_of(model).items():
            where = f"{path}{key}`"
            if (closed := _closed(shape)) is not None:
                self.vocabularies.setdefault(closed, []).append(where)
            if shape.model is not None:
                known = kind in self.kinds.setdefault(shape.model, set())
                self.kinds[shape.model].add(kind)
                self.entries.setdefault(shape.model, []).append(where)
                if not known:
                    self._collect(kind, shape.model, f"{where[:-1]}.")

    def lines(self) -> Iterator[str]:
        """Yield the lines of the page: each kind of record with its new entries, then all lists."""
        yield HEAD
        described: set[type[BaseModel]] = set()
        for kind, model in models().items():
            yield from (
                f"## {RECORD_SCHEMAS[kind].title}",
                "",
                f"`{RECORD_SCHEMAS[kind].files('data')}` · {RECORD_SCHEMAS[kind].description}.",
                "",
            )
            yield from self._table(model, model)
            for entry, paths in self.entries.items():
                if kind in self.kinds[entry] and entry not in described:
                    described.add(entry)
                    yield from (f'<a id="{_anchor(entry)}"></a>', "", f"### {paths[0]}", "")
                    yield from _also(paths)
                    yield from self._table(entry, model)
        yield from (
            "## Werte",
            "",
            "Die geschlossenen Listen: links, was in der Datei steht, rechts, was es heißt.",
            "",
        )
        for vocabulary, paths in self.vocabularies.items():
            yield from (f'<a id="{_anchor(vocabulary)}"></a>', "", f"### Werte: {paths[0]}", "")
            yield from _also(paths)
            yield from ("| Wert | heißt |", "|---|---|")
            yield from (
                f"| `{value.value}` | {_cell(value.label)} |" for value in _values_of(vocabulary)
            )
            yield ""

    def _table(self, model: type[BaseModel], record: type[BaseModel]) -> Iterator[str]:
        yield "| Schlüssel | was | Wert | Beispiel | öffentlich | seit |"
        yield "|---|---|---|---|---|---|"
        for key, shape in fields_of(model).items():
            about = f"{shape.title}: {shape.description}" if shape.description else shape.title
            must = " **Pflicht**" if shape.required else ""
            yield (
                f"| `{key}`{must} | {_cell(about)} | {_cell(self._kind(model, shape))} | {_code(self.example(model, shape))} "
                f"| {self._public(model, key, record)} | {added(model, key)} |"
            )
        yield ""

    def _public(self, model: type[BaseModel], key: str, record: type[BaseModel]) -> str:
        if len(self.kinds.get(model, ())) > 1 and model not in PUBLIC_IF:
            return "wie der Eintrag" if may_be_public(model, key) else "nein"
        if not may_be_public(model, key):
            return "nein"
        return PUBLIC_IF.get(model) or PUBLIC_IF.get(record, "ja")

    @staticmethod
    def _kind(model: type[BaseModel], shape: FieldShape) -> str:
        many = "Liste: " if shape.many else ""
        if shape.model is WhoEntry:
            return many + WHO
        if shape.model is not None:
            short = f"; kurz auch nur `{shape.shorthand}`" if shape.shorthand else ""
            return f"{many}[Angaben](#{_anchor(shape.model)}){short}"
        closed = _closed(shape)
        if closed is not None and _is_mapping(model, shape):
            return f"Zuordnung mit diesen [Werten](#{_anchor(closed)})"
        if closed is not None:
            return f"{many}[einer der Werte](#{_anchor(closed)})"
        if shape.refs:
            return f"{many}Kennung: {' oder '.join(REFERENCES[one][0] for one in shape.refs)}"
        return many + _type(model, shape)[0]

    def example(self, model: type[BaseModel], shape: FieldShape) -> str:
        """Return an example of the value of a key, empty for none."""
        if shape.model is not None or _is_mapping(model, shape):
            return ""
        text = self.examples.get((model.__name__, shape.key))
        closed = _closed(shape)
        if text is None and closed is not None:
            text = _values_of(closed)[0].value
        elif text is None:
            text = REFERENCES[shape.refs[0]][1] if shape.refs else _type(model, shape)[1]
        return text


def added(model: type[BaseModel], key: str) -> str:
    """Return the edition of the format that introduced a key."""
    return SECOND if any(key in ADDED.get(one.__name__, ()) for one in model.__mro__) else FIRST


def _also(paths: list[str]) -> list[str]:
    others = list(dict.fromkeys(paths[1:]))
    if len(others) > MANY:
        return [f"Ebenso in {len(others)} weiteren Einträgen.", ""]
    return [f"Ebenso: {', '.join(others)}.", ""] if others else []


def _closed(shape: FieldShape) -> type[Vocabulary | Category] | None:
    """Return the class of values of a closed list, including those of the Land."""
    return Category if shape.categories else shape.vocabulary


def _values_of(closed: type[Vocabulary | Category]) -> list[Vocabulary | Category]:
    return list(closed) if issubclass(closed, Vocabulary) else list(packaged().categories)


def _anchor(kind: type) -> str:
    return kind.__name__.lower()


def _is_mapping(model: type[BaseModel], shape: FieldShape) -> bool:
    return "dict[" in str(declared(model).model_fields[shape.attribute].annotation)


def _type(model: type[BaseModel], shape: FieldShape) -> tuple[str, str]:
    """Return the type of a single value in German, and an example."""
    info = declared(model).model_fields[shape.attribute]
    parts = [*info.metadata, *parts_of(info.annotation)]
    for part in parts:
        if isinstance(part, Matching) and part.pattern in PATTERNS:
            return PATTERNS[part.pattern]
    return next((TYPES[kind] for kind in TYPES if kind in parts), TYPES[str])


def _examples(root: Path) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the first short value of each key in the records below `root`, by class and key."""
    seen: set[tuple[str, str]] = set()
    for kind, model in models().items():
        for path in sorted(root.glob(RECORD_SCHEMAS[kind].files("data"))):
            for found, text in _values(read_yaml(path.name, path.read_bytes()).data, model):
                if found not in seen:
                    seen.add(found)
                    yield found, text


def _values(data: object, model: type[BaseModel]) -> Iterator[tuple[tuple[str, str], str]]:
    if isinstance(data, list):
        for item in data:
            yield from _values(item, model)
    elif isinstance(data, dict):
        for key, shape in fields_of(model).items():
            value = data.get(key)
            if shape.model is not None:
                yield from _values(value, shape.model)
                continue
            text = text_of(value[0] if isinstance(value, list) and value else value)
            if text and len(text) <= LONGEST and "\n" not in text and "`" not in text:
                quoted = (
                    f'"{text}"'
                    if text.isdigit() and not _closed(shape) and _is_text(model, shape)
                    else text
                )
                yield (model.__name__, key), quoted


def _is_text(model: type[BaseModel], shape: FieldShape) -> bool:
    return shape.text and _type(model, shape)[0] != TYPES[int][0]


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
