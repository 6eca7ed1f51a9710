"""One of the two compared states: its record files, entries, duties and suppressions."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection
from typing import NamedTuple

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Place
from ksnet.comparing.entries import EntryState, entries
from ksnet.duties.assessing import Facts, Status, assess
from ksnet.duties.assessing.family import Family
from ksnet.protection.bodies import Bodies, sensitive_bodies
from ksnet.records.model import BaseModel
from ksnet.records.settings import Settings
from ksnet.repository import MODELS, SETTINGS_FILE, Network, Repository
from ksnet.repository.positions import Positions
from ksnet.yamltext.reading.guard import guard
from ksnet.yamltext.reading.suppressions import Suppression, collect
from ksnet.yamltext.rules.schema import WRONG_TYPE


class FileMeaning(NamedTuple):
    """The network of a record file (empty for the settings) and its model."""

    network: str
    model: type[BaseModel]


class Side:
    """The record files of one state, each read on demand."""

    def __init__(self, repository: Repository) -> None:
        """List the record files; those that later fail to be read are added to `unreadable`."""
        self.repository = repository
        self.positions = Positions(repository)
        self.unreadable: set[str] = set()
        self.files: dict[str, FileMeaning] = {
            file.path: FileMeaning(network.id, MODELS[file.kind])
            for network in repository.tree.networks.values()
            for file in network
        }
        if repository.settings_document is not None:
            self.files[SETTINGS_FILE] = FileMeaning("", Settings)
        self._contents: dict[str, bytes] = {}
        self._networks: dict[str, Network] = {}

    def content(self, path: str) -> bytes | None:
        """Return the bytes of a record file, None where there is none."""
        if path not in self.files:
            return None
        if path not in self._contents:
            try:
                self._contents[path] = self.repository.read_bytes(path)
            except OSError:
                self.unreadable.add(path)
                del self.files[path]
                return None
        return self._contents[path]

    def network(self, ident: str) -> Network | None:
        """Return a network, None where there is none."""
        if ident not in self._networks and ident in self.repository.tree.networks:
            self._networks[ident] = self.repository.network(ident)
        return self._networks.get(ident)

    def is_partial(self, path: str) -> bool:
        """Whether a readable file holds something that cannot be compared."""
        file = self.files.get(path)
        reading = self.repository.reading(path, file.model) if file else None
        if reading is None or reading.document is None:
            return False
        lost = [one for one in reading.document.faults if one.rule.severity is Severity.FEHLER]
        # What stands in the place of an entry is none.
        return bool(lost) or any(one.rule is WRONG_TYPE for one in reading.loaded.faults)

    def comments(self, path: str) -> Counter[str]:
        """Return the comments of a record file with their number."""
        text = guard(path, self.content(path) or b"").text or ""
        if "#" not in text:
            return Counter()
        from ksnet.yamltext.reading.comments import comments  # needs libyaml

        return Counter(one.text for one in comments(text))

    def entries(self, networks: Collection[str]) -> list[EntryState]:
        """Return the entries of some networks and of the settings."""
        result: list[EntryState] = []
        for path, file in self.files.items():
            if file.network in networks:
                reading = self.repository.reading(path, file.model)
                found = reading.entries = reading.entries or entries(
                    reading, path, file.model, file.network, self.repository.land
                )
                if found is None:
                    self.unreadable.add(path)
                result += found or []
        return result

    def sensitive(self, networks: Collection[str]) -> list[Bodies]:
        """Return the sensitive bodies of some networks; the settings may name those of all."""
        all_of = self.repository.tree.networks
        listed = [all_of[one].members for one in all_of if one in networks or "" in networks]
        return [
            sensitive_bodies(content)
            for file in listed
            if file and (content := self.content(file.path))
        ]

    def line(self, path: str, keys: tuple[str | int, ...]) -> int:
        """Return the line of an entry, 1 where unknown."""
        return self.positions.line(Place(path, keys), {}) if path in self.files else 1

    def duties(self, ident: str, day: dt.date, year: int) -> dict[str, tuple[str, Status]]:
        """Return title and status of each duty of a network in a year; empty where unreadable."""
        network = self.network(ident)
        if network is None or not network.readable:
            return {}
        facts = Facts(network, day, Family(self.repository, day, year).elsewhere(network))
        return {one.duty.id: (one.duty.title, one.status) for one in assess(facts, year)}

    def suppressions(self, networks: Collection[str]) -> list[Suppression]:
        """Return the suppressions of some networks, and of the settings (an empty name)."""
        found: list[Suppression] = []
        for ident in sorted(networks):
            if network := self.network(ident):
                found += network.suppressions
        document = self.repository.settings_document
        return found + (list(collect(document)) if "" in networks and document else [])
