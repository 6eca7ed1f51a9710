"""The records of a data repository, network by network.

Networks are read one at a time, so that the records of a whole Land are never in memory at once.
Nothing here prints or raises for what is in a file: what is wrong comes along as faults.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from ksnet.basics.errors import OutputProblem, UsageProblem, reason
from ksnet.basics.findings import FILE_START, Fault, Place
from ksnet.basics.findings import Path as KeyPath
from ksnet.basics.frozen import changeable, field, frozen
from ksnet.basics.ordinary import leads_to
from ksnet.basics.spelling import nearest
from ksnet.lands import Land
from ksnet.records.event import EventRecord
from ksnet.records.imports import ImportsRecord
from ksnet.records.members import Member, MembersRecord, Person
from ksnet.records.model import BaseModel
from ksnet.records.network import NetworkRecord, YouthOffice
from ksnet.records.plan import PlanRecord
from ksnet.records.settings import Settings
from ksnet.records.year import YearRecord
from ksnet.repository.files import FilesReader, Inspect, Reading, Readings, read_record
from ksnet.repository.lands import land_of, packaged
from ksnet.repository.sources import Disk, FileSource
from ksnet.repository.tree import NetworkFiles, RecordKind, Tree, misnamed, scan, stray_files
from ksnet.yamltext.loading.record import Loaded
from ksnet.yamltext.loading.repairs import Repairs
from ksnet.yamltext.reading.guard import stray_text
from ksnet.yamltext.reading.suppressions import Suppression, collect
from ksnet.yamltext.reading.yaml import ParsedFile
from ksnet.yamltext.rules.files import (
    EMPTY_FILE,
    MISSING_NETWORK_FILE,
    UNKNOWN_NETWORK,
    UNREADABLE_FILE,
)
from ksnet.yamltext.rules.schema import INVALID_FOLDER

if TYPE_CHECKING:
    from ksnet.repository.sealed import Sealed
    from ksnet.repository.traced import Traced

R = TypeVar("R", bound=BaseModel)
MODELS: dict[RecordKind, type[BaseModel]] = {
    "network": NetworkRecord,
    "members": MembersRecord,
    "year": YearRecord,
    "plan": PlanRecord,
    "event": EventRecord,
}
SETTINGS_FILE = "ksnet.yaml"
IMPORTS_FILE = "imports.yaml"
# Where GitLab and GitHub look, from the top of the Git repository, for who must review what.
CODEOWNERS = ("CODEOWNERS", ".gitlab/CODEOWNERS", ".github/CODEOWNERS", "docs/CODEOWNERS")


@frozen
class Filed(Generic[R]):
    """A record with its file and the id that the path gives it."""

    id: str
    file: str
    record: R


FiledEvent = Filed[EventRecord]


@changeable
class Network:
    """Everything that is recorded about one network.

    `readable` is False where `network.yaml` is missing or could not be read at all; `record` then
    holds nothing but the id as its name. `unreadable` lists every file of the network that could
    not be read.
    """

    id: str
    file: str
    record: NetworkRecord
    readable: bool
    members_file: str
    members: MembersRecord
    years: dict[int, Filed[YearRecord]] = field(default_factory=dict)
    plans: dict[str, Filed[PlanRecord]] = field(default_factory=dict)
    events: dict[str, FiledEvent] = field(default_factory=dict)
    unreadable: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    repairs: dict[str, Repairs] = field(default_factory=dict)
    # The text of every file that could be decoded.
    texts: dict[str, str] = field(default_factory=dict)
    # The searchable text of every other file.
    refused: dict[str, str] = field(default_factory=dict)
    suppressions: list[Suppression] = field(default_factory=list)
    land: Land = field(default_factory=packaged)  # whose law applies
    # Faults about the text alone, which do not affect the record.
    inspected: list[Fault] = field(default_factory=list)

    @cached_property
    def offices(self) -> dict[str, YouthOffice]:
        """Jugendämter by id, since every member is looked up there; of two the first."""
        return {office.id: office for office in reversed(self.record.youth_offices)}

    def year_file(self, year: int) -> str:
        """Return the path of the file of a year, whether or not there is one."""
        return f"{self.file.rpartition('/')[0]}/years/{year}.yaml"

    def people(self) -> Iterator[tuple[KeyPath, Member, Person]]:
        """Yield every person of every member with the path in `members.yaml`."""
        for number, member in enumerate(self.members.members):
            for position, person in enumerate(member.people):
                yield ("members", number, "people", position), member, person

    def records(self) -> Iterator[tuple[str, BaseModel]]:
        """Yield every record that could be read with its file."""
        if self.readable:
            yield self.file, self.record
        yield self.members_file, self.members
        for group in (self.years, self.plans, self.events):
            for filed in group.values():
                yield filed.file, filed.record


class Repository:
    """A folder with `data/networks` and `data/events`; see the layout in the data format."""

    def __init__(
        self,
        root: Path,
        overlay: Mapping[str, bytes | None] | None = None,
        source: FileSource | None = None,
        *,
        kept: Sealed | None = None,
    ) -> None:
        """Read the settings and the Land; `tree` lists the files, `networks` reads the records.

        `overlay` holds files as they are going to be: their bytes are used instead of those on the
        disk, None for a file that will be gone. A `source` has all files; then nothing is read from
        the disk. Where results are `kept` from check to check, the repository remembers what it
        asked about its files.
        """
        self.root, self.on_disk = root, source is None
        self.source: FileSource = Disk(root, overlay or {}) if source is None else source
        self.kept = kept
        self.traced: Traced | None = None
        if kept:
            from ksnet.repository.traced import Traced

            self.source = self.traced = Traced(self.source)
        self.read_bytes = self.source.read
        self.uses_own_templates = True
        # Set by callers that ask for the same files again and again.
        self.readings: Readings | None = None
        self.settings_document: ParsedFile | None = None
        self.settings, self.settings_faults, self.settings_repairs = self._settings()
        self.land, land_faults = land_of(self.source, self.settings.land, SETTINGS_FILE)
        self.settings_faults += land_faults

    @cached_property
    def tree(self) -> Tree:
        """The files of the networks, listed on first use: settings and Land need none of them.

        Raises UsageProblem where a folder that all networks lie in cannot be read: they would seem
        to be gone.
        """
        data = self.settings.data
        tree = scan(self.source, data)
        shared = (data, f"{data}/networks", f"{data}/events")
        for fault in tree.faults:
            if fault.rule is UNREADABLE_FILE and fault.place.file in shared:
                raise UsageProblem(f"{fault.place.file}: {fault.message} {fault.mend}")
        return tree

    @property
    def own_templates(self) -> Path | None:
        """The folder of templates that override the packaged ones; None where unwanted."""
        return self.templates_dir if self.uses_own_templates else None

    @property
    def templates_dir(self) -> Path:
        """The folder of the repository's own templates; it may not exist.

        Raises OutputProblem where a link leads it out of the repository: what is there was not
        reviewed with it.
        """
        folder = self.root / self.settings.templates
        if not leads_to(folder).is_relative_to(leads_to(self.root)):
            name = self.settings.templates
            raise OutputProblem(
                f"Der Ordner „{name}“ ist eine Verknüpfung aus dem Verzeichnis hinaus; Vorlagen müssen darin liegen."
            )
        try:
            for inner in (folder, *(entry for entry in folder.iterdir() if entry.is_dir())):
                next(inner.iterdir(), None)
        except (FileNotFoundError, NotADirectoryError):
            pass
        except OSError as error:  # else the packaged ones would be taken without a word
            raise OutputProblem(
                f"Der Ordner „{self.settings.templates}“ lässt sich nicht lesen ({reason(error)})."
            ) from error
        return folder

    @property
    def network_ids(self) -> list[str]:
        """The ids of all networks that have a folder below `networks`, sorted."""
        return [ident for ident, files in self.tree.networks.items() if files.has_folder]

    @property
    def files(self) -> int:
        """How many files a check looks at."""
        return (
            self.tree.count
            + len({fault.place.file for fault in self.tree.faults})
            + self._is_there(SETTINGS_FILE)
            + self.has_imports
        )

    def _is_there(self, path: str) -> bool:
        """Whether something is there; what is no file is a fault once it is read.

        A link of a commit, where none is followed, is not.
        """
        return self.source.kind(path) not in (None, "link")

    @property
    def has_imports(self) -> bool:
        """Whether there is a file with the decisions of imports."""
        return self._is_there(IMPORTS_FILE)

    def imports(self) -> tuple[ParsedFile | None, Loaded[ImportsRecord]]:
        """Read the decisions of imports; only imports and checks need them."""
        if not self.has_imports:
            return None, Loaded(IMPORTS_FILE, ImportsRecord(), [])
        document, loaded = read_record(self.read_bytes, IMPORTS_FILE, ImportsRecord)
        loaded.faults = [fault for fault in loaded.faults if fault.rule is not EMPTY_FILE]
        return document, loaded

    def models(self) -> dict[str, type[BaseModel]]:
        """Return the model of every record file by path, ksnet.yaml and imports.yaml included."""
        result: dict[str, type[BaseModel]] = (
            {SETTINGS_FILE: Settings} if self._is_there(SETTINGS_FILE) else {}
        )
        if self.has_imports:
            result[IMPORTS_FILE] = ImportsRecord
        return result | {
            file.path: MODELS[file.kind]
            for network in self.tree.networks.values()
            for file in network
        }

    def refused(self) -> Iterator[tuple[str, str]]:
        """Yield path and searchable text of refused settings and of misplaced files."""
        if self._refused_settings:
            yield SETTINGS_FILE, self._refused_settings
        for path in stray_files(self.source, self.tree):
            try:
                content = self.read_bytes(path)
            except (OSError, ValueError):
                # No fault: nothing but this search would read the file.
                continue
            if text := stray_text(content):
                yield path, text

    def reading(self, path: str, model: type[R]) -> Reading[R]:
        """Read one file as a record of `model`."""
        known = self.readings.get(path) if self.readings else None
        if known is None:
            document, loaded = read_record(self.read_bytes, path, model, self.land)
            known = Reading(document, loaded, list(collect(document)) if document else [])
            if self.readings:
                self.readings.keep(path, known)
        return known

    def networks(self, inspect: Inspect | None = None) -> Iterator[Network]:
        """Read the networks one after the other, in the order of their ids."""
        for ident in self.tree.networks:
            yield self.network(ident, inspect)

    def head(self, ident: str) -> Network:
        """Read `network.yaml` alone: enough for the offices, posts and networks in it."""
        return self._read(NetworkFiles(ident, self.tree.networks[ident].network), None)

    def network(self, ident: str, inspect: Inspect | None = None) -> Network:
        """Read one network of the tree; the faults that `inspect` finds are its `inspected`."""
        network = self._read(self.tree.networks[ident], inspect)
        own = (f"{self.settings.data}/networks/{ident}", f"{self.settings.data}/events/{ident}")
        network.unreadable += [
            fault.place.file
            for fault in self.tree.faults
            if fault.rule is UNREADABLE_FILE
            and (fault.place.file in own or fault.place.file.startswith(f"{own[0]}/"))
        ]
        network.unreadable += [path for path in self.tree.misnamed if path.startswith(f"{own[0]}/")]
        return network

    def _read(self, files: NetworkFiles, inspect: Inspect | None) -> Network:
        ident = files.id
        folder = f"{self.settings.data}/networks/{ident}"
        reader = FilesReader(self.reading, inspect)
        network = reader.one(NetworkRecord, files.network)
        people = reader.one(MembersRecord, files.members)
        result = Network(
            id=ident,
            land=self.land,
            file=f"{folder}/network.yaml",
            record=network or NetworkRecord.model_construct(name=ident, youth_offices=()),
            readable=network is not None,
            members_file=f"{folder}/members.yaml",
            members=people or MembersRecord(),
            unreadable=reader.unreadable,
            faults=reader.faults,
            repairs=reader.repairs,
            texts=reader.texts,
            refused=reader.refused,
            suppressions=reader.suppressions,
            inspected=reader.inspected,
        )
        if files.network is None and files and f"{folder}/network.yaml" not in self.tree.misnamed:
            reader.faults.append(self._no_network_file(files, folder))
        for file in files.years:
            if (year := reader.one(YearRecord, file)) is not None:
                result.years[int(file.id)] = Filed(file.id, file.path, year)
        for file in files.plans:
            if (plan := reader.one(PlanRecord, file)) is not None:
                result.plans[file.id] = Filed(file.id, file.path, plan)
        for file in files.events:
            if (event := reader.one(EventRecord, file)) is not None:
                result.events[file.id] = Filed(file.id, file.path, event)
        return result

    def _settings(self) -> tuple[Settings, list[Fault], Repairs | None]:
        self.texts: dict[str, str] = {}
        self.unreadable: tuple[str, ...] = ()  # beside those of the networks
        self._refused_settings = ""
        if not self._is_there(SETTINGS_FILE):
            other = SETTINGS_FILE.replace(".yaml", ".yml")
            faults = [misnamed(other, SETTINGS_FILE)] if self.source.kind(other) == "file" else []
            return Settings.model_validate({}), faults, None
        self.settings_document, loaded = read_record(self.read_bytes, SETTINGS_FILE, Settings)
        if loaded.text:
            self.texts[SETTINGS_FILE] = loaded.text
        self._refused_settings = loaded.refused
        # An empty file is none: every setting may be left out.
        faults = [fault for fault in loaded.faults if fault.rule is not EMPTY_FILE]
        if loaded.record is None and faults:  # then the defaults apply
            self.unreadable = (SETTINGS_FILE,)
        settings = loaded.record or Settings.model_validate({})
        if (
            self.source.kind(settings.data) != "folder"
            and settings.data != Settings.model_validate({}).data
        ):
            place = Place(SETTINGS_FILE, ("data",))
            mend = "Schreibweise prüfen, auch Groß- und Kleinschreibung, oder den Ordner anlegen."
            faults.append(
                INVALID_FOLDER.fault(
                    place, f"Den Ordner „{settings.data}“ gibt es hier nicht.", mend
                )
            )
        return settings, faults, loaded.repairs

    def _no_network_file(self, files: NetworkFiles, folder: str) -> Fault:
        if files.has_folder:
            first = next(iter(files)).path
            return MISSING_NETWORK_FILE.fault(
                Place(first, span=FILE_START),
                f"Im Ordner {folder} fehlt die Datei network.yaml.",
                f"{folder}/network.yaml anlegen, mit name und youth_offices.",
            )
        meant = nearest(files.id, self.network_ids)
        mend = (
            f"Meinten Sie „{meant}“? Dann den Ordner umbenennen."
            if meant
            else f"{folder}/network.yaml anlegen oder den Ordner umbenennen."
        )
        return UNKNOWN_NETWORK.fault(
            Place(files.events[0].path, span=FILE_START),
            f"Ein Netzwerk „{files.id}“ gibt es nicht, aber Veranstaltungen dazu.",
            mend,
        )
