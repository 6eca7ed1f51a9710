"""The duties of networks as dated data: one catalogue per Land, each entry with its paragraph, wording and days of validity.

A catalogue is a YAML file beside this module; its head says what the keys mean. What is measured has a name there, the
functions that measure stand in `ksnet.duties.assessing`. Numbers, paragraphs and texts of duties stand there and nowhere
else; how open questions are decided, and what has changed in the law, stands in `explained`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ksnet.basics.controlled import Severity, Vocabulary
from ksnet.basics.frozen import frozen
from ksnet.basics.scalars import text_of
from ksnet.duties.counting.spans import Window
from ksnet.records.vocabulary import Land
from ksnet.yamltext.reading.yaml import read_yaml


class Force(Vocabulary):
    """How strongly something is asked for."""

    MUSS = "muss", "muss"
    SOLL = "soll", "soll"
    KANN = "kann", "kann"
    EIGENE_REGEL = "eigene-regel", "eigene Regel"


_SEVERITY = {Force.MUSS: Severity.FEHLER, Force.SOLL: Severity.WARNUNG}


@frozen
class Duty:
    """One duty in one Fassung, in force from `since` to `until`."""

    id: str
    name: str
    title: str
    law: str
    edition: str
    wording: str
    yardstick: str
    force: Force
    severity: Severity
    measure: str
    yearly: bool
    settings: Mapping[str, Any]
    since: dt.date
    until: dt.date

    def in_force(self, window: Window) -> bool:
        """Whether it holds on every day of a window."""
        return self.since <= window.first and window.last <= self.until

    def number(self, key: str) -> float:
        """Return a number that the catalogue sets for the measure."""
        return float(str(self.settings[key]))


@cache
def catalogue(land: Land = Land.NRW) -> tuple[Duty, ...]:
    """Return the duties of a Land in all their Fassungen, in the order of their ids.

    The catalogue comes with the program: one that is wrong is a defect of the program and raises ValueError or KeyError.
    """
    path = Path(__file__).with_name(f"{land.value}.yaml")
    return parse(path.name, path.read_bytes())


def current(day: dt.date, land: Land = Land.NRW) -> tuple[Duty, ...]:
    """Return one Fassung of each duty: the one in force on a day, or else the nearest before, or the first."""
    chosen: dict[str, Duty] = {}
    for duty in catalogue(land):
        if duty.id not in chosen or duty.since <= day:
            chosen[duty.id] = duty
    return tuple(chosen.values())


def first_judged_year(land: Land = Land.NRW) -> int:
    """Return the first calendar year that is judged: the law of the Land is in force on all its days."""
    since = in_force_since(land)
    return since.year + (since > dt.date(since.year, 1, 1))


def in_force_since(land: Land = Land.NRW) -> dt.date:
    """Return the first day on which the law of a Land asks for anything."""
    return min(duty.since for duty in catalogue(land))


def number_asked(measure: str, key: str, window: Window, land: Land = Land.NRW) -> int | None:
    """Return the number that a duty asks for in a window; None where none is in force throughout it."""
    found = (duty for duty in catalogue(land) if duty.measure == measure and duty.in_force(window))
    return next((int(duty.number(key)) for duty in found), None)


_DAY = re.compile(r"[0-3]\d\.[01]\d\.\d{4}")


def dated(edition: str) -> str:
    """Return the Fassung of a law as it is cited, parts divided by `;`; raises ValueError where one has no day."""
    for part in edition.split(";") if edition else ():
        if not _DAY.search(part):
            raise ValueError(f"Fassung ohne Tag: {part.strip()}")
    return edition


def parse(name: str, content: bytes) -> tuple[Duty, ...]:
    """Read a catalogue; raises ValueError or KeyError where it is wrong."""
    document = read_yaml(name, content)
    if document.data is None or document.faults:
        raise ValueError(f"{name}: {[fault.message for fault in document.faults]}")
    return tuple(_duty(entry) for entry in document.data["duties"])


def _duty(entry: Mapping[str, Any]) -> Duty:
    text = {key: text_of(value) or "" for key, value in entry.items() if key != "with"}
    force, per = Force.of(text["force"]), text["per"]
    if per not in ("tag", "jahr"):
        raise ValueError(f"{text['id']}: per: {per}")
    return Duty(
        id=text["id"],
        name=text["name"],
        title=text["title"],
        law=text["law"],
        edition=dated(text.get("edition", "")),
        wording=text.get("wording", ""),
        yardstick=text.get("yardstick", ""),
        force=force,
        severity=Severity.of(text["severity"]) if "severity" in text else _SEVERITY.get(force, Severity.HINWEIS),
        measure=text["measure"],
        yearly=per == "jahr",
        settings=entry.get("with") or {},
        since=dt.date.fromisoformat(text["since"]),
        until=dt.date.fromisoformat(text["until"]) if "until" in text else dt.date.max,
    )
