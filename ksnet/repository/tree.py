"""Which files a data repository holds, and what each is: its path identifies a record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from ksnet.basics.controlled import Severity
from ksnet.basics.errors import reason
from ksnet.basics.expressions import expression
from ksnet.basics.findings import FILE_START, Fault, Place, Rule
from ksnet.basics.frozen import changeable, field
from ksnet.repository.file_names import (
    DATA_FOLDERS,
    NETWORK_FILES,
    NETWORK_FOLDERS,
    how_to_name_event,
    id_from_name,
    is_event_name,
    is_ident,
    meant_name,
    original_of,
)
from ksnet.repository.sources import FileSource
from ksnet.yamltext.reading.characters import FORBIDDEN
from ksnet.yamltext.rules.files import EVENT_FILE_NAME, MISPLACED_FILE, NOT_A_FILE, UNREADABLE_FILE

RecordKind = Literal["network", "members", "year", "plan", "event"]

# „treffen.yaml.txt“, as editors save where Windows hides endings; „treffen.yml“, „Treffen.YAML“.
_OTHER_ENDING = expression(
    r"(?P<stem>.+)\.ya?ml(?P<more>\.(?:txt|text|md|doc|docx|rtf|odt|csv|json|yaml|yml))?",
    re.IGNORECASE,
)
_YEAR = expression(r"(?:19|20|21)\d\d")
# What must not reach a terminal, and bytes that are not UTF-8.
_UNPRINTABLE = expression(f"{FORBIDDEN.pattern}|[\n\t\ud800-\udfff]")
_HIDDEN_ALLOWED = frozenset((".gitkeep", ".gitignore", ".gitattributes", ".editorconfig"))


class RecordFile(NamedTuple):  # there are many: half as large as a frozen class
    """A file that is a record: its path from the root with `/`, its kind, its id in the path."""

    path: str
    kind: RecordKind
    id: str


@changeable
class NetworkFiles:
    """All record files of one network, in a stable order."""

    id: str
    network: RecordFile | None = None
    members: RecordFile | None = None
    years: list[RecordFile] = field(default_factory=list)
    plans: list[RecordFile] = field(default_factory=list)
    # There are a hundred times as many as others: their ids, and the folder that they are in.
    event_ids: list[str] = field(default_factory=list)
    event_folder: str = ""

    @property
    def has_folder(self) -> bool:
        """Whether there are others than events, which lie elsewhere."""
        return bool(self.network or self.members or self.years or self.plans)

    @property
    def events(self) -> list[RecordFile]:
        """The files of the events."""
        return [
            RecordFile(f"{self.event_folder}/{ident}.yaml", "event", ident)
            for ident in self.event_ids
        ]

    def __len__(self) -> int:
        """How many files there are."""
        alone = sum(file is not None for file in (self.network, self.members))
        return alone + len(self.years) + len(self.plans) + len(self.event_ids)

    def __iter__(self) -> Iterator[RecordFile]:
        """Yield all files, the network itself first."""
        yield from (file for file in (self.network, self.members) if file)
        yield from (*self.years, *self.plans, *self.events)


@changeable
class Tree:
    """The record files of a repository by network, and faults for misplaced files.

    `misnamed` are the paths that files and folders should have which are not read as they are.
    """

    networks: dict[str, NetworkFiles]
    faults: list[Fault]
    misnamed: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many record files there are."""
        return sum(map(len, self.networks.values()))


def scan(source: FileSource, data: str = "data") -> Tree:
    """List the record files below the folder `data`; links and misplaced files become faults."""
    walk = _TreeWalk(source, data)
    for name, is_folder in walk.entries(data):
        if is_folder and name == "networks":
            walk.networks(f"{data}/networks")
        elif is_folder and name == "events":
            walk.events(f"{data}/events")
        else:
            walk.unknown(f"{data}/{name}", is_folder, DATA_FOLDERS if is_folder else {})
    return Tree(
        {ident: files for ident, files in sorted(walk.found.items()) if files},
        walk.faults,
        walk.misnamed,
    )


def misnamed(path: str, right: str, mend: str = "", *, is_folder: bool = False) -> Fault:
    """Return the fault for a file or folder that would be read if its path were the right one."""
    name, new = path.rpartition("/")[2], right.rpartition("/")[2]
    more = name.removeprefix(new) if name.startswith(new) else ""  # as in members.yaml.txt
    take_off = f"„{more}“ am Ende des Namens wegnehmen: " if more else ""
    return MISPLACED_FILE.fault(
        Place(path, span=FILE_START),
        f"{'Dieser Ordner' if is_folder else 'Diese Datei'} wird unter diesem Namen nicht gelesen.",
        mend or f"{take_off}Umbenennen in {new}.",
        severity=Severity.FEHLER,
    )


_MOST_STRAY = 1000  # files that are searched: more is a folder that was put there by mistake


def stray_files(source: FileSource, tree: Tree) -> list[str]:
    """Return the misplaced files, those in misplaced folders included; links are not followed."""
    found: list[str] = []
    for fault in tree.faults:
        if fault.rule in (MISPLACED_FILE, EVENT_FILE_NAME) and len(found) < _MOST_STRAY:
            path = fault.place.file
            found += (
                [path]
                if source.kind(path) == "file"
                else _files_below(source, path, _MOST_STRAY - len(found))
            )
    return [path for path in found[:_MOST_STRAY] if not _UNPRINTABLE.search(path)]


def _files_below(source: FileSource, folder: str, most: int) -> list[str]:
    """Return at least `most` files of a folder and the folders in it, or all of them."""
    try:
        entries = sorted(source.entries(folder))
    except OSError:
        return []
    found = [f"{folder}/{name}" for name, kind in entries if kind == "file"]
    for name, kind in entries:
        if kind == "folder" and len(found) < most:
            found += _files_below(source, f"{folder}/{name}", most - len(found))
    return found


class _TreeWalk:
    def __init__(self, source: FileSource, data: str) -> None:
        self.source, self.data = source, data
        self.found: dict[str, NetworkFiles] = {}
        self.faults: list[Fault] = []
        self.misnamed: list[str] = []

    def entries(self, folder: str) -> list[tuple[str, bool]]:
        """Return names in a folder and whether each is a folder, sorted; links become faults."""
        names: list[tuple[str, bool]] = []
        try:
            for name, kind in self.source.entries(folder):
                path = f"{folder}/{name}"
                if _UNPRINTABLE.search(name):
                    shown = _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", path)
                    self.fault(
                        MISPLACED_FILE,
                        shown,
                        "Der Name enthält unsichtbare oder unzulässige Zeichen; er wird nicht gelesen.",
                        "Umbenennen: nur Kleinbuchstaben, Ziffern und Bindestriche.",
                    )
                elif kind == "link":
                    self.fault(
                        NOT_A_FILE,
                        path,
                        "Hier liegt eine Verknüpfung statt einer Datei.",
                        "Verknüpfung durch die Datei selbst ersetzen.",
                    )
                elif name.startswith("."):
                    if name not in _HIDDEN_ALLOWED:
                        self.stray(path, kind == "folder")
                elif kind == "other":
                    self.fault(
                        NOT_A_FILE,
                        path,
                        "Hier liegt etwas, das keine gewöhnliche Datei ist.",
                        "Eintrag löschen.",
                    )
                else:
                    names.append((name, kind == "folder"))
        except OSError as error:
            self.fault(
                UNREADABLE_FILE,
                folder,
                f"Der Ordner lässt sich nicht lesen ({reason(error)}).",
                "Zugriffsrechte prüfen.",
            )
        return sorted(names)

    def networks(self, folder: str) -> None:
        for network, is_folder in self.entries(folder):
            path = f"{folder}/{network}"
            if not is_folder:
                self.stray(
                    path,
                    is_folder,
                    f"Jedes Netzwerk hat einen Ordner: {folder}/{id_from_name(network)}/network.yaml",
                )
            elif self.good_id(path, network):
                self.network(path, network)

    def network(self, folder: str, ident: str) -> None:
        files = self.files(ident)
        for name, is_folder in self.entries(folder):
            path = f"{folder}/{name}"
            if name == "network.yaml" and not is_folder:
                files.network = RecordFile(path, "network", ident)
            elif name == "members.yaml" and not is_folder:
                files.members = RecordFile(path, "members", ident)
            elif name == "years" and is_folder:
                self.records(path, "year", files.years)
            elif name == "plans" and is_folder:
                self.records(path, "plan", files.plans)
            elif not is_folder and _YEAR.fullmatch(name.removesuffix(".yaml")):
                right = f"{folder}/years/{name}"
                self.misplaced(path, is_folder, right, f"Verschieben nach {right}.")
            else:
                self.unknown(
                    path,
                    is_folder,
                    NETWORK_FOLDERS if is_folder else NETWORK_FILES,
                    f"Im Ordner eines Netzwerks stehen network.yaml, members.yaml, years/ und plans/; Veranstaltungen stehen unter {self.data}/events.",
                )

    def records(self, folder: str, kind: Literal["year", "plan"], files: list[RecordFile]) -> None:
        """List the files of a folder in which all are of one kind."""
        for name, is_folder in self.entries(folder):
            stem, _, ending = name.rpartition(".")
            good = _YEAR.fullmatch(stem) if kind == "year" else is_ident(stem)
            if good and ending == "yaml" and not is_folder:
                files.append(RecordFile(f"{folder}/{name}", kind, stem))
            else:
                mend = (
                    f"Jahresdateien heißen wie das Jahr: {folder}/2025.yaml"
                    if kind == "year"
                    else f"Pläne heißen nach ihrer Kennung: {folder}/{id_from_name(name)}.yaml"
                )
                self.stray(f"{folder}/{name}", is_folder, mend)

    def events(self, folder: str) -> None:
        for network, is_folder in self.entries(folder):
            path = f"{folder}/{network}"
            if not is_folder:
                name = network if network.endswith((".yaml", ".yml")) else ""
                self.stray(
                    path,
                    is_folder,
                    f"Veranstaltungen stehen im Ordner ihres Netzwerks: {folder}/<netzwerk>/{name}",
                )
                continue
            if not self.good_id(path, network):
                continue
            files = self.files(network)
            files.event_folder = path
            entries = dict(self.entries(path))
            for name, deeper in entries.items():
                stem, _, ending = name.rpartition(".")
                if deeper or ending != "yaml":
                    self.stray(
                        f"{path}/{name}",
                        deeper,
                        f"Veranstaltungen sind Dateien wie {path}/2025-05-21-netzwerktreffen.yaml.",
                    )
                elif is_event_name(stem):
                    files.event_ids.append(stem)
                else:
                    self.fault(
                        EVENT_FILE_NAME,
                        f"{path}/{name}",
                        f"Der Dateiname „{name}“ beginnt nicht mit Datum und Stichwort.",
                        how_to_name_event(stem, entries, self.content(f"{path}/{name}")),
                    )

    def content(self, path: str) -> bytes:
        """Return the bytes of a file; none where it cannot be read."""
        try:
            return self.source.read(path)
        except OSError:
            return b""

    def files(self, network: str) -> NetworkFiles:
        return self.found.setdefault(network, NetworkFiles(network))

    def good_id(self, path: str, name: str) -> bool:
        if is_ident(name):
            return True
        self.fault(
            MISPLACED_FILE,
            path,
            f"Der Ordnername „{name}“ ist keine Kennung; sein Inhalt wird nicht gelesen.",
            f"Umbenennen in {id_from_name(name)} (Kleinbuchstaben, Ziffern, Bindestriche).",
        )
        return False

    def unknown(self, path: str, is_folder: bool, meant: Mapping[str, str], mend: str = "") -> None:
        """Note a file or folder whose name may be a slip for one of those that are `meant`."""
        folder, _, name = path.rpartition("/")
        known = meant_name(name, meant)
        taken = known is not None and self.source.kind(f"{folder}/{known}") is not None
        if known is None or (taken and not is_folder):
            self.stray(path, is_folder, mend)
        else:
            how = f"Inhalt nach {known} verschieben." if taken else ""
            self.misplaced(path, is_folder, f"{folder}/{known}", how)

    def misplaced(self, path: str, is_folder: bool, right: str, mend: str) -> None:
        """Note a file or folder that would be read if its path were the right one."""
        self.misnamed.append(right)
        self.faults.append(misnamed(path, right, mend, is_folder=is_folder))

    def stray(self, path: str, is_folder: bool, mend: str = "") -> None:
        what = "Dieser Ordner gehört" if is_folder else "Diese Datei gehört"
        folder, _, name = path.rpartition("/")
        other = not is_folder and not name.endswith(".yaml")
        if (original := original_of(name)) and self.source.kind(f"{folder}/{original}"):
            mend = (
                f"Das sieht nach einer Kopie von {original} aus: vergleichen und die Kopie löschen."
            )
        elif other and mend and not _OTHER_ENDING.fullmatch(name):
            mend = f"Verschieben oder löschen. {mend}"
        if other and (match := _OTHER_ENDING.fullmatch(name)):
            take_off = f"„{match['more']}“ am Ende des Namens wegnehmen: " if match["more"] else ""
            mend = f"{take_off}Umbenennen in {match['stem']}.yaml. {mend}".strip()
        self.fault(
            MISPLACED_FILE,
            path,
            f"{what} nicht hierher und wird nicht gelesen.",
            mend or "Verschieben oder löschen; unter data/ stehen nur networks/ und events/.",
        )

    def fault(self, rule: Rule, path: str, message: str, mend: str) -> None:
        self.faults.append(rule.fault(Place(path, span=FILE_START), message, mend))
