"""Keeps what was found in each network for the next check, which reads it if nothing has changed.

What a rule finds in one network follows from the program, the day, the settings, the Land, which
networks there are, and the files of the network. All but the last are digested into the name under
which results are kept; each result says which files it comes from, and counts only while these are
unchanged. Rules across networks look at all networks in every check. If a check asks for anything
beyond that (`ksnet.repository.traced`), its result is not kept.
"""

from __future__ import annotations

import datetime as dt
import json
from contextlib import suppress
from typing import Any

from ksnet.checking.plain import plain_value, restored
from ksnet.checking.survey import Survey
from ksnet.repository import SETTINGS_FILE, Repository
from ksnet.repository.lands import LANDS
from ksnet.repository.traced import KnownAnswers, content_of

_FOLDER = "networks-"


class Memory:
    """The kept results for a traced repository."""

    def __init__(self, repository: Repository, day: dt.date) -> None:
        """Keep what is found on a day; results of other days or settings are removed."""
        if repository.traced is None or repository.kept is None:
            raise ValueError("nothing is kept of this repository")
        self.repository, self.source, sealed = repository, repository.traced, repository.kept
        self._sealed, self._shared = sealed, self._asked_for_all()
        parts = (day.isoformat(), json.dumps(sorted(self._shared.items())), *repository.network_ids)
        self._folder = _FOLDER + sealed.digest(*parts)
        sealed.keep_only(_FOLDER, self._folder)
        # Networks with a kept result, possibly of other files.
        self.known = sealed.names(self._folder)
        for ident in self.known - repository.tree.networks.keys():
            sealed.remove(f"{self._folder}/{ident}")

    def _asked_for_all(self) -> KnownAnswers:
        """Return what was asked about the files that all networks depend on: settings and Land."""
        land = f"{LANDS}/{self.repository.settings.land}"
        self.source.begin()
        for path in (SETTINGS_FILE, self.repository.settings.data):
            self.source.kind(path)
        with suppress(OSError):
            for entry in self.source.entries(land):
                if entry.kind == "file":
                    self._read(f"{land}/{entry.name}")
        self._read(SETTINGS_FILE)
        return self.source.latest

    def _read(self, path: str) -> None:
        with suppress(OSError):  # which is an answer, too
            self.source.read(path)

    def recall(self, ident: str) -> Survey | None:
        """Return what was found in a network, if its files are still the same."""
        kept: Any = self._sealed.load(f"{self._folder}/{ident}") if ident in self.known else None
        if kept is None or list(kept["files"]) != self._questions(ident):
            return None
        self.source.begin()
        if any(
            self.source.answer(question) != answer for question, answer in kept["files"].items()
        ):
            return None
        faults, suppressions, repairs, overview = restored(kept["found"])
        return Survey(faults, suppressions, repairs, overview, self.source.latest)

    def keep(self, ident: str, found: Survey) -> None:
        """Keep what was found in a network, unless it depends on anything else than its files."""
        questions = self._questions(ident)
        files = {
            question: found.asked[question] for question in questions if question in found.asked
        }
        beyond = (
            one
            for one in found.asked.items()
            if one[0] not in files and one not in self._shared.items()
        )
        if self.source.steady and len(files) == len(questions) and not any(beyond):
            parts = (found.faults, found.suppressions, found.repairs, found.overview)
            self._sealed.save(
                f"{self._folder}/{ident}", {"files": files, "found": plain_value(parts)}
            )

    def _questions(self, ident: str) -> list[str]:
        return [content_of(file.path) for file in self.repository.tree.networks[ident]]
