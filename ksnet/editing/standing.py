"""What a network keeps for years: another Jugendamt, agreements, goals, topics, categories that nobody fills yet."""

from __future__ import annotations

from typing import Any

from ksnet.editing.creating import NewData, add_member
from ksnet.editing.ids import proposed_id
from ksnet.editing.lookup import Drafts, written_path
from ksnet.repository import Repository
from ksnet.repository.journal import FileChange
from ksnet.rules.context import NetworkContext


def add_youth_office(
    repository: Repository, context: NetworkContext, office: NewData, taken: set[str]
) -> dict[str, FileChange]:
    """Add a Jugendamt with its Koordinierungsstelle, and as a member; `taken` are the ids that others have."""
    place = str(office["id"]).removeprefix("stadt-").removeprefix("kreis-")
    taken = {*taken, str(office["id"])}
    post = {
        "id": proposed_id(f"koordination {place}", "koordination", taken),
        "youth_office": office["id"],
        "title": "Koordinierungsstelle Kinderschutz",
    }
    drafts, file = Drafts(repository), context.network.file
    drafts[file].append(written_path(context, file, ("youth_offices",)), dict(office))
    drafts[file].append(written_path(context, file, ("coordination",)), post)
    member = {"id": proposed_id(f"jugendamt {place}", "jugendamt", taken), "youth_office": office["id"]}
    return drafts.changes | add_member(repository, context, member)


def add_standing(repository: Repository, context: NetworkContext, key: str, data: NewData) -> dict[str, FileChange]:
    """Add an entry at the end of a list of network.yaml: `agreements`, `goals`, `workstreams`, `vacancies`, `affiliations`."""
    drafts, file = Drafts(repository), context.network.file
    entry: dict[str, Any] = dict(data)
    drafts[file].append(written_path(context, file, (key,)), entry)
    return drafts.changes


def put_pages(repository: Repository, context: NetworkContext, pages: NewData) -> dict[str, FileChange]:
    """Set the pages that inform the public, by what they are about (the keys of `public_information`)."""
    drafts, file = Drafts(repository), context.network.file
    for about, page in pages.items():
        drafts[file].put(written_path(context, file, ("public_information", about)), page)
    return drafts.changes
