"""`ksnet diff` of the time of a meeting: every part is said, and a move only where it moves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run, git, sentences

Diff = Callable[..., Run]
Edit = Callable[[str, str, str], None]
EVENT = "data/events/musterkreis/2026-10-07-konferenz.yaml"
NAME = "Konferenz der Koordinierungsstellen"
USUAL = "start: 2026-10-07 09:30\nend: 2026-10-07 11:30\n"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (USUAL, "start: 2026-10-07 09:30\nend: 2026-10-07 11:45\n", "Geändert: {}: Ende 07.10.2026 11:45 statt 07.10.2026 11:30"),
        (USUAL, "start: 2026-10-07\nend: 2026-10-07 11:30\n", "Verlegt: {} vom 07.10.2026 09:30–11:30 auf 07.10.2026"),
        ("start: 2026-10-07\nend: 2026-10-07\n", "start: 2026-10-07\nend: 2026-10-07 16:00\n", "Geändert: {}: Ende 07.10.2026 16:00 statt 07.10.2026"),
        ("start: 2026-10-07\n", "start: 2026-10-08\nend: 2026-10-08 16:00\n", "Verlegt: {} vom 07.10.2026 auf 08.10.2026; außerdem Ende neu: 08.10.2026 16:00"),
        ("start: 2026-10-07\n", "start: 2026-10-08\nend: 2026-10-09\n", "Verlegt: {} vom 07.10.2026 auf 08.10.2026 bis 09.10.2026"),
        (USUAL, "start: null\n", "Ohne Datum: {} (bisher 07.10.2026 09:30–11:30)"),
        ("start: null\n", USUAL, "Termin steht fest: {} am 07.10.2026 09:30–11:30 (bisher ohne Datum)"),
        ("start: null\n", "start: 2026-10\n", "Termin genauer: {}, jetzt Oktober 2026 (bisher ohne Datum)"),
        ("start: 2026\n", "start: 2026-10\n", "Termin genauer: {}, jetzt Oktober 2026 (bisher 2026)"),
        ("start: 2026-10\n", "start: 2026-10-07\n", "Termin steht fest: {} am 07.10.2026 (bisher Oktober 2026)"),
        ("start: 2026-10\n", "start: 2026-11\n", "Verlegt: {} auf November 2026 (bisher Oktober 2026)"),
        (USUAL, "start: 2026-10-14\nrescheduled_from: [2026-10-07 09:30]\n", "Verlegt: {} vom 07.10.2026 09:30–11:30 auf 14.10.2026"),
        (USUAL, "start: 2026-10-14\nrescheduled_from: [2026-10-07 10:30]\n", "Verlegt: {} vom 07.10.2026 09:30–11:30 auf 14.10.2026; außerdem verschoben von neu: 07.10.2026 10:30"),
        (USUAL + "rescheduled_from: [2026-10-06]\n", "start: 2026-10-14\n", "Verlegt: {} vom 07.10.2026 09:30–11:30 auf 14.10.2026; außerdem verschoben von nicht mehr: 06.10.2026"),
        (USUAL, "start: 14.10.2026\n", "Geändert: {}; Beginn „14.10.2026“ statt 07.10.2026 09:30; Ende gestrichen (bisher 07.10.2026 11:30)"),
    ],
)  # fmt: skip
def test_of_a_time_every_part_is_said(
    edit: Edit, diff: Diff, repository: Path, before: str, after: str, said: str
) -> None:
    if before != USUAL:
        edit(EVENT, USUAL, before)
        git(repository, "commit", "-qam", "Vorher")
    edit(EVENT, before, after)
    run = sentences(diff())
    # The first day of the file name need not fit.
    own = [one.removeprefix("– ") for one in run if NAME in one or one.startswith("– ")]
    assert "; ".join(one for one in own if "KS" not in one) == said.format(NAME)


SESSIONS = (
    "sessions:\n"
    "  - start: 2026-10-07 09:30\n    end: 2026-10-07 11:30\n"
    "  - start: 2026-10-14 09:30\n    end: 2026-10-14 11:30\n"
)
THIRD = "  - start: 2026-10-21 09:30\n    end: 2026-10-21 11:30\n"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (SESSIONS, SESSIONS + THIRD, "{}: Einzeltermine neu: Beginn 21.10.2026 09:30, Ende 21.10.2026 11:30"),
        ("end: 2026-10-14 11:30", "end: 2026-10-14 12:00", "{}: Einzeltermine geändert bei 14.10.2026 09:30: Ende 14.10.2026 12:00 statt 14.10.2026 11:30"),
        # What the schema refuses elsewhere leaves the time as it was.
        ("kind: konferenz", "kind: konferens", "{}, 07.10.2026 09:30 bis 14.10.2026 11:30: Art „konferens“ statt Konferenz"),
    ],
)  # fmt: skip
def test_the_time_of_a_whole_course_is_not_said_beside_its_sessions(
    edit: Edit, diff: Diff, repository: Path, old: str, new: str, said: str
) -> None:
    edit(EVENT, USUAL, SESSIONS)
    git(repository, "commit", "-qam", "Vorher")
    edit(EVENT, old, new)
    own = [one for one in sentences(diff()) if NAME in one and "KS" not in one]
    assert own == ["Geändert: " + said.format(NAME)]
