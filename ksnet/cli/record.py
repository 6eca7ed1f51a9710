"""`ksnet record`: what happened at a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ksnet.basics.errors import UsageProblem
from ksnet.cli.asking import Asker
from ksnet.cli.data_folder import categories_here
from ksnet.cli.new.common import Created, choices_of, write_new
from ksnet.cli.new.options import answer, answers, asks, switch
from ksnet.cli.new.training import TRAINING_OPTIONS, asked_training, says_training
from ksnet.cli.options import EventArgument
from ksnet.cli.output import announce
from ksnet.cli.parameters import lists_choices
from ksnet.cli.represented import asked_represented
from ksnet.cli.writing import Delivery, open_for_writing
from ksnet.records.vocabulary import EventKind, EventStatus, MinutesStatus

if TYPE_CHECKING:
    from ksnet.records.event import EventRecord
    from ksnet.rules.context import NetworkContext

OUTCOMES = ("stattgefunden", "abgesagt", "verschoben")


@lists_choices(
    {
        "--status": [one for one in EventStatus if one in OUTCOMES],
        "--for": categories_here,
        "--minutes": MinutesStatus,
    }
)
@asks(
    event=EventArgument,
    status=answer("--status", "|".join(OUTCOMES), "Wie es ausgegangen ist."),
    total=answer(
        "--total", "ANZAHL", "Wie viele da waren: 40, „rund 40“; auch knapp, über, mindestens."
    ),
    member=answers(
        "--member",
        "STELLE",
        "Welche Stelle vertreten war, Kennung oder Name; auch mehrmals, „alle“: die erwarteten.",
    ),
    absent=answers("--absent", "STELLE", "Wer von „alle“ fehlte; auch mehrmals."),
    earlier=switch(
        "--earlier",
        "Stellen, die nach den Unterlagen erst später dazukamen, waren schon dabei: Der Beginn derer, die vertreten waren, gilt als unbekannt.",
    ),
    result=answers(
        "--result",
        "ERGEBNIS",
        "„[ART:] TEXT [@WER] [bis DATUM]“, z. B. „aufgabe: Leitfaden @polizei bis 30.9.2026“; auch mehrmals.",
    ),
    **TRAINING_OPTIONS,
    minutes=answer("--minutes", "STAND", "Stand der Niederschrift."),
    summary=answer("--summary", "TEXT", "Zusammenfassung für den Tätigkeitsbericht."),
    participants=answer("--participants", "ANZAHL", "Fallkonferenz: wie viele teilnahmen."),
    duration=answer("--duration", "MINUTEN", "Fallkonferenz: wie lange sie dauerte."),
)
def record(way: Delivery, asker: Asker, event: str) -> None:
    """Hält fest, was aus einem Termin wurde: Stand, Teilnahme, Ergebnisse, Aufgaben, Niederschrift.

    Gefragt wird, was zu dieser Art von Termin gehört und noch nicht dasteht. Namen von
    Teilnehmenden gehören nie hierher.

    Beispiel: ksnet record 2026-05-21-netzwerktreffen --total 42 --member alle --absent polizei
    """
    from ksnet.editing import recording
    from ksnet.editing.lookup import Drafts
    from ksnet.editing.naming import event_called
    from ksnet.records import german
    from ksnet.rules.context import NetworkContext

    repository = open_for_writing(way.root)
    network, filed = event_called(repository, event)
    context = NetworkContext(network, way.day)
    begins = filed.record.start
    to_come = begins is not None and begins.first.date() > way.day

    def build() -> Created:
        drafts = Drafts(repository)
        data, results, joined, left_out = _happened(asker, context, filed.record, to_come=to_come)
        asker.complete()
        replaced = recording.write_record(drafts[filed.file], filed.record, data, results)
        recording.forget_beginnings(drafts, context, joined)
        done = [_sentence(filed.record.title, data, len(results))]
        done += _not_counted(data.get("qualification") or {}, filed.record)
        if replaced:
            done.append(f"Ersetzt ist, was dort schon stand: {german.join(replaced)}.")
        done += [f"Der Beginn ist jetzt unbekannt: {name}" for name in joined.values()]
        return Created(drafts.changes, [*done, left_out] if left_out else done)

    if to_come and "status" not in asker.known:
        announce(
            f"{german.quoted(filed.record.title)} liegt noch in der Zukunft: {german.moment_text(begins)}."
        )
    if to_come and asker.known.get("status") == ["stattgefunden"]:
        raise UsageProblem(
            f"{german.quoted(filed.record.title)} liegt noch in der Zukunft ({german.moment_text(begins, weekday=False)}); dass der Termin stattgefunden hat, lässt sich noch nicht sagen."
        )
    write_new(repository, asker, build, way)


class _Happened(NamedTuple):
    """What to write, the results, and the bodies present before their recorded beginning.

    `left_out` says who is not counted as present, though it may be meant.
    """

    data: dict[str, Any]
    results: list[dict[str, Any]]
    earlier: dict[str, str]
    left_out: str = ""


def _happened(
    asker: Asker, context: NetworkContext, event: EventRecord, *, to_come: bool
) -> _Happened:
    """Ask for what this kind of event needs."""
    from ksnet.duties.counting.meetings import WITHOUT_MINUTES
    from ksnet.duties.counting.trainings import TRAINING_KINDS
    from ksnet.editing import recording

    outcomes = [choice for choice in choices_of(EventStatus) if choice[0] in OUTCOMES]
    if to_come:
        outcomes = [choice for choice in outcomes if choice[0] != "stattgefunden"]
    usual = None if to_come else "stattgefunden"
    status = asker.text(
        "status", "Wie ist es ausgegangen?", required=True, default=usual, choices=outcomes
    )
    data: dict[str, Any] = {"status": status}
    if status != "stattgefunden":
        return _Happened(data, [], {})
    if event.kind is EventKind.FALLKONFERENZ:
        return _Happened(data | {"case_conference": _case_conference(asker, event)}, [], {})
    attendance, earlier, left_out = event.attendance, dict[str, str](), ""
    if "total" in asker.known or not (attendance and attendance.total):
        total = asker.text(
            "total",
            "Wie viele waren da?",
            check=lambda text: text if recording.parse_count(text) else "",
        )
        data["attendance"] = {"total": recording.parse_count(total)} if total else {}
    if {"member", "absent"} & asker.known.keys() or not (attendance and attendance.members):
        there, earlier, left_out = asked_represented(asker, context, event)
        data.setdefault("attendance", {})["members"] = there
    if event.kind in TRAINING_KINDS or event.qualification is not None or says_training(asker):
        data["qualification"] = asked_training(asker, event.qualification, context.network.land)
    results = _results(asker, context)
    if event.kind not in WITHOUT_MINUTES and ("minutes" in asker.known or event.minutes is None):
        data["minutes"] = {
            "status": asker.text("minutes", "Niederschrift", choices=choices_of(MinutesStatus))
        }
    if "summary" in asker.known or not event.summary:
        data["summary"] = asker.text(
            "summary", "Zusammenfassung für den Tätigkeitsbericht, ein Satz"
        )
    return _Happened(data, results, earlier, left_out)


def _case_conference(asker: Asker, event: EventRecord) -> dict[str, Any]:
    from ksnet.editing import checks

    known = event.case_conference
    found: dict[str, Any] = (
        {"anonymised": True} if known is None or known.anonymised is None else {}
    )
    if "duration" in asker.known or known is None or known.duration_minutes is None:
        found["duration_minutes"] = asker.text("duration", "Dauer in Minuten", check=checks.whole)
    if "participants" in asker.known or known is None or known.participants is None:
        found["participants"] = asker.text(
            "participants", "Zahl der Teilnehmenden", check=checks.whole
        )
    return found


def _results(asker: Asker, context: NetworkContext) -> list[dict[str, Any]]:
    from ksnet.editing import checks, recording
    from ksnet.editing.creating import without_empty
    from ksnet.records.vocabulary import ResultKind

    who = recording.responsible_check(context)
    if "result" in asker.known or not asker.interactive:
        checked = asker.texts(
            "result",
            "Ergebnisse",
            check=lambda text: text if recording.parse_result(text, who) else "",
        )
        return [without_empty(recording.parse_result(text, who)) for text in checked]
    found: list[dict[str, Any]] = []
    question = "Ergebnis, Absprache oder Aufgabe"
    while text := asker.text(
        number := f"result {len(found) + 1}",
        question,
        check=lambda text: text if recording.parse_result(text, who) else "",
    ):
        said = recording.parse_result(text, who)
        said["kind"] = said["kind"] or asker.text(
            f"{number} kind", "Was ist das?", choices=choices_of(ResultKind)
        )
        said["responsible"] = said["responsible"] or asker.text(
            f"{number} who", "Wer ist zuständig (Kennung oder Name)?", check=who
        )
        said["due"] = said["due"] or asker.text(f"{number} due", "Bis wann?", check=checks.date)
        found.append(without_empty(said))
    return found


def _not_counted(asked: dict[str, Any], event: EventRecord) -> list[str]:
    """Return the German sentence that a training does not count yet, though it is to."""
    known = event.qualification.categories if event.qualification else ()
    if not asked.get("interdisciplinary") or len(set(asked.get("categories", known))) >= 2:
        return []
    return [
        "Als Qualifizierungsangebot zählt das so noch nicht: weniger als zwei Zielgruppen (--for)."
    ]


def _sentence(title: str, data: dict[str, Any], results: int) -> str:
    from ksnet.records import german
    from ksnet.records.base import CountEntry

    if data["status"] != "stattgefunden":
        return f"{german.quoted(title)} ist {data['status']}."
    attendance = data.get("attendance", {})
    total, members = attendance.get("total"), attendance.get("members")
    parts = [
        german.count_text(CountEntry.model_validate(total)) if total else "",
        german.plural(len(members), "vertretene Stelle", "vertretene Stellen") if members else "",
        german.plural(results, "Ergebnis", "Ergebnisse") if results else "",
    ]
    said = german.join(part for part in parts if part)
    return f"{german.quoted(title)} hat stattgefunden{f': {said}' if said else ''}."
