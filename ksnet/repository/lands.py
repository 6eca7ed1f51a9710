"""Reads the folder of a Land: a packaged one, or one in `lands/` of the data repository.

What a repository brings is foreign: it is read like every record, and what is wrong with it is a
fault with file, place and remedy. The rest of the Land is still used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, partial
from typing import TypeVar

from ksnet.basics.errors import reason
from ksnet.basics.findings import FILE_START, Fault, Path, Place
from ksnet.basics.frozen import replace
from ksnet.basics.spelling import did_you_mean
from ksnet.lands import DEFAULT, Category, Land, folder_of, packaged_names
from ksnet.lands.duty import Duty, undated, usual_severity
from ksnet.lands.tables import Tables
from ksnet.records.land import CatalogueRecord, DutyPer, DutyRecord, LandRecord, MeasureName
from ksnet.records.model import BaseModel
from ksnet.repository.files import read_record
from ksnet.repository.land_tables import table_faults, table_rows
from ksnet.repository.sources import FileSource
from ksnet.yamltext.loading.repairs import NO_ID
from ksnet.yamltext.rules.schema import INVALID_LAND

LANDS = "lands"
LAND_FILE, DUTIES_FILE = "land.yaml", "duties.yaml"
_NEEDS = {
    MeasureName.COORDINATION_SHARE: "share",
    MeasureName.TASKS: "tasks",
    MeasureName.CATEGORIES: "categories",
    MeasureName.FURTHER_MEMBERS: "category",
    MeasureName.TRAININGS: "count",
    MeasureName.PUBLIC_INFORMATION: "months",
    MeasureName.AGREEMENTS_8A: "category",
    MeasureName.MEETINGS: "count",
    MeasureName.AGREEMENTS: "agreements",
}
R = TypeVar("R", bound=BaseModel)


@cache
def packaged(name: str = DEFAULT) -> Land:
    """Return a packaged Land; raises ValueError for a wrong one, a defect of the program."""
    if name != DEFAULT:
        return read_packaged(name)
    try:
        from ksnet.repository.ready_land import PARTS
    except ImportError:  # deleted, to be written anew
        return read_packaged(name)
    return Land(id=name, **PARTS, tables=_tables(name), read=partial(_packaged_bytes, name))


def read_packaged(name: str) -> Land:
    """Return a packaged Land, read from its folder; the default one lies in `ready_land`.

    Raises ValueError for a wrong one, a defect of the program.
    """
    land, faults = _Folder(name, name, partial(_packaged_bytes, name), trusted=True).land()
    if faults:
        raise ValueError(f"{name}: {[(fault.place, fault.message) for fault in faults]}")
    return land


def packaged_tables() -> Iterator[Tables]:
    """Yield the tables of every packaged Land, without reading its words and duties."""
    yield from map(_tables, packaged_names())


def _tables(name: str) -> Tables:
    return Tables(partial(table_rows, partial(_packaged_bytes, name), True))


def land_of(source: FileSource, name: str, settings_file: str) -> tuple[Land, list[Fault]]:
    """Return the Land of a data repository, or the default if there is no such, and the faults."""
    own = _folders(source)
    if name in own:
        folder = f"{LANDS}/{name}"
        return _Folder(name, folder, partial(_own_bytes, source, folder)).land()
    if name in packaged_names():
        return packaged(name), []
    known = sorted({*packaged_names(), *own})
    return packaged(), [
        INVALID_LAND.fault(
            Place(settings_file, ("land",)),
            f"Ein Land „{name}“ gibt es hier nicht.",
            f"{did_you_mean(name, known)} Es gibt: {', '.join(known)}. Ein eigenes liegt als Ordner unter {LANDS}/{name}.".strip(),
        )
    ]


def _packaged_bytes(name: str, file: str) -> bytes | None:
    path = folder_of(name) / file
    return path.read_bytes() if path.is_file() else None


def _own_bytes(source: FileSource, folder: str, file: str) -> bytes | None:
    """Return the bytes of a file of a repository's own Land; None for a link or no file."""
    there = any(entry.name == file and entry.kind == "file" for entry in source.entries(folder))
    return source.read(f"{folder}/{file}") if there else None


def _folders(source: FileSource) -> list[str]:
    """Return the names of the Länder that a repository brings."""
    try:
        if source.kind(LANDS, follow=False) != "folder":
            return []
        return [entry.name for entry in source.entries(LANDS) if entry.kind == "folder"]
    except OSError:
        return []


class _Folder:
    """Reads the folder of a Land and collects the faults in it."""

    def __init__(
        self, name: str, folder: str, read: Callable[[str], bytes | None], *, trusted: bool = False
    ) -> None:
        """`folder` is its name in messages; the tables of a `trusted` one are not checked."""
        self.name, self.folder, self.read, self.trusted = name, folder, read, trusted
        self.faults: list[Fault] = []

    def land(self) -> tuple[Land, list[Fault]]:
        """Return the Land, as far as it could be read, and the faults."""
        record = self._record(LAND_FILE, LandRecord, None) or LandRecord.model_construct(
            name=self.name
        )
        base = self._base(record.like)
        keys = record.keys or (base.keys if base else "")
        if keys and not (len(keys) == 2 and keys.isdecimal()):
            self._fault(
                LAND_FILE,
                ("keys",),
                f"„{keys}“ ist kein Anfang eines Schlüssels.",
                'Zwei Ziffern in Anführungszeichen: "07"',
            )
            keys = ""
        read = partial(_with_base, self.read, base.read) if base else self.read
        land = Land(
            id=self.name,
            name=record.name or self.name,
            keys=keys,
            categories=tuple(self._categories(record)),
            words=_words(record, base),
            cites=_texts(record.cites),
            duties=(),
            rules={
                one.rule: (one.law or "", one.edition or "", one.wording or "")
                for one in record.rules
                if one.rule
            },
            tables=Tables(partial(table_rows, read, self.trusted)),
            read=self.read,
        )
        if not self.trusted:
            self.faults += table_faults(self.read, self.folder)
        catalogue = self._record(DUTIES_FILE, CatalogueRecord, land)
        listed = enumerate(catalogue.duties if catalogue else ())
        duties = [duty for number, one in listed if (duty := self._duty(number, one))]
        return replace(land, duties=tuple(duties)), self.faults

    def _base(self, like: str | None) -> Land | None:
        if like is None or like in packaged_names():
            return packaged(like) if like else None
        mend = f"{did_you_mean(like, packaged_names())} Mitgeliefert sind: {', '.join(packaged_names())}.".strip()
        self._fault(LAND_FILE, ("like",), f"Ein mitgeliefertes Land „{like}“ gibt es nicht.", mend)
        return None

    def _fault(self, file: str, path: Path, message: str, mend: str) -> None:
        place = Place(f"{self.folder}/{file}", path, span=None if path else FILE_START)
        self.faults.append(INVALID_LAND.fault(place, message, mend))

    def _record(self, file: str, model: type[R], land: Land | None) -> R | None:
        try:
            content = self.read(file)
        except OSError as error:
            self._fault(
                file,
                (),
                f"Die Datei lässt sich nicht lesen ({reason(error)}).",
                "Zugriffsrechte prüfen.",
            )
            return None
        if content is None:
            self._fault(
                file,
                (),
                f"Im Ordner {self.folder} fehlt die Datei {file}.",
                f"{self.folder}/{file} anlegen.",
            )
            return None
        _, loaded = read_record(lambda _: content, f"{self.folder}/{file}", model, land)
        self.faults += loaded.faults
        return loaded.record

    def _categories(self, record: LandRecord) -> Iterator[Category]:
        known: set[str] = set()
        for number, one in enumerate(record.categories):
            if one.id is None or one.id.startswith(NO_ID):
                continue  # reported already
            if one.id in known:
                self._fault(
                    LAND_FILE,
                    ("categories", number, "id"),
                    f"Die Kategorie „{one.id}“ gibt es schon.",
                    "Eine andere Kennung wählen oder den Eintrag löschen.",
                )
                continue
            known.add(one.id)
            yield Category(one.id, one.label or one.id, one.number)

    def _duty(self, number: int, record: DutyRecord) -> Duty | None:
        """Return a duty of the catalogue; None where it lacks something and cannot be judged."""
        if (
            record.id is None
            or record.title is None
            or record.law is None
            or record.force is None
            or record.measure is None
            or record.per is None
            or record.since is None
        ):
            return None
        here: Path = ("duties", number)
        settings = record.with_.model_dump() if record.with_ else {}
        key = _NEEDS.get(record.measure)
        if key is not None and not settings.get(key) and settings.get(key) != 0:
            self._fault(
                DUTIES_FILE,
                (*here, "measure"),
                f"Das Maß „{record.measure}“ braucht unter „with“ den Schlüssel „{key}“.",
                f"Ergänzen: with: {{{key}: …}}",
            )
            return None
        for part in undated(record.edition or ""):
            self._fault(
                DUTIES_FILE,
                (*here, "edition"),
                f"Die Fassung „{part}“ nennt keinen Tag.",
                "Mit Tag schreiben: Fassung vom 13.04.2022",
            )
        return Duty(
            id=record.id,
            title=record.title,
            law=record.law,
            edition=record.edition or "",
            wording=record.wording or "",
            yardstick=record.yardstick or "",
            force=record.force,
            severity=record.severity or usual_severity(record.force),
            measure=record.measure.value,
            yearly=record.per is DutyPer.JAHR,
            settings=settings,
            since=record.since.first,
            until=record.until.last if record.until else date.max,
        )


def _with_base(
    own: Callable[[str], bytes | None], base: Callable[[str], bytes | None], file: str
) -> bytes | None:
    content = own(file)
    return base(file) if content is None else content


def _texts(record: BaseModel | None) -> dict[str, str]:
    """Return the texts of a part of `land.yaml`, by key."""
    return {
        key: str(value)
        for key, value in (record.model_dump() if record else {}).items()
        if isinstance(value, str)
    }


def _words(record: LandRecord, base: Land | None) -> dict[str, str]:
    """Return all texts that documents use by name: `law_report`, `accessibility_laws`.

    Missing ones of bodies are those of the base.
    """
    found = {"network": record.network or "Netzwerk", "networks": record.networks or "Netzwerke"}
    found["funds"] = record.funds or "Mittel"
    found |= {f"law_{key}": text for key, text in _texts(record.law).items()}
    accessibility = record.bodies.accessibility if record.bodies else None
    parts = {f"accessibility_{key}": text for key, text in _texts(accessibility).items()}
    kinds = ("data",) if accessibility else ("data", "accessibility")
    inherited = {
        key: text
        for key, text in (base.words if base else {}).items()
        if key.partition("_")[0] in kinds
    }
    return inherited | found | _texts(record.bodies) | parts
