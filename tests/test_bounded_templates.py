"""Templates of a data repository are foreign code in CI: what they may cost has bounds,
and a job can do without them.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ksnet.rendering import RenderError, bounded
from tests.conftest import ROOT, Run

Ksnet = Callable[..., Run]
TOO_MUCH = "ksnet: Die eigenen Vorlagen brauchen zu viel; erlaubt sind für ein Dokument "


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Return an office with a member list to which a template of its own can be added."""
    shutil.copytree(ROOT / "ksnet" / "example" / "data", tmp_path / "data")
    return tmp_path


def with_template(office: Path, name: str, text: str) -> None:
    file = office / "templates" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def members(ksnet: Ksnet, office: Path, *options: object) -> Run:
    return ksnet("members", "musterkreis", "--root", office, "--as-of", "2026-06-30", *options)


LOOP = "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}{% endfor %}{% endfor %}{% endfor %}"
HEAP = "{% set big = namespace(text='Textstelle' * 100000) %}{% for a in range(14) %}{% set big.text = big.text ~ big.text %}{% endfor %}"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("bound", "template"), [("SECONDS", LOOP), ("MEMORY", HEAP)], ids=["time", "memory"]
)
def test_a_template_without_end_is_one_sentence(
    bound: str, template: str, ksnet: Ksnet, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "SECONDS", 1 if bound == "SECONDS" else 60)
    monkeypatch.setattr(bounded, "MEMORY", 50_000_000 if bound == "MEMORY" else 10**12)
    with_template(office, "text/members.md.j2", template)

    run = members(ksnet, office, "-o", office / "liste.md")

    assert (run.code, run.out) == (3, "")
    assert run.err.startswith(TOO_MUCH)
    assert run.err.count("\n") == 1
    assert not (office / "liste.md").exists()


def test_a_document_that_is_too_long_is_one_sentence(
    ksnet: Ksnet, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "SIZE", 1_000_000)
    with_template(office, "text/members.md.j2", "# Liste\n\n{{ 'Wort ' * 300000 }}\n")
    run = members(ksnet, office, "-o", office / "liste.md")
    assert (run.code, run.err.startswith(TOO_MUCH)) == (3, True)


def test_what_a_wrong_template_is_told_comes_out_of_the_process_as_before(
    ksnet: Ksnet, office: Path
) -> None:
    with_template(office, "text/members.md.j2", "# Liste\n\n{{ netzwerk }}\n")
    run = members(ksnet, office)
    assert run.code == 3
    assert run.err.startswith(
        "ksnet: Vorlage text/members.md.j2, Zeile 3: „netzwerk“ gibt es hier nicht."
    )


@pytest.mark.slow
def test_own_templates_are_left_alone_where_that_is_asked_for(ksnet: Ksnet, office: Path) -> None:
    with_template(office, "text/members.md.j2", "# Eigene Liste\n")
    own, packaged = members(ksnet, office), members(ksnet, office, "--no-project-templates")
    assert "Eigene Liste" in own.out
    assert packaged.code == 0
    assert "Eigene Liste" not in packaged.out
    assert "Mitglieder" in packaged.out


def test_a_defect_of_the_program_is_not_told_as_too_much(tmp_path: Path) -> None:
    worker = bounded.Worker(tmp_path)
    with pytest.raises(RuntimeError, match="AttributeError: "):
        worker.do("say", None)
    with pytest.raises(RenderError, match="Das Format „gif“ gibt es nicht"):
        worker.do("write", None, "gif")
    worker.close()
