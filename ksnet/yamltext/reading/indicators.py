"""What YAML allows and a record must not hold: anchors, aliases, tags, second documents etc.

Also what versions of YAML read differently: text in brackets that begins with a question mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import Any

import yaml

from ksnet.basics.expressions import expression
from ksnet.basics.findings import Fault, Place, Rule, Span
from ksnet.basics.limits import MAX_DEPTH, limits
from ksnet.yamltext.reading.excess import FewAlike, may_be_too_much
from ksnet.yamltext.reading.guard import too_deep, too_large
from ksnet.yamltext.reading.nodes import count_tokens, tokens
from ksnet.yamltext.reading.slips.causes import cause_of
from ksnet.yamltext.reading.syntax import syntax_fault
from ksnet.yamltext.rules.files import COMPLEX_KEY, YAML_ALIAS, YAML_ANCHOR, YAML_DOCUMENT, YAML_TAG

# Where an anchor, alias, tag, merge key, directive or document mark could be. Only then the
# tokens are looked at.
_INDICATOR = expression(r"(?:^|[\s\[{,:?-])(?:[&*]\S|!)", re.MULTILINE)
_EXPLICIT = expression(r"\?\S")
# In brackets this is the mark of a key for libyaml, but part of a text in YAML 1.2.
_QUESTION = expression(r"[\s\[{,]\?\S")
_OPENING = frozenset(
    (
        "BlockMappingStartToken",
        "BlockSequenceStartToken",
        "FlowMappingStartToken",
        "FlowSequenceStartToken",
    )
)
_CLOSING = frozenset(("BlockEndToken", "FlowMappingEndToken", "FlowSequenceEndToken"))
_Problem = tuple[Rule, str, str]  # what its fault says: message and how to mend it
_NOT_ALLOWED: dict[str, _Problem] = {
    "AnchorToken": (
        YAML_ANCHOR,
        "„&{}“ ist eine YAML-Marke; Verweise innerhalb einer Datei sind nicht erlaubt.",
        "Angaben ausschreiben; Text mit „&“ am Anfang gehört in Anführungszeichen.",
    ),
    "AliasToken": (
        YAML_ALIAS,
        "„*{}“ ist ein YAML-Verweis; Verweise innerhalb einer Datei sind nicht erlaubt.",
        "Angaben ausschreiben; Text mit „*“ am Anfang gehört in Anführungszeichen.",
    ),
    "TagToken": (
        YAML_TAG,
        "Hier steht ein YAML-Typ (mit Ausrufezeichen); Typen sind nicht erlaubt.",
        "Ausrufezeichen entfernen; Text mit „!“ am Anfang gehört in Anführungszeichen.",
    ),
    "DirectiveToken": (
        YAML_DOCUMENT,
        "Zeilen mit „%“ am Anfang (YAML-Anweisungen) sind nicht erlaubt.",
        "Zeile löschen.",
    ),
}
_SECOND_DOCUMENT = (
    YAML_DOCUMENT,
    "Mit „---“ beginnt hier ein zweites Dokument; eine Datei enthält genau einen Eintrag.",
    "Zeile löschen oder den zweiten Teil in eine eigene Datei schreiben.",
)
_MERGE_KEY = (
    YAML_ANCHOR,
    "„<<“ mischt Angaben aus einem anderen Eintrag; das ist nicht erlaubt.",
    "Angaben ausschreiben.",
)
_QUESTION_MARK = (
    COMPLEX_KEY,
    "Ein Text in Klammern beginnt hier mit „?“; das lesen nicht alle Programme gleich.",
    "Den Text in Anführungszeichen setzen.",
)


def may_hold_indicators(text: str) -> bool:
    """Whether a text could hold one of them; only then its tokens have to be examined."""
    if (
        "\n---" in text
        or "\n..." in text
        or "\n%" in text
        or "<<" in text
        or text.startswith(("---", "...", "%"))
    ):
        return True
    if ("&" in text or "*" in text or "!" in text) and _INDICATOR.search(text) is not None:
        return True
    return "?" in text and ("[" in text or "{" in text) and _QUESTION.search(text) is not None


def too_many_tokens(file: str, text: str) -> Fault | None:
    """Return the fault for a text with more tokens than are allowed; nothing else is said of it."""
    if not may_be_too_much(file, text):
        return None
    most = limits(file).tokens
    try:
        if count_tokens(text) <= most:
            return None
    except yaml.YAMLError:  # what is wrong is found when it is read, unless that comes too late
        if _fewer_before_error(text, most):
            return None
    return too_large(file, most // 4, "Angaben")


def _fewer_before_error(text: str, most: int) -> bool:
    try:
        return next(islice(tokens(text), most, None), None) is None
    except yaml.YAMLError:
        return True


def token_faults(file: str, text: str, *, check_depth: bool) -> list[Fault]:
    """Return faults for tokens that are not allowed in a record, or one if there are too many.

    The scanner is safe against deep nesting.
    """
    faults = FewAlike()
    merge_key: Any = None  # not reported yet: `<<: *name` is one mistake

    def add(problem: _Problem, token: Any) -> None:
        what = str(getattr(token, "value", ""))
        faults.add(problem[0], file, what, partial(_fault, file, token, problem))

    ending: Fault | None = None
    try:
        for problem, token in _problems(text, check_depth=check_depth):
            is_alias = type(token).__name__ == "AliasToken"
            if merge_key and not (is_alias and _line(merge_key) == _line(token)):
                add(_MERGE_KEY, merge_key)
            merge_key = token if problem is _MERGE_KEY else None
            if problem is None:
                ending = too_deep(_place(file, token))
                break
            if not merge_key:
                add(problem, token)
    except yaml.YAMLError as error:
        ending = cause_of(file, text, error) or syntax_fault(file, text, error)
    if merge_key:
        add(_MERGE_KEY, merge_key)
    return [*faults.found(), ending] if ending else faults.found()


def _problems(text: str, *, check_depth: bool) -> Iterator[tuple[_Problem | None, Any]]:
    """Yield what is not allowed, with its token; None where lists and mappings get too deep."""
    depth = documents = 0
    for token in tokens(text):
        kind = type(token).__name__
        start = token.start_mark
        depth += (kind in _OPENING) - (kind in _CLOSING)
        documents += kind == "DocumentStartToken"
        problem = _NOT_ALLOWED.get(kind)
        if check_depth and depth > MAX_DEPTH:
            yield None, token
            return
        if kind == "DocumentStartToken" and (documents > 1 or not _only_comments(text, start.line)):
            problem = _SECOND_DOCUMENT
        elif kind == "ScalarToken" and token.value == "<<" and token.plain:
            problem = _MERGE_KEY
        elif (
            kind == "KeyToken"
            and _EXPLICIT.match(text, start.index)
            and token.end_mark.index == start.index + 1
        ):
            problem = _QUESTION_MARK
        if problem:
            yield problem, token


def _line(token: Any) -> int:
    line: int = token.start_mark.line
    return line


def _fault(file: str, token: Any, problem: _Problem) -> Fault:
    rule, message, mend = problem
    return rule.fault(_place(file, token), message.format(getattr(token, "value", "")), mend)


def _place(file: str, token: Any) -> Place:
    start, end = token.start_mark, token.end_mark
    return Place(file, span=Span(start.line + 1, start.column + 1, start.line + 1, end.column + 1))


def _only_comments(text: str, lines: int) -> bool:
    return all(
        not line.strip() or line.lstrip().startswith(("#", "%"))
        for line in text.split("\n")[:lines]
    )
