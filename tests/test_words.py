"""The words of documents stand in text templates: Python holds labels, never a sentence."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

DOCUMENTS = ROOT / "ksnet" / "documents"
# Words that hardly any German phrase of four words does without.
_GERMAN = """
der die das den dem des ein eine einen einem einer und oder nicht kein keine ist sind war wird werden hat haben wurde für
von vom zum zur im in am an auf aus bei mit nach über unter bis seit ohne sich es sie er wer was wo wie noch nur auch dass
ob wenn
"""
GERMAN = frozenset(_GERMAN.split())
# What may stay, and why.
LABELS = {
    "{}, Ergebnis nicht erfasst": "where an event stands, also in calendars and lists for other programs",
    "E-Mail der Stelle": "name of a column that the import knows again",
    "E-Mail der Person": "name of a column that the import knows again",
    "nicht vollständig, auch aus Veröffentlichungen": "the label of a value of a closed list, as the values of the records have",
    "noch nicht bestätigt: {}": "a cell of the lists for other programs",
}


def literals(path: Path) -> Iterator[str]:
    """Yield the texts of a module that are no docstrings; `{}` stands for what is put in."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = list(ast.walk(tree))
    inner = {
        id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in ast.walk(node)
    } - {id(node) for node in nodes if isinstance(node, ast.JoinedStr)}
    docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
            )
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in inner | docstrings
        ):
            yield node.value


def is_german_phrase(text: str) -> bool:
    words = re.findall(r"[A-Za-zÄÖÜäöüß]+", text)
    return len(words) + text.count("{}") >= 4 and any(word.lower() in GERMAN for word in words)


def test_no_sentence_of_a_document_stands_in_python() -> None:
    modules = set(DOCUMENTS.rglob("*.py")) - {
        DOCUMENTS / "machine.py"
    }  # what the keys of JSON mean, for its schemas
    found = {text for path in modules for text in literals(path) if is_german_phrase(text)}
    assert found == set(LABELS)
    assert len(LABELS) <= 10


def test_the_words_of_every_document_stand_in_a_text_template() -> None:
    sentences = [
        line
        for path in (ROOT / "templates" / "text").rglob("*.md.j2")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.match(r"[A-ZÄÖÜ„].{40,}[.:]$", line)
    ]
    assert len(sentences) > 60
