"""What a coordinator changes or signs without opening a file: `ksnet set`,
`ksnet sign`, and what stands for years.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Once, Run

Ksnet = Callable[..., Run]
DAY = ("--as-of", "2026-06-30")


@pytest.fixture
def root(tmp_path: Path, ksnet: Ksnet, once: Once) -> Path:
    names = ("--network", "soest", "--name", "Netzwerk Kinderschutz Soest", "--gemeinde", "Soest")

    def make(folder: Path) -> None:
        assert ksnet("init", folder, *names, "--founded", "2026-01-15", *DAY).code == 0

    return once("set-and-sign", tmp_path / "Daten", make)


def network_of(root: Path) -> str:
    return (root / "data/networks/soest/network.yaml").read_text(encoding="utf-8")


def test_a_second_youth_office_comes_with_its_coordination_and_as_a_member(
    root: Path, ksnet: Ksnet
) -> None:
    run = ksnet(
        "new", "youth-office", "--gemeinde", "Lippstadt", "--since", "1.2.2026", *DAY, cwd=root
    )
    assert run.code == 0, run.err
    assert (
        '  - id: stadt-lippstadt\n    name: Jugendamt der Stadt Lippstadt\n    key: "05974028"\n'
        in network_of(root)
    )
    assert "  - id: koordination-lippstadt\n    youth_office: stadt-lippstadt\n" in network_of(root)
    members = (root / "data/networks/soest/members.yaml").read_text(encoding="utf-8")
    assert "  - id: jugendamt-lippstadt\n    youth_office: stadt-lippstadt\n" in members
    again = ksnet("new", "youth-office", "--gemeinde", "Lippstadt", *DAY, cwd=root)
    assert again.code == 2
    assert "„Jugendamt der Stadt Lippstadt“ gehört schon zum Netzwerk" in again.err


@pytest.mark.many
@pytest.mark.parametrize(
    ("command", "line"),
    [
        (("set", "koordination-soest", "Stellenanteil=0,5"), "    fte: 0.5\n"),
        (("set", "koordination-soest,netzwerk", "remarks=Neu besetzt."), "    remarks: Neu besetzt.\n"),
        (("set", "netzwerk", "report.due=31.5."), "report:\n  due: 05-31\n"),
        (("set", "netzwerk", "report.to=Jugendhilfeausschuss"), "report:\n  to:\n    - text: Jugendhilfeausschuss\n"),
        (("set", "netzwerk", "report.to=Ausschuss für Kinder, Jugend und Bildung"), "  to:\n    - text: Ausschuss für Kinder, Jugend und Bildung\n"),
        (("set", "soest", "vollständig seit=1.3.2026"), "complete_since: 2026-03-01\n"),
        (("set", "netzwerk", "neighbouring=ja"), "neighbouring: true\n"),
        (("set", "netzwerk", "reviewers=@a/b", "reviewers=@c/d"), 'reviewers:\n  - "@a/b"\n  - "@c/d"\n'),
        (("new", "vacancy", "--category", "staatsanwaltschaft", "--reason", "Angefragt.", "--until", "1.9.2026"), "    until: 2026-09-01\n"),
        (("new", "affiliation", "--name", "Netzwerk Frühe Hilfen", "--kind", "fruehe-hilfen"), "affiliations:\n  - name: Netzwerk Frühe Hilfen\n"),
        (("new", "workstream", "--text", "Leitfaden", "--kind", "projekt"), "workstreams:\n  - id: leitfaden\n"),
        (("new", "page", "--url", "https://www.example.org/ks"), "  contacts:\n    url: https://www.example.org/ks\n    as_of: 2026-06-30\n"),
        (("new", "page", "--url", "https://www.example.org/ks", "--about", "verfahren"), "public_information:\n  procedures:\n    url: https://www.example.org/ks\n"),
        (("set", "Koordinierungsstelle Kinderschutz", "Stellenanteil=0,5"), "    fte: 0.5\n"),
        (("set", "koordination-soest", "until=31.12.2026"), "    until: 2026-12-31\n"),
        (("new", "agreement", "--title", "Wege", "--kind", "verfahrensabsprache", "--covers", "verfahren,mitteilungswege"), "    covers: [verfahren, mitteilungswege]\n"),
        (("set", "koordination-soest", "Aufgaben=begleitung, strukturen"), "    tasks: [begleitung, strukturen]\n"),
        (("set", "netzwerk", "lead=Jugendamt der Stadt Soest"), "lead: stadt-soest\n"),
    ],
)  # fmt: skip
def test_what_is_set_stands_in_canonical_form_and_undo_takes_it_back(
    root: Path, ksnet: Ksnet, command: tuple[str, ...], line: str
) -> None:
    before = network_of(root)
    run = ksnet(*command, *DAY, cwd=root)
    assert run.code == 0, run.err
    assert line in network_of(root)
    assert ksnet("fmt", "--check", cwd=root).code == 0
    assert ksnet("undo", *DAY, cwd=root).code == 0
    assert network_of(root) == before


@pytest.mark.many
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("koordination-soset", "fte=1"), "Einen Eintrag „koordination-soset“ gibt es im Netzwerk „soest“ nicht. Meinten Sie „koordination-soest“?"),
        (("koordination-soest", "Tel=1"), "Meinten Sie „Telefon“?"),
        (("koordination-soest", "Stellenanteile=1"), "Meinten Sie „Stellenanteil“?"),
        (("koordination-soest", "fte=1", "tasks=Putzen"), "Aufgaben: „Putzen“ gibt es nicht. Möglich sind"),
        (("koordination-soest", "fte"), "Es fehlt „=“"),
        (("koordination-soest", "title=Stelle", "für", "alle"), "„für“: Es fehlt „=“. Schreibweise: ANGABE=WERT, z. B. Stellenanteil=0,5. Was aus mehreren Wörtern"),
        (("koordination-soest", "fte=halb"), "Stellenanteil: „halb“ ist keine Zahl."),
        (("koordination-soest", "title=a", "title=b"), "hat nur einen Wert"),
        (("koordination-soest", "phone="), "„Telefon“ ist nicht angegeben; zu streichen ist nichts"),
        (("jugendamt-soest", "until=2026"), "ksnet end --help"),
        (("koordination-soest", "id=neu"), "ksnet rename --help"),
        (("netzwerk", "report=ja"), "Möglich: report.basis"),
        (("netzwerk", "youth_offices.3.name=x"), "Der nächste Eintrag von „youth_offices“ ist Nummer 2"),
        (("netzwerk", "goals.1=x"), "Welche Angabe des Eintrags?"),
        (("2026", "outlook=x"), "ksnet new year 2026"),
        (("²", "outlook=x"), "„²“ ist kein Jahr. Schreibweise: 2026."),
        (("netzwerk", "youth_offices.².name=x"), "Eine Angabe „²“ gibt es hier nicht"),
        (("netzwerk", "youth_offices.00.name=x"), "Eine Angabe „00“ gibt es hier nicht"),
        (("fte=1", "koordination-soest"), "Zuerst kommt der Eintrag, dann ANGABE=WERT"),
        (("koordination-soest", "phone=privat 0171 5551234"), "Nur dienstliche Telefonnummern"),
        (("koordination-soest", "Telefon=Fax 02921 103-22"), "nennt eine Faxnummer"),
        (("koordination-soest", f"title={'Lang ' * 70}"), "ist zu lang für einen Namen"),
        (("koordination-soest", "title=a\x07b"), "unsichtbare Zeichen"),
        (("koordination-soest", "title=a\u202eb"), "unsichtbare Zeichen"),
        (("koordination-soest", "title=a\udcffb"), "unsichtbare Zeichen"),
    ],
)  # fmt: skip
def test_what_cannot_be_set_is_said_and_nothing_is_written(
    root: Path, ksnet: Ksnet, arguments: tuple[str, ...], sentence: str
) -> None:
    before = network_of(root)
    run = ksnet("set", *arguments, *DAY, cwd=root)
    assert run.code == 2
    assert sentence in run.err
    assert network_of(root) == before


@pytest.mark.parametrize("call", [("set", "2026", "Ausblick=x"), ("sign", "2026", "--by", "Rat", "--on", "1.3.2026")])  # fmt: skip
def test_a_year_that_cannot_be_read_is_not_said_to_be_missing(
    root: Path, ksnet: Ksnet, call: tuple[str, ...]
) -> None:
    file = "data/networks/soest/years/2026.yaml"
    (root / file).parent.mkdir(exist_ok=True)
    (root / file).write_text("summary: [\n", "utf-8")
    run = ksnet(*call, *DAY, cwd=root)
    assert run.code == 3
    assert run.err.startswith(f"ksnet: {file} lässt sich nicht lesen. Was zu tun ist")


def test_what_stands_there_already_is_told_as_no_change(root: Path, ksnet: Ksnet) -> None:
    call = ("set", "koordination-soest", "Stellenanteil=0,25", *DAY)
    assert "Stellenanteil eingetragen" in ksnet(*call, cwd=root).err
    run = ksnet(*call, cwd=root)
    assert (run.code, run.out, run.err) == (0, "", "Nichts geändert: So steht es schon da.\n")


def test_an_entry_without_its_list_is_changed_where_it_stands(root: Path, ksnet: Ksnet) -> None:
    group = ("new", "group", "--name", "Kreis", "--kind", "arbeitskreis", "--meetings", "2")
    assert ksnet(*group, "--per", "jahr", *DAY, cwd=root).code == 0
    for value in ("cadence.meetings=3", "cadence.1.kinds=fachtag", "Turnus.gezählt=quartal"):
        run = ksnet("set", "kreis", value, *DAY, cwd=root)
        assert run.code == 0, run.err
    said = "    cadence:\n      meetings: 3\n      per: quartal\n"
    assert f"{said}      kinds: [fachtag]\n" in network_of(root)
    assert ksnet("set", "kreis", "cadence.kinds=", *DAY, cwd=root).code == 0
    assert said in network_of(root)
    assert "kinds" not in network_of(root)


def test_what_stands_in_a_list_is_not_added_again(root: Path, ksnet: Ksnet) -> None:
    call = ("set", "koordination-soest", "tasks=begleitung", "tasks=begleitung")
    assert ksnet(*call, *DAY, cwd=root).code == 0
    run = ksnet(*call, "--add", *DAY, cwd=root)
    assert (run.code, run.err) == (0, "Nichts geändert: So steht es schon da.\n")
    assert ksnet(*call, "tasks=strukturen", "--add", *DAY, cwd=root).code == 0
    assert "tasks: [begleitung, strukturen]\n" in network_of(root)


def test_a_pasted_text_has_the_line_ends_of_the_records(root: Path, ksnet: Ksnet) -> None:
    assert ksnet("set", "netzwerk", "summary=eins\r\nzwei\r\n", *DAY, cwd=root).code == 0
    assert "summary: |\n  eins\n  zwei\n" in network_of(root)


def test_the_network_may_stand_before_the_entry(root: Path, ksnet: Ksnet) -> None:
    other = ("--name", "Zweites", "--gemeinde", "Lippstadt", "--yes")
    assert ksnet("new", "network", *other, *DAY, cwd=root).code == 0
    run = ksnet("set", "koordination-soest", "fte=1", *DAY, cwd=root)
    assert "\n  --network  Netzwerk: lippstadt oder soest\n" in run.err
    assert ksnet("set", "soest/koordination-soest", "fte=1", *DAY, cwd=root).code == 0
    assert "fte: 1\n" in network_of(root)
    run = ksnet("sign", "lippstadt/koordination-soest", "--on", "9.3.2026", *DAY, cwd=root)
    assert "im Netzwerk „lippstadt“" in run.err


def test_a_list_with_its_history_is_not_replaced_but_added_to(root: Path, ksnet: Ksnet) -> None:
    file = root / "data/networks/soest/network.yaml"
    title = "    title: Koordinierungsstelle Kinderschutz\n"
    file.write_text(
        network_of(root).replace(
            title, f"{title}    fte:\n      - {{value: 0.5, until: 2026-03-31}}\n"
        )
    )
    run = ksnet("set", "koordination-soest", "fte=1", *DAY, cwd=root)
    assert run.code == 2
    assert "Mit --add kommt etwas hinzu" in run.err
    assert ksnet("set", "koordination-soest", "fte=1", "--add", *DAY, cwd=root).code == 0
    assert "      - {value: 0.5, until: 2026-03-31}\n      - 1\n" in network_of(root)


def test_entries_without_an_id_are_named_by_their_number(root: Path, ksnet: Ksnet) -> None:
    assert ksnet("new", "year", "2026", "--summary", "Gut.", *DAY, cwd=root).code == 0
    funds = ("resources.1.youth_office=stadt-soest", "resources.1.state_funds_eur=76500")
    assert ksnet("set", "2026", *funds, *DAY, cwd=root).code == 0
    assert (
        ksnet(
            "set",
            "2026",
            "improvements.1.text=Früher einladen",
            "improvements.2.text=Mehr Pausen",
            *DAY,
            cwd=root,
        ).code
        == 0
    )
    year = (root / "data/networks/soest/years/2026.yaml").read_text(encoding="utf-8")
    assert "resources:\n  - youth_office: stadt-soest\n    state_funds_eur: 76500\n" in year
    assert "improvements:\n  - text: Früher einladen\n  - text: Mehr Pausen\n" in year
    which = ksnet("set", "2026", "improvements.done=1.6.2026", *DAY, cwd=root)
    assert which.code == 2
    assert "Den ersten nennt „improvements.1.done“" in which.err
    assert ksnet("set", "2026", "improvements.2.done=1.6.2026", *DAY, cwd=root).code == 0
    assert (
        "  - text: Mehr Pausen\n    done: 2026-06-01\n"
        in (root / "data/networks/soest/years/2026.yaml").read_text()
    )


def test_case_data_is_not_set(root: Path, ksnet: Ksnet) -> None:
    run = ksnet(
        "set",
        "netzwerk",
        "summary=Das Kind L. M., geb. 3.4.2019, wurde in Obhut genommen.",
        *DAY,
        cwd=root,
    )
    assert run.code == 2
    assert "geb." not in run.err
    assert "Obhut" not in network_of(root)


def test_an_agreement_is_signed_by_its_parties_once(root: Path, ksnet: Ksnet) -> None:
    new = (
        "new",
        "agreement",
        "--title",
        "Verfahren im Kinderschutz",
        "--kind",
        "verfahrensabsprache",
        "--covers",
        "verfahren",
    )
    assert ksnet(*new, *DAY, cwd=root).code == 0
    assert "    status: entwurf\n" in network_of(root)
    run = ksnet("sign", "verfahren-kinderschutz", "--on", "20.5.2026", *DAY, cwd=root)
    assert run.code == 0, run.err
    assert (
        "    status: unterzeichnet\n    covers: [verfahren]\n    parties: [stadt-soest]\n"
        "    signed: 2026-05-20\n    signed_by: [stadt-soest]\n"
    ) in network_of(root)
    again = ksnet("sign", "verfahren-kinderschutz", "--on", "21.5.2026", *DAY, cwd=root)
    assert again.code == 2
    assert (
        "ist schon unterzeichnet (20.05.2026). Berichtigen: ksnet set verfahren-kinderschutz signed=TAG"
        in again.err
    )
    call = ("set", "verfahren-kinderschutz", "signed=21.5.2026", *DAY)
    assert "„unterzeichnet am“ eingetragen." in ksnet(*call, cwd=root).err


def test_a_report_is_taken_note_of_by_those_it_goes_to(root: Path, ksnet: Ksnet) -> None:
    assert ksnet("new", "year", "2025", "--summary", "Ein gutes Jahr.", *DAY, cwd=root).code == 0
    missing = ksnet("sign", "2025", "--on", "9.3.2026", *DAY, cwd=root)
    assert missing.code == 2
    assert "--by GREMIUM" in missing.err
    assert (
        ksnet("set", "netzwerk", "report.to=Jugendhilfeausschuss Soest", *DAY, cwd=root).code == 0
    )
    assert (
        ksnet("sign", "2025", "--on", "9.3.2026", "--reference", "0042/2026", *DAY, cwd=root).code
        == 0
    )
    call = ("sign", "2025", "--on", "9.3.2026", "--reference", "0042/2026", *DAY)
    again = ksnet(*call, cwd=root)
    assert (again.code, "Das ist schon festgehalten, mit demselben Tag." in again.err) == (
        2,
        True,
    ), again.err
    assert ksnet("sign", "2025", "--on", "9.3.2026", *DAY, cwd=root).code == 2
    other = ksnet("sign", "2025", "--on", "9.3.2026", "--reference", "0043/2026", *DAY, cwd=root)
    assert "Berichtigen: ksnet set 2025 approved.1.reference=0043/2026" in other.err
    assert ksnet("set", "2025", "approved.1.reference=", *DAY, cwd=root).code == 0
    assert ksnet(*call, cwd=root).code == 0  # the number of what is recorded already
    assert ksnet(*call, "--by", "Rat", "--by", "Jugendhilfeausschuss Soest", cwd=root).code == 0
    year = (root / "data/networks/soest/years/2025.yaml").read_text(encoding="utf-8")
    assert year.count("    on: 2026-03-09\n") == 2
    assert (
        "approved:\n  - by:\n      text: Jugendhilfeausschuss Soest\n    on: 2026-03-09\n" in year
    )
    none = ksnet("sign", "koordination-soest", "--on", "9.3.2026", *DAY, cwd=root)
    assert none.code == 2
    assert "lässt sich weder unterzeichnen noch zur Kenntnis nehmen" in none.err
    assert "--on: „heute“" in ksnet("sign", "2025", "--on", "heute", *DAY, cwd=root).err
    later = ksnet("sign", "2025", "--on", "1.7.2026", *DAY, cwd=root)
    assert (later.code, "01.07.2026 liegt noch in der Zukunft" in later.err) == (2, True)


def test_a_name_with_a_comma_is_one_entry_and_several_names_are_several(
    root: Path, ksnet: Ksnet
) -> None:
    for name in ("Beratungsstelle, Soest", "Schule, Nord"):
        run = ksnet(
            "new",
            "member",
            "--name",
            name,
            "--category",
            "weitere",
            "--field",
            "sonstiges",
            "--since",
            "1.2.2026",
            *DAY,
            cwd=root,
        )
        assert run.code == 0, run.err
    members = root / "data/networks/soest/members.yaml"
    assert ksnet("set", "Beratungsstelle, Soest", "remarks=Umgezogen.", *DAY, cwd=root).code == 0
    assert members.read_text(encoding="utf-8").count("remarks: Umgezogen.") == 1
    assert (
        ksnet("set", "beratungsstelle-soest, schule-nord", "remarks=Neu.", *DAY, cwd=root).code == 0
    )
    assert members.read_text(encoding="utf-8").count("remarks: Neu.") == 2


def test_an_agreement_is_signed_by_its_title(root: Path, ksnet: Ksnet) -> None:
    ksnet(
        "new",
        "agreement",
        "--title",
        "Absprache zu Meldungen",
        "--kind",
        "verfahrensabsprache",
        *DAY,
        cwd=root,
    )
    run = ksnet("sign", "Absprache zu Meldungen", "--on", "1.3.2026", *DAY, cwd=root)
    assert run.code == 0, run.err
    assert "2026-03-01" in network_of(root)


@pytest.mark.many
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("report", "2026"), "Ein Jahr wird so angegeben: --year 2026."),
        (("report", "--year", "--root", "."), "Hinter --year fehlt der Wert, oder es folgt einer zu viel.\nHilfe: ksnet report --help"),
        (("report", "--year"), "Hilfe: ksnet report --help"),
        (("new", "page", "--about"), "Hinter --about fehlt der Wert, oder es folgt einer zu viel.\nHilfe: ksnet new page --help"),
        (("new", "page", "--about", "nichts"), "Möglich: Verfahren, Strukturen, Ansprechpersonen."),
        (("set", ",", "x=1"), "Es fehlt der Eintrag"),
        (("sign",), "Es fehlt: WAS (Kennung oder Titel der Vereinbarung, Jahr des Berichts oder Kennung des Plans)."),
    ],
)  # fmt: skip
def test_a_call_with_a_word_missing_is_told_what_and_where_to_read_on(
    root: Path, ksnet: Ksnet, words: tuple[str, ...], said: str
) -> None:
    run = ksnet(*words, cwd=root)
    assert run.code == 2
    assert said in run.err


def test_a_category_is_set_by_its_german_name_and_a_slip_is_told_once(
    root: Path, ksnet: Ksnet
) -> None:
    assert (
        ksnet("new", "member", "--name", "Nordschule", "--category", "schule", *DAY, cwd=root).code
        == 0
    )
    members = root / "data/networks/soest/members.yaml"
    run = ksnet("set", "nordschule", "Kategorien=Familiengerichte", *DAY, cwd=root)
    assert run.code == 0, run.err
    assert "categories: [familiengericht]" in members.read_text(encoding="utf-8")
    run = ksnet("set", "nordschule", "Kategorien=schul", *DAY, cwd=root)
    assert (run.code, run.err) == (
        2,
        "ksnet: Kategorien: „schul“ gibt es nicht. Meinten Sie „schule“?\n",
    )


def test_who_signs_is_found_by_name_as_everywhere(root: Path, ksnet: Ksnet) -> None:
    assert (
        ksnet("new", "member", "--name", "Nordschule", "--category", "schule", *DAY, cwd=root).code
        == 0
    )
    person = ("--member", "nordschule", "--family-name", "Beispiel", "--given-name", "Erika")
    assert ksnet("new", "person", *person, *DAY, cwd=root).code == 0
    assert (
        ksnet(
            "new",
            "agreement",
            "--title",
            "Absprache",
            "--kind",
            "verfahrensabsprache",
            *DAY,
            cwd=root,
        ).code
        == 0
    )
    run = ksnet("sign", "absprache", "--on", "1.6.2026", "--by", "Erika Beispiel", "--by", "NORDSCHULE", "--by", "Kreistag", *DAY, cwd=root)  # fmt: skip
    assert run.code == 0, run.err
    assert (
        "    signed_by:\n      - beispiel\n      - nordschule\n      - text: Kreistag\n"
        in network_of(root)
    )


def test_a_key_is_understood_however_it_is_spelt_and_others_are_told_in_german(
    root: Path, ksnet: Ksnet
) -> None:
    assert ksnet("set", "netzwerk", "Status=ruhend", *DAY, cwd=root).code == 0
    assert "status: ruhend\n" in network_of(root)
    run = ksnet("set", "netzwerk", "Stnad=ruhend", *DAY, cwd=root)
    assert (
        run.err
        == "ksnet: Eine Angabe „Stnad“ gibt es hier nicht: Netzwerk „soest“. Meinten Sie „Stand“?\n"
    )
    run = ksnet("set", "netzwerk", "Gründung=2026", *DAY, cwd=root)
    assert "Netzwerk „soest“. Meinten Sie „gegründet“?\n" in run.err
    run = ksnet("set", "netzwerk", "öffentlichkeit=x", *DAY, cwd=root)
    assert "Netzwerk „soest“. Meinten Sie „Information der Öffentlichkeit“?\n" in run.err
    run = ksnet("set", "netzwerk", "Farbe=rot", *DAY, cwd=root)
    assert "Möglich sind: Name, Kurzname, Art, Stand, " in run.err


def test_an_end_is_corrected_where_it_stands(root: Path, ksnet: Ksnet) -> None:
    members = root / "data/networks/soest/members.yaml"
    ended = ("end", "member", "jugendamt-soest", "--on")
    assert ksnet(*ended, "31.5.2026", *DAY, cwd=root).code == 0
    again = ksnet(*ended, "30.6.2026", *DAY, cwd=root)
    assert (again.code, "ksnet set jugendamt-soest until=TAG" in again.err) == (2, True)
    assert ksnet("set", "jugendamt-soest", "until=30.6.2026", *DAY, cwd=root).code == 0
    assert "    until: 2026-06-30\n" in members.read_text(encoding="utf-8")
    assert ksnet("set", "jugendamt-soest", "until=", *DAY, cwd=root).code == 0
    assert "until" not in members.read_text(encoding="utf-8")


def test_the_name_of_a_youth_office_means_it_and_not_the_member_that_it_is_too(
    root: Path, ksnet: Ksnet
) -> None:
    words = ("new", "event", "--title", "Treffen", "--kind", "netzwerktreffen", "--start")
    run = ksnet(*words, "7.10.2026", "--organiser", "Jugendamt der Stadt Soest", *DAY, cwd=root)
    assert run.code == 0, run.err
    event = root / "data/events/soest/2026-10-07-treffen.yaml"
    assert "organisers: [stadt-soest]\n" in event.read_text(encoding="utf-8")


def test_a_name_in_part_means_what_can_be_signed(root: Path, ksnet: Ksnet) -> None:
    agreement = ("--title", "Verfahren bei Meldungen", "--kind", "verfahrensabsprache")
    assert ksnet("new", "agreement", *agreement, *DAY, cwd=root).code == 0
    member = ("--name", "Verfahrensbeistand Kurz", "--field", "justiz", "--since", "1.2.2026")
    assert ksnet("new", "member", *member, *DAY, cwd=root).code == 0
    assert ksnet("sign", "verfahrensb", "--on", "1.3.2026", *DAY, cwd=root).code == 2
    run = ksnet("sign", "verfahren", "--on", "1.3.2026", *DAY, cwd=root)
    assert (run.code, "signed: 2026-03-01" in network_of(root)) == (0, True), run.err


def test_a_new_entry_of_a_list_is_told(root: Path, ksnet: Ksnet) -> None:
    assert ksnet("new", "year", "2026", "--summary", "Gut.", *DAY, cwd=root).code == 0
    run = ksnet("set", "2026", "improvements.1.text=Früher einladen", *DAY, cwd=root)
    assert "neuer Eintrag" not in run.err
    run = ksnet("set", "2026", "improvements.2.done=1.6.2026", *DAY, cwd=root)
    assert "„erledigt am“ eingetragen (neuer Eintrag „improvements.2“)." in run.err


def test_begin_and_end_of_what_has_been_are_corrected_and_of_what_comes_moved(
    root: Path, ksnet: Ksnet
) -> None:
    event = root / "data/events/soest/2026-02-11-runde.yaml"
    event.parent.mkdir(parents=True, exist_ok=True)
    event.write_text("title: Runde\nkind: sonstige\nstart: 2026-02-11 10:00\nstatus: geplant\n")
    refused = ksnet("set", "2026-02-11-runde", "Ende=12:00", *DAY, cwd=root)
    assert (refused.code, "ksnet move-event --help" in refused.err) == (2, True)
    moved = ("move-event", "2026-02-11-runde", "--to", "11.2.2026 10:00", "--end", "11:30")
    assert ksnet(*moved, *DAY, cwd=root).code == 0
    assert ksnet("record", "2026-02-11-runde", "--total", "8", *DAY, cwd=root).code == 0
    refused = ksnet(*moved[:-1], "12:00", *DAY, cwd=root)
    assert "Stand der Beginn falsch da: ksnet set 2026-02-11-runde start=BEGINN" in refused.err
    assert ksnet("set", "2026-02-11-runde", "Ende=12:00", *DAY, cwd=root).code == 0
    late = ksnet("set", "2026-02-11-runde", "Ende=9:30", *DAY, cwd=root)
    assert (late.code, "läge vor dem Beginn 10:00" in late.err) == (2, True)
    assert ksnet("set", "2026-02-11-runde", "start=11.2.2026 10:30", *DAY, cwd=root).code == 0
    text = event.read_text(encoding="utf-8")
    assert "start: 2026-02-11 10:30\nend: 2026-02-11 12:00\n" in text
    both = ksnet("set", "2026-02-11-runde", "Ende=9:00", "start=11.2.2026 8:00", *DAY, cwd=root)
    assert both.code == 0, "the end is after the new begin, not after the old one"
    text = event.read_text(encoding="utf-8")
    assert "start: 2026-02-11 08:00\nend: 2026-02-11 09:00\n" in text
