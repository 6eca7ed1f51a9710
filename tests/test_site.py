"""`ksnet site`: the pages as a folder of files."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from ical.calendar_stream import IcsCalendarStream

from ksnet.rendering.wording import phone_url
from tests.conftest import ROOT, Once, Run

Ksnet = Callable[..., Run]
Tree = Callable[[Mapping[str, str | bytes]], Path]
DAY = ["--as-of", "2026-06-30"]
EXAMPLE = ROOT / "ksnet/example"
LEGAL = ("impressum.html", "datenschutz.html", "barrierefreiheit.html")

NET = """\
name: Netzwerk Müller & Söhne <GmbH>
youth_offices:
  - {id: stadt-soest, name: Jugendamt Soest, key: "05974040"}
"""
EVENT = "title: Fachtag & <mehr>\nkind: fachtag\nstart: 2026-09-16 09:00\nend: 2026-09-16 12:00\nstatus: geplant\npublic: true\n"


class Page(HTMLParser):
    """What a page refers to, and what can be referred to in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.current: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append(tag)
        self.links += [str(values[name]) for name in ("href", "src") if name in values]
        self.ids += [str(values["id"])] if "id" in values else []
        self.current += [str(values.get("href", tag))] if "aria-current" in values else []


def pages_of(folder: Path) -> dict[str, Page]:
    return {
        path.relative_to(folder).as_posix(): Page(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.html"))
    }


def make(ksnet: Ksnet, root: Path, folder: Path, *more: str) -> Run:
    return ksnet("site", "--root", root, "-o", folder, *DAY, *more)


def read(folder: Path, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8")


@pytest.fixture
def site(ksnet: Ksnet, once: Once, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """The pages of our own records, or of the example."""
    root = getattr(request, "param", EXAMPLE)

    def write(folder: Path) -> None:
        assert make(ksnet, root, folder, "--quiet") == (0, "", "")

    return once(f"site-{root.name}", tmp_path / "site", write)


# --- the pages
# -------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("site", [ROOT, EXAMPLE], indirect=True, ids=["data", "musterkreis"])
def test_every_link_leads_to_a_file_and_anchor_of_the_site_or_says_where_it_leads(
    site: Path,
) -> None:
    pages, wrong = pages_of(site), []
    for name, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme in {"http", "https", "mailto", "tel", "webcal"}:
                continue
            target = (
                (site / name).parent.joinpath(unquote(parts.path)).resolve()
                if parts.path
                else site / name
            )
            inside = (
                target.relative_to(site.resolve()).as_posix()
                if target.is_relative_to(site.resolve())
                else ""
            )
            if (
                parts.scheme
                or not target.is_file()
                or (parts.fragment and parts.fragment not in pages[inside].ids)
            ):
                wrong.append(f"{name}: {link}")
    assert wrong == []
    assert len(pages) > 25


@pytest.mark.slow
@pytest.mark.parametrize("site", [ROOT, EXAMPLE], indirect=True, ids=["data", "musterkreis"])
def test_every_file_can_be_reached_from_the_start_page(site: Path) -> None:
    pages = pages_of(site)
    reached, new = set(), {"index.html"}
    while new:
        name = new.pop()
        reached.add(name)
        if name in pages:
            for link in pages[name].links:
                target = (site / name).parent.joinpath(urlsplit(link).path).resolve()
                if not urlsplit(link).scheme and target.is_file():
                    new |= {target.relative_to(site.resolve()).as_posix()} - reached
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()} - {
        ".ksnet-site"
    }
    feeds_of_past_groups = {
        name for name in files - reached if re.fullmatch(r"[a-z-]+/termine-[a-z-]+\.ics", name)
    }
    assert files - reached == feeds_of_past_groups


@pytest.mark.slow
def test_pages_need_no_scripts_and_nothing_from_elsewhere(site: Path) -> None:
    for name, page in pages_of(site).items():
        text = read(site, name)
        assert not {"script", "link", "img", "iframe", "form", "object", "base"} & set(page.tags), (
            name
        )
        assert "@import" not in text
        assert "url(" not in text
        assert "default-src 'none'" in text
        assert '<html lang="de">' in text
        assert len(page.ids) == len(set(page.ids)), name
        assert {"header", "main", "footer", "nav", "h1"} <= set(page.tags)
        assert page.tags.count("h1") == 1
        assert page.links[0] == "#inhalt"


def test_menus_mark_the_page_itself_and_link_the_way_back(site: Path) -> None:
    pages = pages_of(site)
    assert pages["index.html"].current == ["index.html"]
    assert pages["musterkreis/aufbau.html"].current == ["li", "aufbau.html"]
    text = read(site, "musterstadt/termine.html")
    trail = re.findall(
        r"<li(?: aria-current=.page.)?>(?:<a [^>]*>)?([^<]*)", text.partition('class="trail"')[2]
    )[:4]
    assert trail == ["Netzwerke", "Netzwerk Musterkreis", "Netzwerk Musterstadt", "Termine"]


def test_the_start_page_lists_a_network_within_the_one_above_it(site: Path) -> None:
    text = read(site, "index.html")
    above, below = (
        text.index('href="musterkreis/index.html"'),
        text.index('href="musterstadt/index.html"'),
    )
    assert text[above:below].count("<ul") == 1
    assert "Netzwerke unter diesem Dach" in read(site, "musterkreis/index.html")
    assert 'href="../musterkreis/index.html">Netzwerk Kinderschutz Musterkreis' in read(
        site, "musterstadt/index.html"
    )


def test_networks_that_stand_above_each_other_are_both_listed(
    tree: Tree, ksnet: Ksnet, tmp_path: Path
) -> None:
    root = tree(
        {
            f"data/networks/{a}/network.yaml": f"{NET}parent: {b}\n"
            for a, b in (("x", "y"), ("y", "x"), ("z", "z"))
        }
    )
    assert make(ksnet, root, tmp_path / "site").code == 0
    assert {"x/index.html", "y/index.html", "z/index.html"} <= set(
        Page(read(tmp_path / "site", "index.html")).links
    )


def test_a_place_leads_to_its_network(site: Path) -> None:
    text = read(site, "index.html")
    assert '<li><a href="musterkreis/index.html">Welver</a></li>' in text
    assert '<li>Soest: <a href="musterkreis/index.html">Netzwerk Musterkreis</a>' in text


def test_contacts_can_be_written_to_and_called(site: Path) -> None:
    text = read(site, "musterkreis/kontakt.html")
    assert '<a class="whole" href="mailto:kinderschutz@musterkreis.example.org">' in text
    assert '<a class="whole" href="tel:+492214710100">0221 4710-100</a>' in text
    assert "Erika Mustermann" in text
    assert "Petra Probe" not in text  # holds the post, but may not be named


def test_how_to_reach_a_jugendamt_stands_under_its_name(site: Path) -> None:
    for name in ("index.html", "kontakt.html"):
        text = read(site, f"musterkreis/{name}")
        reach = text[text.index("So erreichen Sie das Jugendamt") :]
        assert re.search("<h3[^>]*>Kreisjugendamt Musterkreis</h3>", reach)


def test_no_page_shows_the_signs_of_a_text_template(site: Path) -> None:
    for path in site.rglob("*.html"):
        shown = re.sub(
            "<(style|script).*?</\\1>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL
        )
        assert not re.findall(r">\s*(?:#+ |\*\*|\{id=|\| )[^<]*", shown), path


@pytest.mark.parametrize(
    ("number", "url"),
    [
        ("(02921) 103-22", "tel:+49292110322"), ("+49 (0) 2921 103-22", "tel:+49292110322"),
        ("0049 (0)2921 103\u201322", "tel:+49292110322"), ("116 111", "tel:116111"), ("103 oder 104", ""),
    ],
)  # fmt: skip
def test_a_number_leads_to_what_is_dialled(number: str, url: str) -> None:
    assert phone_url(number) == url


def test_an_event_has_a_page_with_its_programme_and_speakers(site: Path) -> None:
    text = read(site, "musterkreis/termine/2025-10-08-fachtag.html")
    assert "Prof. Dr. Ada Gedanke, Professorin für Soziale Arbeit" in text
    assert "Vier Workshops (4 parallel)" in text
    assert "Entwurf" not in text
    assert "ausgebucht" not in text


# --- networks with little or nothing
# ---------------------------------------------------------------------------------


def test_a_network_of_which_nothing_is_known_says_so_in_sentences(
    tree: Tree, ksnet: Ksnet, tmp_path: Path
) -> None:
    root = tree(
        {"data/networks/n/network.yaml": NET, "data/events/n/2026-09-16-fachtag.yaml": EVENT}
    )
    run = make(ksnet, root, tmp_path / "site")
    assert (run.code, run.out) == (0, "")
    for name, said in {
        "kontakt": "noch keine Ansprechperson",
        "aufbau": "noch nichts veröffentlicht",
        "stellen": "noch nicht veröffentlicht",
        "verfahren": "noch keine Verfahren und Vereinbarungen",
    }.items():
        text = read(tmp_path / "site", f"n/{name}.html")
        assert said in text
        assert "Netzwerk Müller &amp; Söhne &lt;GmbH&gt;" in text
        assert ".yaml" not in text
    assert "Fachtag &amp; &lt;mehr&gt;" in read(
        tmp_path / "site", "n/termine/2026-09-16-fachtag.html"
    )
    assert "Fachtag & <mehr>" in read(tmp_path / "site", "n/termine.ics")


def test_of_a_network_that_is_no_more_the_pages_say_so(
    tree: Tree, ksnet: Ksnet, tmp_path: Path
) -> None:
    more = """\
until: 2025-06-30
groups: [{id: g, name: Runder Tisch, kind: plenum, cadence: {meetings: 2, per: jahr}}]
coordination: [{id: ko, youth_office: stadt-a, fte: 1}]
admission: {text: Schreiben Sie uns.}
"""
    make(ksnet, tree({"data/networks/n/network.yaml": NET + more}), tmp_path / "pages")
    pages = {
        name: read(tmp_path / "pages", f"n/{name}.html")
        for name in ("index", "aufbau", "kontakt", "stellen", "termine")
    }
    assert "Dieses Jugendamt gehörte dazu" in pages["index"]
    for name in ("aufbau", "kontakt", "stellen", "termine"):
        assert "Das Netzwerk besteht nicht mehr (beendet: 30.06.2025)." in pages[name]
    assert "Runder Tisch" not in pages["aufbau"]
    assert "Schreiben Sie uns" not in pages["kontakt"]
    assert "in Ihren Kalender" not in pages["termine"]


def test_a_discarded_topic_is_none_that_the_network_works_on(
    tree: Tree, ksnet: Ksnet, tmp_path: Path
) -> None:
    more = """\
workstreams:
  - {id: a, text: Wege der Mitteilung, status: laufend}
  - {id: b, text: Gemeinsames Siegel, status: verworfen}
"""
    make(ksnet, tree({"data/networks/n/network.yaml": NET + more}), tmp_path / "pages")
    page = read(tmp_path / "pages", "n/verfahren.html")
    assert "1 Thema" in page
    assert "Wege der Mitteilung" in page
    assert "Gemeinsames Siegel" not in page


def test_pages_speak_of_one_in_the_singular_and_of_what_is_over_as_over(
    tree: Tree, ksnet: Ksnet, tmp_path: Path
) -> None:
    more = """\
goals: [{id: a, text: Wege klären., done: 2025-06}, {id: b, text: Wege pflegen}, {id: c, text: Wege halten.}]
coordination: [{id: ko, youth_office: stadt-a, fte: 1}]
"""
    root = tree({"data/networks/n/network.yaml": NET + more})
    make(ksnet, root, tmp_path / "pages")
    text = read(tmp_path / "pages", "n/index.html")
    assert "Dieses Jugendamt gehört dazu" in text
    assert "Wege klären – erreicht: Juni 2025" in text
    assert "<li>Wege pflegen</li>" in text
    assert "<li>Wege halten</li>" in text
    contact = read(tmp_path / "pages", "n/kontakt.html")
    assert ">Koordinierungsstelle des Jugendamtes<" in contact
    assert "1 Vollzeitstelle<" in contact
    make(
        ksnet,
        tree({"data/networks/n/network.yaml": NET + more + "until: 2025-12-31\n"}),
        tmp_path / "later",
    )
    assert "Vollzeitstelle" not in read(tmp_path / "later", "n/kontakt.html")


def test_one_past_date_has_no_order_and_few_recorded_bodies_are_not_called_all(
    tree: Tree, ksnet: Ksnet, tmp_path: Path
) -> None:
    held = EVENT.replace("2026-", "2025-").replace("geplant", "stattgefunden")
    for name, since in (("part", ""), ("whole", "complete_since: 2025-01-01\n")):
        files = {
            "data/networks/n/network.yaml": NET + since,
            "data/networks/n/members.yaml": "members: [{id: a, name: Kita, field: schule}]\n",
            "data/events/n/2025-09-16-x.yaml": held,
        }
        make(ksnet, tree(files), tmp_path / name)
    assert "<caption>1 Termin</caption>" in read(tmp_path / "part", "n/termine.html")
    part, whole = (read(tmp_path / name, "n/stellen.html") for name in ("part", "whole"))
    day = "30.\u00a0Juni 2026"
    assert f"Am {day} ist 1 Stelle einzeln erfasst; weitere können mitarbeiten." in part
    assert f"1 Stelle arbeitet am {day} im Netzwerk mit." in whole


def test_a_page_says_nothing_that_another_page_belies(
    tree: Tree, ksnet: Ksnet, tmp_path: Path
) -> None:
    member = (
        "members:\n  - id: a\n    name: Kita\n    field: schule\n    people:\n"
        "      - {id: p, name: Ehring, publication: {basis: eigene-beschaeftigte}}\n"
    )
    files = {
        "data/networks/n/network.yaml": NET + "scope: [{categories: [schule]}]\n",
        "data/networks/n/members.yaml": member,
    }
    make(ksnet, tree(files), tmp_path / "site")
    page = read(tmp_path / "site", "n/stellen.html")
    assert "Mit Namen nennt diese Seite 1 Person:" in page
    assert "zu wessen Aufgabe der Kontakt nach außen gehört" in page
    assert "Wen das Netzwerk anspricht" in page
    assert "Worüber diese Seiten informieren" in read(tmp_path / "site", "impressum.html")


def test_what_a_network_has_ruled_for_itself_is_shown(
    tree: Tree, ksnet: Ksnet, tmp_path: Path
) -> None:
    ruled = (
        "groups:\n  - id: plenum\n    name: Plenum\n    kind: plenum\n    cadence: {meetings: 1, per: halbjahr}\n"
        "    rotation: zwei-jahre\n    invitation: {days: 10, agenda: true}\n"
        "report:\n  basis: vereinbarung\n  interval: jahr\n  by: plenum\n"
    )
    make(ksnet, tree({"data/networks/n/network.yaml": NET + ruled}), tmp_path / "seiten")
    structure, home = (
        " ".join(re.sub("<[^>]+>", " ", read(tmp_path / "seiten", f"n/{name}.html")).split())
        for name in ("aufbau", "index")
    )
    assert "halbjährlich eingeladen 10 Tage vorher mit Tagesordnung" in structure
    assert "Geschäftsführung alle zwei Jahre wechselnd" in structure
    assert "Berichtet jährlich" in home
    assert "Grundlage der Berichte Vereinbarung" in home
    assert "Berichte erstellt Plenum" in home


def test_no_page_counts_what_is_not_there(tree: Tree, ksnet: Ksnet, tmp_path: Path) -> None:
    make(ksnet, tree({"data/networks/n/network.yaml": NET}), tmp_path / "pages")
    for name in ("aufbau", "verfahren", "termine", "index"):
        text = read(tmp_path / "pages", f"n/{name}.html")
        assert not re.search(r">\s*0 \w", text)
        assert "Wo das Netzwerk vertreten ist" not in text
        assert "Woran das Netzwerk arbeitet" not in text


def test_without_networks_there_is_a_start_page(tree: Tree, ksnet: Ksnet, tmp_path: Path) -> None:
    assert make(ksnet, tree({}), tmp_path / "site").code == 0
    assert "noch kein Netzwerk veröffentlicht" in read(tmp_path / "site", "index.html")
    assert "kein öffentlicher Termin" in read(tmp_path / "site", "termine.html")


def test_too_many_past_dates_for_one_page_stay_on_those_of_their_networks(
    tree: Tree, ksnet: Ksnet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = EVENT.replace("2026-", "2025-").replace("geplant", "stattgefunden")
    names = {"a": "Ä-Netz", "b": "B-Netz", "c": "C-Netz"}
    root = tree(
        {f"data/networks/{key}/network.yaml": f"name: {name}\n" for key, name in names.items()}
        | {f"data/events/{key}/2025-09-16-x.yaml": held for key in "ba"}
        | {"data/events/c/2026-09-16-x.yaml": EVENT}
    )
    make(ksnet, root, tmp_path / "few")
    monkeypatch.setattr("ksnet.documents.site.base.MANY", 1)
    make(ksnet, root, tmp_path / "many")
    few, many = (read(tmp_path / name, "termine.html") for name in ("few", "many"))
    assert "<caption>2 Termine, der jüngste zuerst</caption>" in few
    assert "der jüngste zuerst" not in many
    assert "<caption>1 Termin</caption>" in many
    links = (
        '<a href="a/termine.html#vergangene">Ä-Netz</a>',
        '<a href="b/termine.html#vergangene">B-Netz</a>',
    )
    assert [many.count(link) for link in links] == [1, 1]
    assert many.index(links[0]) < many.index(links[1])
    assert "c/termine.html#vergangene" not in many
    monkeypatch.setattr("ksnet.documents.site.base.NEXT_OF_ALL", 1)
    later = EVENT.replace("2026-", "2027-")
    make(ksnet, tree({"data/events/a/2027-09-16-x.yaml": later}), tmp_path / "more")
    more = read(tmp_path / "more", "termine.html")
    assert "Weitere stehen auf den" in more
    assert "Weitere stehen auf den" not in few + many
    assert 'href="c/termine/2026-09-16-x.html"' in more
    assert "2027" not in more
    calendars = [(tmp_path / name / "termine.ics").read_bytes() for name in ("few", "many")]
    assert calendars[0] == calendars[1]
    assert calendars[0].count(b"BEGIN:VEVENT") == 3


def test_an_unreadable_network_is_named_and_left_out_where_that_is_wanted(
    tree: Tree, ksnet: Ksnet, tmp_path: Path
) -> None:
    root = tree(
        {
            "data/networks/a/network.yaml": "name: [",
            "data/networks/b/network.yaml": NET + "parent: a\n",
            "data/networks/b/members.yaml": "members: [",
        }
    )
    run = make(ksnet, root, tmp_path / "site", "--force")
    assert run.code == 0
    assert "data/networks/a/network.yaml" in run.err
    assert "data/networks/b/members.yaml" in run.err
    assert not (tmp_path / "site/a").exists()
    assert "hier kann etwas fehlen" in read(tmp_path / "site", "b/stellen.html")
    assert "members.yaml" not in read(tmp_path / "site", "b/stellen.html")


# --- who publishes
# -------------------------------------------------------------------------------------------------


def test_what_the_publisher_has_not_said_is_told_and_never_shown(
    tree: Tree, ksnet: Ksnet, tmp_path: Path
) -> None:
    run = make(ksnet, tree({"data/networks/n/network.yaml": NET}), tmp_path / "site")
    told = [line for line in run.err.splitlines() if line.startswith("  ")]
    counts = [
        sum(page in line for line in told)
        for page in ("Impressum", "zum Datenschutz", "Barrierefreiheit")
    ]
    assert counts == [6, 2, 6]
    assert (
        "  ksnet.yaml: Dem Impressum fehlt die Telefonnummer. Neue Datei, darin unter „publisher“: phone: …"
        in told
    )
    for name in LEGAL:
        assert "fehlt" not in read(tmp_path / "site", name), name
    assert "ombudsstelle-barrierefreie-it@mags.nrw.de" in read(
        tmp_path / "site", "barrierefreiheit.html"
    )


@pytest.mark.slow
def test_a_publisher_who_has_said_all_is_told_only_what_the_web_server_does(
    ksnet: Ksnet, tmp_path: Path
) -> None:
    run = make(ksnet, EXAMPLE, tmp_path / "site")
    (told,) = [line for line in run.err.splitlines() if line.startswith("  ")]
    assert "wie der Server betrieben wird" in told
    assert told.endswith(": ksnet template copy site/privacy --block server")
    assert "teilweise vereinbar" in read(tmp_path / "site", "barrierefreiheit.html")
    assert "18.05.2026" in read(tmp_path / "site", "barrierefreiheit.html")


@pytest.mark.slow
def test_an_own_template_fills_the_last_gap(tree: Tree, ksnet: Ksnet, tmp_path: Path) -> None:
    own = '{% extends "ksnet/text/site/privacy.md.j2" %}{% block server %}\n## Server\n\nRechenzentrum EIGEN\n{% endblock %}'
    root = tree({"data/networks/n/network.yaml": NET, "templates/text/site/privacy.md.j2": own})
    run = make(ksnet, root, tmp_path / "site")
    assert "wie der Server betrieben wird" not in run.err
    assert "<p>Rechenzentrum EIGEN</p>" in read(tmp_path / "site", "datenschutz.html")


# --- calendars
# -------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("site", [ROOT, EXAMPLE], indirect=True, ids=["data", "musterkreis"])
def test_every_calendar_is_read_by_a_strict_reader(site: Path) -> None:
    read_back = {
        path.relative_to(site).as_posix(): IcsCalendarStream.calendar_from_ics(
            path.read_text(encoding="utf-8")
        )
        for path in site.rglob("*.ics")
    }
    everything = {event.uid for event in read_back["termine.ics"].events}
    assert everything == {event.uid for found in read_back.values() for event in found.events}
    # One event each; of a course its sessions.
    own = [
        {re.sub(r"\.\d+@", "@", event.uid) for event in found.events}
        for name, found in read_back.items()
        if "/termine/" in name
    ]
    assert own
    assert all(len(events) == 1 for events in own)


def test_subscribing_needs_to_know_where_the_pages_stand(
    site: Path, tree: Tree, ksnet: Ksnet, tmp_path: Path
) -> None:
    assert 'href="webcal://www.example.org/musterkreis/netzwerke/musterkreis/termine.ics"' in read(
        site, "musterkreis/termine.html"
    )
    root = tree({"data/networks/n/network.yaml": NET})
    make(ksnet, root, tmp_path / "ohne")
    assert "webcal" not in read(tmp_path / "ohne", "n/termine.html")
    assert 'href="termine.ics"' in read(tmp_path / "ohne", "n/termine.html")


# --- the folder
# -------------------------------------------------------------------------------------------------


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.slow
def test_the_same_records_give_the_same_bytes(site: Path, ksnet: Ksnet, tmp_path: Path) -> None:
    make(ksnet, EXAMPLE, tmp_path / "wieder")
    assert snapshot(site) == snapshot(tmp_path / "wieder")


def test_without_a_folder_the_pages_go_to_build(tree: Tree, ksnet: Ksnet, tmp_path: Path) -> None:
    root = tree({"data/networks/n/network.yaml": NET})
    run = ksnet("site", *DAY, cwd=root / "data/networks")
    assert run.code == 0
    assert (root / "build/site/index.html").is_file()
    assert "11 Seiten" in run.err


def test_pages_that_are_gone_disappear(tree: Tree, ksnet: Ksnet, tmp_path: Path) -> None:
    root = tree({"data/networks/n/network.yaml": NET, "data/networks/alt/network.yaml": NET})
    make(ksnet, root, tmp_path / "site")
    (root / "data/networks/alt/network.yaml").unlink()
    (root / "data/networks/alt").rmdir()
    assert (tmp_path / "site/alt/index.html").exists()
    assert make(ksnet, root, tmp_path / "site").code == 0
    assert not (tmp_path / "site/alt").exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("files", "target", "said"),
    [
        ({"fremd/brief.txt": "x"}, "fremd", "nicht von „ksnet site“ stammt (brief.txt)"),
        ({"fremd": "x"}, "fremd", "ist eine Datei"),
        ({}, "data", "liegt bei den Unterlagen"),
        ({}, "data/seiten", "liegt bei den Unterlagen"),
        ({}, ".", "liegt bei den Unterlagen"),
        ({}, "..", "liegt bei den Unterlagen"),
    ],
)
def test_nothing_is_written_where_something_else_lies(
    files: dict[str, str], target: str, said: str, tree: Tree, ksnet: Ksnet, tmp_path: Path
) -> None:
    root = tree({"data/networks/n/network.yaml": NET, **files})
    before = snapshot(root)
    run = ksnet("site", "-o", target, *DAY, cwd=root)
    assert (run.code, run.out) == (2, "")
    assert said in run.err
    assert snapshot(root) == before


def test_a_file_that_somebody_put_among_the_pages_is_not_lost(site: Path, ksnet: Ksnet) -> None:
    (site / "musterkreis/CNAME").write_text("www.example.org")
    run = make(ksnet, EXAMPLE, site)
    assert run.code == 2
    assert "musterkreis/CNAME" in run.err
    assert (site / "musterkreis/CNAME").exists()


def test_a_template_with_a_mistake_leaves_the_old_pages(
    tree: Tree, ksnet: Ksnet, tmp_path: Path
) -> None:
    root = tree({"data/networks/n/network.yaml": NET})
    make(ksnet, root, tmp_path / "site")
    before = snapshot(tmp_path / "site")
    tree(
        {
            "templates/text/site/event.md.j2": "{{ gibtesnicht.x }}",
            "data/events/n/2026-09-16-fachtag.yaml": EVENT,
        }
    )
    run = make(ksnet, root, tmp_path / "site")
    assert run.code == 3
    assert "ksnet: Vorlage text/site/event.md.j2, Zeile 1" in run.err
    assert snapshot(tmp_path / "site") == before


@pytest.mark.slow
def test_a_disk_that_fails_while_the_folders_change_places_leaves_the_old_pages(
    site: Path, ksnet: Ksnet, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, rename = snapshot(site), Path.replace

    def fails(self: Path, target: Path) -> Path:
        if self.name.endswith(".tmp"):
            raise PermissionError(13, "x")
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", fails)
    run = make(ksnet, EXAMPLE, site)
    assert (run.code, run.err) == (
        3,
        f"ksnet: {site} lässt sich nicht schreiben: die Berechtigung fehlt.\n",
    )
    assert snapshot(site) == before
    assert [path.name for path in site.parent.iterdir()] == ["site"]


@pytest.mark.skipif("sys.platform == 'win32'", reason="Windows has no such rights")
def test_a_web_server_may_read_the_folder(site: Path) -> None:
    assert site.stat().st_mode & 0o777 == (site / "musterkreis").stat().st_mode & 0o777


ROLES = {
    "data/networks/kreis/network.yaml": """\
name: Netzwerk Kreis
youth_offices:
  - {id: amt, name: Jugendamt Soest, key: "05974040"}
coordination:
  - {id: stelle, youth_office: amt, people: [adler]}
admission: {contact: adler}
affiliations:
  - {name: Arbeitsgemeinschaft, person: adler}
""",
    "data/events/kreis/2026-09-16-fachtag.yaml": f"{EVENT}registration: {{contact: adler}}\n",
}


@pytest.mark.parametrize(
    ("body", "person", "shown"),
    [
        ("", "until: 2026-06-30", True),
        ("", "until: 2026-06-29", False),
        ("", "since: 2026-06-30", True),
        ("", "since: 2026-07-01", False),
        ("until: 2026-06-29", "role: vertretung", False),
        ("until: 2026-06-29", "until: 2026-12-31", False),
        ("since: 2026-07-01", "role: vertretung", False),
        ("sensitive: true", "role: vertretung", False),
    ],
)
def test_nobody_is_referred_to_people_who_are_not_in_office(
    body: str, person: str, shown: bool, tree: Tree, ksnet: Ksnet, tmp_path: Path
) -> None:
    members = f"""\
members:
  - id: schule
    name: Schule
    categories: [schule]
    {body or "field: schule"}
    people:
      - id: adler
        given_name: Anna
        family_name: Adlerauge
        email: adlerauge@schule.example.org
        phone: 02921 4711
        {person}
        publication: {{basis: eigene-beschaeftigte}}
"""
    root = tree({**ROLES, "data/networks/kreis/members.yaml": members})
    make(ksnet, root, tmp_path / "seiten")
    ksnet("members", "kreis", "--audience", "oeffentlich", "--format", "json", "--root", root, *DAY,
          "-o", tmp_path / "seiten/liste.json")  # fmt: skip
    said = {
        file.name
        for file in (tmp_path / "seiten").rglob("*.*")
        if re.search(r"Adlerauge|4711", file.read_text("utf-8"), re.IGNORECASE)
    }
    pages = {"kontakt.html", "aufbau.html", "stellen.html", "liste.json"}
    event = {"2026-09-16-fachtag.html", "2026-09-16-fachtag.ics", "termine.ics"}
    assert said == (pages | event if shown else set())


# --- what a public text should not hold
# -------------------------------------------------------------------------------------------------

_ACCEPTED = " # ksnet: ignore[name-outside-members] Steht so im gedruckten Programm"
_SHELTER = "members:\n  - {id: schutz, name: Haus am Wald, categories: [weitere], label: Gewaltschutz, sensitive: true}\n"


@pytest.mark.parametrize(
    ("event", "more", "told"),
    [
        ("theme: Vortrag von Frau Dr. Nowakowski\n", {}, "1 Befund"),
        ("theme: Vortrag von Frau Dr. Nowakowski\ntopics: [Dank an Herrn Nowakowski]\n", {}, "2 Befunde"),
        ("agenda:\n  - {title: Familie Nowakowski stimmt zu, kind: vortrag}\n", {}, "1 Befund"),
        ("theme: Besuch im Haus am Wald\n", {"members": _SHELTER}, "1 Befund"),
        (f"theme: Vortrag von Frau Dr. Nowakowski{_ACCEPTED}\n", {}, None),
        ("summary: Vortrag von Frau Dr. Nowakowski\n", {}, None),
        ("# Vortrag von Frau Dr. Nowakowski\n", {}, None),
        ("theme: Vortrag zu Frühen Hilfen\n", {}, None),
        ("theme: Vortrag von Frau Dr. Nowakowski\n", {"public": "false"}, None),
    ],
)  # fmt: skip
def test_a_finding_in_a_public_text_is_told_where_it_is_published(
    event: str, more: Mapping[str, str], told: str | None, tree: Tree, ksnet: Ksnet, tmp_path: Path
) -> None:
    files = {
        "data/networks/soest/network.yaml": NET,
        "data/networks/soest/members.yaml": more.get("members", "members: []\n"),
        "data/events/soest/2026-09-16-fachtag.yaml": EVENT.replace(
            "public: true", f"public: {more.get('public', 'true')}"
        )
        + event,
    }

    run = make(ksnet, tree(files), tmp_path / "site")

    assert run.code == 0
    said = [line for line in run.err.splitlines() if "Datenschutz in Texten" in line]
    assert [line.partition(": ")[2].partition(" zum")[0] for line in said] == (
        [told] if told else []
    )
    assert all(
        re.search(r"zuerst data/events/soest/2026-09-16-fachtag.yaml:[78]\.", line) for line in said
    )
    assert "Nowakowski" not in run.err
