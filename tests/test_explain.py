"""`ksnet explain` and the reference of the rules: complete, readable, current."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt

from ksnet import rules
from ksnet.basics.findings import Rule
from ksnet.duties import law
from ksnet.duties.law.explained import explained
from ksnet.reporting import explaining
from ksnet.reporting.explaining import markdown, text
from ksnet.reporting.explaining.examples import shown_files
from ksnet.repository.lands import packaged
from ksnet.rules.founding import foundation
from tests.conftest import ROOT, Run

Ksnet = Callable[..., Run]
SECTIONS = ("Warum", "Quelle", "Falsch", "Richtig", "Beheben", "Unterdrücken")
INVENTED = Rule(
    code="KS499",
    name="invented",
    severity=rules.ALL[0].severity,
    title="Es fehlt etwas.",
    why="Darum.",
    mend="Ergänzen.",
    wrong={"event": "title: ⟦⟧x\n"},
    right={},
    law="§ 9 Abs. 5 LKSG NRW",
    edition="Fassung vom 13.04.2022",
    wording="mindestens jedoch dreimal jährlich",
    yardstick="Gezählt wird je Kalenderjahr.",
)


@pytest.mark.many
@pytest.mark.parametrize("rule", rules.ALL, ids=lambda rule: rule.name)
def test_every_rule_is_explained_in_full(rule: Rule, ksnet: Ksnet) -> None:
    run = ksnet("explain", rule.name)
    assert (run.code, run.err) == (0, "")
    lines = run.out.splitlines()
    assert lines[0] == f"{rule.code} {rule.name} ({rule.severity.label})"
    assert [line for line in lines if line in SECTIONS] == list(SECTIONS)
    for title, following in pairwise(lines):
        if title in SECTIONS:
            assert following.startswith("  ")
    flat = " ".join(run.out.split())
    for part in (
        rule.title,
        rule.why,
        rule.mend,
        foundation(rule, packaged()).law or explaining.NO_LAW,
        explaining.CAUTION,
    ):
        assert part in flat
    long = [line for line in lines if len(line) > 102]
    assert not long, "too long for a terminal: break the line in the example"
    assert not re.search("[⟦⟧\x00-\x09\x0b-\x1f\ufeff\u200b\ud800-\udfff]", run.out)
    if rule.wrong:
        assert f"# ksnet: ignore[{rule.name}] Grund" in flat
        assert sum(bool(re.fullmatch(r" +\^+", line)) for line in lines) == 1


@pytest.mark.parametrize(
    "rule", [rule for rule in rules.ALL if rule.law], ids=lambda rule: rule.name
)
def test_a_paragraph_is_named_with_its_edition_and_its_day(rule: Rule) -> None:
    for edition in (rule.edition, foundation(rule, packaged()).edition):
        assert edition
        assert law.dated(edition) == edition


def test_a_fassung_without_a_day_is_a_defect_of_the_catalogue() -> None:
    for duty in packaged().duties:
        assert law.dated(duty.edition) == duty.edition
    with pytest.raises(ValueError, match="Fassung ohne Tag: DSGVO"):
        law.dated("LKSG NRW vom 13.04.2022; DSGVO")


@pytest.mark.parametrize("form", ["text", "md"])
def test_a_duty_is_explained_as_a_rule_is(ksnet: Ksnet, form: str) -> None:
    for duty in packaged().duties:
        run = ksnet("explain", duty.id.lower(), "--format", form)
        assert (run.code, run.err) == (0, "")
        flat = "".join(run.out.replace("\\", "").split())
        parts = (
            duty.id,
            duty.title,
            duty.law,
            duty.wording,
            duty.yardstick,
            duty.name,
            explaining.CAUTION,
        )
        assert [part for part in parts if "".join(part.split()) not in flat] == []
        assert all(
            "".join(text.split()) in flat
            for text in explained(packaged()).decisions.get(duty.id, ())
        )
        assert max(map(len, run.out.splitlines())) <= (102 if form == "text" else 2000)


def test_what_has_changed_in_the_law_is_named_with_its_source(ksnet: Ksnet) -> None:
    everything = " ".join(ksnet("explain", "LKSG").out.split())
    for change in explained(packaged()).changes:
        run = ksnet("explain", change.id)
        flat = "".join(run.out.split())
        for part in (
            change.title,
            change.law,
            change.edition,
            change.wording,
            change.meaning,
            change.source,
        ):
            assert "".join(part.split()) in flat
        assert change.id in everything
    assert {"LKSG-2025", "SGB8-2025", "KKG-2026"} <= {
        change.id for change in explained(packaged()).changes
    }
    assert set(explained(packaged()).decisions) <= {duty.id for duty in packaged().duties}


def test_a_duty_that_does_not_exist_is_said_to_be_unknown(ksnet: Ksnet) -> None:
    assert ksnet("explain", "LKSG-99").code == 2


def test_the_law_and_our_own_yardstick_are_told_apart() -> None:
    assert explaining.source(INVENTED, packaged()) == [
        "§ 9 Abs. 5 LKSG NRW (Fassung vom 13.04.2022): „mindestens jedoch dreimal jährlich“",
        "Maßstab von ksnet, nicht des Gesetzes: Gezählt wird je Kalenderjahr.",
    ]
    for written in (
        text.explanation([INVENTED], packaged(), color=False),
        markdown.explanation([INVENTED], packaged()),
    ):
        assert explaining.DUTY_REMAINS in written


@pytest.mark.parametrize(
    ("example", "lines"),
    [
        ("a: ⟦b c⟧\nd: e\n", ("a: b c", "   ^^^", "d: e")),
        ("a: 1\n⟦⟧b: 2\n", ("a: 1", "b: 2", "^")),
        ("⟦a:\n  b⟧: 1\n", ("a:", "^^", "  b: 1")),
        ("a: ⟦\u200b⟧b\tc\n", ("a: ‹U+200B›b‹Tabulator›c", "   ^^^^^^^^")),
        (b"a: \xe2\x9f\xa6\xe4\xe2\x9f\xa7b\r\n", ("a: ‹Byte E4›b‹CR›", "   ^^^^^^^^^")),
        (
            "x" * 200 + "⟦y⟧" + "z" * 200 + "\n",
            ("…" + "x" * 48 + "y" + "z" * 47 + "…", " " * 49 + "^"),
        ),
        (
            "".join(f"k{i}: 1\n" for i in range(40)) + "⟦z⟧: 1\n",
            ("…", *(f"k{i}: 1" for i in range(25, 40)), "z: 1", "^"),
        ),
    ],
)
def test_an_example_shows_its_place_whatever_stands_in_it(
    example: str | bytes, lines: tuple[str, ...]
) -> None:
    assert shown_files({"event": example})[0].lines == lines


def test_a_rule_is_found_by_name_code_and_prefix(ksnet: Ksnet) -> None:
    by_name = ksnet("explain", "end-before-start").out
    assert ksnet("explain", "ks301").out == by_name
    assert ksnet("explain", "END-BEFORE-START").out == by_name
    family = ksnet("explain", "KS3").out
    assert re.findall(r"^(KS\d+) ", family, re.MULTILINE) == [
        r.code for r in rules.ALL if r.code.startswith("KS3")
    ]
    wrong = ksnet("explain", "end-before-strat")
    assert (wrong.code, wrong.out) == (2, "")
    assert "Meinten Sie „end-before-start“?" in wrong.err
    assert ksnet("explain", "KS1", "--format", "html").code == 2


def test_the_list_names_every_rule_once_by_family(ksnet: Ksnet) -> None:
    run = ksnet("explain")
    assert re.findall(r"^  (KS\d+)  \w+ +([a-z0-9-]+) ", run.out, re.MULTILINE) == [
        (r.code, r.name) for r in rules.ALL
    ]
    assert {explaining.family(rule) for rule in rules.ALL} <= set(explaining.FAMILIES)
    assert "\x1b" not in run.out
    assert "\x1b[1mKS3 Zeit\x1b[0m" in ksnet("explain", "--color", "always").out


def test_the_marks_name_rules() -> None:
    assert {rule.name for rule in rules.ALL} >= explaining.SEEN_BY_SCHEMA_TOOLS


def test_the_reference_is_current(golden: Callable[..., None], ksnet: Ksnet) -> None:
    golden("regeln.md", ksnet("explain", "--format", "md").out, folder=ROOT / "docs")


@pytest.mark.slow
def test_the_links_of_the_reference_lead_to_its_headings() -> None:
    tokens = (
        MarkdownIt("commonmark")
        .enable("table")
        .parse(markdown.rules_reference(rules.ALL, packaged()))
    )
    headings = [
        tokens[i + 1].content for i, token in enumerate(tokens) if token.type == "heading_open"
    ]
    anchors = {heading.lower().replace(" ", "-") for heading in headings}
    links = {
        str(child.attrGet("href"))
        for token in tokens
        for child in token.children or ()
        if child.type == "link_open"
    }
    assert len(links) == len(rules.ALL)
    assert {link.removeprefix("#") for link in links} <= anchors
