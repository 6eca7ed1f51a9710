"""`ksnet new event`: one meeting, maybe modelled on an old one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

from ksnet.cli.asking import Asker
from ksnet.cli.data_folder import categories_here
from ksnet.cli.new.common import (
    Created,
    New,
    asked_location,
    asked_organisers,
    choices_of,
    open_context,
    write_new,
)
from ksnet.cli.new.options import MEETING_OPTIONS, answer, answers, asks
from ksnet.cli.new.training import TRAINING_OPTIONS, asked_training, says_training
from ksnet.cli.options import NetworkOption, flag
from ksnet.cli.parameters import lists_choices
from ksnet.cli.writing import Delivery
from ksnet.records.vocabulary import EventKind, EventMode

if TYPE_CHECKING:
    from ksnet.lands import Land
    from ksnet.records.event import EventRecord
    from ksnet.records.values import Moment

PUBLIC_TOO = "Wie sein Vorbild darf er in öffentlichen Kalendern stehen; sonst --no-public."


@lists_choices({"--kind": EventKind, "--mode": EventMode, "--for": categories_here})
@asks(
    title=answer("--title", "TITEL", "Titel, z. B. Netzwerktreffen."),
    start=answer("--start", "BEGINN", 'Beginn: "7.10.2026 13:30" oder 7.10.2026.'),
    end=answer("--end", "ENDE", "Ende: eine Uhrzeit, oder Tag und Uhrzeit."),
    kind=answer("--kind", "ART", "Art, z. B. Netzwerktreffen."),
    theme=answer("--theme", "THEMA", "Thema."),
    group=answers("--group", "KENNUNG", "Gremium, dessen Treffen es ist; auch mehrmals."),
    **MEETING_OPTIONS,
    **TRAINING_OPTIONS,
    public=Annotated[
        bool | None,
        flag("--public/--no-public", "Darf in öffentlichen Kalendern stehen, oder nicht."),
    ],
    like=answer(
        "--like",
        "TERMIN",
        "Wie dieser Termin: Titel, Art, Gremien, Uhrzeit, Ort, Form, Veranstaltende, Eingeladene, Anmeldung, Tagesordnung, "
        "Angaben zur Qualifizierung, öffentlich oder nicht.",
    ),
    network=NetworkOption,
)
def event(way: Delivery, asker: Asker, like: str | None) -> None:
    """Legt einen Termin an; was an einem früheren geschah, kommt bei --like nicht mit.

    Das sind Ergebnisse, Teilnahme und Niederschrift.

    Beispiel: ksnet new event --like 2026-04-29-netzwerktreffen --start 7.10.2026
    """
    from ksnet.editing import creating, likeness, naming
    from ksnet.editing.ids import event_id

    repository, context = open_context(
        asker, way, lambda whole: naming.event_called(whole, like)[0].id if like else None
    )
    new = New(asker, repository, context)
    home, model = (
        naming.event_called(repository, like, context.network) if like else (context.network, None)
    )
    old = model.record if model else None
    same = home.id == context.network.id
    pattern = likeness.values_like(old, same_network=same) if old else {}
    public = asker.known.get("public")

    def build() -> Created:
        data = pattern | _answers(new, pattern)
        moment = _start(asker, old)
        asker.complete()
        data |= _times(asker, old, moment)
        data |= {"status": "geplant"} | ({"public": public == ["ja"] or None} if public else {})
        data["qualification"] = _training(asker, old, data, pattern, land=context.network.land)
        if data.get("kind") == EventKind.FALLKONFERENZ:
            allowed = ("title", "kind", "groups", "start", "end", "status", "organisers")
            data = {key: data[key] for key in allowed if key in data} | {
                "case_conference": {"anonymised": True}
            }
        else:
            asker.said("public")
        creating.refuse_repeated(context, data)
        day = moment.date.text.partition("/")[0]
        ident = event_id(day, str(data["title"]), context.network.events)
        changes = creating.new_event(repository, context.network.id, ident, data)
        return Created(
            changes,
            [PUBLIC_TOO] if pattern.get("public") and data.get("public") and not public else [],
        )

    write_new(repository, asker, build, way)


def _training(
    asker: Asker,
    old: EventRecord | None,
    data: dict[str, Any],
    pattern: dict[str, Any],
    *,
    land: Land,
) -> dict[str, Any] | None:
    """Return the training data: asked for if it is a training, copied for the same kind."""
    from ksnet.duties.counting.trainings import TRAINING_KINDS
    from ksnet.editing.creating import without_empty

    is_one = data.get("kind") in TRAINING_KINDS or says_training(asker)
    same_kind = data.get("kind") == pattern.get("kind")
    if data.get("kind") == EventKind.FALLKONFERENZ or not (is_one or same_kind):
        return None
    known = old.qualification if old and (same_kind or is_one) else None
    kept = dict(pattern.get("qualification", {})) if known else {}
    return kept | without_empty(asked_training(asker, known, land)) if is_one else kept


def _answers(new: New, pattern: dict[str, Any]) -> dict[str, Any]:
    """Ask for what the pattern lacks, and take changes from the options."""
    from ksnet.editing import checks

    asker = new.asker

    def open_question(name: str) -> bool:
        return name in asker.known or not pattern

    data: dict[str, Any] = {}
    if open_question("title"):
        data["title"] = asker.text("title", "Titel", required=True, check=checks.name)
    if open_question("kind"):
        data["kind"] = asker.text("kind", "Art", required=True, choices=choices_of(EventKind))
    if open_question("group"):
        data["groups"] = new.groups("Gremien, deren Treffen es ist")
    if data.get("kind", pattern.get("kind")) != EventKind.FALLKONFERENZ:
        data |= _frame(asker, open_question)
    if open_question("organiser"):
        data["organisers"] = asked_organisers(asker, new.context)
    return data


def _frame(asker: Asker, open_question: Callable[[str], bool]) -> dict[str, Any]:
    """Ask for what a case conference does not say of itself."""
    data: dict[str, Any] = {"theme": asker.text("theme", "Thema")}
    if open_question("mode"):
        data["mode"] = asker.text("mode", "Form", choices=choices_of(EventMode))
    if open_question("location") or "city" in asker.known:
        data["location"] = asked_location(asker)
    return data


def _start(asker: Asker, old: EventRecord | None) -> Moment:
    """Return the beginning; without a time, at that of the old event."""
    from ksnet.editing import checks
    from ksnet.records.values import Moment, parse_moment

    text = asker.text("start", "Beginn, z. B. 7.10.2026 13:30", required=True, check=checks.moment)
    moment = parse_moment(text or "1900")
    if moment.time is None and moment.date.exact and old and old.start and old.start.time:
        return Moment(moment.date, old.start.time)
    return moment


def _times(asker: Asker, old: EventRecord | None, start: Moment) -> dict[str, Any]:
    """Return the times: sessions like the old ones, else start and end."""
    from ksnet.editing import likeness

    if old and "end" not in asker.known and (sessions := likeness.sessions_like(start, old)):
        return {"sessions": sessions}
    end = _end_text(asker, old, start.text)
    return {
        "start": start.text,
        "all_day": None if start.time else bool(old and old.all_day) or None,
    } | ({"end": end} if end else {})


def _end_text(asker: Asker, old: EventRecord | None, start: str) -> str | None:
    from ksnet.editing import checks, likeness
    from ksnet.records.values import parse_moment

    begin = parse_moment(start)
    usual = likeness.end_like(begin, old) if old else None
    return asker.text(
        "end", "Ende (Uhrzeit, oder Tag mit Uhrzeit)", default=usual, check=checks.end_after(begin)
    )
