"""Write the holidays of the packaged Länder to `ksnet/lands/<Land>/holidays.csv`.

The package carries them as data because the `holidays` library takes longer to import than all of
`ksnet validate`. Run again when the library knows more years, and read the diff before committing:

    python -m pip install "holidays>=0.96"
    python scripts/make_holidays.py

The library knows Germany from 1991 (the first full year after reunification); school holidays
follow the tables of the Kultusministerkonferenz and end with the summer of 2029. Neither includes
days that each school sets for itself.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import holidays

LANDS = Path(__file__).resolve().parent.parent / "ksnet" / "lands"
# Folder of a Land, its code in the library, and the first year that records may need.
CODES = {"nrw": ("NW", 1991), "rheinland-pfalz": ("RP", 2008)}
LAST_YEAR = 2029

# The library uses the names of the nationwide table of the Kultusministerkonferenz;
# these are the usual ones.
NAMES = {"Oster-/Frühjahrsferien": "Osterferien", "Himmelfahrts-/Pfingstferien": "Pfingstferien"}


class Row(NamedTuple):
    """A line of the file: a holiday from its first to its last day."""

    kind: str
    first: date
    last: date
    name: str


def days(land: str, category: str) -> Mapping[date, str]:
    """Return the holidays of a category by day, with their German names."""
    code, first = CODES[land]
    years = range(first, LAST_YEAR + 1)
    found = holidays.country_holidays(
        "DE", subdiv=code, years=years, categories=category, language="de"
    )
    # Two holidays on one day are joined with "; " (Ascension Day on 1 May 2008), which is the
    # separator of the file.
    return {
        day: NAMES.get(name, name).replace("; ", " und ") for day, name in sorted(found.items())
    }


def public_holidays(land: str) -> list[Row]:
    """Return the public holidays, one row for each."""
    return [Row("feiertag", day, day, name) for day, name in days(land, "public").items()]


def school_holidays(land: str) -> list[Row]:
    """Return the school holidays, consecutive days of the same name as one row."""
    rows: list[Row] = []
    for day, name in days(land, "school").items():
        if rows and rows[-1].name == name and rows[-1].last + timedelta(days=1) == day:
            rows[-1] = rows[-1]._replace(last=day)
        else:
            rows.append(Row("schulferien", day, day, name))
    return rows


def main() -> None:
    """Write the files."""
    for land in CODES:
        target = LANDS / land / "holidays.csv"
        with target.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=";", lineterminator="\n")
            writer.writerow(Row._fields)
            writer.writerows(public_holidays(land) + school_holidays(land))
        print(f"{target} written with holidays {version('holidays')}")


if __name__ == "__main__":
    main()
