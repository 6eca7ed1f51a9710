"""How each duty stands for small networks: one row a network, the year and day, and the answer.

An answer is said in one line: its status, `have/need`, then the rule of each thing that keeps the
duty open (`-rule`) and of each hint (`~rule`), with a weight of its own in brackets; a remark of no
rule is a bare `-` or `~`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from ksnet.basics.errors import UsageProblem
from ksnet.basics.findings import Place
from ksnet.duties.assessing import Assessment, Facts, Lack, assess
from ksnet.duties.assessing.agreements import expired, in_force
from ksnet.duties.assessing.assessment import open_lacks
from ksnet.duties.assessing.facts import judged_day
from ksnet.duties.assessing.family import Family, coordinated, coordinated_elsewhere
from ksnet.duties.counting.spans import Window
from ksnet.duties.law import current, first_judged_year, in_force_since, number_asked
from ksnet.duties.law.explained import explained
from ksnet.lands import Land
from ksnet.repository import Network, Repository
from ksnet.repository.lands import packaged
from ksnet.rules.law.examples import members, own_land, training
from tests.musterstadt import files_of

NOWHERE = Path(__file__).parent / "no-such-folder"
EVENTS = "data/events/musterstadt"
FROM_2025 = "complete_since: 2025-01-01\n"
NEVER = "complete_since: nie\n"
BUILDING = FROM_2025 + "status: im-aufbau\n"


class State(NamedTuple):
    """A network, the year and day for which one of its duties is judged, and the answer.

    `duty` is its id; where another law asks for it, the name of its rule.
    """

    duty: str
    what: str
    says: str
    network: str = FROM_2025
    files: Mapping[str, str] = {}
    words: tuple[str, ...] = ()
    proof: str | None = None
    year: int = 2025
    as_of: str = "2026-06-30"


RULES = {duty.id: duty.name for duty in packaged().duties}


def named(row: State) -> str:
    """Return the name of a row: the rule of its duty, and what is special."""
    return f"{RULES.get(row.duty, row.duty)}: {row.what}"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def read(network: str, files: Mapping[str, str] | None = None, root: Path = NOWHERE) -> Network:
    content = files_of({"network": network, **(files or {})})
    return Repository(root, content).network("musterstadt")


def said(answer: Assessment) -> str:
    """Return an answer in one line."""
    parts = [answer.status.value]
    if answer.have is not None:
        parts.append(str(answer.have) + (f"/{answer.need}" if answer.need is not None else ""))
    for mark, lacks in (("-", answer.lacks), ("~", answer.hints)):
        for lack in lacks:
            weight = f"({lack.severity.value})" if lack.severity and lack.rule else ""
            parts.append(f"{mark}{lack.rule}{weight}")
    return " ".join(parts)


def held(
    start: str, status: str = "stattgefunden", kind: str = "netzwerktreffen", more: str = ""
) -> str:
    return f"title: Treffen\nkind: {kind}\nstart: {start}\nstatus: {status}\n{more}"


def events(*texts: str) -> dict[str, str]:
    return {f"{EVENTS}/undated-t{number}.yaml": text for number, text in enumerate(texts)}


def check(row: State, root: Path = NOWHERE) -> None:
    network = read(row.network, row.files, root)
    answers = assess(Facts(network, day(row.as_of)), row.year)
    answer = next(one for one in answers if row.duty in {one.duty.id, one.duty.name})
    text = " ".join(
        (*(lack.text for lack in (*answer.lacks, *answer.hints)), answer.reason)
    ).strip()
    assert said(answer) == row.says, text
    for words in row.words:
        assert words in text
    if row.proof is not None:
        places = (
            ".".join(map(str, (*place.path,))) or place.file.rpartition("/")[2]
            for place in answer.proof
        )
        assert " ".join(places) == row.proof


# --- Jugendämter, Koordinierungsstellen
# -------------------------------------------------------------------------------------------------


def offices(*more: str) -> str:
    """Return Jugendämter `a`, `b`, … of one Kreis with what each says besides."""
    lines = (
        f"  - {{id: amt-{'abc'[number]}, name: Amt {'ABC'[number]}, "
        + (one if "key" in one else f'key: "0597404{4 * number}"{", " if one else ""}{one}')
        + "}\n"
        for number, one in enumerate(more)
    )
    return "youth_offices:\n" + "".join(lines)


def posts(*more: str) -> str:
    """Return Koordinierungsstellen with what each says; the Jugendamt comes first."""
    lines = (
        f"  - {{id: stelle-{number}, youth_office: amt-{one}}}\n" for number, one in enumerate(more)
    )
    return "coordination:\n" + "".join(lines)


def agreement(more: str, kind: str = "sonstige") -> str:
    return f"agreements:\n  - {{id: v, title: V, kind: {kind}{', ' if more else ''}{more}}}\n"


JOINING = "involvement: vorgesehen"
BOTH = offices("", "")
WHOLE = "covers: [interkommunale-zusammenarbeit], signed: 2024, parties: [amt-a, amt-b]"
NO_COOPERATION = "-missing-cooperation-agreement"
SHARED = "covers: [koordinierungsstellen], signed: 2024"
NO_COORDINATION_AGREEMENT = "-missing-coordination-agreement"
TWO_POSTS = posts("a", "b")

OFFICES = [
    State("LKSG-01", "one", "erfuellt", proof="youth_offices.0.id"),
    State("LKSG-01", "two", "erfuellt", FROM_2025 + BOTH, proof="youth_offices.0.id youth_offices.1.id"),
    State("LKSG-01", "one of two is yet to join", "erfuellt", FROM_2025 + offices(JOINING, ""), proof="youth_offices.1.id"),
    State("LKSG-01", "none", "offen 0/1 -no-youth-office", FROM_2025 + "youth_offices: []\n"),
    State("LKSG-01", "none, not complete", "nicht-beurteilbar 0/1", NEVER + "youth_offices: []\n", words=("Unterlagen nicht vollständig",)),
    State("LKSG-01", "left before the last day", "offen 0/1 -no-youth-office", FROM_2025 + offices("until: 2025-12-30")),
    State("LKSG-01", "left on the last day", "erfuellt", FROM_2025 + offices("until: 2025-12-31")),
    State("LKSG-01", "left in the last month", "erfuellt", FROM_2025 + offices("until: 2025-12")),
    State("LKSG-01", "joined on the last day", "erfuellt", FROM_2025 + offices("since: 2025-12-31")),
    State("LKSG-01", "joined at some time after", "offen 0/1 -no-youth-office", FROM_2025 + offices("since: 2026")),
    State("LKSG-01", "joined in this year or the next", "erfuellt", FROM_2025 + offices("since: 2025/2026")),
    State("LKSG-01", "dates that contradict each other", "erfuellt", FROM_2025 + offices("since: 2023-06-02, until: 2023-06-01")),
    State("LKSG-01", "one day, long ago", "offen 0/1 -no-youth-office", FROM_2025 + offices("since: 2023-06-01, until: 2023-06-01")),
    State("LKSG-01", "one month, long ago", "offen 0/1 -no-youth-office", FROM_2025 + offices("since: 2023-06-10, until: 2023-06")),
    State("LKSG-01", "up to a day of the month in which it began", "offen 0/1 -no-youth-office", FROM_2025 + offices("since: 2023-06, until: 2023-06-10")),
    State("LKSG-01", "not read", "nicht-beurteilbar 0/1", FROM_2025 + "youth_offices: [quatsch]\n", words=("war nicht lesbar",)),
    State("LKSG-01", "being set up", "laufend 0/1 -", BUILDING + offices(JOINING, JOINING), words=("sollen beitreten: Amt A und Amt B.",)),
    State("LKSG-01", "being set up by nobody", "laufend 0/1 -", BUILDING + "youth_offices: []\n", words=("beitreten sollen, ist nicht eingetragen",)),
    State("LKSG-01", "at work with one that is to join", "offen 0/1 -no-youth-office", FROM_2025 + offices(JOINING)),
    State("LKSG-02", "one office", "nicht-anwendbar", words=("nur ein Jugendamt",)),
    State("LKSG-02", "no office", "nicht-anwendbar", FROM_2025 + "youth_offices: []\n", words=("gehört kein Jugendamt",)),
    State("LKSG-02", "no office yet", "nicht-anwendbar", BUILDING + "youth_offices: []\n", words=("noch kein Jugendamt",)),
    State("LKSG-02", "no agreement", f"offen 0/2 {NO_COOPERATION}", FROM_2025 + BOTH, words=("der 2 Jugendämter",)),
    State("LKSG-02", "of all", "erfuellt 2/2", FROM_2025 + BOTH + agreement(WHOLE), proof="agreements.0.id"),
    State("LKSG-02", "by its kind", "erfuellt 2/2", FROM_2025 + BOTH + agreement(WHOLE.replace("interkommunale-zusammenarbeit", "verfahren"), "kooperationsvereinbarung")),
    State("LKSG-02", "of another kind", f"offen 0/2 {NO_COOPERATION}", FROM_2025 + BOTH + agreement(WHOLE.replace("interkommunale-zusammenarbeit", "verfahren"))),
    State("LKSG-02", "of one of them", f"offen 1/2 {NO_COOPERATION}", FROM_2025 + BOTH + agreement(WHOLE.replace(", amt-b", "")), words=("Amt B ist an keiner",)),
    State("LKSG-02", "of one of them, who join in another", "erfuellt 2/2", FROM_2025 + BOTH + agreement(WHOLE.replace(", amt-b", "")) + "  - {id: w, title: W, kind: kooperationsvereinbarung, parties: [amt-b], signed: 2024}\n"),
    State("LKSG-02", "of one, and of somebody named by a text", "erfuellt 2/2", FROM_2025 + BOTH + agreement(WHOLE.replace("amt-b", "{text: Kreis}"))),
    State("LKSG-02", "of nobody", "erfuellt 2/2 ~missing-cooperation-agreement(hinweis)", FROM_2025 + BOTH + agreement(WHOLE.replace(", parties: [amt-a, amt-b]", "")), words=("„V“ liegt vor, Beteiligte nicht erfasst.",)),
    State("LKSG-02", "of nobody, not complete", "erfuellt 2/2 ~", NEVER + BOTH + agreement(WHOLE.replace(", parties: [amt-a, amt-b]", ""))),
    State("LKSG-02", "a member speaks for its office", "erfuellt 2/2", FROM_2025 + BOTH + agreement(WHOLE.replace("amt-b", "asd")), {"members": "members:\n  - {id: asd, name: ASD, youth_office: amt-b}\n"}),
    State("LKSG-02", "a member of no office", "erfuellt 2/2", FROM_2025 + BOTH + agreement(WHOLE.replace("amt-b", "kita")), {"members": "members:\n  - {id: kita, name: Kita}\n"}),
    State("LKSG-02", "a post speaks for its office", "erfuellt 2/2", FROM_2025 + BOTH + TWO_POSTS + agreement(WHOLE.replace("amt-b", "stelle-1"))),
    State("LKSG-02", "a draft", f"offen 0/2 {NO_COOPERATION}", FROM_2025 + BOTH + agreement(WHOLE + ", status: entwurf"), words=("erst ein Entwurf",)),
    State("LKSG-02", "not read", "nicht-beurteilbar 0/2", FROM_2025 + BOTH + "agreements: [quatsch]\n", words=("nicht lesbar",)),
    State("LKSG-03", "one office", "nicht-anwendbar", words=("nur ein Jugendamt",)),
    State("LKSG-03", "in one Kreis", "erfuellt", FROM_2025 + offices('key: "05974040"', 'key: "05974144"'), proof="youth_offices.0.key youth_offices.1.key"),
    State("LKSG-03", "in two", "offen -offices-not-neighbouring", FROM_2025 + offices('key: "05974040"', 'key: "05978040"'), words=("Amt B liegt nicht im selben Kreis wie Amt A",)),
    State("LKSG-03", "the third in another", "offen -offices-not-neighbouring", FROM_2025 + offices('key: "05974040"', 'key: "05974044"', 'key: "05978040"'), words=("Amt C liegt nicht",)),
    State("LKSG-03", "in two, not complete", "nicht-beurteilbar", NEVER + offices('key: "05974040"', 'key: "05978040"')),
    State("LKSG-03", "neighbouring", "erfuellt", FROM_2025 + "neighbouring: true\n" + offices('key: "05974040"', 'key: "05978040"'), proof="neighbouring"),
    State("LKSG-03", "not neighbouring, not complete", "offen -offices-not-neighbouring", NEVER + "neighbouring: false\n" + offices('key: "05974040"', 'key: "05978040"')),
    State("LKSG-03", "no keys", "nicht-beurteilbar", FROM_2025 + offices("key: null", "key: null"), words=("Schlüssel der Jugendämter",)),
    State("LKSG-03", "one key", "nicht-beurteilbar", FROM_2025 + offices('key: "05974040"', "key: null")),
    State("LKSG-03", "two keys of three", "erfuellt", FROM_2025 + offices("key: null", 'key: "05974040"', 'key: "05974044"'), proof="youth_offices.1.key youth_offices.2.key"),
    State("LKSG-03", "a day on which there was one", "nicht-anwendbar", FROM_2025 + offices('key: "05974040"', 'key: "05978040", since: 2026-01-01')),
    State("LKSG-04", "no office", "nicht-anwendbar", FROM_2025 + "youth_offices: []\n", words=("gehört kein Jugendamt",)),
    State("LKSG-04", "no post", "offen 0/1 -missing-coordination", FROM_2025 + offices("") + "coordination: []\n", words=("Amt A hat keine Koordinierungsstelle.",)),
    State("LKSG-04", "a post of one of two", "offen 1/2 -missing-coordination", FROM_2025 + BOTH + posts("b"), words=("Amt A hat keine",), proof="coordination.0.id"),
    State("LKSG-04", "both", "erfuellt 2/2", FROM_2025 + BOTH + TWO_POSTS, proof="coordination.0.id coordination.1.id"),
    State("LKSG-04", "a post that ended the day before", "offen 0/1 -missing-coordination", FROM_2025 + offices("") + posts("a, until: 2025-12-30")),
    State("LKSG-04", "a post that ended in the month", "erfuellt 1/1", FROM_2025 + offices("") + posts("a, until: 2025-12")),
    State("LKSG-04", "vacant from the day on", "laufend 1/1 -vacant-coordination", FROM_2025 + offices("") + posts("a, vacant_since: 2025-12-31")),
    State("LKSG-04", "vacant from some day of the month on", "laufend 1/1 -vacant-coordination", NEVER + offices("") + posts("a, vacant_since: 2025-12/2026-02")),
    State("LKSG-04", "vacant later", "erfuellt 1/1", FROM_2025 + offices("") + posts("a, vacant_since: 2026-01-01")),
    State("LKSG-04", "one of two posts vacant", "erfuellt 1/1", FROM_2025 + offices("") + posts("a, vacant_since: 2025", "a")),
    State("LKSG-04", "both posts vacant", "laufend 1/1 -vacant-coordination", FROM_2025 + offices("") + posts("a, vacant_since: 2025", "a, vacant_since: 2024"), words=("unbesetzt, seit 2025",)),
    State("LKSG-04", "one vacant, one missing", "offen 1/2 -missing-coordination -vacant-coordination", FROM_2025 + BOTH + posts("b, vacant_since: 2025")),
    State("LKSG-04", "a post of nobody known", "nicht-beurteilbar 0/1", FROM_2025 + offices("") + posts("z"), words=("nicht lesbar",)),
    State("LKSG-04", "posts not read", "nicht-beurteilbar 0/1", FROM_2025 + offices("") + "coordination: [quatsch]\n", words=("nicht lesbar",)),
    State("LKSG-04", "a post of one yet to join proves nothing", "erfuellt 1/1", FROM_2025 + offices("", JOINING) + TWO_POSTS, proof="coordination.0.id"),
    State("LKSG-04", "one that left by the entry of its body", "erfuellt 1/1", FROM_2025 + BOTH + posts("a"), {"members": "members:\n  - {id: asd, youth_office: amt-b, until: 2025-12-30}\n"}),
    State("LKSG-04", "one that leaves today by the entry of its body", "offen 1/2 -missing-coordination", FROM_2025 + BOTH + posts("a"), {"members": "members:\n  - {id: asd, youth_office: amt-b, until: 2025-12-31}\n"}),
    State("LKSG-04", "one that leaves some day of the month by the entry of its body", "offen 1/2 -missing-coordination", FROM_2025 + BOTH + posts("a"), {"members": "members:\n  - {id: asd, youth_office: amt-b, until: 2025-12}\n"}),
    State("LKSG-04", "one that had joined, and left by the entry of its body", "erfuellt 1/1", FROM_2025 + offices("", "since: 2024-06-01") + posts("a"), {"members": "members:\n  - {id: asd, youth_office: amt-b, until: 2025-12-30}\n"}),
    State("LKSG-05", "one post", "nicht-anwendbar"),
    State("LKSG-05", "one post, and one of an office yet to join", "nicht-anwendbar", FROM_2025 + offices("", JOINING) + TWO_POSTS),
    State("LKSG-05", "one post, and one of an office of tomorrow", "nicht-anwendbar", FROM_2025 + offices("", "since: 2026-01-01") + TWO_POSTS),
    State("LKSG-05", "two posts of one office", "nicht-anwendbar", FROM_2025 + offices("") + posts("a", "a")),
    State("LKSG-05", "two, one over", "nicht-anwendbar", FROM_2025 + BOTH + posts("a", "b, until: 2025-12-30")),
    State("LKSG-05", "two", f"offen {NO_COORDINATION_AGREEMENT}", FROM_2025 + BOTH + TWO_POSTS),
    State("LKSG-05", "two, not complete", "nicht-beurteilbar", NEVER + BOTH + TWO_POSTS),
    State("LKSG-05", "two with an agreement", "erfuellt", FROM_2025 + BOTH + TWO_POSTS + agreement(SHARED), proof="agreements.0.id"),
    State("LKSG-05", "an agreement of another content", f"offen {NO_COORDINATION_AGREEMENT}", FROM_2025 + BOTH + TWO_POSTS + agreement("covers: [verfahren], signed: 2024", "kooperationsvereinbarung")),
    State("LKSG-05", "an agreement without a day", "erfuellt ~missing-coordination-agreement(hinweis)", FROM_2025 + BOTH + TWO_POSTS + agreement("covers: [koordinierungsstellen]")),
    State("LKSG-05", "posts not read", "nicht-beurteilbar", FROM_2025 + BOTH + "coordination:\n  - {id: s, youth_office: amt-a}\n  - {id: t, youth_office: amt-b, fte: viel}\n", words=("nicht lesbar",)),
    State("LKSG-06", "enough, and a small one of an office yet to join", "erfuellt", FROM_2025 + offices("", JOINING) + posts("a, fte: 0.5", "b, fte: 0.1"), proof="coordination.0.fte"),
    State("LKSG-06", "enough", "erfuellt", FROM_2025 + offices("") + posts("a, fte: 0.5"), proof="coordination.0.fte"),
    State("LKSG-06", "too small", "offen -small-coordination-share", NEVER + offices("") + posts("a, fte: 0.49"), words=("beträgt 0,49 VZÄ, weniger als die 0,5 VZÄ",)),
    State("LKSG-06", "two small ones of one office", "erfuellt", FROM_2025 + offices("") + posts("a, fte: 0.25", "a, fte: 0.25"), proof="coordination.0.fte"),
    State("LKSG-06", "two small ones of two offices", "offen -small-coordination-share -small-coordination-share", FROM_2025 + BOTH + posts("a, fte: 0.25", "b, fte: 0.3"), proof="coordination.0.fte coordination.1.fte"),
    State("LKSG-06", "a small one and one that is not known", "erfuellt", FROM_2025 + offices("") + posts("a, fte: 0.25", "a")),
    State("LKSG-06", "a small one and one of another office not known", "offen -small-coordination-share", FROM_2025 + BOTH + posts("a, fte: 0.25", "b")),
    State("LKSG-06", "none known", "nicht-beurteilbar", FROM_2025 + offices("") + posts("a"), words=("Stellenanteile sind nicht erfasst",)),
    State("LKSG-06", "a larger one before", "offen -small-coordination-share", FROM_2025 + offices("") + posts("a, fte: [{value: 0.5, until: 2025-12-30}, {value: 0.25, since: 2025-12-31}]"), words=("0,25 VZÄ",)),
    State("LKSG-06", "a larger one after", "offen -small-coordination-share", FROM_2025 + offices("") + posts("a, fte: [{value: 0.25, until: 2025-12-31}, {value: 0.5, since: 2026-01-01}]"), words=("0,25 VZÄ",)),
    State("LKSG-06", "only one that is over", "nicht-beurteilbar", FROM_2025 + offices("") + posts("a, fte: [{value: 0.5, until: 2025-12-30}]")),
]  # fmt: skip


@pytest.mark.parametrize("row", OFFICES, ids=named)
def test_jugendaemter_and_their_posts(row: State) -> None:
    check(row)


# --- agreements
# -------------------------------------------------------------------------------------------------


class InForce(NamedTuple):
    """An agreement, and how it stands on 29, 30 June and 1 July 2026:
    `v` in force, `x` run out, `-` neither.
    """

    more: str
    said: str


@pytest.mark.parametrize(
    "row",
    [
        InForce("", "vvv"),
        InForce("status: entwurf", "---"),
        InForce("status: beendet", "---"),
        InForce("status: beschlossen", "vvv"),
        InForce("signed: 2026-06-30", "-vv"),
        InForce("decided: 2026-06-30", "-vv"),
        InForce("signed: 2026-06-30, decided: 2026-01", "-vv"),
        InForce("signed: 2026-06", "vvv"),
        InForce("signed: 2026-07", "--v"),
        InForce("valid_until: 2026-06-30", "vvx"),
        InForce("valid_until: 2026-06", "vvx"),
        InForce("valid_until: 2026", "vvv"),
        InForce("status: entwurf, valid_until: 2026-06-29", "---"),
        InForce("status: beendet, valid_until: 2026-06-29", "-xx"),
        InForce("signed: 2026-06-30, valid_until: 2026-06-30", "-vx"),
        InForce("signed: 2026-07-01, valid_until: 2026-06-30", "vvv"),
        InForce("decided: 2026-07-01, valid_until: 2026-06-30", "vvv"),
        InForce("signed: 2026-06-20, valid_until: 2026-06", "vvx"),
        InForce("signed: 2026-06, valid_until: 2026-06-10", "xxx"),
        InForce("signed: 2026-07, valid_until: 2026-07-10", "--v"),
    ],
    ids=lambda row: row.more,
)
def test_an_agreement_is_in_force_on_a_day(row: InForce) -> None:
    found = read(agreement(row.more)).record.agreements[0]
    days = (day("2026-06-29"), day("2026-06-30"), day("2026-07-01"))
    assert (
        "".join("x" if expired(found, on) else "v" if in_force(found, on) else "-" for on in days)
        == row.said
    )


NO_PROCEDURE, NO_PATHS = "-missing-procedure-agreement", "-missing-reporting-paths"
WAYS = "covers: [mitteilungswege]"


def procedure(more: str) -> str:
    return FROM_2025 + agreement(more, "verfahrensabsprache")


AGREEMENTS = [
    State("LKSG-11", "whole", "erfuellt", procedure("signed: 2024, review_by: 2027"), proof="agreements.0.id"),
    State("LKSG-11", "by its content", "erfuellt", FROM_2025 + agreement("covers: [verfahren], signed: 2024, review_by: 2027")),
    State("LKSG-11", "none", f"offen {NO_PROCEDURE}", FROM_2025 + "agreements: []\n", words=("ist nicht erfasst.",)),
    State("LKSG-11", "none, not complete", "nicht-beurteilbar", NEVER + "agreements: []\n"),
    State("LKSG-11", "none, being set up", "laufend -", BUILDING + "agreements: []\n", words=("noch im Aufbau",)),
    State("LKSG-11", "not read", "nicht-beurteilbar", FROM_2025 + "agreements: [quatsch]\n"),
    State("LKSG-11", "no day", "erfuellt ~missing-procedure-agreement(hinweis)", procedure(""), words=("Datum und Tag der nächsten Überprüfung nicht erfasst",)),
    State("LKSG-11", "decided counts as a day", "erfuellt", procedure("decided: 2024, review_by: 2027")),
    State("LKSG-11", "the more complete of two counts", "erfuellt", procedure("") + "  - {id: w, title: W, kind: verfahrensabsprache, signed: 2024, review_by: 2027}\n", proof="agreements.0.id agreements.1.id"),
    State("LKSG-11", "the more complete of two lacks less", "erfuellt ~missing-procedure-agreement(hinweis)", procedure("") + "  - {id: w, title: W, kind: verfahrensabsprache, signed: 2024}\n", words=("„W“ liegt vor, Tag der",)),
    State("LKSG-11", "signed on the last day", "erfuellt", procedure("signed: 2025-12-31, review_by: 2027")),
    State("LKSG-11", "signed the day after", f"offen {NO_PROCEDURE}", procedure("signed: 2026-01-01"), words=("gilt aber erst ab der Unterzeichnung (01.01.2026)",)),
    State("LKSG-11", "decided the day after", f"offen {NO_PROCEDURE}", procedure("decided: 2026-01-01"), words=("gilt aber erst ab dem Beschluss (01.01.2026)",)),
    State("LKSG-11", "signed later, says it is signed", "erfuellt ~missing-procedure-agreement(hinweis)", procedure("status: unterzeichnet, signed: 2026-07-01")),
    State("LKSG-11", "signed today, says it is signed", f"offen {NO_PROCEDURE}", procedure("status: unterzeichnet, signed: 2026-06-30")),
    State("LKSG-11", "signed at some time from today on", f"offen {NO_PROCEDURE}", procedure("status: unterzeichnet, signed: 2026-06-30/2026-08")),
    State("LKSG-11", "decided later, says it is decided", "erfuellt ~missing-procedure-agreement(hinweis)", procedure("status: beschlossen, decided: 2026-07-01")),
    State("LKSG-11", "signed later, says it is decided", f"offen {NO_PROCEDURE}", procedure("status: beschlossen, signed: 2026-07-01")),
    State("LKSG-11", "run out before the day", "offen -", procedure("signed: 2024, valid_until: 2025-12-30"), words=("„V“ galt nur bis 30.12.2025.",)),
    State("LKSG-11", "run out on the day", "erfuellt ~missing-procedure-agreement(hinweis)", procedure("signed: 2024, valid_until: 2025-12-31")),
    State("LKSG-11", "run out and ended", f"offen {NO_PROCEDURE}", procedure("status: beendet, valid_until: 2025-12-30"), words=("ist beendet; was an ihre",)),
    State("LKSG-11", "a draft", f"offen {NO_PROCEDURE}", procedure("status: entwurf"), words=("erst ein Entwurf",)),
    State("LKSG-11", "a draft and one that ran out", "offen -", procedure("status: entwurf") + "  - {id: w, title: W, kind: verfahrensabsprache, valid_until: 2025-01}\n", words=("„W“ galt nur bis Januar 2025",)),
    State("LKSG-11", "a draft and one signed later", f"offen {NO_PROCEDURE}", procedure("status: entwurf") + "  - {id: w, title: W, kind: verfahrensabsprache, signed: 2026}\n", words=("„W“ ist eingetragen, gilt aber erst",)),
    State("LKSG-11", "ended and a draft", f"offen {NO_PROCEDURE}", procedure("status: beendet") + "  - {id: w, title: W, kind: verfahrensabsprache, status: entwurf}\n", words=("„W“ ist eingetragen, aber erst ein Entwurf",)),
    State("LKSG-12", "by its kind", "erfuellt", FROM_2025 + agreement("signed: 2024, document: {path: m.pdf}", "mitteilungswege")),
    State("LKSG-12", "by its content", "erfuellt", procedure(f"{WAYS}, signed: 2024, document: {{url: 'https://www.example.org/m'}}")),
    State("LKSG-12", "a document without a place", "erfuellt ~missing-reporting-paths(hinweis)", procedure(f"{WAYS}, signed: 2024, document: {{title: M}}"), words=("Fundstelle nicht erfasst",)),
    State("LKSG-12", "no document", "erfuellt ~missing-reporting-paths(hinweis)", procedure(f"{WAYS}, signed: 2024"), words=("„V“ liegt vor, Fundstelle nicht erfasst",)),
    State("LKSG-12", "none", f"offen {NO_PATHS}", procedure("signed: 2024")),
]  # fmt: skip


@pytest.mark.parametrize("row", AGREEMENTS, ids=named)
def test_agreements_on_the_procedure(row: State) -> None:
    check(row)


# --- who is represented
# -------------------------------------------------------------------------------------------------

COURT = "vacancies:\n  - {category: familiengericht%s}\n"


def vacant(more: str, network: str = FROM_2025) -> str:
    return network + COURT % (f", {more}" if more else "")


def court(more: str = "", without: str = "familiengericht") -> dict[str, str]:
    """Return members without a court, or with one of which something is said."""
    body = (
        f"  - {{id: gericht, name: Amtsgericht, categories: [familiengericht], {more}}}\n"
        if more
        else ""
    )
    return {"members": members(without, body)}


def people(*more: str) -> str:
    found = (
        f"{{id: p{number}, family_name: Beispiel, {one}}}"
        for number, one in enumerate(more, start=1)
    )
    return f"people: [{', '.join(found)}]"


MEMBERS = [
    State("LKSG-08", "all", "erfuellt 12/12"),
    State("LKSG-08", "no court", "offen 11/12 -uncovered-category", FROM_2025, court(), ("Niemand vertritt: Familiengerichte (1 von 12 Kategorien).",)),
    State("LKSG-08", "no court and no school", "offen 10/12 -uncovered-category", FROM_2025, {"members": members("schule").replace("familiengericht, ", "")}, ("Schulen und Familiengerichte (2 von 12",)),
    State("LKSG-08", "no court, not complete", "nicht-beurteilbar 11/12", NEVER, court()),
    State("LKSG-08", "no court, members not read", "nicht-beurteilbar 11/12", FROM_2025, {"members": members("familiengericht", "  - quatsch\n")}),
    State("LKSG-08", "no court, vacancies not read", "nicht-beurteilbar 11/12", FROM_2025 + "vacancies: [quatsch]\n", court()),
    State("LKSG-08", "left before the day", "offen 11/12 -uncovered-category", FROM_2025, court("until: 2025-12-30"), ("Niemand vertritt",)),
    State("LKSG-08", "left on the day", "erfuellt 12/12", FROM_2025, court("until: 2025-12-31")),
    State("LKSG-08", "left in the year", "erfuellt 12/12", FROM_2025, court("until: 2025")),
    State("LKSG-08", "joined later", "offen 11/12 -uncovered-category", FROM_2025, court("since: 2026")),
    State("LKSG-08", "the last person left before the day", "offen 11/12 -uncovered-category", FROM_2025, court(people("until: 2024-05-31", "until: 2025-12-30")), ("Familiengerichte: Für „Amtsgericht“ ist seit 30.12.2025 niemand mehr im Amt.",)),
    State("LKSG-08", "the last person left in some month", "offen 11/12 -uncovered-category", FROM_2025, court(people("until: 2025-11", "until: 2025-11-10")), ("ist seit November 2025 niemand",)),
    State("LKSG-08", "a person is yet to come", "offen 11/12 -uncovered-category", FROM_2025, court(people("until: 2025-11-10", "since: 2026-01-01, until: 2026-05-01")), ("ist seit 10.11.2025 niemand",)),
    State("LKSG-08", "a person whose end is on the day and whose beginning is later", "offen 11/12 -uncovered-category", FROM_2025, court(people("since: 2026, until: 2025-12-31", "until: 2024")), ("ist seit 31.12.2025 niemand",)),
    State("LKSG-08", "only people who are to come", "offen 11/12 -uncovered-category", FROM_2025, court(people("since: 2026")), ("Für „Amtsgericht“ ist niemand mehr im Amt.",)),
    State("LKSG-08", "the last person has been deleted, at some time from the day on", "offen 11/12 -uncovered-category", FROM_2025, court(people("redacted: 2025-12-31/2026-03").replace("Beispiel", "Name gelöscht")), ("Für „Amtsgericht“ ist seit",)),
    State("LKSG-08", "nobody left in a protected body", "offen 11/12 -uncovered-category", FROM_2025, court(people("until: 2024") + ", sensitive: true"), ("Für eine geschützte Einrichtung ist",)),
    State("LKSG-08", "nobody left in the first of two", "offen 11/12 -uncovered-category", FROM_2025, {"members": members("familiengericht", "".join(f"  - {{id: g{n}, name: G{n}, categories: [familiengericht], {people('until: 2024')}}}\n" for n in (1, 2)))}, ("Für „G1“ ist",)),
    State("LKSG-08", "nobody left, and another missing", "offen 10/12 -uncovered-category -uncovered-category", FROM_2025, {"members": members("familiengericht", f"  - {{id: g, name: G, categories: [familiengericht], {people('until: 2024')}}}\n").replace("schule, ", "")}, ("Für „G“ ist", "Niemand vertritt: Schulen (1 von")),
    State("LKSG-08", "nobody left, somebody in office elsewhere", "erfuellt 12/12", FROM_2025, court(people("until: 2024"), without="")),
    State("LKSG-08", "a guess", "nicht-beurteilbar 11/12", FROM_2025, court("unconfirmed: [categories]"), ("Angaben zu 1 Stelle sind noch nicht bestätigt",)),
    State("LKSG-08", "a guess elsewhere", "nicht-beurteilbar 11/12", FROM_2025, {"members": members("familiengericht", "  - {id: x, name: X, categories: [schule], unconfirmed: [categories]}\n")}, ("1 Stelle",)),
    State("LKSG-08", "a guess that nobody needs", "erfuellt 12/12", FROM_2025, court("unconfirmed: [categories]", without="")),
    State("LKSG-08", "a guess beside somebody who left", "nicht-beurteilbar 11/12", FROM_2025, {"members": members("familiengericht", f"  - {{id: g, name: G, categories: [familiengericht], {people('until: 2024')}}}\n  - {{id: x, name: X, categories: [schule], unconfirmed: [categories]}}\n")}),
    State("LKSG-08", "vacant with reason and day", "laufend 11/12 -", vacant("reason: Anfrage läuft., until: 2026"), court(), ("Familiengerichte: noch unbesetzt (Anfrage läuft), vorgesehen bis 2026.",)),
    State("LKSG-08", "vacant up to the day", "laufend 11/12 -", vacant("reason: Anfrage, until: 2025-12-31"), court()),
    State("LKSG-08", "vacant up to some day of the year", "laufend 11/12 -", vacant("reason: Anfrage, until: 2025"), court()),
    State("LKSG-08", "vacant up to the day before", "offen 11/12 -expired-vacancy", vacant("reason: Anfrage, until: 2025-12-30", NEVER), court(), ("Vertretung war bis 30.12.2025 vorgesehen, fehlt aber noch.",)),
    State("LKSG-08", "vacant without a reason", "offen 11/12 -uncovered-category", vacant("until: 2026", NEVER), court(), ("unbesetzt, aber ohne Grund.",)),
    State("LKSG-08", "vacant without a day", "offen 11/12 -uncovered-category", vacant("reason: Anfrage"), court(), ("unbesetzt, aber ohne Tag.",)),
    State("LKSG-08", "vacant without anything", "offen 11/12 -uncovered-category", vacant(""), court(), ("unbesetzt, aber ohne Grund und Tag.",)),
    State("LKSG-08", "vacant and filled", "erfuellt 12/12 -filled-vacancy", vacant("reason: Anfrage, until: 2026", NEVER), words=("als unbesetzt geführt, aber vertreten",)),
    State("LKSG-08", "vacant and filled, another vacant", "laufend 11/12 -filled-vacancy -", vacant("reason: Anfrage, until: 2026") + "  - {category: schule, reason: Anfrage, until: 2026}\n", {"members": members("schule")}),
    State("LKSG-08", "vacant, another missing", "offen 10/12 - -uncovered-category", vacant("reason: Anfrage, until: 2026"), {"members": members("schule").replace("familiengericht, ", "")}, ("Niemand vertritt: Schulen (1 von 12",)),
    State("LKSG-08", "a vacancy that no duty asks for", "erfuellt 12/12", FROM_2025 + "vacancies:\n  - {category: weitere}\n"),
    State("LKSG-09", "none", "nicht-anwendbar", words=("Weitere Einrichtungen",)),
    State("LKSG-09", "with a label", "erfuellt", files={"members": members(more="  - {id: x, name: Verein, categories: [weitere], label: Sportverein}\n")}, proof="members.2.id"),
    State("LKSG-09", "without a label", "offen -unlabelled-member", files={"members": members(more="  - {id: x, name: Verein, categories: [weitere]}\n")}, words=("Was „Verein“ ist, ist nicht eingetragen",)),
    State("LKSG-09", "without a label, not complete", "nicht-beurteilbar", NEVER, {"members": members(more="  - {id: x, name: Verein, categories: [weitere]}\n")}),
    State("LKSG-09", "a protected one", "erfuellt", files={"members": members(more="  - {id: x, name: Haus, categories: [weitere], sensitive: true}\n")}),
    State("LKSG-09", "one that has left", "nicht-anwendbar", files={"members": members(more="  - {id: x, name: V, categories: [weitere], until: 2025-12-30}\n")}),
    State("LKSG-09", "a guess", "nicht-beurteilbar", files={"members": members(more="  - {id: x, name: V, categories: [weitere], unconfirmed: [categories]}\n")}, words=("1 Stelle",)),
    State("LKSG-09", "a guess and one that is sure", "erfuellt", files={"members": members(more="  - {id: x, name: V, categories: [weitere], unconfirmed: [categories]}\n  - {id: w, name: W, categories: [weitere], label: L}\n")}, proof="members.3.id"),
    State("LKSG-09", "not read", "nicht-beurteilbar", files={"members": members(more="  - {id: x, name: V, categories: [weitere]}\n  - quatsch\n")}),
    State("LKSG-18", "none", "nicht-anwendbar", files={"members": members("traeger-8a")}, words=("Träger dieser Kategorie",)),
    State("LKSG-18", "without a day", "erfuellt 1/1 ~", words=("1 Vereinbarung liegt vor, Datum nicht erfasst.",), proof="members.1.agreement_8a"),
    State("LKSG-18", "two without a day", "erfuellt 2/2 ~", files={"members": members(more="  - {id: x, name: X, categories: [traeger-8a], agreement_8a: {exists: true}}\n")}, words=("2 Vereinbarungen liegen vor",)),
    State("LKSG-18", "signed", "erfuellt 1/1", files={"members": members("traeger-8a", "  - {id: x, name: X, categories: [traeger-8a], agreement_8a: {signed: 2024}}\n")}, proof="members.2.agreement_8a"),
    State("LKSG-18", "signed, and said to exist", "erfuellt 1/1", files={"members": members("traeger-8a", "  - {id: x, name: X, categories: [traeger-8a], agreement_8a: {signed: 2024, exists: true}}\n")}),
    State("LKSG-18", "not recorded", "offen 1/2 -missing-8a-agreement ~", files={"members": members(more="  - {id: x, name: X, categories: [traeger-8a]}\n")}, words=("Für „X“ ist keine Vereinbarung",)),
    State("LKSG-18", "not recorded, not complete", "nicht-beurteilbar 0/1", NEVER, {"members": members("traeger-8a", "  - {id: x, name: X, categories: [traeger-8a]}\n")}),
    State("LKSG-18", "an entry without content", "offen 0/1 -missing-8a-agreement", files={"members": members("traeger-8a", "  - {id: x, name: X, categories: [traeger-8a], agreement_8a: {}}\n")}),
    State("LKSG-18", "there is none, not complete", "offen 0/1 -missing-8a-agreement", NEVER, {"members": members("traeger-8a", "  - {id: x, name: X, categories: [traeger-8a], agreement_8a: {exists: false}}\n")}, ("Für „X“ besteht keine Vereinbarung",)),
    State("LKSG-18", "there is none of a protected body", "offen 0/1 -missing-8a-agreement", NEVER, {"members": members("traeger-8a", "  - {id: x, name: X, sensitive: true, categories: [traeger-8a], agreement_8a: {exists: false}}\n")}, ("Für eine geschützte Einrichtung besteht keine Vereinbarung",)),
    State("LKSG-18", "a guessed agreement", "nicht-beurteilbar 1/1 ~", files={"members": members(more="  - {id: x, name: X, categories: [traeger-8a], unconfirmed: [agreement_8a]}\n")}, words=("Angaben zu 1 Stelle",)),
    State("LKSG-18", "a guessed category", "nicht-beurteilbar 1/1 ~", files={"members": members(more="  - {id: x, name: X, categories: [traeger-8a], unconfirmed: [categories]}\n")}),
    State("LKSG-18", "a guess and one not recorded", "offen 1/2 -missing-8a-agreement ~", files={"members": members(more="  - {id: x, name: X, categories: [traeger-8a], unconfirmed: [categories]}\n  - {id: w, name: W, categories: [traeger-8a]}\n")}),
]  # fmt: skip


@pytest.mark.parametrize("row", MEMBERS, ids=named)
def test_who_is_represented(row: State) -> None:
    check(row)


# --- the public, case conferences, other networks
# -------------------------------------------------------------------------------------------------


def pages(*more: str) -> str:
    keys = ("procedures", "structures", "contacts")
    found = (f"  {key}: {{{one}}}\n" for key, one in zip(keys, more, strict=False) if one)
    return FROM_2025 + "public_information:\n" + "".join(found)


URL = "url: 'https://www.example.org/s'"
FRESH = f"{URL}, as_of: 2025-06-30"
CONFERENCE = "title: F\nkind: fallkonferenz\nstart: 2025-05-20\nstatus: stattgefunden\n"
ANONYMOUS = "case_conference: {anonymised: true}\n"
DETAILS = "-"

PUBLIC = [
    State("LKSG-13", "all", "erfuellt 3/3", pages(FRESH, FRESH, FRESH), proof="public_information.procedures.url public_information.structures.url public_information.contacts.url"),
    State("LKSG-13", "none", "offen 0/3 -missing-public-information", FROM_2025 + "public_information: null\n", words=("Verfahren, Strukturen und Ansprechpersonen",)),
    State("LKSG-13", "none, not complete", "nicht-beurteilbar 0/3", NEVER + "public_information: null\n"),
    State("LKSG-13", "one of three", "offen 1/3 -missing-public-information", pages("", FRESH), words=("fehlt eine Seite über Verfahren und Ansprechpersonen.",)),
    State("LKSG-13", "a page without an address", "offen 2/3 -missing-public-information", pages(FRESH, FRESH, "as_of: 2025-06-30"), words=("über Ansprechpersonen.",)),
    State("LKSG-13", "not read", "nicht-beurteilbar 0/3", FROM_2025 + "public_information: [quatsch]\n"),
    State("LKSG-13", "an address not read", "nicht-beurteilbar 2/3", pages(FRESH, FRESH, "url: quatsch, as_of: 2025-06-30")),
    State("LKSG-13", "twelve months old", "erfuellt 3/3", pages(FRESH, FRESH, f"{URL}, as_of: 2024-12-31")),
    State("LKSG-13", "a day older", "erfuellt 3/3 ~stale-public-information", pages(FRESH, FRESH, f"{URL}, as_of: 2024-12-30"), words=("Seite über Ansprechpersonen: Der Stand (30.12.2024) ist älter als 12 Monate.",)),
    State("LKSG-13", "some day of the year before", "erfuellt 3/3", pages(FRESH, FRESH, f"{URL}, as_of: 2024")),
    State("LKSG-13", "no day", "erfuellt 3/3 ~stale-public-information", pages(FRESH, FRESH, URL), words=("Ansprechpersonen: Der Stand ist nicht eingetragen.",)),
    State("LKSG-13", "no day, not complete", "erfuellt 3/3 ~", pages(FRESH, FRESH, URL).replace("2025-01-01", "nie")),
    State("LKSG-13", "old, not complete", "erfuellt 3/3 ~stale-public-information", pages(FRESH, FRESH, f"{URL}, as_of: 2023").replace("2025-01-01", "nie")),
    State("LKSG-14", "none", "nicht-anwendbar"),
    State("LKSG-14", "another year", "nicht-anwendbar", files=events(CONFERENCE.replace("2025", "2024") + ANONYMOUS)),
    State("LKSG-14", "anonymous", "erfuellt 1", files=events(CONFERENCE + ANONYMOUS), proof="undated-t0.yaml"),
    State("LKSG-14", "anonymous, not held", "erfuellt 0", files=events(CONFERENCE.replace("stattgefunden", "geplant") + ANONYMOUS), proof="undated-t0.yaml"),
    State("LKSG-14", "perhaps of the year", "erfuellt 0", files=events(CONFERENCE.replace("2025-05-20", "2024/2025") + ANONYMOUS)),
    State("LKSG-14", "two, one perhaps of the year", "erfuellt 1", files=events(CONFERENCE + ANONYMOUS, CONFERENCE.replace("2025-05-20", "2024/2025") + ANONYMOUS)),
    State("LKSG-14", "not said to be anonymous", "offen 1 -", NEVER, events(CONFERENCE + "case_conference: {participants: 5}\n"), ("nur anonymisiert zulässig",)),
    State("LKSG-14", "not anonymous", "offen 1 -", NEVER, events(CONFERENCE + "case_conference: {anonymised: false}\n"), ("nur anonymisiert zulässig",)),
    State("LKSG-14", "without anything", "offen 1 -", NEVER, events(CONFERENCE), ("Dass die Fallkonferenz anonymisiert war, ist nicht eingetragen",)),
    State("LKSG-14", "not read", "erfuellt 1", NEVER, events(CONFERENCE + "case_conference: {anonymised: vielleicht}\n")),
    State("LKSG-14", "with more than numbers", "offen 1 - -", NEVER, events(CONFERENCE + ANONYMOUS + "theme: Fall\nagenda:\n  - title: x\nattendance: null\npublic: false\n"), ("nicht festgehalten sein: Thema", "nicht festgehalten sein: Tagesordnung")),
    State("LKSG-14", "with keys that say nothing", "erfuellt 1", NEVER, events(CONFERENCE + ANONYMOUS + "agenda: []\nattendance: {}\nminutes: {document: {}}\nlocation: {name: null}\nresults: []\nsummary: null\n")),
    State("LKSG-14", "with a number of people", "offen 1 -", NEVER, events(CONFERENCE + ANONYMOUS + "attendance: {total: 0}\n"), ("nicht festgehalten sein: Teilnahme",)),
    State("LKSG-14", "a meeting that says it is one", "nicht-anwendbar", NEVER, events(CONFERENCE.replace("fallkonferenz", "konferenz") + ANONYMOUS)),
    State("LKSG-14", "a meeting that says it is one, beside a conference", "erfuellt 1", NEVER, events(CONFERENCE.replace("fallkonferenz", "konferenz") + ANONYMOUS, CONFERENCE + ANONYMOUS)),
    State("LKSG-17", "one", "erfuellt", proof="affiliations.0"),
    State("LKSG-17", "none", "offen -missing-affiliation", FROM_2025 + "affiliations: []\n"),
    State("LKSG-17", "none, not complete", "nicht-beurteilbar", NEVER + "affiliations: []\n"),
    State("LKSG-17", "ended before the day", "offen -missing-affiliation", FROM_2025 + "affiliations:\n  - {name: F, until: 2025-12-30}\n"),
    State("LKSG-17", "one of two", "erfuellt", FROM_2025 + "affiliations:\n  - {name: F, until: 2025-12-30}\n  - {name: G, since: 2025-12-31}\n", proof="affiliations.1"),
    State("LKSG-17", "not read", "nicht-beurteilbar", FROM_2025 + "affiliations: [quatsch]\n"),
    State("LKSG-17", "another key not read", "offen -missing-affiliation", FROM_2025 + "affiliations: []\nvacancies: [quatsch]\n"),
    State("LKSG-17", "an unknown key inside of another", "offen -missing-affiliation", FROM_2025 + "affiliations: []\nvacancies:\n  - {category: schule, wer: x}\n"),
    State("LKSG-17", "an unknown key that may be it", "nicht-beurteilbar", FROM_2025 + "affiliations: []\nvertretungen: []\n"),
    State("LKSG-17", "a text read all the same", "offen -missing-affiliation", FROM_2025 + "affiliations: []\nsummary: no\n"),
]  # fmt: skip


@pytest.mark.parametrize("row", PUBLIC, ids=named)
def test_what_the_public_and_other_networks_find(row: State) -> None:
    check(row)


# --- what was done in a year
# -------------------------------------------------------------------------------------------------

ALONE = FROM_2025 + "affiliations: []\n"
OF_ALL = "tasks: [begleitung, strukturen, fortbildung, informationstransfer]\n"
NONE_DONE = "nicht-beurteilbar 0/4 ~task-without-activity"
COURSE = "qualification: {interdisciplinary: true, categories: [schule, insofa]}\n"

TASKS = [
    State("LKSG-07", "all", "erfuellt 4/4", ALONE, events(held("2025-05-07", more=OF_ALL)), proof="undated-t0.yaml"),
    State("LKSG-07", "all, of two events", "erfuellt 4/4", ALONE, events(held("2025-05-07", more=OF_ALL.replace("begleitung, ", "")), held("2025-05-07", kind="konferenz", more="tasks: [begleitung]\n")), proof="undated-t1.yaml undated-t0.yaml"),
    State("LKSG-07", "nothing", NONE_DONE, ALONE, words=("Für 2025 ist keine Tätigkeit erfasst zu: fachliche Begleitung", "Das Gesetz nennt keinen Zeitraum")),
    State("LKSG-07", "nothing, not complete", "nicht-beurteilbar 0/4", NEVER + "affiliations: []\n"),
    State("LKSG-07", "nothing on the last day of the year", "laufend 0/4 ~", ALONE, as_of="2025-12-31", words=("ist noch keine Tätigkeit erfasst zu",)),
    State("LKSG-07", "nothing, the year just over", NONE_DONE, ALONE, as_of="2026-01-01"),
    State("LKSG-07", "a meeting", "nicht-beurteilbar 1/4 ~task-without-activity", ALONE, events(held("2025-05-07"))),
    State("LKSG-07", "a conference", NONE_DONE, ALONE, events(held("2025-05-07", kind="konferenz"))),
    State("LKSG-07", "a meeting that did not take place", NONE_DONE, ALONE, events(held("2025-05-07", "abgesagt"))),
    State("LKSG-07", "a meeting of another year", NONE_DONE, ALONE, events(held("2024-12-31"), held("2026-01-01"))),
    State("LKSG-07", "a meeting that may be of another year", "nicht-beurteilbar 1/4 ~task-without-activity", ALONE, events(held("2024/2025"))),
    State("LKSG-07", "a meeting over New Year", "nicht-beurteilbar 1/4 ~task-without-activity", ALONE, events(held("2024-12-30", more="end: 2025-01-02\n"))),
    State("LKSG-07", "a training", "nicht-beurteilbar 1/4 ~task-without-activity", ALONE, events(held("2025-05-07", kind="fachtag", more=COURSE))),
    State("LKSG-07", "represented elsewhere", "nicht-beurteilbar 1/4 ~task-without-activity", proof="affiliations.0"),
    State("LKSG-07", "represented elsewhere up to the first day", "nicht-beurteilbar 1/4 ~task-without-activity", FROM_2025 + "affiliations:\n  - {name: F, until: 2025-01-01}\n"),
    State("LKSG-07", "represented elsewhere up to the day before", NONE_DONE, FROM_2025 + "affiliations:\n  - {name: F, until: 2024-12-31}\n"),
    State("LKSG-07", "represented elsewhere from the last day on", "nicht-beurteilbar 1/4 ~task-without-activity", FROM_2025 + "affiliations:\n  - {name: F, since: 2025-12-31}\n"),
    State("LKSG-07", "represented elsewhere later", NONE_DONE, FROM_2025 + "affiliations:\n  - {name: F, since: 2026}\n"),
    State("LKSG-07", "an event not read", "nicht-beurteilbar 0/4", ALONE, events("title: [\n"), ("nicht lesbar",)),
    State("LKSG-07", "an event of another year not read", NONE_DONE, ALONE, {f"{EVENTS}/2024-03-t.yaml": "title: [\n"}),
    State("LKSG-07", "founded on 1 January", NONE_DONE, ALONE + "founded: 2025-01-01\n"),
    State("LKSG-07", "founded in the year", "nicht-anwendbar", ALONE + "founded: 2025-01-02\n", words=("nicht das ganze Jahr",)),
    State("LKSG-07", "ended on 31 December", NONE_DONE, ALONE + "until: 2025-12-31\n"),
    State("LKSG-07", "ended in December", "nicht-anwendbar", ALONE + "until: 2025-12\n"),
]  # fmt: skip


@pytest.mark.parametrize("row", TASKS, ids=named)
def test_what_was_done_for_each_task(row: State) -> None:
    check(row)


def courses(*starts: str) -> dict[str, str]:
    """Return trainings: `2025-03-10` was held, `2025-03-10:geplant` was not."""
    found = (start.partition(":") for start in starts)
    return events(
        *(held(one, status or "stattgefunden", "fachtag", COURSE) for one, _, status in found)
    )


FEW = "-too-few-trainings"
SPRING = ("2025-02-10", "2025-03-10", "2025-04-10")
FROM_2023 = "founded: 2023-01-01\ncomplete_since: 2023-01-01\n"
THIS = "2025-06-30"

TRAININGS = [
    State("LKSG-10", "three", "erfuellt 3/3", FROM_2025, courses(*SPRING), proof="undated-t0.yaml undated-t1.yaml undated-t2.yaml"),
    State("LKSG-10", "four", "erfuellt 4/3", FROM_2025, courses(*SPRING, "2025-12-31")),
    State("LKSG-10", "three, not complete", "erfuellt 3/3", NEVER, courses(*SPRING)),
    State("LKSG-10", "two", f"offen 2/3 {FEW}", FROM_2025, courses(*SPRING[:2]), ("2025 fanden 2 von mindestens 3 interdisziplinären",), proof="undated-t0.yaml undated-t1.yaml"),
    State("LKSG-10", "one", f"offen 1/3 {FEW}", FROM_2025, courses(*SPRING[:1]), ("2025 fand 1 von mindestens 3",)),
    State("LKSG-10", "nothing runs in a network that ended", f"offen 2/3 {FEW}", FROM_2025 + "until: 2025-06-29\n", courses(*SPRING[:2]), ("2025 fanden 2 von mindestens 3",), as_of="2025-06-30"),
    State("LKSG-10", "it runs on the last day of the network", "laufend 2/3 " + FEW + "(warnung)", FROM_2025 + "until: 2025-06-30\n", courses(*SPRING[:2]), as_of="2025-06-30"),
    State("LKSG-10", "two, not complete", "nicht-beurteilbar 2/3", NEVER, courses(*SPRING[:2])),
    State("LKSG-10", "two, and one perhaps", "nicht-beurteilbar 2/3", FROM_2025, courses(*SPRING[:2], "2024/2025"), ("nicht lesbar",)),
    State("LKSG-10", "two, and one perhaps of the next year", "nicht-beurteilbar 2/3", FROM_2025, courses(*SPRING[:2], "2025/2026")),
    State("LKSG-10", "one, and one perhaps", f"offen 1/3 {FEW}", FROM_2025, courses("2025-03-10", "2024/2025")),
    State("LKSG-10", "two, and an event not read", "nicht-beurteilbar 2/3", FROM_2025, {**courses(*SPRING[:2]), f"{EVENTS}/2025-03-x.yaml": "title: [\n"}),
    State("LKSG-10", "two, and an event of another year not read", f"offen 2/3 {FEW}", FROM_2025, {**courses(*SPRING[:2]), f"{EVENTS}/2024-03-x.yaml": "title: [\n"}),
    State("LKSG-10", "two, and an event without a day not read", "nicht-beurteilbar 2/3", FROM_2025, {**courses(*SPRING[:2]), f"{EVENTS}/undated-x.yaml": "title: [\n"}),
    State("LKSG-10", "two, and an event in a file of another day", "nicht-beurteilbar 2/3", FROM_2025, {**courses(*SPRING[:2]), f"{EVENTS}/2025-03-x.yaml": held("2024-03-10")}),
    State("LKSG-10", "two, and an event in the file of its day", f"offen 2/3 {FEW}", FROM_2025, {**courses(*SPRING[:2]), f"{EVENTS}/2025-03-x.yaml": held("2025-03-31")}),
    State("LKSG-10", "one, and an event not read", f"offen 1/3 {FEW}", FROM_2025, {**courses("2025-03-10"), f"{EVENTS}/2025-03-x.yaml": "title: [\n"}),
    State("LKSG-10", "two, on the last day of the year", f"laufend 2/3 {FEW}(warnung)", FROM_2025, courses(*SPRING[:2]), ("2025: 2 von mindestens 3", "haben stattgefunden, 0 sind noch geplant"), as_of="2025-12-31"),
    State("LKSG-10", "one and one planned", f"laufend 1/3 {FEW}(warnung)", FROM_2025, courses("2025-03-10", "2025-06-30:geplant"), ("hat stattgefunden, 1 ist noch geplant",), as_of=THIS),
    State("LKSG-10", "one and one planned that is over", f"laufend 1/3 {FEW}(warnung)", FROM_2025, courses("2025-03-10", "2025-06-29:geplant"), ("0 sind noch geplant (bis 31.12.2025); bei einem angekündigten ist nicht erfasst, ob es stattfand.",), as_of=THIS),
    State("LKSG-10", "none and two planned that are over", f"laufend 0/3 {FEW}(warnung)", FROM_2025, courses("2025-03-10:geplant", "2025-06-29:geplant"), ("bei 2 angekündigten ist nicht erfasst, ob sie stattfanden.",), as_of=THIS),
    State("LKSG-10", "one and two planned", "laufend 1/3 -", FROM_2025, courses("2025-03-10", "2025-09-10:geplant", "2025-10-10:bestaetigt"), ("2 sind noch geplant",), as_of=THIS),
    State("LKSG-10", "two and two planned", "laufend 2/3 -", FROM_2025, courses("2025-02-10", "2025-03-10", "2025-09-10:geplant", "2025-10-10:bestaetigt"), as_of=THIS),
    State("LKSG-10", "one, one perhaps and one planned", "nicht-beurteilbar 1/3", FROM_2025, courses("2025-03-10", "2024/2025", "2025-09-10:geplant"), as_of=THIS),
    State("LKSG-10", "one perhaps and one planned", f"laufend 0/3 {FEW}(warnung)", FROM_2025, courses("2024/2025", "2025-09-10:geplant"), as_of=THIS),
    State("LKSG-10", "two perhaps, one and two planned", "laufend 1/3 -", FROM_2025, courses("2025-03-10", "2024/2025", "2025-09-10:geplant", "2025-10-10:geplant"), as_of=THIS),
    State("LKSG-10", "none on the first day", f"laufend 0/3 {FEW}(warnung)", FROM_2025, as_of="2025-01-01"),
    State("LKSG-10", "none on the day before", "laufend 0/3 -", FROM_2025, as_of="2024-12-31"),
    State("LKSG-10", "founded on 1 January, over", f"offen 0/3 {FEW}", FROM_2025 + "founded: 2025-01-01\n"),
    State("LKSG-10", "founded in the year, over", f"offen 0/3 {FEW}(hinweis)", "founded: 2025-01-02\ncomplete_since: null\n"),
    State("LKSG-10", "founded in some month of the year, over", f"offen 0/3 {FEW}(hinweis)", "founded: 2025-01\ncomplete_since: null\n"),
    State("LKSG-10", "founded in the year or before, over", f"offen 0/3 {FEW}(hinweis)", FROM_2025 + "founded: 2024/2025-03\n"),
    State("LKSG-10", "founded in the year, running", f"laufend 0/3 {FEW}(hinweis)", "founded: 2025-01-02\ncomplete_since: null\n", as_of=THIS),
    State("LKSG-10", "ends in the year, running", f"laufend 0/3 {FEW}(warnung)", FROM_2025 + "until: 2025-11-30\n", as_of=THIS),
    State("LKSG-10", "ended on the first day of the year", f"offen 0/3 {FEW}", FROM_2025 + "until: 2025-01-01\n"),
    State("LKSG-10", "ended before the year", "nicht-anwendbar", FROM_2025 + "until: 2024-12-31\n", words=("Das Netzwerk bestand in diesem Zeitraum nicht",)),
    State("LKSG-10", "founded on the last day of the year", f"offen 0/3 {FEW}(hinweis)", "founded: 2025-12-31\ncomplete_since: null\n"),
    State("LKSG-10", "founded after the year", "nicht-anwendbar", "founded: 2026-01-01\ncomplete_since: null\n"),
    State("LKSG-10", "being set up", "laufend 0/3 -", BUILDING, words=("noch im Aufbau",)),
    State("LKSG-10", "the first whole year of the law", f"offen 0/3 {FEW}", FROM_2023, year=2023),
    State("LKSG-10", "the year in which the law began", "nicht-anwendbar", "founded: 2020\ncomplete_since: 2020\n", year=2022, words=("galt nicht im ganzen Zeitraum",)),
    # years that begin in another month: both that share days with 2025 have three
    State("LKSG-10", "from July to June", "nicht-beurteilbar 0/3 ~too-few-trainings(hinweis)", FROM_2023, courses("2024-09-10", "2024-10-10", "2024-11-10", "2026-02-10", "2026-03-10", "2026-04-10"), ("in Jahren, die im Mai beginnen",), as_of="2026-07-01"),
    State("LKSG-10", "from June to May, exactly", "nicht-beurteilbar 0/3 ~too-few-trainings(hinweis)", FROM_2023, courses("2024-06-01", "2024-06-02", "2024-06-03", "2026-05-29", "2026-05-30", "2026-05-31"), ("die im Juni beginnen",), as_of="2026-07-01"),
    State("LKSG-10", "only years that begin in June have enough", "nicht-beurteilbar 2/3 ~too-few-trainings(hinweis)", FROM_2023, courses("2024-06-01", "2024-07-10", "2025-05-31", "2025-06-01", "2026-05-30", "2026-05-31"), ("die im Juni beginnen, sind es mindestens 3",), as_of="2026-07-01"),
    State("LKSG-10", "only years that begin in December have enough", "nicht-beurteilbar 2/3 ~too-few-trainings(hinweis)", FROM_2023, courses("2024-12-01", "2024-12-02", "2025-11-30", "2025-12-01", "2026-11-29", "2026-11-30"), ("die im Dezember beginnen",), as_of="2026-12-01"),
    State("LKSG-10", "only years that begin in February have enough", "nicht-beurteilbar 2/3 ~too-few-trainings(hinweis)", FROM_2023, courses("2024-02-01", "2024-02-02", "2025-01-31", "2025-02-01", "2026-01-30", "2026-01-31"), ("die im Februar beginnen",), as_of="2026-12-01"),
    State("LKSG-10", "the second of those years is running", "nicht-beurteilbar 2/3 ~too-few-trainings(hinweis)", FROM_2023, courses("2024-06-01", "2024-06-10", "2025-05-31", "2025-06-01"), as_of="2026-05-31"),
    State("LKSG-10", "the second of those years is just over", f"offen 2/3 {FEW}", FROM_2023, courses("2024-06-01", "2024-06-10", "2025-05-31", "2025-06-01"), as_of="2026-06-01"),
    State("LKSG-10", "the second of those years is over without enough", f"offen 2/3 {FEW}", FROM_2023, courses("2024-12-01", "2024-12-02", "2025-11-30", "2025-12-01"), as_of="2026-12-01"),
    State("LKSG-10", "the first of those years has too few", f"offen 2/3 {FEW}", FROM_2023, courses("2024-06-01", "2025-05-31", "2025-06-01", "2026-05-30", "2026-05-31"), as_of="2026-07-01"),
    State("LKSG-10", "the first of those years is not covered", f"offen 2/3 {FEW}", "founded: 2023-01-01\ncomplete_since: 2024-12-02\n", courses("2024-12-03", "2024-12-04", "2025-11-30", "2025-12-01", "2026-11-29", "2026-11-30"), as_of="2026-12-01"),
    State("LKSG-10", "the first of those years is just covered", "nicht-beurteilbar 2/3 ~too-few-trainings(hinweis)", "founded: 2023-01-01\ncomplete_since: 2024-12-01\n", courses("2024-12-03", "2024-12-04", "2025-11-30", "2025-12-01", "2026-11-29", "2026-11-30"), as_of="2026-12-01"),
    State("LKSG-10", "the network did not live in all of the first of those years", f"offen 2/3 {FEW}", "founded: 2024-12-02\ncomplete_since: 2024-12-02\n", courses("2024-12-03", "2024-12-04", "2025-11-30", "2025-12-01", "2026-11-29", "2026-11-30"), as_of="2026-12-01"),
]  # fmt: skip


@pytest.mark.parametrize("row", TRAININGS, ids=named)
def test_the_trainings_of_a_year(row: State) -> None:
    check(row)


def test_the_trainings_of_a_year_are_named_with_why_they_do_not_count() -> None:
    files = {
        f"{EVENTS}/2025-03-10-b.yaml": held("2025-03-10", kind="fachtag", more=COURSE),
        f"{EVENTS}/2025-03-11-a.yaml": held("2025-03-11", kind="fachtag"),
        f"{EVENTS}/2025-12-10-d.yaml": held("2025-12-10", "geplant", "fachtag", COURSE),
    }
    vague = {f"{EVENTS}/2025-02-10-c.yaml": held("2024/2025-02-10", kind="fachtag", more=COURSE)}

    def lack_of(files: dict[str, str], as_of: str) -> Lack:
        answers = assess(Facts(read(FROM_2025, files), day(as_of)), 2025)
        return next(answer.lacks[0] for answer in answers if answer.duty.id == "LKSG-10")

    def said(lack: Lack) -> list[tuple[str, str, str]]:
        return [
            (one.place.file.rpartition("/")[2][:12], str(one.place.path[0]), one.message)
            for one in lack.related
        ]

    no_training = "zählt nicht: nicht als Qualifizierungsangebot erfasst"
    assert said(lack_of(files, THIS)) == [
        ("2025-03-10-b", "qualification", "zählt"),
        ("2025-03-11-a", "kind", no_training),
        ("2025-12-10-d", "qualification", "geplant, zählt noch nicht"),
    ]
    assert said(lack_of(files | vague, "2026-06-30")) == [
        ("2025-02-10-c", "qualification", "zählt nicht: nicht sicher in diesem Jahr"),
        ("2025-03-10-b", "qualification", "zählt"),
        ("2025-03-11-a", "kind", no_training),
        ("2025-12-10-d", "qualification", "zählt nicht: Ergebnis nicht erfasst"),
    ]
    enough = {**files, **training("2025-11-10", held=False), **training("2025-11-11", held=False)}
    assert not said(lack_of(enough, THIS))


# --- meetings by the own rule
# -------------------------------------------------------------------------------------------------

ONCE, TWICE = "cadence: {meetings: 1, per: jahr}", "cadence: {meetings: 2, per: jahr}"
HALVES = "cadence: {meetings: 1, per: halbjahr}"
KINDS = "cadence: [{meetings: 2, per: jahr, kinds: [netzwerktreffen]}, {meetings: 1, per: jahr, kinds: [fachtag]}]"
SELDOM = "-cadence-not-kept"


def groups(*more: str, head: str = "founded: 2023-01-01\ncomplete_since: 2023-01-01\n") -> str:
    lines = (
        f"  - {{id: {'ghi'[number]}, name: {'GHI'[number]}, kind: plenum, {one}}}\n"
        for number, one in enumerate(more)
    )
    return head + "groups:\n" + "".join(lines)


def meetings(*of: str) -> dict[str, str]:
    """Return meetings: `2025-03-10 g`, or `2025-03-10 g geplant`."""
    found = [(*one.split(), "stattgefunden")[:3] for one in of]
    return events(*(held(start, status, more=f"groups: [{group}]\n") for start, group, status in found))  # fmt: skip


CADENCE = [
    State("LKSG-15", "no rule", "nicht-anwendbar", groups("count: 1"), words=("Einen Turnus hat sich",)),
    State("LKSG-15", "kept", "erfuellt 1/1", groups(ONCE), meetings("2025-03-10 g"), proof="undated-t0.yaml"),
    State("LKSG-15", "more than kept", "erfuellt 1/1", groups(ONCE), meetings("2025-03-10 g", "2025-04-10 g"), proof="undated-t0.yaml undated-t1.yaml"),
    State("LKSG-15", "not kept", f"offen 1/2 {SELDOM}", groups(TWICE), meetings("2025-03-10 g"), ("G: Im Jahr 2025 fanden weniger Treffen statt, als der eigene Turnus vorsieht: 1 von 2.",)),
    State("LKSG-15", "one of two not kept", f"offen 2/3 {SELDOM}", groups(TWICE, ONCE), meetings("2025-03-10 g", "2025-03-10 h")),
    State("LKSG-15", "both not kept", f"offen 1/3 {SELDOM} {SELDOM}", groups(TWICE, ONCE), meetings("2025-03-10 g"), ("G: Im Jahr", "H: Im Jahr 2025 fanden weniger Treffen statt, als der eigene Turnus vorsieht: 0 von 1.")),
    State("LKSG-15", "a meeting of both", "erfuellt 2/2", groups(ONCE, ONCE), meetings("2025-03-10 g,h"), proof="undated-t0.yaml"),
    State("LKSG-15", "rules of one group for different kinds, both not kept", f"offen 0/3 {SELDOM} {SELDOM}", groups(KINDS), words=("G (Netzwerktreffen): Im Jahr 2025 fanden weniger Treffen statt, als der eigene Turnus vorsieht: 0 von 2.", "G (Fachtag): Im Jahr 2025 fanden weniger Treffen statt, als der eigene Turnus vorsieht: 0 von 1.")),
    State("LKSG-15", "rules of one group for different kinds, both run", "laufend 0/3 - -", groups(KINDS), as_of="2025-06-30", words=("G (Netzwerktreffen), 2025: 0 von 2 Treffen, läuft noch.", "G (Fachtag), 2025: 0 von 1 Treffen, läuft noch.")),
    State("LKSG-15", "two halves not kept", f"offen 0/2 {SELDOM}", groups(HALVES), words=(": im 1. Halbjahr 0 von 1, im 2. Halbjahr 0 von 1.",)),
    State("LKSG-15", "two rules not kept, in the order of their time", f"offen 0/3 {SELDOM}", groups("cadence: [{meetings: 1, per: halbjahr}, {meetings: 1, per: zwei-jahre}]"), words=(": in den Jahren 2024 und 2025 0 von 1, im 1. Halbjahr 0 von 1, im 2. Halbjahr 0 von 1.",)),
    State("LKSG-15", "two rules that begin together, the shorter first", f"offen 0/3 {SELDOM}", groups("cadence: [{meetings: 1, per: jahr}, {meetings: 1, per: halbjahr}]"), words=(": im 1. Halbjahr 0 von 1, 0 von 1, im 2. Halbjahr 0 von 1.",)),
    State("LKSG-15", "a meeting of the year before counts for two years alone", f"offen 1/2 {SELDOM}", groups("cadence: [{meetings: 1, per: jahr}, {meetings: 1, per: zwei-jahre}]"), meetings("2024-03-10 g"), proof=""),
    State("LKSG-15", "a meeting of the year before that", f"offen 0/1 {SELDOM}", groups("cadence: {meetings: 1, per: zwei-jahre}"), meetings("2023-12-31 g")),
    State("LKSG-15", "a meeting of the year before", "erfuellt 1/1", groups("cadence: {meetings: 1, per: zwei-jahre}"), meetings("2024-01-01 g"), proof=""),
    State("LKSG-15", "a meeting over New Year is one", "erfuellt 1/1", groups("cadence: {meetings: 1, per: zwei-jahre}"), {f"{EVENTS}/undated-t.yaml": held("2024-12-31", more="end: 2025-01-01\ngroups: [g]\n")}),
    State("LKSG-15", "one of two half-years runs", "laufend 1/2 -", groups(HALVES), meetings("2025-03-10 g"), ("G, 2. Halbjahr 2025: 0 von 1 Treffen, läuft noch.",), as_of="2025-07-01"),
    State("LKSG-15", "a group that began with the second half-year", "erfuellt 1/1", groups(f"{HALVES}, since: 2025-07-01"), meetings("2025-09-10 g"), proof="undated-t0.yaml"),
    State("LKSG-15", "nothing runs in a group that ended", "nicht-beurteilbar 0/1 -", groups(f"{ONCE}, until: 2025-06-29"), as_of="2025-06-30", words=("bestand nicht sicher",)),
    State("LKSG-15", "it runs on the last day of the group", "laufend 0/1 -", groups(f"{ONCE}, until: 2025-06-30"), as_of="2025-06-30"),
    State("LKSG-15", "it runs while the group may not have ended", "laufend 0/1 -", groups(f"{ONCE}, until: 2025-06"), as_of="2025-06-15"),
    State("LKSG-15", "one not kept, the other runs", f"offen 0/2 {SELDOM} -", groups(HALVES), words=("im 1. Halbjahr 0 von 1.",), as_of="2025-12-31"),
    State("LKSG-15", "both run or are to come", "laufend 0/2 - -", groups(HALVES), as_of="2025-06-30", words=("läuft noch. G, 2. Halbjahr 2025: 0 von 1 Treffen, hat noch nicht begonnen.",)),
    State("LKSG-15", "one runs, one cannot be judged", "laufend 0/2 - -", groups(ONCE, f"{ONCE}, count: 2"), as_of="2025-06-30"),
    State("LKSG-15", "cannot be judged", "nicht-beurteilbar 0/1 -", groups(ONCE, head="founded: 2023\ncomplete_since: nie\n"), words=("0 von 1 Treffen, nicht beurteilbar (Unterlagen nicht vollständig).",)),
    State("LKSG-15", "an event not read may be one", "nicht-beurteilbar 0/1 -", groups(ONCE), {f"{EVENTS}/2025-03-t.yaml": "title: [\n"}),
    State("LKSG-15", "outside of the network", "nicht-anwendbar", groups(f"{ONCE}, external: true")),
    State("LKSG-15", "a group that ended on the first day", "nicht-beurteilbar 0/1 -", groups(f"{ONCE}, until: 2025-01-01")),
    State("LKSG-15", "a group that ended before", "nicht-anwendbar", groups(f"{ONCE}, until: 2024-12-31")),
    State("LKSG-15", "a group from the last day on", "nicht-beurteilbar 0/1 -", groups(f"{ONCE}, since: 2025-12-31")),
    State("LKSG-15", "a group of the next year", "nicht-anwendbar", groups(f"{ONCE}, since: 2026")),
    State("LKSG-15", "no meeting, not held, not of the year", f"offen 0/1 {SELDOM}", groups(ONCE), {f"{EVENTS}/undated-f.yaml": held("2025-03-10", kind="fachtag", more="groups: [g]\n"), **meetings("2025-04-10 g abgesagt", "2026-01-01 g", "2024-12-31 g", "2025-03-10 h")}, proof=""),
    State("LKSG-15", "perhaps of the year", "nicht-beurteilbar 0/1 -", groups(ONCE), meetings("2024/2025 g"), ("1 nicht sicher diesem Zeitraum zuzuordnen",), proof=""),
]  # fmt: skip


@pytest.mark.parametrize("row", CADENCE, ids=named)
def test_meetings_by_the_own_rule(row: State) -> None:
    check(row)


# --- reports
# -------------------------------------------------------------------------------------------------

LATE = "-missing-activity-report"


def report(more: str = "basis: vereinbarung, due: 05-31", network: str = FROM_2025) -> str:
    return f"{network}report: {{{more}}}\n"


REPORTS = [
    State("LKSG-16", "none agreed", "nicht-anwendbar", words=("nicht vereinbart; das Gesetz verlangt keinen",)),
    State("LKSG-16", "nothing said of it", "nicht-anwendbar", report("interval: jahr")),
    State("LKSG-16", "late", f"offen 0/1 {LATE}", report(), as_of="2026-06-01", words=("war bis 31.05.2026 vorzulegen", "(Grundlage: Vereinbarung)")),
    State("LKSG-16", "late, without a ground", f"offen 0/1 {LATE}", report("due: 05-31"), words=("ist nicht eingetragen.",)),
    State("LKSG-16", "late, not complete", "nicht-beurteilbar 0/1", report(network=NEVER)),
    State("LKSG-16", "due today", "laufend 0/1 -", report(), as_of="2026-05-31", words=("ist bis 31.05.2026 vorzulegen.",)),
    State("LKSG-16", "without a day", "laufend 0/1 -", report("basis: vereinbarung"), words=("einen Tag dafür hat sich",)),
    State("LKSG-16", "not of the year in which it begins", "nicht-anwendbar", report("due: 05-31, since: 2025-01-02"), words=("Für dieses Jahr ist kein",)),
    State("LKSG-16", "not of the year of the founding", "nicht-anwendbar", report(network=FROM_2025 + "founded: 2025-01-02\n"), words=("nicht das ganze Jahr gab. Soll es zählen: ksnet set musterstadt report.since=2025",)),
    State("LKSG-16", "not of the year of its end", "nicht-anwendbar", report("due: 05-31, until: 2025-12-30"), words=("nicht das ganze Jahr gab",)),
    State("LKSG-16", "of the year of the founding, handed in", "erfuellt 1/1", report(network=FROM_2025 + "founded: 2025-01-02\n"), {"year": "approved:\n  - by: {text: A}\n"}, proof="approved.0"),
    State("LKSG-16", "handed in", "erfuellt 1/1", report(), {"year": "approved:\n  - by: {text: A}\n    on: 2026-06-30\n"}, proof="approved.0"),
    State("LKSG-16", "handed in later", f"offen 0/1 {LATE}", report(), {"year": "approved:\n  - by: {text: A}\n    on: 2026-07-01\n"}),
    State("LKSG-16", "the file of the year not read", "nicht-beurteilbar 0/1", report(), {"year": "approved: [quatsch]\n"}),
    State("LKSG-16", "every other year", "laufend 0/1 -", report("due: 05-31, interval: zwei-jahre"), words=("ist bis 31.05.2027 vorzulegen",)),
]  # fmt: skip


@pytest.mark.parametrize("row", REPORTS, ids=named)
def test_reports_that_were_promised(row: State) -> None:
    check(row)


# --- measures of other Länder
# -------------------------------------------------------------------------------------------------

YEARLY = "measure: meetings\n    with: {count: %s, kinds: [%s]}\n    per: jahr\n"
LANDS = {
    "eins": YEARLY % (1, "konferenz"),
    "zwei": YEARLY % (2, "konferenz, netzwerktreffen"),
    "drei": "measure: agreements\n    with: {agreements: [kooperationsvereinbarung]}\n    per: tag\n",
}
ONE, TWO, WRITTEN = ({"settings": f"land: {name}\n"} for name in LANDS)
MEET = "-too-few-meetings"


def conferences(*starts: str) -> dict[str, str]:
    found = (start.partition(":") for start in starts)
    return events(*(held(one, status or "stattgefunden", "konferenz") for one, _, status in found))


ELSEWHERE = [
    State("too-few-meetings", "held", "erfuellt 1/1", FROM_2025, ONE | conferences("2025-12-31"), proof="undated-t0.yaml"),
    State("too-few-meetings", "of another kind", f"offen 0/1 {MEET}", FROM_2025, ONE | events(held("2025-05-07")), ("2025: 0 von mindestens 1 Treffen (Konferenz) haben stattgefunden.",)),
    State("too-few-meetings", "one of two", f"offen 1/2 {MEET}", FROM_2025, TWO | events(held("2025-05-07")), ("2025: 1 von mindestens 2 Treffen (Konferenz und Netzwerktreffen) hat stattgefunden.",)),
    State("too-few-meetings", "two", "erfuellt 2/2", NEVER, TWO | events(held("2025-05-07"), held("2025-01-01", kind="konferenz"))),
    State("too-few-meetings", "not complete", "nicht-beurteilbar 0/1", NEVER, ONE),
    State("too-few-meetings", "one and one perhaps", "nicht-beurteilbar 1/2", FROM_2025, TWO | conferences("2025-05-07", "2024/2025")),
    State("too-few-meetings", "one perhaps", f"offen 0/2 {MEET}", FROM_2025, TWO | conferences("2024/2025")),
    State("too-few-meetings", "one and one not read", "nicht-beurteilbar 1/2", FROM_2025, TWO | conferences("2025-05-07") | {f"{EVENTS}/2025-03-x.yaml": "title: [\n"}),
    State("too-few-meetings", "founded in the year", f"offen 0/1 {MEET}(hinweis)", "founded: 2025-01-02\ncomplete_since: null\n", ONE),
    State("too-few-meetings", "the last day of the year", f"laufend 0/1 {MEET}(warnung)", FROM_2025, ONE, ("0 sind noch geplant (bis 31.12.2025)",), as_of="2025-12-31"),
    State("too-few-meetings", "the first day of the year", f"laufend 0/1 {MEET}(warnung)", FROM_2025, ONE, as_of="2025-01-01"),
    State("too-few-meetings", "before the year", "laufend 0/1 -", FROM_2025, ONE, as_of="2024-12-31"),
    State("too-few-meetings", "founded in the year that runs", f"laufend 0/1 {MEET}(hinweis)", "founded: 2025-01-02\ncomplete_since: null\n", ONE, as_of="2025-06-30"),
    State("too-few-meetings", "planned for today", "laufend 0/1 -", FROM_2025, ONE | conferences("2025-06-30:geplant"), ("1 ist noch geplant",), as_of="2025-06-30"),
    State("too-few-meetings", "planned for yesterday", "nicht-beurteilbar 0/1", FROM_2025, ONE | conferences("2025-06-29:geplant"), as_of="2025-06-30"),
    State("too-few-meetings", "one of two planned for yesterday", f"laufend 0/2 {MEET}(warnung)", FROM_2025, TWO | conferences("2025-06-29:geplant"), ("bei einem angekündigten ist nicht erfasst",), as_of="2025-06-30"),
    State("too-few-meetings", "one held, one planned of two", "laufend 1/2 -", FROM_2025, TWO | conferences("2025-05-07", "2025-09-10:geplant"), as_of="2025-06-30"),
    State("too-few-meetings", "one planned of two", f"laufend 0/2 {MEET}(warnung)", FROM_2025, TWO | conferences("2025-09-10:geplant"), as_of="2025-06-30"),
    State("missing-agreement", "an agreement", "erfuellt", FROM_2025 + agreement("signed: 2024", "kooperationsvereinbarung"), WRITTEN, proof="agreements.0.id"),
    State("missing-agreement", "an agreement of another kind", "offen -missing-agreement", FROM_2025 + agreement("signed: 2024"), WRITTEN, ("ist nicht eingetragen (Kooperationsvereinbarung)",)),
    State("missing-agreement", "an agreement without a day", "erfuellt ~missing-agreement(hinweis)", FROM_2025 + agreement("", "kooperationsvereinbarung"), WRITTEN),
    State("missing-agreement", "an agreement that ran out", "offen -", FROM_2025 + agreement("valid_until: 2025-12-30", "kooperationsvereinbarung"), WRITTEN),
]  # fmt: skip


@pytest.fixture(scope="module")
def lands(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a Land for each of these measures."""
    root = tmp_path_factory.mktemp("lands")
    for name, measure in LANDS.items():
        for path, text in own_land(measure).items():
            if path.startswith("lands/"):
                file = root / path.replace("/muster/", f"/{name}/")
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize("row", ELSEWHERE, ids=named)
def test_what_other_laws_ask_for(row: State, lands: Path) -> None:
    check(row, lands)


# --- the day that is judged, and networks above and below
# -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("until", "as_of", "judged"),
    [
        ("", "2026-06-30", "2025-12-31"),
        ("", "2025-12-31", "2025-12-31"),
        ("", "2025-06-30", "2025-06-30"),
        ("", "2024-06-30", "2025-01-01"),
        ("until: 2025-06-15\n", "2026-06-30", "2025-06-15"),
        ("until: 2025-06-15\n", "2025-03-31", "2025-03-31"),
        ("until: 2025-06\n", "2026-06-30", "2025-06-30"),
        ("until: 2024/2025-06\n", "2026-06-30", "2025-06-30"),
        ("until: 2025-01-01\n", "2026-06-30", "2025-01-01"),
        ("until: 2024-12-31\n", "2026-06-30", "2025-12-31"),
        ("until: 2026\n", "2026-06-30", "2025-12-31"),
    ],
)
def test_a_year_is_judged_on_its_last_day_or_that_of_the_network(
    until: str, as_of: str, judged: str
) -> None:
    assert judged_day(read(until).record, 2025, day(as_of)) == day(judged)


@pytest.mark.parametrize(
    ("head", "first"),
    [
        ("complete_since: 2024-03\n", 2024),
        ("complete_since: 2023/2024\n", 2023),
        ("founded: 2022\ncomplete_since: null\n", 2022),
        ("founded: unbekannt\ncomplete_since: null\n", None),
        ("founded: null\ncomplete_since: null\n", None),
        ("complete_since: nie\n", None),
    ],
)
def test_the_first_year_that_the_records_may_cover(head: str, first: int | None) -> None:
    start = read(head).record.covered_since
    assert (start.first.year if start else None) == first


@pytest.mark.parametrize(
    ("head", "as_of", "years"),
    [
        ("founded: 2020\ncomplete_since: 2020\n", "2026-06-30", "2023 2024 2025 2026"),
        ("founded: 2020\ncomplete_since: 2020\n", "2026-01-01", "2023 2024 2025 2026"),
        ("founded: 2020\ncomplete_since: 2020\n", "2025-12-31", "2023 2024 2025"),
        ("founded: 2020\ncomplete_since: 2024/2025\n", "2026-06-30", "2026"),
        ("founded: 2020\ncomplete_since: 2025-01-01\n", "2026-06-30", "2025 2026"),
        ("founded: 2020\ncomplete_since: nie\n", "2026-06-30", ""),
        ("kind: jugendamt\nfounded: 2020\ncomplete_since: 2020\n", "2026-06-30", ""),
        ("founded: 2020\ncomplete_since: 2020\nuntil: 2024-06-30\n", "2026-06-30", "2023 2024"),
    ],
)
def test_too_few_trainings_are_found_in_every_year_that_the_records_cover(
    head: str, as_of: str, years: str
) -> None:
    found = open_lacks(Facts(read(head), day(as_of)))
    said = [lack.text[:4] for duty, lack in found if duty.id == "LKSG-10"]
    assert " ".join(said) == years


def test_an_ended_network_owes_nothing_today() -> None:
    head = "founded: 2020\ncomplete_since: 2020\naffiliations: []\n"
    for until, found in (("2026-06-30", ["LKSG-17"]), ("2026-06-29", []), ("2026", ["LKSG-17"])):
        facts = Facts(read(f"{head}until: {until}\n"), day("2026-06-30"))
        daily = [duty.id for duty, _ in open_lacks(facts) if not duty.yearly]
        assert daily == found, until


@pytest.mark.parametrize(
    ("of", "found"),
    [
        ("ort", {"x": "kreis", "y": "land"}),
        ("kreis", {"x": "ort", "y": "land"}),
        ("land", {"x": "kreis"}),
        ("nachbar", {"y": "land", "x": "kreis"}),
        ("fern", {}),
        ("kreisel", {"z": "ring"}),
    ],
)
def test_posts_stand_above_or_below_and_never_beside(of: str, found: dict[str, str]) -> None:
    parents = {"ort": "kreis", "kreis": "land", "nachbar": "kreis", "kreisel": "ring", "ring": "kreisel"}  # fmt: skip
    places = {name: Place(f"{name}.yaml", ()) for name in ("kreis", "land", "ort", "ring", "nachbar", "fern")}  # fmt: skip
    posts = {
        "kreis": {"x": places["kreis"]}, "land": {"y": places["land"]}, "ring": {"z": places["ring"]},
        "fern": {"w": places["fern"]}, "ort": {"x": places["ort"]},
    }  # fmt: skip
    names = {ident: place.file.removesuffix(".yaml") for ident, place in coordinated_elsewhere(of, parents, posts).items()}  # fmt: skip
    assert names.keys() == found.keys()
    if of != "land":  # there two stand below, in no order
        assert names == found


@pytest.mark.parametrize(
    ("head", "posts_on"),
    [
        ("", "111"),
        ("until: 2026-06-30\n", "110"),
        ("until: 2026-06\n", "110"),
        ("until: 2026\n", "111"),
    ],
)
def test_a_network_that_has_ended_has_no_posts(head: str, posts_on: str) -> None:
    network = read(head)
    days = (day("2026-06-29"), day("2026-06-30"), day("2026-07-01"))
    assert "".join(str(len(coordinated(Facts(network, on)))) for on in days) == posts_on


@pytest.mark.parametrize(
    ("above", "says"),
    [
        ("", "erfuellt 1/1"),
        ("    until: 2025-12-31\n", "erfuellt 1/1"),
        ("    until: 2025-12-30\n", "offen 0/1 -missing-coordination"),
        ("    since: 2026-01-01\n", "offen 0/1 -missing-coordination"),
        ("    since: 2025-12\n", "erfuellt 1/1"),
    ],
)
def test_a_post_in_the_network_above_is_asked_on_the_day_that_is_judged(
    above: str, says: str
) -> None:
    office = 'youth_offices:\n  - {id: stadt-muster, name: Amt, key: "05974040"}\n'
    oben = f"name: Oben\nfounded: 2020\n{office}coordination:\n  - id: stelle\n    youth_office: stadt-muster\n{above}"
    content = files_of(
        {
            "network": FROM_2025 + "parent: oben\ncoordination: []\n",
            "data/networks/oben/network.yaml": oben,
        }
    )
    repository = Repository(NOWHERE, content)
    network = repository.network("musterstadt")
    family = Family(repository, day("2026-06-30"), 2025)
    facts = Facts(network, day("2026-06-30"), family.elsewhere(network))
    answer = next(answer for answer in assess(facts, 2025) if answer.duty.id == "LKSG-04")
    assert said(answer) == says
    assert family.above(network) == "Oben"
    assert family.above(repository.network("oben")) == ""


# --- the catalogue of a Land
# -------------------------------------------------------------------------------------------------


def law(*spans: str) -> Land:
    """Return a Land with trainings in a Fassung for each of these days, `a..b` or `a..`."""
    (one,) = (duty for duty in packaged().duties if duty.id == "LKSG-10")
    duties = []
    for number, span in enumerate(spans, start=1):
        since, _, until = span.partition("..")
        end = day(until) if until else dt.date.max
        settings = {"count": number}
        duties.append(replace(one, title=f"F{number}", since=day(since), until=end, settings=settings))  # fmt: skip
    return replace(packaged(), duties=tuple(duties))


TWICE_AMENDED = law("2022-05-01..2024-12-31", "2025-01-01..2025-12-31", "2026-01-01..")


@pytest.mark.parametrize(
    ("on", "title"),
    [
        ("2020-01-01", "F1"),
        ("2022-05-01", "F1"),
        ("2024-12-31", "F1"),
        ("2025-01-01", "F2"),
        ("2025-12-31", "F2"),
        ("2026-01-01", "F3"),
        ("2030-01-01", "F3"),
    ],
)
def test_one_fassung_of_a_duty_is_the_one_of_a_day(on: str, title: str) -> None:
    assert [duty.title for duty in current(day(on), TWICE_AMENDED)] == [title]


@pytest.mark.parametrize(
    ("since", "year"),
    [("2022-05-01", 2023), ("2022-01-01", 2022), ("2022-01-02", 2023), ("2022-12-31", 2023)],
)
def test_the_first_year_that_is_judged_is_the_first_whole_one(since: str, year: int) -> None:
    assert first_judged_year(law(f"{since}..")) == year
    assert in_force_since(law("2025-01-01..", f"{since}..")) == day(since)


def test_a_land_without_duties_asks_for_nothing_ever() -> None:
    assert in_force_since(law()) == day("9999-01-01")
    assert first_judged_year(law()) == 9999


@pytest.mark.parametrize(
    ("first", "last", "number"),
    [
        ("2022-05-01", "2024-12-31", 1),
        ("2022-04-30", "2024-12-31", None),
        ("2024-12-31", "2025-01-01", None),
        ("2025-01-01", "2025-12-31", 2),
        ("2030-01-01", "2030-12-31", 3),
    ],
)
def test_a_number_is_asked_for_where_one_fassung_holds_throughout(
    first: str, last: str, number: int | None
) -> None:
    window = Window(day(first), day(last))
    assert number_asked("trainings", "count", window, TWICE_AMENDED) == number
    assert number_asked("meetings", "count", window, TWICE_AMENDED) is None


CHANGED = "changes:\n  - {id: x, title: T, law: L, edition: vom 01.01.2025, since: 2025-01-01, source: S, wording: W, meaning: M}\n"


def explaining(text: str | None) -> Land:
    content = text.encode() if text is not None else None
    return replace(packaged(), read=lambda _name: content)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "{} []"),
        ("decisions:\n  LKSG-01: [Eins, Zwei]\n", "{'LKSG-01': ('Eins', 'Zwei')} []"),
        ("decisions:\nchanges:\n", "{} []"),
        (CHANGED, "{} ['T 2025-01-01 M']"),
    ],
)
def test_decisions_and_changes_of_the_law_are_read(text: str | None, said: str) -> None:
    found = explained(explaining(text))
    changes = [f"{one.title} {one.since} {one.meaning}" for one in found.changes]
    assert f"{dict(found.decisions)} {changes}" == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "enthält keine Angaben"),
        (CHANGED.replace(", meaning: M", ""), "fehlt der Schlüssel 'meaning'"),
        (CHANGED.replace("vom 01.01.2025", "neu"), "nicht zu lesen: Fassung ohne Tag: neu"),
        (CHANGED.replace("2025-01-01", "bald"), "ist nicht zu lesen"),
        ("decisions: {}\ndecisions: {}\n", "decisions"),
        ("decisions: [x]\n", "ist nicht zu lesen"),
        ("- x\n", "beginnt nicht mit einem Schlüssel"),
    ],
)
def test_what_cannot_be_read_of_them_is_said(text: str, said: str) -> None:
    with pytest.raises(UsageProblem, match=said):
        explained(explaining(text))


def test_who_agreed_on_a_report_from_some_day_on_is_not_told_to_change_it() -> None:
    network = read(report("due: 05-31, since: 2025-01-02"), {}, NOWHERE)
    answers = assess(Facts(network, day("2026-06-30")), 2025)
    reason = next(one.reason for one in answers if one.duty.id == "LKSG-16")
    assert reason
    assert "ksnet set" not in reason
