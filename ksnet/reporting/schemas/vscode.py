"""The settings that tell an editor which schema belongs to which files.

VS Code and VSCodium with the YAML extension of Red Hat read them: `yaml.schemas` in
`.vscode/settings.json`.
"""

from __future__ import annotations

import json
from typing import Any

from ksnet.basics.errors import UsageProblem
from ksnet.reporting.schemas import RECORD_SCHEMAS, file_name

SETTINGS = ".vscode/settings.json"
SCHEMAS = ".vscode/ksnet"  # the default folder of the schemas


def associations(folder: str, data: str) -> dict[str, str]:
    """Return the pattern of files for each schema in `folder`, all relative to the root."""
    return {
        f"./{folder}/{file_name(kind)}": found.files(data) for kind, found in RECORD_SCHEMAS.items()
    }


def merged(existing: str | None, ours: dict[str, str]) -> str:
    """Return the settings with our associations in them; everything else stays as it is.

    Raises UsageProblem, with the lines to add by hand, where the existing settings cannot be read
    without losing something: comments, for example, which JSON does not know.
    """
    settings = _read(existing, ours) if existing and existing.strip() else {}
    schemas = settings.get("yaml.schemas", {})
    if not isinstance(schemas, dict):
        raise _refusal(ours)
    names = {uri.rpartition("/")[2] for uri in ours}
    others = {uri: files for uri, files in schemas.items() if uri.rpartition("/")[2] not in names}
    changed = {**settings, "yaml.schemas": {**others, **ours}}
    if existing and changed == settings:
        return existing
    return json.dumps(changed, ensure_ascii=False, indent=2) + "\n"


def _read(existing: str, ours: dict[str, str]) -> dict[str, Any]:
    try:
        settings = json.loads(existing.removeprefix("\ufeff"), object_pairs_hook=_without_doubles)
    except (ValueError, RecursionError):
        raise _refusal(ours) from None
    if not isinstance(settings, dict):
        raise _refusal(ours)
    return settings


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the pairs as a dictionary; raises ValueError for a repeated key: one would be lost."""
    result = dict(pairs)
    if len(result) != len(pairs):
        raise ValueError
    return result


def _refusal(ours: dict[str, str]) -> UsageProblem:
    lines = json.dumps({"yaml.schemas": ours}, ensure_ascii=False, indent=2).split("\n")[1:-1]
    return UsageProblem(
        f"{SETTINGS} enthält Kommentare oder anderes, das beim Schreiben verloren ginge, und bleibt, wie es ist.\n"
        "Von Hand ergänzen:\n" + "\n".join(lines)
    )
