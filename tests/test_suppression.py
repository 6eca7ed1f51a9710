"""`# ksnet: ignore[…] reason` and the rules in ksnet.yaml."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ksnet.rules.examples import BASE, SHORT
from ksnet.yamltext.reading.comments import comments
from tests.conftest import Run
from tests.musterstadt import files_of

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]
Found = list[tuple[str, int]]


@pytest.fixture
def found(tree: Tree, ksnet: Ksnet) -> Callable[..., Found]:
    """Return rule and line of the findings in a repository with this example."""

    def run(example: Mapping[str, str | bytes], *options: str) -> Found:
        root = tree(files_of(example))
        result = ksnet("validate", "--format", "json", "--as-of", "2026-06-30", *options, cwd=root)
        return [(f["rule"], f["line"]) for f in json.loads(result.out)["findings"]]

    return run


TYPO = "mode: prasenz"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{TYPO}\n", [("unknown-value", 7)]),
        (f"{TYPO} # ksnet: ignore[unknown-value] Quelle schreibt so\n", []),
        (f"{TYPO} # ksnet: ignore[KS105] Quelle schreibt so\n", []),
        (f"{TYPO} # ksnet: ignore[KS1] Quelle schreibt so\n", []),
        (
            f"{TYPO} # ksnet: ignore[unknown-value, canonical-form] so gewollt\n",
            [("unused-suppression", 7)],
        ),
        (
            f"{TYPO} # ksnet: ignore[unknown-value]\n",
            [("suppression-without-reason", 7), ("unknown-value", 7)],
        ),
        (
            f"{TYPO} # ksnet: ignore[unknown-value] ...\n",
            [("suppression-without-reason", 7), ("unknown-value", 7)],
        ),
        (
            f"{TYPO} # ksnet: ignore[unknown-valu] so gewollt\n",
            [("unknown-rule", 7), ("unknown-value", 7)],
        ),
        (
            f"{TYPO} # ksnet: ignore unknown-value so gewollt\n",
            [("unknown-rule", 7), ("unknown-value", 7)],
        ),
        (
            f"{TYPO} # ksnet: ignore[invalid-id] so gewollt\n",
            [("unknown-value", 7), ("unused-suppression", 7)],
        ),
        (f"{TYPO} # KSNET: IGNORE[Unknown-Value] Quelle schreibt so\n", []),
        (f"{TYPO} #  ksnet :ignore [ ks105 ]Quelle schreibt so\n", []),
        (f"{TYPO} # Ksnet ignore[unknown-value] Quelle schreibt so\n", []),
        (
            f"{TYPO} # ksnet-ignore[unknown-value] so gewollt\n",
            [("unknown-rule", 7), ("unknown-value", 7)],
        ),
        (
            f"{TYPO} # ksnet ignore(unknown-value) so gewollt\n",
            [("unknown-rule", 7), ("unknown-value", 7)],
        ),
        (f"{TYPO} # Ksnet ignoriert das\n", [("unknown-value", 7)]),
        (f"{TYPO} # siehe ksnet: ignore[unknown-value] so gewollt\n", [("unknown-value", 7)]),
        ("mode: praesenz # ksnet: ignore[unknown-value] war einmal\n", [("unused-suppression", 7)]),
        ('theme: "# ksnet: ignore[unknown-value] Text"\n', []),
        ("summary: |\n  # ksnet: ignore[unknown-value] Text\n", []),
    ],
)
def test_on_the_line(text: str, expected: Found, found: Callable[..., Found]) -> None:
    assert sorted(found({"event": text})) == sorted(expected)


def test_on_the_line_above_over_further_comments(found: Callable[..., Found]) -> None:
    note = "# ksnet: ignore[unknown-value] Quelle schreibt so\n# noch eine Bemerkung\n"
    event = BASE["event"]
    assert found({SHORT["event"]: f"{event}{note}{TYPO}\n"}) == []
    assert found({SHORT["event"]: f"{event}{TYPO}\n{note}"}) == [
        ("unknown-value", 7),
        ("unused-suppression", 8),
    ]
    assert found(
        {
            SHORT[
                "event"
            ]: f"{event}# ksnet: ignore[unknown-value] für die Zeile darunter\n\n{TYPO}\n"
        }
    ) == [
        ("unused-suppression", 7),
        ("unknown-value", 9),
    ]


def test_a_rule_that_did_not_run_is_not_called_stale(found: Callable[..., Found]) -> None:
    text = {"event": "mode: praesenz # ksnet: ignore[unknown-value] war einmal\n"}
    assert found(text, "--select", "KS3,KS9") == []
    assert found(text, "--ignore", "unknown-value") == []
    assert found(text, "--select", "unknown-value,KS9") == [("unused-suppression", 7)]
    off = {"settings": "rules:\n  ignore:\n    - rule: unknown-value\n      reason: so gewollt\n"}
    assert found(text | off) == []


def test_a_whole_file_is_suppressed_in_its_first_line(found: Callable[..., Found]) -> None:
    head = "# ksnet: ignore[crlf-line-ends] wird auf einem alten Rechner gepflegt\n"
    written = (head + BASE["event"]).replace("\n", "\r\n").encode()
    assert found({SHORT["event"]: written}) == []


SETTINGS = "ksnet.yaml"


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("rules:\n  ignore:\n    - rule: unknown-value\n      reason: so gewollt\n", []),
        ("rules:\n  ignore:\n    - rule: KS1\n      reason: so gewollt\n    - rule: unknown-value\n      reason: so gewollt\n", [("unused-suppression", 5)]),
        ("rules:\n  ignore:\n    - rule: KS105\n      reason: so gewollt\n    - rule: unknown-value\n      reason: so gewollt\n", [("unused-suppression", 5)]),
        ("rules:\n  ignore:\n    - rule: unknown-value\n      reason: so gewollt\n    - rule: KS1\n      reason: so gewollt\n", [("unused-suppression", 3)]),
        ("rules:\n  severity:\n    KS320: fehler\n    room-conflict: hinweis\n", [("rule-named-twice", 4), ("unknown-value", 7)]),
        ("rules:\n  severity:\n    KS3: hinweis\n    room-conflict: warnung\n", [("unknown-value", 7)]),
        ("rules:\n  ignore:\n    - rule: unknown-value\n      reason: so gewollt\n  severity:\n    KS105: hinweis\n", [("rule-named-twice", 6)]),
        ("rules:\n  ignore:\n    - rule: unknown-value\n", [("missing-key", 3), ("unknown-value", 7)]),
        *(
            (f"rules:\n  ignore:\n    - rule: unknown-value\n      reason: '{text}'\n", [("suppression-without-reason", 4), ("unknown-value", 7)])
            for text in ("-", "…", " . ", "123")
        ),
        ("rules:\n  ignore:\n    - rule: unknown-values\n      reason: so gewollt\n", [("unknown-rule", 3), ("unknown-value", 7)]),
        *(
            (f"rules:\n  ignore:\n    - rule: {family}\n      reason: so gewollt\n", [("family-switched-off", 3), ("unknown-value", 7)])
            for family in ("KS0", "KS2", "KS5", "KS", "ks5", "KS00", "KS50")
        ),
        ("rules:\n  ignore:\n    - rule: KS1\n      reason: so gewollt\n    - rule: KS5\n      reason: so gewollt\n", [("family-switched-off", 5)]),
        ("rules:\n  ignore:\n    - rule: KS5\n      reason: so gewollt\n    - rule: KS502\n      reason: so gewollt\n", [("family-switched-off", 3), ("unknown-value", 7)]),
        ("rules:\n  severity:\n    room-konflikt: fehler\n", [("unknown-rule", 3), ("unknown-value", 7)]),
        ("rules:\n  severity:\n    unknown-value: fehler\n", [("unused-suppression", 3), ("unknown-value", 7)]),
        ("rules:\n  severity:\n    unknown-value: fatal\n", [("unknown-value", 3), ("unknown-value", 7)]),
        ("data: ../data\n", [("invalid-folder", 1), ("unknown-value", 7)]),
        ("templates: /etc\n", [("invalid-folder", 1), ("unknown-value", 7)]),
        ("data: C:\\daten\n", [("invalid-folder", 1), ("unknown-value", 7)]),
        ("rules: [\n", [("unknown-value", 7), ("yaml-syntax", 1)]),
        ("data: data # ksnet: ignore[invalid-folder] war einmal\n", [("unused-suppression", 1), ("unknown-value", 7)]),
    ],
)  # fmt: skip
def test_the_settings_are_checked_and_the_run_goes_on(
    settings: str, expected: Found, found: Callable[..., Found]
) -> None:
    assert sorted(found({"event": f"{TYPO}\n", SETTINGS: settings})) == sorted(expected)


CASE = "summary: Bericht zum Kind Leon\n"
OFF = "rules:\n  ignore:\n"


def ignored(*rules: str) -> str:
    """Settings that switch off these rules."""
    return OFF + "".join(f"    - rule: {rule}\n      reason: so gewollt\n" for rule in rules)


def test_a_family_of_data_protection_is_never_switched_off_a_rule_of_it_is(
    found: Callable[..., Found],
) -> None:
    assert found({"event": CASE, SETTINGS: ignored("KS5")}) == [
        ("case-data", 7),
        ("family-switched-off", 3),
    ]
    assert found({"event": CASE, SETTINGS: ignored("KS502")}) == []
    without_reason = found({"event": CASE, SETTINGS: f"{OFF}    - rule: KS502\n"})
    assert without_reason == [("case-data", 7), ("missing-key", 3)]


def test_a_comment_names_the_rules_of_data_protection_one_by_one(
    found: Callable[..., Found],
) -> None:
    comment = CASE.replace("\n", " # ksnet: ignore[KS5] erfunden\n")
    assert sorted(found({"event": comment})) == [("case-data", 7), ("family-switched-off", 7)]
    assert found({"event": comment.replace("KS5]", "KS502]")}) == []


def test_a_family_is_not_ignored_by_an_option_either(tree: Tree, ksnet: Ksnet) -> None:
    root = tree(files_of({"event": CASE}))
    for family in ("KS0", "KS2", "KS5", "KS"):
        run = ksnet("validate", "--ignore", f"KS3,{family}", "--as-of", "2026-06-30", cwd=root)
        assert (run.code, run.out) == (2, "")
        assert f"„{family}“ meint viele Regeln auf einmal" in run.err


@pytest.mark.parametrize(
    ("settings", "options", "last"),
    [
        ("", [], "2 Fehler in 1 von 3 geprüften Dateien"),
        (
            ignored("KS105"),
            [],
            "1 Fehler in 1 von 4 geprüften Dateien; 1 Regel abgeschaltet, 1 Befund still",
        ),
        (
            ignored("KS105", "case-data", "room-conflict"),
            [],
            "Keine Beanstandungen in 4 geprüften Dateien; 3 Regeln abgeschaltet, 2 Befunde still",
        ),
        (
            ignored("KS105"),
            ["--ignore", "case-data,KS105"],
            "Keine Beanstandungen in 4 geprüften Dateien; 2 Regeln abgeschaltet, 2 Befunde still",
        ),
        (
            ignored("KS105", "room-conflict"),
            ["--select", "KS5,KS320"],
            "1 Fehler in 1 von 4 geprüften Dateien; 1 Regel abgeschaltet, 0 Befunde still",
        ),
        (
            ignored("KS105"),
            ["data/networks"],
            "Keine Beanstandungen in 4 geprüften Dateien; 1 Regel abgeschaltet, 0 Befunde still",
        ),
    ],
)
def test_the_last_line_counts_what_is_switched_off(
    settings: str, options: list[str], last: str, tree: Tree, ksnet: Ksnet
) -> None:
    root = tree(
        files_of({"event": CASE + f"{TYPO}\n"} | ({SETTINGS: settings} if settings else {}))
    )
    for form in ("text", "concise", "github"):
        run = ksnet("validate", *options, "--format", form, "--as-of", "2026-06-30", cwd=root)
        assert run.out.splitlines()[-1] == last


def test_what_a_comment_silences_is_no_finding_of_a_rule_that_is_off(
    tree: Tree, ksnet: Ksnet
) -> None:
    noted = f"{TYPO} # ksnet: ignore[KS105] Quelle schreibt so\n"
    run = ksnet(
        "validate",
        "--as-of",
        "2026-06-30",
        cwd=tree(files_of({"event": noted, SETTINGS: ignored("KS105")})),
    )
    assert (
        run.out
        == "Keine Beanstandungen in 4 geprüften Dateien; 1 Regel abgeschaltet, 0 Befunde still\n"
    )


def test_a_weight_is_changed(tree: Tree, ksnet: Ksnet) -> None:
    root = tree(
        files_of(
            {"event": f"{TYPO}\n", SETTINGS: "rules:\n  severity:\n    unknown-value: hinweis\n"}
        )
    )
    run = ksnet("validate", "--format", "json", "--as-of", "2026-06-30", cwd=root)
    assert (run.code, json.loads(run.out)["summary"]) == (
        0,
        {"fehler": 0, "warnung": 0, "hinweis": 1},
    )


@pytest.mark.parametrize(
    ("weight", "expected"),
    [
        ("KS5: hinweis", [("case-data", "fehler"), ("family-switched-off", "warnung")]),
        ("KS: warnung", [("case-data", "fehler"), ("family-switched-off", "warnung")]),
        ("KS5: fehler", [("case-data", "fehler")]),
        ("KS502: hinweis", [("case-data", "hinweis")]),
    ],
)
def test_a_family_that_protects_is_not_made_lighter_as_a_whole(
    weight: str, expected: list[tuple[str, str]], tree: Tree, ksnet: Ksnet
) -> None:
    root = tree(files_of({"event": CASE, SETTINGS: f"rules:\n  severity:\n    {weight}\n"}))
    findings = json.loads(
        ksnet("validate", "--format", "json", "--as-of", "2026-06-30", cwd=root).out
    )["findings"]
    assert [(one["rule"], one["severity"]) for one in findings] == expected


def test_the_weight_of_a_rule_goes_before_that_of_its_family(tree: Tree, ksnet: Ksnet) -> None:
    settings = "rules:\n  severity:\n    unknown-value: hinweis\n    KS1: warnung\n"
    run = ksnet(
        "validate",
        "--as-of",
        "2026-06-30",
        cwd=tree(files_of({"event": f"{TYPO}\n", SETTINGS: settings})),
    )
    assert "hinweis[unknown-value]" in run.out


@pytest.mark.parametrize(
    ("day", "status", "note", "expected"),
    [
        ("2026-12-24", "geplant", "public-holiday", []),
        ("2026-12-26", "geplant", "public-holiday", [("past-but-planned", 5)]),
        ("2026-12-26", "stattgefunden", "public-holiday", []),
        ("2026-12-26", "stattgefunden", "school-holiday", [("unused-suppression", 4)]),
        ("2026-12-24", "abgesagt", "public-holiday", [("unused-suppression", 4)]),
    ],
)
def test_a_hint_about_days_to_come_is_not_called_stale_when_the_day_has_passed(
    tree: Tree, ksnet: Ksnet, day: str, status: str, note: str, expected: Found
) -> None:
    event = f"title: Treffen\nkind: oeffentlichkeit\ngroups: [plenum]\nstart: 2026-12-25 # ksnet: ignore[{note}] so gewollt\nstatus: {status}\n"
    root = tree(files_of({"data/events/musterstadt/2026-12-25-feier.yaml": event}))
    run = ksnet(
        "validate", "--format", "json", "--as-of", day, "--ignore", "KS6,KS4,KS901", cwd=root
    )
    found = [f for f in json.loads(run.out)["findings"] if f["file"].endswith("feier.yaml")]
    assert [(f["rule"], f["line"]) for f in found] == expected


def test_comments_are_found_where_they_are() -> None:
    text = "# a 👍\nb: '# x' # c\nd: |  # e\n  # text\n\n# f\ng: [x, # h\n  y#z]\n"
    assert [(c.line, c.column, c.text, c.own_line) for c in comments(text)] == [
        (0, 0, "# a 👍", True),
        (1, 9, "# c", False),
        (2, 6, "# e", False),
        (5, 0, "# f", True),
        (6, 7, "# h", False),
    ]
    assert comments('a: "x # y\n') == []


def test_a_wrong_value_in_brackets_is_one_finding(found: Callable[..., Found]) -> None:
    assert found({"event": "tasks: [begleitung, Struktur]\n"}) == [("unknown-value", 7)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# ksnet: ignore[case-data] erfunden\nsummary: |\n  Erste Zeile\n\n  Das Kind Leon\n", []),
        ("summary: | # ksnet: ignore[case-data] erfunden\n  Erste Zeile\n  Das Kind Leon\n", []),
        (
            "summary: >- # ksnet: ignore[case-data] erfunden\n  Das Kind Leon\ntheme: Das Kind Leon\n",
            [("case-data", 2)],
        ),
        (
            "results:\n  - text: | # ksnet: ignore[case-data] erfunden\n      Das Kind Leon\n    due: Kind Leon\n",
            [("case-data", 10)],
        ),
        (
            "# ksnet: ignore[case-data] erfunden\nsummary: |\n  Nichts\n",
            [("unused-suppression", 7)],
        ),
    ],
)
def test_in_a_block_of_text(text: str, expected: Found, found: Callable[..., Found]) -> None:
    assert sorted(found({"event": text}, "--select", "KS502,KS9")) == expected
