"""Records for the examples of the family KS4; each changes one thing of a complete network."""

from __future__ import annotations

from ksnet.rules.examples import OFFICE, ONE_BODY, POST, VERFAHREN

COMPLETE = "complete_since: 2026-06-01\n"
NETWORK_NAME = "⟦⟧name: Netzwerk Kinderschutz Musterstadt\n"

SECOND = "  - id: stadt-neben\n    name: Jugendamt nebenan\n    key: {}\n"
SECOND_POST = (
    "  - id: koordination-neben\n    youth_office: stadt-neben\n    fte: 0.5\n"
    "    people: [muster]\n"
)
KOOPERATION = """\
  - id: kooperation
    kind: sonstige
    title: Vereinbarung der Jugendämter
    covers: [COVERS]
    parties: [stadt-muster, stadt-neben]
    signed: 2025-03-12
    document: {path: vereinbarung.pdf}
"""
BOTH = "interkommunale-zusammenarbeit, koordinierungsstellen"

_PARTNERS = (
    "traeger-8a", "insofa", "geheimnistraeger", "schule", "gesundheitsamt", "polizei-ordnung",
    "familiengericht", "staatsanwaltschaft", "verfahrensbeistand", "eingliederungshilfe",
    "fruehe-hilfen",
)  # fmt: skip
LAND = "name: Musterland\ncategories:\n" + "".join(
    f"  - {{id: {name}, label: {name}}}\n" for name in ("jugendamt", *_PARTNERS, "weitere")
)


def two_offices(
    covers: str,
    *,
    key: str = '"05974044"',
    first: str = "stadt-neben",
    posts: str = SECOND_POST,
    more: str = "",
) -> str:
    """Return a network of two Jugendämter whose agreement regulates `covers`."""
    second = SECOND.format(key).replace("id: stadt-neben", f"id: {first}")
    return (
        COMPLETE
        + more
        + OFFICE
        + second
        + POST
        + posts
        + VERFAHREN
        + KOOPERATION.replace("COVERS", covers)
    )


def members(without: str = "", more: str = "") -> str:
    """Return members that fill every category but one."""
    listed = ", ".join(name for name in _PARTNERS if name != without)
    return (
        f"{ONE_BODY}  - id: partner\n    name: Partner im Netzwerk\n    categories: [{listed}]\n"
        f"    collective: true\n    agreement_8a: {{exists: true}}\n{more}"
    )


def training(day: str, *, held: bool, tasks: str = "fortbildung") -> dict[str, str]:
    """Return a training for two professions as a file."""
    status = "stattgefunden" if held else "geplant"
    return {
        f"data/events/musterstadt/{day}-fachtag.yaml": (
            f"title: Fachtag Kinderschutz\nkind: fachtag\nstart: {day}\nstatus: {status}\n"
            f"tasks: [{tasks}]\n"
            "qualification: {interdisciplinary: true, categories: [schule, gesundheitsamt]}\n"
            "attendance: {total: 30}\n"
        )
    }


def two_years(tasks: str) -> dict[str, str]:
    """Return the trainings of 2025 and 2026; those of 2025 served `tasks`."""
    return {
        **training("2025-03-19", held=True, tasks=tasks),
        **training("2025-06-18", held=True, tasks=tasks),
        **training("2025-11-19", held=True, tasks=tasks),
        **training("2026-03-18", held=True),
        **training("2026-06-17", held=True),
        **training("2026-11-18", held=False),
    }


def own_land(duty: str) -> dict[str, str]:
    """Return a Land of the repository with one duty, and the setting that names it."""
    return {
        "settings": "land: muster\n",
        "lands/muster/land.yaml": LAND,
        "lands/muster/duties.yaml": (
            "duties:\n  - id: MUSTER-01\n    title: Pflicht\n    law: § 1 Mustergesetz\n"
            "    edition: Fassung vom 01.01.2020\n"
            f"    force: muss\n    {duty}    since: 2020-01-01\n"
        ),
    }
