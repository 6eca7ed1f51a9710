"""The documents of the five networks, byte for byte. `make accept` writes them anew.

Read the difference before committing.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run

Ksnet = Callable[..., Run]
DAY = "2026-06-30"
YEARS = {
    "krefeld": "2025",
    "neuss": "2024",
    "rhein-kreis-neuss": "2023",
    "rheinisch-bergischer-kreis": "2024",
    "soest": "2025",
}
ENDINGS = {"text": "txt"}
CASES = [
    *(
        (network, f"kalender-{form}", ["calendar", network, "--year", year], form)
        for network, year in YEARS.items()
        for form in ("text", "md", "html", "ics", "csv", "json")
    ),
    *(
        (network, f"mitglieder-{form}", ["members", network], form)
        for network in YEARS
        for form in ("text", "md", "html", "csv", "vcf", "json")
    ),
    *(
        (network, f"bericht-{form}", ["report", network, "--year", year], form)
        for network, year in YEARS.items()
        for form in ("text", "md", "html")
    ),
    *(
        ("neuss", f"plan-{form}", ["report", "neuss", "--plan", "ksep"], form)
        for form in ("text", "md", "html")
    ),
    *(
        (
            "soest",
            f"oeffentlich-mitglieder-{form}",
            ["members", "soest", "--audience", "oeffentlich"],
            form,
        )
        for form in ("md", "csv", "vcf", "json")
    ),
    *(
        (
            "soest",
            f"oeffentlich-kalender-{form}",
            ["calendar", "soest", "--audience", "oeffentlich"],
            form,
        )
        for form in ("md", "json")
    ),
]


@pytest.mark.parametrize(
    ("network", "name", "arguments", "form"), CASES, ids=[f"{case[0]}-{case[1]}" for case in CASES]
)
def test_the_document_is_what_was_accepted(
    network: str,
    name: str,
    arguments: list[str],
    form: str,
    ksnet: Ksnet,
    golden: Callable[[str, str | bytes], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")  # 2026-01-01
    target = tmp_path / "document"
    run = ksnet(
        *arguments, "--format", form, "--as-of", DAY, "--root", ROOT, "-o", target, "--quiet"
    )
    assert (run.code, run.out, run.err) == (0, "", "")
    golden(f"{network}/{name.rsplit('-', 1)[0]}.{ENDINGS.get(form, form)}", target.read_bytes())
