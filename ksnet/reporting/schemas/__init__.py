"""JSON Schemas of the records for editors and other tools, made from the models.

They say what one file alone can say: keys, values, forms. What needs two files, a calendar or the
law is checked by the rules of `ksnet validate`.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from ksnet.basics.frozen import frozen

if TYPE_CHECKING:
    from ksnet.records.model import BaseModel


@frozen
class RecordSchema:
    """A kind of record: title, pattern of its files below the folder of the data, model.

    The model is named by its module below `ksnet.records`, and imported only when asked for.
    """

    title: str
    description: str
    glob: str
    model: str
    in_data: bool = True

    def files(self, data: str) -> str:
        """Return the pattern of its files from the root; `data` is the folder of the data."""
        return f"{data}/{self.glob}" if self.in_data else self.glob


RECORD_SCHEMAS: dict[str, RecordSchema] = {
    "network": RecordSchema(
        "Netzwerk (network.yaml)",
        "Ein Netzwerk Kinderschutz: Jugendämter, Koordinierungsstellen, Gremien, Vereinbarungen, Ziele",
        "networks/*/network.yaml",
        "network.NetworkRecord",
    ),
    "members": RecordSchema(
        "Mitglieder (members.yaml)",
        "Stellen im Netzwerk und die Personen, die für sie handeln; nur hier stehen Namen von Personen",
        "networks/*/members.yaml",
        "members.MembersRecord",
    ),
    "event": RecordSchema(
        "Veranstaltung",
        "Ein Treffen, eine Konferenz oder eine Fortbildung; nie Angaben zu einem Fall",
        "events/*/*.yaml",
        "event.EventRecord",
    ),
    "year": RecordSchema(
        "Jahr",
        "Was die Koordination zu einem Jahr schreibt",
        "networks/*/years/*.yaml",
        "year.YearRecord",
    ),
    "plan": RecordSchema(
        "Plan",
        "Ein Entwicklungsplan, z. B. ein Kinderschutzentwicklungsplan",
        "networks/*/plans/*.yaml",
        "plan.PlanRecord",
    ),
    "settings": RecordSchema(
        "Einstellungen (ksnet.yaml)",
        "Einstellungen dieses Verzeichnisses",
        "ksnet.yaml",
        "settings.Settings",
        in_data=False,
    ),
    "imports": RecordSchema(
        "Entscheidungen beim Einlesen (imports.yaml)",
        "Was „ksnet import“ einmal gefragt hat",
        "imports.yaml",
        "imports.ImportsRecord",
        in_data=False,
    ),
}


def file_name(kind: str) -> str:
    """Return the name of the file that holds the schema of a kind."""
    return f"{kind}.schema.json"


def models() -> Mapping[str, type[BaseModel]]:
    """Return the model of each kind."""
    return {
        kind: getattr(import_module(f"ksnet.records.{module}"), name)
        for kind, found in RECORD_SCHEMAS.items()
        for module, name in (found.model.split("."),)
    }
