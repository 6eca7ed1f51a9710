"""A comparison for programs (`ksnet diff --format json`); keys are only ever added."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypedDict

from ksnet.comparing import Comparison
from ksnet.comparing.change import ChangeKind
from ksnet.comparing.weighing import Weight
from ksnet.reporting.machine import FindingJson, finding_object


class NoticeJson(TypedDict):
    """Was besonders zu prüfen ist."""

    topic: Annotated[str, "Worum es geht: protection, public, duties, soon, checks, other"]
    text: Annotated[str, "Ein Satz"]
    file: Annotated[str | None, "Datei, vom Ordner der Unterlagen aus; null, wo es keine gibt"]
    line: Annotated[int, "Zeile, von 1 an"]


class DetailJson(TypedDict):
    """Ein Wert, der sich unterscheidet."""

    key: Annotated[str, "Schlüssel, mit Punkten"]
    text: Annotated[str, "Was sich geändert hat"]
    line: Annotated[int, "Zeile, von 1 an"]
    hidden: Annotated[bool, "Ob der Wert nicht gezeigt werden darf"]


class ChangeJson(TypedDict):
    """Ein geänderter Eintrag."""

    kind: Annotated[ChangeKind, "Was mit ihm geschehen ist"]
    record: Annotated[str, "Der Eintrag: Pfad unter dem Ordner der Daten, ohne Endung"]
    what: Annotated[str, "Was für ein Eintrag es ist: member, event, group …"]
    id: Annotated[str | None, "Kennung; null, wo sie geschützt ist oder fehlt"]
    text: Annotated[str, "Ein Satz über die Änderung"]
    topic: Annotated[
        str | None, "Worum es geht, wo besonders hinzusehen ist: protection, public, duties …"
    ]
    details: Annotated[list[DetailJson], "Die einzelnen Werte"]
    before: Annotated[
        dict[str, Any] | None,
        "Was vorher dastand, soweit es sich ändert; null, wo es geschützt ist",
    ]
    after: Annotated[dict[str, Any] | None, "Was jetzt dasteht"]
    weight: Annotated[Weight, "Wie genau hinzusehen ist"]
    file: Annotated[str, "Datei, vom Ordner der Unterlagen aus"]
    line: Annotated[int, "Zeile, von 1 an"]


class ChangedFindingsJson(TypedDict):
    """Befunde, die kamen und gingen."""

    new: Annotated[list[FindingJson], "Neue Befunde"]
    solved: Annotated[list[FindingJson], "Gelöste Befunde"]
    quieted: Annotated[
        list[FindingJson], "Befunde, die nur nicht mehr gemeldet werden: unterdrückt, abgeschaltet"
    ]


class DiffJson(TypedDict):
    """Was sich zwischen zwei Ständen geändert hat."""

    version: Literal[1]
    base: Annotated[str, "Der Stand davor"]
    head: Annotated[str, "Der Stand danach"]
    attention: Annotated[list[str], "Was besonders zu prüfen ist, als Sätze"]
    notices: Annotated[list[NoticeJson], "Dasselbe, mit Thema und Stelle"]
    changes: Annotated[list[ChangeJson], "Die Änderungen"]
    findings: Annotated[ChangedFindingsJson, "Befunde, die kamen und gingen"]


def as_json(comparison: Comparison, base: str, head: str) -> DiffJson:
    """Return the comparison in the JSON format of the command line."""
    return {
        "version": 1,
        "base": base,
        "head": head,
        "attention": [notice.text for notice in comparison.attention],
        "notices": [
            {
                "topic": notice.topic.name.lower(),
                "text": notice.text,
                "file": notice.file,
                "line": notice.line,
            }
            for notice in comparison.attention
        ],
        "changes": [
            {
                "kind": change.kind,
                "record": change.record,
                "what": change.what,
                "id": change.id,
                "text": change.text,
                "topic": change.topic.name.lower() if change.topic else None,
                "details": [
                    {
                        "key": ".".join(one.keys),
                        "text": one.text,
                        "line": one.line,
                        "hidden": one.hidden,
                    }
                    for one in change.details
                ],
                "before": change.before,
                "after": change.after,
                "weight": change.weight,
                "file": change.file,
                "line": change.line,
            }
            for change in comparison.changes
        ],
        "findings": {
            "new": [finding_object(finding) for finding in comparison.new],
            "solved": [finding_object(finding) for finding in comparison.solved],
            "quieted": [finding_object(finding) for finding in comparison.quieted],
        },
    }
