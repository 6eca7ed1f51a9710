"""Decisions that calendar imports remember (`imports.yaml`), as digests, never as text."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from ksnet.basics.errors import UsageProblem
from ksnet.basics.spelling import fold
from ksnet.importing.calendars.appointments import NOT_COUNTED, Appointment, short_hash
from ksnet.importing.finding import is_ours
from ksnet.records.imports import ImportsRecord
from ksnet.repository import IMPORTS_FILE, Repository
from ksnet.repository.journal import FileChange
from ksnet.yamltext.edits.draft import Draft
from ksnet.yamltext.edits.render import canonical_text

FIELDS = ("when", "title", "place", "off")


def appointment_digest(appointment: Appointment) -> str:
    """Return digests of what a calendar says of an appointment, one for each of FIELDS.

    Behind them stands how often it was changed.
    """
    end = appointment.end.text if appointment.end else ""
    when = f"{appointment.start.text}/{end}/{appointment.all_day}"
    parts = (when, appointment.title, appointment.place, str(appointment.called_off))
    said = "-".join(short_hash(part, 7) for part in parts)
    return f"{said}-{appointment.sequence}" if appointment.sequence > 0 else said


def appointment_identity(appointment: Appointment) -> str:
    """Return a digest that identifies an appointment, even without a UID."""
    return short_hash(appointment.identity or f"{appointment.start.text} {fold(appointment.title)}")


class Told:
    """The remembered decisions of one network, and the new ones."""

    def __init__(self, repository: Repository, network: str) -> None:
        """Read `imports.yaml`; raises UsageProblem where it has faults."""
        self.network = network
        _, loaded = repository.imports()
        if loaded.faults:
            raise UsageProblem(f"{IMPORTS_FILE} hat Fehler; was zu tun ist, sagt: ksnet validate")
        record = loaded.record or ImportsRecord()
        self._before = repository.read_bytes(IMPORTS_FILE) if repository.has_imports else None
        own = [(n, one) for n, one in enumerate(record.appointments) if one.network == network]
        self._at = {one.id: number for number, one in own}
        self._held = {one.id: one.model_dump(exclude_defaults=True) for _, one in own}
        self._told: dict[str, dict[str, Any]] = {}  # what is new or changed of them
        self._has_others = bool(record.appointments)

    def refused(self, ident: str) -> bool:
        """Whether a series or appointment was decided not to be the network's."""
        return self._held.get(ident, {}).get("ours") is False

    def said(self, ident: str) -> str | None:
        """Return the digests of what the calendar last said of an appointment."""
        found: str | None = self._held.get(ident, {}).get("said")
        return found

    def changed(self, appointment: Appointment) -> Collection[str]:
        """Return of which FIELDS a calendar says something new; all where nothing is remembered."""
        before, now = self.said(appointment_identity(appointment)), appointment_digest(appointment)
        if not before:
            return FIELDS
        said = zip(FIELDS, before.split("-"), now.split("-"), strict=False)
        return [name for name, old, new in said if old != new]

    def newer(self, appointment: Appointment) -> bool:
        """Whether the last calendar counted more changes of an appointment than this one."""
        parts = (self.said(appointment_identity(appointment)) or "").split("-")
        counted = int(parts[-1]) if parts[-1].isdecimal() else 0
        return NOT_COUNTED < appointment.sequence < counted

    def tell(self, ident: str, *, ours: bool, said: str | None = None) -> None:
        """Remember a decision; repeating it changes nothing."""
        values: dict[str, Any] = {"id": ident, "network": self.network}
        values |= ({} if ours else {"ours": False}) | ({"said": said} if said else {})
        if self._held.get(ident) != values:
            self._held[ident] = self._told[ident] = values

    def remember(self, appointment: Appointment) -> None:
        """Remember what a foreign calendar says of an appointment that is the network's."""
        if not is_ours(appointment):
            self.tell(
                appointment_identity(appointment), ours=True, said=appointment_digest(appointment)
            )

    @property
    def told(self) -> int:
        """The number of new or changed decisions."""
        return len(self._told)

    def changes(self) -> dict[str, FileChange]:
        """Return the change of the file; raises EditProblem."""
        if not self.told:
            return {}
        new = [values for ident, values in self._told.items() if ident not in self._at]
        if not self._before or not self._before.strip():
            content = canonical_text(ImportsRecord, {"appointments": new}).encode()
            return {IMPORTS_FILE: FileChange(self._before, content)}
        draft = Draft(IMPORTS_FILE, self._before, ImportsRecord)
        for ident, values in self._told.items():
            if ident in self._at:
                draft.put(("appointments", self._at[ident]), values)
        if new and self._has_others:
            draft.extend(("appointments",), new)
        elif new:
            draft.put(("appointments",), new)
        return {IMPORTS_FILE: FileChange(self._before, draft.content)}
