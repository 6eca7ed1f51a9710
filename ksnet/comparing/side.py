"""One of the two states that are compared: its record files, entries, duties and suppressions."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ksnet.basics.findings import Place
from ksnet.comparing.entries import Entry, entries, is_faultless
from ksnet.duties.assessing import Facts, Status, assess
from ksnet.duties.assessing.family import Family
from ksnet.protection.bodies import Bodies, sensitive_bodies
from ksnet.records.model import BaseModel
from ksnet.records.settings import Settings
from ksnet.repository import MODELS, SETTINGS_FILE, Repository
from ksnet.repository.positions import Positions
from ksnet.yamltext.reading.suppressions import Suppression


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A record file: its network (none for the settings), its model, its bytes."""

    network: str
    model: type[BaseModel]
    content: bytes


class Side:
    """The record files of one state."""

    def __init__(self, repository: Repository) -> None:
        """Read the record files of a repository; one that cannot be read is `unreadable`."""
        self.repository = repository
        self.positions = Positions(repository)
        self.unreadable: set[str] = set()
        self.files: dict[str, RecordFile] = {}
        listed = [
            (file.path, network.id, MODELS[file.kind])
            for network in repository.tree.networks.values()
            for file in network
        ]
        if repository.settings_document is not None:
            listed.append((SETTINGS_FILE, "", Settings))
        for path, network, model in listed:
            try:
                self.files[path] = RecordFile(network, model, repository.read_bytes(path))
            except OSError:
                self.unreadable.add(path)

    def content(self, path: str) -> bytes | None:
        """Return the bytes of a record file; None where there is none."""
        return self.files[path].content if path in self.files else None

    def is_faulty(self, path: str) -> bool:
        """Whether there is such a file, and the schema does not understand all of it."""
        file = self.files.get(path)
        return file is not None and not is_faultless(path, file.content, file.model)

    def entries(self, networks: Collection[str], faulty: Collection[str]) -> list[Entry]:
        """Return the entries of some networks and of the settings."""
        result: list[Entry] = []
        for path, file in self.files.items():
            if file.network in networks:
                found = entries(path, file.content, file.model, file.network, typed=path not in faulty)
                if found is None:
                    self.unreadable.add(path)
                result += found or []
        return result

    def sensitive(self, networks: Iterable[str]) -> list[Bodies]:
        """Return the sensitive bodies of some networks."""
        listed = [
            self.repository.tree.networks[ident].members for ident in networks if ident in self.repository.tree.networks
        ]
        return [sensitive_bodies(self.files[file.path].content) for file in listed if file and file.path in self.files]

    def line(self, path: str, keys: tuple[str | int, ...]) -> int:
        """Return the line on which an entry stands, 1 where it cannot be told."""
        return self.positions.line(Place(path, keys), {}) if path in self.files else 1

    def duties(self, ident: str, day: dt.date) -> dict[str, tuple[str, Status]]:
        """Return title and status of each duty of a network; nothing where its record cannot be read."""
        network = self.repository.network(ident)
        if not network.readable:
            return {}
        facts = Facts(network, day, Family(self.repository, day, day.year).elsewhere(network))
        return {
            one.duty.id: (one.duty.title, one.status) for one in assess(facts, day.year, self.repository.settings.land)
        }

    def suppressions(self, networks: Iterable[str]) -> Counter[tuple[str, tuple[str, ...], str]]:
        """Return how often which rules are suppressed in which file, and why."""
        found: list[Suppression] = []
        for ident in networks:
            if ident in self.repository.tree.networks:
                found += self.repository.network(ident).suppressions
        return Counter((one.file, one.names, one.reason) for one in found)
