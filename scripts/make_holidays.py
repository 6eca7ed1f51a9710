"""Write the public and school holidays of North Rhine-Westphalia to ``ksnet/lands/nrw/holidays.csv``.

The package carries them as data because the ``holidays`` library takes longer to import than all of ``ksnet validate``.
Run again when the library knows more years, and read the diff before committing it:

    python -m pip install "holidays>=0.96"
    python scripts/make_holidays.py

The library knows Germany from 1991 (the first full year after reunification); school holidays follow the tables of the
Kultusministerkonferenz and end with the summer of 2029. Days that each school sets for itself are in neither.
"""

from __future__ import annotations

import csv
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import holidays

YEARS = range(1991, 2030)
TARGET = Path(__file__).resolve().parent.parent / "ksnet" / "lands" / "nrw" / "holidays.csv"

# The library names school holidays as the nationwide table of the Kultusministerkonferenz does; NRW says it shorter.
NRW_NAMES = {"Oster-/Frühjahrsferien": "Osterferien", "Himmelfahrts-/Pfingstferien": "Pfingstferien"}


class Row(NamedTuple):
    """One line of the file: a holiday from its first to its last day."""

    kind: str
    first: date
    last: date
    name: str


def days(category: str) -> dict[date, str]:
    """Return every holiday of a category of the library, by day, with its German name."""
    found = holidays.country_holidays("DE", subdiv="NW", years=YEARS, categories=category, language="de")
    # Two holidays on one day are joined with "; " (Ascension Day on 1 May 2008), which is the separator of the file.
    return {day: NRW_NAMES.get(name, name).replace("; ", " und ") for day, name in sorted(found.items())}


def public_holidays() -> list[Row]:
    """Return the public holidays, one row for each."""
    return [Row("feiertag", day, day, name) for day, name in days("public").items()]


def school_holidays() -> list[Row]:
    """Return the school holidays, consecutive days of the same name as one row."""
    rows: list[Row] = []
    for day, name in days("school").items():
        if rows and rows[-1].name == name and rows[-1].last + timedelta(days=1) == day:
            rows[-1] = rows[-1]._replace(last=day)
        else:
            rows.append(Row("schulferien", day, day, name))
    return rows


def main() -> None:
    """Write the file."""
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(Row._fields)
        writer.writerows(public_holidays() + school_holidays())
    print(f"{TARGET} written with holidays {version('holidays')}")


if __name__ == "__main__":
    main()
