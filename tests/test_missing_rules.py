"""Rules about what is twice, too many, between two dates or in two scripts,
at the day before, on and after.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ksnet.checking import Finding, check
from ksnet.reporting.text import blocks
from ksnet.repository import Repository
from ksnet.rules.law.examples import members
from tests.musterstadt import AS_OF, files_of

DAY = dt.date.fromisoformat(AS_OF)
Tree = Callable[[Mapping[str, str | bytes]], Path]
EVENTS = "data/events/musterstadt/"
SECOND = EVENTS + "2026-09-16-zweites.yaml"
PLENUM = "groups:\n  - id: plenum\n    name: Konferenz\n    kind: konferenz\n    cadence: {meetings: 1, per: zwei-jahre}\n"
KREIS = 'youth_offices:\n  - id: stadt-muster\n    name: Jugendamt\n    key: "05974040"\n  - id: kreis\n    name: Kreisjugendamt\n    key: '


def findings(root: Path, day: dt.date = DAY, rule: str = "") -> list[Finding]:
    found = check(Repository(root), day).findings
    return [finding for finding in found if finding.rule.name == rule] if rule else found


def meeting(start: str, *, groups: str = "plenum", status: str = "geplant", more: str = "") -> str:
    return f"title: Treffen\nkind: gremiensitzung\ngroups: [{groups}]\nstart: {start}\n{more}status: {status}\n"


# --- twice
# -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "count", "also"),
    [
        ("organisers: [stadt-muster, stadt-muster]\n", 1, 1),
        ("attendance:\n  members: [partner, jugendamt-muster, partner, partner]\n", 1, 2),
        ("invited: [partner, {id: partner}, muster, muster]\n", 2, 1),
        ("invited: [partner, {text: Praxis}, {text: Praxis}]\n", 0, 0),
        ("topics: [schule, digital, schule]\n", 1, 1),
        (
            "tasks: [fortbildung, fortbildung]\nqualification:\n  categories: [schule, schule, schule]\n",
            2,
            None,
        ),
        (
            "agenda:\n  - title: Eins\n    speakers: [muster]\n  - title: Zwei\n    speakers: [muster]\n",
            0,
            0,
        ),
    ],
)
def test_what_a_list_names_again_is_one_finding(
    tree: Tree, event: str, count: int, also: int | None
) -> None:
    found = findings(tree(files_of({"event": event})), rule="repeated-reference")
    assert len(found) == count
    assert also is None or all(len(finding.related) == also for finding in found)


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("", "", 1),
        ("    until: 2026-03-31\n", "    since: 2026-03-31\n", 1),
        ("    until: 2026-03-30\n", "    since: 2026-03-31\n", 0),
        ("    until: 2026\n", "    since: 2026\n", 0),  # the days may follow one another
    ],
)
def test_two_members_are_the_same_jugendamt_only_one_after_the_other(
    tree: Tree, first: str, second: str, count: int
) -> None:
    text = f"members:\n  - id: alt\n    youth_office: stadt-muster\n{first}    people:\n      - id: muster\n        family_name: Muster\n  - id: neu\n    youth_office: stadt-muster\n{second}"
    assert len(findings(tree(files_of({"members": text})), rule="repeated-youth-office")) == count


def test_three_entries_of_one_kreisjugendamt_are_one_finding(tree: Tree) -> None:
    offices = (
        KREIS
        + '"05974"\n    municipalities: [Welver]\n'
        + "".join(
            f'  - id: kreis-{name}\n    name: Kreisjugendamt\n    key: "05974"\n    municipalities: [{name.title()}]\n'
            for name in ("ense", "rüthen".replace("ü", "ue"))
        ).replace("Ruethen", "Rüthen")
    )
    (found,) = findings(tree(files_of({"network": offices})), rule="repeated-youth-office")
    assert len(found.related) == 2


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("", "", 1),
        ("city: Soest", "city: Soest", 1),
        ("city: Soest", "city: Werl", 0),
        ("", "city: Werl", 0),
        ("city: Soest, street: Weg 3", "city: Soest, street: Markt 1", 0),
    ],
)
def test_two_bodies_of_one_address_have_one_name_only_by_mistake(
    tree: Tree, first: str, second: str, count: int
) -> None:
    bodies = (
        f"  - id: kita-{number}\n    name: Kita Sonne\n    categories: [traeger-8a]\n"
        + (f"    address: {{{address}}}\n" if address else "")
        for number, address in enumerate((first, second))
    )
    found = findings(
        tree(files_of({"members": members(more="".join(bodies))})), rule="repeated-body"
    )
    assert len(found) == count


YEAR_FILE = "data/networks/musterstadt/years/2025.yaml"


@pytest.mark.parametrize(
    ("record", "lacking"),
    [
        ("improvements:\n  - responsible: stadt-muster\n", "„text“"),
        ("improvements:\n  - text: Früher einladen\n", ""),
        ("public_relations:\n  - date: 2025-03\n    kind: presse\n", "„title“"),
        ("figures:\n  - value: 86\n", "„text“"),
        ("figures:\n  - text: Beratungen\n", "„value“"),
        ("figures:\n  - unit: Prozent\n", "„text“ und „value“"),
        ("figures:\n  - text: Beratungen\n    value: 86\n", ""),
        ("figures:\n  - text: Beratungen\n    value: viele\n", ""),  # that is said itself
        ("resources:\n  - youth_office: stadt-muster\n    other:\n      - value: 4200\n", "„text“"),
    ],
)
def test_what_a_report_would_leave_out_is_found(tree: Tree, record: str, lacking: str) -> None:
    found = findings(tree(files_of({YEAR_FILE: record})), rule="wordless-entry")
    assert [one.mend.partition(" ergänzen")[0] for one in found] == ([lacking] if lacking else [])


@pytest.mark.parametrize(
    ("key", "count"),
    [
        ('"05974"\n', 1),
        ('"05974"\n    municipalities: [Welver]\n', 0),
        ('"05114"\n', 0),
        ('"05974028"\n', 0),
    ],
)
def test_a_kreis_needs_its_gemeinden_and_a_kreisfreie_stadt_does_not(
    tree: Tree, key: str, count: int
) -> None:
    found = findings(
        tree(files_of({"network": KREIS + key})), rule="district-without-municipalities"
    )
    assert len(found) == count
    assert all("Welver" in finding.mend and "Soest," not in finding.mend for finding in found)


# --- at the same time
# -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("second", "count"),
    [
        (meeting("2026-09-16 15:29"), 1),
        (meeting("2026-09-16 15:30"), 0),
        (meeting("2026-09-16 12:30"), 0),
        (meeting("2026-09-16 12:31"), 1),
        (meeting("2026-09-16 14:00", status="abgesagt"), 0),
        (meeting("2026-09-16"), 0),
        (meeting("2026-09-16 14:00", groups="ak-alt"), 0),
    ],
)
def test_a_group_meets_once_at_a_time(tree: Tree, second: str, count: int) -> None:
    found = findings(tree(files_of({SECOND: second})), rule="group-conflict")
    assert len(found) == count


def test_quotation_marks_within_a_title_are_single_ones(tree: Tree) -> None:
    both = {
        EVENTS + f"2026-10-14-nr-{hour}.yaml": meeting(
            f"2026-10-14 {hour}:00", more="end: 2026-10-14 17:00\n"
        ).replace("title: Treffen", "title: Tag „Mut“")
        for hour in (14, 15)
    }
    found = findings(tree(files_of(both)), rule="group-conflict")
    assert [one.message for one in found] == ["„plenum“ tagt zu dieser Zeit schon: „Tag ‚Mut‘“."]


def test_meetings_that_overlap_are_one_finding_with_all_others(tree: Tree) -> None:
    files = {
        EVENTS + f"2026-09-16-nr-{number}.yaml": meeting(f"2026-09-16 14:{number:02}")
        for number in range(30)
    }
    (found,) = findings(tree(files_of(files)), rule="group-conflict")
    assert len(found.related) == 30
    said = blocks(check(Repository(tree(files_of(files))), DAY), False).split("\n")
    places = [line for line in said if "= siehe " in line]
    assert (len(places), places[-1]) == (21, "   = siehe … und 10 weitere")
    several = {"network": PLENUM + "    count: 3\n"}
    assert findings(tree(files_of({**files, **several})), rule="group-conflict") == []


def test_rooms_that_overlap_are_one_finding(tree: Tree) -> None:
    room = "location:\n  name: Rathaus\n  city: Soest\n  room: Saal\n"
    files = {
        EVENTS + f"2026-09-16-nr-{number}.yaml": meeting(
            f"2026-09-16 1{number}:00", groups="ak-alt", more=room
        )
        + "duration_minutes: 61\n"
        for number in range(4)
    }
    (found,) = findings(tree(files_of(files)), rule="room-conflict")
    first, second, third, _ = files
    # The last one overlaps the third.
    assert [place.file for place in found.related] == [third, first, second]


def test_the_event_that_is_named_overlaps_the_last_one(tree: Tree) -> None:
    """Not one that ends when the last one begins, though it comes first."""
    room = "location:\n  name: Rathaus\n  city: Soest\n  room: Saal\n"
    files = {
        EVENTS + f"2026-09-16-nr-{hour}.yaml": meeting(
            f"2026-09-16 {hour}:00", groups="ak-alt", more=f"{room}duration_minutes: {minutes}\n"
        )
        for hour, minutes in ((10, 180), (11, 240), (13, 60))
    }
    (found,) = findings(tree(files_of(files)), rule="room-conflict")
    touches, overlaps, last = files
    assert found.location.file == last
    assert [place.file for place in found.related] == [overlaps, touches]


@pytest.mark.parametrize(
    ("second", "said"),
    [
        ("13:29", "liegt vor dem, der darüber steht"),
        ("13:30", "beginnt, bevor der vorige zu Ende ist"),
        ("13:59", "beginnt, bevor der vorige zu Ende ist"),
        ("14:00", None),
    ],
)
def test_a_session_is_before_another_or_begins_within_it(
    tree: Tree, second: str, said: str | None
) -> None:
    sessions = f"sessions:\n  - {{start: 2026-09-16 13:30, end: 2026-09-16 14:00}}\n  - {{start: 2026-09-16 {second}}}\n"
    found = findings(
        tree(files_of({"event": meeting("2026-09-16 13:30", more=sessions)})),
        rule="sessions-out-of-order",
    )
    assert [one.message for one in found] == ([f"Dieser Einzeltermin {said}."] if said else [])


# --- too many
# -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("attendance", "count"),
    [
        ("  total: 20\n", 0),
        ("  total: 21\n", 1),
        ("  total: {count: 200, precision: rund}\n", 0),
        ("  total: {count: 21, precision: ueber}\n", 1),
        ("  total: {count: 200, of: angemeldet}\n", 0),
        ("  by_category: {schule: 12, gesundheitsamt: 9}\n", 1),
    ],
)
def test_no_more_take_part_than_there_are_seats(tree: Tree, attendance: str, count: int) -> None:
    event = f"registration:\n  seats: 20\nattendance:\n{attendance}"
    assert len(findings(tree(files_of({"event": event})), rule="attendance-too-large")) == count


@pytest.mark.parametrize(
    ("event", "count"),
    [
        ("groups: []\ninvited: [partner]\n", 1),
        ("groups: []\ninvited: [partner, jugendamt-muster]\n", 0),
        ("groups: []\ninvited: [{text: alle Schulen}]\n", 0),
        ("groups: []\ninvited: [plenum]\n", 0),
        ("invited: [partner]\n", 0),  # the group was invited as well
    ],
)
def test_no_more_bodies_come_than_were_invited_one_by_one(
    tree: Tree, event: str, count: int
) -> None:
    root = tree(
        files_of({"event": event + "attendance:\n  members: [partner, jugendamt-muster]\n"})
    )
    assert len(findings(root, rule="attendance-too-large")) == count


@pytest.mark.parametrize(
    ("attendance", "said"),
    [
        ("total: 0", "2 Stellen sollen vertreten gewesen sein, anwesend war aber niemand."),
        ("total: 1", "2 Stellen sollen vertreten gewesen sein, anwesend war aber nur 1 Person."),
        ("total: 2", ""),
        ("total: {count: 1, precision: mindestens}", ""),
        ("total: {count: 1, precision: rund}", ""),
        ("total: {count: 1, of: institutionen}", ""),
        ("total: [{count: 0, of: angemeldet}, 7]", ""),
    ],
)
def test_no_fewer_people_come_than_bodies(tree: Tree, attendance: str, said: str) -> None:
    there = f"attendance:\n  {attendance}\n  members: [partner, jugendamt-muster]\n"
    event = meeting("2026-03-10 13:30", status="stattgefunden", more=there)
    found = findings(tree(files_of({SECOND: event})), rule="attendance-too-small")
    assert [one.message for one in found] == ([said] if said else [])


def test_fewer_people_than_bodies_are_told_in_the_plural(tree: Tree) -> None:
    there = "attendance:\n  total: 2\n  members: [partner, jugendamt-muster, kita]\n"
    files = {
        "members": members(more="  - id: kita\n    name: Kita Nord\n"),
        SECOND: meeting("2026-03-10 13:30", status="stattgefunden", more=there),
    }
    (found,) = findings(tree(files_of(files)), rule="attendance-too-small")
    assert found.message == (
        "3 Stellen sollen vertreten gewesen sein, anwesend waren aber nur 2 Personen."
    )


def test_what_took_place_before_nobody_is_told_and_what_was_called_off_is_not(tree: Tree) -> None:
    for status, count in (("stattgefunden", 1), ("abgesagt", 0)):
        event = meeting("2026-03-10 13:30", status=status, more="attendance:\n  total: 0\n")
        root = tree(files_of({SECOND: event}))
        assert len(findings(root, rule="attendance-too-small")) == count


# --- dates
# -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "count"), [("2026-12-31", 1), ("2027-01-01", 0), ("2027-01-02", 0)]
)
def test_a_year_file_waits_for_its_year(tree: Tree, day: str, count: int) -> None:
    root = tree(files_of({"data/networks/musterstadt/years/2027.yaml": "summary: Kurz.\n"}))
    assert len(findings(root, dt.date.fromisoformat(day), "year-in-future")) == count


@pytest.mark.parametrize(
    ("until", "since", "message"),
    [
        ("2026-02-28", "2026-03-01", None),
        ("2026-02-27", "2026-03-01", "Am 28.02.2026"),
        ("2026-02", "2026-03", None),
        ("2026-02", "2026-03-02", "Am 01.03.2026"),
        ("2026-03-01", "2026-03-01", None),
        ("2025-11-30", "2026-01-01", None),  # before the records claim to be complete
    ],
)
def test_a_rotating_geschaeftsfuehrung_has_no_gap(
    tree: Tree, until: str, since: str, message: str | None
) -> None:
    holder = "  - youth_office: stadt-muster\n    group: plenum\n"
    text = f"complete_since: 2026-01-01\n{PLENUM}    rotation: jahr\nmanagement:\n{holder}    since: 2025-01-01\n    until: {until}\n{holder}    since: {since}\n    until: 2026-12-31\n"
    found = findings(tree(files_of({"network": text})), rule="management-gap")
    assert [finding.message.startswith(message or "-") for finding in found] == [True] * (
        message is not None
    )


@pytest.mark.parametrize(
    ("day", "count"), [("2026-05-30", 0), ("2026-05-31", 0), ("2026-06-01", 1)]
)
def test_the_last_geschaeftsfuehrung_is_followed_by_one(tree: Tree, day: str, count: int) -> None:
    text = f"complete_since: 2026-01-01\n{PLENUM}    rotation: jahr\nmanagement:\n  - youth_office: stadt-muster\n    group: plenum\n    since: 2026-01-01\n    until: 2026-05-31\n"
    assert (
        len(
            findings(
                tree(files_of({"network": text})), dt.date.fromisoformat(day), "management-gap"
            )
        )
        == count
    )
    ended = text.replace("    rotation", "    until: 2026-05-31\n    rotation")
    assert (
        findings(tree(files_of({"network": ended})), dt.date.fromisoformat(day), "management-gap")
        == []
    )


@pytest.mark.parametrize(
    ("status", "done", "count"),
    [
        ("erreicht", "", 1),
        ("erreicht", "    done: 2026\n", 0),
        ("teilweise", "", 0),
        ("verworfen", "", 0),
    ],
)
def test_a_measure_or_goal_is_reached_on_a_day(
    tree: Tree, status: str, done: str, count: int
) -> None:
    plan = "title: Plan\nkind: massnahmenplan\nyouth_offices: [stadt-muster]\n"
    entry = f"  - id: flyer\n    text: Faltblatt\n    status: {status}\n{done}"
    for file, text in (
        ("network", "goals:\n"),
        ("plan", plan + "goals:\n"),
        ("plan", plan + "measures:\n"),
    ):
        files = files_of({"plan": plan} | {file: text + entry})
        assert len(findings(tree(files), rule="reached-without-day")) == count


# --- offices
# -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "count"),
    [
        ("role: leitung", 1),
        ("role: vertretung", 1),
        ("role: koordination", 1),
        ("role: multiplikator", 0),
        ("role: leitung\n        groups: [plenum]", 0),
        ("role: leitung\n        until: 2026-06-29", 0),
        ("role: leitung\n        until: 2026-06-30", 1),
        ("role: leitung\n        since: 2026-07-01", 0),
    ],
)
def test_an_office_is_held_in_a_group(tree: Tree, person: str, count: int) -> None:
    more = f"  - id: kita\n    name: Kita\n    field: kindertagesbetreuung\n    groups: [plenum]\n  - id: verein\n    name: Verein\n    field: kindertagesbetreuung\n    people:\n      - id: beispiel\n        family_name: Beispiel\n        {person}\n"
    root = tree(
        files_of({"network": "complete_since: 2026-03-01\n", "members": members(more=more)})
    )
    assert len(findings(root, rule="role-without-group")) == count
    alone = more.replace("    groups: [plenum]\n  - id: verein", "  - id: verein")
    if "groups" not in alone:  # a network that records no members of its groups is not asked
        root = tree(
            files_of({"network": "complete_since: 2026-03-01\n", "members": members(more=alone)})
        )
        assert findings(root, rule="role-without-group") == []


# --- scripts
# -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "hint"),
    [
        ({"network": "website: https://www.ex\u0430mple.org\n"}, "example"),
        (
            {
                "members": members(
                    more="  - id: kit\u0430\n    name: Kita\n    field: kindertagesbetreuung\n"
                )
            },
            "kita",
        ),
        ({"event": "organisers: [st\u0430dt-muster]\n"}, "stadt"),
        (
            {
                "members": members(
                    more="  - id: kita\n    name: Kita\n    field: kindertagesbetreuung\n    email: inf\u03bf@kita.de\n"
                )
            },
            "info",
        ),
        ({"event": "theme: \u041f\u0440\u0438\u0432\u0435\u0442 und \u03a9\n"}, None),
        ({"event": "theme: Schöne Grüße aus Łódź\n"}, None),
    ],
)
def test_a_letter_of_another_script_is_one_finding(
    tree: Tree, files: Mapping[str, str], hint: str | None
) -> None:
    found = findings(tree(files_of(files)))
    assert [finding.rule.name for finding in found] == ["mixed-scripts"] * (hint is not None)
    assert all(finding.mend.endswith(f": {hint}.") for finding in found)


# --- what is allowed
# -------------------------------------------------------------------------------------------------


def test_members_yaml_may_carry_remarks_and_sources(tree: Tree) -> None:
    text = members() + "remarks: Stand der Liste vom Juni.\nsources: [liste]\n"
    source = "sources:\n  - id: liste\n    title: Mitgliederliste\n"
    assert findings(tree(files_of({"members": text, "network": source}))) == []


# --- said in other words, or once
# -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "due", "wrong"),
    [
        ("2026-03-10", "2026-03-09", True),
        ("2026-03-10", "2026-03-10", False),
        ("2026-03-10", "2026-03-11", False),
        ("2026-03-10", "2026-03", False),
        ("2026-03", "2026-03-15", False),
    ],
)
def test_a_task_due_before_its_meeting_has_a_wrong_day(
    tree: Tree, start: str, due: str, *, wrong: bool
) -> None:
    task = f"results:\n  - kind: aufgabe\n    text: Ablaufplan\n    due: {due}\n"
    files = {
        "network": "complete_since: 2026-03-01\n",
        EVENTS + "undated-treffen.yaml": meeting(start, status="stattgefunden", more=task),
    }
    (found,) = findings(tree(files_of(files)), rule="overdue-task")
    assert ("schon vor dem Treffen" in found.message) == wrong


@pytest.mark.parametrize(("events", "count"), [(0, 1), (1, 2), (2, 1), (3, 1)])
def test_several_events_after_an_end_and_a_post_are_one_finding(
    tree: Tree, events: int, count: int
) -> None:
    own = "family_name: Muster\n"
    files = {
        "members": members().replace(own, own + "        until: 2025\n"),
        **{
            f"{EVENTS}undated-t{number}.yaml": meeting("2026-03-10", more="chair: muster\n")
            for number in range(events)
        },
    }
    assert len(findings(tree(files_of(files)), rule="inactive-reference")) == count


@pytest.mark.parametrize(("events", "count"), [(1, 1), (2, 2), (3, 1)])
def test_many_events_before_the_founding_are_one_finding(
    tree: Tree, events: int, count: int
) -> None:
    files = {
        "network": "founded: 2026-04-01\n",
        **{f"{EVENTS}undated-t{number}.yaml": meeting("2025-03-10") for number in range(events)},
    }
    assert len(findings(tree(files_of(files)), rule="event-outside-network")) == count


@pytest.mark.parametrize(
    ("strange", "known", "count"), [(3, 0, 3), (4, 0, 1), (4, 3, 1), (4, 4, 4)]
)
def test_an_event_whose_ids_are_mostly_unknown_is_one_finding(
    tree: Tree, strange: int, known: int, count: int
) -> None:
    there = ("partner", "jugendamt-muster", "muster", "koordination-muster")[:known]
    ids = (*there, *("quark", "zebra", "wolke", "insel")[:strange])
    text = meeting("2026-09-16", groups="", more=f"invited: [{', '.join(ids)}]\n")
    files = {EVENTS + "undated-treffen.yaml": text}
    assert len(findings(tree(files_of(files)), rule="unknown-reference")) == count


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Rathaus", True),
        ("Rathaus am Nord Kita", True),
        ("Nord", False),  # of two
        ("Am", False),  # no long word
        ("SKF", False),
    ],
)
def test_part_of_a_name_means_the_only_body_with_it(tree: Tree, text: str, *, known: bool) -> None:
    bodies = (("kita", "Kita Nord am Rathaus"), ("verband", "Verband SKF Nord"))
    more = "".join(f"  - id: {ident}\n    name: {name}\n" for ident, name in bodies)
    files = {
        "members": members(more=more),
        EVENTS + "undated-treffen.yaml": meeting("2026-09-16", more=f"organisers: [{text}]\n"),
    }
    (found,) = findings(tree(files_of(files)), rule="invalid-id")
    assert any(f"„{ident}“" in found.message for ident, _ in bodies) == known
