"""Packaged templates are kept compiled: what they say,
and what they say when they fail, is the same.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment

from ksnet.documents.report import ReportBuilder
from ksnet.duties.counting.spans import Window
from ksnet.rendering import RenderError, compile_all
from ksnet.rendering.compiled import compiled
from ksnet.rendering.folders import packaged_templates
from ksnet.rendering.formats.page import PageWriter
from ksnet.rendering.saying import Sayer
from ksnet.rendering.template_errors import guarded
from tests.conftest import ROOT
from tests.rendered import say, write
from tests.test_templates import DAY, calendar

pytestmark = pytest.mark.usefixtures("kept")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[Path]]:
    """Keep byte code below a folder of the test; return how to list what is kept."""
    folder = tmp_path / "kept"
    monkeypatch.setattr(sys, "pycache_prefix", str(folder))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return lambda: sorted(folder.rglob("*.jinja"))


@pytest.fixture
def nothing_compiled(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return what lets Jinja compile nothing from now on."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a template was compiled")

    return lambda: monkeypatch.setattr(Environment, "compile", refuse)


def documents(templates_dir: Path | None = None) -> list[str | bytes]:
    from ksnet.repository import Repository

    report = ReportBuilder(
        Repository(ROOT).network("soest"), Window.of_year(2025), as_of=DAY
    ).report()
    said = [say(view, templates_dir) for view in (calendar(), report)]
    return [
        write(one, form, templates_dir=templates_dir)
        for one in said
        for form in ("md", "html", "pdf")
    ]


@pytest.mark.slow
def test_documents_are_the_same_from_kept_templates(nothing_compiled: Callable[[], None]) -> None:
    from_sources = documents()
    nothing_compiled()
    assert documents() == from_sources


@pytest.mark.slow
def test_all_templates_can_be_compiled_at_once(
    kept: Callable[[], list[Path]],
    nothing_compiled: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    compile_all.main()
    figures = len(list((packaged_templates() / "design/figures").glob("*.j2")))
    assert len(kept()) == len(list(packaged_templates().rglob("*.j2"))) + figures
    nothing_compiled()
    documents()


@pytest.mark.parametrize("name", ["text/calendar.md.j2", "text/report.md.j2"])
def test_a_kept_template_names_the_same_line_when_it_fails(
    name: str, nothing_compiled: Callable[[], None]
) -> None:
    def failure() -> str:
        with pytest.raises(RenderError) as caught:
            guarded(name, lambda: Sayer().environment.get_template(name).render())
        return str(caught.value)

    from_sources = failure()
    nothing_compiled()
    assert failure() == from_sources
    assert f"Vorlage {name}, Zeile " in from_sources or "Vorlage text/" in from_sources


@pytest.mark.slow
def test_own_templates_come_first_and_are_never_kept(
    kept: Callable[[], list[Path]], tmp_path: Path
) -> None:
    documents()
    before = kept()
    own = tmp_path / "own"
    (own / "text").mkdir(parents=True)
    (own / "text/calendar.md.j2").write_text(
        '{% extends "ksnet/text/calendar.md.j2" %}\n{% block titel %}\n# Eigene Termine\n{% endblock %}\n',
        encoding="utf-8",
    )
    for _ in range(2):
        assert "# Eigene Termine" in str(documents(own)[0])
    assert kept() == before


def code_of(source: str) -> str:
    environment = PageWriter(None).environment
    code = compiled(
        "page",
        "design/x.j2",
        source,
        lambda: environment.compile(source, "design/x.j2", "design/x.j2"),
    )
    return environment.template_class.from_code(environment, code, {}).render()


def test_a_changed_template_is_compiled_anew() -> None:
    assert [code_of(source) for source in ("eins", "zwei", "zwei", "eins")] == [
        "eins",
        "zwei",
        "zwei",
        "eins",
    ]


@pytest.mark.parametrize(
    "damage",
    [lambda _: b"", lambda old: old[:-20], lambda old: old[:32], lambda _: b"\0" * 99],
    ids=["empty", "cut", "no code", "zeros"],
)
def test_what_is_damaged_is_compiled_anew(
    kept: Callable[[], list[Path]], damage: Callable[[bytes], bytes]
) -> None:
    code_of("eins")
    (file,) = kept()
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    assert code_of("eins") == "eins"
    assert file.read_bytes() == whole


def test_where_nothing_can_be_kept_documents_are_made_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setattr(sys, "pycache_prefix", str(blocked))
    assert code_of("eins") == "eins"


def test_nothing_is_kept_where_python_keeps_nothing(
    kept: Callable[[], list[Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert code_of("eins") == "eins"
    assert kept() == []
