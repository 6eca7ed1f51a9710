"""Calendars in the programs that people use: ical.js (Thunderbird),
and khal behind a subscription with vdirsyncer.

The feed lies on a web server of this machine and is fetched again after every change.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Run
from tests.programs import npm_module, program
from tests.programs import run as run_program

pytestmark = pytest.mark.calendar

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]
DAY = ("--as-of", "2026-06-30")
NETWORK = """\
name: Netz {0}
youth_offices:
  - {{id: amt-{0}, name: Jugendamt, key: "05974040"}}
groups:
  - {{id: ak-{0}, name: Arbeitskreis, kind: arbeitskreis}}
  - {{id: plenum-{0}, name: Plenum, kind: plenum}}
"""
EVENT = "title: {0}\nkind: netzwerktreffen\nstatus: geplant\nstart: {1}\nend: {2}\ngroups: [{3}]\n"
MOVED = "data/events/a/2026-07-08-sommer.yaml"
FILES = {
    "data/networks/a/network.yaml": NETWORK.format("a"),
    "data/networks/b/network.yaml": NETWORK.format("b"),
    "data/events/a/2026-01-14-winter.yaml": EVENT.format(
        "Winter", "2026-01-14 10:00", "2026-01-14 11:30", "ak-a"
    ),
    MOVED: EVENT.format("Sommer", "2026-07-08 10:00", "2026-07-08 11:30", "plenum-a"),
    "data/events/a/2026-03-29-uhr.yaml": EVENT.format(
        "Umstellung", "2026-03-29 09:00", "2026-03-29 10:00", "ak-a"
    ),
    "data/events/a/2026-09-01-tage.yaml": EVENT.format("Tagung", "2026-09-01", "2026-09-02", "ak-a")
    + "all_day: true\n",
    "data/events/b/2026-07-08-sommer.yaml": EVENT.format(
        "Müller; B", "2026-07-08 14:00", "2026-07-08 15:00", "ak-b"
    ),
    "data/events/b/2026-10-25-uhr.yaml": EVENT.format(
        "Rückstellung", "2026-10-25 09:00", "2026-10-25 10:00", "ak-b"
    ),
}
IN_UTC = [
    ("Winter", "2026-01-14 09:00", "2026-01-14 10:30"),
    ("Umstellung", "2026-03-29 07:00", "2026-03-29 08:00"),
    ("Sommer", "2026-07-08 08:00", "2026-07-08 09:30"),
    ("Müller; B", "2026-07-08 12:00", "2026-07-08 13:00"),
    ("Rückstellung", "2026-10-25 08:00", "2026-10-25 09:00"),
]


@pytest.fixture
def root(tree: Tree) -> Path:
    return tree(FILES)


def move(root: Path) -> None:
    """Move the meeting in summer by a week and two hours, as a coordinator would."""
    text = (
        FILES[MOVED]
        .replace("2026-07-08 10:00", "2026-07-15 12:00")
        .replace("2026-07-08 11:30", "2026-07-15 13:30")
    )
    (root / MOVED).write_text(f"{text}rescheduled_from: [2026-07-08 10:00]\n", encoding="utf-8")


def cancel(root: Path) -> None:
    text = (root / MOVED).read_text(encoding="utf-8")
    (root / MOVED).write_text(text.replace("geplant", "abgesagt"), encoding="utf-8")


# --- ical.js
# -------------------------------------------------------------------------------------------------


@pytest.fixture
def ical_js(ksnet: Ksnet, root: Path) -> Callable[..., list[dict[str, Any]]]:
    """Write a calendar with these options and return its events as ical.js sees them."""
    npm_module("ical.js")
    node = program("node")

    def read(*arguments: str) -> list[dict[str, Any]]:
        file = root / "kalender.ics"
        assert ksnet("calendar", *arguments, "--root", root, *DAY, "-o", file).code == 0
        found: list[dict[str, Any]] = json.loads(
            run_program(node, ROOT / "tests/data/read_calendar.mjs", file)
        )
        return found

    return read


def timed(events: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """Return the summary, start and end of those events that have a time."""
    return [
        (
            event["summary"],
            *(event[key].removesuffix(":00Z").replace("T", " ") for key in ("start", "end")),
        )
        for event in events
        if "T" in event["start"]
    ]


def test_ical_js_finds_every_event_at_its_hour(
    ical_js: Callable[..., list[dict[str, Any]]],
) -> None:
    events = ical_js()
    assert timed(events) == IN_UTC
    days = [
        (event["summary"], event["start"], event["end"])
        for event in events
        if "T" not in event["start"]
    ]
    assert days == [("Tagung", "2026-09-01", "2026-09-03")]  # the end is the day after the last


def test_there_is_a_feed_for_all_for_a_network_and_for_a_group(
    ical_js: Callable[..., list[dict[str, Any]]],
) -> None:
    def uids(*arguments: str) -> list[str]:
        return [event["uid"] for event in ical_js(*arguments)]

    everything = uids()
    assert len(set(everything)) == len(everything) == 6
    assert sorted(uids("a") + uids("b")) == sorted(everything)
    assert uids("a", "--group", "plenum-a") == ["2026-07-08-sommer@a.ksnet"]
    assert len(uids("a", "--group", "ak-a")) == 3


def test_ical_js_takes_a_moved_and_then_cancelled_event_for_the_same(
    ical_js: Callable[..., list[dict[str, Any]]], root: Path
) -> None:
    def summer() -> dict[str, Any]:
        [found] = [event for event in ical_js() if event["uid"] == "2026-07-08-sommer@a.ksnet"]
        return found

    assert (summer()["start"], summer()["sequence"]) == ("2026-07-08T08:00:00Z", 0)
    move(root)
    assert (summer()["start"], summer()["sequence"], summer()["status"]) == (
        "2026-07-15T10:00:00Z",
        1,
        "TENTATIVE",
    )
    cancel(root)
    assert (summer()["start"], summer()["sequence"], summer()["status"]) == (
        "2026-07-15T10:00:00Z",
        2,
        "CANCELLED",
    )


# --- a subscription
# -------------------------------------------------------------------------------------------------


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Say nothing of each request."""


class Subscription:
    """A calendar that vdirsyncer fetches from a web address and khal shows,
    with the clock of another country.
    """

    def __init__(self, folder: Path, address: str) -> None:
        self.folder = folder
        self.calendar = folder / "calendar"
        self.calendar.mkdir(parents=True)
        self.sync_config, self.khal_config = folder / "vdirsyncer.conf", folder / "khal.conf"
        self.sync_config.write_text(
            f'[general]\nstatus_path = "{folder}/status/"\n'
            '[pair feed]\na = "remote"\nb = "local"\ncollections = null\n'
            f'[storage remote]\ntype = "http"\nurl = "{address}"\n'
            f'[storage local]\ntype = "filesystem"\npath = "{self.calendar}"\nfileext = ".ics"\n',
            encoding="utf-8",
        )
        self.khal_config.write_text(
            f"[calendars]\n[[feed]]\npath = {self.calendar}\n[sqlite]\npath = {folder}/khal.db\n"
            "[locale]\nlocal_timezone = UTC\ndefault_timezone = UTC\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\n"
            "longdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n",
            encoding="utf-8",
        )
        self.environment = {
            "HOME": str(folder),
            "LC_ALL": "C.UTF-8",
            "NO_PROXY": "*",
            "no_proxy": "*",
        }
        self._vdirsyncer("discover")

    def _vdirsyncer(self, command: str) -> None:
        run_program(program("vdirsyncer"), "-c", self.sync_config, command, env=self.environment)

    def fetch(self) -> list[list[str]]:
        """Fetch the feed again and return summary,
        start and end of everything that is then in the calendar.
        """
        self._vdirsyncer("sync")
        line = "{title}|{start-long}|{end-long}"
        shown = run_program(
            program("khal"), "-c", self.khal_config, "list", "--notstarted", "--once", "--day-format", "", "--format", line,
            "2026-01-01", "2027-01-01", env=self.environment,
        )  # fmt: skip
        return [line.split("|") for line in shown.splitlines() if line]


@pytest.fixture
def subscription(
    ksnet: Ksnet, root: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Subscription]:
    """Subscribe to the feed of all networks, which stands on a web server of this machine."""
    program("khal")
    program("vdirsyncer")
    publish(ksnet, root)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(root / "web")))
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield Subscription(
            tmp_path_factory.mktemp("reader"), f"http://127.0.0.1:{server.server_port}/alle.ics"
        )
    finally:
        server.shutdown()
        server.server_close()


def publish(ksnet: Ksnet, root: Path) -> None:
    (root / "web").mkdir(exist_ok=True)
    assert ksnet("calendar", "--root", root, *DAY, "-o", root / "web/alle.ics").code == 0


def test_a_subscription_shows_every_event_once_at_its_hour_also_after_changes(
    ksnet: Ksnet, root: Path, subscription: Subscription
) -> None:
    days = ["Tagung", "2026-09-01", "2026-09-02"]
    expected = sorted([*map(list, IN_UTC), days], key=lambda event: event[1])
    assert subscription.fetch() == expected
    assert subscription.fetch() == expected
    move(root)
    publish(ksnet, root)
    found = subscription.fetch()
    assert [event for event in found if "Sommer" in event[0]] == [
        ["Sommer", "2026-07-15 10:00", "2026-07-15 11:30"]
    ]
    assert len(found) == len(expected)
    cancel(root)
    publish(ksnet, root)
    found = subscription.fetch()
    called_off = ["Abgesagt: Sommer", "2026-07-15 10:00", "2026-07-15 11:30"]
    assert [event for event in found if "Sommer" in event[0]] == [called_off]
    assert len(found) == len(expected)
    assert len(list(subscription.calendar.glob("*.ics"))) == len(expected)
