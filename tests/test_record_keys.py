"""Keys of the records that say whom to reach, what is owed and what nobody has confirmed:
read, checked, counted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from ksnet.checking import check
from ksnet.duties.assessing import Status
from ksnet.duties.due import due_items
from ksnet.records.month_day import parse_month_day
from ksnet.repository import Repository
from ksnet.rules.examples import BASE, SHORT
from tests.conftest import Run
from tests.musterstadt import files_of
from tests.test_duties import statuses

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]
DAY = dt.date(2026, 6, 30)
YEAR = "data/networks/musterstadt/years/2025.yaml"
SOURCES = "sources:\n  - id: bericht\n    title: Jahresbericht\n"


def found(root: Path) -> list[tuple[str, str]]:
    return [
        (f.rule.name, f.location.file.rpartition("/")[2])
        for f in check(Repository(root), DAY).findings
    ]


def members(entry: str) -> str:
    return BASE["members"] + entry


# --- month and day
# -------------------------------------------------------------------------------------------------


@given(st.dates(dt.date(2025, 1, 1), dt.date(2025, 12, 31)))
def test_every_day_of_a_common_year_is_a_month_day(day: dt.date) -> None:
    text = f"{day:%m-%d}"
    assert (str(parse_month_day(text)), parse_month_day(text).in_year(2031)) == (
        text,
        day.replace(year=2031),
    )


@pytest.mark.parametrize(
    ("text", "message", "proposal"),
    [
        ("31.05.", "nicht in der Form Monat-Tag", "05-31"),
        ("31. Mai", "nicht in der Form Monat-Tag", "05-31"),
        ("30. Sept.", "nicht in der Form Monat-Tag", "09-30"),
        ("1. Dezembr", "nicht in der Form Monat-Tag", "12-01"),
        ("1. Montag", "kein Tag im Jahr", None),
        ("1. März 2026", "nennt ein Jahr", "03-01"),
        ("2026-05-31", "nennt ein Jahr", "05-31"),
        ("5-31", "nicht in der Form Monat-Tag", "05-31"),
        ("31-05", "Einen Monat 31 gibt es nicht", "05-31"),
        ("02-29", "nicht in jedem Jahr", None),
        ("04-31", "Den 31. gibt es im Monat 04 nicht", None),
        ("13-40", "Einen Monat 13 gibt es nicht", None),
        ("Ende Mai", "kein Tag im Jahr", None),
        ("31.13.", "kein Tag im Jahr", None),
        ("", "kein Tag im Jahr", None),
    ],
)
def test_what_is_no_month_and_day_is_said_in_german(
    text: str, message: str, proposal: str | None
) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        parse_month_day(text)
    context = caught.value.context or {}
    assert message in context["message"]
    assert context.get("proposal") == proposal


@given(st.text(max_size=12))
def test_any_text_is_a_month_day_or_a_german_sentence(text: str) -> None:
    try:
        day = parse_month_day(text)
    except PydanticCustomError as error:
        kind = error.type
    else:
        kind = "invalid-date" if str(day) == text else "something else was read"
    assert kind == "invalid-date"


def test_a_wrong_due_day_is_mended(tree: Tree, ksnet: Ksnet) -> None:
    root = tree(files_of({"network": "report:\n  basis: vereinbarung\n  due: 31.05.\n"}))
    assert found(root) == [("invalid-date", "network.yaml")]
    ksnet("validate", "--fix", "--as-of", "2026-06-30", "--root", root)
    assert "  due: 05-31\n" in (root / SHORT["network"]).read_text()


# --- references
# -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("event", "registration:\n  contact: niemand\n"),
        (
            "network",
            "agreements:\n  - id: v\n    kind: sonstige\n    title: V\n    decided_by: [niemand]\n",
        ),
        (YEAR, "figures:\n  - text: Beratungen\n    value: 40\n    source: nichts\n"),
        (YEAR, "sources: [nichts]\n"),
        ("members", BASE["members"] + "sources: [nichts]\n"),
        ("members", BASE["members"] + "reported:\n  - {key: members, value: 60, source: nichts}\n"),
    ],
)
def test_references_of_the_new_keys_are_checked(name: str, text: str, tree: Tree) -> None:
    names = [rule for rule, _ in found(tree(files_of({name: text})))]
    assert names.count("unknown-reference") == 1


def test_sources_and_remarks_stand_at_the_top_of_members_years_and_plans(tree: Tree) -> None:
    top = "sources: [bericht]\nreported:\n  - {key: summary, value: anders, source: bericht}\nremarks: Aus dem Jahresbericht.\n"
    plan = "title: Plan\nkind: sonstiger\nyouth_offices: [stadt-muster]\n"
    files = {"network": SOURCES, "members": BASE["members"] + top, YEAR: top, "plan": plan + top}
    assert found(tree(files_of(files))) == []


def test_every_entry_may_say_where_it_comes_from(tree: Tree) -> None:
    told = "{i}sources: [{s}]\n{i}remarks: Stand der Seite\n"

    def files(source: str) -> dict[str, str | bytes]:
        def more(indent: int, *, person: bool = False) -> str:
            lines = told.format(i=" " * indent, s=source)
            return lines.splitlines(keepends=True)[0] if person else lines

        network = (
            "coordination:\n  - id: stelle\n    youth_office: stadt-muster\n    fte:\n      - value: 0.5\n"
            f"{more(8)}    people:\n      - id: muster\n{more(8, person=True)}"
            f"groups:\n  - id: plenum\n    name: Plenum\n    kind: plenum\n    cadence:\n      - meetings: 2\n        per: jahr\n{more(8)}"
            f"size:\n  - count: 60\n{more(4)}"
        )
        year = f"resources:\n  - other:\n      - text: Honorare\n        value: 100\n{more(8)}"
        members = BASE["members"].replace(
            "  - id: jugendamt-muster\n",
            f"  - id: jugendamt-muster\n    contacts:\n      - phone: 02921 1030\n{more(8)}"
            f"    groups:\n      - id: plenum\n{more(8, person=True)}",
            1,
        )
        return {**files_of({"network": network + SOURCES, "members": members}), YEAR: year}

    ours = {"unknown-key", "unknown-reference", "wrong-type"}
    assert not ours & {rule for rule, _ in found(tree(files("bericht")))}
    unknown = [rule for rule, _ in found(tree(files("fehlt"))) if rule in ours]
    assert set(unknown) == {"unknown-reference"}


def test_forget_leaves_nothing_of_a_person_who_takes_registrations(
    tree: Tree, ksnet: Ksnet
) -> None:
    person = (
        "    people:\n      - id: muster\n        family_name: Muster\n        until: 2026-01-31\n"
    )
    text = BASE["members"].replace(
        "    people:\n      - id: muster\n        family_name: Muster\n", person
    )
    post = "coordination:\n  - id: koordination-muster\n    youth_office: stadt-muster\n    vacant_since: 2026-02-01\n"
    root = tree(
        files_of({"members": text, "network": post, "event": "registration:\n  contact: muster\n"})
    )
    run = ksnet("forget", "musterstadt", "muster", "--yes", "--as-of", "2026-06-30", "--root", root)
    assert run.code == 0, run.err
    assert "contact: ehemals-1" in (root / SHORT["event"]).read_text()


# --- data protection
# -------------------------------------------------------------------------------------------------


def test_a_protected_body_has_no_contacts(tree: Tree) -> None:
    body = "  - id: schutz\n    name: Haus\n    categories: [weitere]\n    contacts:\n      - phone: 0221 4710-1\n"
    assert ("protected-address", "members.yaml") not in found(
        tree(files_of({"members": members(body)}))
    )
    secret = found(tree(files_of({"members": members(body + "    sensitive: true\n")})))
    assert ("protected-address", "members.yaml") in secret


@pytest.mark.parametrize(
    ("figure", "wrong"),
    [
        ("value: 2", True),
        ("value: 1", True),
        ("value: 0", False),
        ("value: 3", False),
        ("value: 2.5\n    unit: Prozent", False),
        ("value: 2\n    source: bericht", False),
        ("value: 2\n    sources: [bericht]", False),
    ],
)
def test_a_figure_below_three_needs_the_source_that_published_it(
    figure: str, wrong: bool, tree: Tree
) -> None:
    text = f"figures:\n  - text: Mitteilungen\n    {figure}\n"
    names = [rule for rule, _ in found(tree(files_of({"network": SOURCES, YEAR: text})))]
    assert names == (["small-figure"] if wrong else [])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (YEAR, "figures:\n  - text: Mutter Frau Beispielmann hat angerufen\n    value: 40\n"),
        (YEAR, "resources:\n  - other:\n      - text: Kind Lea M. (7 Jahre)\n"),
        ("event", "registration:\n  target: Familie Beispielmann und ihr Kind\n"),
        (
            "network",
            'youth_offices:\n  - id: stadt-muster\n    name: Jugendamt\n    key: "05974040"\n    contacts:\n      - title: Frau Dr. Beispielmann\n',
        ),
    ],
)
def test_new_texts_are_searched_like_all_others(name: str, text: str, tree: Tree) -> None:
    names = {rule for rule, _ in found(tree(files_of({name: text})))}
    assert names & {"case-data", "name-outside-members"}


def test_a_calendar_id_is_no_private_mailbox(tree: Tree) -> None:
    assert found(tree(files_of({"event": "uid: 3k2j1h-40ab@outlook.com\n"}))) == []


# --- duties
# -------------------------------------------------------------------------------------------------


def test_an_office_that_is_yet_to_join_has_no_duties(tree: Tree) -> None:
    office = '  - id: stadt-neu\n    name: Jugendamt der Stadt Neu\n    key: "05978020"\n{}'
    base = 'complete_since: 2025-01-01\nyouth_offices:\n  - id: stadt-muster\n    name: Jugendamt\n    key: "05974040"\n'
    joined = statuses(tree(files_of({"network": base + office.format("")})), 2026)
    assert joined["LKSG-02"] is joined["LKSG-04"] is Status.OFFEN
    planned = statuses(
        tree(files_of({"network": base + office.format("    involvement: vorgesehen\n")})), 2026
    )
    assert (planned["LKSG-02"], planned["LKSG-04"]) == (Status.NICHT_ANWENDBAR, Status.ERFUELLT)


def test_from_unconfirmed_values_no_duty_is_judged(tree: Tree) -> None:
    complete = {"network": "complete_since: 2025-01-01\n"}
    keys = ("LKSG-08", "LKSG-18")
    sure = statuses(tree(files_of(complete)), 2026)
    assert [sure[key] for key in keys] == [Status.ERFUELLT, Status.ERFUELLT]
    for unconfirmed, expected in (
        ("[categories]", [Status.NICHT_BEURTEILBAR, Status.NICHT_BEURTEILBAR]),
        ("[agreement_8a]", [Status.ERFUELLT, Status.NICHT_BEURTEILBAR]),
        ("[field]", [Status.ERFUELLT, Status.ERFUELLT]),
    ):
        text = BASE["members"] + f"    unconfirmed: {unconfirmed}\n"
        root = tree(files_of({**complete, "members": text}))
        answers = statuses(root, 2026)
        assert [answers[key] for key in keys] == expected
        assert not {rule for rule, _ in found(root)} & {
            "uncovered-category",
            "missing-8a-agreement",
        }


@pytest.mark.parametrize(
    ("dates", "rules"),
    [
        ("status: beschlossen\n    decided: 2025-03\n", []),
        ("status: beschlossen\n    decided: 2027-01-15\n", ["date-in-future"]),
        (
            "status: beschlossen\n    decided: 2025-03\n    valid_until: 2024-12-31\n",
            ["dates-out-of-order"],
        ),
        (
            "status: beschlossen\n    decided: 2024-03\n    signed: 2025-03\n    review_by: 2024-12-31\n",
            ["dates-out-of-order"],
        ),
    ],
)
def test_an_agreement_dates_from_its_signature_or_else_its_decision(
    dates: str, rules: list[str], tree: Tree
) -> None:
    agreement = f"agreements:\n  - id: v\n    kind: verfahrensabsprache\n    title: V\n    covers: [verfahren]\n    {dates}"
    names = [rule for rule, _ in found(tree(files_of({"network": agreement})))]
    assert [name for name in names if name in {"date-in-future", "dates-out-of-order"}] == rules


def test_an_agreement_is_evidence_also_without_its_date(tree: Tree) -> None:
    office = '  - id: stadt-neu\n    name: Jugendamt der Stadt Neu\n    key: "05974028"\n'
    offices = (
        f'youth_offices:\n  - id: stadt-muster\n    name: Jugendamt\n    key: "05974040"\n{office}'
    )
    post = "  - id: koordination-neu\n    youth_office: stadt-neu\n"
    agreement = (
        "agreements:\n  - id: v\n    kind: kooperationsvereinbarung\n    title: V\n    status: beschlossen\n"
        "    parties: [stadt-muster, stadt-neu]\n{}"
    )
    for date, expected in (
        ("", Status.ERFUELLT),
        (
            "    decided: 2025-03-01\n    decided_by:\n      - text: Jugendhilfeausschuss\n",
            Status.ERFUELLT,
        ),
        ("    signed: 2025-03-01\n", Status.ERFUELLT),
    ):
        network = (
            f"complete_since: 2025-01-01\n{offices}coordination:\n{post}{agreement.format(date)}"
        )
        assert statuses(tree(files_of({"network": network})), 2026)["LKSG-02"] is expected


# --- what is due
# -------------------------------------------------------------------------------------------------


def invitations(
    tree: Tree, rule: str, day: dt.date = dt.date(2026, 9, 1), event: str = ""
) -> list[tuple[str, str, bool]]:
    groups = (
        f"groups:\n  - id: plenum\n    name: Plenum\n    kind: beirat\n    invitation: {rule}\n"
    )
    root = tree(files_of({"network": groups, "event": event}))
    items = due_items(Repository(root).network("musterstadt"), day, 90)
    return [
        (item.due.isoformat(), item.text, item.late) for item in items if item.kind == "invitation"
    ]


def test_an_invitation_is_due_by_the_rule_of_the_group(tree: Tree) -> None:
    when = "(Mi 16.09.2026)"
    assert invitations(tree, "{days: 10}") == [
        ("2026-09-06", f"Einladen: Netzwerktreffen {when}", False)
    ]
    missing = f"Einladen mit Tagesordnung, die noch nicht eingetragen ist: Netzwerktreffen {when}"
    assert invitations(tree, "{days: 10, agenda: true}") == [("2026-09-06", missing, False)]
    listed = invitations(tree, "{days: 10, agenda: true}", event="agenda:\n  - title: Wege\n")
    assert listed == [("2026-09-06", f"Einladen mit Tagesordnung: Netzwerktreffen {when}", False)]


def test_an_invitation_is_never_called_late_and_not_asked_of_what_is_called_off(tree: Tree) -> None:
    assert invitations(tree, "{days: 10}", dt.date(2026, 9, 7)) == []
    assert invitations(tree, "{agenda: true}") == []
    assert invitations(tree, "{days: 10}", event="status: abgesagt\n") == []
    assert invitations(tree, "{days: 999999999}") == []


# --- form
# -------------------------------------------------------------------------------------------------


def test_new_keys_are_laid_out_like_all_others(tree: Tree, ksnet: Ksnet) -> None:
    network = "report:\n  due: 05-31\ngroups:\n  - {id: plenum, name: Plenum, kind: beirat, invitation: {days: 10}}\n"
    root = tree(
        files_of(
            {
                "network": network,
                "event": "sessions: [{start: 2026-09-16 13:30, end: 2026-09-16 15:30}]\n",
            }
        )
    )
    ksnet("fmt", "--root", root)
    assert "  due: 05-31\n" in (root / SHORT["network"]).read_text()
    assert [rule for rule, _ in found(root)] == []
