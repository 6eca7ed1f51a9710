"""A repository's own templates: a sentence or a block changed for all formats,
and mistakes that name file and line.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import importlib.util
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from enum import Enum
from pathlib import Path

import docx
import pytest

from ksnet.basics.findings import Place
from ksnet.documents.calendar import CalendarView, calendar_view
from ksnet.documents.members import members_view
from ksnet.documents.view import View
from ksnet.duties.counting.spans import Window
from ksnet.records.base import Address
from ksnet.records.values import Moment, PartialDate
from ksnet.rendering import RenderError
from ksnet.rendering.blocks import words
from ksnet.rendering.environment import template_environment
from ksnet.rendering.template_errors import guarded
from ksnet.rendering.wording import in_words
from ksnet.repository import Repository
from tests.conftest import ROOT, Run
from tests.pdf import read_pdf
from tests.rendered import say, write

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]
DAY = dt.date(2026, 6, 30)
EXAMPLE = ROOT / "ksnet" / "example"
FORMATS = ["text", "md", "html", "pdf", "docx"]
if importlib.util.find_spec("ksnet.rendering.formats.word") is None:
    FORMATS.remove("docx")


def calendar(year: int = 2025) -> CalendarView:
    """Return what the calendar of the Musterkreis says of a year."""
    network = Repository(EXAMPLE).network("musterkreis")
    return calendar_view([network], as_of=DAY, window=Window.of_year(year))


def put(folder: Path, name: str, source: str | bytes) -> Path:
    """Put an own template into a folder of templates and return the folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(source if isinstance(source, bytes) else source.encode())
    return folder


def text_in(content: str | bytes, fmt: str) -> str:
    """Return what a reader of a format sees, on one line."""
    match content, fmt:
        case bytes(), "pdf":
            shown = read_pdf(content).text
        case bytes(), _:
            shown = "\n".join(
                paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs
            )
        case _:
            shown = str(content)
    return " ".join(shown.split())


# --- overriding
# -------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("fmt", FORMATS)
def test_one_changed_sentence_in_one_template_is_changed_in_every_format(
    fmt: str, tmp_path: Path
) -> None:
    packaged = (ROOT / "templates/text/calendar.md.j2").read_text(encoding="utf-8")
    old, new = (
        "In den Unterlagen stehen dazu keine Termine.",
        "Für diese Zeit ist noch nichts geplant.",
    )
    assert packaged.count(old) == 1
    put(tmp_path, "text/calendar.md.j2", packaged.replace(old, new))
    nothing = calendar(1999)
    assert old in text_in(write(say(nothing), fmt), fmt)
    made = text_in(write(say(nothing, tmp_path), fmt, templates_dir=tmp_path), fmt)
    assert new in made
    assert old not in made


@pytest.mark.slow
def test_one_block_can_be_written_anew(tmp_path: Path) -> None:
    put(
        tmp_path,
        "text/calendar.md.j2",
        '{% extends "ksnet/text/calendar.md.j2" %}\n{% block termine %}\n{id=termine}\n## Eigen\n\n'
        "{{ entries | length }} Termine für {{ author }}.\n{% endblock %}\n",
    )
    document = say(calendar(), tmp_path)
    assert [words(chapter.title) for chapter in document.chapters] == [
        "Das Jahr im Überblick",
        "Eigen",
        "Einzelheiten zu den Terminen",
    ]
    assert "Termine für Netzwerk Kinderschutz Musterkreis." in str(write(document, "md"))


@pytest.mark.slow
def test_a_block_can_be_added_to(tmp_path: Path) -> None:
    put(
        tmp_path,
        "text/calendar.md.j2",
        '{% extends "ksnet/text/calendar.md.j2" %}\n{% block termine %}\n{{ super() }}\n\nDANACH\n{% endblock %}\n',
    )
    made = str(write(say(calendar(), tmp_path), "md"))
    assert made.index("## Termine") < made.index("DANACH") < made.index("## Einzelheiten")


@pytest.mark.slow
@pytest.mark.parametrize(
    "block", ["titel", "anlass", "koordination", "struktur", "mitglieder", "treffen", "mittel"]
)
def test_a_block_on_one_line_leaves_what_follows_as_it_is(
    block: str, ksnet: Ksnet, tmp_path: Path
) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "own")
    source = f'{{% extends "ksnet/text/report.md.j2" %}}\n{{% block {block} %}}{{{{ super() }}}} EIGENES {{% endblock %}}'
    put(tmp_path / "own/templates", "text/report.md.j2", source)
    options = [
        "report",
        "musterkreis",
        "--year",
        "2025",
        "--as-of",
        "2026-06-30",
        "--format",
        "html",
        "-q",
    ]
    own = ksnet(*options, "--root", tmp_path / "own").out
    packaged = ksnet(*options, "--root", EXAMPLE).out
    assert "EIGENES" in own
    assert "{id=" not in own
    assert re.findall("<h2.*?</h2>", own) == re.findall("<h2.*?</h2>", packaged)


@pytest.mark.slow
def test_the_design_of_all_pages_can_be_changed(tmp_path: Path) -> None:
    put(
        tmp_path,
        "design/page.html.j2",
        '{% extends "ksnet/design/page.html.j2" %}{% block footer %}<p>Stadt A {{ document.author }}</p>{% endblock %}',
    )
    made = str(write(say(calendar()), "html", templates_dir=tmp_path))
    assert "<p>Stadt A Netzwerk Kinderschutz Musterkreis</p>" in made
    assert "erzeugt mit ksnet" not in made


@pytest.mark.slow
def test_the_looks_of_a_block_can_be_changed_for_all_pages(tmp_path: Path) -> None:
    packaged = (ROOT / "templates/design/parts.html.j2").read_text(encoding="utf-8")
    put(tmp_path, "design/parts.html.j2", packaged.replace("<table{{", '<table data-eigen="ja"{{'))
    assert '<table data-eigen="ja"' in str(write(say(calendar()), "html", templates_dir=tmp_path))


# --- mistakes
# -------------------------------------------------------------------------------------------------


@pytest.mark.many
@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ entries.__class__.__mro__ }}", "Auf „__class__“ darf eine Vorlage nicht zugreifen"),
        ("{{ ''.__class__ }}", "Auf „__class__“ darf eine Vorlage nicht zugreifen"),
        ("{{ {}.update({}) }}", "Auf „update“ darf eine Vorlage nicht zugreifen"),
        ("{{ entrys }}", "„entrys“ gibt es hier nicht. Meinten Sie „entries“?"),
        ("{{ entries[0].headng }}", "„headng“ gibt es hier nicht. Meinten Sie „heading“?"),
        ("{% for termin in entries %}{{ termn.heading }}{% endfor %}", "Meinten Sie „termin“?"),
        ("{{ audience.publc }}", "Meinten Sie „public“?"),
        ("{{ entries[0].xyz }}", "„xyz“ gibt es hier nicht. Es gibt: address, agenda"),
        ("{{ entries | table({'Termin': 'headng'}) }}", "Meinten Sie „heading“?"),
        ("{{ author | grosz }}", "Den Filter „grosz“ gibt es nicht"),
        ("{% if %}", "nicht geschrieben"),
        ("{% if author %}", "Ein „if“ ist nicht geschlossen; es fehlt „endif“."),
        ("{{ 1 / 0 }}", "nicht ausführen"),
        ("{{ gap() }}", "nicht ausführen"),
        ("{% include 'andere.j2' %}", "„andere.j2“ gibt es nicht"),
        ("{% include '../x.j2' %}", "gibt es nicht"),
        ("{{ range(100000000) | list }}", "nicht ausführen"),
        ("{% include 'text/calendar.md.j2' %}", "immer wieder"),
    ],
)
def test_a_mistake_names_file_line_and_reason_in_german(
    tmp_path: Path, source: str, expected: str
) -> None:
    put(tmp_path, "text/calendar.md.j2", f"# Titel\nzwei\n{source}\n")
    with pytest.raises(RenderError) as caught:
        say(calendar(), tmp_path)
    assert str(caught.value).startswith("Vorlage text/calendar.md.j2, Zeile 3: ")
    assert expected in str(caught.value)


@pytest.mark.parametrize(
    ("name", "hint"), [("kapitell", "Meinten Sie „kapitel“?"), ("xyz", "Es gibt: ")]
)
def test_a_block_that_does_not_exist_is_not_lost_in_silence(
    tmp_path: Path, name: str, hint: str
) -> None:
    source = (
        f'{{% extends "ksnet/text/calendar.md.j2" %}}\n{{% block {name} %}}EIGENES{{% endblock %}}'
    )
    put(tmp_path, "text/calendar.md.j2", source)
    with pytest.raises(RenderError) as caught:
        say(calendar(), tmp_path)
    assert (
        f"Vorlage text/calendar.md.j2, Zeile 2: Den Block „{name}“ gibt es hier nicht. {hint}"
        in str(caught.value)
    )


def test_a_mistake_in_an_included_file_names_that_file(tmp_path: Path) -> None:
    put(tmp_path, "text/parts/teil.md.j2", "\n{{ nichts }}\n")
    put(tmp_path, "text/calendar.md.j2", "# Titel\n{% include 'text/parts/teil.md.j2' %}")
    with pytest.raises(RenderError, match=r"Vorlage text/parts/teil\.md\.j2, Zeile 2"):
        say(calendar(), tmp_path)


def test_a_mistake_in_a_macro_of_another_file_names_that_file(tmp_path: Path) -> None:
    put(
        tmp_path,
        "text/parts/teil.md.j2",
        "{% macro zeile(termin) %}\n{{ termin.nichts }}\n{% endmacro %}",
    )
    put(
        tmp_path,
        "text/calendar.md.j2",
        "{% import 'text/parts/teil.md.j2' as teile %}# Titel\n\n{{ teile.zeile(entries[0]) }}",
    )
    with pytest.raises(RenderError, match=r"Vorlage text/parts/teil\.md\.j2, Zeile 2"):
        say(calendar(), tmp_path)


@pytest.mark.parametrize("name", ["design/page.html.j2", "design/parts.html.j2"])
def test_a_mistake_in_a_design_names_it(tmp_path: Path, name: str) -> None:
    packaged = (ROOT / "templates" / name).read_text(encoding="utf-8")
    broken = (
        packaged.replace("{{ document.lead }}", "")
        .replace("{{ line }}", "{{ lin }}")
        .replace("part.text", "part.txt")
    )
    put(tmp_path, name, broken)
    with pytest.raises(
        RenderError,
        match=rf"Vorlage {name}, Zeile \d+: „(lin|txt)“ gibt es hier nicht\. Meinten Sie",
    ):
        write(say(calendar()), "html", templates_dir=tmp_path)


def test_a_text_without_a_title_is_a_mistake(tmp_path: Path) -> None:
    put(tmp_path, "text/calendar.md.j2", "Kein Titel.\n")
    with pytest.raises(
        RenderError, match=r"Vorlage text/calendar\.md\.j2: Der Text muss mit einer Überschrift"
    ):
        say(calendar(), tmp_path)


@pytest.mark.slow
def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    folder, secret = tmp_path / "templates", tmp_path / "secret.txt"
    (folder / "text").mkdir(parents=True)
    secret.write_text("GEHEIM")
    (folder / "text/calendar.md.j2").symlink_to(secret)
    with pytest.raises(RenderError, match="Verknüpfung"):
        say(calendar(), folder)
    (folder / "text/calendar.md.j2").unlink()
    (folder / "text").rmdir()
    (folder / "text").symlink_to(tmp_path)
    put(tmp_path, "calendar.md.j2", "# GEHEIM")
    with pytest.raises(RenderError, match="Verknüpfung"):
        say(calendar(), folder)


def test_a_folder_of_templates_that_leads_out_of_the_repository_is_refused(
    tree: Tree, tmp_path: Path, ksnet: Ksnet
) -> None:
    network = "name: N\nkind: netzwerk\nyouth_offices:\n  - {id: ja, name: Jugendamt}\n"
    root = tree({"data/networks/n/network.yaml": network})
    outside = tmp_path.parent / f"{tmp_path.name}-aussen"
    put(outside, "text/calendar.md.j2", "# GEHEIM")
    (root / "templates").symlink_to(outside)
    for command in (
        ["calendar", "n", "--format", "md"],
        ["template", "list"],
        ["template", "copy", "calendar"],
    ):
        run = ksnet(*command, "--root", root)
        assert run.code == 3, command
        assert "GEHEIM" not in run.out
        assert "Verknüpfung aus dem Verzeichnis hinaus" in run.err
    (root / "eigene").mkdir()
    (root / "templates").unlink()
    (root / "templates").symlink_to(root / "eigene")
    assert ksnet("calendar", "n", "--format", "md", "--root", root).code == 0, (
        "within it a link may lead anywhere"
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_template_that_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    os.mkfifo(tmp_path / "text/calendar.md.j2")
    with pytest.raises(RenderError, match="keine Datei"):
        say(calendar(), tmp_path)


def test_a_template_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    put(tmp_path, "text/calendar.md.j2", b"\xff\xfe")
    with pytest.raises(RenderError, match=r"text/calendar\.md\.j2 ist nicht in UTF-8"):
        say(calendar(), tmp_path)


def test_a_name_that_is_too_long_is_one_sentence(tmp_path: Path) -> None:
    put(tmp_path, "text/calendar.md.j2", "{% include '" + "x" * 300 + "' %}")
    with pytest.raises(RenderError, match="lässt sich nicht lesen"):
        say(calendar(), tmp_path)


# --- what templates get
# ----------------------------------------------------------------------------------------------


def test_templates_get_nothing_but_facts() -> None:
    plain = (
        str,
        bool,
        int,
        float,
        type(None),
        dt.date,
        dt.time,
        dt.timedelta,
        PartialDate,
        Moment,
        Enum,
        Place,
        Address,
    )

    def check(value: object, path: str) -> None:
        if dataclasses.is_dataclass(value) and not isinstance(value, Place):
            with pytest.raises(dataclasses.FrozenInstanceError):
                setattr(value, dataclasses.fields(value)[0].name, None)
            for field in dataclasses.fields(value):
                check(getattr(value, field.name), f"{path}.{field.name}")
        elif isinstance(value, tuple | list):
            for item in value:
                check(item, f"{path}[]")
        elif isinstance(value, Mapping):
            for key, item in value.items():
                check(item, f"{path}[{key}]")
        else:
            assert isinstance(value, plain), (path, type(value))

    views: list[View] = [calendar()]
    for network in Repository(ROOT).networks():
        views += [calendar_view([network], as_of=DAY), members_view(network, as_of=DAY)]
    for view in views:
        check(view, view.kind)


@pytest.mark.parametrize(
    "call", ["anschrift.model_dump()", "anschrift.model_copy()", "view.replace(a=1)"]
)
def test_no_method_of_a_value_can_be_called(call: str) -> None:
    class Tool:
        def replace(self, a: int) -> str:
            return f"GERUFEN {a}"

    source = template_environment(None, "test").from_string(f"{{{{ {call} }}}}")
    with pytest.raises(RenderError, match="Aufrufen lassen sich"):
        guarded("x", lambda: source.render(anschrift=Address(city="Soest"), view=Tool()))


def test_what_a_value_says_never_becomes_markup() -> None:
    assert in_words("a\x1b[31m\u202eb") == "a[31mb"


def test_documents_are_built_without_loading_what_writes_them() -> None:
    heavy = "jinja2", "rich", "icalendar", "markdown_it"
    code = f"import sys, ksnet.documents, ksnet.rendering; print([name for name in {heavy} if name in sys.modules])"
    assert (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout
        == "[]\n"
    )


def test_an_unknown_format_is_an_error_in_german() -> None:
    with pytest.raises(RenderError, match="Format „odt“"):
        write(say(calendar()), "odt")
