"""A coordinator's own calendar: what of it becomes events of the network,
what is asked, and what is remembered.
"""

from __future__ import annotations

import io
import shlex
import subprocess
import sys
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import vobject  # type: ignore[import-untyped]  # has no types
import yaml

from tests.conftest import Run
from tests.programs import program
from tests.programs import run as run_program
from tests.test_calendar_kinds import BERLIN, calendar, event

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]
DAY = ("--as-of", "2026-06-30")
NETWORK = """\
name: Netzwerk Kinderschutz Auental
founded: 2024-01-01
complete_since: nie
youth_offices:
  - {id: stadt-a, name: Jugendamt der Stadt A, key: "05974040"}
groups:
  - {id: plenum, name: Plenum, kind: plenum}
  - {id: steuerung, name: Steuerungsgruppe, kind: steuerungsgruppe}
  - {id: ak-insofa, name: Arbeitskreis insoweit erfahrene Fachkräfte, kind: arbeitskreis}
  - {id: ak-schule, name: Arbeitskreis Schule, kind: arbeitskreis}
"""
OFFICE = calendar(
    event(f"{BERLIN}20260112T083000", "RRULE:FREQ=WEEKLY;UNTIL=20261214T073000Z", f"EXDATE{BERLIN}20260406T083000", uid="dienst", title="Teamsitzung Soziale Dienste"),
    event(f"{BERLIN}20260903T090000", "RRULE:FREQ=MONTHLY;INTERVAL=2;COUNT=2;BYDAY=1TH", "LOCATION:Haus am Ring\\, Raum 2", uid="insofa", title="AK InsoFa"),
    event(f"{BERLIN}20261112T090000", f"RECURRENCE-ID{BERLIN}20261105T090000", "LOCATION:online (Webex)", uid="insofa", title="AK InsoFa"),
    event(f"{BERLIN}20260916T133000", f"DTEND{BERLIN}20260916T163000", "LOCATION:Kreishaus\\, Saal 1\\; Microsoft Teams-Besprechung", "CATEGORIES:Blau,Rot", "CATEGORIES:Netzwerk\\, extern,Netzwerk", "DESCRIPTION:Besprechungs-ID 123 456", uid="nwt", title="Netzwerktreffen Kinderschutz Herbst"),
    event(f"{BERLIN}20260922T140000", "DURATION:PT2H", uid="stg", title="Steuerungsgruppe NW Kinderschutz"),
    event(f"{BERLIN}20260910T100000", uid="vor", title="Vorbereitung Netzwerktreffen"),
    event(f"{BERLIN}20260911T120000", uid="frist", title="Frist: Bericht an den JHA"),
    event(f"{BERLIN}20260912T140000", uid="helfer", title="Helferkonferenz Familie K."),
    event(f"{BERLIN}20260924T140000", uid="fh", title="Netzwerktreffen Frühe Hilfen"),
    event(f"{BERLIN}20260925T090000", uid="wg", title="WG: Einladung Fortbildung Schutzkonzepte"),
    event(f"{BERLIN}20260930T090000", uid="lwl", title="Fachtag des LWL"),
    event(f"{BERLIN}20260917T080000", "CLASS:PRIVATE", uid="arzt", title="Zahnarzt"),
    event(";VALUE=DATE:20260720", "DTEND;VALUE=DATE:20260801", uid="urlaub", title="Urlaub"),
    event(f"{BERLIN}20261001T140000", uid="was", title="Rundgang"),
    event(";VALUE=DATE:20261007", uid="sport", title="Fachtag Kinderschutz im Sport"),
    head="METHOD:PUBLISH\n",
)  # fmt: skip
TAKEN = [
    "2026-09-03-ak-insofa",
    "2026-09-16-netzwerktreffen-kinderschutz-herbst",
    "2026-09-22-steuerungsgruppe-nw-kinderschutz",
    "2026-10-07-fachtag-kinderschutz-sport",
    "2026-11-05-ak-insofa",
]


@pytest.fixture
def root(tree: Tree) -> Path:
    return tree({"data/networks/n/network.yaml": NETWORK})


def imported(ksnet: Ksnet, root: Path, content: bytes, *more: str) -> Run:
    file = root / "k.ics"
    file.write_bytes(content)
    run = ksnet("import", "events", file, "--network", "n", *DAY, *more, cwd=root)
    assert run.code == 0, run.err
    return run


def recorded(root: Path) -> dict[str, Any]:
    folder = root / "data/events/n"
    loader = yaml.CBaseLoader
    return {
        path.stem: yaml.load(path.read_text("utf-8"), loader)  # noqa: S506  (texts only)
        for path in sorted(folder.glob("*.yaml"))
    }


def state(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*.yaml")}


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let somebody sit at a terminal and give these answers, one on each line."""

    def sit(answers: str) -> None:
        terminal = io.StringIO(answers)
        monkeypatch.setattr(terminal, "isatty", lambda: True)
        monkeypatch.setattr("sys.stdin", terminal)
        monkeypatch.setattr("sys.stderr.isatty", lambda: True)

    return sit


def test_only_what_is_the_networks_is_taken_over_and_the_rest_is_named(
    root: Path, ksnet: Ksnet
) -> None:
    run = imported(ksnet, root, OFFICE)
    found = recorded(root)
    assert sorted(found) == TAKEN
    assert {ident: one.get("groups") for ident, one in found.items()} == {
        "2026-09-03-ak-insofa": ["ak-insofa"],
        "2026-09-16-netzwerktreffen-kinderschutz-herbst": ["plenum"],
        "2026-09-22-steuerungsgruppe-nw-kinderschutz": ["steuerung"],
        "2026-10-07-fachtag-kinderschutz-sport": None,
        "2026-11-05-ak-insofa": ["ak-insofa"],
    }
    hybrid = found["2026-09-16-netzwerktreffen-kinderschutz-herbst"]
    assert (hybrid["mode"], hybrid["location"], hybrid["uid"]) == (
        "hybrid",
        {"name": "Kreishaus, Saal 1"},
        "nwt",
    )
    moved = found["2026-11-05-ak-insofa"]
    assert (moved["start"], moved["rescheduled_from"], moved["mode"], moved["uid"]) == (
        "2026-11-12 09:00", ["2026-11-05 09:00"], "online", "insofa#2026-11-05",
    )  # fmt: skip
    for words in (
        '„Teamsitzung Soziale Dienste“ (48 Termine, 12.01.2026 bis 14.12.2026): dem Titel nach Dienstliches; nicht übernommen. Gehört es zum Netzwerk: --only "Teamsitzung Soziale Dienste"',
        "„Vorbereitung Netzwerktreffen“ am 10.09.2026, 10:00 Uhr: dem Titel nach eine Vor- oder Nachbereitung",
        "„Frist: Bericht an den JHA“ am 11.09.2026, 12:00 Uhr: dem Titel nach eine Erinnerung",
        "Ein Termin am 12.09.2026, 14:00 Uhr: nicht übernommen, denn der Titel nennt wohl eine Person oder einen Einzelfall.",
        "„Netzwerktreffen Frühe Hilfen“ am 24.09.2026, 14:00 Uhr: dem Titel nach vom Netzwerk Frühe Hilfen",
        "„WG: Einladung Fortbildung Schutzkonzepte“ am 25.09.2026, 09:00 Uhr: dem Titel nach eine weitergeleitete Einladung",
        "„Fachtag des LWL“ am 30.09.2026, 09:00 Uhr: dem Titel nach von einer anderen Stelle",
        "„Urlaub“ am 20.07.2026: dem Titel nach Persönliches",
        '„Rundgang“ am 01.10.2026, 14:00 Uhr: Was es ist, sagt der Titel nicht; nicht übernommen. Gehört es zum Netzwerk: --only "Rundgang" --kind ART',
        "1 privater Termin ist nicht gelesen worden.",
        "Vom Ort bleibt „Kreishaus, Saal 1“ und als Form „hybrid“; Einwahldaten werden nie übernommen.",
    ):
        assert words in run.err
    written = "".join(content.decode() for content in state(root).values())
    assert not any(word in run.err + written for word in ("Zahnarzt", "Familie K", "123 456"))
    assert not any(word in written for word in ("Urlaub", "Rundgang", "Teamsitzung", "Microsoft"))
    assert ksnet("validate", *DAY, cwd=root).code == 0
    assert ksnet("fmt", "--check", "imports.yaml", "data/events", cwd=root).code == 0


@pytest.mark.slow
def test_the_same_file_again_changes_nothing_and_a_dry_run_says_the_same(
    root: Path, ksnet: Ksnet
) -> None:
    dry = imported(ksnet, root, OFFICE, "--dry-run")
    assert not (root / "imports.yaml").exists()
    assert dry.out.strip() in imported(ksnet, root, OFFICE).err
    before = state(root)
    again = imported(ksnet, root, OFFICE)
    assert ("Nichts zu ändern." in again.err, again.out, state(root)) == (True, "", before)
    assert "Unverändert: 5 Termine" in again.err


def test_what_the_options_name_is_looked_at_and_no_longer_doubtful(
    root: Path, ksnet: Ksnet
) -> None:
    assert (
        "Nicht angesehen, wie verlangt"
        in imported(ksnet, root, OFFICE, "--category", "netzwerk").err
    )
    assert sorted(recorded(root)) == [TAKEN[1]]
    imported(ksnet, root, OFFICE, "--from", "2026-10-01", "--to", "2026-10-31")
    assert sorted(recorded(root)) == [TAKEN[1], TAKEN[3]]
    imported(
        ksnet,
        root,
        OFFICE,
        "--only",
        "Vorbereitung netz",
        "--only",
        "rundgang",
        "--kind",
        "sonstige",
    )
    assert [ident for ident, one in recorded(root).items() if one["kind"] == "sonstige"] == [
        "2026-09-10-vorbereitung-netzwerktreffen",
        "2026-10-01-rundgang",
    ]
    assert "Einzelfall" in imported(ksnet, root, OFFICE, "--only", "Helferkonferenz").err
    run = ksnet(
        "import",
        "events",
        "k.ics",
        "--network",
        "n",
        *DAY,
        "--from",
        "2026-10-02",
        "--to",
        "2026-10-01",
        cwd=root,
    )
    assert (run.code, "--to liegt vor --from." in run.err) == (2, True)


def test_each_series_is_asked_about_once_and_refusals_are_remembered_without_words(
    root: Path, ksnet: Ksnet, answering: Callable[[str], None]
) -> None:
    answering("\n" * 12)
    run = imported(ksnet, root, OFFICE)
    assert run.err.count("Was ist das?") == 12
    assert (
        "„AK InsoFa“ (2 Termine, 03.09.2026 bis 12.11.2026): Was ist das? [ak-insofa]: " in run.err
    )
    assert "„Urlaub“ am 20.07.2026: Was ist das? (dem Titel nach Persönliches) [nicht]: " in run.err
    text = (root / "imports.yaml").read_text("utf-8")
    assert text.count("ours: false") == 8
    assert not any(
        word in text for word in ("Urlaub", "urlaub", "Rundgang", "dienst", "Teamsitzung", "insofa")
    )
    before = state(root)
    answering("")  # the terminal would be asked in vain
    again = imported(ksnet, root, OFFICE)
    assert ("Was ist das?" in again.err, state(root)) == (False, before)
    assert "Wie früher entschieden nicht vom Netzwerk: 8 Einträge" in again.err
    assert "Urlaub" not in again.err
    assert ksnet("validate", *DAY, cwd=root).code == 0
    answering("\n")
    assert "Neu: 1 Termin\n" in imported(ksnet, root, OFFICE, "--only", "Fachtag des LWL").err


def test_an_answer_names_the_group_and_may_be_put_off(
    root: Path, ksnet: Ksnet, answering: Callable[[str], None]
) -> None:
    content = calendar(event(f"{BERLIN}20260903T090000", title="Runde"), event(f"{BERLIN}20260904T090000", uid="v", title="Kreis"))  # fmt: skip
    answering("ak-schule\nspaeter\n")
    run = imported(ksnet, root, content)
    assert [(one["title"], one["kind"], one["groups"]) for one in recorded(root).values()] == [("Runde", "arbeitskreis", ["ak-schule"])]  # fmt: skip
    assert "noch nicht entschieden" in run.err
    answering("ohne\n")
    imported(ksnet, root, content)
    assert [one["title"] for one in recorded(root).values()] == ["Runde", "Kreis"]


def test_what_may_be_off_is_not_refused_for_good(
    root: Path, ksnet: Ksnet, answering: Callable[[str], None]
) -> None:
    meeting = event(f"{BERLIN}20260903T090000", title="Netzwerktreffen – verlegt auf 10.9.")
    answering("\n")
    run = imported(ksnet, root, calendar(meeting))
    assert "(der Titel sagt, dass er verschoben ist) [spaeter]: " in run.err
    assert not recorded(root)
    answering("\n")
    imported(ksnet, root, calendar(meeting.replace(" – verlegt auf 10.9.", "")))
    assert len(recorded(root)) == 1


def edit(root: Path, name: str, old: str, new: str) -> None:
    file = root / f"data/events/n/{name}.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


@pytest.mark.slow
def test_what_was_changed_by_hand_stays_until_the_calendar_says_something_new(
    root: Path, ksnet: Ksnet
) -> None:
    imported(ksnet, root, OFFICE)
    edit(root, TAKEN[1], "Netzwerktreffen Kinderschutz Herbst", "Großes Herbsttreffen")
    edit(root, TAKEN[2], "2026-09-22 14:00", "2026-09-29 15:00")
    before = state(root)
    again = imported(ksnet, root, OFFICE)
    assert ("Nichts zu ändern." in again.err, state(root)) == (True, before)
    moved = OFFICE.replace(b"20260916T", b"20260923T")
    assert (
        "Großes Herbsttreffen: verlegt: 16.09.2026, 13:30 Uhr → 23.09.2026, 13:30 Uhr"
        in imported(ksnet, root, moved).err
    )
    found = recorded(root)
    assert (found[TAKEN[1]]["title"], found[TAKEN[1]]["start"]) == (
        "Großes Herbsttreffen",
        "2026-09-23 13:30",
    )
    assert found[TAKEN[2]]["start"] == "2026-09-29 15:00"
    assert len(found) == 5


def test_an_event_at_the_same_minute_with_a_similar_title_is_the_same(
    root: Path, ksnet: Ksnet
) -> None:
    folder = root / "data/events/n"
    folder.mkdir(parents=True)
    text = "title: {}\nkind: {}\nstart: {}\nend: {}\nstatus: geplant\n"
    (folder / "2026-09-16-herbst.yaml").write_text(
        text.format(
            "Herbsttreffen des Netzwerks Kinderschutz",
            "netzwerktreffen",
            "2026-09-16 13:30",
            "2026-09-16 16:30",
        )
    )
    (folder / "2026-09-22-anderes.yaml").write_text(
        text.format("Vortrag Medien", "fachvortrag", "2026-09-22 14:00", "2026-09-22 15:00")
    )
    run = imported(ksnet, root, OFFICE)
    found = recorded(root)
    assert len(found) == 6
    assert found["2026-09-16-herbst"]["uid"] == "nwt"
    assert "Vermerkt, welcher Termin des Kalenders es ist (uid): 1 Termin" in run.err


def test_a_vaguer_value_never_overwrites_a_sharper_one(root: Path, ksnet: Ksnet) -> None:
    day = event(
        f"{BERLIN}20261007T090000",
        f"DTEND{BERLIN}20261007T160000",
        "LOCATION:Stadthalle\\, Am Wall 1\\, 59494 Soest",
        title="Fachtag Sport",
    )
    imported(ksnet, root, calendar(day))
    before = recorded(root)
    run = imported(
        ksnet,
        root,
        calendar(event(";VALUE=DATE:20261007", "LOCATION:Stadthalle", title="Fachtag Sport")),
    )
    assert recorded(root) == before
    assert "Im Kalender steht nur noch der ganze Tag; die Uhrzeit bleibt." in run.err
    assert "Im Kalender steht als Ort nur „Stadthalle“; der genauere bleibt." in run.err
    run = imported(ksnet, root, calendar(event(";VALUE=DATE:20261007", title="Fachtag Sport")))
    assert recorded(root) == before


def test_a_series_that_becomes_one_appointment_is_still_known(root: Path, ksnet: Ksnet) -> None:
    imported(
        ksnet,
        root,
        calendar(
            event(
                f"{BERLIN}20260903T090000", "RRULE:FREQ=WEEKLY;COUNT=2", uid="s", title="AK Schule"
            )
        ),
    )
    imported(
        ksnet,
        root,
        calendar(event(f"{BERLIN}20260903T100000", uid="s", title="AK Schule und Kita")),
    )
    found = recorded(root)
    assert [(one["title"], one["start"], one["uid"]) for one in found.values()] == [
        ("AK Schule und Kita", "2026-09-03 10:00", "s"),
        ("AK Schule", "2026-09-10 09:00", "s#2026-09-10"),
    ]


@pytest.mark.parametrize(
    ("title", "groups"),
    [
        ("AK Schule", ["ak-schule"]), ("Arbeitskreis Schule (Herbst)", ["ak-schule"]), ("AG Schule", ["ak-schule"]), ("Treffen AK InsoFa", ["ak-insofa"]),
        ("Arbeitskreis der insoweit erfahrenen Fachkräfte", ["ak-insofa"]), ("Steuerungsgruppe", ["steuerung"]), ("Lenkungsgruppe Kinderschutz", ["steuerung"]),
        ("NWT Kinderschutz 2026", ["plenum"]), ("Netzwerktreffen Auental", ["plenum"]), ("Plenum", ["plenum"]), ("Netzwerktreffen Nord", None),
        ("Fachtag Schule", None), ("Arbeitskreis Kita", None), ("AK Schule und AK InsoFa", ["ak-insofa", "ak-schule"]),
    ],
)  # fmt: skip
def test_a_gremium_is_proposed_from_the_title_and_never_for_all(
    root: Path, ksnet: Ksnet, title: str, groups: list[str] | None
) -> None:
    imported(ksnet, root, calendar(event(f"{BERLIN}20260903T090000", title=title)))
    [found] = recorded(root).values()
    assert found.get("groups") == groups


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("Kopie: Netzwerktreffen", "dem Titel nach eine Antwort oder Kopie"),
        ("Zugesagt: Netzwerktreffen", "dem Titel nach eine Antwort oder Kopie"),
        ("Kein Netzwerktreffen im September", "der Titel sagt wohl, dass er ausfällt"),
        ("VERLEGT! Netzwerktreffen", "der Titel sagt, dass er verschoben ist"),
    ],
)
def test_a_title_that_is_doubtful_is_asked_about(
    root: Path, ksnet: Ksnet, title: str, why: str
) -> None:
    run = imported(ksnet, root, calendar(event(f"{BERLIN}20260903T090000", title=title)))
    assert f"{why}; nicht übernommen." in run.err.partition("Zu entscheiden:")[2]
    assert not recorded(root)


OTHERS = (
    "Netzwerktreffen vorbereiten", "Protokoll Netzwerktreffen", "Raum für Netzwerktreffen buchen", "Catering Netzwerktreffen bestellen",
    "Anmeldeschluss Fachtag", "Rückmeldung Fachtag", "Aufbau Fachtag", "Fahrt zum Netzwerktreffen", "Technikcheck Fachtag",
    "Einladungen Netzwerktreffen raus", "Tagesordnung AK Schule", "Auswertung Fachtag", "Kurze Abstimmung AK Schule", "Blocker Fachtag",
    "Vertretung für Kollegin im AK Schule", "Kinder abholen vor Netzwerktreffen", "Orga Netzwerktreffen", "Besprechung Fachtag",
    "Treffen mit Freunden", "Klassentreffen", "Familientreffen", "Nachbarschaftstreffen", "Jahrgangstreffen", "Schulkonferenz",
    "Lehrerkonferenz", "Ratssitzung", "Vorstandssitzung Sportverein", "Bauausschuss", "Brandschutzschulung", "Fortbildung Excel",
    "Bildungsurlaub Workshop Töpfern", "Weihnachtsfeier Netzwerk", "Netzwerktreffen Demenz", "AK Senioren", "Runder Tisch Asyl",
    "Netzwerk Integration", "AK Suchthilfe", "Psychosoziale AG", "Netzwerk gegen Rechts",
    "Fachtag Kinderschutz – Anmeldeschluss", "Anmeldung Fachtag endet", "Fachtag: letzter Tag Anmeldung", "Plenum - Protokollversand",
    "Netzwerktreffen: Protokoll fällig", "TN-Liste Fachtag an Referentin", "Warteliste Fortbildung prüfen", "Teilnahmebescheinigungen Fortbildung",
    "Dienstreise Netzwerktreffen Düsseldorf", "verhindert: Netzwerktreffen", "Plenum (nicht da)", "Plenum – Vertretung durch Jan",
    "Fachtag Abrechnung", "Plenum?", "Plenum (vorl.)", "Plenum Alternativtermin", "Terminverlegung Plenum",
    "evtl. Netzwerktreffen", "Platzhalter: Netzwerktreffen", "Netzwerktreffen (?)", "Schulung neue Software",
)  # fmt: skip
OURS = (
    "Netzwerktreffen", "NWT Herbst", "Herbsttreffen", "Fachkräftetreffen", "Vernetzungstreffen Nord", "Koordinatorinnentreffen", "AK-Treffen",
    "Treffen der Lotsinnen", "Kinderschutzkonferenz", "Regionalkonferenz Süd", "Plenumssitzung", "Sitzung der Steuerungsgruppe",
    "Jugendhilfeausschuss", "Unterausschuss Jugendhilfeplanung", "InsoFa-Schulung", "Inhouse-Schulung § 8a", "Onlineseminar Kindeswohl",
    "AG Übergänge", "Arbeitskreis Sucht", "Netzwerk Integration und Kinderschutz", "Fachtag: Evtl. betroffen?", "Runder Tisch Kinderschutz", "Fachtag Kinderschutz und Ehrenamt", "Planung und Praxis: Fachtag",
    "Fachtag: Was brauchen Kinder?", "Ersatztermin Netzwerktreffen", "Fortbildung: Gefährdung einschätzen, Gespräche führen", "Plenum: Planung 2027",
    "Bündnistreffen Kinderschutz", "Gesundheitskonferenz Kindeswohl", "Kinderschutz in Vereinen: Trainerschulung", "Ärztesitzung zum Kinderschutz",
)  # fmt: skip


@pytest.mark.parametrize(("titles", "ours"), [(OTHERS, False), (OURS, True)])
def test_without_anybody_to_ask_only_what_must_be_the_networks_is_taken_over(
    root: Path, ksnet: Ksnet, titles: tuple[str, ...], ours: bool
) -> None:
    meetings = (
        event(f"{BERLIN}202609{number % 28 + 1:02}T{8 + number % 9:02}0000", uid=f"u{number}", title=title)
        for number, title in enumerate(titles)
    )  # fmt: skip
    run = imported(ksnet, root, calendar(*meetings))
    taken = sorted(one["title"] for one in recorded(root).values())
    assert taken == (sorted(titles) if ours else [])
    asked = run.err.partition("Zu entscheiden:")[2]
    assert [title for title in titles if f"„{title}“" not in asked] == (
        list(titles) if ours else []
    )


PLACES = {
    "Rathaus I\\, Kleiner Saal\\; Microsoft Teams-Besprechung": (
        "hybrid",
        "Rathaus I, Kleiner Saal",
    ),
    "ZOOM Erlebniswelt\\, Am Wall 1\\, 59494 Soest": (None, "ZOOM Erlebniswelt"),
    "Kreishaus / online": ("hybrid", "Kreishaus"),
    "Kreishaus (hybrid)": ("hybrid", "Kreishaus"),
    "Teamraum 3": (None, "Teamraum 3"),
    "Haus der Online-Medien": (None, "Haus der Online-Medien"),
    "https://teams.microsoft.com/l/meetup": ("online", None),
    "Online über Zoom": ("online", None),
    "Kreishaus\\; https://example.org/anfahrt": (None, "Kreishaus"),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_word_in_a_place_is_no_proof_of_an_online_meeting(
    root: Path, ksnet: Ksnet, place: str
) -> None:
    imported(
        ksnet,
        root,
        calendar(event(f"{BERLIN}20260903T090000", f"LOCATION:{place}", title="Netzwerktreffen")),
    )
    [found] = recorded(root).values()
    assert (found.get("mode"), found.get("location", {}).get("name")) == PLACES[place]


def test_imports_yaml_is_checked_like_a_record(root: Path, ksnet: Ksnet) -> None:
    (root / "imports.yaml").write_text(
        "appointments:\n  - id: t1\n    netzwerk: n\n    titel: Zahnarzt\n", "utf-8"
    )
    run = ksnet("validate", *DAY, "--format", "concise", cwd=root)
    assert run.code == 1
    assert "imports.yaml:3" in run.out
    (root / "imports.yaml").write_text(
        "appointments:\n    - {id: t1, network: netz}\n# Anmerkung\n", "utf-8"
    )
    assert "imports.yaml\n" in ksnet("fmt", cwd=root).out
    assert (root / "imports.yaml").read_text(
        "utf-8"
    ) == "appointments:\n  - {id: t1, network: netz}\n# Anmerkung\n"
    (root / "imports.yaml").write_text("appointments: [\n", "utf-8")
    (root / "k.ics").write_bytes(OFFICE)
    run = ksnet("import", "events", "k.ics", "--network", "n", *DAY, cwd=root)
    assert (run.code, "imports.yaml" in run.err, recorded(root)) == (2, True, {})


def test_other_commands_do_not_load_what_reads_calendars(root: Path) -> None:
    script = "import sys; from ksnet.cli import main; sys.argv = ['ksnet', 'validate']\ntry: main()\nexcept SystemExit: pass\nprint([m for m in sys.modules if m in ('recurring_ical_events', 'icalendar', 'x_wr_timezone')])"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def through_khal(folder: Path, content: bytes) -> bytes:
    """Return a calendar as khal holds it after importing it:
    one file for each identity, put together again.
    """
    (folder / "calendar").mkdir(parents=True)
    config = folder / "khal.conf"
    config.write_text(
        f"[calendars]\n[[kalender]]\npath = {folder}/calendar\n[sqlite]\npath = {folder}/khal.db\n"
        "[locale]\nlocal_timezone = Europe/Berlin\ndefault_timezone = Europe/Berlin\n",
        encoding="utf-8",
    )
    (folder / "in.ics").write_bytes(content)
    environment = {"HOME": str(folder), "LC_ALL": "C.UTF-8"}
    run_program(
        program("khal"),
        "-c",
        config,
        "import",
        "--batch",
        "-a",
        "kalender",
        folder / "in.ics",
        env=environment,
    )
    return b"".join(file.read_bytes() for file in sorted((folder / "calendar").glob("*.ics")))


def through_vobject(folder: Path, content: bytes) -> bytes:
    """Return a calendar as vobject reads and writes it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return "".join(one.serialize() for one in vobject.readComponents(content.decode())).encode()


@pytest.mark.calendar
@pytest.mark.parametrize("way", [through_khal, through_vobject])
def test_our_calendar_comes_back_from_another_program_without_a_change(
    way: Callable[[Path, bytes], bytes], root: Path, tmp_path: Path, ksnet: Ksnet
) -> None:
    imported(ksnet, root, OFFICE)
    courses = root / "data/events/n/2026-11-18-kurs.yaml"
    courses.write_text("title: Kurs Gespräche; Teil 1, 2\nkind: fortbildung\nsessions:\n  - {start: 2026-11-18 09:00, end: 2026-11-18 12:00}\n  - {start: 2026-11-25 09:00, end: 2026-11-25 12:00}\nstatus: abgesagt\n", "utf-8")  # fmt: skip
    before = state(root)
    assert ksnet("calendar", "n", *DAY, "-o", root / "out.ics", cwd=root).code == 0
    run = imported(ksnet, root, way(tmp_path / "way", (root / "out.ics").read_bytes()))
    assert ("Nichts zu ändern." in run.err, state(root)) == (True, before), run.err


@pytest.mark.calendar
@pytest.mark.parametrize("way", [through_khal, through_vobject])
def test_a_foreign_calendar_that_another_program_has_held_is_the_same(
    way: Callable[[Path, bytes], bytes], root: Path, tmp_path: Path, ksnet: Ksnet
) -> None:
    office = OFFICE.replace(
        b"SUMMARY:AK InsoFa", b"DURATION:PT3H\r\nSUMMARY:AK InsoFa"
    )  # khal would give it an end
    imported(ksnet, root, office)
    before = state(root)
    run = imported(ksnet, root, way(tmp_path / "way", office))
    assert ("Nichts zu ändern." in run.err, state(root)) == (True, before), run.err


def test_what_is_due_becomes_no_event_where_a_calendar_holds_it(root: Path, ksnet: Ksnet) -> None:
    meeting = event(f"{BERLIN}20260916T140000", title="Netzwerktreffen")
    imported(ksnet, root, calendar(meeting))
    assert ksnet("due", "n", *DAY, "--days", "365", "-o", root / "due.ics", cwd=root).code == 0
    held = (root / "due.ics").read_bytes().replace(b"\r\n ", b"")
    assert b"SUMMARY:Netzwerktreffen" in held
    before = state(root)
    due = held.count(b"BEGIN:VEVENT")
    run = imported(ksnet, root, held + calendar(meeting))
    assert f"weil es keine Termine sind: {due} Frist" in run.err
    assert state(root) == before


def test_what_stands_twice_in_a_calendar_is_one_event(root: Path, ksnet: Ksnet) -> None:
    twice = event(f"{BERLIN}20260903T090000", uid="a", title="AK Schule") * 2
    run = imported(
        ksnet, root, calendar(twice, event(f"{BERLIN}20260903T090000", uid="b", title="AK  Schule"))
    )
    assert [one["uid"] for one in recorded(root).values()] == ["a"]
    assert "steht zweimal im Kalender" in run.err
    again = imported(ksnet, root, (root / "k.ics").read_bytes())
    assert [one["uid"] for one in recorded(root).values()] == ["a"]
    assert "steht zweimal im Kalender" in again.err


def test_meetings_side_by_side_are_not_taken_for_one(root: Path, ksnet: Ksnet) -> None:
    folder = root / "data/events/n"
    folder.mkdir(parents=True)
    (folder / "2026-09-03-nord.yaml").write_text(
        "title: AK Schule Nord\nkind: arbeitskreis\nstart: 2026-09-03 09:00\nstatus: geplant\n"
    )
    sides = [
        event(f"{BERLIN}20260903T090000", uid=name, title=f"AK Schule {name}")
        for name in ("Süd", "Nord")
    ]
    imported(ksnet, root, calendar(*sides))
    assert {one["title"]: one["uid"] for one in recorded(root).values()} == {
        "AK Schule Nord": "Nord",
        "AK Schule Süd": "Süd",
    }


def test_a_series_that_is_called_off_as_a_whole_is_one_line(root: Path, ksnet: Ksnet) -> None:
    run = imported(
        ksnet,
        root,
        calendar(
            event(
                f"{BERLIN}20260903T090000",
                "RRULE:FREQ=WEEKLY;COUNT=9",
                "STATUS:CANCELLED",
                title="AK Schule",
            )
        ),
    )
    assert run.err.count("wird nicht angelegt") == 1
    assert recorded(root) == {}


def test_calendars_without_identities_are_read_as_well(root: Path, ksnet: Ksnet) -> None:
    content = calendar(
        event(f"{BERLIN}20260903T090000", "RRULE:FREQ=WEEKLY;COUNT=3", title="AK Schule")
    ).replace(b"UID:u\r\n", b"")
    imported(ksnet, root, content)
    before = state(root)
    assert len(recorded(root)) == 3
    assert not any("uid" in one for one in recorded(root).values())
    assert ("Nichts zu ändern." in imported(ksnet, root, content).err, state(root)) == (
        True,
        before,
    )


@pytest.mark.parametrize(
    ("place", "location", "mode"),
    [
        ("Telefonkonferenz +49 69 123456\\, PIN 998877#", None, "online"),
        ("Kreishaus\\, Raum 5\\, Einwahl 069 123456 PIN 998877", {"name": "Kreishaus, Raum 5"}, None),
        ("Kreishaus (Meeting-ID 998877\\, Passwort: geheim)", {"name": "Kreishaus"}, None),
        ("Zoom (Meeting-ID: 99 88 77\\, Kenncode 998877)", None, "online"),
        ("Kreishaus\\; us02web.zoom.us/j/998877", {"name": "Kreishaus"}, "hybrid"),
        ("Einwahl: 069 123456\\, Code 998877#", None, None),
        ("Zoom (ID: 853 9988 7766\\, PW: geheim)", None, "online"),
        ("Kreishaus (Türcode 998877#)", {"name": "Kreishaus"}, None),
        ("Kreishaus\\, WLAN-Passwort: geheim", {"name": "Kreishaus"}, None),
        ("02921 1234567", None, "online"),
        ("Codehaus\\, Tel. 02921 103-0", {"name": "Codehaus, Tel. 02921 103-0"}, None),
    ],
)  # fmt: skip
def test_what_lets_somebody_into_a_meeting_is_never_taken_over(
    root: Path, ksnet: Ksnet, place: str, location: dict[str, str] | None, mode: str | None
) -> None:
    plain = event(f"{BERLIN}20260903T090000", "LOCATION:Schule", uid="b", title="AK Schule")
    new = event(f"{BERLIN}20260903T090000", f"LOCATION:{place}", uid="a", title="AK Schule Süd")
    changed = plain.replace("LOCATION:Schule", f"LOCATION:{place}")
    imported(ksnet, root, calendar(plain))
    run = imported(ksnet, root, calendar(new, changed))
    assert "998877" not in run.out + run.err
    assert "geheim" not in run.out + run.err
    held = recorded(root)["2026-09-03-ak-schule-sued"]
    assert (held.get("location"), held.get("mode")) == (location, mode)
    assert ("Einwahldaten werden nie übernommen" in run.err) == (
        mode != "online" and "Codehaus" not in place
    )
    held = recorded(root)["2026-09-03-ak-schule"]
    kept = {"name": "Schule"} if location is None and mode is None else location
    assert (held.get("location"), held.get("mode")) == (kept, mode)


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("AK Schule https://zoom.us/j/998877?pwd=geheim", "AK Schule"),
        ("AK Schule (Meeting-ID: 998 877 66\\, Kenncode: g3heim)", "AK Schule"),
        ("AK Schule Einwahl +49 69 998877\\,\\,998877#", "AK Schule"),
        ("Webinar-ID 853 9988 7766 | AK Schule", "AK Schule"),
        ("AK Schule\\, PW: geheim", "AK Schule"),
        ("Fortbildung: Passwort und PIN im Netz 2026", None),
        ("3. Konferenz Nr. 3 der ID-Karten", None),
        ("AK Schule 2005 - 2025\\, 00.30 Uhr", None),
    ],
)
def test_a_title_loses_what_lets_somebody_into_a_meeting(
    root: Path, ksnet: Ksnet, title: str, kept: str | None
) -> None:
    run = imported(ksnet, root, calendar(event(f"{BERLIN}20260903T090000", title=title)))
    (held,) = recorded(root).items()
    assert held[1]["title"] == (kept or title.replace("\\", ""))
    assert ("Einwahldaten werden nie übernommen" in run.err) == (kept is not None)
    for secret in ("9988", "geheim", "g3heim"):
        assert secret not in run.out + run.err + held[0] + (root / "imports.yaml").read_text()


def test_online_ends_where_a_calendar_names_a_place_and_the_reverse(
    root: Path, ksnet: Ksnet
) -> None:
    def meeting(place: str) -> bytes:
        return calendar(
            event(f"{BERLIN}20260903T090000", f"LOCATION:{place}", uid="a", title="AK Schule")
        )

    imported(ksnet, root, meeting("Kreishaus"))
    run = imported(ksnet, root, meeting("https://zoom.us/j/998877?pwd=x"))
    assert "Ort: „Kreishaus“ → online; Datei " in run.err
    held = recorded(root)["2026-09-03-ak-schule"]
    assert (held.get("location"), held["mode"]) == (None, "online")
    imported(ksnet, root, meeting("Kreishaus"))
    held = recorded(root)["2026-09-03-ak-schule"]
    assert (held["location"], held.get("mode")) == ({"name": "Kreishaus"}, None)
    run = imported(ksnet, root, meeting("Ort folgt"))
    assert "Im Kalender steht kein Ort mehr; der eingetragene bleibt." in run.err
    assert recorded(root)["2026-09-03-ak-schule"]["location"] == {"name": "Kreishaus"}


def test_a_title_that_names_a_child_is_neither_repeated_nor_taken_over(
    root: Path, ksnet: Ksnet
) -> None:
    named = "Arbeitskreis: Hilfeplan Kevin Kowalski"
    before = event(f"{BERLIN}20260903T090000", uid="a", title="AK Schule")
    after = event(f"{BERLIN}20260903T090000", uid="a", title=named)
    others = "".join(event(f"{BERLIN}20260904T090000", uid=uid, title=named) for uid in ("x", "y"))
    imported(ksnet, root, calendar(before))
    run = imported(ksnet, root, calendar(after, others))
    assert "Kowalski" not in run.out + run.err
    assert "Der neue Titel nennt wohl eine Person oder einen Einzelfall" in run.err
    assert [one["title"] for one in recorded(root).values()] == ["AK Schule"]


def test_a_whole_day_that_gets_its_hours_is_no_longer_a_whole_day(root: Path, ksnet: Ksnet) -> None:
    days = event(";VALUE=DATE:20260903", "DTEND;VALUE=DATE:20260905", uid="a", title="AK Schule")
    imported(ksnet, root, calendar(days))
    hours = event(
        f"{BERLIN}20260903T090000", f"DTEND{BERLIN}20260903T110000", uid="a", title="AK Schule"
    )
    imported(ksnet, root, calendar(hours))
    held = recorded(root)["2026-09-03-ak-schule"]
    assert (held["start"], held["end"]) == ("2026-09-03 09:00", "2026-09-03 11:00")
    assert "all_day" not in held


SERIES = event(f"{BERLIN}20260903T090000", "RRULE:FREQ=WEEKLY;COUNT=3", uid="s", title="AK Schule")
THURSDAYS = [f"2026-09-{day}-ak-schule" for day in ("03", "10", "17")]


@pytest.mark.parametrize(
    ("later", "gone"),
    [
        (SERIES.replace("COUNT=3", f"COUNT=3\nEXDATE{BERLIN}20260910T090000"), THURSDAYS[1:2]),
        (SERIES.replace("COUNT=3", "UNTIL=20260908"), THURSDAYS[1:]),
        (SERIES.replace("RRULE:FREQ=WEEKLY;COUNT=3\n", ""), THURSDAYS[1:]),
        (event(f"{BERLIN}20260903T110000", uid="other", title="AK Kita"), []),
        # Some programs write a part of a series as single appointments.
        (
            event(f"{BERLIN}20260903T090000", uid="s", title="AK Schule")
            + event(f"{BERLIN}20260910T090000", uid="s", title="AK Schule"),
            [],
        ),
        (SERIES, []),
    ],
)
def test_an_event_that_has_left_its_series_is_told_and_stays(
    root: Path, ksnet: Ksnet, later: str, gone: list[str]
) -> None:
    imported(ksnet, root, calendar(SERIES))
    run = imported(ksnet, root, calendar(later))
    held = recorded(root)
    assert [held[ident]["status"] for ident in THURSDAYS] == ["geplant"] * 3
    several = f"ksnet set {','.join(gone)} status=abgesagt"
    one = [f"ksnet record {ident} --status abgesagt" for ident in gone]
    assert (several in run.err) == (len(gone) > 1)
    assert [command in run.err for command in one] == [len(gone) == 1] * len(gone)
    assert ("in den Unterlagen bleib" in run.err) == bool(gone)
    for opted in (("--from", "1.12.2026"), ("--to", "4.9.2026")):
        assert "nicht mehr in seiner Serie" not in imported(
            ksnet, root, calendar(SERIES), *opted
        ).err  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        ("", "name"),
        (f"{BERLIN}20260903T090000", "AK Schule"),
        (f"{BERLIN}20260903T090000", ""),
    ],
)
def test_a_series_is_called_off_by_its_uid_alone(
    root: Path, ksnet: Ksnet, lines: tuple[str, str]
) -> None:
    imported(ksnet, root, calendar(SERIES))
    start, title = lines
    name = "DTSTART" if start else "X-A"
    off = event(start, uid="s", title=title, name=name)
    run = imported(ksnet, root, calendar(off, head="METHOD:CANCEL\n"))
    assert [one["status"] for one in recorded(root).values()] == ["abgesagt"] * 3
    assert "nicht mehr in seiner Serie" not in run.err
    other = event("", uid="nie", title="", name="X-A")
    run = imported(ksnet, root, calendar(other, head="METHOD:CANCEL\n"))
    assert (
        "1 Absage nennt weder Tag noch Titel; in den Unterlagen steht kein Termin dazu." in run.err
    )


def test_one_of_a_series_is_called_off_without_its_title(root: Path, ksnet: Ksnet) -> None:
    imported(ksnet, root, calendar(SERIES))
    off = event("", f"RECURRENCE-ID{BERLIN}20260910T090000", uid="s", title="", name="X-A")
    imported(ksnet, root, calendar(off, head="METHOD:CANCEL\n"))
    assert [one["status"] for one in recorded(root).values()] == ["geplant", "abgesagt", "geplant"]


def test_what_was_deleted_in_the_records_comes_back_only_by_name(root: Path, ksnet: Ksnet) -> None:
    imported(ksnet, root, calendar(SERIES))
    (root / f"data/events/n/{THURSDAYS[1]}.yaml").unlink()
    longer = SERIES.replace("COUNT=3", "COUNT=4")
    run = imported(ksnet, root, calendar(longer))
    assert list(recorded(root)) == [THURSDAYS[0], THURSDAYS[2], "2026-09-24-ak-schule"]
    assert "„AK Schule“ am 10.09.2026, 09:00 Uhr: ist in den Unterlagen gelöscht worden" in run.err
    imported(ksnet, root, calendar(longer), "--only", "AK Schule")
    assert THURSDAYS[1] in recorded(root)


def test_an_older_calendar_moves_nothing_back_and_asks(root: Path, ksnet: Ksnet) -> None:
    """Programs that count changes (SEQUENCE) say themselves that an event was moved back."""

    def at(day: str, sequence: str, title: str = "Netzwerktreffen") -> bytes:
        return calendar(event(f"{BERLIN}202609{day}T140000", sequence, title=title))

    versions = [at("16", "SEQUENCE:0"), at("23", "SEQUENCE:1"), at("16", "SEQUENCE:2")]
    older = (versions[0], at("16", "SEQUENCE:1", "Treffen"), at("16", "TRANSP:OPAQUE"))
    for version in versions[:2]:
        imported(ksnet, root, version)
    before = state(root)
    for _ in range(2):
        for version in older:
            run = imported(ksnet, root, version)
            assert "von dieser Zeit auf den 23.09.2026, 14:00 Uhr verlegt" in run.err
            assert state(root) == before
    assert "Nichts zu ändern" in imported(ksnet, root, versions[1]).err
    imported(ksnet, root, versions[2])
    (back,) = recorded(root).values()
    assert back["start"] == "2026-09-16 14:00"
    assert back["rescheduled_from"] == ["2026-09-16 14:00", "2026-09-23 14:00"]
    assert "KS310" not in ksnet("validate", cwd=root).out
    asked = imported(ksnet, root, at("23", "SEQUENCE:2")).err
    command = 'ksnet move-event 2026-09-16-netzwerktreffen --to "2026-09-23 14:00"'
    assert command in asked
    ksnet(*shlex.split(command)[1:], *DAY, cwd=root)
    assert "Zu entscheiden" not in imported(ksnet, root, at("23", "SEQUENCE:2")).err
    assert "KS310" not in ksnet("validate", cwd=root).out


def test_what_was_moved_by_hand_asks_nothing_of_the_same_calendar(root: Path, ksnet: Ksnet) -> None:
    first = event(f"{BERLIN}20260916T140000", title="Netzwerktreffen")
    imported(ksnet, root, calendar(first))
    ksnet("move-event", "netzwerktreffen", "--to", "2026-09-23 14:00", *DAY, cwd=root)
    for title in ("Netzwerktreffen", "Netzwerktreffen Herbst"):
        run = imported(ksnet, root, calendar(first.replace("Netzwerktreffen", title)))
        assert "Zu entscheiden" not in run.err
        (held,) = recorded(root).values()
        assert (held["start"], held["title"]) == ("2026-09-23 14:00", title)


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("ENTFALL: Netzwerktreffen", "der Titel sagt wohl, dass er ausfällt"),
        ("Netzwerktreffen – verlegt auf 30.9.", "der Titel sagt, dass er verschoben ist"),
    ],
)
def test_a_new_title_that_may_call_off_is_asked_about(
    root: Path, ksnet: Ksnet, title: str, why: str
) -> None:
    first = event(f"{BERLIN}20260916T140000", title="Netzwerktreffen")
    imported(ksnet, root, calendar(first))
    before = recorded(root)
    run = imported(ksnet, root, calendar(first.replace("Netzwerktreffen", title)))
    assert f"{why}; bleibt, wie es ist." in run.err.partition("Zu entscheiden:")[2]
    assert recorded(root) == before


@pytest.mark.parametrize("new", ["Dienstbesprechung", "Vorbereitung Netzwerktreffen"])
def test_a_new_title_that_is_none_of_the_networks_is_asked_about(
    root: Path, ksnet: Ksnet, new: str
) -> None:
    first = event(f"{BERLIN}20260916T140000", title="Netzwerktreffen")
    imported(ksnet, root, calendar(first))
    before = recorded(root)
    run = imported(
        ksnet, root, calendar(first.replace("SUMMARY:Netzwerktreffen", f"SUMMARY:{new}"))
    )
    assert "der Titel bleibt „Netzwerktreffen“" in run.err.partition("Zu entscheiden:")[2]
    assert recorded(root) == before


@pytest.mark.parametrize(
    "before",
    ["WG: ", "AW: Fwd: ", "[EXTERN] ", "NEU! ", "Save the Date: ", "Aktualisiert: ", "Updated: "],
)
def test_what_mail_programs_put_before_a_title_is_no_part_of_it(
    root: Path, ksnet: Ksnet, before: str
) -> None:
    plain = event(f"{BERLIN}20260916T140000", title="Netzwerktreffen")
    sent = plain.replace("SUMMARY:", f"SUMMARY:{before}")
    for content in (sent, plain, sent):
        imported(ksnet, root, calendar(content), "--only", "Netzwerktreffen")
        assert [one["title"] for one in recorded(root).values()] == ["Netzwerktreffen"]


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("Aktualisierte Einladung: Netzwerktreffen @ Mi 16. Sept. 2026", "eine weitergeleitete"),
        ("Neue Zeit vorgeschlagen: Netzwerktreffen", "eine Antwort oder Kopie"),
        ("Termin steht noch nicht: Netzwerktreffen", "noch nicht sicher"),
        ("Netzwerktreffen (Termin noch offen)", "noch nicht sicher"),
    ],
)
def test_what_is_no_settled_meeting_by_its_title_is_asked_about(
    root: Path, ksnet: Ksnet, title: str, why: str
) -> None:
    run = imported(ksnet, root, calendar(event(f"{BERLIN}20260916T140000", title=title)))
    assert f"dem Titel nach {why}" in run.err.partition("Zu entscheiden:")[2]
    assert recorded(root) == {}


def test_one_of_a_series_is_judged_by_its_own_title(
    root: Path, ksnet: Ksnet, answering: Callable[[str], None]
) -> None:
    series = event(f"{BERLIN}20260903T090000", "RRULE:FREQ=WEEKLY;COUNT=4", title="AK Schule")
    for number, title in enumerate(("VERSCHOBEN: AK Schule", "Vorbereitung AK Schule", "AK Sucht")):
        begin = f"{BERLIN}202609{3 + 7 * number:02}T090000"
        series += event(begin, f"RECURRENCE-ID{begin}", title=title)
    run = imported(ksnet, root, calendar(series))
    asked = run.err.partition("Zu entscheiden:")[2].partition("Neu:")[0]
    assert "„VERSCHOBEN: AK Schule“ am 03.09.2026, 09:00 Uhr: der Titel sagt" in asked
    assert "„Vorbereitung AK Schule“ am 10.09.2026, 09:00 Uhr: dem Titel nach" in asked
    taken = [one["title"] for one in recorded(root).values()]
    assert taken == ["AK Sucht", "AK Schule"]
    answering("nicht\nnicht\n")
    assert "Nicht vom Netzwerk" in imported(ksnet, root, calendar(series)).err
    answering("\n")
    again = imported(ksnet, root, calendar(series.replace("COUNT=4", "COUNT=5")))
    assert "Wie früher entschieden nicht vom Netzwerk: 2 Einträge" in again.err
    assert len(recorded(root)) == 3


def test_an_event_that_its_calendar_no_longer_has_is_told_and_stays(
    root: Path, ksnet: Ksnet
) -> None:
    every = [
        event(f"{BERLIN}202609{day}T140000", uid=f"u{day}", title=f"Netzwerktreffen {day}")
        for day in ("10", "15", "20", "25")
    ]
    imported(ksnet, root, calendar(*every))
    before = recorded(root)
    run = imported(ksnet, root, calendar(*every[1:]))
    assert "„Netzwerktreffen 10“ am 10.09.2026, 14:00 Uhr: steht nicht (mehr) in diesem" in run.err
    assert "ksnet record 2026-09-10-netzwerktreffen-10 --status abgesagt" in run.err
    for other in (every, every[:1], every[:3], every[2:3] + every[3:]):
        told = imported(ksnet, root, calendar(*other)).err
        assert told.count("steht nicht (mehr)") == (2 if other == every[2:] else 0)
    assert recorded(root) == before


def test_what_a_calendar_no_longer_says_stays_and_is_told_once(root: Path, ksnet: Ksnet) -> None:
    first = event(f"{BERLIN}20260903T090000", title="AK Schule")
    end, place = f"DTEND{BERLIN}20260903T110000\n", "LOCATION:Kreishaus\n"
    whole = first.replace("END:VEVENT", f"{end}{place}END:VEVENT")
    imported(ksnet, root, calendar(whole))
    before = recorded(root)
    run = imported(ksnet, root, calendar(first))
    assert "Im Kalender steht kein Ort mehr; der eingetragene bleibt." in run.err
    assert "Im Kalender steht kein Ende mehr; das eingetragene bleibt." in run.err
    assert "Im Kalender steht" not in imported(ksnet, root, calendar(first)).err
    assert recorded(root) == before


def test_an_older_version_after_a_newer_one_changes_nothing(root: Path, ksnet: Ksnet) -> None:
    def at(day: str, *counted: str) -> bytes:
        return calendar(event(f"{BERLIN}202609{day}T140000", *counted, title="Netzwerktreffen"))

    imported(ksnet, root, at("23", "SEQUENCE:2"))
    before = state(root)
    run = imported(ksnet, root, at("16", "SEQUENCE:1"))
    assert "Eingelesen ist schon ein neuerer Stand dieses Termins; nichts übernommen." in run.err
    assert state(root) == before
    for newer in (at("24", "SEQUENCE:2"), at("25", "SEQUENCE:3"), at("28")):
        assert "neuerer Stand" not in imported(ksnet, root, newer).err
    assert [one["start"] for one in recorded(root).values()] == ["2026-09-28 14:00"]


def test_a_uid_may_have_the_sign_that_marks_the_day_of_a_series(root: Path, ksnet: Ksnet) -> None:
    series = SERIES.replace("UID:s", "UID:s#1")
    imported(ksnet, root, calendar(series))
    day = f"EXDATE{BERLIN}20260910T090000\nRRULE"
    run = imported(ksnet, root, calendar(series.replace("RRULE", day)))
    assert f"ksnet record {THURSDAYS[1]} --status abgesagt" in run.err
    off = event("", uid="s#1", title="", name="X-A")
    imported(ksnet, root, calendar(off, head="METHOD:CANCEL\n"))
    assert [one["status"] for one in recorded(root).values()] == ["abgesagt"] * 3


def test_an_event_that_gets_a_new_identity_in_its_calendar_is_the_same(
    root: Path, ksnet: Ksnet
) -> None:
    imported(ksnet, root, calendar(event(f"{BERLIN}20260903T090000", uid="a", title="AK Schule")))
    run = imported(
        ksnet, root, calendar(event(f"{BERLIN}20260903T090000", uid="b", title="AK Schule"))
    )
    assert [one["uid"] for one in recorded(root).values()] == ["b"]
    assert "Vermerkt, welcher Termin des Kalenders es ist (uid): 1 Termin" in run.err


def test_a_series_that_google_splits_is_the_same(root: Path, ksnet: Ksnet) -> None:
    """„Diesen und alle folgenden“ ends the series and begins another one, with a new UID."""
    imported(ksnet, root, calendar(SERIES))
    first = SERIES.replace("COUNT=3", "UNTIL=20260909T215959Z")
    rest = event(f"{BERLIN}20260910T110000", "RRULE:FREQ=WEEKLY;COUNT=2", uid="s_R20260910T070000", title="AK Schule")  # fmt: skip
    run = imported(ksnet, root, calendar(first, rest))
    assert [one["start"][11:] for one in recorded(root).values()] == ["09:00", "11:00", "11:00"]
    assert "Zu entscheiden" not in run.err
    again = imported(ksnet, root, calendar(first, rest))
    assert "Nichts zu ändern" in again.err


def test_a_second_meeting_of_the_day_is_another_one(root: Path, ksnet: Ksnet) -> None:
    noon = event(f"{BERLIN}20260910T120000", uid="neu", title="AK Schule")
    imported(ksnet, root, calendar(noon.replace("neu", "alt")))
    imported(ksnet, root, calendar(noon.replace("T12", "T09").replace("neu", "früh"), noon))
    starts = sorted(one["start"][11:] for one in recorded(root).values())
    assert starts == ["09:00", "12:00"]
    assert not any("rescheduled_from" in one for one in recorded(root).values())


def test_notes_on_a_series_are_told_of_known_ones_as_well(root: Path, ksnet: Ksnet) -> None:
    imported(ksnet, root, calendar(SERIES))
    far = event(
        f"{BERLIN}20290111T090000", f"RECURRENCE-ID{BERLIN}20260910T090000", uid="s", title="AK"
    )
    run = imported(ksnet, root, calendar(SERIES, far))
    assert "ein Termin der Serie ist auf den 11.01.2029, 09:00 Uhr verlegt" in run.err


def test_an_option_that_is_proposed_is_nothing_for_a_shell(root: Path, ksnet: Ksnet) -> None:
    title = 'Rundgang "Haus" $(rm) `x` & Hof'
    run = imported(ksnet, root, calendar(event(f"{BERLIN}20260903T090000", title=title)))
    assert '--only "Rundgang Haus (rm) x & Hof" --kind ART' in run.err
    imported(
        ksnet,
        root,
        calendar(event(f"{BERLIN}20260903T090000", title=title)),
        *("--only", "Rundgang Haus (rm) x & Hof", "--kind", "workshop"),
    )
    assert [one["title"] for one in recorded(root).values()] == [title]


def test_a_title_of_another_script_names_itself_alone(root: Path, ksnet: Ksnet) -> None:
    titles = "Собрание родителей", "Rundgang", "AK Schule"
    content = calendar(
        *(event(f"{BERLIN}20260903T090000", uid=title, title=title) for title in titles)
    )
    for only in ("собрание", "🧒", "-"):
        imported(ksnet, root, content, "--only", only, "--kind", "workshop")
    assert [one["title"] for one in recorded(root).values()] == [titles[0]]


@pytest.mark.parametrize(
    "lines",
    [
        ["RRULE:FREQ=WEEKLY;COUNT=4;BYHOUR=9,14"],
        [f"RDATE{BERLIN}20260903T140000,20260910T090000,20260910T140000"],
    ],
)
def test_two_appointments_of_a_series_on_one_day_are_two(
    root: Path, ksnet: Ksnet, lines: list[str]
) -> None:
    def calls(title: str) -> bytes:
        return calendar(event(f"{BERLIN}20260903T090000", *lines, uid="s", title=title))

    imported(ksnet, root, calls("AK Schule"))
    assert len({one["uid"] for one in recorded(root).values()}) == 4
    run = imported(ksnet, root, calls("AK Schule"))
    assert "Unverändert: 4 Termine" in run.err
    assert "zweimal" not in run.err
    imported(ksnet, root, calls("AK Schule und Kita"))
    assert {one["title"] for one in recorded(root).values()} == {"AK Schule und Kita"}


def test_the_second_appointment_of_the_last_day_may_leave_its_series_too(
    root: Path, ksnet: Ksnet
) -> None:
    rule = "RRULE:FREQ=WEEKLY;COUNT=4;BYHOUR=9,14"
    series = event(f"{BERLIN}20260903T090000", rule, uid="s", title="AK Schule")
    imported(ksnet, root, calendar(series))
    gone = series.replace(rule, f"{rule}\nEXDATE{BERLIN}20260910T140000")
    run = imported(ksnet, root, calendar(gone), "--to", "10.9.2026")
    assert "„AK Schule“ am 10.09.2026, 14:00 Uhr: steht im Kalender nicht mehr" in run.err


def test_an_added_appointment_of_a_series_leaves_the_others_alone(root: Path, ksnet: Ksnet) -> None:
    imported(ksnet, root, calendar(SERIES))
    added = event(f"{BERLIN}20261001T090000", uid="s", title="AK Schule")
    run = imported(ksnet, root, calendar(added, head="METHOD:ADD\n"))
    assert list(recorded(root)) == [*THURSDAYS, "2026-10-01-ak-schule"]
    assert "nicht mehr" not in run.err


@pytest.mark.parametrize(
    ("start", "told"),
    [
        ("2026-09", "AK Schule: genauer: September 2026 → 03.09.2026, 09:00 Uhr"),
        ("2026-09-03", "AK Schule: genauer: 03.09.2026 → 03.09.2026, 09:00 Uhr"),
        ("2026-10", ""),
    ],
)
def test_a_calendar_may_know_the_day_of_an_event_more_exactly(
    root: Path, ksnet: Ksnet, start: str, told: str
) -> None:
    file = root / "data/events/n/2026-treffen.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(f"title: AK Schule\nkind: arbeitskreis\nstart: {start}\nstatus: geplant\n")
    content = calendar(event(f"{BERLIN}20260903T090000", uid="a", title="AK Schule"))
    run = imported(ksnet, root, content)
    assert told in run.err
    assert len(recorded(root)) == (1 if told else 2)
    assert (recorded(root)["2026-treffen"]["start"] == "2026-09-03 09:00") == bool(told)


def test_an_event_that_was_put_off_is_planned_again_with_the_day_of_its_calendar(
    root: Path, ksnet: Ksnet
) -> None:
    def meeting(day: int) -> bytes:
        return calendar(event(f"{BERLIN}202609{day:02}T090000", uid="a", title="AK Schule"))

    imported(ksnet, root, meeting(3))
    file = root / "data/events/n/2026-09-03-ak-schule.yaml"
    file.write_text(file.read_text("utf-8").replace("status: geplant", "status: verschoben"))
    imported(ksnet, root, meeting(3))
    assert recorded(root)["2026-09-03-ak-schule"]["status"] == "verschoben"
    run = imported(ksnet, root, meeting(17))
    assert "verlegt: 03.09.2026, 09:00 Uhr → 17.09.2026, 09:00 Uhr, wieder geplant" in run.err
    held = recorded(root)["2026-09-03-ak-schule"]
    assert (held["status"], held["start"]) == ("geplant", "2026-09-17 09:00")


@pytest.mark.parametrize(
    ("place", "location"),
    [
        ("Kreishaus\\nAm Ring 7\\n48653 Auental", {"name": "Kreishaus", "street": "Am Ring 7", "postcode": "48653", "city": "Auental"}),
        ("Stadthalle\\nMarkt 1\\n59494 Soest\\, Deutschland", {"name": "Stadthalle", "street": "Markt 1", "postcode": "59494", "city": "Soest"}),
        ("Am Ring 7\\, 48653 Auental\\, Germany", {"name": "Am Ring 7", "postcode": "48653", "city": "Auental"}),
        ("Rathaus\\n\\nRaum 3", {"name": "Rathaus, Raum 3"}),
        ("Haus Deutschland", {"name": "Haus Deutschland"}),
    ],
)  # fmt: skip
def test_an_address_of_several_lines_is_one(
    root: Path, ksnet: Ksnet, place: str, location: dict[str, str]
) -> None:
    meeting = event(f"{BERLIN}20260903T090000", f"LOCATION:{place}", uid="a", title="AK Schule")
    imported(ksnet, root, calendar(meeting))
    assert recorded(root)["2026-09-03-ak-schule"]["location"] == location
