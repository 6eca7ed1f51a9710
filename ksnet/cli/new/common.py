"""Common parts of `ksnet new`: the network, and the way from answers to files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from ksnet.basics.errors import UsageProblem
from ksnet.cli.asking import Asker, Choice, option_of
from ksnet.cli.output import tell
from ksnet.cli.writing import Delivery, finish, open_for_writing
from ksnet.records import german

if TYPE_CHECKING:
    from ksnet.basics.controlled import Vocabulary
    from ksnet.checking import Finding
    from ksnet.editing.checks import Area
    from ksnet.editing.creating import Changes
    from ksnet.editing.outcome import Outcome
    from ksnet.lands import Category, Land
    from ksnet.repository import Repository
    from ksnet.rules.context import NetworkContext

# Families of faults that a new entry must not have; others are only told.
_REFUSED_FAMILIES = ("KS0", "KS1", "KS2", "KS5")


class Created(NamedTuple):
    """The changed files, German sentences about them, and the titles of keys that were given."""

    changes: Changes
    done: Sequence[str] = ()
    titles: Mapping[str, str] = {}


class New(NamedTuple):
    """What a command adds to: its answers, the repository, and the network they name."""

    asker: Asker
    repository: Repository
    context: NetworkContext

    def id(self, name: str | None, fallback: str, *, of_file: bool = False) -> str | None:
        """Ask for an id, maybe that of a file; proposed is one of a name, else of `fallback`."""
        from ksnet.editing import checks, creating
        from ksnet.editing.ids import proposed_id

        taken = creating.taken_ids(self.context)
        proposal = proposed_id(name or "", fallback, taken)
        check = checks.new_id(taken, of_file=of_file)
        return self.asker.text("id", "Kennung", default=proposal, check=check)

    def groups(self, question: str = "Gremien") -> list[str]:
        """Ask for Gremien of the network, if it has any."""
        groups = id_choices(self.context.network.record.groups)
        if not groups and "group" not in self.asker.known:
            return []
        return self.asker.texts("group", question, choices=groups)

    def entry(self, key: str, data: Mapping[str, Any], *done: str) -> Created:
        """Add an entry to a list of network.yaml, once everything is answered."""
        from ksnet.editing import creating

        self.asker.complete()
        own_id = "id" in self.asker.known
        changes = creating.add_entry(self.repository, self.context, key, data, own_id=own_id)
        return Created(changes, done)


def open_context(
    asker: Asker, way: Delivery, home: Callable[[Repository], str | None] = lambda _: None
) -> tuple[Repository, NetworkContext]:
    """Return the repository and the network, by default what `home` says, or the only one.

    Raises UsageProblem if missing or unreadable.
    """
    from ksnet.cli.data_folder import choose_network
    from ksnet.editing.naming import NO_NETWORK_YET
    from ksnet.rules.context import NetworkContext

    repository = open_for_writing(way.root)
    ids = repository.network_ids
    if not ids:
        raise UsageProblem(NO_NETWORK_YET)
    if "network" not in asker.known and (only := ids[0] if len(ids) == 1 else home(repository)):
        asker.known["network"] = [only]
    known: list[Choice] = [(ident, ident) for ident in ids] if "network" not in asker.known else []
    chosen = asker.text("network", "Netzwerk", required=True, choices=known)
    asker.complete()
    return repository, NetworkContext(choose_network(repository, chosen or ""), way.day)


def asked_area(asker: Asker, land: Land) -> Area | None:
    """Ask for the Gemeinde or Kreis of a Jugendamt, None without an answer."""
    from ksnet.editing import checks

    question = "Gemeinde oder Kreis des Jugendamts"
    named = asker.text(
        "gemeinde", question, required=True, check=partial(checks.area_name, land=land)
    )
    return checks.area(named, land) if named else None


def asked_served(asker: Asker, place: Area | None, land: Land) -> list[str]:
    """Ask which Gemeinden the Jugendamt of a Kreis serves."""
    from ksnet.editing import checks

    if place is None or not place.is_kreis:
        return []
    question = "Gemeinden, für die das Kreisjugendamt zuständig ist"
    return asker.texts("municipality", question, check=partial(checks.gemeinde_name, land=land))


def asked_place(asker: Asker, land: Land) -> tuple[Area, list[str]]:
    """Ask for the Gemeinde or Kreis of a Jugendamt (required), and the Gemeinden that it serves."""
    place = asked_area(asker, land)
    asker.complete()
    assert place is not None  # noqa: S101  (else the answers are not complete)
    return place, asked_served(asker, place, land)


def choices_of(values: Iterable[Vocabulary | Category]) -> list[Choice]:
    """Return the values of a closed list with their German labels."""
    return [(value.value, value.label) for value in values]


def id_choices(entries: Iterable[object]) -> list[Choice]:
    """Return the ids of entries with their names as choices."""
    ids = ((entry, str(getattr(entry, "id"))) for entry in entries)  # noqa: B009  (several models)
    return [(ident, str(getattr(entry, "name", None) or ident)) for entry, ident in ids]


def asked_location(asker: Asker) -> dict[str, str]:
    """Ask for house and town of a meeting."""
    place = {
        "name": asker.text("location", "Haus oder Einrichtung"),
        "city": asker.text("city", "Ort"),
    }
    return {key: value for key, value in place.items() if value}


OUTSIDE = "extern:"


def asked_organisers(asker: Asker, context: NetworkContext) -> list[str | dict[str, str]]:
    """Ask for the organisers of an event: ids of the network, and texts for others."""
    from ksnet.editing import recording

    inside = recording.responsible_check(context)

    def check(text: str) -> str:
        head, colon, name = text.partition(":")
        if colon and f"{head.strip().lower()}:" == OUTSIDE and name.strip():
            return f"{OUTSIDE} {name.strip()}"
        try:
            return inside(text)
        except UsageProblem as problem:
            raise UsageProblem(
                f"{problem} Wer von außerhalb ist, wird so angegeben: „{OUTSIDE} NAME“."
            ) from None

    question = f"Veranstaltende (Kennung oder Name; von außerhalb „{OUTSIDE} NAME“)"
    found = asker.texts("organiser", question, check=check)
    return [
        {"text": one.removeprefix(OUTSIDE).strip()} if one.startswith(OUTSIDE) else one
        for one in found
    ]


def write_new(
    repository: Repository, asker: Asker, build: Callable[[], Created], way: Delivery
) -> None:
    """Ask, check and write; `build` is called again after an answer was corrected."""
    created, result = settle(repository, asker, build, way.day)
    asker.refuse_unused()
    if asker.asked and not way.diff and not way.yes:
        from ksnet.cli.changes import shown_diff

        tell("")
        tell(shown_diff(created.changes, *result.veils).rstrip())
        if not asker.confirm("So schreiben?"):
            tell("Nichts geschrieben.")
            return
    finish(repository, created.changes, way, done=created.done, result=result)


def settle(
    repository: Repository, asker: Asker, build: Callable[[], Created], day: dt.date
) -> tuple[Created, Outcome]:
    """Return what can be written, with its findings; raises UsageProblem.

    Case data and schema faults are never written: on a terminal the question is repeated, otherwise
    the command ends.
    """
    from ksnet.editing.outcome import outcome

    while True:
        created = build()
        asker.complete()
        result = outcome(repository, created.changes, day)
        refused = [finding for finding in result.new if _is_refused(finding)]
        if not refused:
            return created, result
        tell(_refusal_text(refused, asker.known, created.titles))
        if not asker.forget(name for finding in refused for name in _answers_of(finding)):
            raise UsageProblem("So wird es nicht aufgenommen; es wurde nichts geschrieben.")
        tell("Bitte noch einmal, ohne das:")


def _is_refused(finding: Finding) -> bool:
    return finding.severity == "fehler" and finding.rule.code.startswith(_REFUSED_FAMILIES)


def _refusal_text(findings: list[Finding], known: Container[str], titles: Mapping[str, str]) -> str:
    """Return in German why something is not written, without confidential text or file names.

    Named are the options that it is about, as far as they are `known`, or the title of the key.
    """
    lines = []
    for finding in findings:
        secret = finding.rule.code.startswith("KS5")
        note = "" if finding.mend.startswith(finding.note) else f" {finding.note}."
        about = [option_of(name) for name in _answers_of(finding) if name in known]
        # Of a value that is short for several keys, the finding names the inner one.
        about += (
            titles.values() if len(titles) == 1 else filter(None, [titles.get(finding.key or "")])
        )
        lines.append(f"\n  {german.join(about)}{': ' * bool(about)}{finding.message}{note}")
        lines.append(
            f"    {finding.rule.reason or finding.rule.why}" if secret else f"    {finding.mend}"
        )
    return "\n".join(dict.fromkeys(lines))


# Keys of records whose option has another name.
_ANSWERS = {
    "key": "gemeinde", "municipalities": "municipality", "categories": "category",
    "groups": "group", "organisers": "organiser", "youth_offices": "youth_office", "text": "result",
    "results": "result",
}  # fmt: skip


def _answers_of(finding: Finding) -> list[str]:
    """Return the names of the answers that a finding may concern; names determine ids."""
    if finding.key in {None, "id"}:
        return ["id", "name", "title", "family_name"]
    return [_ANSWERS.get(finding.key or "", finding.key or "")]
