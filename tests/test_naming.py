"""Names instead of ids, dates as people write them, the only network left out:
the same for every command.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ksnet.basics.errors import UsageProblem
from ksnet.records.said import said_date, said_day, said_hours, said_moment, said_since
from tests.commands import all_commands
from tests.conftest import Run

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]


# --- dates


@pytest.mark.parametrize(
    "text",
    [
        "2026-09-08", "8.9.2026", "08.09.2026", "8.9.26", "8. September 2026", "8. Sept. 2026", "8 sep 26", "Di, 8.9.2026",
        "Dienstag, den 8. September 2026", "  8.9.2026 ", "8. 9. 2026", "2026.09.08", "2026/9/8",
    ],
)  # fmt: skip
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert said_day(text) == dt.date(2026, 9, 8)
    assert said_date(text).text == said_moment(text).text == "2026-09-08"


@pytest.mark.parametrize(
    "text",
    [
        "2026-04-22 09:00", "2026-04-22T09:00", "22.4.2026 9:00", "22.4.26 9 Uhr", "22.4.2026, 9.00 Uhr", "22.4.2026 um 9 Uhr", "22.4.2026 9 Uhr 00",
        "Mittwoch, 22. April 2026, um 9:00 Uhr", "22.4.2026  9:00", "22.04.2026 - 9:00",
    ],
)  # fmt: skip
def test_a_moment_is_read_as_people_write_it(text: str) -> None:
    assert said_moment(text).text == "2026-04-22 09:00"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("12/2027", "2027-12"), ("12.2027", "2027-12"), ("Dezember 2027", "2027-12"), ("Dez. 2027", "2027-12"), ("2027-12", "2027-12"),
        ("2027/12", "2027-12"), ("2027", "2027"), ("2022/2023-02-08", "2022/2023-02-08"), ("1.3.98", "1998-03-01"), ("1.3.31", "2031-03-01"),
    ],
)  # fmt: skip
def test_a_date_is_as_exact_as_it_is_written(text: str, date: str) -> None:
    assert said_date(text).text == said_since(text).text == date


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "ist kein Tag"),
        ("bald", "ist kein Tag. Schreibweise: 30.6.2026"),
        ("8. Novelle 2026", "ist kein Tag. Schreibweise: 30.6.2026"),
        ("12/2027", "ist kein Tag"),
        ("2027", "ist kein Tag"),
        ("31.6.2026", "Den 31. gibt es im Monat 06/2026 nicht"),
        ("2026-13-01", "Einen Monat 13 gibt es nicht"),
        ("30.6.", "fehlt das Jahr"),
        ("3/4/2026", "kann zwei Tage meinen"),
        (
            "Mo, 8.9.2026",
            "Der Wochentag passt nicht zum Datum; der Tag ist Dienstag, 8. September 2026",
        ),
        ("8.9.2026 9:00", "Hier steht nur ein Tag, keine Uhrzeit"),
        ("1.1.1800", "liegt außerhalb von 1900 bis 2199"),
    ],
)
def test_what_is_no_day_is_refused_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(UsageProblem, match=re.escape(said)) as refused:
        said_day(text)
    assert "start:" not in str(refused.value)


def test_beginning_and_end_in_one_are_asked_for_one_by_one() -> None:
    with pytest.raises(
        UsageProblem, match="einzeln angeben: 2026-04-22 09:00 und 2026-04-22 11:00"
    ):
        said_moment("22.4.2026 9-11 Uhr")


@pytest.mark.parametrize(
    "text", ["13:30-15:30", "13.30 – 15.30 Uhr", "von 13:30 bis 15:30", "13:30 Uhr bis 15:30 Uhr"]
)
def test_hours_are_read_as_people_write_them(text: str) -> None:
    assert said_hours(text) == (dt.time(13, 30), dt.time(15, 30))


@pytest.mark.parametrize("text", ["", "bis", "25", "9 bis", "15-13", "9-11-13", "früh"])
def test_what_are_no_hours_is_refused(text: str) -> None:
    with pytest.raises(UsageProblem, match="ist keine Uhrzeit"):
        said_hours(text)


# --- names

NETWORK = """name: Netzwerk Kinderschutz {name}
founded: 2024-01-01
youth_offices:
  - {{id: stadt, name: Jugendamt der Stadt {name}, key: "05974040"}}
groups:
  - {{id: ak-schule, name: Arbeitskreis Schule, kind: arbeitskreis}}
  - {{id: runde, name: "{group}", kind: arbeitskreis}}
"""
MEMBERS = """members:
  - id: polizei
    name: Kreispolizeibehörde {name}
    field: polizei-ordnung
    groups: [ak-schule]
    people:
      - {{id: muster, family_name: Müster, given_name: André, email: muster@polizei.example.org}}
      - {{id: weg, family_name: Ehemals, given_name: Änne, until: 2024-12-31}}
      - {{id: beispiel, family_name: Beispiel, given_name: Kim}}
  - id: wache
    name: Polizeiwache
    field: polizei-ordnung
  - id: haus
    name: Frauenhaus Zuflucht
    field: beratung
    sensitive: true
    people:
      - {{id: leitung, family_name: Geheim}}
"""
EVENT = "title: {title}\nkind: arbeitskreis\ngroups: [ak-schule]\nstart: {day}\nstatus: geplant\n"
PLAN = "title: Kinderschutzplan 2025\nstart: 2025-01-01\nend: 2025-12-31\n"
ONE = {
    "data/networks/sued/network.yaml": NETWORK.format(name="Südstadt", group="Runder Tisch Süd"),
    "data/networks/sued/members.yaml": MEMBERS.format(name="Südstadt"),
    "data/networks/sued/plans/ksep.yaml": PLAN,
    "data/events/sued/2025-03-05-frueh.yaml": EVENT.format(
        title="Frühjahrstreffen", day="2025-03-05 09:00"
    ),
    "data/events/sued/2025-09-10-runde.yaml": EVENT.format(title="AK-Treffen", day="2025-09-10"),
    "data/events/sued/2025-11-12-runde.yaml": EVENT.format(title="AK-Treffen", day="2025-11-12"),
}
TWO = ONE | {
    "data/networks/nord/network.yaml": NETWORK.format(name="Nordstadt", group="Runder Tisch Nord"),
    "data/networks/nord/members.yaml": MEMBERS.format(name="Nordstadt")
    .replace("muster", "nordmann")
    .replace("Müster", "Nordmann")
    .replace("weg", "nordweg")
    .replace("Ehemals", "Nordweg"),
}
DAY = ("--as-of", "1.12.2025")

# Each command with the place of a name in it, and the names that mean the same there.
NETWORKS = (
    "sued",
    "Netzwerk Kinderschutz Südstadt",
    "netzwerk kinderschutz suedstadt",
    "Südstadt",
    "sudst",
)
GROUPS = ("ak-schule", "Arbeitskreis Schule", "ARBEITSKREIS-SCHULE", "Schule", "sued/ak-schule")
EVENTS = ("2025-03-05-frueh", "sued/2025-03-05-frueh", "data/events/sued/2025-03-05-frueh.yaml", "Frühjahrstreffen", "fruehjahrstreffen", "Frühjahr", "5.3.2025", "sued/Frühjahrstreffen")  # fmt: skip
BODIES = (
    "polizei",
    "Kreispolizeibehörde Südstadt",
    "kreispolizeibehoerde südstadt",
    "Kreispolizei",
    "sued/polizei",
)
PEOPLE = (
    "muster",
    "André Müster",
    "andre muester",
    "Müster",
    "Herr Müster",
    "Müster, André",
    "sued/muster",
)
ASKED = [
    *(
        (arguments, NETWORKS)
        for arguments in (
            ("report", "@", "--year", "2025"), ("calendar", "@"), ("members", "@"), ("duties", "@"), ("due", "@"), ("attendance", "@"),
            ("figures", "@"), ("find", "Müster", "--network", "@"), ("mail", "@"), ("mail", "ak-schule", "--network", "@"),
            ("end", "group", "runde", "--on", "2025-06-30", "--network", "@", "--diff"), ("rename", "network", "@", "neu", "--diff"),
            ("merge", "member", "polizei", "wache", "--network", "@", "--diff"), ("forget", "@", "weg", "--diff", "--yes"),
        )
    ),
    *(
        (arguments, GROUPS)
        for arguments in (
            ("calendar", "sued", "--group", "@"), ("attendance", "sued", "--group", "@"), ("mail", "@", "--network", "sued"),
            ("end", "group", "@", "--on", "2025-06-30", "--network", "sued", "--diff"),
            ("rename", "group", "@", "neu", "--network", "sued", "--diff"),
        )
    ),
    *(
        (arguments, EVENTS)
        for arguments in (
            ("event", "@"), ("record", "@", "--status", "stattgefunden", "--diff"), ("move-event", "@", "--to", "2025-12-09", "--diff"), ("mail", "@"),
        )
    ),
    (("rename", "event", "@", "2025-03-05-neu", "--diff"), EVENTS[:2]),
    *(
        (arguments, BODIES)
        for arguments in (
            ("end", "member", "@", "--on", "2025-06-30", "--network", "sued", "--diff"), ("merge", "member", "@", "wache", "--network", "sued", "--diff"),
            ("merge", "member", "wache", "@", "--network", "sued", "--diff"), ("rename", "member", "@", "neu", "--network", "sued", "--diff"),
        )
    ),
    (("record", "2025-03-05-frueh", "--status", "stattgefunden", "--member", "@", "--diff"), BODIES[:4]),
    (("record", "2025-03-05-frueh", "--status", "stattgefunden", "--result", "aufgabe: Brief @@ bis 31.12.2025", "--diff"), BODIES[:4]),
    *(
        (arguments, PEOPLE)
        for arguments in (
            ("end", "person", "@", "--on", "2025-06-30", "--diff"), ("merge", "person", "@", "beispiel", "--network", "sued", "--diff"),
            ("rename", "person", "@", "neu", "--diff"),
        )
    ),
    (("forget", "sued", "@", "--diff", "--yes"), ("weg", "Änne Ehemals", "aenne ehemals", "Ehemals", "Ehemals, Änne", "sued/weg")),
    (("set", "@", "categories=polizei-ordnung", "--network", "sued", "--diff"), BODIES[:4]),
    (("set", "@", "function=Leitung", "--network", "sued", "--diff"), PEOPLE[:5]),
    (("report", "sued", "--plan", "@"), ("ksep", "Kinderschutzplan 2025", "kinderschutzplan-2025", "Kinderschutzplan")),
]  # fmt: skip


def put(arguments: tuple[str, ...], name: str) -> list[str]:
    """Return the arguments with a name in its place; `@@` keeps the sign before it."""
    return [
        one.replace("@@", f"@{name}") if "@@" in one else name if one == "@" else one
        for one in arguments
    ]


@pytest.mark.many
@pytest.mark.parametrize(("arguments", "names"), ASKED, ids=lambda value: " ".join(value)[:70])
def test_every_command_takes_a_name_where_it_takes_an_id(
    arguments: tuple[str, ...], names: tuple[str, ...], tree: Tree, ksnet: Ksnet
) -> None:
    root = tree(TWO)
    first, *others = (ksnet(*put(arguments, name), *DAY, "--root", root) for name in names)
    assert first.code == 0, first.err
    for name, run in zip(names[1:], others, strict=True):
        assert (run.code, run.out) == (0, first.out), f"{name}: {run.err}"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("report", "Netzwerk", "--year", "2025"), "„Netzwerk“ ist mehrdeutig: nord (Netzwerk Kinderschutz Nordstadt), sued ("),
        (("members", "stadt"), "nord (Netzwerk Kinderschutz Nordstadt), sued (Netzwerk Kinderschutz Südstadt)."),
        (("calendar", "--group", "Runder Tisch"), "nord/runde (Runder Tisch Nord), sued/runde (Runder Tisch Süd)"),
        (("attendance", "sued", "--group", "un"), "Gremium „un“"),
        (("mail", "ak-schule"), "nord/ak-schule (Arbeitskreis Schule), sued/ak-schule (Arbeitskreis Schule)"),
        (("record", "AK-Treffen"), "2025-09-10-runde (AK-Treffen), sued/2025-11-12-runde (AK-Treffen)"),
        (("event", "sued/AK-Treffen"), "2025-09-10-runde (AK-Treffen), 2025-11-12-runde (AK-Treffen)"),
        (("move-event", "AK", "--to", "9.12.2025"), "Einen Termin „AK“ gibt es in keinem Netzwerk."),
        (("end", "person", "Beispiel", "--on", "30.6.2025"), "nord/beispiel (Kim Beispiel), sued/beispiel (Kim Beispiel)"),
        (("end", "member", "Polize", "--on", "30.6.2025", "--network", "sued"), "mehrdeutig: polizei (Kreispolizeibehörde Südstadt), wache"),
        (("merge", "member", "Polizeiwache", "wache", "--network", "sued"), "Beide Kennungen sind gleich"),
        (("forget", "sued", "Müs"), "Person „Müs“ gibt es im Netzwerk „sued“ nicht."),
        (("forget", "sued", "muster", "mehr"), "Zu viel angegeben: mehr."),
        (("mail", "Frauenhaus"), "Ein Gremium oder einen Termin „Frauenhaus“ gibt es nicht."),
        (("end", "member", "Frauenhaus", "--on", "30.6.2025"), "Mitglied „Frauenhaus“ gibt es in keinem Netzwerk."),
        (("end", "person", "Geheim", "--on", "30.6.2025"), "Person „Geheim“ gibt es in keinem Netzwerk."),
        (("report", "sued", "2026"), "Ein Jahr wird so angegeben: --year 2026."),
        (("duties", "2026"), "Ein Netzwerk „2026“ gibt es nicht. Vorhanden: nord, sued. Ein Jahr wird so angegeben: --year 2026."),
        (("calendar", "sued", "--group", "Schulle"), "Meinten Sie „ak-schule“?"),
        (("report", "sued", "--plan", "x"), "Einen Plan „x“ gibt es nicht."),
        (("figures",), "Welches Netzwerk? Vorhanden: nord, sued."),
        (("mail", "nord/ak-schule", "--network", "sued"), "„nord/ak-schule“ liegt nicht im Netzwerk „sued“."),
        (("find", "x", "--network", "west"), "Ein Netzwerk „west“ gibt es nicht."),
    ],
    ids=lambda value: " ".join(value)[:60] if isinstance(value, tuple) else "",
)  # fmt: skip
def test_what_means_several_or_nothing_is_asked_back_and_nothing_is_done(
    arguments: tuple[str, ...], said: str, tree: Tree, ksnet: Ksnet
) -> None:
    root = tree(TWO)
    before = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    run = ksnet(*arguments, *DAY, "--root", root)
    assert (run.code, run.out, said in run.err) == (2, "", True), run.err
    assert "Geheim" not in run.err.replace("„Geheim“", "")
    assert "Zuflucht" not in run.err
    assert {path: path.read_bytes() for path in root.rglob("*.yaml")} == before


def test_where_there_is_no_network_it_is_said_how_to_begin(tree: Tree, ksnet: Ksnet) -> None:
    root = tree({"ksnet.yaml": "", "data/networks/.gitkeep": ""})
    for arguments in (("figures",), ("members", "soest"), ("new", "group", "--name", "Ak")):
        run = ksnet(*arguments, "--root", root)
        assert (run.code, run.err) == (
            2,
            "ksnet: Es gibt hier noch kein Netzwerk. Anlegen mit: ksnet new network\n",
        )


@pytest.mark.many
@pytest.mark.parametrize(
    "arguments",
    [
        ("report", "--year", "2025"), ("calendar",), ("members",), ("duties",), ("due",), ("attendance",), ("figures",), ("confirm",),
        ("mail", "ak-schule"), ("event", "2025-03-05-frueh"), ("record", "2025-03-05-frueh", "--status", "abgesagt", "--diff"),
        ("end", "person", "muster", "--on", "2025-06-30", "--diff"), ("merge", "member", "polizei", "wache", "--diff"),
        ("rename", "group", "runde", "neu", "--diff"), ("forget", "Ehemals", "--diff", "--yes"),
        ("move-event", "2025-03-05-frueh", "--to", "12.12.2025 9 Uhr", "--diff"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_the_only_network_need_not_be_named(
    arguments: tuple[str, ...], tree: Tree, ksnet: Ksnet
) -> None:
    run = ksnet(*arguments, *DAY, "--root", tree(ONE))
    assert run.code == 0, run.err


def test_an_exact_id_means_itself_whatever_else_is_called_so(tree: Tree, ksnet: Ksnet) -> None:
    root = tree(
        ONE
        | {"data/events/sued/2025-12-10-runde.yaml": EVENT.format(title="runde", day="2025-12-10")}
    )
    assert ksnet("mail", "runde", *DAY, "--root", root).code == 0


@pytest.mark.parametrize(
    ("written", "day"),
    [("30.6.2025", "2025-06-30"), ("30.06.25", "2025-06-30"), ("30. Juni 2025", "2025-06-30"), ("6/2025", "2025-06"), ("Juni 2025", "2025-06"), ("2025", "2025")],
)  # fmt: skip
def test_an_end_is_dated_as_people_write_it(
    written: str, day: str, tree: Tree, ksnet: Ksnet
) -> None:
    run = ksnet("end", "group", "runde", "--on", written, "--diff", *DAY, "--root", tree(ONE))
    assert f"+    until: {day}\n" in run.out or f"until: {day}}}" in run.out, run.out + run.err


def test_spans_and_the_day_of_a_document_are_dated_as_people_write_them(
    tree: Tree, ksnet: Ksnet
) -> None:
    root = tree(ONE)
    exact = ksnet(
        "calendar",
        "--from",
        "2025-03-01",
        "--to",
        "2025-09-30",
        "--as-of",
        "2025-12-01",
        "--root",
        root,
    )
    loose = ksnet(
        "calendar",
        "--from",
        "3/2025",
        "--to",
        "September 2025",
        "--as-of",
        "1.12.25",
        "--root",
        root,
    )
    assert (exact.code, exact.out) == (loose.code, loose.out) == (0, loose.out)
    assert "Frühjahrstreffen" in loose.out


# --- help


@pytest.mark.many
@pytest.mark.parametrize("command", all_commands())
def test_the_help_is_german_fits_a_terminal_and_has_examples_to_copy(
    command: str, ksnet: Ksnet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    said = ksnet(*command.split(), "--help").out
    head, _, examples = said.partition("  Beispiel:\n")
    examples, _, tail = examples.partition("\n\n")
    assert examples, said
    for line in examples.split("\n"):
        assert line.startswith(f"    ksnet {command.split(maxsplit=1)[0]}"), line
    for line in (head + tail).splitlines():
        assert len(line) <= 80, line
    assert not re.search(r"Usage|Options|default|required|Show |JJJJ-MM|\{[A-Z]", said), said


@pytest.mark.many
@pytest.mark.parametrize("command", all_commands())
def test_every_choice_of_an_option_has_its_german_meaning(
    command: str, ksnet: Ksnet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    said = ksnet(*command.split(), "--help").out
    for option, words in re.findall(
        r"^  (?:-\w, )?(--[a-z-]+) (\w+(?:\|\w+)+)(?=\s)", said, re.MULTILINE
    ):
        if words != words.lower() or option in {"--color", "--counts"}:
            continue
        section = said.partition(f"Zur Wahl bei {option}:\n")[2].partition("\n\n")[0]
        named = {
            line.split()[0]
            for line in section.splitlines()
            if line.startswith("  ") and line.split()
        }
        assert set(words.split("|")) <= named, f"{option} {words}"


# --- what an answer says already


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("aufgabe: Brief @Kreispolizeibehörde Südstadt bis 30. September 2025", "2025-09-30"),
        ("Aufgabe: Brief bis zum 30.9.25 @polizei", "2025-09-30"),
        ("aufgabe: Brief @Kreispolizei bis 9/2025", "2025-09"),
    ],
)
def test_a_terminal_does_not_ask_again_what_an_answer_says(
    said: str, due: str, tree: Tree, ksnet: Ksnet, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tree(ONE)
    answers = iter([said, "", "j"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr("sys.stdin.readline", lambda: f"{next(answers)}\n")
    known = (
        "--status",
        "stattgefunden",
        "--total",
        "5",
        "--member",
        "polizei",
        "--minutes",
        "offen",
        "--summary",
        "Kurz.",
    )
    run = ksnet("record", "Frühjahrstreffen", *known, *DAY, "--root", root)
    assert run.code == 0, run.err
    written = (root / "data/events/sued/2025-03-05-frueh.yaml").read_text(encoding="utf-8")
    for line in ("kind: aufgabe", "text: Brief\n", "polizei", f"due: {due}"):
        assert line in written, written
    assert next(answers, None) is None


@pytest.mark.parametrize(
    "text",
    ["Angebote für Kinder bis 14 Jahre ausbauen", "Konto @kinderschutz auf neue Füße stellen"],
)
def test_what_is_neither_a_name_nor_a_date_stays_in_the_text(
    text: str, tree: Tree, ksnet: Ksnet
) -> None:
    run = ksnet(
        "record",
        "Frühjahrstreffen",
        "--status",
        "stattgefunden",
        "--result",
        text,
        "--diff",
        *DAY,
        "--root",
        tree(ONE),
    )
    assert run.code == 0, run.err
    assert text in run.out.replace('"', "")


@pytest.mark.parametrize(
    "text", ["Brief bis 31.2.2026", "Brief bis 30. Herbst 2026", "Brief @niemand"]
)
def test_a_wrong_name_or_date_behind_a_result_is_refused(
    text: str, tree: Tree, ksnet: Ksnet
) -> None:
    run = ksnet(
        "record",
        "Frühjahrstreffen",
        "--status",
        "stattgefunden",
        "--result",
        text,
        *DAY,
        "--root",
        tree(ONE),
    )
    assert (run.code, run.err.startswith("ksnet: --result: „")) == (2, True), run.err


def test_a_wrong_number_of_people_names_every_word_that_may_stand_before_it(
    tree: Tree, ksnet: Ksnet
) -> None:
    run = ksnet("record", "Frühjahrstreffen", "--total", "viele", *DAY, "--root", tree(ONE))
    assert "davor eines von: genau, rund, knapp, über, mindestens." in run.err


@pytest.mark.parametrize("text", ["٧.١٠.٢٠٢٦", "２０２６", "2026-10-0７", "７.10.2026 14:00"])
def test_digits_of_another_script_are_no_date(text: str) -> None:
    for said in (said_date, said_moment):
        with pytest.raises(UsageProblem, match=r"ist kein Datum\. Schreibweise"):
            said(text)
