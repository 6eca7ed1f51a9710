"""`ksnet record`: what became of a meeting, from options and from answers on a terminal,
as one small change.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ksnet.repository import Repository
from tests.conftest import ROOT, Run
from tests.on_terminal import answer
from tests.test_new import MEMBERS, NETWORK

Tree = Callable[..., Path]
Ksnet = Callable[..., Run]
EVENTS = "data/events/musterkreis"
MEETING, TRAINING, CASES = "2026-07-08-konferenz", "2026-09-23-fachtag", "2025-06-24-fallkonferenz"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "ksnet/example", tmp_path / "example"))


def changed(root: Path, event: str) -> str:
    """Return the lines that the event has now and the example has not."""
    before = (
        (ROOT / "ksnet/example" / EVENTS / f"{event}.yaml").read_text(encoding="utf-8").split("\n")
    )
    after = (root / EVENTS / f"{event}.yaml").read_text(encoding="utf-8").split("\n")
    return "\n".join(line for line in after if line not in before or line == "")


def record(ksnet: Ksnet, root: Path, event: str, *options: str, day: str = "2026-10-01") -> Run:
    return ksnet("record", event, *options, "--as-of", day, "--root", root)


def test_a_meeting_with_all_that_belongs_to_it(ksnet: Ksnet, root: Path) -> None:
    run = record(
        ksnet, root, MEETING, "--total", "rund 12", "--absent", "jugendamt-kreis", "--minutes", "entwurf",
        "--result", "aufgabe: Leitfaden entwerfen @kreispolizei bis 30.9.2026", "--result", "Absprache: Anrufe ab 8 Uhr", "--summary", "Es ging um Wege.",
    )  # fmt: skip
    assert (run.code, run.out) == (0, f"{EVENTS}/{MEETING}.yaml\n"), run.err
    assert run.err.startswith(
        "„Konferenz der Koordinierungsstellen“ hat stattgefunden: rund 12 Anwesende, 3 vertretene Stellen und 2 Ergebnisse.\n"
    )
    event = Repository(root).network("musterkreis").events[MEETING].record
    assert event.attendance is not None
    assert event.attendance.members == (
        "jugendamt-musterstadt",
        "jugendamt-beispielhausen",
        "jugendamt-nachbarstadt",
    )
    task, agreed = event.results
    assert (task.kind, task.text, str(task.due)) == ("aufgabe", "Leitfaden entwerfen", "2026-09-30")
    assert task.responsible is not None
    assert (task.responsible.id, agreed.kind, agreed.text) == (
        "kreispolizei",
        "absprache",
        "Anrufe ab 8 Uhr",
    )
    assert (event.status, event.minutes and event.minutes.status) == ("stattgefunden", "entwurf")
    assert event.summary == "Es ging um Wege."
    assert ksnet("fmt", "--check", "--root", root).code == 0
    assert ksnet("undo", "--root", root, "--as-of", "2026-10-01").code == 0
    assert changed(root, MEETING).strip() == ""


def test_what_is_replaced_is_told(ksnet: Ksnet, root: Path) -> None:
    assert "Ersetzt" not in record(ksnet, root, MEETING, "--total", "12").err
    assert "Ersetzt" not in record(ksnet, root, MEETING, "--total", "12").err
    run = record(ksnet, root, MEETING, "--total", "13", "--minutes", "entwurf")
    assert "Ersetzt ist, was dort schon stand: „Gesamtzahl“.\n" in run.err
    run = record(ksnet, root, MEETING, "--minutes", "freigegeben")
    assert "Ersetzt ist, was dort schon stand: „Niederschrift“.\n" in run.err
    run = record(ksnet, root, TRAINING, "--total", "3", "--counts", "ja", day="2027-01-10")
    assert "Ersetzt" not in run.err


def test_what_is_recorded_twice_stands_there_once(ksnet: Ksnet, root: Path) -> None:
    for _ in range(2):
        assert (
            record(ksnet, root, MEETING, "--total", "12", "--result", "erkenntnis: Gut so").code
            == 0
        )
    assert (root / EVENTS / f"{MEETING}.yaml").read_text(encoding="utf-8").count("Gut so") == 1


def test_a_training_counts_for_whom_and_how_long(ksnet: Ksnet, root: Path) -> None:
    run = record(ksnet, root, TRAINING, "--total", "90", "--counts", "ja", "--for", "schule")
    assert "zählt das so noch nicht: weniger als zwei Zielgruppen (--for)" in run.err
    options = ("--total", "90", "--counts", "ja", "--for", "schule", "--for", "Jugendamt, insbesondere Allgemeiner Sozialer Dienst", "--hours", "6,5")  # fmt: skip
    run = record(ksnet, root, TRAINING, *options)
    assert (run.code, "noch nicht" in run.err) == (0, False)
    assert "  categories: [schule, jugendamt]\n  hours: 6.5\n" in (
        root / EVENTS / f"{TRAINING}.yaml"
    ).read_text("utf-8")


@pytest.mark.parametrize("status", ["abgesagt", "verschoben"])
def test_a_meeting_that_did_not_take_place_gets_its_status_alone(
    ksnet: Ksnet, root: Path, status: str
) -> None:
    call = (ksnet, root, TRAINING, "--status", status)
    run = record(*call, "--total", "3", day="2026-06-30")
    assert (run.code, "ginge verloren: --total. Bitte" in run.err) == (2, True), run.err
    assert changed(root, TRAINING).strip() == ""
    assert record(*call, day="2026-06-30").code == 0
    assert changed(root, TRAINING).strip() == f"status: {status}"


def test_of_a_case_conference_nothing_but_its_numbers_is_kept(ksnet: Ksnet, root: Path) -> None:
    path = root / EVENTS / f"{CASES}.yaml"
    path.write_text(
        path.read_text("utf-8").partition("case_conference:")[0]
        + "case_conference:\n  anonymised: true\n"
    )
    call = (ksnet, root, CASES, "--participants", "9", "--duration", "60")
    run = record(*call, "--result", "absprache: etwas")
    assert (run.code, "ginge verloren: --result. Bitte" in run.err) == (2, True), run.err
    assert record(*call).code == 0
    assert path.read_text("utf-8").endswith(
        "case_conference:\n  anonymised: true\n  duration_minutes: 60\n  participants: 9\n"
    )


@pytest.mark.parametrize(("day", "code"), [("2026-09-22", 2), ("2026-09-23", 0), ("2026-09-24", 0)])
def test_a_meeting_has_not_taken_place_before_its_day(
    ksnet: Ksnet, root: Path, day: str, code: int
) -> None:
    assert (
        record(ksnet, root, TRAINING, "--status", "stattgefunden", "--total", "3", day=day).code
        == code
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--total", "viele"), "--total: „viele“ ist keine Anzahl."),
        (("--member", "Jonas Fiktiv"), "ist eine Person. Festgehalten wird nur"),
        (
            ("--absent", "Familienbildungsstätte"),
            "am 08.07.2026 nicht mehr zum Netzwerk: bis 31.03.2026.",
        ),
        (
            ("--absent", "kreispolizei"),
            "wurde hier nicht erwartet und ist unter „alle“ nicht dabei",
        ),
        (("--member", "polizey"), "--member: „polizey“ steht nicht zur Wahl."),
        (("--result", "aufgabe: Leitfaden @kreispolizai"), "Meinten Sie „kreispolizei“?"),
        (
            ("--result", "aufgabe: Leitfaden @Polizei Nord bis Ende September"),
            "„Polizei Nord bis Ende September“ gibt es im Netzwerk nicht. Schreibweise: TEXT @WER bis DATUM",
        ),
        (
            ("--result", "aufgabe: Leitfaden @kreispolizei @jugendamt-kreis"),
            "Zuständig kann nur eine Stelle oder Person sein. Schreibweise:",
        ),
        (("--result", "aufgabe: @kreispolizei"), "sagt nicht, was das Ergebnis ist"),
        (("--result", "aufgabe: Leitfaden bis 31.2.2026"), "--result:"),
        (("--status", "ausgefallen"), "steht nicht zur Wahl. Meinten Sie „abgesagt“?"),
        (
            ("--result", "Kind Lena Müller, geb. 12.03.2015, Az. 12 F 34/25"),
            "--result: Hier steht vermutlich",
        ),
    ],
)
def test_what_cannot_be_written_is_told_and_nothing_is(
    ksnet: Ksnet, root: Path, options: tuple[str, ...], said: str
) -> None:
    run = record(ksnet, root, MEETING, *options)
    assert (run.code, said in run.err) == (2, True), run.err
    assert changed(root, MEETING).strip() == ""


@pytest.mark.slow
def test_an_event_is_named_with_or_without_its_network(ksnet: Ksnet, root: Path) -> None:
    for name in (MEETING, f"musterkreis/{MEETING}", f"{EVENTS}/{MEETING}.yaml"):
        assert record(ksnet, root, name, "--total", "12", "--diff").code == 0
    run = record(ksnet, root, "2026-07-08-konferens", "--total", "12")
    assert (run.code, "Meinten Sie „2026-07-08-konferenz“?" in run.err) == (2, True)


@pytest.mark.slow
def test_no_protected_body_is_proposed_or_named(ksnet: Ksnet, root: Path) -> None:
    run = record(ksnet, root, TRAINING, "--member", "alle", "--total", "9")
    assert run.code == 0
    members = Repository(root).network("musterkreis").members.members
    protected = next(member.id for member in members if member.sensitive)
    assert protected not in (root / EVENTS / f"{TRAINING}.yaml").read_text("utf-8")


def test_on_a_terminal_it_asks_what_this_kind_of_event_needs(root: Path) -> None:
    lines = ["", "12", "alle", "1", "Anrufe ab 8 Uhr", "1", "", "", "", "entwurf", "", "j"]
    code, out, shown = answer(root, lines, "record", MEETING, "--as-of", "2026-10-01")
    assert (code, out) == (0, f"{EVENTS}/{MEETING}.yaml\n"), shown
    assert "Welche Stellen waren vertreten?" in shown
    assert "Qualifizierungsangebot" not in shown
    event = Repository(root).network("musterkreis").events[MEETING].record
    assert event.attendance is not None
    assert len(event.attendance.members) == 3
    assert [(one.kind, one.text) for one in event.results] == [("absprache", "Anrufe ab 8 Uhr")]


# --- who is recorded only from a later day on
# --------------------------------------------------------------------------


LATE = {
    "data/networks/soest/network.yaml": NETWORK,
    "data/networks/soest/members.yaml": MEMBERS.replace("      categories: [schule]\n", "      categories: [schule]\n      since: 2026-06-01\n"),
    "data/events/soest/2025-05-21-treffen.yaml": "title: Treffen\nkind: netzwerktreffen\ngroups: []\nstart: 2025-05-21 13:30\nstatus: geplant\n",
}  # fmt: skip
OLD = "2025-05-21-treffen"


def test_who_joined_later_is_refused_with_the_reason_and_what_mends_it(
    ksnet: Ksnet, tree: Tree
) -> None:
    root = tree(LATE)
    for named in ("schule", "Schule am Wall", "am wall"):
        run = record(ksnet, root, OLD, "--member", named)
        assert run.code == 2
        assert run.err == (
            "ksnet: Nach den Unterlagen kam erst nach dem Termin vom 21.05.2025 zum Netzwerk: „Schule am Wall“ (seit 01.06.2026). "
            "War die Stelle schon dabei, den Befehl mit --earlier wiederholen; dann gilt ihr Beginn als unbekannt.\n"
        )
    run = record(ksnet, root, OLD, "--member", "schule", "--earlier")
    assert run.code == 0, run.err
    assert "Der Beginn ist jetzt unbekannt: Schule am Wall\n" in run.err
    members = (root / "data/networks/soest/members.yaml").read_text("utf-8")
    assert members == LATE["data/networks/soest/members.yaml"].replace(
        "since: 2026-06-01", "since: unbekannt"
    )
    assert "  members: [schule]\n" in (root / f"data/events/soest/{OLD}.yaml").read_text("utf-8")


def test_all_means_those_of_that_day_and_says_who_is_not_among_them(
    ksnet: Ksnet, tree: Tree
) -> None:
    root = tree(LATE)
    run = record(ksnet, root, OLD, "--member", "alle", "--diff")
    assert (
        "Nicht unter „alle“, weil nach den Unterlagen erst nach dem 21.05.2025 dazugekommen: Schule am Wall."
        in run.err
    )
    assert "members: [jugendamt]" in run.out
    run = record(ksnet, root, OLD, "--member", "alle", "--earlier", "--diff")
    assert "members: [jugendamt, schule]" in run.out
    assert "+      since: unbekannt" in run.out


@pytest.mark.parametrize(("said", "there"), [("ja", "jugendamt, schule"), ("", "jugendamt")])
def test_on_a_terminal_it_is_asked_whether_they_were_there_earlier(
    tree: Tree, said: str, there: str
) -> None:
    root = tree(LATE)
    code, _, shown = answer(
        root, ["", "", said, "alle", "", "", "", "", "j"], "record", OLD, "--as-of", "2026-10-01"
    )
    assert code == 0, shown
    assert "  Schule am Wall (seit 01.06.2026)\n" in shown
    assert f"  members: [{there}]\n" in (root / f"data/events/soest/{OLD}.yaml").read_text("utf-8")


@pytest.mark.slow
def test_bodies_beside_nobody_are_told_at_once(ksnet: Ksnet, root: Path) -> None:
    run = record(ksnet, root, MEETING, "--total", "0", "--member", "alle", "--minutes", "entwurf")
    assert run.code == 0
    assert "warnung[attendance-too-small]" in run.err
    assert "4 Stellen sollen vertreten gewesen sein, anwesend war aber niemand." in run.err
