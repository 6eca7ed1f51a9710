"""Build a repository of any size, reproducibly; nothing in it is real, names are numbers.

    python -m benchmarks.tree FOLDER [--scale s|m|l]

s: 5 networks, 60 events. m: what all of Nordrhein-Westfalen would have after ten years, 120
networks with 7,000 bodies, 11,000 people and 12,000 events. l: ten times m.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path

from ksnet.repository.lands import packaged

TODAY = dt.date(2026, 6, 30)
# Networks, years, events per year.
SCALES = {"s": (5, 1, 12), "m": (120, 10, 10), "l": (1200, 10, 10)}
CATEGORIES = (
    ("jugendamt", "kinder-und-jugendhilfe", "Allgemeiner Sozialer Dienst"),
    ("traeger-8a", "kinder-und-jugendhilfe", "Träger der freien Jugendhilfe"),
    ("insofa", "kinder-und-jugendhilfe", "Fachberatung Kinderschutz"),
    ("geheimnistraeger", "gesundheit", "Kinder- und Jugendarztpraxis"),
    ("schule", "schule", "Gesamtschule"),
    ("gesundheitsamt", "gesundheit", "Gesundheitsamt"),
    ("polizei-ordnung", "strafverfolgung", "Kreispolizeibehörde"),
    ("familiengericht", "justiz", "Amtsgericht, Familiengericht"),
    ("staatsanwaltschaft", "strafverfolgung", "Staatsanwaltschaft"),
    ("verfahrensbeistand", "justiz", "Verfahrensbeistandschaft"),
    ("eingliederungshilfe", "eingliederungshilfe", "Träger der Eingliederungshilfe"),
    ("fruehe-hilfen", "gesundheit", "Netzwerk Frühe Hilfen"),
)
EVENTS = (
    ("netzwerktreffen", "Netzwerktreffen", "plenum", "informationstransfer"),
    ("arbeitskreis", "Arbeitskreis Fachberatung", "ak-insofa", "begleitung"),
    ("steuerungsgruppe", "Steuerungsgruppe", "steuerung", "strukturen"),
    ("fachtag", "Fachtag Kinderschutz", "plenum", "fortbildung"),
    ("fortbildung", "Qualifizierung im Kinderschutz", "plenum", "fortbildung"),
)
TOPICS = (
    "mitteilungswege",
    "medizinischer-kinderschutz",
    "digitale-gewalt",
    "datenschutz",
    "schutzkonzepte",
)

_NETWORK = """\
name: Netzwerk Kinderschutz {name}
founded: {founded}
youth_offices:
  - id: {office}
    name: Jugendamt {name}
    key: "{key}"
    since: {founded}
coordination:
  - id: koordination
    youth_office: {office}
    title: Koordination Netzwerk Kinderschutz
    fte: 0.5
    people: [person-1]
    since: {founded}
groups:
  - id: plenum
    name: Netzwerktreffen
    kind: plenum
    cadence: {{meetings: 2, per: jahr}}
    since: {founded}
  - id: steuerung
    name: Steuerungsgruppe
    kind: steuerungsgruppe
    cadence: {{meetings: 2, per: jahr}}
    since: {founded}
  - id: ak-insofa
    name: Arbeitskreis der insoweit erfahrenen Fachkräfte
    kind: arbeitskreis
    parent: plenum
    cadence: {{meetings: 2, per: jahr}}
    since: {founded}
agreements:
  - id: verfahren
    kind: verfahrensabsprache
    title: Verfahren bei möglicher Kindeswohlgefährdung
    covers: [verfahren, mitteilungswege]
    parties: [{office}]
    signed: {founded}
    review_by: 2027-12-31
    document:
      title: Verfahren
      url: https://www.example.org/verfahren.pdf
public_information:
  procedures:
    url: https://www.example.org/verfahren
    as_of: 2026-01-15
  structures:
    url: https://www.example.org/struktur
    as_of: 2026-01-15
  contacts:
    url: https://www.example.org/kontakt
    as_of: 2026-01-15
affiliations:
  - name: Netzwerk Frühe Hilfen {name}
    kind: fruehe-hilfen
    person: person-1
"""
_MEMBER = """\
  - id: {ident}
    name: {title} {name} {number}
    categories: [{category}]
    field: {field}
    groups: [{groups}]
{agreement}    since: {since}
    people:
"""
_PERSON = """\
      - id: person-{number}
        form_of_address: {address}
        given_name: Vorname {number}
        family_name: Nachname {number}
        function: Fachkraft im Kinderschutz
        role: {role}
        email: person{number}@stelle{body}.example.org
        phone: 02{area} {body:03d}-{number:04d}
        since: {since}
"""
_EVENT = """\
title: {title} {number}
kind: {kind}
groups: [{group}]
start: {day} {hour:02d}:00
end: {day} {until:02d}:00
status: {status}
mode: {mode}
location:
  name: Rathaus
  city: {city}
  room: Saal {room}
organisers: [{office}]
public: true
agenda:
  - title: Begrüßung
    kind: begruessung
    duration_minutes: 15
  - title: Aufgaben und Abläufe der beteiligten Stellen
    kind: vortrag
    duration_minutes: 60
topics: [{topic}, netzwerkarbeit]
tasks: [{task}]
"""
_TRAINING = "qualification: {interdisciplinary: true, categories: [schule, gesundheitsamt, traeger-8a], hours: 3}\n"
_HELD = """\
attendance:
  total: {total}
  members:
{members}
minutes: {{status: freigegeben, confidential: true}}
summary: |
  Die beteiligten Stellen haben ihre Aufgaben vorgestellt und sich über Wege der Mitteilung verständigt.
  Offene Fragen gehen in die Steuerungsgruppe.
"""


def files(scale: str) -> Iterator[tuple[str, str]]:
    """Yield path and text of every file of a scale."""
    networks, years, per_year = SCALES[scale]
    places = sorted((key, gemeinde.name) for key, gemeinde in packaged().tables.gemeinden.items())
    founded = dt.date(2026 - years, 1, 15)
    span = (dt.date(2026, 12, 1) - founded).days - 30
    for index in range(networks):
        rng = random.Random(index)  # noqa: S311  (the same tree every time)
        key, name = places[index % len(places)]
        ident, office = f"netzwerk-{index + 1:04d}", f"jugendamt-{key}"
        yield (
            f"data/networks/{ident}/network.yaml",
            _NETWORK.format(name=name, key=key, office=office, founded=founded),
        )
        text, bodies = _members(rng, name, founded)
        yield f"data/networks/{ident}/members.yaml", text
        for number in range(years * per_year):
            day = founded + dt.timedelta(
                days=30 + number * span // (years * per_year) + rng.randint(0, 5)
            )
            day += dt.timedelta(days=max(0, 7 - day.isoweekday()) if day.isoweekday() > 5 else 0)
            kind = EVENTS[number % len(EVENTS)][0]
            yield (
                f"data/events/{ident}/{day}-{kind}.yaml",
                _event(rng, (name, office), number, day, bodies),
            )


def _members(rng: random.Random, name: str, founded: dt.date) -> tuple[str, dict[str, list[str]]]:
    """Return `members.yaml` and the bodies of each group."""
    parts, person = ["members:\n"], 0
    bodies: dict[str, list[str]] = {"plenum": [], "steuerung": [], "ak-insofa": []}
    for number in range(1, rng.randint(52, 66)):
        category, field, title = CATEGORIES[(number - 1) % len(CATEGORIES)]
        ident = f"{category}-{number:03d}"
        groups = [
            "plenum",
            *(["ak-insofa"] if category == "insofa" else ["steuerung"] if number <= 12 else []),
        ]
        since = founded + dt.timedelta(days=rng.choice((0, 0, 90, 400)) if number > 12 else 0)
        if since == founded:
            for group in groups:
                bodies[group].append(ident)
        agreed = category == "traeger-8a"
        parts.append(
            _MEMBER.format(
                ident=ident, title=title, name=name, number=number, category=category,
                field=field, groups=", ".join(groups), since=since,
                agreement="    agreement_8a: {signed: 2015-05-04}\n" if agreed else "",
            )
        )  # fmt: skip
        for _ in range(rng.choice((1, 1, 2, 2))):
            person += 1
            parts.append(
                _PERSON.format(
                    number=person, address=rng.choice(("Frau", "Herr")), body=number,
                    area=person % 900 + 100, since=since,
                    role=rng.choice(("vertretung", "stellvertretung"))
                    if person > 1 else "koordination",
                )
            )  # fmt: skip
    return "".join(parts), bodies


def _event(
    rng: random.Random,
    place: tuple[str, str],
    number: int,
    day: dt.date,
    bodies: dict[str, list[str]],
) -> str:
    city, office = place
    kind, title, group, task = EVENTS[number % len(EVENTS)]
    hour, held = rng.choice((9, 10, 13, 14)), day <= TODAY
    text = _EVENT.format(
        title=title, number=number + 1, kind=kind, group=group, day=day, hour=hour, until=hour + 3,
        city=city,
        status="stattgefunden" if held else "geplant",
        mode=rng.choice(("praesenz", "praesenz", "hybrid")),
        room=rng.randint(1, 9), office=office, topic=rng.choice(TOPICS), task=task,
    )  # fmt: skip
    if group == "plenum":
        text += _TRAINING
    if held:
        pool = bodies[group][:13]
        present = sorted(rng.sample(pool, max(1, len(pool) * 2 // 3)))
        text += _HELD.format(
            total=len(present) + 5, members="\n".join(f"    - {ident}" for ident in present)
        )
    return text


def build(folder: Path, scale: str) -> int:
    """Write the tree of a scale below an empty or missing folder; return the number of files."""
    count = 0
    for name, text in files(scale):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        count += 1
    return count


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scale", choices=SCALES, default="s")
    arguments = parser.parse_args()
    print(f"{build(arguments.folder, arguments.scale)} files in {arguments.folder}")
