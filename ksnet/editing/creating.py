"""New records and entries, and the files that they change."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping, Sequence
from typing import Any

from ksnet.basics.errors import UsageProblem
from ksnet.basics.findings import Path
from ksnet.basics.spelling import fold
from ksnet.editing.checks import Area
from ksnet.editing.ids import proposed_id, unique
from ksnet.editing.lookup import Drafts, written_path
from ksnet.lands import Land
from ksnet.records import german
from ksnet.records.event import EventRecord
from ksnet.records.members import MembersRecord
from ksnet.records.model import BaseModel
from ksnet.records.network import NetworkRecord
from ksnet.records.plan import PlanRecord
from ksnet.records.year import YearRecord
from ksnet.repository import Repository
from ksnet.repository.journal import FileChange
from ksnet.rules.context import NetworkContext
from ksnet.yamltext.edits.render import canonical_text

Changes = dict[str, FileChange]
NewData = Mapping[str, Any]
_LONGEST = 57  # characters of an id to which a number may be appended


def without_empty(data: NewData) -> dict[str, Any]:
    """Return data without empty values."""
    return {key: value for key, value in data.items() if value not in (None, "", [], {})}


def youth_office(
    place: Area, name: str | None = None, municipalities: Sequence[str] = ()
) -> dict[str, Any]:
    """Return a new entry for the Jugendamt of a Gemeinde or Kreis."""
    title = name or (
        f"Jugendamt {place.name}" if place.is_kreis else f"Jugendamt der Stadt {place.name}"
    )
    ident = proposed_id(place.name if place.is_kreis else f"stadt {place.name}", "jugendamt")
    return without_empty(
        {"id": ident, "name": title, "key": place.key, "municipalities": list(municipalities)}
    )


def served_hint(place: Area, land: Land) -> str:
    """Return a German hint on a Gemeinde not known to have a Jugendamt of its own, else nothing."""
    if place.is_kreis or land.tables.has_own_youth_office(place.key):
        return ""
    kreis = land.tables.gemeinden[place.key].kreis
    return f"Ob {place.name} ein eigenes Jugendamt hat, ist ksnet nicht bekannt. Hat die Gemeinde keines, ist es das ihres Kreises; dann „{kreis}“ angeben."


def created(file: str, model: type[BaseModel], data: NewData) -> Changes:
    """Return a new file with a record."""
    return {file: FileChange(None, canonical_text(model, data).encode())}


def network_files(data_folder: str, ident: str, data: NewData, office: NewData) -> Changes:
    """Return the first two files of a network: `network.yaml` and `members.yaml`.

    `data` are values of the network itself: name, founding date, reviewers. `complete_since` is
    `nie`, so that nothing is concluded from missing records until somebody sets it.
    """
    post, member = _of_office(office, {office["id"]})
    record = {
        **without_empty(data),
        "complete_since": "nie",
        "youth_offices": [office],
        "coordination": [post],
    }
    folder = f"{data_folder}/networks/{ident}"
    return created(f"{folder}/network.yaml", NetworkRecord, record) | created(
        f"{folder}/members.yaml", MembersRecord, {"members": [member]}
    )


def _of_office(office: NewData, taken: Container[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the Koordinierungsstelle of a Jugendamt, and the Jugendamt as a member."""
    place = str(office["id"]).removeprefix("stadt-").removeprefix("kreis-")
    post = {
        "id": unique(f"koordination-{place}"[:_LONGEST].strip("-"), taken),
        "youth_office": office["id"],
        "title": "Koordinierungsstelle Kinderschutz",
    }
    return post, {
        "id": unique(f"jugendamt-{place}"[:_LONGEST].strip("-"), taken),
        "youth_office": office["id"],
    }


def add_to_members(
    repository: Repository, context: NetworkContext, path: Path, data: NewData
) -> Changes:
    """Append an entry to a list of `members.yaml`: to `members`, `guests`, or people of a body."""
    file = context.network.members_file
    if file in repository.models():
        return _append(repository, context, file, path, data)
    return created(file, MembersRecord, {str(path[0]): [without_empty(data)]})


def add_person(
    repository: Repository, context: NetworkContext, member: str, data: NewData
) -> Changes:
    """Add a person to a member; raises UsageProblem where there is no such member."""
    number = next(
        (n for n, m in enumerate(context.network.members.members) if m.id == member), None
    )
    if number is None:
        raise UsageProblem(
            f"Eine Stelle „{member}“ gibt es im Netzwerk „{context.network.id}“ nicht."
        )
    return add_to_members(repository, context, ("members", number, "people"), data)


def add_entry(
    repository: Repository,
    context: NetworkContext,
    key: str,
    data: NewData,
    *,
    own_id: bool = False,
) -> Changes:
    """Append an entry to a list of `network.yaml`: a Gremium, an agreement, a goal.

    Raises UsageProblem where one of the same name is there already, unless it has been given an id
    of its own (`own_id`).
    """
    has_id = "id" in data
    named = next((name for name in ("name", "title", "text", "category") if name in data), "")
    known = getattr(context.network.record, key) if named and not own_id else ()
    for number, entry in enumerate(known, start=1):
        over = key == "affiliations" and entry.until is not None
        if over or fold(str(getattr(entry, named) or "")) != fold(str(data[named])):
            continue
        if has_id:
            raise UsageProblem(
                f"„{data[named]}“ steht schon in den Unterlagen: {entry.id}. Angaben ändern: ksnet set {entry.id} ANGABE=WERT\n"
                "Ist es etwas anderes, mit --id eine eigene Kennung angeben."
            )
        raise UsageProblem(
            f"„{data[named]}“ steht schon unter „{key}“. Angaben ändern: ksnet set netzwerk {key}.{number}.ANGABE=WERT"
        )
    return _append(repository, context, context.network.file, (key,), data)


def add_youth_office(
    repository: Repository, context: NetworkContext, office: NewData, taken: Collection[str]
) -> Changes:
    """Add a Jugendamt with its Koordinierungsstelle and as a member; `taken` are ids in use."""
    post, member = _of_office(office, {*taken, office["id"]})
    drafts, file = Drafts(repository), context.network.file
    drafts[file].append(written_path(context, file, ("youth_offices",)), without_empty(office))
    drafts[file].append(written_path(context, file, ("coordination",)), post)
    return drafts.changes | add_to_members(repository, context, ("members",), member)


def put_pages(repository: Repository, context: NetworkContext, pages: NewData) -> Changes:
    """Set pages for the public by subject (the keys of `public_information`)."""
    drafts, file = Drafts(repository), context.network.file
    for about, page in pages.items():
        drafts[file].put(written_path(context, file, ("public_information", about)), page)
    return drafts.changes


def _append(
    repository: Repository, context: NetworkContext, file: str, path: Path, data: NewData
) -> Changes:
    drafts = Drafts(repository)
    drafts[file].append(written_path(context, file, path), without_empty(data))
    return drafts.changes


def refuse_repeated(context: NetworkContext, data: NewData) -> None:
    """Raise UsageProblem where an event of this title begins at the same moment."""
    for known in context.network.events.values():
        start = known.record.start
        if (
            start is not None
            and start.time is not None
            and start.text == data.get("start")
            and fold(known.record.title) == fold(str(data["title"]))
        ):
            raise UsageProblem(
                f"Den Termin {german.quoted(known.record.title)} zu dieser Zeit gibt es schon: {known.id}. Angaben ändern: ksnet set {known.id} ANGABE=WERT\n"
                "Ist es ein weiterer, ihm einen anderen Titel geben."
            )


def new_event(repository: Repository, network: str, ident: str, data: NewData) -> Changes:
    """Create the file of an event; raises UsageProblem where it exists."""
    return _new(repository, f"events/{network}/{ident}.yaml", EventRecord, data)


def new_year(
    repository: Repository, context: NetworkContext, year: int, summary: str | None
) -> Changes:
    """Create the file of a year with the goals of the network still to be judged.

    Raises UsageProblem where it exists.
    """
    goals = [{"goal": goal.id, "status": "offen"} for goal in context.network.record.goals]
    data = {"summary": f"{summary}\n" if summary else None, "goals": goals}
    return _new(repository, f"networks/{context.network.id}/years/{year}.yaml", YearRecord, data)


def new_plan(repository: Repository, network: str, ident: str, data: NewData) -> Changes:
    """Create the file of a plan; raises UsageProblem where it exists."""
    return _new(repository, f"networks/{network}/plans/{ident}.yaml", PlanRecord, data)


def _new(repository: Repository, path: str, model: type[BaseModel], data: NewData) -> Changes:
    file = f"{repository.settings.data}/{path}"
    if file in repository.models():
        raise UsageProblem(f"{file} gibt es schon; es wird nichts überschrieben.")
    return created(file, model, without_empty(data))


def taken_ids(context: NetworkContext) -> set[str]:
    """Return all ids of entries, plans and events in a network."""
    return context.entries.keys() | context.network.events.keys() | context.network.plans.keys()
